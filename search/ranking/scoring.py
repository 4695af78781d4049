"""What the leaves of a query find, and what it is worth: BM25F, first roughly, then in full.

A word is worth the sum of what its forms are worth, each wider form holding the narrower, so that
the score falls from the word as typed to its inflections to compounds that hold it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import Floats, Terms
from search.ranking.candidates import Candidates
from search.ranking.frequencies import idf
from search.ranking.lexicon import Lexicon, Meaning
from search.ranking.lists import Lists, stems_together
from search.ranking.pagelist import NOWHERE, PageList, added, common
from search.ranking.pages import Pages
from search.ranking.weights import Weights


class Evidence(Protocol):
    """What a leaf of the query found."""

    @property
    def hits(self) -> Sequence[PageList]:
        """The pages on which it stands, in whichever form."""

    @property
    def worths(self) -> Sequence[tuple[PageList, float]]:
        """Lists whose saturated weights, times these numbers, are about what it is worth."""

    def score(self, candidates: Candidates) -> Floats:
        """What it is worth on each of these pages."""


@dataclass(frozen=True, eq=False)
class RowEvidence:
    """What stands so often on pages, and is worth the same whatever it is: a phrase, a wildcard,
    another name of a word."""

    found: PageList
    worth: float
    k1: float

    @property
    def hits(self) -> Sequence[PageList]:
        """The pages."""
        return (self.found,)

    @property
    def worths(self) -> Sequence[tuple[PageList, float]]:
        """The list itself."""
        return ((self.found, self.worth),)

    def score(self, candidates: Candidates) -> Floats:
        """The saturated weight times the worth."""
        return np.float32(self.worth) * saturate(candidates.weight(self.found), self.k1)


class WordEvidence:
    """The pages of a word: ``inflected``, and ``within`` the compounds that hold it; of a compound
    that the collection has not, those of its ``halves``. ``share`` is less than 1 for one that is
    another's form aside."""

    def __init__(
        self, scorer: "Scorer", meaning: Meaning, inflected: PageList, within: PageList,
        halves: Sequence[PageList], share: float,
    ) -> None:  # fmt: skip
        self.meaning = meaning
        self.inflected = inflected
        self.within = within
        self.in_parts = common(halves) if halves else NOWHERE
        self._halves = halves
        self._scorer = scorer
        self._share = share
        w = scorer.weights
        either = len(inflected) + len(within) - _shared(inflected, within)
        self.idf = scorer.idf(len(inflected))
        self.told = (self.idf if len(inflected) else scorer.idf(len(within))) * share
        self._stem = w.stem * self.idf * share if len(inflected) else 0.0
        self._compound = w.compound * scorer.idf(either) * share

    @property
    def hits(self) -> Sequence[PageList]:
        """Both lists; of a word that is in neither, the pages that have all its parts."""
        return (self.inflected, self.within, self.in_parts)

    @property
    def worths(self) -> Sequence[tuple[PageList, float]]:
        """Both lists, the first worth more."""
        both, scorer = self._stem + self._compound, self._scorer
        halves = self._halves if len(self.in_parts) else ()
        parts = [(half, scorer.weights.halves * scorer.idf(len(half))) for half in halves]
        return [(self.inflected, both), (self.within, self._compound), *parts]

    def score(self, candidates: Candidates) -> Floats:
        """What the word is worth in all its forms, and in what is alike."""
        k1 = self._scorer.weights.k1
        weight = candidates.weight(self.inflected)
        score = np.float32(self._stem) * saturate(weight, k1)
        there = self.coverage(candidates)
        if len(self.within):
            weight = weight + candidates.weight(self.within)
        score += np.float32(self._compound) * saturate(weight, k1)
        score += np.float32(self._scorer.weights.coverage * self.told) * there
        beside = self._scorer.beside(self.meaning, self.told, there == 0, candidates)
        return score + np.float32(self._share) * beside

    def coverage(self, candidates: Candidates) -> Floats:
        """On which of these pages the word is: 1, within compounds alone less, else 0."""
        there = (candidates.weight(self.inflected) > 0).astype(np.float32)
        if len(self.within):
            share = np.float32(self._scorer.weights.covered_within)
            there = np.maximum(there, (candidates.weight(self.within) > 0) * share)
        return there


class Scorer:
    """Makes evidence of words. Safe to share between threads."""

    def __init__(self, lists: Lists, lexicon: Lexicon, pages: Pages, weights: Weights) -> None:
        self._lists = lists
        self._lexicon = lexicon
        self._pages = pages
        self.weights = weights

    def idf(self, having: int) -> float:
        """The idf of what so many pages have."""
        return idf(having, self._pages.with_text)

    def word(self, meaning: Meaning, *, exact: bool, compounds: bool, share: float) -> WordEvidence:
        """The evidence of a word: ``exact`` as it is spelt alone, without ``compounds`` not within
        others."""
        if exact:
            found, within = self.terms_list(meaning.exact), NOWHERE
        else:
            found = stems_together(self._lists.of_key(key) for key in meaning.stems)
            within = self._within(meaning) if compounds else NOWHERE
            if len(meaning.slip):
                found = self.terms_list(np.sort(meaning.slip))
        halves = self.halves(meaning) if compounds and meaning.in_parts else ()
        return WordEvidence(self, meaning, found, within, halves, share)

    def terms(self, terms: Terms, weight: float = 1.0) -> RowEvidence:
        """The evidence of these terms as if they were one."""
        return self.row(self.terms_list(terms), weight)

    def row(self, found: PageList, weight: float = 1.0) -> RowEvidence:
        """The evidence of what stands on these pages."""
        return RowEvidence(found, weight * self.idf(len(found)), self.weights.k1)

    def terms_list(self, terms: Terms) -> PageList:
        """The pages of ascending terms."""
        return self._lists.of_terms(self._lexicon.local(terms))

    def _within(self, meaning: Meaning) -> PageList:
        if not meaning.holders:
            return self.terms_list(meaning.within)
        found = [self._lists.of_key(key) for key in meaning.holders]
        had = [part for part in found if len(part)]
        return had[0] if len(had) == 1 else self.terms_list(meaning.within)

    def beside(
        self, meaning: Meaning, told: float, lacking: NDArray[np.bool_], candidates: Candidates
    ) -> Floats:
        """What is told beside the word's forms: its very spelling, words alike by their letters,
        which tell no more than the word itself (``told``), and, on the pages ``lacking`` it, its
        own parts. These make no page a hit."""
        w, k1 = self.weights, self.weights.k1
        score = np.zeros(len(candidates.doc_id), np.float32)
        if w.exact and len(meaning.exact):
            found = self.terms_list(meaning.exact)
            worth = np.float32(w.exact * self.idf(len(found)))
            score += worth * saturate(candidates.weight(found), k1)
        if lacking.any():
            score += self._halves(meaning, candidates) * lacking
        alike, idf = self.alike(meaning)
        if len(alike):
            worth = np.float32(w.gram * (min(idf, told) if meaning.known else idf))
            score += worth * saturate(candidates.weight(alike), k1 * w.gram_k1)
        return score

    def _halves(self, meaning: Meaning, candidates: Candidates) -> Floats:
        w = self.weights
        score = np.zeros(len(candidates.doc_id), np.float32)
        every = np.ones(len(score), np.bool_)
        for half in self.halves(meaning):
            weight = candidates.weight(half)
            every &= weight > 0
            score += np.float32(self.idf(len(half))) * saturate(weight, w.k1)
        return score * np.where(every, np.float32(w.halves), np.float32(w.half))

    def halves(self, meaning: Meaning) -> list[PageList]:
        """The pages of each of a word's own parts, as a word or within compounds."""
        return [
            added([self._lists.of_key(f"s{half}"), self._lists.of_key(f"p{half}")])
            for half in meaning.halves
        ]

    def alike(self, meaning: Meaning) -> tuple[PageList, float]:
        """The pages of words alike by their letters, and how much those letters tell."""
        w = self.weights
        if not w.gram:
            return NOWHERE, 0.0
        alike = self._lexicon.alike(meaning.word, w.gram_share, w.gram_terms)
        return self._lists.of_terms(self._lexicon.local(alike.terms), alike.share), alike.idf


def saturate(weight: Floats, k1: float, half: float | None = None) -> Floats:
    """BM25's saturation; ``half``, else ``k1``, is the weight at which half of the most is
    reached."""
    return weight * np.float32(k1 + 1) / (weight + np.float32(half or k1))


def _shared(one: PageList, other: PageList) -> int:
    """How many pages two lists share."""
    if not len(one) or not len(other):
        return 0
    few, many = sorted((one, other), key=len)
    return int(np.count_nonzero(many.at(few.doc_id)))
