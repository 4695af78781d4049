"""Processes that answer beside this one: each answers one page at a time."""

import logging
import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from threading import Event, Thread
from typing import Any

from search.processes import end_with_parent

PAUSE_SECONDS = 1.0
"""Before a helper is started again, which may fail at once each time."""

log = logging.getLogger("mentorsoeg.webapp")


class Helpers:
    """``count`` processes that do ``work`` while the block lasts; one that ends is started again.
    They end with this process, however it ends."""

    def __init__(self, count: int, work: Callable[..., None], *arguments: Any) -> None:
        self._job = (work, *arguments)
        self._count = count
        self._stopping = Event()
        self._processes: list[SpawnProcess] = []

    def __enter__(self) -> None:
        self._processes = [self._start() for _ in range(self._count)]
        if self._processes:
            Thread(target=self._keep, daemon=True, name="keep-helpers").start()

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for process in self._processes:
            process.terminate()

    def _start(self) -> SpawnProcess:
        process = multiprocessing.get_context("spawn").Process(target=_help, args=self._job)
        process.start()
        return process

    def _keep(self) -> None:
        while True:
            wait([process.sentinel for process in self._processes])
            if self._stopping.wait(PAUSE_SECONDS):
                return
            for n, process in enumerate(self._processes):
                if process.exitcode is not None:
                    log.error("a process ended with %s, another is started", process.exitcode)
                    self._processes[n] = self._start()


def _help(work: Callable[..., None], *arguments: Any) -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches them all; the first ends the rest
    work(*arguments)
