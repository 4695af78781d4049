"""Hits within a material: how many there are, and the way from one page to the next."""

from collections import Counter
from dataclasses import dataclass, replace

from search import Engine, Filters
from search.library.budget import Budget
from webapp.state import SearchState


@dataclass(frozen=True)
class PageHits:
    """A page's hits among those of its material: numbers ``first`` to ``last`` of ``total``, and
    the nearest pages before and after that have hits too."""

    first: int
    last: int
    total: int
    before: int | None
    after: int | None


def hits_on_page(
    engine: Engine, state: SearchState, material_id: str, number: int, budget: Budget
) -> PageHits | None:
    """The hits of page ``number``; None when the material has none, nothing is searched for, or
    there is no ``budget`` for counting them all."""
    if not state.query:
        return None
    within = replace(Filters(), material=material_id)
    places = engine.occurrences(state.query, reading=state.reading, filters=within, budget=budget)
    counts = Counter(place.number for place in places if not place.head)
    if not counts or budget.cut:
        return None
    earlier = sum(count for page, count in counts.items() if page < number)
    return PageHits(
        first=earlier + 1,
        last=earlier + counts[number],
        total=sum(counts.values()),
        before=max((page for page in counts if page < number), default=None),
        after=min((page for page in counts if page > number), default=None),
    )
