"""Answers that are made one at a time, in the order in which they were asked."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import Condition
from time import monotonic
from typing import ParamSpec, TypeVar

from flask import current_app

from webapp.context import ROW, settings

P = ParamSpec("P")
R = TypeVar("R")

ALONE_SECONDS = 0.2
"""How long one answer keeps the others waiting. What takes longer goes on beside the next, so that
a dear question costs those behind it no more than that."""


class InRow:
    """Who is inside, one at a time; the others wait for their turn."""

    def __init__(self, alone: float = ALONE_SECONDS) -> None:
        self._alone = alone
        self._changed = Condition()
        self._waiting: deque[object] = deque()
        self._inside: object = None
        self._until = 0.0

    def __len__(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until the one before has left, or has been inside for long; then be inside."""
        own = object()
        with self._changed:
            self._waiting.append(own)
            try:
                while (seconds := self._wait(own)) is None or seconds > 0:
                    self._changed.wait(seconds)
            finally:
                self._waiting.remove(own)
                self._changed.notify_all()
            self._inside, self._until = own, monotonic() + self._alone
        try:
            yield
        finally:
            with self._changed:
                if self._inside is own:
                    self._inside = None
                    self._changed.notify_all()

    def _wait(self, own: object) -> float | None:
        """Seconds after which it may be its turn; None while others wait before it."""
        if self._waiting[0] is not own:
            return None
        return self._until - monotonic() if self._inside else 0.0


def in_row(view: Callable[P, R]) -> Callable[P, R]:
    """Have a view that only computes answer one request at a time: Python runs one thread at a
    time, and of eight answers that are made together each is ready when nearly all are. Of a
    cluster the answers are waited for, several at a time."""

    @wraps(view)
    def answer(*arguments: P.args, **options: P.kwargs) -> R:
        if settings().engine != "whoosh":
            return view(*arguments, **options)
        row: InRow = current_app.extensions[ROW]
        with row.turn():
            return view(*arguments, **options)

    return answer
