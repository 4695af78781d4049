"""The sheet of a workbook that tells of the search it was made by."""

from functools import cache
from importlib.metadata import version

from flask import request

from search import Results
from webapp.context import budget, searcher
from webapp.drawing.danish import danish_date
from webapp.drawing.facetbox import chips
from webapp.drawing.quietline import quiet_line
from webapp.exports.attachment import CUT
from webapp.exports.tables import Table, Value
from webapp.state import LABELS, SORT_NAMES, SearchState

Facts = list[tuple[str, Value]]


def search_sheet(state: SearchState, found: Results, path: str, **counts: int) -> Table:
    """The query, how it was read, its filters and counts, and where all of it can be seen again:
    the page at ``path``. ``counts`` are of what else the workbook holds."""
    done = [(one.name, one.words or "nej") for one in quiet_line(state, found)]
    read = [("læst", "kun præcis")] if state.exact else [("læst som", f"{n}: {w}") for n, w in done]
    kept: Facts = [
        ("søgning", state.query or "(hele samlingen)"),
        *(read if state.query else ()),
        *(("ikke i samlingen", word) for word in found.told.nowhere),
        *(("filter", text) for text, _ in chips(state)),
        ("rækkefølge", LABELS[SORT_NAMES[state.sort]]),
        ("materialer", found.total),
        ("sider", found.total_pages),
        *([("sider med alle ordene", found.total_all)] if state.query else ()),
        *counts.items(),
        *(("bemærk", hint) for hint in found.hints),
    ]
    return sheet(kept, state.at(1).url(path))


def sheet(facts: Facts, path: str) -> Table:
    """The facts, and those of the collection."""
    cut = [("bemærk", CUT)] if budget().cut else []
    own: Facts = [
        *cut,
        ("indekset er fra", danish_date(searcher().manifest.created)),
        ("Mentorsøg", _version()),
        ("link", request.url_root.rstrip("/") + path),
    ]
    return Table("Om søgningen", ("om", "hvad"), [*facts, *own])


@cache
def _version() -> str:
    return version("mentorsoeg")
