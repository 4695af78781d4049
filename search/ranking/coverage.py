"""Which of the query's words stand where: on how many pages all do, and what a material lacks."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.ranking.collection import Collection
from search.ranking.evaluate import Leaf

MOST = 64
"""Leaves that are told apart, a bit each."""


class Coverage:
    """The leaves that count, of a query of at most ``MOST``; of a longer one the first."""

    def __init__(self, collection: Collection, leaves: Sequence[Leaf]) -> None:
        counted = {leaf.text: leaf for leaf in leaves if leaf.counts}
        self._leaves = list(counted.values())[:MOST]
        self._size = len(collection.pages.alive)

    def count_all(self, pages: NDArray[np.integer]) -> int:
        """On how many of these pages all leaves stand."""
        if len(self._leaves) < 2:
            return len(pages)
        had = np.zeros(self._size, np.uint8)
        for leaf in self._leaves:
            had += leaf.on(self._size)
        return int(np.count_nonzero(had[pages] == len(self._leaves)))

    def missing(self, pages: NDArray[np.int32]) -> tuple[str, ...]:
        """The leaves, as they are typed, that stand on none of these pages."""
        if len(self._leaves) < 2:
            return ()
        return tuple(leaf.text for leaf in self._leaves if not leaf.stands_on(pages))
