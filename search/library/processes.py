"""Processes that work for another."""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from threading import Thread
from typing import TypeVar

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")
PARTS = 4
"""Parts of the work for each process."""


def end_with_parent() -> None:
    """End this process when the one that started it is gone, killed even."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


class Workers:
    """So many processes that share work, started when there is some; of one, this process."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def each(self, work: Callable[[_Task], _Done], parts: Iterable[_Task]) -> Iterator[_Done]:
        """What the work makes of each part, in order. Processes begin now, and go on while the
        caller does other things."""
        if self.count == 1:
            return map(work, parts)
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.count, context, initializer=_start)
        with _deaf():
            return self._pool.map(work, parts)

    def parts(self, size: int) -> list[slice]:
        """So many things in parts, several for each process, so that these end together."""
        most = self.count * PARTS if self.count > 1 else 1
        step = size // most + 1
        return [slice(first, first + step) for first in range(0, size, step)]

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


ALONE = Workers(1)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes begun meanwhile never hear of Ctrl+C, which a terminal tells all of a group: the
    one that started them ends them. This one hears of it afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start() -> None:
    end_with_parent()
    gc.disable()  # looking for cycles all along takes a twentieth of the time
