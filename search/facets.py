"""Facets: what the materials have of each, as arrays, so that they are filtered and counted at
once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.filters import VALUES, Filters
from search.record import MaterialRecord

Mask = NDArray[np.bool_]
NO_YEAR = 0


@dataclass(frozen=True)
class _Facet:
    """The ``values`` that occur, sorted, and ``has[v, m]``: whether material ``m`` has value ``v``;
    float32, so that counting is a product of matrices."""

    values: tuple[str, ...]
    has: NDArray[np.float32]

    def any_of(self, wanted: Sequence[str]) -> Mask:
        """The materials that have any of these values."""
        rows = [v for v, value in enumerate(self.values) if value in wanted]
        found: Mask = np.logical_or.reduce(self.has[rows].astype(np.bool_), axis=0)
        return found

    def counts(self, found: Mask) -> dict[str, int]:
        """Of the materials ``found``, how many have each value: the most first."""
        counted = (self.has @ found.astype(np.float32)).astype(int).tolist()
        had = [(value, count) for value, count in zip(self.values, counted, strict=True) if count]
        return dict(sorted(had, key=lambda item: (-item[1], item[0])))


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
                accepted &= facet.any_of(wanted)
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
    values = tuple(sorted({value for some in had for value in some}))
    number = {value: v for v, value in enumerate(values)}
    has = np.zeros((len(values), len(had)), np.float32)
    for m, some in enumerate(had):
        has[[number[value] for value in some], m] = 1
    return _Facet(values, has)
