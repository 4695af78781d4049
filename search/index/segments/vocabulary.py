"""A sorted vocabulary as one run of bytes: small, mapped from disk, searched by bisection."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

LAST = b"\xff"
MILESTONE = 64


class Vocabulary:
    """Texts in the order of their code points, by number.

    ``letters`` uint8 are their UTF-8 bytes one after the other, text ``t`` at
    ``[offsets[t], offsets[t + 1])``.
    """

    def __init__(self, letters: NDArray[np.uint8], offsets: NDArray[np.uint32]) -> None:
        self.letters = letters
        self.offsets = offsets
        self._letters = memoryview(letters.data).toreadonly()
        self._offsets = memoryview(offsets.data).toreadonly()
        self._size = len(offsets) - 1

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Vocabulary":
        """The vocabulary of sorted texts."""
        encoded = [text.encode() for text in texts]
        offsets = np.zeros(len(encoded) + 1, np.uint32)
        np.cumsum([len(text) for text in encoded], out=offsets[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), offsets)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, t: int) -> str:
        return self.encoded(t).decode()

    def encoded(self, t: int) -> bytes:
        """Text ``t`` in UTF-8. Raises IndexError."""
        if not 0 <= t < len(self):
            raise IndexError(t)
        return bytes(self._letters[self._offsets[t] : self._offsets[t + 1]])

    def some(self, numbers: NDArray[np.integer]) -> list[str]:
        """The texts of these numbers, at a tenth of the cost of one by one."""
        first = self.offsets[numbers].astype(np.int64)
        count = self.offsets[numbers + 1] - first
        ends = np.cumsum(count)
        at = np.arange(int(count.sum())) + (first - ends + count).repeat(count)
        letters = self.letters[at].tobytes()
        return [letters[a:b].decode() for a, b in pairwise([0, *ends.tolist()])]

    def __iter__(self) -> Iterator[str]:
        letters, ends = self.letters.tobytes(), self.offsets.tolist()
        for start, end in pairwise(ends):
            yield letters[start:end].decode()

    def number(self, text: str) -> int | None:
        """The number of a text, None when it isn't there."""
        wanted, offsets = text.encode(), self._offsets
        low, high = self._between(wanted)
        start, end = offsets[low], offsets[high]
        block, at = self._letters[start:end].tobytes(), -1
        while (at := block.find(wanted, at + 1)) >= 0:
            t = bisect_left(offsets, start + at, low, high)
            if offsets[t] == start + at and offsets[t + 1] - offsets[t] == len(wanted):
                return t
        return None

    def starting(self, prefix: str) -> tuple[int, int]:
        """The numbers ``[first, last)`` of the texts that start so."""
        wanted = prefix.encode()
        return self._first(wanted), self._first(wanted + LAST)

    @cached_property
    def _milestones(self) -> list[bytes]:
        """Every so many-th text: among them bisection costs a tenth."""
        return [self.encoded(t) for t in range(0, len(self), MILESTONE)]

    def _between(self, wanted: bytes) -> tuple[int, int]:
        """Between which numbers, the last left out, a text lies if it is there."""
        after = bisect_right(self._milestones, wanted)
        return max(0, (after - 1) * MILESTONE), min(after * MILESTONE, self._size)

    def _first(self, wanted: bytes) -> int:
        letters, offsets = self._letters, self._offsets
        low, high = self._between(wanted)
        while low < high:
            middle = (low + high) // 2
            if letters[offsets[middle] : offsets[middle + 1]].tobytes() < wanted:
                low = middle + 1
            else:
                high = middle
        return low
