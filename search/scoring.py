"""Scores: BM25F of a query word's forms on all pages at once, remembered by word."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from search.frequencies import Frequencies, idf
from search.lexicon import Forms, Lexicon
from search.pages import Pages
from search.segments.arrays import Floats, Ints, Terms
from search.weights import Weights

REMEMBERED_BYTES = 96 << 20
"""Scores of words, phrases and neighbours that are remembered, the least recently used let go."""

STRONG, OWN, ALIKE = 1, 2, 4
"""What a page has of a word: the word, in any form, itself or in its material's title; on itself;
words alike by their letters, on itself."""


@dataclass(frozen=True)
class Scores:
    """What a word (a phrase, a pair of neighbours) is worth, where it is worth anything.

    ``pages`` int32 ascending, their ``score`` float32, and ``marks``, the sum of ``STRONG``,
    ``OWN`` and ``ALIKE``; ``best`` float32 is each material's best page.
    """

    pages: Ints
    score: Floats
    marks: NDArray[np.uint8]
    best: Floats

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        return sum(array.nbytes for array in (self.pages, self.score, self.marks, self.best))

    def mask(self, marks: int, size: int) -> NDArray[np.bool_]:
        """The pages that have any of these marks, of ``size`` pages."""
        found = np.zeros(size, np.bool_)
        found[self.pages] = (self.marks & marks) != 0
        return found


class Scorer:
    """Scores of words on all pages. Safe to share between threads."""

    def __init__(
        self, frequencies: Frequencies, lexicon: Lexicon, pages: Pages, weights: Weights
    ) -> None:
        self._frequencies = frequencies
        self._lexicon = lexicon
        self._pages = pages
        self.weights = weights
        self._known: LRUCache[object, Scores] = LRUCache(
            REMEMBERED_BYTES, getsizeof=lambda scores: scores.nbytes + 1000
        )
        self._lock = Lock()

    def remember(self, key: object, make: Callable[[], Scores]) -> Scores:
        """The scores under this key, made when they are not remembered."""
        with self._lock:
            known = self._known.get(key)
        if known is None:
            known = make()
            with self._lock:
                if known.nbytes < REMEMBERED_BYTES:
                    self._known[key] = known
        return known

    def word(self, forms: Forms) -> Scores:
        """The scores of a word.

        Each form is a virtual term whose postings are the union of those it stands for;
        narrow forms are part of the wider, so the score falls from exact to stem to part to gram.
        """
        w = self.weights
        wanted = [(forms.exact, w.exact), (forms.stem, w.stem), (forms.typo, w.typo)]
        wanted += [(terms, w.part) for terms in forms.parts]
        score = np.zeros(len(self._pages.alive), np.float32)
        own = np.zeros(len(score), np.bool_)
        for terms, weight in wanted:
            if len(terms):
                had = self.frequency(terms)
                own |= had > 0
                score += self._weigh(had, weight)
        marks = (score > 0) * np.uint8(STRONG) + own * np.uint8(OWN)
        if len(forms.grams) and w.gram:
            had = self.frequency(forms.grams, forms.gram_weights)
            marks += (had > 0) * np.uint8(ALIKE)
            wtf = self._pages.inherit(had, w.inherit)
            score += np.float32(w.gram * forms.gram_idf) * saturate(wtf, w.k1, w.k1 * w.gram_k1)
        return self.scores(score, marks)

    def terms(self, terms: Terms) -> Scores:
        """The scores of these terms as if they were one."""
        had = self.frequency(terms)
        score = self._weigh(had, 1.0)
        return self.scores(score, (score > 0) * np.uint8(STRONG) + (had > 0) * np.uint8(OWN))

    def occurrences(self, hits: Floats) -> Scores:
        """The scores of something that stands so often on each page (a phrase)."""
        score = self._weigh(hits, 1.0)
        return self.scores(score, (hits > 0) * np.uint8(STRONG | OWN))

    def added(self, parts: Iterable[tuple[Scores, float]]) -> Scores:
        """The scores of these together, each times its weight."""
        score = np.zeros(len(self._pages.alive), np.float32)
        marks = np.zeros(len(score), np.uint8)
        for scores, weight in parts:
            score[scores.pages] += scores.score * np.float32(weight)
            marks[scores.pages] |= scores.marks
        return self.scores(score, marks)

    def pair(self, near: Floats) -> Scores:
        """The scores of two words that are neighbours so often on each page."""
        score = self._weigh(near, self.weights.pair / (self.weights.k1 + 1))
        return self.scores(score, np.zeros(len(score), np.uint8))

    def scores(self, score: Floats, marks: NDArray[np.uint8]) -> Scores:
        """Scores from those of every page."""
        pages = np.flatnonzero(score).astype(np.int32)
        return Scores(pages, score[pages], marks[pages], self._pages.best(score))

    def frequency(self, terms: Terms, shares: Floats | None = None) -> Floats:
        """The weighted frequency of these terms together on every page."""
        if shares is None:
            terms = np.sort(terms)
        return self._frequencies.of(self._lexicon.local(terms), shares)

    def _weigh(self, had: Floats, weight: float) -> Floats:
        """BM25F from weighted frequencies."""
        rare = idf(int(np.count_nonzero(had)), self._pages.with_text)
        wtf = self._pages.inherit(had, self.weights.inherit)
        return np.float32(weight * rare) * saturate(wtf, self.weights.k1, self.weights.k1)


def saturate(wtf: Floats, k1: float, half: float) -> Floats:
    """BM25's saturation; ``half`` is the frequency at which half of the most is reached."""
    return wtf * np.float32(k1 + 1) / (wtf + np.float32(half))
