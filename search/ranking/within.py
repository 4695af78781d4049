"""Which terms of a segment have letters within them, where nobody knows the other part."""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from search.analysis.heads import ENDINGS, SHORTEST_HEAD, SHORTEST_PART
from search.analysis.normalise import canonical
from search.analysis.stems import has_article, lemma
from search.index.segments.arrays import SegmentArrays, Terms
from search.index.segments.keys import SPELLING
from search.index.segments.vocabulary import Vocabulary
from search.library.dictionary import entry

SHORTEST_INSIDE = 5
"""Letters of a word that is looked for within others by its letters alone; a shorter one begins a
compound whose parts a dictionary has."""


def may_hold(term: str, letters: str) -> bool:
    """Whether a term, as what is spelt alike, may be a compound with these canonical letters as a
    part of it."""
    key = canonical(term)
    if len(letters) < SHORTEST_INSIDE:
        return key.startswith(letters) and _is_compound(term, letters)
    at, left = key.find(letters), len(key) - len(letters)
    return key.isalpha() and (at >= SHORTEST_PART or (at == 0 and left >= SHORTEST_HEAD))


def _is_compound(term: str, first: str) -> bool:
    """Whether a dictionary of Danish has all of a compound's parts, both nouns: ``vin|import``,
    but not ``vin|den``."""
    rest, whole = term[len(first) :], entry(term) or entry(term.removesuffix("s"))
    if rest in ENDINGS or (whole and not whole.startswith(first)):
        return False
    last = whole[len(first) :] if whole else lemma(rest)
    shortest = SHORTEST_HEAD + (len(first) < SHORTEST_PART)  # el|leve
    if min(len(rest), len(last)) < shortest:
        return False
    return has_article(first, genitive=True) and has_article(last)


def holding_letters(segment: SegmentArrays, letters: str) -> Terms:
    """The terms that may hold these letters as a part, and those of the spellings that may."""
    keys = segment.keys
    spelt = (t for k in _holding(keys.names, letters, SPELLING) for t in keys.of_number(k).tolist())
    held = chain(_holding(segment.vocabulary, letters), spelt)
    return np.array([t for t in held if may_hold(segment.vocabulary[t], letters)], np.int64)


def _holding(texts: Vocabulary, literal: str, kind: str = "") -> Iterator[int]:
    """The texts that hold these letters, of those that start with ``kind``."""
    first, last = texts.starting(kind)
    offsets, wanted = texts.offsets, literal.encode()
    begin, end = int(offsets[first]), int(offsets[last])
    letters = texts.letters[begin:end].tobytes()
    at = letters.find(wanted)
    while at >= 0:
        t = int(np.searchsorted(offsets, begin + at, "right")) - 1
        yield t
        at = letters.find(wanted, max(at + 1, int(offsets[t + 1]) - begin - len(wanted) + 1))
