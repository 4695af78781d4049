"""Whose turn it is: requests that wait for a thread, so that many of one sort keep no others."""

from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """What waits, by sort; the sorts take turns, whatever waits of each."""

    def __init__(self) -> None:
        self._waiting: dict[object, deque[T]] = {}
        """By sort, in the order of their turns; none is empty."""

    def add(self, sort: object, item: T) -> None:
        """Have ``item`` wait, behind the others of its sort."""
        self._waiting.setdefault(sort, deque()).append(item)

    def next(self) -> T | None:
        """Take what has waited longest of the sort whose turn it is; None when nothing waits."""
        for sort, items in self._waiting.items():
            del self._waiting[sort]
            if len(items) > 1:
                self._waiting[sort] = items
            return items.popleft()
        return None

    def last(self) -> T:
        """Take what came last of the sort of which most wait. Raises ValueError when nothing
        does."""
        sort, items = max(self._waiting.items(), key=lambda waiting: len(waiting[1]))
        if len(items) == 1:
            del self._waiting[sort]
        return items.pop()
