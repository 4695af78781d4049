"""What the leaves of a query find, and what it is worth: BM25F, first roughly, then in full.

A word is worth the sum of what its forms are worth, each wider form holding the narrower, so that
the score falls from the word as typed to its inflections to compounds that hold it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np

from search.asking.query import Reading
from search.index.segments.arrays import Floats, Terms
from search.ranking.candidates import Candidates
from search.ranking.frequencies import idf
from search.ranking.lexicon import NO_ALIKE, Alike, Lexicon, Meaning
from search.ranking.lists import Lists, ReadLists, stems_together
from search.ranking.pagelist import NOWHERE, PageList, added, common
from search.ranking.pages import Pages
from search.ranking.terms import NONE
from search.ranking.vectors import Rows
from search.ranking.weights import Weights


class Evidence(Protocol):
    """What a leaf of the query found."""

    @property
    def hits(self) -> Sequence[PageList]:
        """The pages on which it stands, in whichever form."""

    @property
    def worths(self) -> Sequence[tuple[PageList, float]]:
        """Lists whose saturated weights, times these numbers, are about what it is worth."""

    @property
    def lists(self) -> Sequence[PageList]:
        """The lists that tell what it is worth."""

    def score(self, candidates: Candidates) -> Floats:
        """What it is worth on each of these pages."""


@dataclass(frozen=True, eq=False)
class RowEvidence:
    """What stands so often on pages, and is worth the same whatever it is: a phrase, a wildcard."""

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

    @property
    def lists(self) -> Sequence[PageList]:
        """The list itself."""
        return (self.found,)

    def score(self, candidates: Candidates) -> Floats:
        """The saturated weight times the worth."""
        return np.float32(self.worth) * saturate(candidates.weight(self.found), self.k1)


class Found(NamedTuple):
    """The pages of a word: ``inflected``, and ``within`` the compounds that hold it; of a compound
    that the collection has not, those with all its parts, and those of each of these ``halves``."""

    inflected: PageList
    within: PageList
    in_parts: PageList
    halves: Sequence[PageList]


class WordEvidence:
    """What a word found; ``share`` is less than 1 for one that is another's form aside, more for
    one that is typed again. Without lists that are ``read`` nothing tells that is merely like
    it."""

    def __init__(
        self, scorer: "Scorer", meaning: Meaning, found: Found, share: float, read: ReadLists | None
    ) -> None:
        self.meaning = meaning
        self.found = found
        self._scorer = scorer
        self._share = share
        self._read = read
        w = scorer.weights
        of_stem, there = scorer.idf(found.inflected), found.inflected.spread > 0
        self.told = (of_stem if there else scorer.idf(found.within)) * share
        self._stem = w.stem * of_stem * share if there else 0.0
        either = scorer.idf(found.inflected, found.within.but(found.inflected))
        self._compound = w.compound * either * share

    @property
    def hits(self) -> Sequence[PageList]:
        """Both lists; of a word that is in neither, the pages that have all its parts."""
        return self.found[:3]

    @property
    def worths(self) -> Sequence[tuple[PageList, float]]:
        """Both lists, the first worth more."""
        both, scorer = self._stem + self._compound, self._scorer
        weight = scorer.weights.halves
        parts = [(half, weight * scorer.idf(half)) for half in self.found.halves]
        return [(self.found.inflected, both), (self.found.within, self._compound), *parts]

    @cached_property
    def _halves(self) -> list[PageList]:
        """The lists of its own parts."""
        return self._scorer.halves(self.meaning, self._read) if self._read is not None else []

    @property
    def lists(self) -> Sequence[PageList]:
        """Both lists, and those of its own parts."""
        return [self.found.inflected, self.found.within, *self._halves]

    def score(self, candidates: Candidates) -> Floats:
        """What the word is worth in all its forms, or, on pages that lack it, its own parts."""
        k1 = self._scorer.weights.k1
        weight = candidates.weight(self.found.inflected)
        score = np.float32(self._stem) * saturate(weight, k1)
        if len(self.found.within):
            weight = weight + candidates.weight(self.found.within)
        score += np.float32(self._compound) * saturate(weight, k1)
        there = self.coverage(candidates)
        score += np.float32(self._scorer.weights.coverage * self.told) * there
        if self._halves and (lacking := there == 0).any():
            parts = self._scorer.in_halves(self._halves, candidates)
            score += np.float32(self._share) * parts * lacking
        return score

    @cached_property
    def terms(self) -> Terms:
        """The terms that tell beside the word's forms: its very spelling, and words alike."""
        if self._read is None:
            return NONE
        return np.concatenate((self.meaning.exact, self._alike.terms))

    @cached_property
    def _alike(self) -> Alike:
        return self._scorer.alike(self.meaning)

    def beside(self, rows: Rows) -> Floats:
        """What is told beside the word's forms: its very spelling, and words alike by their
        letters, which tell no more than the word itself. These make no page a hit. ``rows`` are
        those of all ``terms``."""
        scorer = self._scorer
        w, k1 = scorer.weights, scorer.weights.k1
        score = np.zeros(rows.pages, np.float32)
        if self._read is None:
            return score
        if w.exact and len(self.meaning.exact):
            worth = np.float32(w.exact * scorer.idf_of_terms(self.meaning.exact, self.found))
            score += worth * saturate(rows.weigh(self.meaning.exact), k1)
        alike = self._alike
        if len(alike.terms):
            idf = min(alike.idf, self.told) if self.meaning.known else alike.idf
            weight = rows.weigh(alike.terms, alike.share)
            score += np.float32(w.gram * idf) * saturate(weight, k1 * w.gram_k1)
        return score * np.float32(self._share)

    def coverage(self, candidates: Candidates) -> Floats:
        """On which of these pages the word is: 1, within compounds alone less, else 0."""
        there = (candidates.weight(self.found.inflected) > 0).astype(np.float32)
        if len(self.found.within):
            share = np.float32(self._scorer.weights.covered_within)
            there = np.maximum(there, (candidates.weight(self.found.within) > 0) * share)
        return there


@dataclass(frozen=True, eq=False)
class NamesEvidence(RowEvidence):
    """The other names of a ``word`` as if they were one, on the pages that lack it: however rare
    they are, they tell no more than the word, and several no more than one."""

    word: WordEvidence

    def score(self, candidates: Candidates) -> Floats:
        """What they are worth where the word is not."""
        found: Floats = super().score(candidates) * (self.word.coverage(candidates) == 0)
        return found


class Scorer:
    """Makes evidence of words. Safe to share between threads."""

    def __init__(self, lists: Lists, lexicon: Lexicon, pages: Pages, weights: Weights) -> None:
        self.lists = lists
        self._lexicon = lexicon
        self._pages = pages
        self.weights = weights

    def idf(self, *found: PageList) -> float:
        """The idf of what stands on any of these pages, which have none in common; a title is told
        by the pages below it."""
        titles = sum(part.in_titles(self._pages.is_summary) for part in found)
        own = sum(part.spread for part in found) - titles
        return idf(max(own, titles), self._pages.with_text)

    def worth(self, found: PageList, candidates: Candidates) -> Floats:
        """BM25F of what stands on these pages."""
        worth = np.float32(self.idf(found))
        return worth * saturate(candidates.weight(found), self.weights.k1)

    def word(
        self, meaning: Meaning, reading: Reading, share: float, read: ReadLists
    ) -> WordEvidence:
        """The evidence of a word, taken as ``reading`` says; it counts ``share``."""
        within, halves = NOWHERE, []
        if reading.inflections:
            found = stems_together([read[key] for key in meaning.stems])
        else:
            found = self.terms_list(meaning.exact)
        if reading.compounds:
            within = self._within(meaning, reading, read)
            halves = self.halves(meaning, read) if meaning.in_parts else []
        if reading.slips and len(meaning.slip):
            found = self.terms_list(np.sort(meaning.slip))
        made = Found(found, within, common(halves), halves)
        return WordEvidence(self, meaning, made, share, read if reading.inflections else None)

    def terms(self, terms: Terms, weight: float = 1.0) -> RowEvidence:
        """The evidence of these terms as if they were one."""
        return self.row(self.terms_list(terms), weight)

    def row(self, found: PageList, weight: float = 1.0) -> RowEvidence:
        """The evidence of what stands on these pages."""
        return RowEvidence(found, weight * self.idf(found), self.weights.k1)

    def terms_list(self, terms: Terms) -> PageList:
        """The pages of ascending terms."""
        return self.lists.of_terms(self._lexicon.local(terms))

    def names(self, found: PageList, word: WordEvidence) -> NamesEvidence:
        """The evidence of the other names of a word, which stand on these pages; of a word that
        stands nowhere the idf is the most there is."""
        worth = self.weights.synonym * min(self.idf(found), word.told)
        return NamesEvidence(found, worth, self.weights.k1, word)

    def _within(self, meaning: Meaning, reading: Reading, read: ReadLists) -> PageList:
        # the ready lists have those that are inflections of the word, too
        if not meaning.holders or not reading.inflections:
            return self.terms_list(meaning.within)
        found = [read[key] for key in meaning.holders]
        had = [part for part in found if part.spread]
        return had[0] if len(had) == 1 else self.terms_list(meaning.within)

    def idf_of_terms(self, terms: Terms, found: Found) -> float:
        """The idf of some of the terms of a word, whose titles are told by the pages below as
        often as those of all its terms."""
        every = found.inflected
        titles = every.in_titles(self._pages.is_summary)
        share = max(titles, every.spread - titles) / max(every.spread, 1)
        return idf(share * int(self._lexicon.pages_with(terms).sum()), self._pages.with_text)

    def in_halves(self, halves: Sequence[PageList], candidates: Candidates) -> Floats:
        """What these lists of a word's own parts tell of each page."""
        w = self.weights
        score = np.zeros(len(candidates.doc_id), np.float32)
        every = np.ones(len(score), np.bool_)
        for half in halves:
            weight = candidates.weight(half)
            every &= weight > 0
            score += np.float32(self.idf(half)) * saturate(weight, w.k1)
        return score * np.where(every, np.float32(w.halves), np.float32(w.half))

    def halves(self, meaning: Meaning, read: ReadLists) -> list[PageList]:
        """The pages of each of a word's own parts, as a word or within compounds."""
        return [added([read[key] for key in keys]) for keys in meaning.keys_of_halves]

    def alike(self, meaning: Meaning) -> Alike:
        """The words alike by their letters."""
        w = self.weights
        return self._lexicon.alike(meaning.word, w.gram_share, w.gram_terms) if w.gram else NO_ALIKE

    def alike_list(self, meaning: Meaning) -> tuple[PageList, float]:
        """The pages of words alike by their letters, and how much those letters tell."""
        alike = self.alike(meaning)
        return self.lists.of_terms(self._lexicon.local(alike.terms), alike.share), alike.idf


def saturate(weight: Floats, k1: float, half: float | None = None) -> Floats:
    """BM25's saturation; ``half``, else ``k1``, is the weight at which half of the most is
    reached."""
    return weight * np.float32(k1 + 1) / (weight + np.float32(half or k1))
