"""Evidence: which sentences and rows of a page state what a query asks."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.findings.asked import AWAY, DENIAL, Asked, Telling
from search.findings.explanations import explaining, explains
from search.findings.features import Features
from search.library.pagelayout import PageLayout, Span
from search.quoting.figures import Figure
from search.quoting.numerals import HINT
from search.quoting.unit import Unit, figures_of, number_in, units_of
from search.showing.marks import Mark

AROUND = 50
"""Characters around a figure."""
LONGEST = 2000
"""Characters of what may be quoted; what is longer is no sentence."""
LINKED = 40
"""Characters beside a link, below which a sentence is nothing else."""
FARTHEST = 1000
"""Characters from a sentence, beyond which no word counts as near."""
TITLE = 5
"""Which of the places where words are sought, from the nearest on, is the title."""
HALF = 0.5
"""The share of a sentence that a passage has at least of those it is made of."""
COMPARED = 24
"""Characters before a figure in which stands what it is held against."""
CLAUSE = 20
"""Characters that a figure is farther from a word in another clause."""
_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(r";|\. |,(?! (?:der|som|hvor|hvoraf|heraf|deraf|at)\b)(?= )| (?:og|men|mens) ")
"""What stands between clauses, but for those that go on about what is named before them."""
_AGAINST = re.compile(r"\bmod (?:\w{1,12} )?\Z")
"""»16 procent mod ellers 12 procent«."""


class PageEvidence(NamedTuple):
    """A page in which what is asked is looked for: its ``text`` and what reads its ``layout``,
    where the query's words stand, what its report's ``title`` tells, whether that is the ``first``
    of the search, the ``passage`` that the search shows of it, and whether it ``leads`` what is
    shown of its report."""

    text: str
    layout: Callable[[], PageLayout]
    marks: Sequence[Mark]
    title: Telling
    first: bool
    passage: Span | None
    leads: bool


@dataclass(frozen=True)
class Contender:
    """A unit of a page with any of the query's words in it or over it: its ``marks``, and its
    ``features`` but for its figures; ``told`` is what the page tells of each word, ``own`` the
    share that stands in the unit, ``near`` are the words in the unit and around it."""

    page: PageEvidence
    unit: Unit
    marks: tuple[Mark, ...]
    told: Telling
    own: float
    near: frozenset[str]
    named: float
    features: Features

    @property
    def has_half(self) -> bool:
        """Whether half of the words stand in it or around it, in whatever form."""
        return 2 * len(self.near) >= len(self.told)


@dataclass(frozen=True)
class Statement:
    """A unit of a page with the marks and ``figures`` in it, the one that answers, its
    ``features`` and its score."""

    unit: Unit
    marks: tuple[Mark, ...]
    figures: tuple[Figure, ...]
    figure: Figure | None
    features: Features
    score: float

    @property
    def has_value(self) -> bool:
        """Whether it states a figure that is more than a year."""
        return self.figure is not None and self.figure.kind != "year"


class _Places:
    """What stands where on a page: which marks, and what they tell, worked out once for each
    place, as a heading stands over many units, and most stand before another."""

    def __init__(self, asked: Asked, marks: Sequence[Mark]) -> None:
        self._asked, self._marks = asked, marks
        self._starts = [mark.start for mark in marks]
        self._told: dict[Span, Telling] = {}

    def marks(self, span: Span, around: int = 0) -> Sequence[Mark]:
        """Those that begin in a span or so many characters around it."""
        first = bisect_left(self._starts, span[0] - around)
        return self._marks[first : bisect_left(self._starts, span[1] + around, first)]

    def told(self, span: Span | None) -> Telling:
        """What those in a span tell; nothing of none."""
        if span is None:
            return {}
        if span not in self._told:
            self._told[span] = self._asked.told(self.marks(span))
        return self._told[span]


def contenders(asked: Asked, page: PageEvidence) -> Iterator[Contender]:
    """The units of a page that may state what is asked."""
    places = _Places(asked, page.marks)
    everywhere = asked.told(page.marks)
    for unit in _quotable(asked, page) if asked.by_passage else units_of(page.text, page.layout()):
        if unit.end - unit.start > LONGEST:
            continue
        own = places.marks(unit.span)
        below = not own and explains(asked, page.text, page.marks, unit)
        if not (own or asked.kinds or below):
            continue
        heads = [m for head in unit.heads for m in places.marks((head.start, head.end))]
        before, heading = places.told(unit.before), places.told(unit.heading)
        around = bool(heads or before or heading) and bool(asked.kinds)
        if own or below or (around and HINT.search(page.text, *unit.span)):
            sources = (
                places.told(unit.span), asked.told(heads), places.told(unit.caption), before,
                heading, page.title, everywhere,
            )  # fmt: skip
            row = asked.row((*heads, *own))
            opening = frozenset(places.told(_opening(page.text, unit)))
            near = 0.0 if unit.cells else asked.near(unit.span, places.marks(unit.span, FARTHEST))
            yield _contender(asked, _Standing(page, unit, tuple(own), row, near, opening, sources))


def _opening(text: str, unit: Unit) -> Span:
    """What stands before a unit in its paragraph or cell."""
    least = max(0, unit.start - FARTHEST)
    begins = (text.rfind(end, least, unit.start) + 1 for end in "\n\t")
    return max(least, *begins), unit.start


def _quotable(asked: Asked, page: PageEvidence) -> list[Unit]:
    """The units of a page, the sentences of the passage that the search shows being one: what
    states a thing that is no figure seldom has all words of the question, and often names it in the
    sentence before. Where one says what the thing is that is asked for, none are but it and those
    that go on about it."""
    units = units_of(page.text, page.layout())
    prose = [unit for unit in units if unit.is_prose and _shared(unit.span, page.passage) > HALF]
    prose = explaining(asked, page.text, page.marks, prose) or prose
    if len(prose) > 1:
        units = [unit for unit in units if unit not in prose[1:]]
        units[units.index(prose[0])] = prose[0]._replace(end=prose[-1].end)
    return units


class _Standing(NamedTuple):
    """Where a query's words stand: the marks in a unit, what ``Asked.row`` and ``Asked.near`` say
    of it, which words stand before it in its paragraph, and what each of the ``sources``, from the
    nearest on, tells of each word."""

    page: PageEvidence
    unit: Unit
    marks: tuple[Mark, ...]
    row: float
    near: float
    opening: frozenset[str]
    sources: Sequence[Telling]


def _contender(asked: Asked, standing: _Standing) -> Contender:
    page, unit, marks, _, _, opening, sources = standing
    told = dict.fromkeys(asked.worths, 0.0)
    shares = []
    for source in sources:
        share = 0.0
        for word, worth in source.items():
            if worth > told.get(word, worth):
                share += worth - told[word]
                told[word] = worth
        shares.append(share / asked.total)
    beside = opening.union(*sources[:TITLE])
    matter = asked.matter
    named = sum(told[w] for w in matter if w in beside) / max(sum(matter.values()), 1e-6)
    near = frozenset(word for source in sources[:-1] for word in source if word in told)
    denies = DENIAL.search(page.text, *unit.span) is not None
    shown = _shared(unit.span, page.passage)
    features = Features(
        told=sum(shares) - shares[TITLE],
        title=shares[TITLE],
        fits=0.0,
        bound=0.0 if asked.counts_any else 0.5,
        close=0.0,
        row=standing.row,
        near=standing.near,
        # in the order of the query: that of a set, and its rounding, is another in each process
        evidence=min(1.0, sum(told[word] for word in told if word in near) / asked.enough),
        denies=float(denies) if asked.denies else -float(denies),
        first=float(page.first),
        shown=shown,
        leads=shown * page.leads,
        figure=0.0,
        defines=float(explains(asked, page.text, page.marks, unit)),
        empty=float(
            unit.is_heading
            or _states_nothing(page.text[unit.start : unit.end])
            or _echoes(page.text, unit, marks)
        ),
    )
    return Contender(page, unit, marks, told, shares[0], near, named, features)


def most_of_page(asked: Asked, page: PageEvidence) -> Features:
    """The most that any unit of a page may have of each feature."""
    everywhere = asked.told(page.marks)
    words = {w: max(everywhere.get(w, 0.0), page.title.get(w, 0.0)) for w in asked.worths}
    telling = sum(words.values())
    words |= {word: max(worth, words[word]) for word, worth in asked.asking.items()}
    here = sum(everywhere.values()) / asked.total
    return Features(
        told=sum(words.values()) / asked.total,
        title=0.0,  # where it counts, it counts less
        fits=float(bool(asked.kinds)),
        bound=1.0 if asked.counts_any else 0.5,
        close=here,
        row=min(1.0, (len(everywhere) - 1) / max(1, len(asked.worths) - 1)),
        near=here,
        evidence=min(1.0, telling / asked.enough),
        denies=float(asked.denies),
        first=float(page.first),
        shown=float(page.passage is not None),
        leads=float(page.leads),
        figure=1.0,
        defines=float(bool(asked.term)),
        empty=0.0,
    )


def most(asked: Asked, contender: Contender) -> Features:
    """The most that a contender may have of each feature, whatever its figures are."""
    features = contender.features
    return features._replace(
        told=features.told + _lacking(asked, contender, asked.asking),
        fits=float(bool(asked.kinds)),
        bound=1.0 if asked.counts_any else 0.5,
        close=contender.own,
        figure=1.0,
    )


def _lacking(asked: Asked, contender: Contender, asking: Telling) -> float:
    """The share of what is asked that a figure tells in place of words that are ``asking``."""
    told = contender.told
    return sum(max(worth - told[w], 0.0) for w, worth in asking.items()) / asked.total


def statement(asked: Asked, contender: Contender, weights: Features) -> Statement:
    """The contender with the figure that answers, judged by what each feature counts."""
    page, unit, marks = contender.page, contender.unit, contender.marks
    figures = figures_of(page.text, unit)
    typed = _typed(asked, page.text, figures, marks)
    fitting = [one for one in figures if asked.fits(one, page.text) and one not in typed]
    bound = [figure for figure in fitting if asked.counts(figure, page.text, marks)]
    answering = bound or fitting or ([] if asked.kinds else figures)
    features = contender.features
    if fitting:  # it stands for the words that ask for it
        measured = asked.measure and any(asked.measures(one, page.text) for one in bound)
        asking = {
            word: worth
            for word, worth in asked.asking.items()
            if measured or word not in asked.measuring
        }
        told = features.told + _lacking(asked, contender, asking)
        features = features._replace(told=told, fits=1.0)
    elif typed and asked.kinds:  # it has the figure that is asked with, and none that answers
        features = features._replace(empty=1.0)
    if bound and asked.counts_any:
        features = features._replace(bound=1.0)
    aside = () if "year" in asked.kinds else ("year",)
    figure = _nearest(page.text, _others(answering, typed), marks, aside)
    place = (figure.start, figure.end) if figure else None
    if not figure:
        others = [other for other in figures if other.kind != "year"]
        figure = _nearest(page.text, others, marks)
    if not figure and asked.by_passage:
        place = number_in(page.text, unit)
    close = _closeness(asked, place, marks) if place else features.close
    features = features._replace(close=close, figure=float(bool(figure or place)))
    figure = None if asked.wants_none else figure
    return Statement(unit, marks, tuple(figures), figure, features, features.score(weights))


def _typed(asked: Asked, text: str, figures: list[Figure], marks: Sequence[Mark]) -> list[Figure]:
    """The figures that the query has itself; none where it has no other words."""
    typed: list[Figure] = []
    words: set[str] = set()
    for figure in figures:
        own = [m for m in marks if m.start <= figure.end + 1 and figure.start <= m.end + 1]
        overlaps = ((max(m.start, figure.start), min(m.end, figure.end)) for m in own)
        if any(_DIGIT.search(text, *overlap) for overlap in overlaps):
            typed.append(figure)
            words.update(word for mark in own for word in asked.of_mark[mark.word])
    return typed if asked.matter.keys() - words else []


def _others(figures: list[Figure], typed: list[Figure]) -> list[Figure]:
    """The figures that weren't typed; all where there are none but years."""
    others = [figure for figure in figures if figure not in typed]
    return others if any(figure.kind != "year" for figure in others) else figures


def _nearest(
    text: str, figures: Sequence[Figure], marks: Sequence[Mark], aside: Sequence[str] = ()
) -> Figure | None:
    """The figure with most of the marks near it, least in other clauses; those of kinds that are
    ``aside`` and what another is held against less so; the first where none is marked."""

    def gap(figure: Figure, mark: Mark) -> int:
        first, second = sorted(((figure.start, figure.end), (mark.start, mark.end)))
        apart = max(second[0] - first[1], 0)
        between = _CLAUSE.findall(text, first[1], second[0]) if apart < AWAY else ()
        return apart + CLAUSE * len(between)

    def near(figure: Figure) -> float:
        told = sum(mark.worth / (20 + gap(figure, mark)) for mark in marks)
        before = text[max(0, figure.start - COMPARED) : figure.start]
        is_aside = figure.kind in aside or _AGAINST.search(before)
        return told * (0.5 if is_aside else 1.0)

    return max(figures, key=near, default=None)


def _shared(span: Span, passage: Span | None) -> float:
    """The share of a span that is in a passage."""
    if passage is None:
        return 0.0
    within = min(span[1], passage[1]) - max(span[0], passage[0])
    return max(0, within) / max(1, span[1] - span[0])


def _echoes(text: str, unit: Unit, marks: Sequence[Mark]) -> bool:
    """Whether a unit has no words or figures but those of the query (»• Valuta«)."""
    at = unit.start
    for mark in sorted(marks):
        if any(map(str.isalnum, text[at : mark.start])):
            return False
        at = max(at, mark.end)
    return not any(map(str.isalnum, text[at : unit.end]))


def _states_nothing(text: str) -> bool:
    """Whether a sentence asks, or is a link and hardly more."""
    if "://" not in text and "www." not in text:
        return text.endswith("?")
    words = text.split()
    other = [word for word in words if "://" not in word and not word.startswith("www.")]
    return text.endswith("?") or (len(other) < len(words) and sum(map(len, other)) < LINKED)


def _closeness(asked: Asked, figure: Span, marks: Sequence[Mark]) -> float:
    """The share of what is asked that stands near a figure."""
    start, end = figure
    near = [m for m in marks if m.start < end + AROUND and start < m.end + AROUND]
    return sum(asked.told(near).values()) / asked.total
