"""Facets: what the materials have of each, as arrays, so that they are filtered and counted at
once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.analysis.alphabetical import alphabetical
from search.asking.filters import VALUES, Filters
from search.library.record import MaterialRecord

Mask = NDArray[np.bool_]
NO_YEAR = 0


@dataclass(frozen=True)
class _Facet:
    """The ``values`` that occur, in the order of the alphabet. Value ``v`` is had by
    ``materials[starts[v] : starts[v + 1]]``; every value by one at least."""

    values: tuple[str, ...]
    materials: NDArray[np.int64]
    starts: NDArray[np.int64]

    def any_of(self, wanted: Sequence[str], size: int) -> Mask:
        """Which of ``size`` materials have any of these values."""
        found = np.zeros(size, np.bool_)
        for v, value in enumerate(self.values):
            if value in wanted:
                found[self.materials[self.starts[v] : self.starts[v + 1]]] = True
        return found

    def counts(self, found: Mask) -> dict[str, int]:
        """Of the materials ``found``, how many have each value: the most first, equals in the order
        of the alphabet."""
        if not self.values:
            return {}
        counted = np.add.reduceat(found[self.materials], self.starts[:-1], dtype=np.int64).tolist()
        had = [(value, count) for value, count in zip(self.values, counted, strict=True) if count]
        return dict(sorted(had, key=lambda item: -item[1]))


class FacetTable:
    """The facets of a collection's materials, in their order."""

    def __init__(self, records: Sequence[MaterialRecord]) -> None:
        self._size = len(records)
        self._ids = {record.material.id: m for m, record in enumerate(records)}
        self._year = np.array([record.material.year or NO_YEAR for record in records], np.int32)
        self._facets = {
            name: _facet([of(record) for record in records]) for name, of in VALUES.items()
        }
        years = [(str(year),) if year != NO_YEAR else () for year in self._year.tolist()]
        self._years = _facet(years)

    def accepted(self, filters: Filters, *, without: str = "") -> Mask:
        """The materials that the filters accept, but for the facet ``without``."""
        accepted = np.ones(self._size, np.bool_)
        if filters.material is not None:
            accepted[:] = False
            accepted[[m for name, m in self._ids.items() if name == filters.material]] = True
        for name, facet in self._facets.items():
            if name != without and (wanted := filters.wanted(name)):
                accepted &= facet.any_of(wanted, self._size)
        if without != "year" and filters.years != (None, None):
            accepted &= self.in_years(*filters.years)
        return accepted

    def in_years(self, first: int | None, last: int | None) -> Mask:
        """The materials published in these years, both included; None is an open end."""
        year = self._year
        known: Mask = year != NO_YEAR
        known &= (year >= first) if first is not None else True
        known &= (year <= last) if last is not None else True
        return known

    def counts(self, found: Mask, filters: Filters) -> dict[str, dict[str, int]]:
        """Of the materials ``found``, how many have each value of each facet, the most first: as
        many as there would be with that value chosen, so a facet's own choice doesn't narrow its
        counts."""
        facets = {**self._facets, "year": self._years}
        return {
            name: facet.counts(found & self.accepted(filters, without=name))
            for name, facet in facets.items()
        }


def _facet(had: Sequence[Sequence[str]]) -> _Facet:
    by_value: dict[str, list[int]] = {}
    for m, some in enumerate(had):
        for value in dict.fromkeys(some):
            by_value.setdefault(value, []).append(m)
    values = tuple(sorted(by_value, key=lambda value: (alphabetical(value), value)))
    sizes = [len(by_value[value]) for value in values]
    materials = [m for value in values for m in by_value[value]]
    return _Facet(values, np.array(materials, np.int64), np.cumsum([0, *sizes], dtype=np.int64))
