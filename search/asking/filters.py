"""Filters: which materials a search is held to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from search.library.record import MaterialRecord

WITH_TEXT, SUMMARY_ONLY = "ja", "nej"

VALUES: Mapping[str, Callable[[MaterialRecord], tuple[str, ...]]] = {
    "publisher": lambda record: record.material.publishers,
    "kind": lambda record: (record.material.kind,),
    "target_group": lambda record: record.material.target_groups,
    "subject": lambda record: record.material.subjects,
    "full_text": lambda record: (WITH_TEXT if record.has_full_text else SUMMARY_ONLY,),
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


NO_FILTERS = Filters()
