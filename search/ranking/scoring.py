"""Makes evidence of words: which lists they have, and what these are worth by BM25F.

A word is worth the sum of what its forms are worth, each wider form holding the narrower, so that
the score falls from the word as typed to its inflections to compounds that hold it.
"""

from collections.abc import Sequence

import numpy as np

from search.asking.query import Reading
from search.index.segments.arrays import Terms
from search.ranking.frequencies import idf
from search.ranking.leafevidence import Found, Half, NamesEvidence, RowEvidence, WordEvidence
from search.ranking.lexicon import NO_ALIKE, Alike, Lexicon, Meaning
from search.ranking.lists import Lists, ReadLists, stems_together
from search.ranking.pagelist import NOWHERE, PageList, added, common
from search.ranking.pages import Pages
from search.ranking.terms import NONE
from search.ranking.weights import Weights


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

    def word(
        self, meaning: Meaning, reading: Reading, share: float, read: ReadLists
    ) -> WordEvidence:
        """The evidence of a word, taken as ``reading`` says; it counts ``share``."""
        within, w = NOWHERE, self.weights
        if reading.inflections:
            found = stems_together(meaning, read)
        else:
            found = self.terms_list(meaning.exact)
        loosely = reading.inflections
        parts = self.halves(meaning, read) if reading.compounds and meaning.in_parts else []
        if reading.compounds:
            within = self._within(meaning, reading, read)
        if reading.slips and len(meaning.slip):
            found = self.terms_list(np.sort(meaning.slip))
        there = found.spread > 0
        of_stem = self.idf(found)
        either = self._idf_of_either(found, within)
        return WordEvidence(
            meaning=meaning,
            found=Found(found, within, common(parts)),
            share=share,
            told=(of_stem if there else self.idf(within)) * share,
            stem=w.stem * of_stem * share if there else 0.0,
            compound=w.compound * either * share,
            halves=self._halves(meaning, read) if loosely else (),
            parts=[(half, w.halves * self.idf(half)) for half in parts],
            loosely=loosely,
        )

    def terms(self, terms: Terms, weight: float = 1.0) -> RowEvidence:
        """The evidence of these terms as if they were one."""
        return self.row(self.terms_list(terms), weight)

    def row(self, found: PageList, weight: float = 1.0) -> RowEvidence:
        """The evidence of what stands on these pages."""
        return RowEvidence(found, weight * self.idf(found), self.weights.k1)

    def terms_list(self, terms: Terms) -> PageList:
        """The pages of ascending terms."""
        if not len(terms):
            return NOWHERE
        return self.lists.of_terms(self._lexicon.local(terms))

    def names(self, found: PageList, word: WordEvidence, weight: float) -> NamesEvidence:
        """The evidence of the other names of a word, which stand on these pages; of a word that
        stands nowhere the idf is the most there is."""
        worth = weight * min(self.idf(found), word.told)
        return NamesEvidence(found, worth, self.weights.k1, word)

    def compound(self, found: PageList, words: Sequence[PageList]) -> tuple[RowEvidence, ...]:
        """The evidence of a compound on these pages, of which ``words`` were typed side by side: it
        tells what they do where they are not all there themselves."""
        told = sum(min(self.idf(word), self.idf(found)) for word in words)
        alone = found.without(common(words))
        return self.row(found, 0.0), RowEvidence(alone, self.weights.joined * told, self.weights.k1)

    def _within(self, meaning: Meaning, reading: Reading, read: ReadLists) -> PageList:
        # the ready lists have those that are inflections of the word, too
        if not meaning.holders or not reading.inflections:
            return self.terms_list(meaning.within)
        had = [part for key in meaning.holders if (part := read[key]).spread]
        return had[0] if len(had) == 1 else self.terms_list(meaning.within)

    def idf_of_spellings(self, words: Sequence[WordEvidence]) -> list[float]:
        """The idf of each word's very spelling, whose titles are told by the pages below as often
        as those of all its terms; 0 where there is none."""
        exact = [word.meaning.exact for word in words]
        sizes = np.array(list(map(len, exact)), np.int64)
        row = np.repeat(np.arange(len(words)), sizes)
        count = self._lexicon.pages_with(np.concatenate([NONE, *exact]))
        having = np.bincount(row, count, len(words)).tolist()
        return [
            self._idf_of_some(word.found.inflected, pages) if size else 0.0
            for word, pages, size in zip(words, having, sizes.tolist(), strict=True)
        ]

    def _idf_of_some(self, every: PageList, having: float) -> float:
        """The idf of what so many of a list's pages have."""
        titles = every.in_titles(self._pages.is_summary)
        share = max(titles, every.spread - titles) / max(every.spread, 1)
        return idf(share * int(having), self._pages.with_text)

    def _idf_of_either(self, some: PageList, others: PageList) -> float:
        """The idf of what stands on any of the pages of both."""
        pages, titles = others.beside(some, self._pages.is_summary)
        titles += some.in_titles(self._pages.is_summary)
        own = some.spread + pages - titles
        return idf(max(own, titles), self._pages.with_text)

    def _halves(self, meaning: Meaning, read: ReadLists) -> list[Half]:
        halves = [(read[alone], read[within]) for alone, within in meaning.keys_of_halves]
        return [Half(*both, self._idf_of_either(*both)) for both in halves]

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
