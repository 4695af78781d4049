"""Explanations: which sentences and rows of a page say what the thing is that a query asks for."""

import re
from collections.abc import Sequence

from search.asking.definitionframes import what_is_asked
from search.findings.asked import Asked
from search.library.pagelayout import PageLayout, Span
from search.quoting.definitions import is_defined
from search.quoting.sentences import sentence_spans, trimmed
from search.quoting.unit import Unit, units_of
from search.showing.marks import Mark
from search.showing.passages import within

_ARTICLE = re.compile(r"\A(?:(?:en|et|den|det|de|begrebet|ordet)\s)+", re.I)
_ABOUT_IT = re.compile(
    r"\W{0,3}(?:den|det|de|denne|dette|disse|dens|dets|deres|her|hermed|herved|dermed)\b", re.I
)
"""What stands for the thing that was named before."""

_STATES = re.compile(r"[\"'”“„»«(]{0,2}[^\W\d_]+(?:[^\w\n]+[^\W_]+){4,}[^\w\n]*[.!?:;][^\w\n]*")
"""A sentence of some words, which may answer without the word that stands over it."""


def explains(asked: Asked, text: str, marks: Sequence[Mark], unit: Unit) -> bool:
    """Whether a unit says what the thing is that is asked for, of the marks of its page: in a
    sentence, in a row whose first cell is its name, or as the first below a heading that is."""
    if not asked.term:
        return False
    own = within(marks, unit.span)
    if unit.cells:
        first = unit.cells[0]
        return len(unit.cells) > 1 and any(
            _is_all(text, term, (first.start, first.end)) for term in asked.terms(text, own)
        )
    spans = sentence_spans(text, *unit.span) if asked.by_passage else [unit.span]
    for term in asked.terms(text, own):
        sentence = next((span for span in spans if span[0] <= term[0] < span[1]), unit.span)
        if is_defined(text, trimmed(text, sentence), term):
            return True
    over = unit.heading
    if over is None or text[over[1] : unit.start].strip():
        return False
    if not (own or (unit.is_prose and _STATES.fullmatch(text, *unit.span))):
        return False
    over = _asked_in(text, over)
    return any(_is_all(text, term, over) for term in asked.terms(text, within(marks, over)))


def _asked_in(text: str, heading: Span) -> Span:
    """What of a heading that asks what something is (»Hvad er en makker?«) names the thing; all of
    any other."""
    what = _ARTICLE.sub("", what_is_asked(text[slice(*heading)]))
    at = text.find(what, *heading)
    return (at, at + len(what)) if what else heading


def explained_in(asked: Asked, text: str, marks: Sequence[Mark], layout: PageLayout) -> list[Span]:
    """Where a page says what the thing is that is asked for."""
    if not any(asked.terms(text, marks)):
        return []
    return [u.span for u in units_of(text, layout) if explains(asked, text, marks, u)]


def explaining(
    asked: Asked, text: str, marks: Sequence[Mark], sentences: Sequence[Unit]
) -> list[Unit]:
    """Of these sentences in a row the first that says what the thing is that is asked for, with
    those after it that go on about it; none where none says so."""
    found: list[Unit] = []
    for one in sentences:
        if found and not _goes_on(asked, text, marks, one):
            break
        if found or explains(asked, text, marks, one):
            found.append(one)
    return found


def _goes_on(asked: Asked, text: str, marks: Sequence[Mark], sentence: Unit) -> bool:
    """Whether a sentence tells more of what is explained before it: it names it again, begins with
    what stands for it, or is an item of its list."""
    lead = sentence.before
    if lead and text[lead[1] - 1] == ":":
        return True
    if _ABOUT_IT.match(text, *sentence.span):
        return True
    return any(asked.terms(text, within(marks, sentence.span)))


def _is_all(text: str, term: Span, span: Span) -> bool:
    """Whether a span has no words but those of a term."""
    return not any(map(str.isalpha, text[span[0] : term[0]] + text[term[1] : span[1]]))
