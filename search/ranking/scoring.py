"""Scores: BM25F of a query word's forms on all pages at once, remembered by word."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Protocol, TypeVar

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from search.index.segments.arrays import Floats, Ints, Terms
from search.ranking.frequencies import Frequencies, idf
from search.ranking.lexicon import Forms, Lexicon
from search.ranking.pages import Pages
from search.ranking.weights import Weights

REMEMBERED_BYTES = 96 << 20
"""Scores of words, phrases and neighbours that are remembered, the least recently used let go."""

DENSE = 16
"""Scores of more than one in so many pages are kept for every page: to add 60,000 in a row takes
2.5 µs, 7,000 of them here and there 7 µs."""
STRONG, OWN, ALIKE, WEAK = 1, 2, 4, 8
"""What a page has of a word: the word, in any form, itself or in its material's title; on itself;
words alike by their letters, on itself; any of this."""

Marks = NDArray[np.uint8]


class Remembered(Protocol):
    """What the scorer remembers."""

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""


R = TypeVar("R", bound=Remembered)


@dataclass(frozen=True, eq=False)
class Scores:
    """What a word (a phrase, a pair of neighbours) is worth.

    ``score`` float32 and ``marks``, the sum of ``STRONG``, ``OWN``, ``ALIKE`` and ``WEAK``, of
    ``pages`` int32 ascending, the others being worth nothing; of every page when that is None.
    ``best`` float32 is each material's best page.
    """

    pages: Ints | None
    score: Floats
    marks: Marks
    best: Floats

    def __bool__(self) -> bool:
        return bool(self.best.any())

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        pages = 0 if self.pages is None else self.pages.nbytes
        return pages + self.score.nbytes + self.marks.nbytes + self.best.nbytes

    def add_to(self, total: Floats, weight: float = 1.0) -> None:
        """Add ``weight`` times the scores to those of every page."""
        score = self.score if weight == 1 else self.score * np.float32(weight)
        if self.pages is None:
            total += score
        else:
            np.add.at(total, self.pages, score)

    def marks_of_all(self, size: int) -> Marks:
        """The marks of every page, of which there are ``size``; not to be written to."""
        if self.pages is None:
            return self.marks
        marks = np.zeros(size, np.uint8)
        marks[self.pages.astype(np.intp)] = self.marks  # as it is, it would take twice as long
        return marks


class Scorer:
    """Scores of words on all pages. Safe to share between threads."""

    def __init__(
        self, frequencies: Frequencies, lexicon: Lexicon, pages: Pages, weights: Weights
    ) -> None:
        self._frequencies = frequencies
        self._lexicon = lexicon
        self._pages = pages
        self.weights = weights
        self._known: LRUCache[object, Any] = LRUCache(
            REMEMBERED_BYTES, getsizeof=lambda known: known.nbytes + 1000
        )
        self._lock = Lock()

    def remember(self, key: object, make: Callable[[], R]) -> R:
        """What is under this key, made when it is not remembered."""
        with self._lock:
            known: R | None = self._known.get(key)
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
            scores.add_to(score, weight)
            marks |= scores.marks_of_all(len(score))
        return self.scores(score, marks)

    def pair(self, near: Floats) -> Scores:
        """The scores of two words that are neighbours so often on each page."""
        score = self._weigh(near, self.weights.pair / (self.weights.k1 + 1))
        return self.scores(score, np.zeros(len(score), np.uint8))

    def scores(self, score: Floats, marks: Marks) -> Scores:
        """Scores from those of every page."""
        worth = score > 0
        marks |= worth * np.uint8(WEAK)
        best = self._pages.best(score)
        if np.count_nonzero(worth) * DENSE > len(score):
            return Scores(None, score, marks, best)
        pages = np.flatnonzero(worth)
        return Scores(pages.astype(np.int32), score[pages], marks[pages], best)

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
