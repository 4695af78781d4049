"""The pages that a first, rough pass over the lists leaves to be scored in full."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import Floats, Ints
from search.ranking.pagelist import ListRows, PageList
from search.ranking.pages import Pages
from search.ranking.terms import each_once

TITLE_LEAST = np.float32(3.5)
"""What a word in a title of at most 40 counts on the summary page; a publisher's name, a subject or
three in the summary's text count less."""


class Candidates:
    """The pages ``doc_id`` int32, ascending."""

    def __init__(self, pages: Pages, doc_id: Ints) -> None:
        self.pages = pages
        self.doc_id = doc_id
        self._row: dict[PageList, int] = {}
        self._weight = np.zeros((0, len(doc_id)), np.float32)
        self._title = np.zeros((0, len(doc_id)), np.float32)

    def some(self, at: NDArray[np.int64]) -> "Candidates":
        """Those at these places, ascending."""
        found = Candidates(self.pages, self.doc_id[at])
        found._row = dict(self._row)
        found._weight, found._title = self._weight[:, at], self._title[:, at]
        return found

    @cached_property
    def material(self) -> Ints:
        """The material of each."""
        return self.pages.material[self.doc_id]

    @cached_property
    def _above(self) -> Ints:
        """The summary page of each one's material."""
        return self.pages.summary[self.material].astype(np.int32)

    @cached_property
    def is_summary(self) -> NDArray[np.bool_]:
        """Which of them are summary pages."""
        found: NDArray[np.bool_] = self._above == self.doc_id
        return found

    @cached_property
    def summary(self) -> Ints:
        """The summary page of each one's material, -1 for those that are it."""
        return np.where(self.is_summary, np.int32(-1), self._above)

    @cached_property
    def _places(self) -> tuple[Ints, int]:
        """By page of the collection its place, from 1, among these and their summary pages, 0 for
        others; and how many places there are."""
        own = each_once(np.concatenate((self.doc_id, self._above)))
        place = np.zeros(len(self.pages.alive), np.int32)
        place[own] = np.arange(1, len(own) + 1)
        return place, len(own) + 1

    def look_up(self, rows: ListRows) -> None:
        """Learn what these pages have of these lists."""
        place, size = self._places
        at = place.take(rows.doc_id)
        kept = np.flatnonzero(at != 0)
        table = np.zeros((len(rows.lists), size), np.float32)
        table[rows.row.take(kept), at.take(kept)] = rows.weight.take(kept)
        above = table.take(place[self._above], axis=1)
        weight = table.take(place[self.doc_id], axis=1)
        weight += above * ~self.is_summary
        known = len(self._row)
        self._row |= {found: known + n for n, found in enumerate(rows.lists)}
        self._weight = np.concatenate([self._weight, weight]) if known else weight
        self._title = np.concatenate([self._title, above]) if known else above

    def _rows(self, lists: Sequence[PageList]) -> list[int]:
        if new := [found for found in lists if found not in self._row]:
            self.look_up(ListRows.of(new))
        return [self._row[found] for found in lists]

    def weights(self, lists: Sequence[PageList]) -> Floats:
        """What each has of each list, ``[list, page]``: on itself and, since a title belongs to all
        pages, on its material's summary page."""
        found: Floats = self._weight[self._rows(lists)]
        return found

    def in_title(self, lists: Sequence[PageList]) -> NDArray[np.bool_]:
        """Whether the title of each one's material has each list, ``[list, page]``."""
        had: NDArray[np.bool_] = self._title[self._rows(lists)] >= TITLE_LEAST
        return had

    def alone(self, some: NDArray[np.int64]) -> bool:
        """Whether the materials of some of them have one page each, beside the summary."""
        material = self.material[some]
        return bool((self.pages.ends[material] - self.pages.starts[material] <= 2).all())
