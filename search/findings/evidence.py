"""Evidence: how well a sentence or row states what a query asks."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from search.asking.figurekinds import kinds_asked
from search.asking.query import Phrase
from search.library.pagelayout import Span
from search.quoting.figures import Figure, figures_in
from search.quoting.unit import Unit
from search.showing.highlighting import Highlighter, Mark

HEADS, BEFORE, HEADING, TITLE, PAGE = 0.8, 0.4, 0.5, 0.6, 0.15
"""What a word counts that stands not in a unit but in the labels of its columns or its caption, in
the sentence before it, in the heading over it, in the title of its report, elsewhere on its
page."""
FIGURE = 0.25
"""What a figure of the kind that is asked for counts, beside 1 for all words."""
NEAR = 0.1
"""What words side by side count."""
STATED = 0.6
"""At which score a unit states what is asked."""

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


def statements(
    asked: Asked, text: str, units: Sequence[Unit], marks: Sequence[Mark], title: Worths
) -> list[Statement]:
    """The units of a page with any of the marks in them, judged; ``title`` is what the title of the
    report tells."""
    starts = [mark.start for mark in marks]

    def within(span: Span | None) -> Sequence[Mark]:
        if span is None:
            return ()
        return marks[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    page = asked.told(marks, PAGE)
    for word, worth in title.items():
        page[word] = max(page.get(word, 0.0), worth)
    made = []
    for unit in units:
        own = within(unit.span)
        if own:
            heads = [mark for head in unit.heads for mark in within((head.start, head.end))]
            around = (
                asked.told([*heads, *within(unit.caption)], HEADS),
                asked.told(within(unit.before), BEFORE),
                asked.told(within(unit.heading), HEADING),
                page,
            )
            made.append(_judge(asked, text, unit, tuple(own), around))
    return made


def _judge(
    asked: Asked, text: str, unit: Unit, marks: tuple[Mark, ...], around: Sequence[Worths]
) -> Statement:
    own = asked.told(marks)
    told = dict(own)
    for beside in around:
        for word, worth in beside.items():
            told[word] = max(worth, told.get(word, 0.0))
    figures = figures_of(text, unit)
    fitting = [figure for figure in figures if figure.kind in asked.kinds]
    figure = _nearest(fitting or ([] if asked.kinds else figures), marks)
    if fitting:
        for word in asked.asking:
            told[word] = asked.worths[word]
    total = max(asked.total, 1e-6)
    score = sum(told.values()) / total
    if asked.kinds:
        score = (score + FIGURE * bool(fitting)) / (1 + FIGURE)
    if len(asked.worths) > 1:
        score = (score + NEAR * _nearness(marks)) / (1 + NEAR)
    if unit.is_heading:
        score *= 0.8
    return Statement(unit, marks, figure, score)


def figures_of(text: str, unit: Unit) -> list[Figure]:
    """The figures of a unit, those of a row cell by cell."""
    if unit.is_heading:
        return []
    if not unit.cells:
        return figures_in(text, unit.start, unit.end)
    return [f for cell in unit.cells for f in figures_in(text, cell.start, cell.end)]


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
