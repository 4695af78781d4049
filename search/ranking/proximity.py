"""Words near each other: phrases, "near" and the bonus for neighbours.

A place is one number, the page's ``doc_id`` shifted left by 32 bits plus the position, so that the
places of two words are intersected on all pages at once.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import FieldPostings, Floats, SegmentArrays, Terms
from search.ranking.frequencies import had
from search.ranking.weights import Weights

Places = NDArray[np.int64]
_SHIFT = 32
NOWHERE: Places = np.zeros(0, np.int64)


class Positions:
    """Where terms stand, on the pages of all segments that are ``alive``."""

    def __init__(
        self, segments: Sequence[SegmentArrays], bases: NDArray[np.int64],
        alive: NDArray[np.bool_], weights: Weights,
    ) -> None:  # fmt: skip
        self._segments = segments
        self._bases = bases
        self._alive = alive
        # the body has what the opening has
        self._fields = [
            (name, weight) for name, weight in weights.fields.items() if name != "opening"
        ]

    def phrase(self, words: Sequence[Sequence[Terms]], gap: int | None) -> Floats:
        """How often the words stand in a row on each page, in any field; with ``gap``, how often
        near each other, with at most so many others between.

        ``words`` are the terms of each word, by segment and numbered as there.
        """
        found = np.zeros(len(self._alive), np.float32)
        for name, _ in self._fields:
            places = self._of(name, words)
            found += self._by_page(in_order(places) if gap is None else within(places, gap))
        return found

    def neighbours(self, first: Sequence[Terms], second: Sequence[Terms]) -> Floats:
        """How often two words are neighbours on each page: 1 for in this order, a half for turned
        round or with one word between, times the field's weight."""
        found = np.zeros(len(self._alive), np.float32)
        for name, weight in self._fields:
            a, b = self._of(name, (first, second))
            if not len(a) or not len(b):
                continue
            for offset, worth in ((1, 1.0), (2, 0.5), (-1, 0.5)):
                found += np.float32(worth * weight) * self._by_page(a[followed(a, b, offset)])
        return found

    def _by_page(self, places: Places) -> Floats:
        counts = np.bincount(places >> _SHIFT, minlength=len(self._alive)).astype(np.float32)
        return counts * self._alive

    def _of(self, name: str, words: Sequence[Sequence[Terms]]) -> list[Places]:
        """Where each word stands in a field, ascending, on pages that have them all."""
        parts: list[list[Places]] = [[] for _ in words]
        for s, segment in enumerate(self._segments):
            field = segment.fields[name]
            places = [_places(field, word[s]) for word in words]
            if all(len(place) for place in places):
                for part, place in zip(parts, places, strict=True):
                    part.append(place + (int(self._bases[s]) << _SHIFT))
        return [np.concatenate([NOWHERE, *part]) for part in parts]


def _places(field: FieldPostings, terms: Terms) -> Places:
    """Where any of the terms stands in a field of a segment, ascending."""
    _, place = had(field, terms)
    found = [_places_of_term(field, int(i)) for i in place]
    if len(found) < 2:
        return found[0] if found else NOWHERE
    every = np.concatenate(found)
    every.sort(kind="stable")  # runs that are sorted already are merged
    return every[np.diff(every, prepend=-1) > 0]


def _places_of_term(field: FieldPostings, i: int) -> Places:
    row = slice(int(field.indptr[i]), int(field.indptr[i + 1]))
    page = np.repeat(field.doc_id[row].astype(np.int64) << _SHIFT, field.tf[row])
    places: Places = page + field.positions[int(field.place[i]) : int(field.place[i + 1])]
    return places


def followed(places: Places, others: Places, offset: int) -> NDArray[np.bool_]:
    """Which places have one of the others ``offset`` words on."""
    at = np.searchsorted(others, places + offset)
    found: NDArray[np.bool_] = others[np.minimum(at, len(others) - 1)] == places + offset
    return found


def in_order(words: Sequence[Places]) -> Places:
    """Where the first of the words stands when the others follow it one by one."""
    found = words[0]
    for offset, places in enumerate(words[1:], 1):
        if not len(places) or not len(found):
            return NOWHERE
        found = found[followed(found, places, offset)]
    return found


def within(words: Sequence[Places], gap: int) -> Places:
    """Where the first of the words stands when each of the others is at most ``gap`` words off."""
    found = words[0]
    for places in words[1:]:
        if not len(places) or not len(found):
            return NOWHERE
        after = np.minimum(np.searchsorted(places, found), len(places) - 1)
        before = np.maximum(np.searchsorted(places, found) - 1, 0)
        near = np.minimum(np.abs(places[after] - found), np.abs(places[before] - found))
        found = found[near <= gap + 1]
    return found
