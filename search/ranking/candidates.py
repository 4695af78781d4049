"""The pages that a first, rough pass over the lists leaves to be scored in full."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import Floats, Ints
from search.ranking.pagelist import PageList
from search.ranking.pages import Pages

TITLE_LEAST = np.float32(3.5)
"""What a word in a title of at most 40 counts on the summary page; a publisher's name, a subject or
three in the summary's text count less."""


@dataclass(frozen=True, eq=False)
class Candidates:
    """The pages ``doc_id`` int32, ascending."""

    pages: Pages
    doc_id: Ints
    _known: dict[int, tuple[PageList, Floats]] = field(default_factory=dict)

    @cached_property
    def material(self) -> Ints:
        """The material of each."""
        return self.pages.material[self.doc_id]

    @cached_property
    def among(self) -> NDArray[np.bool_]:
        """By page of the collection whether it is one of them."""
        found = np.zeros(len(self.pages.alive), np.bool_)
        found[self.doc_id] = True
        return found

    @cached_property
    def looked_at(self) -> NDArray[np.bool_]:
        """By page whether it is one of them, or the summary page of one's material."""
        found = self.among.copy()
        found[self.pages.summary[self.material]] = True
        return found

    @cached_property
    def _summary(self) -> Ints:
        """The summary page of each one's material, -1 for those that are it."""
        summary = self.pages.summary[self.material].astype(np.int32)
        summary[summary == self.doc_id] = -1
        return summary

    def weight(self, found: PageList) -> Floats:
        """What each has of a list: on itself and, since a title belongs to all pages, on its
        material's summary page. Remembered."""
        if id(found) not in self._known:
            self._known[id(found)] = found, self._weight(found)
        return self._known[id(found)][1]

    def _weight(self, found: PageList) -> Floats:
        own = found.at(self.doc_id)
        titles = found.titles(self.pages.is_summary)
        return own + titles.at(self._summary) if len(titles) else own

    def alone(self, some: NDArray[np.int64]) -> bool:
        """Whether the materials of some of them have one page each, beside the summary."""
        material = self.material[some]
        return bool((self.pages.ends[material] - self.pages.starts[material] <= 2).all())

    def in_title(self, found: PageList) -> NDArray[np.bool_]:
        """Whether the title of each one's material has it."""
        titles = found.titles(self.pages.is_summary)
        summary = self.pages.summary[self.material].astype(np.int32)
        had: NDArray[np.bool_] = titles.at(summary) >= TITLE_LEAST
        return had
