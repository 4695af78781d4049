"""The lexicon: what is known of each term of the vocabulary, and which terms a word means.

Worked out once per term, not per token: stems, lemmas, compound parts and character 4-grams of
25,000 terms instead of 560,000 tokens, so that the index stays as small as plain Whoosh's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from search.analysis.compounds import Part, Splitter, run
from search.analysis.normalise import canonical, danish_letters
from search.analysis.stems import lemma, stem, stems
from search.frequencies import Frequencies, Terms
from search.grams import GramIndex

SHORTEST_TYPO = 4
LONG = 8
"""From so many letters two slips are forgiven, below one."""
MOST_TYPOS = 5

NONE: Terms = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Forms:
    """The terms that one query word means, each wider than the one before.

    ``exact`` as typed (å/aa and accents alike), ``stem`` inflected, ``parts`` for each part of the
    word those that hold it, ``grams`` those alike by letters with ``gram_weights`` in 0..1 and the
    information ``gram_idf`` of the word's grams, ``typo`` those it may be a slip of.
    """

    word: str
    exact: Terms
    stem: Terms
    parts: tuple[Terms, ...]
    grams: Terms
    gram_weights: NDArray[np.float32]
    gram_idf: float
    typo: Terms

    @property
    def known(self) -> bool:
        """Whether the collection has the word, in any inflection."""
        return len(self.stem) > 0

    def strong(self) -> Terms:
        """The terms that are the word, hold it, or are held by it."""
        return np.unique(np.concatenate((self.exact, self.stem, self.typo, *self.parts)))


class Lexicon:
    """The vocabulary of one generation, with the pages each term is on, of ``total`` in all;
    ``pages[t]`` is how many have term ``t``."""

    def __init__(self, terms: list[str], frequencies: Frequencies, total: int) -> None:
        self.terms = terms
        pages = self.pages = np.diff(frequencies.indptr).astype(np.int32)
        self.number = {term: t for t, term in enumerate(terms)}
        keys = stems(terms)
        self._canonical = _group(canonical(term) for term in terms)
        self._stems = _group(keys)
        self._lemmas = _group(lemma(term) for term in terms)
        counts = {key: int(pages[found].sum()) for key, found in self._stems.items()}
        words = dict(zip(terms, pages.tolist(), strict=True))
        self._splitter = Splitter(words, counts)
        self._parts = [self._splitter.split(term) for term in terms]
        self._with_part = self._by_part()
        self._grams = GramIndex(terms, frequencies, total)
        # ``whole`` are the forms without what merely resembles the word, or is half of it
        self.forms = lru_cache(maxsize=4096)(self._forms)
        self.whole = lru_cache(maxsize=4096)(self._whole)

    def parts(self, word: str) -> tuple[Part, ...]:
        """The compound parts of any word, () when it is no compound here."""
        number = self.number.get(word)
        return self._splitter.split(word) if number is None else self._parts[number]

    def stem_runs(self, word: str) -> tuple[tuple[frozenset[str], ...], ...]:
        """What the stems of a compound's parts must read in a row (any of those given at each
        place) for it to hold the word whole: ``syg|fravær`` in ``sygefraværsmentor``."""
        known = [self.terms[t] for t in self.inflected(word)]
        parts = tuple(frozenset((part.stem,)) for part in self.parts(word))
        return tuple(filter(None, ((frozenset(stems([word, *known])),), parts)))

    def holding(self, word: str) -> Terms:
        """The compounds that hold the word whole, in any inflection."""
        found: set[int] = set()
        for stem_run in self.stem_runs(word):
            having = (
                {int(t) for key in keys for t in self._with_part.get(key, ())} for keys in stem_run
            )
            found |= {t for t in set.intersection(*having) if run(self._parts[t], stem_run)}
        return np.array(sorted(found), np.int64)

    def inflected(self, word: str) -> Terms:
        """The terms with the word's stem or lemma, or its very spelling."""
        found = {
            *self._canonical.get(canonical(word), ()),
            *self._stems.get(stem(word), ()),
            *self._lemmas.get(lemma(word), ()),
        }
        return np.array(sorted(found), np.int64)

    def starting(self, prefix: str, limit: int) -> list[str]:
        """Terms that start so, those of most pages first."""
        first = np.searchsorted(np.array(self.terms), prefix)
        last = np.searchsorted(np.array(self.terms), prefix + "\U0010ffff")
        best = first + np.argsort(-self.pages[first:last], kind="stable")[:limit]
        return [self.terms[t] for t in best]

    def near(self, word: str) -> Terms:
        """The terms that the word may be a slip of: nearest first, then those of most pages."""
        if len(word) < SHORTEST_TYPO or not word.isalpha():
            return NONE
        slips = 2 if len(word) >= LONG else 1
        found = process.extract(
            word, self.terms, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=50
        )
        ranked = sorted((slip, -int(self.pages[t]), t) for term, slip, t in found if term.isalpha())
        return np.array([t for slip, _, t in ranked if slip == ranked[0][0]][:MOST_TYPOS], np.int64)

    def _forms(self, word: str) -> Forms:
        word, inflected = self._spelling(word)
        exact = np.array(self._canonical.get(canonical(word), ()), np.int64)
        parts = self._part_terms(word)
        grams, weights, idf = self._grams.similar(word)
        typo = NONE if len(inflected) else self._slips(word)
        return Forms(word, exact, inflected, parts, grams, weights, idf, typo)

    def _slips(self, word: str) -> Terms:
        """The terms that the word may be a slip of, and the other inflections of the likeliest."""
        near = self.near(word).tolist()
        more = self.inflected(self.terms[near[0]]).tolist() if near else []
        return np.array(list(dict.fromkeys([*near, *more])), np.int64)

    def _whole(self, word: str) -> Forms:
        forms = self.forms(word)
        return replace(
            forms,
            parts=(self.holding(forms.word),),
            grams=NONE,
            gram_weights=np.zeros(0, np.float32),
            gram_idf=0.0,
        )

    def _spelling(self, word: str) -> tuple[str, Terms]:
        """The word, with Danish letters for ``ae``, ``oe`` when only so the collection knows it."""
        found = self.inflected(word)
        danish = danish_letters(word)
        if len(found) == 0 and danish != word:
            meant = self.inflected(danish)
            if len(meant) or self._splitter.split(danish):
                return danish, meant
        return word, found

    def _part_terms(self, word: str) -> tuple[Terms, ...]:
        whole = stem(word)
        keys = dict.fromkeys((whole, *(part.stem for part in self.parts(word))))
        found = (self._with_part.get(key) for key in keys)
        return tuple(terms for terms in found if terms is not None)

    def _by_part(self) -> dict[str, Terms]:
        grouped: dict[str, list[int]] = {key: list(found) for key, found in self._stems.items()}
        for t, parts in enumerate(self._parts):
            for key in {part.stem for part in parts}:
                grouped.setdefault(key, []).append(t)
        return {key: np.unique(np.array(found, np.int64)) for key, found in grouped.items()}


def _group(keys: Iterable[str]) -> dict[str, Terms]:
    grouped: dict[str, list[int]] = {}
    for t, key in enumerate(keys):
        grouped.setdefault(key, []).append(t)
    return {key: np.array(found, np.int64) for key, found in grouped.items()}
