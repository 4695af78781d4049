"""The pages that have something, and how much of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import Floats, Ints
from search.index.segments.postings import starts


class Expression(Protocol):
    """What a list was made of, where the list at hand is only of some of the collection's pages;
    of two, ``&``, ``|`` and ``~`` make a third."""

    def counts(self) -> tuple[int, int]:
        """How many pages of the whole collection have it, and how many summary pages of those."""

    def __and__(self, other: Self) -> Self: ...

    def __or__(self, other: Self) -> Self: ...

    def __invert__(self) -> Self: ...


@dataclass(eq=False)
class PageList:
    """Pages, ``doc_id`` int32 ascending and each once, with the ``weight`` float32 of what they
    have: a frequency, weighted by field and divided by the page's length normalisation. ``of``
    tells of all pages that have it, when these are only some."""

    doc_id: Ints
    weight: Floats
    of: Expression | None = None
    _titles: int | None = None

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
        place = self.doc_id.searchsorted(doc_id)
        place[place == len(self.doc_id)] = 0
        found: Floats = self.weight.take(place) * (self.doc_id.take(place) == doc_id)
        return found

    @property
    def spread(self) -> int:
        """How many pages of the whole collection have it."""
        return len(self) if self.of is None else self.of.counts()[0]

    def in_titles(self, is_summary: NDArray[np.bool_]) -> int:
        """How many summary pages of the whole collection have it; ``is_summary`` as above."""
        if self.of is not None:
            return self.of.counts()[1]
        if self._titles is None:
            self._titles = int(np.count_nonzero(is_summary.take(self.doc_id)))
        return self._titles

    def beside(self, other: "PageList", is_summary: NDArray[np.bool_]) -> tuple[int, int]:
        """How many pages of the whole collection have it and not the other, and how many summary
        pages of those."""
        if self.of is not None and other.of is not None:
            return (self.of & ~other.of).counts()
        pages, titles = self.spread, self.in_titles(is_summary)
        if len(self) and len(other):
            had = np.zeros(len(is_summary), np.bool_)
            had[other.doc_id] = True
            both = self.doc_id[had.take(self.doc_id)]
            pages -= len(both)
            titles -= int(np.count_nonzero(is_summary.take(both)))
        return pages, titles

    def only(self, kept: NDArray[Any]) -> "PageList":
        """The rows that a mask or their numbers keep."""
        return PageList(self.doc_id[kept], self.weight[kept])

    def without(self, other: "PageList") -> "PageList":
        """The rows of pages that the other list has not."""
        kept = self.only(other.at(self.doc_id) == 0)
        if self.of is None or other.of is None:
            return replace(kept, of=self.of)
        return replace(kept, of=self.of & ~other.of)


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


@dataclass(frozen=True, eq=False)
class ListRows:
    """The rows of some ``lists``, each of which is there once, one after the other: ``doc_id`` and
    ``weight``, and in which of the lists each row is."""

    lists: Sequence[PageList]
    doc_id: Ints
    weight: Floats
    row: Ints

    @classmethod
    def of(cls, lists: Iterable[PageList]) -> Self:
        """Those of all of these lists."""
        once = list(dict.fromkeys(lists))
        every = joined(once)
        row = np.arange(len(once), dtype=np.int32).repeat([*map(len, once)])
        return cls(once, every.doc_id, every.weight, row)


def cut(
    doc_id: Ints, weight: Floats, ends: Sequence[int], is_summary: NDArray[np.bool_]
) -> list[PageList]:
    """Rows as the lists that end at these places, which know how many summary pages they have."""
    of_titles = np.searchsorted(np.flatnonzero(is_summary.take(doc_id)), ends).tolist()
    bounds = zip([0, *ends[:-1]], ends, [0, *of_titles[:-1]], of_titles, strict=True)
    return [
        PageList(doc_id[start:end], weight[start:end], _titles=last - first)
        for start, end, first, last in bounds
    ]


def common(lists: Sequence[PageList]) -> PageList:
    """The pages that are on all of the lists, with what they have of the shortest."""
    if not lists:
        return NOWHERE
    found = min(lists, key=len)
    for part in lists:
        if part is not found:
            found = found.only(part.at(found.doc_id) > 0)
    return _of(found, lists, and_)


def added(lists: Sequence[PageList], how: np.ufunc = np.add) -> PageList:
    """The pages of any of the lists, with what they have together (or, with ``np.maximum``, at
    most)."""
    had = [part for part in lists if len(part)]
    if len(had) < 2:
        return _of(had[0] if had else NOWHERE, lists, or_)
    every = joined(had)
    order = np.argsort(every.doc_id, kind="stable")  # runs that are sorted already are merged
    doc_id = every.doc_id.take(order)
    first = starts(doc_id)
    weight = how.reduceat(every.weight.take(order), first)
    return _of(PageList(doc_id.take(first), weight), lists, or_)


def _of(
    found: PageList, lists: Sequence[PageList], how: Callable[[Expression, Expression], Expression]
) -> PageList:
    """The list with what it was made of, where those it was made from tell."""
    told = [part.of for part in lists if part.of is not None]
    return PageList(found.doc_id, found.weight, reduce(how, told)) if told else found
