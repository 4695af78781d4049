"""The list of materials for a state: ranked when there is a query, else the collection."""

from search import Fragment, Hit, MaterialHit, Results
from search.library.catalogue import Material
from search.library.record import SUMMARY_PAGE
from webapp.context import budget, searcher
from webapp.state import SearchState

MOST_MATERIALS = 1000
"""Materials in a file of results."""


def retrieve(  # noqa: PLR0913 - each is a choice of its own
    state: SearchState, *, limit: int, offset: int = 0, pages: int = 3, snippets: bool = True,
    alike: bool = False,
) -> Results:  # fmt: skip
    """The results for ``state``; without a query the materials that its filters keep. With
    ``alike`` those, too, that only resemble it, unless just what was typed is sought."""
    if not state.query:
        return _browse(state, limit, offset)
    return searcher().search(
        state.query,
        limit=limit,
        offset=offset,
        filters=state.filters,
        sort=state.sort,
        reading=state.reading,
        pages=pages,
        snippets=snippets,
        alike=alike and not state.exact,
        budget=budget(),
    )


def _browse(state: SearchState, limit: int, offset: int) -> Results:
    sort = "newest" if state.sort == "relevance" else state.sort
    kept = searcher().materials(state.filters, sort=sort)
    return Results(
        query="",
        total=len(kept),
        total_pages=sum(record.pages for record in kept),
        took=0,
        materials=tuple(
            MaterialHit(r, 0, (_summary(r.material),), 0) for r in kept[offset : offset + limit]
        ),
        facets=searcher().facet_counts(state.filters),
    )


def _summary(material: Material) -> Hit:
    text = material.page_summary or material.summary
    return Hit(SUMMARY_PAGE, "", 0, (Fragment(text),) if text else ())
