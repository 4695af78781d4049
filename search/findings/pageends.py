"""Sentences over a page's end: begun at the foot of one page, ended at the top of the next."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from search.findings.evidence import Statement
from search.library.pagelayout import Span
from search.library.record import FIRST_PAGE
from search.quoting.figures import Figure, figures_in
from search.quoting.sentences import sentence_spans
from search.quoting.unit import Unit, units_of
from search.ranking.collection import Collection
from search.showing.marks import Mark
from search.showing.passages import within

MarksOf = Callable[[int], Sequence[Mark]]
"""Where the query stands in the text of a page."""


class Quoted(NamedTuple):
    """What is quoted: a ``unit`` of a ``page`` and, of a sentence that ends on the next, what
    stands ``beyond``. ``text`` is the page's up to the end of the unit, and then that; all places
    are of it. Of its ``figures``, ``figure`` is the one that answers."""

    page: int
    unit: Unit
    text: str
    beyond: str
    marks: tuple[Mark, ...]
    figures: tuple[Figure, ...]
    figure: Figure | None


def quoted_whole(collection: Collection, page: int, stated: Statement, marks: MarksOf) -> Quoted:
    """What a page states, with what of its sentence stands on the page before or after it. The
    first page is that of the whole."""
    text, unit = collection.text(page), stated.unit
    own: _Part = (page, text, unit, stated.marks)
    if unit.is_prose and not text[unit.end :].strip():
        after = _beside(collection, page, 1, marks)
        if after and _are_one(own, after):
            return _joined(own, after, _place(stated))
    if unit.is_prose and not text[: unit.start].strip():
        before = _beside(collection, page, -1, marks)
        if before and _are_one(before, own):
            return _joined(before, own, _place(stated, before[2].end + 1 - unit.start))
    text = text[: unit.end]
    return Quoted(page, unit, text, "", stated.marks, stated.figures, stated.figure)


_Part = tuple[int, str, Unit, Sequence[Mark]]
"""A page, its text, a unit of it, and where the query stands on it."""


def _joined(first: _Part, second: _Part, answer: Span) -> Quoted:
    """A unit and the one of the next page with which it ends; ``answer`` is where the figure that
    answers stands."""
    (page, text, unit, marks), (_, following, rest, others) = first, second
    beyond = " " + following[rest.start : rest.end]
    shift = unit.end + 1 - rest.start
    moved = (
        m._replace(start=m.start + shift, end=m.end + shift) for m in within(others, rest.span)
    )
    whole = text[: unit.end] + beyond
    figures = tuple(figures_in(whole, unit.start, len(whole)))
    figure = next((one for one in figures if one.start < answer[1] and answer[0] < one.end), None)
    every = (*within(marks, unit.span), *moved)
    return Quoted(page, unit, whole, beyond, every, figures, figure)


def _place(stated: Statement, shift: int = 0) -> Span:
    """Where the figure that answers stands, so much farther on."""
    figure = stated.figure
    return (figure.start + shift, figure.end + shift) if figure else (0, 0)


def _beside(collection: Collection, page: int, step: int, marks: MarksOf) -> _Part | None:
    """The first unit of the page after one in its report, or the last of that before it."""
    number = int(collection.pages.number[page])
    if min(number, number + step) < FIRST_PAGE:
        return None
    other = collection.page(int(collection.pages.material[page]), number + step)
    if other is None or collection.stored(other).get("contents"):
        return None
    text = collection.text(other)
    units = units_of(text, collection.layout(other))
    return (other, text, units[0 if step > 0 else -1], marks(other)) if units else None


def _are_one(first: _Part, second: _Part) -> bool:
    """Whether a sentence goes on over the end of its page, which is read as that of its line."""
    (_, text, unit, _), (_, following, rest, _) = first, second
    if not (unit.is_prose and rest.is_prose):
        return False
    above = text[text.rfind("\n", 0, unit.start) + 1 : unit.end] + "\n"
    spans = sentence_spans(above + following[rest.start : rest.end])
    return all(start != len(above) for start, _ in spans)
