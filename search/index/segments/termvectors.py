"""The terms of each page, for what is asked of few pages alone: Lucene's term vectors."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

BLOCK_BITS = 16
"""Of a term's number so many bits are kept by row; the others, which ascend, by page."""


@dataclass(frozen=True)
class TermVectors:
    """Page ``d`` has the rows ``[indptr[d], indptr[d + 1])``, by ascending term. ``low`` uint16 are
    the last bits of the terms' numbers, ``high`` by page and block of numbers how many of its rows
    are of the block; ``weight`` by row as in ReadyLists.

    Most pages have no ``lead``, which is uint8 as there: ``leading`` by page tells those that have.
    ``lead`` begins with as many zeros as one of the others has rows, which stand for all of them,
    and goes on with the rows of those that have. ``stem`` by term is the number of its stem's key.
    """

    indptr: NDArray[Any]
    low: NDArray[np.uint16]
    high: NDArray[Any]
    weight: NDArray[np.uint8]
    leading: NDArray[np.bool_]
    lead: NDArray[np.uint8]
    stem: NDArray[Any]

    @classmethod
    def of(
        cls, indptr: NDArray[Any], term: NDArray[Any], weight: NDArray[np.uint8],
        lead: NDArray[np.uint8], stem: NDArray[Any],
    ) -> Self:  # fmt: skip
        """Those of rows in order, a lead for each."""
        sizes = np.diff(indptr)
        pages, blocks = len(sizes), (int(term.max(initial=0)) >> BLOCK_BITS) + 1
        page = np.arange(pages).repeat(sizes)
        block = page * blocks + (term >> BLOCK_BITS)
        high = np.bincount(block, minlength=pages * blocks)
        leading = np.bincount(page[lead > 0], minlength=pages) > 0
        zeros = np.zeros(int(sizes[~leading].max(initial=0)), np.uint8)
        return cls(
            indptr,
            (term & ((1 << BLOCK_BITS) - 1)).astype(np.uint16),
            high.astype(np.min_scalar_type(int(high.max(initial=0)))),
            weight,
            leading,
            np.concatenate([zeros, lead[leading[page]]]),
            stem,
        )

    @classmethod
    def of_none(cls, stem: NDArray[Any]) -> Self:
        """Those of no pages."""
        nothing, none = np.zeros(0, np.int64), np.zeros(0, np.uint8)
        return cls.of(np.zeros(1, np.int64), nothing, none, none, stem)

    @cached_property
    def first_lead(self) -> NDArray[np.int64]:
        """By page where its rows begin in ``lead``."""
        own = np.diff(self.indptr).astype(np.int64) * self.leading
        before = np.cumsum(own) - own
        found: NDArray[np.int64] = np.where(self.leading, before + len(self.lead) - own.sum(), 0)
        return found

    def terms(
        self, pages: NDArray[np.int64], first: NDArray[np.int64], after: NDArray[np.int64]
    ) -> NDArray[Any]:
        """The terms of some pages, one after the other, whose rows begin and end so."""
        slices = zip(first.tolist(), after.tolist(), strict=True)
        low = np.concatenate([self.low[start:end] for start, end in slices])
        blocks = len(self.high) // len(self.leading)
        if blocks == 1:
            return low
        counts = self.high.reshape(-1, blocks)[pages]
        base = np.broadcast_to(np.arange(blocks, dtype=np.uint32) << BLOCK_BITS, counts.shape)
        terms: NDArray[np.uint32] = base.ravel().repeat(counts.ravel())
        terms += low
        return terms
