"""Which terms of a segment have letters within them, where nobody knows the other part."""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from search.analysis.heads import ENDINGS, LINKS, SHORTEST_HEAD, SHORTEST_PART, is_compound
from search.analysis.normalise import canonical
from search.analysis.stems import STOPWORDS, has_article, is_form, lemma
from search.index.segments.arrays import SegmentArrays, Terms
from search.index.segments.keys import SPELLING
from search.index.segments.vocabulary import Vocabulary
from search.library.dictionary import entry, is_danish, is_known

SHORTEST_INSIDE = 5
"""Letters of a word that is looked for within others by its letters alone; a shorter one begins a
compound whose parts a dictionary has."""


def may_hold(term: str, letters: str) -> bool:
    """Whether a term, as what is spelt alike, may be a compound with these canonical letters as a
    part of it: one that Danish has not as a word of its own (``rektor`` is no part of
    ``kystdirektorat``), for of those the parts are known."""
    key = canonical(term)
    if len(letters) < SHORTEST_INSIDE:
        return key.startswith(letters) and _is_compound(term, letters)
    at = key.find(letters)
    return at >= 0 and key.isalpha() and not is_danish(key) and _parts_at(key, at, letters)


def _parts_at(word: str, at: int, letters: str) -> bool:
    """Whether an unknown word may fall into parts where the letters begin and end: what stands
    before them is a word or they end the whole, and no other words make it."""
    before, after = word[:at], word[at + len(letters) :]
    ends = not after or is_form(word[at:], letters)
    begins = not before or _may_begin(before)
    if begins and ends:
        return True
    rest = before if ends else after
    return (begins or ends) and len(rest) >= SHORTEST_PART and not is_compound(word)


def _may_begin(text: str) -> bool:
    """Whether letters are a word that a compound may begin with, or a compound, maybe with a
    link."""
    words = {text.removesuffix(link) for link in LINKS} - STOPWORDS
    long = [word for word in words if len(word) >= SHORTEST_PART]
    return any(is_known(word) or is_compound(word) for word in long)


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
