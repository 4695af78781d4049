"""The front page, the results page, and results to take along."""

from collections.abc import Iterator
from itertools import islice
from math import ceil

from flask import Blueprint, Response, abort, render_template, request

from search import OPERATORS, STOPWORDS, Results, plain
from search import words as tokens
from search.library.budget import FINDING
from webapp.context import budget, searcher, settings
from webapp.drawing.facetbox import chips, facet, years
from webapp.drawing.quietline import quiet_line
from webapp.drawing.searchsheet import search_sheet
from webapp.exports.attachment import file_name
from webapp.exports.excerpts import PageExcerpt, excerpt_table, quoted_items
from webapp.exports.references.interchange import REFERENCE_FORMATS, references_file
from webapp.exports.tables import TABLE_FORMATS, table_file
from webapp.parameters import FACETS
from webapp.retrieval.figurelines import best_findings
from webapp.retrieval.listing import MOST_MATERIALS, retrieve
from webapp.serving.inrow import in_row
from webapp.state import RESULTS, SearchState, read_state
from webapp.subscribing.post import is_enabled

blueprint = Blueprint("searching", __name__)

PER_PAGE = 10
MOST_WORDS = 8
BEGINNING = 6
"""Letters of a word that a broader search keeps, when a search of no more than ``MOST_WORDS`` finds
nothing."""
LONGEST_PUT_RIGHT = 60
"""Characters of the longest query that is asked back as "did you mean"."""
MOST_RESEMBLING = 6
LISTED_IN_FRONT = 50
"""Materials in the front page's table of contents."""
MOST_ROWS = 10_000
MOST_QUOTED = 20
"""Pages of a material that are quoted in a note to its reference."""
EXAMPLES = (
    ("27,2 pct.", "et tal"),
    ("virksomhedsmentor", "et sammensat ord"),
    ('"match mellem mentor og mentee"', "en vending"),
)


@blueprint.get("/")
def front() -> str:
    """The search box, and the collection as a table of contents."""
    records = searcher().materials(sort="newest")
    return render_template(
        "forside.html",
        records=records[:LISTED_IN_FRONT],
        materials=len(records),
        pages=sum(record.pages for record in records),
        examples=EXAMPLES,
    )


@blueprint.get("/soeg")
@in_row
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
        created=searcher().manifest.created,
        mailed=is_enabled(settings()),
        results=found,
        findings=best_findings(searcher(), state, budget()) if _is_first(state) else (),
        facets=[facet(state, found, name) for name in FACETS],
        years=years(state, found),
        chips=chips(state),
        last_page=last_page,
        per_page=PER_PAGE,
        nothing=_nothing(state, found),
        done=quiet_line(state, found) if state.query else (),
        with_all=_with_all(state),
        meant=_meant(state, found),
        resembling=_resembling(found),
        rescue=_rescue(state) if not found.total and state.query else (),
    )


def _is_first(state: SearchState) -> bool:
    """Whether the best are shown."""
    return bool(state.query) and state.page == 1 and state.sort == "relevance"


def _page(state: SearchState) -> Results:
    return retrieve(state, limit=PER_PAGE, offset=(state.page - 1) * PER_PAGE, alike=True)


@blueprint.get("/soeg.<ending>")
def results_file(ending: str) -> Response:
    """The whole list as a table (a row a page), or as references."""
    state = read_state(request.args)
    if ending not in TABLE_FORMATS and ending not in REFERENCE_FORMATS:
        abort(404)
    name, base = file_name("mentorsoeg", state.query), request.url_root.rstrip("/")
    if ending in REFERENCE_FORMATS:
        found = retrieve(state, limit=MOST_MATERIALS, pages=MOST_QUOTED)
        return references_file(name, ending, quoted_items(_excerpts(found, state), base))
    found = retrieve(state, limit=MOST_MATERIALS, pages=MOST_ROWS)
    rows = budget().within(islice(_excerpts(found, state), MOST_ROWS))
    tables = [excerpt_table("Resultater", rows, base), search_sheet(state, found, RESULTS)]
    return table_file(name, ending, tables)


def _excerpts(found: Results, state: SearchState) -> Iterator[PageExcerpt]:
    """Every page shown of every material; of contents and of fields nothing is quoted."""
    for hit in found.materials:
        for page in hit.pages:
            text = " ".join(plain(page.snippet).split()) if page.is_quotable else ""
            scanned = page.confidence is not None
            yield PageExcerpt(hit.record, page.number, page.label, text, scanned=scanned)


def _with_all(state: SearchState) -> str | None:
    """The address of the search for the pages with all of the words but function words, when words,
    each read as one, and their punctuation are all that is typed."""
    typed = [word.rstrip(".,;!?") for word in state.query.split()]
    if not all(word.isalnum() and word not in OPERATORS for word in typed):
        return None
    read = [tokens(word) for word in typed]
    if read != [[token] for token in tokens(state.query)]:
        return None
    telling = [word for word, (token,) in zip(typed, read, strict=True) if token not in STOPWORDS]
    words = telling or typed
    return state.asking(" OG ".join(words)).url() if len(words) > 1 else None


def _meant(state: SearchState, found: Results) -> str | None:
    """The query put right, unless it is long or was searched for as put right already."""
    if not found.suggestion or len(state.query) > LONGEST_PUT_RIGHT:
        return None
    right = set(tokens(found.suggestion)) - set(tokens(state.query))
    return found.suggestion if right - {put for _, put in found.told.slips} else None


def _resembling(found: Results) -> list[str]:
    """The first words that resemble those typed, as they are marked."""
    fragments = (part for hit in found.alike for page in hit.pages for part in page.snippet)
    marked = (
        " ".join(part.text.lower().split()) for part in fragments if part.marked and part.text[1:]
    )
    return list(islice(dict.fromkeys(marked), MOST_RESEMBLING))


def _nothing(state: SearchState, found: Results) -> str:
    """What there was nothing of."""
    if not state.query:
        return "Ingen materialer passer til filtrene"
    telling = {word for word in tokens(state.query) if word not in STOPWORDS}
    all_words = "nogen af ordene" if len(found.told.nowhere) >= len(telling) else "alle ordene"
    words = all_words if len(state.query.split()) > 1 else f"»{state.named}«"
    return f"Ingen sider indeholder {words}" + (" og passer til filtrene" if state.filtered else "")


def _rescue(state: SearchState) -> tuple[tuple[str, int, str], ...]:
    """Searches that do find something when this one doesn't: without its filters, without its
    operators, with one word fewer, each word alone, and words that begin as they do. Each is a
    name, its number of materials and its address."""
    bare = (word.strip('"()+-') for word in state.query.split() if word not in OPERATORS)
    words = [word for word in bare if word]
    tries = [state.unfiltered()] if state.filtered else []
    if 1 < len(words) <= MOST_WORDS:
        tries += [state.asking(" ".join(words))]
        tries += [state.asking(" ".join(words[:i] + words[i + 1 :])) for i in range(len(words))]
        tries += [state.asking(word) for word in words]
    long = (word for word in words[:MOST_WORDS] if word[BEGINNING:].isalpha())
    tries += [state.asking(f"{word[:BEGINNING]}*") for word in long]
    found = (
        (attempt, retrieve(attempt, limit=1, snippets=False).total)
        for attempt in budget().within(dict.fromkeys(tries), FINDING)
    )
    good = ((a, total) for a, total in found if total and not budget().cut)
    return tuple(
        (a.named if a.query != state.query else f"{a.named} uden filtre", total, a.url())
        for a, total in islice(good, 6)
    )
