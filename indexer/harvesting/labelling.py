"""What each part of a citation is: title, authors, publisher, date and the rest, token by token.

A conditional random field (Lafferty, McCallum and Pereira 2001) reads the tokens of one line or
paragraph with the shape, class and place of each, what is set apart or linked, and where it stands
to the years, quotes and brackets of the line. ``references.crfsuite``, ``lines.crfsuite`` (for
lines whose title is told elsewhere) and ``mentions.crfsuite`` (for running text) beside this file
are what ``python -m benchmarks.citations --train`` makes; nothing else is learned.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import pycrfsuite

from indexer.harvesting.citationline import LINES, MENTIONS, REFERENCES, CitationLine, tokens_of
from indexer.harvesting.tokenfeatures import features

MODELS = {
    name: Path(__file__).with_name(f"{name}.crfsuite") for name in (REFERENCES, LINES, MENTIONS)
}
"""What was learned: of lines that cite, of those whose title is told elsewhere, and of sentences
that name a publication."""
TITLE, AUTHOR, PUBLISHER, DATE, KIND, TEXT = "title", "author", "publisher", "date", "kind", "text"
PAGES, LINK, SERIES = "pages", "link", "series"
OUTSIDE = "O"
SHORT_NAME = re.compile(r" \((?=[\w&-]*[A-ZÆØÅ][\w&-]*[A-ZÆØÅ])[\w&-]{2,12}\)")
KEPT = 50_000
"""Lines whose parts are remembered: they are asked for again and again."""


@dataclass(frozen=True)
class CitationPart:
    """A field of a line as it stands there, and its least marginal probability, 0 to 1."""

    field: str
    text: str
    sureness: float
    start: int
    end: int


@lru_cache(KEPT)
def parts_of(run: CitationLine) -> tuple[CitationPart, ...]:
    """The fields of a line in its order."""
    tokens = tokens_of(run.text)
    if not tokens:
        return ()
    tagger = _tagger(run.model)
    labels = tagger.tag(features(run))
    found: list[CitationPart] = []
    start = 0
    for n in range(1, len(labels) + 1):
        if n < len(labels) and labels[n] == f"I-{_field(labels[start])}":
            continue
        if labels[start] != OUTSIDE:
            sure = min(_chance(tagger, _field(labels[k]), k) for k in range(start, n))
            field, a, b = _field(labels[start]), tokens[start].start(), tokens[n - 1].end()
            if field == PUBLISHER:
                a = _word_start(run.text, a)
                found = [part for part in found if part.start < a]
            if found and found[-1].field == field and not run.text[found[-1].end : a].strip():
                a, sure = found[-1].start, min(sure, found.pop().sureness)  # one after all
            if run.text[a:b].count("(") > run.text[a:b].count(")") and run.text[b : b + 1] == ")":
                b += 1
            found.append(CitationPart(field, run.text[a:b], sure, a, b))
        start = n
    return tuple(_with_short_names(run.text, found))


def _word_start(line: str, at: int) -> int:
    """Where the word begins of which what stands at ``at`` is a part behind a hyphen."""
    before = re.search(r"[\w-]{0,80}$", line[:at])
    return before.start() if before and before[0][-1:] == "-" and before[0][:1].isalpha() else at


def _with_short_names(line: str, found: Sequence[CitationPart]) -> Iterator[CitationPart]:
    """The parts, publishers with the short name in brackets behind them (»Centret (CFA)«), and
    without those that stand in other brackets behind one: they are of its series."""
    end = 0
    house: CitationPart | None = None
    for part, after in zip(found, (*found[1:], None), strict=False):
        is_house = part.field == PUBLISHER
        is_followed = is_house and after is not None and after.field == PUBLISHER
        if part.start < end or (is_followed and after and line[part.end : after.start] == ": "):
            continue  # its own short name, and a place before it
        short = SHORT_NAME.match(line, part.end) if is_house else None
        end = short.end() if short else part.end
        before = line[: part.start]
        is_within = house and before.rfind("(") > max(before.rfind(")"), house.start)
        house = house or (part if is_house else None)
        if not (is_house and is_within):
            yield replace(part, text=line[part.start : end], end=end) if short else part


def _chance(tagger: pycrfsuite.Tagger, field: str, n: int) -> float:
    """That the token is of the field, begun there or before."""
    labels = (f"{sign}-{field}" for sign in "BI")
    return sum(float(tagger.marginal(x, n)) for x in labels if x in tagger.labels())


def _field(label: str) -> str:
    return label.partition("-")[2]


@cache
def _tagger(name: str) -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODELS[name]))
    return tagger


def fields_of(parts: Sequence[CitationPart], field: str, least: float = 0.0) -> Iterator[str]:
    """The texts of a field that are at least as sure."""
    return (part.text for part in parts if part.field == field and part.sureness >= least)
