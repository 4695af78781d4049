"""The concordance: every occurrence on a line."""

from collections.abc import Iterator
from functools import lru_cache

from flask import Blueprint, Response, abort, render_template, request

from search import OCR_NOTE, Unit, units_of
from search.library.record import PageRecord
from webapp.context import budget, searcher
from webapp.drawing.searchsheet import search_sheet
from webapp.exports.attachment import file_name
from webapp.exports.tables import TABLE_FORMATS, Table, page_number, table_file
from webapp.pages.pagetext import quotable_sentence
from webapp.retrieval.collocates import SPAN, Neighbourhood
from webapp.retrieval.kwic import (
    MOST_LINES,
    ORDERS,
    ConcordanceLine,
    concordance_lines,
    forms,
    per_material,
)
from webapp.retrieval.listing import retrieve
from webapp.state import SearchState, read_state

blueprint = Blueprint("concordance", __name__)

PER_PAGE = 100
COLLOCATES_SHOWN, MOST_COLLOCATES = 30, 1000
PATH = "/konkordans"


@blueprint.get("/konkordans")
def concordance() -> str:
    """The lines for the state in the URL, in the order that ``orden`` names."""
    state, order = _asked()
    around = Neighbourhood()
    found = _lines(state, order, around)
    state, last_page, shown = state.among(len(found), PER_PAGE)
    return render_template(
        "konkordans.html",
        state=state,
        order=order,
        orders=ORDERS,
        lines=list(zip(found[shown], _quotations(found[shown]), strict=True)),
        total=len(found),
        most=MOST_LINES,
        cut=budget().cut,
        counts=per_material(found),
        forms=forms(found),
        collocates=around.collocates(COLLOCATES_SHOWN),
        span=SPAN,
        last_page=last_page,
    )


@blueprint.get("/konkordans.<ending>")
def concordance_file(ending: str) -> Response:
    """All lines as a file."""
    if ending not in TABLE_FORMATS:
        abort(404)
    state, order = _asked()
    around = Neighbourhood()
    found = _lines(state, order, around)
    told = retrieve(state, limit=1, pages=1, snippets=False)
    tables = [
        _table(found),
        _collocates(around),
        search_sheet(state, told, PATH, forekomster=len(found)),
    ]
    return table_file(file_name("konkordans", state.query), ending, tables)


def _quotations(lines: list[ConcordanceLine]) -> Iterator[str]:
    """What is quoted for each line: the whole sentence; '' where nothing is to be quoted."""
    engine = searcher()

    @lru_cache(maxsize=8)
    def read(material_id: str, number: int) -> tuple[PageRecord | None, list[Unit]]:
        page = engine.page(material_id, number)
        return page, units_of(page.text, page.layout) if page else []

    for line in lines:
        page, units = read(line.record.material.id, line.number)
        if page and line.place and line.is_quotable:
            yield quotable_sentence(page.text, page.layout, units, line.place)
        else:
            yield ""


def _asked() -> tuple[SearchState, str]:
    order = request.args.get("orden", "rapport")
    return read_state(request.args), order if order in ORDERS else "rapport"


def _lines(state: SearchState, order: str, around: Neighbourhood) -> list[ConcordanceLine]:
    if not state.query:
        return []
    return concordance_lines(searcher(), state, order, budget(), around)


def _collocates(around: Neighbourhood) -> Table:
    columns = ("ord", "til venstre", "til højre", "log-likelihood")
    made = around.collocates(MOST_COLLOCATES)
    rows = [(one.word, one.left, one.right, round(one.likelihood, 2)) for one in made]
    return Table("Naboord", columns, rows)


def _table(found: list[ConcordanceLine]) -> Table:
    columns = ("venstre", "ord", "højre", "titel", "udgiver", "år", "side", "adresse",
               "side i filen", "ocr")  # fmt: skip
    base = request.url_root.rstrip("/")
    rows = (
        (
            line.left.strip(),
            line.keyword,
            line.right.strip(),
            line.record.material.title,
            line.record.material.publisher,
            line.record.material.year,
            page_number(line.label, line.number),
            f"{base}/materiale/{line.record.material.id}/side/{line.number}",
            line.number or None,
            OCR_NOTE if line.scanned else "",
        )
        for line in budget().within(found)
    )
    return Table("Konkordans", columns, rows)
