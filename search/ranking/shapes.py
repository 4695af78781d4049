"""Which terms have a wildcard's shape: all texts of a vocabulary looked at at once."""

import numpy as np
from numpy.typing import NDArray

from search.analysis.normalise import canonical
from search.asking.wildcards import ANY, MANY, fits
from search.index.segments.arrays import SegmentArrays, Terms
from search.index.segments.keys import SPELLING
from search.index.segments.vocabulary import Vocabulary


def terms_of_shape(segment: SegmentArrays, pattern: str) -> Terms:
    """The terms of a segment that have the shape, as they stand or as what is spelt alike."""
    keys, vocabulary, key = segment.keys, segment.vocabulary, canonical(pattern)
    found = [of_shape(vocabulary, pattern, 0, len(vocabulary))]
    if key != pattern:
        alike = of_shape(vocabulary, key, 0, len(vocabulary)).tolist()
        found.append(np.array([t for t in alike if fits(vocabulary[t], pattern)], np.int64))
    spelt = of_shape(keys.names, SPELLING + key, *keys.names.starting(SPELLING)).tolist()
    return np.concatenate([*found, *map(keys.of_number, spelt)])


def of_shape(texts: Vocabulary, pattern: str, first: int, last: int) -> Terms:
    """The numbers of those texts from ``first`` to before ``last`` that have the shape, ascending;
    what ``search.asking.wildcards`` says of one."""
    offsets = texts.offsets[first : last + 1].astype(np.int64)
    raw = texts.letters[offsets[0] : offsets[-1]]
    before = np.concatenate(([0], np.cumsum((raw & 0xC0) != 0x80)))  # no byte in the middle of one
    letters = np.frombuffer(raw.tobytes().decode().encode("utf-32-le"), np.uint32)
    bounds = before[offsets - offsets[0]]
    at, end = bounds[:-1], bounds[1:]
    head, *rest = pattern.split(MANY)
    kept = np.flatnonzero(end - at >= len(head) if rest else end - at == len(head))
    kept = kept[_stands(letters, head, at[kept])]
    at = at[kept] + len(head)
    *middle, tail = rest or [""]
    for piece in filter(None, middle):
        if not len(kept):
            break
        every = np.flatnonzero(_stands(letters, piece, np.arange(len(letters) - len(piece) + 1)))
        every = np.append(every, len(letters))
        at = every[np.searchsorted(every, at)] + len(piece)
        there = at <= end[kept]
        kept, at = kept[there], at[there]
    there = end[kept] - len(tail) >= at
    kept = kept[there]
    found: Terms = first + kept[_stands(letters, tail, end[kept] - len(tail))]
    return found


def _stands(letters: NDArray[np.uint32], piece: str, at: Terms) -> NDArray[np.bool_]:
    """Whether a piece without ``*`` stands at these places."""
    found = np.ones(len(at), np.bool_)
    for n, letter in enumerate(piece):
        if letter != ANY:
            found &= letters[at + n] == ord(letter)
    return found
