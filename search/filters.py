"""Filters: which materials a search is held to."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from search.catalogue import Material
from search.record import MaterialRecord

WITH_TEXT, SUMMARY_ONLY = "ja", "nej"

VALUES: Mapping[str, Callable[[MaterialRecord], tuple[str, ...]]] = {
    "publisher": lambda record: record.material.publishers,
    "kind": lambda record: (record.material.kind,),
    "target_group": lambda record: record.material.target_groups,
    "subject": lambda record: record.material.subjects,
    "full_text": lambda record: (WITH_TEXT if record.pages else SUMMARY_ONLY,),
}
"""What a material has in each facet of names; the years are a facet of numbers beside these."""


@dataclass(frozen=True)
class Filters:
    """Values wanted per facet (any of them), all facets together.

    ``years`` is the first and the last year wanted, None where it is open. ``material`` is the id
    of the one material to search in.
    """

    publisher: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    target_group: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    full_text: tuple[str, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    material: str | None = None

    def wanted(self, facet: str) -> tuple[str, ...]:
        """The values wanted in that facet of names."""
        found: tuple[str, ...] = getattr(self, facet)
        return found

    def accept(self, record: MaterialRecord) -> bool:
        """Whether the material is among those wanted."""
        if self.material not in (None, record.material.id) or not in_years(
            record.material, *self.years
        ):
            return False
        wanted = ((self.wanted(facet), values(record)) for facet, values in VALUES.items())
        return all(not some or not set(some).isdisjoint(has) for some, has in wanted)


NO_FILTERS = Filters()


def in_years(material: Material, first: int | None, last: int | None) -> bool:
    """Whether it was published in these years, both included; None is an open end."""
    if first is None and last is None:
        return True
    year = material.year
    return year is not None and (first or year) <= year <= (last or year)


def facet_counts(records: Iterable[MaterialRecord], filters: Filters) -> dict[str, dict[str, int]]:
    """Materials per value of each facet, the most first: as many as there would be with that value
    chosen, so a facet's own choice doesn't narrow its counts."""
    found = tuple(records)
    counts = {
        facet: _count(found, _without(filters, facet), values) for facet, values in VALUES.items()
    }
    no_years = replace(filters, years=(None, None))
    counts["year"] = _count(found, no_years, lambda r: (str(r.material.year or ""),))
    counts["year"].pop("", None)
    return counts


def _without(filters: Filters, facet: str) -> Filters:
    nothing: dict[str, Any] = {facet: ()}
    return replace(filters, **nothing)


def _count(
    records: Iterable[MaterialRecord],
    filters: Filters,
    values: Callable[[MaterialRecord], tuple[str, ...]],
) -> dict[str, int]:
    counter = Counter(v for r in records if filters.accept(r) for v in values(r))
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
