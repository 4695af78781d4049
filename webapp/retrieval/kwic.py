"""Keyword in context: every occurrence on a line with its words to left and right."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from search import Engine, Occurrence, alphabetical
from search.library.budget import Budget
from search.library.record import MaterialRecord, PageRecord
from webapp.state import SearchState

CONTEXT = 64
"""Letters shown on each side."""
MOST_LINES = 10_000


@dataclass(frozen=True)
class ConcordanceLine:
    """An occurrence: ``keyword`` as it is spelt, what is on its ``left`` and ``right``."""

    record: MaterialRecord
    number: int
    label: str
    left: str
    keyword: str
    right: str


ORDERS: dict[str, tuple[str, Callable[[ConcordanceLine], Any]]] = {
    "rapport": (
        "rapport og side",
        lambda line: (alphabetical(line.record.material.title), line.number),
    ),
    "venstre": ("ord til venstre", lambda line: alphabetical(line.left).split()[::-1]),
    "hoejre": ("ord til højre", lambda line: alphabetical(line.right).split()),
    "ord": ("søgeordets form", lambda line: alphabetical(line.keyword)),
    "aar": ("år", lambda line: (line.record.material.year or 0, line.record.material.title)),
}


def concordance_lines(
    engine: Engine, state: SearchState, sort: str, budget: Budget
) -> list[ConcordanceLine]:
    """Every line for the state's query and filters, at most ``MOST_LINES``, and no more than there
    is a ``budget`` for, in that order."""
    records = {record.material.id: record for record in engine.materials()}

    @lru_cache(maxsize=8)
    def page(material_id: str, number: int) -> PageRecord | None:
        return engine.page(material_id, number)

    found = engine.occurrences(
        state.query, reading=state.reading, filters=state.filters, budget=budget
    )
    made = [
        concordance_line(records[place.material_id], found_on, place)
        for place in islice(found, MOST_LINES)
        if (found_on := page(place.material_id, place.number))
    ]
    return sorted(made, key=ORDERS[sort][1])


def concordance_line(
    record: MaterialRecord, page: PageRecord, place: Occurrence
) -> ConcordanceLine:
    """The line for a place on a page or in what stands over a summary; words are kept whole."""
    text, start, end = place.head or page.text, place.start, place.end
    before, after = text[max(0, start - CONTEXT * 2) : start], text[end : end + CONTEXT * 2]
    left = _last(" ".join(before.split())) + (" " if before[-1:].isspace() else "")
    right = (" " if after[:1].isspace() else "") + _first(" ".join(after.split()))
    keyword = " ".join(text[start:end].split())
    return ConcordanceLine(record, page.number, page.label, left, keyword, right)


def _last(text: str) -> str:
    if len(text) <= CONTEXT:
        return text
    kept = text[-CONTEXT:]
    return kept.split(" ", 1)[-1] if " " in kept and text[-CONTEXT - 1] != " " else kept


def _first(text: str) -> str:
    if len(text) <= CONTEXT:
        return text
    kept = text[:CONTEXT]
    return kept.rsplit(" ", 1)[0] if " " in kept and text[CONTEXT] != " " else kept


def forms(found: Iterable[ConcordanceLine]) -> list[tuple[str, int]]:
    """The forms that the keyword has in the lines, the most frequent first."""
    return Counter(line.keyword.lower() for line in found).most_common()


def per_material(found: Iterable[ConcordanceLine]) -> list[tuple[MaterialRecord, int]]:
    """The lines in each material, the most first."""
    records = {line.record.material.id: line.record for line in found}
    counts = Counter(line.record.material.id for line in found)
    return [(records[material_id], count) for material_id, count in counts.most_common()]
