"""All that reports say in figures about a matter: a line for each figure."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from search import Engine, Figure, Finding, alphabetical
from search.library.budget import Budget
from search.library.pagelayout import Span
from search.library.record import MaterialRecord
from webapp.drawing.quotes import QuotePiece, pieces
from webapp.state import SearchState

MOST_FINDINGS = 400
REPORTS_SHOWN, OF_EACH = 3, 3
"""Reports that answer above the pages of a search, and findings of each: the best, and, under it,
others that may be what is sought."""
LESS_LIKELY = 50
"""How many times the odds of these may be below the best's: with none the right one is shown as
often on the dev and work halves of ``benchmarks.findings``, and a quarter more beside it."""

KINDS = {
    "andel": "share",
    "antal": "count",
    "beloeb": "money",
    "tid": "time",
    "aendring": "change",
    "forhold": "ratio",
    "test": "test value",
    "karakter": "mark",
    "aarstal": "year",
}
"""The kind of figure that each value of ``art`` names."""
KIND_NAMES = {
    "share": "andel",
    "count": "antal",
    "money": "beløb",
    "time": "tid",
    "change": "ændring",
    "ratio": "forhold",
    "test value": "testværdi",
    "mark": "karakter",
    "year": "årstal",
}
"""What a kind is called."""
_WORD = re.compile(r"\w+")
_RANKS = {kind: rank for rank, kind in enumerate(KIND_NAMES)}


@dataclass(frozen=True)
class FigureLine:
    """A ``figure`` and what it is of: the sentence or row of a report that it stands in."""

    figure: Figure
    finding: Finding
    text: str
    """Of the page."""

    @property
    def record(self) -> MaterialRecord:
        """The report."""
        return self.finding.record

    @property
    def value(self) -> str:
        """The figure with its unit."""
        text, unit = self.figure.text, self.figure.unit
        return text if not unit or unit in text or unit == "%" else f"{text} {unit}"

    @property
    def place(self) -> Span:
        """Where on the page the sentence stands."""
        return self.finding.start, self.finding.end

    @property
    def quotation(self) -> list[QuotePiece]:
        """The sentence with its words marked and the figure told apart."""
        return _quotation(self.text, self.finding, self.figure)

    @property
    def lead(self) -> list[QuotePiece]:
        """What names the matter where that doesn't."""
        return _lead(self.text, self.finding)


ORDERS: dict[str, tuple[str, Callable[[FigureLine], Any]]] = {
    "bedste": ("bedste svar", lambda line: -line.finding.score),
    "vaerdi": (
        "værdi",
        lambda line: (
            _RANKS[line.figure.kind],
            line.figure.unit,
            [-value for value in line.figure.values],
        ),
    ),
    "aar": ("år", lambda line: -(line.record.material.year or 0)),
    "rapport": (
        "rapport",
        lambda line: (
            alphabetical(line.record.material.title),
            line.finding.number,
            line.figure.start,
        ),
    ),
}


def figure_lines(
    engine: Engine, state: SearchState, budget: Budget, *, thin: bool = False
) -> tuple[list[FigureLine], bool]:
    """The figures in what states the state's query, of any number of sentences of each report, the
    best first, and whether they are sure ones; with ``thin``, or where none is, as for a word that
    stands on most pages, those in all that have its words."""
    found = engine.findings(
        state.query,
        limit=MOST_FINDINGS,
        each=None,
        kinds=KINDS.values(),
        thin=thin or None,
        reading=state.reading,
        filters=state.filters,
        budget=budget,
    )

    @lru_cache(maxsize=64)
    def text(material_id: str, number: int) -> str:
        return engine.page_text(material_id, number) or ""

    lines = (
        FigureLine(figure, one, text(one.record.material.id, one.number))
        for one in found.results
        for figure in one.figures
    )
    unique = {(x.record.material.id, x.finding.number, x.figure.start): x for x in lines}
    return list(unique.values()), found.sure


class Shown(NamedTuple):
    """A finding, its quotation, and what names the matter before or over it where that doesn't."""

    found: Finding
    said: list[QuotePiece]
    over: list[QuotePiece]


def best_findings(engine: Engine, state: SearchState, budget: Budget) -> list[list[Shown]]:
    """What is shown above the pages of a search, by report, the best first; nothing when no report
    surely answers, nor when there was no budget for all of the query, for what answers a part of
    it may be wrong."""
    if budget.cut:
        return []
    found = engine.findings(
        state.query,
        limit=REPORTS_SHOWN * OF_EACH,
        each=OF_EACH,
        reading=state.reading,
        filters=state.filters,
        budget=budget,
    )
    reports: dict[str, list[Finding]] = {}
    for one in found.results:
        reports.setdefault(one.record.material.id, []).append(one)
    shown = [list(_likely(report)) for report in list(reports.values())[:REPORTS_SHOWN]]
    return [[_shown(engine, one) for one in report] for report in shown]


def _likely(report: list[Finding]) -> Iterator[Finding]:
    """The findings of a report that aren't far less likely than its best, what it says again in the
    same words once; a row of a table may be another in each."""
    best, said = _odds(report[0]), set[str]()
    for one in report:
        words = " ".join(_WORD.findall(one.sentence.casefold()))
        if _odds(one) * LESS_LIKELY >= best and (one.is_row or words not in said):
            said.add(words)
            yield one


def _odds(found: Finding) -> float:
    """How likely it is that a finding answers, beside that it doesn't."""
    score = min(found.score, 0.9999)  # as it is rounded
    return score / (1 - score)


def _shown(engine: Engine, found: Finding) -> Shown:
    text = engine.page_text(found.record.material.id, found.number) or ""
    return Shown(found, _quotation(text, found, found.figure), _lead(text, found))


def _lead(text: str, found: Finding) -> list[QuotePiece]:
    return pieces(text, found.lead, found.marks) if found.lead else []


def _quotation(text: str, found: Finding, figure: Figure | None) -> list[QuotePiece]:
    """What is found on a page, with what of it stands on the next."""
    whole = text[: found.end] + found.beyond
    strong = (figure.start, figure.end) if figure else (0, 0)
    return pieces(whole, (found.start, len(whole)), found.marks, strong, row=found.is_row)


def counts(lines: Iterable[FigureLine]) -> list[tuple[str, int]]:
    """The values of ``art`` that any of the lines have, with how many, in a fixed order."""
    had = Counter(line.figure.kind for line in lines)
    return [(name, had[kind]) for name, kind in KINDS.items() if had[kind]]
