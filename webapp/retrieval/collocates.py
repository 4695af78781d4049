"""Collocates: the words that stand by what was found more often than elsewhere on its pages."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from math import log

from search import STOPWORDS, Occurrence

SPAN = 5
"""Words looked at on each side."""
LEAST = 2
"""Times that a collocate stands there."""
WORD = re.compile(r"\w+(?:-\w+)*")


@dataclass(frozen=True)
class Collocate:
    """A word, how often it stands within ``SPAN`` words to the left and to the right, and the
    log-likelihood ratio of that: above 10.8 it is by chance in one of a thousand."""

    word: str
    left: int
    right: int
    likelihood: float


class Neighbourhood:
    """Counts words around occurrences, which come page by page, and on their pages.

    The ratio is G² (T. Dunning, 'Accurate Methods for the Statistics of Surprise and Coincidence',
    Computational Linguistics 19(1), 1993, section 5): words near against all others on the pages
    where something was found. A word near two occurrences counts once, for the first.
    """

    def __init__(self) -> None:
        self._left: Counter[str] = Counter()
        self._right: Counter[str] = Counter()
        self._all: Counter[str] = Counter()
        self._own: set[str] = set()
        self._page: tuple[str, int, str] | None = None
        self._words: list[str] = []
        self._starts: list[int] = []
        self._seen: set[int] = set()

    def see(self, place: Occurrence, text: str) -> None:
        """Count what is around an occurrence in that text."""
        page = (place.material_id, place.number, place.head)
        if page != self._page:
            self._page = page
            self._words, self._starts, self._seen = [], [], set()
            for found in WORD.finditer(text):
                self._words.append(found[0].casefold())
                self._starts.append(found.start())
            self._all.update(self._words)
        first = max(bisect_right(self._starts, place.start) - 1, 0)
        last = bisect_left(self._starts, place.end)
        self._own.update(self._words[first:last])
        self._count(self._left, range(max(first - SPAN, 0), first))
        self._count(self._right, range(last, min(last + SPAN, len(self._words))))

    def _count(self, side: Counter[str], near: range) -> None:
        fresh = [at for at in near if at not in self._seen]
        self._seen.update(fresh)
        side.update(self._words[at] for at in fresh)

    def collocates(self, most: int) -> list[Collocate]:
        """The words that stand near more often than they would by chance, the surest first, but
        for what was found itself, function words and numbers."""
        near, everywhere = self._left.total() + self._right.total(), self._all.total()
        made = []
        barred = self._own | STOPWORDS
        for word in (self._left.keys() | self._right.keys()) - barred:
            left, right, total = self._left[word], self._right[word], self._all[word]
            often = (left + right) * everywhere > near * total
            if left + right >= LEAST and often and not word.isdigit():
                ratio = log_likelihood(left + right, total, near, everywhere)
                made.append(Collocate(word, left, right, ratio))
        return sorted(made, key=lambda one: (-one.likelihood, one.word))[:most]


def log_likelihood(here: int, total: int, near: int, everywhere: int) -> float:
    """Dunning's G² for a word that stands ``here`` times among the ``near`` words and ``total``
    times among ``everywhere`` words, the near ones included."""
    observed = (here, total - here, near - here, everywhere - near - total + here)
    rows, columns = (near, everywhere - near), (total, everywhere - total)
    expected = [row * column / everywhere for column in columns for row in rows]
    pairs = zip(observed, expected, strict=True)
    return 2 * sum(o * log(o / e) for o, e in pairs if o)
