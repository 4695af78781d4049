"""Hits within a text and within a material: their marks, and the way from one to the next."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from search import Engine, Filters, Fragment
from search.library.budget import Budget
from webapp.state import SearchState


@dataclass(frozen=True)
class NumberedFragment(Fragment):
    """A fragment of a page's text; ``number`` counts the page's hits from 1, 0 for what isn't."""

    number: int = 0


def marked(text: str, ranges: Sequence[tuple[int, int]]) -> list[list[NumberedFragment]]:
    """The text as paragraphs of fragments, with the character ``ranges``, ascending, marked and
    numbered."""
    paragraphs: list[list[NumberedFragment]] = []
    start, number = 0, 0
    left = deque(ranges)
    for paragraph in text.split("\n\n"):
        end, at = start + len(paragraph), start
        made: list[NumberedFragment] = []
        while left and left[0][0] < end:
            first, last = left.popleft()
            if at <= first < last <= end:
                number += 1
                made += [
                    NumberedFragment(text[at:first]),
                    NumberedFragment(text[first:last], True, number),
                ]
                at = last
        made.append(NumberedFragment(text[at:end]))
        if paragraph.strip():
            paragraphs.append([one for one in made if one.text])
        start = end + 2
    return paragraphs


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
