"""The searcher over whichever generation is current."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from time import monotonic, sleep

from search.door import Engine
from search.index.store import IndexStore
from search.library.errors import IndexUnavailable
from search.searcher import Searcher

ATTEMPTS = 5
RETRY_SECONDS = 30
"""How long a generation that couldn't be opened is left alone: the cause may pass."""
FOLLOW_SECONDS = 1.0

log = logging.getLogger("mentorsoeg.index")


@dataclass(frozen=True)
class Served:
    """An open generation: its name and its searcher."""

    generation: str
    searcher: Engine


class LiveSearcher:
    """Gives the searcher over the current generation, and opens the next one when it is there.

    Safe to share between threads. Nobody waits for the next generation: it is opened, and read
    through, beside the one that is served, which goes on when the next turns out to be broken. A
    caller keeps the searcher it was given, and its generation's files stay open until the last
    such caller lets go.
    """

    def __init__(self, folder: Path) -> None:
        self._store = IndexStore(folder)
        self._opening = Lock()
        self._served: Served | None = None
        self._broken = ("", 0.0)

    def get(self) -> Engine:
        """The searcher over the current generation.

        Raises IndexUnavailable when there is none, or it can't be opened and none was open before.
        """
        return self.current().searcher

    def current(self) -> Served:
        """The generation that is served; raises as ``get``."""
        if self._served is None:
            with self._opening:
                self._served = self._served or self._load()
        elif self._has_next(self._served) and self._opening.acquire(blocking=False):
            Thread(target=self._replace, name="open-generation", daemon=True).start()
        return self._served

    def follow(self, seconds: float = FOLLOW_SECONDS) -> None:
        """Look for the next generation every so often from now on, so that a process that nobody
        asks changes over when the others do."""

        def look() -> None:
            while True:
                with suppress(IndexUnavailable):
                    self.current()
                sleep(seconds)

        Thread(target=look, name="follow-generations", daemon=True).start()

    def _has_next(self, served: Served) -> bool:
        try:
            name = self._store.generation()
        except IndexUnavailable:
            return False
        broken, when = self._broken
        waits = name == broken and monotonic() - when < RETRY_SECONDS
        return name != served.generation and not waits

    def _replace(self) -> None:
        try:
            self._served = self._load(verify=True)
            log.info("serving %s", self._served.generation)
        except IndexUnavailable as error:
            log.error("the next generation can't be opened, the one before is served: %s", error)
        finally:
            self._opening.release()

    def _load(self, *, verify: bool = False) -> Served:
        for attempt in range(1, ATTEMPTS + 1):
            name = self._store.generation()
            try:
                return self._open(name, verify=verify)
            except IndexUnavailable:
                # it may have been replaced and cleared away since its name was read
                if attempt == ATTEMPTS or self._store.generation() == name:
                    self._broken = (name, monotonic())
                    raise
        raise AssertionError("unreachable")

    def _open(self, name: str, *, verify: bool) -> Served:
        index = self._store.open(name, verify=verify)
        try:
            return Served(name, Searcher(index, self._store.manifest(name)))
        except Exception as error:  # a damaged file is met with any exception
            log.exception("opening %s", name)
            raise self._store.unreadable(name, type(error).__name__) from error
