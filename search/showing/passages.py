"""Passages: which sentences, or lines of a table or list, of a page are the answer."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from search.library.pagelayout import PLAIN, PageLayout, Span
from search.quoting.sentences import sentence_spans
from search.showing.marks import Mark

FIGURE = 2.0
"""What the words of the sentence with a figure that is asked for, and of the one before it, count
beside the words of the passage; of 0.5, 1 and 2 the best on ``benchmarks/paraphrases.tsv``."""
ANSWERS = 3.0
"""What these words count beside that where it is chosen which passage of a page is shown, but not
where pages are held against each other: of 1 to 4 and 8, 2 to 4 give the most answers in the first
snippet on the same table, .673 of dev in place of .654."""
BEGINS = 0.5
"""What the words of the sentence count that it begins with: what it tells stands after them."""
UNDER = 0.5
"""The same for the words of the heading over it, which may stand too far above to be shown; .25 to
1 alike."""

Worths = dict[int, float]


class Passage(NamedTuple):
    """Characters ``[start, end)`` of a text, how much they tell, and where what is shown with them
    ``begins``."""

    start: int
    end: int
    told: float
    begins: int


Figures = Sequence[re.Pattern[str]]


def best_passage(
    text: str, marks: Sequence[Mark], figures: Figures, room: int, layout: PageLayout = PLAIN
) -> Passage:
    """The sentences, at most ``room`` characters or just one, that tell most:
    by the words that are marked in them, and in a heading over them, and, when one of these
    ``figures`` is asked for, by those beside it. ``marks`` are ascending and apart, and at least
    one. No passage goes over a place where a heading or a table begins or ends."""
    sentences = _Sentences(text, marks, figures, room, layout)
    marked = sentences.words
    passages = {first: sentences.passage(first) for first in sentences.firsts()}
    holding = (n for n in passages if any(at in marked for at in range(n, passages[n].last + 1)))
    first = max(holding, key=lambda n: (passages[n].told + ANSWERS * passages[n].figure, -n))
    best = passages[first]
    start, end = sentences.starts[first], sentences.ends[best.last]
    return Passage(start, end, best.told, sentences.begins(first, end))


class _Told(NamedTuple):
    """What a passage tells, its ``last`` sentence, and what of it stands beside a figure."""

    told: float
    last: int
    figure: float


class _Sentences:
    """The sentences of a text, by their number, with what ``best_passage`` holds them by."""

    def __init__(
        self, text: str, marks: Sequence[Mark], figures: Figures, room: int, layout: PageLayout
    ) -> None:
        self._text, self._figures, self._room = text, figures, room
        self._walls = _walls(text, layout)
        self.starts = [start for start, _ in sentence_spans(text, walls=self._walls)]
        self.ends = [*self.starts[1:], len(text)]
        self.words: dict[int, Worths] = {}
        """What the words marked in each sentence tell."""
        for mark in marks:
            had = self.words.setdefault(bisect_right(self.starts, mark.start) - 1, {})
            had[mark.word] = max(mark.worth, had.get(mark.word, 0.0))
        self._sections = sorted(self._walls)
        self._over = _over(layout.headings, marks, self._sections)
        self._beside: dict[int, float] = {}

    def firsts(self) -> list[int]:
        """The sentences that a passage may begin with: those with marks, and those before them."""
        return sorted({n for has in self.words for n in (self._before(has), has)})

    def passage(self, first: int) -> _Told:
        """What the passage from sentence ``first`` on tells."""
        last, had, figure = first, self._above(first) | self._words(first), self._figure(first)
        starts, ends, upto = self.starts, self.ends, self.starts[first] + self._room
        while last + 1 < len(starts) and ends[last + 1] <= upto:
            if starts[last + 1] in self._walls:
                break
            last += 1
            if more := self.words.get(last):
                had |= more
            figure = max(figure, self._figure(last))
        begins = sum(self._words(first).values())
        return _Told(sum(had.values()) + FIGURE * figure + BEGINS * begins, last, figure)

    def begins(self, first: int, end: int) -> int:
        """Where a passage that ends so is shown from: the sentences before it that have room are
        shown too, since what is told of often stands there by name."""
        while (before := self._before(first)) < first and end - self.starts[before] <= self._room:
            first = before
        return self.starts[first]

    def _words(self, n: int) -> Worths:
        return self.words.get(n, {})

    def _above(self, n: int) -> Worths:
        """The words over a sentence."""
        over = self._over
        return over.get(bisect_right(self._sections, self.starts[n]), {}) if over else {}

    def _figure(self, n: int) -> float:
        """The words beside a figure asked for in a sentence."""
        if not self._figures:
            return 0.0
        if n not in self._beside:
            start, end = self.starts[n], self.ends[n]
            having = sum(1 for figure in self._figures if figure.search(self._text, start, end))
            beside = self._above(n) | self._words(n - 1) | self._words(n) if having else {}
            self._beside[n] = having * sum(beside.values())
        return self._beside[n]

    def _before(self, n: int) -> int:
        """The sentence before one, itself when a wall is between them."""
        return n if n == 0 or self.starts[n] in self._walls else n - 1


def _walls(text: str, layout: PageLayout) -> set[int]:
    """Where headings begin, but for those right below another, and tables and charts begin and end:
    no passage goes over these."""
    tables = (at for table in layout.tables for at in table.span)
    charts = (at for chart in layout.charts for at in chart.span)
    ends = (0, *(end for _, end in layout.headings))
    headings = zip(ends, layout.headings, strict=False)
    return {
        *(start for before, (start, _) in headings if text[before:start].strip()),
        *tables,
        *charts,
    }


def within(marks: Sequence[Mark], span: Span) -> Sequence[Mark]:
    """The marks, ascending and apart, that begin there."""
    first, last = (bisect_left(marks, at, key=lambda mark: mark.start) for at in span)
    return marks[first:last]


def _over(
    headings: Sequence[Span], marks: Sequence[Mark], sections: Sequence[int]
) -> dict[int, Worths]:
    """What the words marked in headings count below these, by the number of the section."""
    over: dict[int, Worths] = {}
    for start, end in headings:
        for mark in within(marks, (start, end)):
            had = over.setdefault(bisect_right(sections, start), {})
            had[mark.word] = max(UNDER * mark.worth, had.get(mark.word, 0.0))
    return over


def figures_beside(
    text: str, marks: Sequence[Mark], figures: Figures, width: int
) -> Iterator[Span]:
    """Where one of these figures stands before the first of the marks, ascending and apart, and
    after each, within ``width`` characters and before the next."""
    before = max(0, marks[0].start - width) if marks else 0
    gaps = [(before, marks[0].start), *((m.end, m.end + width) for m in marks)] if marks else []
    for (start, end), following in zip_longest(gaps, marks):
        found = [match for f in figures if (match := f.search(text, start, end))]
        until = following.start if following else end
        first = min((match.span() for match in found), default=(until, until))
        if first[0] < until:
            yield first[0], min(first[1], until)
