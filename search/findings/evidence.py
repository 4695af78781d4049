"""Evidence: how well a sentence or row states what a query asks."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import mul
from typing import NamedTuple

from search.analysis.tokens import words
from search.asking.figurekinds import kinds_asked
from search.asking.query import Phrase
from search.library.pagelayout import PageLayout, Span
from search.quoting.figures import Figure, figures_in
from search.quoting.unit import Unit, units_of
from search.showing.highlighting import Highlighter, Mark

SOURCES = ("own", "heads", "caption", "before", "heading", "title", "page")
"""Where a word of the query stands: in the unit; in the labels of its columns; in its table's
caption; in the sentence before it; in the heading over it; in its report's title; elsewhere on its
page."""


class Weights(NamedTuple):
    """What each thing counts beside 1 for all words of a query in a unit; measured on the dev half
    of ``benchmarks.findings``."""

    own: float = 1.0
    heads: float = 0.8
    caption: float = 0.6
    before: float = 0.4
    heading: float = 0.5
    title: float = 0.6
    page: float = 0.15
    near: float = 0.1
    fits: float = 0.15
    bound: float = 0.15
    best: float = 0.1
    is_heading: float = -0.2
    is_row: float = 0.0
    long: float = -0.05
    lacks_number: float = -0.2


WEIGHTS = Weights()
STATED = 0.6
"""At which score a unit states what is asked."""

_COUNTED = re.compile(r"\b(?:hvor mange|antal(?:let)?|hvor meget|hvor stor en del af)\b", re.I)
_DIGIT = re.compile(r"\d")
REACH = 32
"""Characters after a figure in which what it counts stands."""

Worths = dict[str, float]
"""What each word of a query tells, or what of it is told."""


@dataclass(frozen=True)
class Asked:
    """What a query asks: what each of its words tells (``worths``), and the ``kinds`` of figures
    that would answer it, () for none."""

    query: str
    worths: Worths
    of_mark: tuple[tuple[str, ...], ...]
    """The words that each number of ``Mark.word`` is."""

    @classmethod
    def of(cls, query: str, marker: Highlighter) -> "Asked":
        """What is asked with a query that is marked so."""
        worths: Worths = {}
        of_mark = []
        for leaf, worth in zip(marker.leaves, marker.worths, strict=True):
            beside = isinstance(leaf.node, Phrase) and leaf.node.beside
            texts = leaf.text.split() if beside else [leaf.text]
            of_mark.append(tuple(texts))
            if not beside:
                worths[leaf.text] = max(worth, worths.get(leaf.text, 0.0))
        return cls(query, worths, tuple(of_mark))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of figures asked for."""
        return kinds_asked(self.query)

    @cached_property
    def total(self) -> float:
        """What all words tell."""
        return sum(self.worths.values())

    @cached_property
    def asking(self) -> frozenset[str]:
        """The words that merely say which kind of figure is asked for."""
        return frozenset(text for text in self.worths if kinds_asked(text))

    @cached_property
    def counted(self) -> str:
        """The word of what is asked the number of (»hvor mange jobcentre«); '' for none."""
        found = _COUNTED.search(self.query)
        after = [t for t in words(self.query[found.end() :]) if t in self.worths] if found else []
        return after[0] if after else ""

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The words with figures."""
        return frozenset(text for text in self.worths if any(c.isdigit() for c in text))

    def told(self, marks: Iterable[Mark], share: float = 1.0) -> Worths:
        """What these marks tell of each word, times the share."""
        found: Worths = {}
        for mark in marks:
            for text in self.of_mark[mark.word]:
                worth = min(mark.worth, self.worths.get(text, 0.0)) * share
                found[text] = max(worth, found.get(text, 0.0))
        return found


@dataclass(frozen=True)
class Statement:
    """A unit of a page with the marks in it, the figure that answers, and its score."""

    unit: Unit
    marks: tuple[Mark, ...]
    figure: Figure | None
    score: float
    features: Weights = WEIGHTS


class PageEvidence(NamedTuple):
    """A page in which what is asked is looked for: its ``text``, where the query's words stand,
    what its report's ``title`` tells, and its score as a share of the best page's."""

    text: str
    layout: PageLayout
    marks: Sequence[Mark]
    title: Worths
    best: float


def statements(asked: Asked, page: PageEvidence) -> Iterator[Statement]:
    """The units of a page with any of the marks in them, judged."""
    starts = [mark.start for mark in page.marks]

    def within(span: Span | None) -> Worths:
        return asked.told(marks_in(span)) if span else {}

    def marks_in(span: Span) -> Sequence[Mark]:
        return page.marks[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    everywhere = asked.told(page.marks)
    for unit in units_of(page.text, page.layout):
        own = marks_in(unit.span)
        heads = [m for head in unit.heads for m in marks_in((head.start, head.end))]
        before, heading = within(unit.before), within(unit.heading)
        around = bool(heads or before or heading) and bool(asked.kinds)
        if own or (around and _DIGIT.search(page.text, *unit.span)):
            sources = (
                asked.told(own), asked.told(heads), within(unit.caption), before, heading,
                page.title, everywhere,
            )  # fmt: skip
            yield _judge(asked, page, unit, tuple(own), sources)


def _judge(
    asked: Asked, page: PageEvidence, unit: Unit, marks: tuple[Mark, ...],
    sources: Sequence[Worths],
) -> Statement:  # fmt: skip
    figures = figures_of(page.text, unit)
    fitting = [figure for figure in figures if figure.kind in asked.kinds]
    bound = [figure for figure in fitting if _is_of(asked, figure, marks)]
    figure = _nearest(bound or fitting or ([] if asked.kinds else figures), marks)
    total = max(asked.total, 1e-6)
    told = dict.fromkeys(asked.worths, 0.0)
    shares = []
    for source in sources:
        share = 0.0
        for word, worth in source.items():
            if word in told and worth > told[word]:
                share += worth - told[word]
                told[word] = worth
        shares.append(share / total)
    if fitting:  # they stand for the words that ask for them
        had = sum(asked.worths[word] - told[word] for word in asked.asking)
        shares[0] += had / total
    own = sources[0].keys() | sources[1].keys()
    features = Weights(
        *shares,
        near=_nearness(marks) * (len(asked.worths) > 1),
        fits=float(bool(fitting)) if asked.kinds else 0.5,
        bound=float(bool(bound)) if asked.counted else 0.5,
        best=page.best,
        is_heading=float(unit.is_heading),
        is_row=float(bool(unit.cells)),
        long=max(0.0, (unit.end - unit.start) / 200 - 1),
        lacks_number=len(asked.numbers - own) / max(1, len(asked.numbers)),
    )
    score = sum(map(mul, WEIGHTS, features))
    return Statement(unit, marks, figure, score, features)


def _is_of(asked: Asked, figure: Figure, marks: Sequence[Mark]) -> bool:
    """Whether a figure is the number of what is asked the number of."""
    return any(
        figure.end <= mark.start <= figure.end + REACH and asked.counted in asked.of_mark[mark.word]
        for mark in marks
    )


def figures_of(text: str, unit: Unit) -> list[Figure]:
    """The figures of a unit, those of a row cell by cell."""
    if unit.cells:
        heads = [(text[c.start : c.end], c.column, c.columns) for c in unit.heads]
        return [
            figure
            for cell in unit.cells
            for figure in figures_in(
                text, cell.start, cell.end,
                " ".join(t for t, at, wide in heads if at <= cell.column < at + wide),
            )
        ]  # fmt: skip
    return [] if unit.is_heading else figures_in(text, unit.start, unit.end)


def _nearest(figures: Sequence[Figure], marks: Sequence[Mark]) -> Figure | None:
    """The figure with most of the marks near it."""

    def near(figure: Figure) -> float:
        gaps = (max(m.start - figure.end, figure.start - m.end, 0) for m in marks)
        return sum(m.worth / (20 + gap) for m, gap in zip(marks, gaps, strict=True))

    return max(figures, key=near, default=None)


def _nearness(marks: Sequence[Mark]) -> float:
    """The share of neighbouring marks of different words that are within a few words."""
    pairs = [(a, b) for a, b in zip(marks, marks[1:], strict=False) if a.word != b.word]
    if not pairs:
        return 0.0
    return sum(max(0.0, 1 - (b.start - a.end) / 40) for a, b in pairs) / len(pairs)
