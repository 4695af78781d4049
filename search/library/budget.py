"""How much work an answer may be: the rest is left, and that is told."""

from collections.abc import Iterable, Iterator
from math import inf
from threading import local
from time import thread_time
from typing import TypeVar

T = TypeVar("T")

FINDING, SHOWING, TELLING = 0.5, 0.8, 1.0
"""By which shares of a budget its stages are to end: finding what answers, making marks and
snippets of it, writing rows."""


_elsewhere = local()


def charge(seconds: float) -> None:
    """Count CPU seconds that another process spent for this thread."""
    _elsewhere.seconds = getattr(_elsewhere, "seconds", 0.0) + seconds


def cpu_time() -> float:
    """CPU seconds of this thread, and of what was charged to it: tells by differences."""
    return thread_time() + float(getattr(_elsewhere, "seconds", 0.0))


class Budget:
    """Seconds of CPU that the thread which makes it may spend on one answer, with what is charged
    to it; ``cut`` when not all was done for that."""

    def __init__(self, seconds: float = inf) -> None:
        self._start, self._seconds = cpu_time(), seconds
        self.cut = False

    def spent(self, share: float = TELLING) -> bool:
        """Whether that share of it is spent."""
        return cpu_time() - self._start >= self._seconds * share

    def rest(self) -> "Budget":
        """What is left of it until rows are to be written, as one of its own, for an answer of
        several searches; it is at least a little."""
        spent = cpu_time() - self._start
        return Budget(max(self._seconds * SHOWING - spent, self._seconds / 100))

    def within(self, items: Iterable[T], share: float = TELLING) -> Iterator[T]:
        """The items until that share is spent; the first always."""
        for number, item in enumerate(items):
            if number and self.spent(share):
                self.cut = True
                return
            yield item


UNBOUNDED = Budget()
