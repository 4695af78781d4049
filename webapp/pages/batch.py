"""Many searches at once: terms in, a table of terms and materials out."""

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import chain
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, render_template, request, url_for

from search import LONGEST_QUERY, MaterialHit, alphabetical, plain
from search.library.budget import SHOWING
from search.library.encoding import decode
from search.library.record import MaterialRecord
from webapp.context import budget, searcher
from webapp.drawing.charts import ROWS, Grid, grid
from webapp.drawing.searchsheet import sheet
from webapp.exports.attachment import file_name
from webapp.exports.tables import TABLE_FORMATS, Table, Value, page_number, table_file
from webapp.retrieval.listing import MOST_MATERIALS
from webapp.serving.request import clean
from webapp.state import SearchState

blueprint = Blueprint("batch", __name__)

MOST_TERMS = 200
MOST_CELLS = 4000
"""Of the table on the page, whose materials are those that the most terms find; files have all."""


@dataclass(frozen=True)
class TermResult:
    """A term and what it found: materials by id, the best first; without any, the one that is
    most ``alike``."""

    term: str
    pages: int
    hits: dict[str, MaterialHit]
    alike: MaterialHit | None = None

    @property
    def state(self) -> SearchState:
        """The search itself."""
        return SearchState(self.term)

    @property
    def best(self) -> MaterialHit | None:
        """The best material, told as in a list of results."""
        return next(iter(self.hits.values()), self.alike)


@blueprint.route("/samling-af-soegninger", methods=["GET", "POST"])
def batch() -> str | Response:
    """The form, and for terms given (typed or in a text file) the table, as page or as file."""
    uploaded = _uploaded()
    terms = _terms(uploaded or "")
    ending = request.values.get("format", "")
    if terms and ending and ending not in TABLE_FORMATS:
        abort(404)
    within = budget().within(terms[:MOST_TERMS], SHOWING)
    rows = [_result(term, excerpts=bool(ending)) for term in within]
    if rows and ending:
        name = file_name("soegninger", rows[0].term)
        return table_file(name, ending, [*_tables(rows), _sheet(rows)])
    return render_template(
        "soegninger.html",
        terms=terms[:MOST_TERMS],
        unread=uploaded is None,
        left_out=len(terms) - len(terms[:MOST_TERMS]),
        most=MOST_TERMS,
        rows=rows,
        cut=budget().cut,
        records=_found(rows)[: MOST_CELLS // max(len(rows), 1)],
        timeline=_timeline(rows),
    )


def _uploaded() -> str | None:
    """The text of the file that was sent, '' without one; None when it is a file of no text, as of
    a spreadsheet or a word processor."""
    upload = request.files.get("fil")
    text = decode(upload.read()) if upload else ""
    return None if "\0" in text else text


def _terms(uploaded: str) -> list[str]:
    """The terms typed and uploaded, a line each, once each."""
    lines = (
        " ".join(line.split())[:LONGEST_QUERY]
        for text in (request.values.get("ord", ""), uploaded)
        for line in clean(text).splitlines()
    )
    return list(dict.fromkeys(filter(None, lines)))


def _result(term: str, *, excerpts: bool) -> TermResult:
    """What the term finds, with ``excerpts`` of all materials, else of the best alone."""
    search = partial(searcher().search, term, pages=1, facets=False, alike=False)
    rest = budget().rest()
    found = search(limit=MOST_MATERIALS, snippets=excerpts, budget=rest)
    best = None if excerpts else search(limit=1, alike=True, budget=rest)
    first = best.materials if best else ()
    hits = {hit.record.material.id: hit for hit in (*first, *found.materials[len(first) :])}
    budget().cut |= rest.cut
    alike = next(iter(best.alike), None) if best and not hits else None
    return TermResult(term, found.total_pages, hits, alike)


def _found(rows: list[TermResult]) -> list[MaterialRecord]:
    """The materials that any row found, those found by the most first."""
    records = {i: hit.record for row in rows for i, hit in row.hits.items()}
    return sorted(
        records.values(),
        key=lambda r: (
            -sum(r.material.id in row.hits for row in rows),
            alphabetical(r.material.title),
        ),
    )


def _timeline(rows: list[TermResult]) -> Grid:
    """Pages found by term and by the year of their material."""
    shown = [row for row in rows if row.hits][:ROWS]
    pages: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, row in enumerate(shown):
        for hit in row.hits.values():
            if year := hit.record.material.year:
                pages[number, year].append(hit.page_count)
    return grid([row.term for row in shown], pages)


def _tables(rows: list[TermResult]) -> list[Table]:
    """The findings, a row each; and the number of pages by term and material."""
    every = ((row, hit) for row in rows for hit in row.hits.values())
    findings = (_finding(row, hit) for row, hit in budget().within(every))
    nothing: list[tuple[Value, ...]] = [
        (row.term, None, None, None, 0, None, None, None) for row in rows if not row.hits
    ]
    records = _found(rows)
    matrix: list[tuple[Value, ...]] = [
        (
            row.term,
            *(hit.page_count if (hit := row.hits.get(r.material.id)) else 0 for r in records),
        )
        for row in rows
    ]
    columns = ("søgning", "titel", "udgiver", "år", "sider med træf", "bedste side", "uddrag",
               "adresse")  # fmt: skip
    return [
        Table("Fund", columns, chain(findings, nothing)),
        Table("Sider", ("søgning", *(r.material.title for r in records)), matrix),
    ]


def _sheet(rows: list[TermResult]) -> Table:
    """What was searched for, and how many pages each found."""
    path = "/samling-af-soegninger?" + urlencode({"ord": "\n".join(row.term for row in rows)})
    return sheet([(row.term, row.pages) for row in rows], path)


def _finding(row: TermResult, hit: MaterialHit) -> tuple[Value, ...]:
    material, best = hit.record.material, hit.pages[0]
    return (
        row.term,
        material.title,
        material.publisher,
        material.year,
        hit.page_count,
        page_number(best.label, best.number) or "resumé",
        " ".join(plain(best.snippet).split()) if best.is_quotable else "",
        url_for(
            "materials.page",
            material_id=material.id,
            number=best.number,
            q=row.term,
            _external=True,
        ),
    )
