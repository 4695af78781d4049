"""Passages: which sentences, or lines of a table or list, of a page are the answer."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from search.library.pagelayout import PLAIN, PageLayout, Span
from search.quoting.sentences import sentence_spans
from search.showing.highlighting import Mark

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
    """Characters ``[start, end)`` of a text, and how much they tell."""

    start: int
    end: int
    told: float


Figures = Sequence[re.Pattern[str]]


def best_passage(
    text: str, marks: Sequence[Mark], figures: Figures, room: int, layout: PageLayout = PLAIN
) -> Passage:
    """The sentences, at most ``room`` characters or just one, that tell most:
    by the words that are marked in them, and in a heading over them, and, when one of these
    ``figures`` is asked for, by those beside it. ``marks`` are ascending and apart, and at least
    one. No passage goes over a place where a heading or a table begins or ends."""
    walls = _walls(text, layout)
    starts = [start for start, _ in sentence_spans(text, walls=walls)]
    ends = [*starts[1:], len(text)]
    words: dict[int, Worths] = {}
    for mark in marks:
        had = words.setdefault(bisect_right(starts, mark.start) - 1, {})
        had[mark.word] = max(mark.worth, had.get(mark.word, 0.0))
    sections = sorted(walls)
    over = _over(layout.headings, marks, sections)

    def above(n: int) -> Worths:
        """The words over sentence ``n``."""
        return over.get(bisect_right(sections, starts[n]), {}) if over else {}

    @cache
    def beside_figure(n: int) -> float:
        """The words beside a figure asked for in sentence ``n``."""
        having = sum(1 for figure in figures if figure.search(text, starts[n], ends[n]))
        beside = above(n) | words.get(n - 1, {}) | words.get(n, {}) if having else {}
        return having * sum(beside.values())

    def told(first: int) -> tuple[float, int, float]:
        """What the passage from sentence ``first`` on tells, its last sentence, and what of it
        stands beside a figure asked for."""
        last, had, figure = first, above(first) | words.get(first, {}), beside_figure(first)
        while (
            last + 1 < len(starts)
            and starts[last + 1] not in walls
            and ends[last + 1] - starts[first] <= room
        ):
            last += 1
            had |= words.get(last, {})
            figure = max(figure, beside_figure(last))
        begins = sum(words.get(first, {}).values())
        return sum(had.values()) + FIGURE * figure + BEGINS * begins, last, figure

    firsts = sorted({n for has in words for n in (_before(has, starts, walls), has)})
    passages = {first: told(first) for first in firsts}
    marked = (n for n in firsts if any(last in words for last in range(n, passages[n][1] + 1)))
    first = max(marked, key=lambda n: (passages[n][0] + ANSWERS * passages[n][2], -n))
    told_most, last, _ = passages[first]
    return Passage(starts[first], ends[last], told_most)


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


def _before(n: int, starts: Sequence[int], walls: Collection[int]) -> int:
    """The sentence before sentence ``n``, itself when a wall is between them."""
    return n if n == 0 or starts[n] in walls else n - 1


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
