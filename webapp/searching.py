"""The front page, the results page, and results to take along."""

from dataclasses import dataclass
from itertools import islice
from math import ceil
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for

from search.catalogue import Material
from search.filters import facet_counts
from search.record import SUMMARY_PAGE, MaterialRecord
from search.results import Fragment, Hit, MaterialHit, Results, plain
from webapp.cards import card
from webapp.charts import Bar, year_bars
from webapp.danish import capital, count
from webapp.references.formats import FORMATS
from webapp.searcher import searcher
from webapp.state import FACETS, LABELS, SearchState, read_state
from webapp.tables import FILE_TYPES, Table, download, table_file

blueprint = Blueprint("searching", __name__)

PER_PAGE = 10
MOST_WORDS = 8
BEGINNING = 6
"""Letters of a word that a broader search keeps, when a search of no more than ``MOST_WORDS`` finds
nothing."""
LISTED_IN_FRONT = 50
"""Materials in the front page's table of contents."""
MOST_ROWS = 10_000
MOST_MATERIALS = 1000
VALUES_SHOWN = 6
VALUES_LISTED = 40
"""Values of a facet shown at once, and with those that unfold."""
EXAMPLES = (
    ("27,2 pct.", "et tal"),
    ("virksomhedsmentor", "et sammensat ord"),
    ('"match mellem mentor og mentee"', "en vending"),
)


@blueprint.get("/")
def front() -> str:
    """The search box, and the collection as a table of contents."""
    records = searcher().materials()
    newest = sorted(records, key=lambda record: record.material.published or "", reverse=True)
    return render_template(
        "forside.html",
        records=newest[:LISTED_IN_FRONT],
        materials=len(records),
        pages=sum(record.pages for record in records),
        examples=EXAMPLES,
    )


@blueprint.get("/soeg")
def results() -> str:
    """Ranked results for the state in the URL; an empty query gives the collection to browse."""
    state = read_state(request.args)
    found = _page(state)
    last_page = ceil(found.total / PER_PAGE)
    if last_page and state.page > last_page:
        state = state.at(last_page)
        found = _page(state)
    return render_template(
        "resultater.html",
        state=state,
        results=found,
        facets=[_facet(state, found, name) for name in FACETS],
        years=_years(state, found),
        chips=_chips(state),
        last_page=last_page,
        per_page=PER_PAGE,
        nothing=_nothing(state),
        rescue=_rescue(state) if not found.total and state.query else (),
    )


def _page(state: SearchState) -> Results:
    return find(state, limit=PER_PAGE, offset=(state.page - 1) * PER_PAGE)


@blueprint.get("/soeg.<ending>")
def export(ending: str) -> Response:
    """The whole list as a table (a row a page), or as references."""
    state = read_state(request.args)
    if ending not in FILE_TYPES and ending not in FORMATS:
        abort(404)
    found = find(state, limit=MOST_MATERIALS, pages=MOST_ROWS)
    if ending in FORMATS:
        kind = FORMATS[ending]
        text = kind.dump(hit.record for hit in found.materials)
        return download(text, f"{kind.media_type}; charset=utf-8", f"mentorsoeg.{ending}")
    return table_file("mentorsoeg", ending, [_table(found)])


def find(state: SearchState, *, limit: int, offset: int = 0, pages: int = 3) -> Results:
    """The results for ``state``; without a query the materials that its filters keep."""
    if not state.query:
        return _browse(state, limit, offset)
    return searcher().search(
        state.query,
        limit=limit,
        offset=offset,
        filters=state.filters,
        sort=state.sort,
        exact=state.exact,
        pages=pages,
    )


def _browse(state: SearchState, limit: int, offset: int) -> Results:
    records = searcher().materials()
    kept = [record for record in records if state.filters.accept(record)]
    keys: dict[str, Any] = {
        "newest": lambda r: r.material.published or "",
        "oldest": lambda r: r.material.published or "9999",
        "title": lambda r: r.material.title.lower(),
    }
    if state.sort in keys:
        kept.sort(key=keys[state.sort], reverse=state.sort == "newest")
    return Results(
        query="",
        total=len(kept),
        total_pages=sum(record.pages for record in kept),
        took=0,
        materials=tuple(
            MaterialHit(r, 0, (_summary(r.material),), 0) for r in kept[offset : offset + limit]
        ),
        facets=facet_counts(records, state.filters),
    )


def _summary(material: Material) -> Hit:
    text = material.page_summary or material.summary
    return Hit(SUMMARY_PAGE, "", 0, (Fragment(text),) if text else ())


@dataclass(frozen=True)
class Choice:
    """A value of a facet, how many materials have it, and the address with it put on or off."""

    label: str
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True)
class Facet:
    """A facet with its choices: those ``shown``, those ``folded``, and how many more there are."""

    label: str
    choices: tuple[Choice, ...]
    left_out: int

    @property
    def shown(self) -> tuple[Choice, ...]:
        """The first choices."""
        return self.choices[:VALUES_SHOWN]

    @property
    def folded(self) -> tuple[Choice, ...]:
        """Those after the first."""
        return self.choices[VALUES_SHOWN:]


def _facet(state: SearchState, found: Results, name: str) -> Facet:
    counts = found.facets.get(FACETS[name], {})
    wanted = state.filters.wanted(FACETS[name])
    values = (*wanted, *(value for value in counts if value not in wanted))
    return Facet(
        LABELS[name],
        tuple(
            Choice(
                capital(LABELS.get(value, value)),
                counts.get(value, 0),
                value in wanted,
                state.toggle_url(name, value),
            )
            for value in values[:VALUES_LISTED]
        ),
        max(0, len(values) - VALUES_LISTED),
    )


@dataclass(frozen=True)
class Year:
    """A year of the histogram: whether it is ``within`` the years chosen, and where it leads."""

    bar: Bar
    within: bool
    url: str
    label: str


def _years(state: SearchState, found: Results) -> tuple[Year, ...]:
    return tuple(_year(state, bar) for bar in year_bars(found.facets.get("year", {})))


def _year(state: SearchState, bar: Bar) -> Year:
    """A click chooses a year, a second one the years between, a third begins anew."""
    year, (first, last) = int(bar.label), state.filters.years
    span: tuple[int | None, int | None] = (year, year)
    if first and first == last and year != first:
        span = (min(first, year), max(first, year))
    elif span == (first, last):
        span = (None, None)
    label = f"{year}: {count(bar.count, 'materiale', 'materialer')}"
    if span[0] != span[1]:
        label += f" (vælg {span[0]}–{span[1]})"
    return Year(
        bar,
        (first or year) <= year <= (last or year),
        state.spanning(*span).url(),
        label,
    )


def _chips(state: SearchState) -> list[tuple[str, str]]:
    """Each active filter in words, with the address without it."""
    chips = [
        (capital(LABELS.get(value, value)), state.toggle(name, value).url())
        for name, facet in FACETS.items()
        for value in state.filters.wanted(facet)
    ]
    if state.span:
        chips.append((state.span, state.spanning(None, None).url()))
    if state.filters.material:
        record = searcher().material(state.filters.material)
        title = record.material.title if record else state.filters.material
        chips.append((title, state.within(None).url()))
    return chips


def _nothing(state: SearchState) -> str:
    """What there was nothing of."""
    if not state.query:
        return "Ingen materialer passer til filtrene"
    words = "alle ordene" if len(state.query.split()) > 1 else f"»{state.query}«"
    return f"Ingen sider indeholder {words}" + (" og passer til filtrene" if state.filtered else "")


def _rescue(state: SearchState) -> tuple[tuple[str, int, str], ...]:
    """Searches that do find something when this one doesn't: without its filters, with one word
    fewer, each word alone, and words that begin as they do. Each is a name, its number of materials
    and its address."""
    words = state.query.split()
    tries = [state.unfiltered()] if state.filtered else []
    if 1 < len(words) <= MOST_WORDS:
        tries += [state.asking(" ".join(words[:i] + words[i + 1 :])) for i in range(len(words))]
        tries += [state.asking(word) for word in words]
    tries += [
        state.asking(f"{word[:BEGINNING]}*")
        for word in words[:MOST_WORDS]
        if word[BEGINNING:].isalpha()
    ]
    found = ((attempt, find(attempt, limit=1).total) for attempt in dict.fromkeys(tries))
    good = ((a, total) for a, total in found if total)
    return tuple(
        (a.query if a.query != state.query else f"{a.query} uden filtre", total, a.url())
        for a, total in islice(good, 6)
    )


def _table(found: Results) -> Table:
    columns = ("nr", "titel", "udgiver", "år", "type", "side", "uddrag", "adresse", "kilde",
               "reference")  # fmt: skip
    rows = (
        _row(number, hit.record, page)
        for number, hit in enumerate(found.materials, 1)
        for page in hit.pages
    )
    return Table("Resultater", columns, list(islice(rows, MOST_ROWS)))


def _row(number: int, record: MaterialRecord, page: Hit) -> tuple[str | int | None, ...]:
    material = record.material
    return (
        number,
        material.title,
        material.publisher,
        material.year,
        material.kind,
        (page.label or page.number) if page.number else None,
        " ".join(plain(page.snippet).split()),
        url_for("materials.page", material_id=material.id, number=page.number, _external=True),
        record.source_url(page.number),
        card(record).reference.full,
    )
