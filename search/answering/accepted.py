"""What filters accept of a ranking: which materials, which of their pages, and in what order."""

from collections.abc import Callable
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

from search.analysis.alphabetical import alphabetical
from search.asking.filters import NO_FILTERS, Filters
from search.library.record import MaterialRecord
from search.ranking.collection import Collection
from search.ranking.ranking import Ranking


class Accepted:
    """The materials of a ranking that the filters accept: ``places`` int64 in
    ``ranking.materials``, ascending."""

    def __init__(self, collection: Collection, ranking: Ranking, filters: Filters) -> None:
        self._record = collection.record
        self._ranking = ranking
        self.places: NDArray[np.int64] = np.arange(len(ranking.materials))
        if filters != NO_FILTERS:
            accepted = collection.facets.accepted(filters)
            self.places = np.flatnonzero(accepted[ranking.materials])

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def pages(self) -> NDArray[np.int32]:
        """Their pages, ascending."""
        if len(self) == len(self._ranking.materials):
            return self._ranking.pages
        accepted = np.zeros(len(self._ranking.materials), np.bool_)
        accepted[self.places] = True
        return self._ranking.pages[np.repeat(accepted, self._ranking.page_counts)]

    def best_pages(self, count: int | None) -> NDArray[np.int32]:
        """Their ``count`` pages of the highest scores, or all, highest first."""
        pages, scores = self.pages, self._ranking.scores
        if pages is not self._ranking.pages:
            scores = scores[np.searchsorted(self._ranking.pages, pages)]
        at = np.arange(len(scores))
        if count is not None and count < len(scores) // 4:
            at = np.flatnonzero(scores >= np.partition(scores, -count)[-count])
        return pages[at[np.argsort(-scores[at], kind="stable")[:count]]]

    def first(self, count: int, sort: str = "") -> NDArray[np.int64]:
        """The first ``count`` of the places by relevance, or as ``ORDERS`` has it; those that are
        equal there by relevance."""
        if sort not in ORDERS:
            return self._ranking.first(self.places, count)
        every, order = self._ranking.first(self.places, len(self)), ORDERS[sort]
        at = sorted(
            every.tolist(), key=lambda at: order(self._record(int(self._ranking.materials[at])))
        )
        return np.array(at[:count], np.int64)


def _title(record: MaterialRecord) -> str:
    return alphabetical(record.material.title)


def _time(record: MaterialRecord) -> float:
    return float((record.material.published or "").replace("-", "").ljust(8, "0"))


ORDERS: dict[str, Callable[[MaterialRecord], tuple[float, str]]] = {
    "newest": lambda record: (-_time(record), _title(record)),
    "oldest": lambda record: (_time(record) or inf, _title(record)),
    "title": lambda record: (0.0, _title(record)),
}
"""Orders of materials other than by relevance, by name: what comes first is the least."""
