"""Words near each other: phrases, "near" and the bonus for neighbours.

A place is one number, the page's ``doc_id`` shifted left by 32 bits plus the position, so that the
places of two words are intersected on all pages at once.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.frequencies import Terms, gather
from search.postings import FieldPostings, Postings

Places = NDArray[np.int64]
_SHIFT = 32


def places(field: FieldPostings, terms: Terms, pages: NDArray[np.bool_]) -> Places:
    """Where any of the terms stands in a field, ascending; only on ``pages`` (a mask)."""
    counts = field.indptr[terms + 1] - field.indptr[terms]
    posting = gather(field.indptr[terms], counts)
    posting = posting[pages[field.doc_id[posting]]]
    starts = field.starts[posting]
    number = field.starts[posting + 1] - starts
    position = field.positions[gather(starts, number)].astype(np.int64)
    page = np.repeat(field.doc_id[posting].astype(np.int64), number)
    return np.unique((page << _SHIFT) + position)


def pages_of(found: Places) -> NDArray[np.int64]:
    """The pages of places, one for each."""
    return found >> _SHIFT


def in_order(words: Sequence[Places]) -> Places:
    """Where the first of the words stands when the others follow it one by one."""
    found = words[0]
    for offset, place in enumerate(words[1:], 1):
        found = found[np.isin(found + offset, place, assume_unique=True)]
    return found


def within(words: Sequence[Places], gap: int) -> Places:
    """Where the first of the words stands when each of the others is at most ``gap`` words off."""
    found = words[0]
    for place in words[1:]:
        if not len(place) or not len(found):
            return found[:0]
        after = np.minimum(np.searchsorted(place, found), len(place) - 1)
        before = np.maximum(np.searchsorted(place, found) - 1, 0)
        near = np.minimum(np.abs(place[after] - found), np.abs(place[before] - found))
        found = found[near <= gap + 1]
    return found


def phrase_pages(
    postings: Postings, words: Sequence[Terms], pages: NDArray[np.bool_], gap: int | None
) -> NDArray[np.int64]:
    """How often the words stand so on each page, in any field."""
    total = np.zeros(postings.pages, np.int64)
    for name, field in postings.fields.items():
        if name == "opening":  # the body has it too
            continue
        found = [places(field, terms, pages) for terms in words]
        hits = in_order(found) if gap is None else within(found, gap)
        total += np.bincount(pages_of(hits), minlength=postings.pages)
    return total


def neighbours(
    postings: Postings,
    first: Terms,
    second: Terms,
    pages: NDArray[np.bool_],
    weights: dict[str, float],
) -> NDArray[np.float32]:
    """How often two words are neighbours on each page: 1 for in this order, a half for turned round
    or with one word between, times the field's weight."""
    total = np.zeros(postings.pages, np.float32)
    for name, field in postings.fields.items():
        a, b = places(field, first, pages), places(field, second, pages)
        if not len(a) or not len(b):
            continue
        for offset, worth in ((1, 1.0), (2, 0.5), (-1, 0.5)):
            hits = pages_of(a[np.isin(a + offset, b, assume_unique=True)])
            total += np.float32(worth * weights[name]) * np.bincount(hits, minlength=len(total))
    return total
