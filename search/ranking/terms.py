"""Terms as arrays of their numbers: put together, and taken from one segment."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import Ints, Keys, Terms
from search.index.segments.postings import starts

NONE: Terms = np.zeros(0, np.int64)


def joined(found: Sequence[NDArray[np.integer]]) -> Terms:
    """All of them, one after the other."""
    if not found:
        return NONE
    return (found[0] if len(found) == 1 else np.concatenate(found)).astype(np.int64, copy=False)


def each_once(found: Terms) -> Terms:
    """Those that are found, ascending, each once; ``np.unique`` would load masked arrays."""
    ordered = np.sort(found)
    return ordered[starts(ordered)]


def any_of(found: Iterable[Terms]) -> Terms:
    """Those that are in any of some, which ascend; ascending, each once."""
    had = [terms for terms in found if len(terms)]
    return joined(had) if len(had) < 2 else each_once(np.concatenate(had))


def without(terms: Terms, others: Terms) -> Terms:
    """Those of ascending terms that are not among the others."""
    return np.setdiff1d(terms, others, assume_unique=True) if len(terms) else terms


def one(number: int | None) -> Terms:
    """A term that may be none."""
    return NONE if number is None else np.array([number], np.int64)


def key_starting(keys: Keys, prefix: str) -> Ints:
    """The terms of the keys that start so."""
    first, last = keys.names.starting(prefix)
    return keys.terms[keys.indptr[first] : keys.indptr[last]]
