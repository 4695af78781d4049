"""Which terms of a segment have letters within them, where nobody knows the other part."""

from functools import partial, reduce

import numpy as np

from search.analysis.grams import LENGTH
from search.analysis.heads import ENDINGS, LINKS, SHORTEST_HEAD, SHORTEST_PART, is_compound
from search.analysis.normalise import canonical
from search.analysis.stems import STOPWORDS, has_article, is_form, lemma
from search.index.segments.arrays import SegmentArrays, Terms
from search.index.segments.keys import GRAM
from search.library.dictionary import entry, is_danish, is_known
from search.ranking.terms import NONE

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
    """The terms that may hold these letters, at least ``SHORTEST_INSIDE``, as a part, ascending: of
    those alone that have all of their 4-grams, since reading the vocabulary through costs more."""
    inside = {letters[i : i + LENGTH] for i in range(len(letters) - LENGTH + 1)}
    numbers = [segment.keys.names.number(GRAM + gram) for gram in inside]
    having = [segment.keys.of_number(key) for key in numbers if key is not None]
    if len(having) < len(inside):
        return NONE
    held = reduce(partial(np.intersect1d, assume_unique=True), sorted(having, key=len)).tolist()
    return np.array([t for t in held if may_hold(segment.vocabulary[t], letters)], np.int64)
