"""Answers that are made one at a time, in the order in which they were asked."""

from collections import deque
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from flask import current_app

from webapp.context import ROW, settings

P = ParamSpec("P")
R = TypeVar("R")


class InRow:
    """Who is inside, one at a time; the others wait for their turn."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def __len__(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def __enter__(self) -> None:
        with self._lock:
            if not self._taken:
                self._taken = True
                return
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()

    def __exit__(self, *_: object) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


def in_row(view: Callable[P, R]) -> Callable[P, R]:
    """Have a view that only computes answer one request at a time: Python runs one thread at a
    time, and of eight answers that are made together each is ready when nearly all are. Of a
    cluster the answers are waited for, several at a time."""

    @wraps(view)
    def answer(*arguments: P.args, **options: P.kwargs) -> R:
        if settings().engine != "whoosh":
            return view(*arguments, **options)
        row: InRow = current_app.extensions[ROW]
        with row:
            return view(*arguments, **options)

    return answer
