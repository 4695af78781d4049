"""The pages that a first, rough pass over the lists leaves to be scored in full."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import Floats, Ints
from search.ranking.pagelist import PageList, one_after_other
from search.ranking.pages import Pages
from search.ranking.terms import each_once

TITLE_LEAST = np.float32(3.5)
"""What a word in a title of at most 40 counts on the summary page; a publisher's name, a subject or
three in the summary's text count less."""


@dataclass(frozen=True, eq=False)
class Candidates:
    """The pages ``doc_id`` int32, ascending."""

    pages: Pages
    doc_id: Ints
    _known: dict[int, tuple[PageList, Floats, Floats]] = field(default_factory=dict)

    def some(self, at: NDArray[np.int64]) -> "Candidates":
        """Those at these places, ascending."""
        known = {k: (found, had[at], above[at]) for k, (found, had, above) in self._known.items()}
        return Candidates(self.pages, self.doc_id[at], known)

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

    def look_up(self, lists: Iterable[PageList]) -> None:
        """Learn at once what these pages have of these lists."""
        new = {id(found): found for found in lists if id(found) not in self._known}
        place, size = self._places
        every, row = one_after_other(list(new.values()))
        at = place[every.doc_id]
        kept = np.flatnonzero(at)
        table = np.zeros((len(new), size), np.float32)
        table[row[kept], at[kept]] = every.weight[kept]
        above = table.take(place[self._above], axis=1)
        weight = table.take(place[self.doc_id], axis=1)
        weight += above * ~self.is_summary
        for n, found in enumerate(new.values()):
            self._known[id(found)] = found, weight[n], above[n]

    def _had(self, found: PageList) -> tuple[PageList, Floats, Floats]:
        """A list, what each has of it in all, and what on its summary page. Remembered."""
        if id(found) not in self._known:
            self.look_up((found,))
        return self._known[id(found)]

    def weight(self, found: PageList) -> Floats:
        """What each has of a list: on itself and, since a title belongs to all pages, on its
        material's summary page."""
        return self._had(found)[1]

    def alone(self, some: NDArray[np.int64]) -> bool:
        """Whether the materials of some of them have one page each, beside the summary."""
        material = self.material[some]
        return bool((self.pages.ends[material] - self.pages.starts[material] <= 2).all())

    def in_title(self, found: PageList) -> NDArray[np.bool_]:
        """Whether the title of each one's material has it."""
        had: NDArray[np.bool_] = self._had(found)[2] >= TITLE_LEAST
        return had
