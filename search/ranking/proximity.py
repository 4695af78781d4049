"""Words near each other: phrases, "near" and the bonus for neighbours.

A place is one number, the page's ``doc_id`` shifted left by 32 bits plus the position, so that the
places of two words are intersected on all pages at once.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.index.fields import FIELD_WEIGHTS
from search.index.segments.arrays import FieldPostings, SegmentArrays, Terms
from search.ranking.frequencies import gather, had
from search.ranking.pagelist import PageList

Places = NDArray[np.int64]
Mask = NDArray[np.bool_]
SHIFT = 32
NOWHERE: Places = np.zeros(0, np.int64)
NO_TERMS: Terms = np.zeros(0, np.int64)
COMMON = 32
"""So many postings of a term for each page on which it is looked for make it common: there these
pages are looked up in it."""
FIELDS = tuple(name for name in FIELD_WEIGHTS if name != "opening")
"""The body has what the opening has."""


class Positions:
    """Where terms stand, on the pages of all segments that are ``alive``."""

    def __init__(
        self, segments: Sequence[SegmentArrays], bases: NDArray[np.int64], alive: Mask
    ) -> None:
        self._segments = segments
        self._bases = bases
        self._alive = alive

    def phrase(self, words: Sequence[Sequence[Terms]], gap: int | None) -> PageList:
        """The pages on which the words stand in a row, in any field, and how often; with ``gap``,
        near each other, with at most so many others between.

        ``words`` are the terms of each word, by segment and numbered as there.
        """
        found = []
        for name in FIELDS:
            places = self.of_each(name, words, together=True)
            found.append(in_order(places) if gap is None else within(places, gap))
        page, count = np.unique(np.concatenate(found) >> SHIFT, return_counts=True)
        kept = self._alive[page]
        return PageList(page[kept].astype(np.int32), count[kept].astype(np.float32))

    def of(self, name: str, word: Sequence[Terms], among: Mask | None = None) -> Places:
        """Where a word stands in a field, ascending; with ``among``, on those pages alone."""
        return self.of_each(name, [word], among)[0]

    def of_each(
        self, name: str, words: Sequence[Sequence[Terms]], among: Mask | None = None, *,
        together: bool = False,
    ) -> list[Places]:  # fmt: skip
        """The same for each of some words, at once, or, ``together``, on the pages alone that have
        them all; a word that comes again is read once."""
        alike = [tuple(terms.tobytes() for terms in word) for word in words]
        distinct = dict(zip(alike, words, strict=True))
        found = {word: [NOWHERE] for word in distinct}
        for s, segment in enumerate(self._segments):
            here = slice(int(self._bases[s]), int(self._bases[s + 1]))
            only = None if among is None else among[here]
            local = [word[s] for word in distinct.values()]
            read = _places(segment.fields[name], local, only, together=together)
            for own, places in zip(found.values(), read, strict=True):
                if len(places):
                    own.append(places + (here.start << SHIFT))
        joined = {word: np.concatenate(own) for word, own in found.items()}
        return [joined[word] for word in alike]


def _places(
    field: FieldPostings, words: Sequence[Terms], among: Mask | None, *, together: bool
) -> list[Places]:
    """Where any of the terms of each word stands in a field of a segment, ascending."""
    which, place = had(field, np.concatenate([NO_TERMS, *words]))
    if not len(place):
        return [NOWHERE] * len(words)
    of_word = np.repeat(np.arange(len(words)), [len(terms) for terms in words])[which]
    first = field.indptr[place].astype(np.int64)
    counts = field.indptr[place + 1] - first
    apart: list[list[Places]] = [[] for _ in words]
    if among is not None and not together and (counts > COMMON).any():
        pages = np.flatnonzero(among).astype(field.doc_id.dtype)
        common = counts > COMMON * max(1, len(pages))
        for n in np.flatnonzero(common).tolist():
            apart[of_word[n]].append(_on(field, int(place[n]), pages))
        of_word, place, first, counts = (a[~common] for a in (of_word, place, first, counts))
    posting = gather(first, counts)
    # of each posting where its positions begin: those of a term lie in the order of its postings
    tf = field.tf[posting].astype(np.int64)
    before = np.cumsum(tf) - tf
    of_term = before[np.cumsum(counts) - counts]
    begin = before + np.repeat(field.place[place].astype(np.int64) - of_term, counts)
    word = np.repeat(of_word, counts)
    if together:
        among = _with_all(field.doc_id[posting], word, len(words), len(field.length))
    whole = among is None
    if among is not None:
        kept = among.take(field.doc_id.take(posting))
        # of common words reading all costs less than choosing
        whole = together and bool(2 * np.count_nonzero(kept) > len(kept))
        if not whole:
            at = np.flatnonzero(kept)
            posting, tf, begin, word = posting[at], tf[at], begin[at], word[at]
    every: Places = np.repeat(field.doc_id[posting].astype(np.int64) << SHIFT, tf)
    if whole:
        rows = zip(field.place[place].tolist(), field.place[place + 1].tolist(), strict=True)
        every += np.concatenate([field.positions[start:end] for start, end in rows])
    else:
        every += field.positions[gather(begin, tf)]
    ends = np.cumsum(np.bincount(word, tf, len(words))).astype(np.int64)
    own = np.split(every, ends[:-1])
    return [
        _ascending(np.concatenate([some, *more]) if more else some)
        for some, more in zip(own, apart, strict=True)
    ]


def _on(field: FieldPostings, place: int, pages: NDArray[Any]) -> Places:
    """Where one of the field's terms stands on a few pages, ascending: of all its postings only how
    often it stands on each page is read."""
    first, end = int(field.indptr[place]), int(field.indptr[place + 1])
    doc_id = field.doc_id[first:end]
    at = doc_id.searchsorted(pages)
    at = at[doc_id[np.minimum(at, len(doc_id) - 1)] == pages]
    if not len(at):
        return NOWHERE
    upto = np.cumsum(field.tf[first : first + int(at[-1]) + 1], dtype=np.int64)
    tf = field.tf[first + at].astype(np.int64)
    begin = int(field.place[place]) + upto[at] - tf
    every: Places = np.repeat(doc_id[at].astype(np.int64) << SHIFT, tf)
    every += field.positions[gather(begin, tf)]
    return every


def _with_all(doc_id: NDArray[Any], word: NDArray[np.int64], words: int, pages: int) -> Mask:
    """Which of so many pages have all of the words, of which each posting is one."""
    found = np.ones(pages, np.bool_)
    for n in range(words):
        having = np.zeros(pages, np.bool_)
        having[doc_id[word == n]] = True
        found &= having
    return found


def _ascending(places: Places) -> Places:
    """Places in order, each once."""
    places.sort(kind="stable")  # runs that are sorted already are merged
    return places[np.diff(places, prepend=-1) > 0]


def followed(places: Places, others: Places, offset: int) -> Places:
    """The places that have one of the others ``offset`` words on."""
    every = np.concatenate([places + offset, others])
    every.sort(kind="stable")  # the two are merged, which costs half of looking one up in the other
    found: Places = every[1:][every[1:] == every[:-1]] - offset
    return found


def in_order(words: Sequence[Places]) -> Places:
    """Where the first of the words stands when the others follow it one by one."""
    found = words[0]
    for offset, places in enumerate(words[1:], 1):
        found = followed(found, places, offset)
    return found


def within(words: Sequence[Places], gap: int) -> Places:
    """Where the first of the words stands when each of the others is at most ``gap`` words off."""
    found = words[0]
    for places in words[1:]:
        if not len(places) or not len(found):
            return NOWHERE
        at = np.searchsorted(places, found)
        after, before = np.minimum(at, len(places) - 1), np.maximum(at - 1, 0)
        near = np.minimum(np.abs(places[after] - found), np.abs(places[before] - found))
        found = found[near <= gap + 1]
    return found
