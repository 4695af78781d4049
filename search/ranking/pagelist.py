"""The pages that have something, and how much of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import Floats, Ints


@dataclass(eq=False)
class PageList:
    """Pages, ``doc_id`` int32 ascending and each once, with the ``weight`` float32 of what they
    have: a frequency, weighted by field and divided by the page's length normalisation."""

    doc_id: Ints
    weight: Floats
    _titles: "PageList | None" = None

    def __len__(self) -> int:
        return len(self.doc_id)

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        return self.doc_id.nbytes + self.weight.nbytes

    def at(self, doc_id: Ints) -> Floats:
        """The weights of these pages, 0 where the list has them not."""
        if not len(self.doc_id):
            return np.zeros(len(doc_id), np.float32)
        place = np.searchsorted(self.doc_id, doc_id)
        place[place == len(self.doc_id)] = 0
        found: Floats = self.weight[place] * (self.doc_id[place] == doc_id)
        return found

    def titles(self, is_summary: NDArray[np.bool_]) -> "PageList":
        """The rows of summary pages, which a mask by page tells."""
        if self._titles is None:
            self._titles = self.only(np.flatnonzero(is_summary[self.doc_id]))
        return self._titles

    def only(self, kept: NDArray[Any]) -> "PageList":
        """The rows that a mask or their numbers keep."""
        return PageList(self.doc_id[kept], self.weight[kept])


NOWHERE = PageList(np.zeros(0, np.int32), np.zeros(0, np.float32))


def joined(lists: Sequence[PageList]) -> PageList:
    """Lists of pages that follow on each other, as one."""
    if len(lists) == 1:
        return lists[0]
    if not lists:
        return NOWHERE
    return PageList(
        np.concatenate([part.doc_id for part in lists]),
        np.concatenate([part.weight for part in lists]),
    )


def common(lists: Sequence[PageList]) -> PageList:
    """The pages that are on all of the lists, with what they have of the shortest."""
    if not lists:
        return NOWHERE
    found = min(lists, key=len)
    for part in lists:
        if part is not found:
            found = found.only(part.at(found.doc_id) > 0)
    return found


def added(lists: Sequence[PageList], how: np.ufunc = np.add) -> PageList:
    """The pages of any of the lists, with what they have together (or, with ``np.maximum``, at
    most)."""
    had = [part for part in lists if len(part)]
    if len(had) < 2:
        return had[0] if had else NOWHERE
    every = joined(had)
    order = np.argsort(every.doc_id, kind="stable")  # runs that are sorted already are merged
    doc_id = every.doc_id[order]
    first = np.flatnonzero(np.diff(doc_id, prepend=-1))
    return PageList(doc_id[first], how.reduceat(every.weight[order], first))
