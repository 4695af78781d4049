"""Scores: BM25F of a query word's forms on all pages at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.frequencies import Frequencies, Terms, idf
from search.lexicon import Forms
from search.postings import Floats, Ints
from search.weights import Weights


@dataclass(frozen=True)
class Family:
    """Which pages belong together: ``material[p]`` is the material of page ``p``, ``summary[m]``
    the summary page of material ``m``, -1 when it has none."""

    material: Ints
    summary: Ints

    def inherit(self, wtf: Floats, share: float) -> Floats:
        """Give every page ``share`` of what its material's summary page has."""
        given = np.where(self.summary >= 0, wtf[self.summary], 0) * np.float32(share)
        if not given.any():
            return wtf
        inherited = given[self.material]
        inherited[self.summary[self.summary >= 0]] = 0
        return wtf + inherited


class Scorer:
    """Scores of one query word on all pages."""

    def __init__(
        self, frequencies: Frequencies, family: Family, total: int, weights: Weights
    ) -> None:
        self._frequencies = frequencies
        self._family = family
        self._total = total
        self._pages = len(family.material)
        self.weights = weights

    def word(self, forms: Forms, synonyms: Terms) -> tuple[Floats, NDArray[np.bool_]]:
        """The score of a word on every page, and the pages that have it by more than likeness.

        Each form is a virtual term whose postings are the union of those it stands for;
        narrow forms are part of the wider, so the score falls from exact to stem to part to gram.
        """
        w = self.weights
        score = self.virtual(forms.exact, w.exact)
        for terms, weight in ((forms.stem, w.stem), (forms.typo, w.typo), (synonyms, w.synonym)):
            score += self.virtual(terms, weight)
        for terms in forms.parts:
            score += self.virtual(terms, w.part)
        strong = score > 0
        if len(forms.grams) and w.gram:
            wtf = self._frequency(forms.grams, forms.gram_weights)
            score += w.gram * forms.gram_idf * _saturate(wtf, w.k1, w.k1 * w.gram_k1)
        return score, strong

    def exact(self, forms: Forms) -> tuple[Floats, NDArray[np.bool_]]:
        """The same of the word just as typed."""
        score = self.virtual(forms.exact, 1.0)
        return score, score > 0

    def pages_with(self, terms: Terms) -> Ints:
        """The pages that have any of the terms themselves."""
        return self._frequencies.of(terms)[0]

    def virtual(self, terms: Terms, weight: float) -> Floats:
        """BM25F of these terms as if they were one."""
        if not len(terms) or not weight:
            return np.zeros(self._pages, np.float32)
        own = self._frequency(terms, None, inherited=False)
        wtf = self._family.inherit(own, self.weights.inherit)
        rare = idf(int(np.count_nonzero(own)), self._total)
        return np.float32(weight * rare) * _saturate(wtf, self.weights.k1, self.weights.k1)

    def _frequency(self, terms: Terms, weights: Floats | None, *, inherited: bool = True) -> Floats:
        pages, wtf = self._frequencies.of(terms, weights)
        summed = np.bincount(pages, wtf, minlength=self._pages).astype(np.float32)
        return self._family.inherit(summed, self.weights.inherit) if inherited else summed


def _saturate(wtf: Floats, k1: float, half: float) -> Floats:
    return wtf * np.float32(k1 + 1) / (wtf + np.float32(half))
