"""What of a search's answer is new since an index's time."""

from dataclasses import dataclass, replace

from search import MaterialHit
from search.library.record import FIRST_PAGE, SUMMARY_PAGE, MaterialRecord
from webapp.context import searcher
from webapp.retrieval.listing import MOST_MATERIALS, retrieve
from webapp.state import SearchState

MOST_LOOKED_AT = 100
"""Pages of a material among which the new ones are looked for, the best first."""
PAGES_SHOWN = 3


@dataclass(frozen=True)
class News:
    """How many pages are new, and the best materials with new pages, each with those alone."""

    pages: int
    hits: tuple[MaterialHit, ...]


def news(state: SearchState, since: str, limit: int) -> News:
    """The pages found that came after the generation of the index that was ``created`` then, and
    ``limit`` materials of them; of the whole collection, the materials that did."""
    found = retrieve(state, limit=MOST_MATERIALS, pages=0 if state.query else 1, snippets=False)
    fresh = {hit.record.material.id: _new_pages(hit, since) for hit in found.materials}
    several = [hit for hit in found.materials if fresh[hit.record.material.id]]
    shown = (_shown(hit, state, since) for hit in several[:limit])
    return News(sum(map(len, fresh.values())), tuple(shown))


def came_on(record: MaterialRecord, number: int) -> str:
    """When a page came into the index; '' when that isn't known."""
    return searcher().manifest.came_on(record.material.id, number)


def _new_pages(hit: MaterialHit, since: str) -> list[int]:
    """The numbers of the new pages; where no summary was written it holds only the fields, and is
    no page beside others."""
    record, material = hit.record, hit.record.material
    numbers = hit.hit_pages or ((FIRST_PAGE,) if record.pages else (SUMMARY_PAGE,))
    if not (material.summary or material.page_summary):
        numbers = tuple(number for number in numbers if number != SUMMARY_PAGE) or numbers
    return [number for number in numbers if came_on(record, number) > since]


def _shown(hit: MaterialHit, state: SearchState, since: str) -> MaterialHit:
    if not state.query:
        return hit
    within = state.within(hit.record.material.id)
    (best,) = retrieve(within, limit=1, pages=MOST_LOOKED_AT).materials or (hit,)
    fresh = set(_new_pages(best, since))
    new = [page for page in best.pages if page.number in fresh]
    return replace(best, pages=tuple(new[:PAGES_SHOWN]))
