"""Which of the query's words stand where: on how many pages all do, and what a material lacks."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from search.asking.query import Phrase, Word
from search.ranking.collection import Collection
from search.ranking.leaf import Leaf

MOST = 64
"""Leaves that are told apart, a bit each."""


class Coverage:
    """What is asked for, of a query of at most ``MOST`` words; of a longer one the first."""

    def __init__(self, collection: Collection, leaves: Sequence[Leaf]) -> None:
        self._asked = dict(list(asked(leaves).items())[:MOST])
        self._size = len(collection.pages.alive)

    def count_all(self, pages: NDArray[np.integer]) -> int:
        """On how many of these pages all stands."""
        spread = {text: sum(map(_rows, leaves)) for text, leaves in self._asked.items()}
        for text in sorted(spread, key=spread.__getitem__):  # the rarest leaves few to look at
            on = [leaf.on(self._size)[pages] for leaf in self._asked[text]]
            pages = pages[np.bitwise_or.reduce(on)]
            if not len(pages):
                break
        return len(pages)

    def missing(self, pages: Sequence[NDArray[np.int32]]) -> list[tuple[str, ...]]:
        """What stands on none of the pages of each material, as it is typed."""
        if not self._asked or not pages:
            return [()] * len(pages)
        every = np.concatenate(pages)
        first = np.cumsum([0, *map(len, pages[:-1])])
        lacking: list[list[str]] = [[] for _ in pages]
        for text, leaves in self._asked.items():
            had = np.zeros(len(every), np.bool_)
            for leaf in leaves:
                had |= leaf.stands_on(every)
            for place in np.flatnonzero(~np.logical_or.reduceat(had, first)).tolist():
                lacking[place].append(text)
        return list(map(tuple, lacking))


def _rows(leaf: Leaf) -> int:
    return sum(map(len, leaf.hits))


def asked(leaves: Iterable[Leaf]) -> dict[str, list[Leaf]]:
    """The leaves that count by what was typed, for which each of them will do; without what is
    asked of a field, what only ranks words that are asked for anyhow, and a question's frame, when
    anything else is asked."""
    found: dict[str, list[Leaf]] = {}
    every = list(leaves)
    for leaf in every:
        beside = isinstance(leaf.node, Phrase) and leaf.node.beside
        if leaf.counts and not (leaf.of_field or beside):
            found.setdefault(leaf.text, []).append(leaf)
    for leaf in every:
        for text in leaf.joins:
            found.get(text, []).append(leaf)
    content = {text: had for text, had in found.items() if not _asks(had[0])}
    return content or found


def _asks(leaf: Leaf) -> bool:
    return isinstance(leaf.node, Word) and leaf.node.asks
