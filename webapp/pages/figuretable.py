"""Fund: what reports say in figures about a matter, as a table, a picture and files."""

from flask import Blueprint, Response, abort, render_template, request

from search import finding_note
from webapp.context import budget, searcher
from webapp.drawing.facetbox import chips
from webapp.drawing.searchsheet import sheet
from webapp.drawing.shares import Dot, shares_by_year
from webapp.exports.attachment import file_name
from webapp.exports.tables import TABLE_FORMATS, Table, page_number, table_file
from webapp.retrieval.figurelines import (
    KIND_NAMES,
    KINDS,
    MOST_FINDINGS,
    ORDERS,
    FigureLine,
    counts,
    figure_lines,
)
from webapp.state import SearchState, read_state

blueprint = Blueprint("figuretable", __name__)

PER_PAGE = 50
PATH = "/fund"
USUAL = tuple(name for name in KINDS if name != "aarstal")
"""Kinds that are shown when none is chosen: years are dates of most sentences."""


@blueprint.get("/fund")
def figures() -> str:
    """The figures for the state in the URL: in the order that ``orden`` names, of the kinds that
    ``art`` names, and with ``bredt`` those that only have the words near."""
    state, order, chosen, thin = _asked()
    every, sure = _lines(state, order, thin=thin)
    lines = _of_kinds(every, chosen)
    state, last_page, shown = state.among(len(lines), PER_PAGE)
    return render_template(
        "fund.html",
        state=state,
        order=order,
        orders=ORDERS,
        chosen=chosen,
        counts=counts(every),
        names=KIND_NAMES,
        kinds=KINDS,
        thin=thin,
        sure=sure,
        lines=lines[shown],
        total=len(lines),
        most=MOST_FINDINGS,
        cut=budget().cut,
        materials=len({line.record.material.id for line in lines}),
        shares=shares_by_year((line.record.material.year, _dot(line)) for line in _shares(lines)),
        last_page=last_page,
    )


@blueprint.get("/fund.<ending>")
def figures_file(ending: str) -> Response:
    """All of the same figures as a file."""
    if ending not in TABLE_FORMATS:
        abort(404)
    state, order, chosen, thin = _asked()
    every, sure = _lines(state, order, thin=thin)
    lines = _of_kinds(every, chosen)
    tables = [_table(lines), _sheet(lines, state, order, chosen, sure=sure)]
    return table_file(file_name("fund", state.query), ending, tables)


def _asked() -> tuple[SearchState, str, tuple[str, ...], bool]:
    order, chosen = request.args.get("orden", ""), request.args.getlist("art")
    return (
        read_state(request.args),
        order if order in ORDERS else next(iter(ORDERS)),
        tuple(name for name in KINDS if name in chosen),
        request.args.get("bredt") == "1",
    )


def _of_kinds(lines: list[FigureLine], chosen: tuple[str, ...]) -> list[FigureLine]:
    kinds = {KINDS[name] for name in chosen or USUAL}
    return [line for line in lines if line.figure.kind in kinds]


def _lines(state: SearchState, order: str, *, thin: bool) -> tuple[list[FigureLine], bool]:
    """The figures in that order, and whether they are sure ones."""
    if not state.query:
        return [], True
    found, sure = figure_lines(searcher(), state, budget(), thin=thin)
    return sorted(found, key=ORDERS[order][1]), sure


def _shares(lines: list[FigureLine]) -> list[FigureLine]:
    return [line for line in lines if line.figure.kind == "share"]


def _dot(line: FigureLine) -> Dot:
    return Dot(line.figure.values, line.figure.text, line.record.material.title)


def _sheet(
    lines: list[FigureLine], state: SearchState, order: str, chosen: tuple[str, ...], *, sure: bool
) -> Table:
    """What was asked for, and where all of it can be seen again."""
    path = state.at(1).url(PATH, orden=order, bredt=None if sure else "1")
    return sheet(
        [
            ("søgning", state.query),
            *(("filter", text) for text, _ in chips(state)),
            *(("art", KIND_NAMES[KINDS[name]]) for name in chosen),
            ("med", "kun de sikre" if sure else "også de mindre sikre"),
            ("rækkefølge", ORDERS[order][0]),
            ("materialer", len({line.record.material.id for line in lines})),
            ("tal", len(lines)),
        ],
        path + "".join(f"&art={name}" for name in chosen),
    )


def _table(lines: list[FigureLine]) -> Table:
    columns = ("tal", "art", "værdi", "til", "enhed", "forbehold", "citat", "titel", "udgiver",
               "år", "side", "adresse", "note")  # fmt: skip
    base = request.url_root.rstrip("/")
    rows = []
    for line in lines:
        figure, material = line.figure, line.record.material
        values = figure.values[:2]
        number = line.finding.number
        rows.append(
            (
                figure.text,
                KIND_NAMES[figure.kind],
                values[0] if values else None,
                values[1] if len(values) > 1 else None,
                figure.unit,
                figure.hedge,
                line.finding.sentence,
                material.title,
                material.publisher,
                material.year,
                page_number(line.finding.label, number),
                f"{base}/materiale/{material.id}/side/{number}",
                finding_note(line.finding),
            )
        )
    return Table("Fund", columns, rows)
