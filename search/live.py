"""The searcher over whichever generation is current."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread
from time import monotonic, sleep
from typing import TypeVar

from search.answering.door import Store
from search.answering.engine import Engine
from search.library.errors import IndexDamaged, IndexUnavailable
from search.library.memory import give_back
from search.stores import LocalStore

ATTEMPTS = 5
RETRY_SECONDS = 30
"""How long a generation that couldn't be opened is left alone: the cause may pass."""
OPENING_SECONDS = 10.0
"""How long one waits while another opens: arrays that were damaged take long to make again."""
FOLLOW_SECONDS = 1.0
CHECK_SECONDS = 3600.0
"""How often what is served is read through again: disks lose bits of what was whole."""

T = TypeVar("T")

log = logging.getLogger("mentorsoeg.index")


@dataclass(frozen=True)
class Served:
    """An open generation: its name, its searcher, and the Danish sentence on what is wrong with the
    current one when it is an earlier one ('' when it is the current one); whether it was
    ``verified``, read through."""

    generation: str
    searcher: Engine
    instead: str = ""
    verified: bool = True


class LiveSearcher:
    """Gives the searcher over the current generation, and opens the next one when it is there.

    Safe to share between threads. Nobody waits for the next generation: it is opened, and read
    through, beside the one that is served, which goes on when the next turns out to be broken.
    When the first to be opened is damaged, the last whole one before it is served; if it is large,
    it is read through by who follows, and asked meanwhile. A caller keeps
    the searcher it was given, and its generation's files stay open until the last such caller lets
    go.
    """

    def __init__(self, store: Store | Path) -> None:
        self._store = LocalStore(store) if isinstance(store, Path) else store
        self._opening = Lock()
        self._served: Served | None = None
        self._broken = ("", 0.0)
        self._damaged = ""
        self._looked = 0.0

    def get(self) -> Engine:
        """The searcher over the current generation.

        Raises IndexUnavailable when there is none, or none that is there can be opened.
        """
        return self.current().searcher

    def current(self) -> Served:
        """The generation that is served; raises as ``get``."""
        if self._served is None:
            if not self._opening.acquire(timeout=OPENING_SECONDS):
                raise IndexUnavailable("Indekset er ved at blive åbnet. Prøv igen om lidt.")
            try:
                self._served = self._served or self._first()
            finally:
                self._opening.release()
        elif self._has_next(self._served) and self._opening.acquire(blocking=False):
            Thread(target=self._replace, name="open-generation", daemon=True).start()
        return self._served

    def follow(self, seconds: float = FOLLOW_SECONDS) -> None:
        """Look for the next generation every so often from now on, so that a process that nobody
        asks changes over when the others do."""

        def look() -> None:
            checked = monotonic()
            while True:
                with suppress(IndexUnavailable):
                    self.current()
                unread = self._served is not None and not self._served.verified
                if unread or monotonic() - checked > CHECK_SECONDS:
                    self.check()
                    checked = monotonic()
                sleep(seconds)

        Thread(target=look, name="follow-generations", daemon=True).start()

    def ready(self) -> Served:
        """The generation that is served, when it can be asked now; raises as ``get``."""
        served = self.current()
        self._store.reach()
        return served

    def check(self) -> None:
        """Read through what is served, and serve it no more when the disk lost some of it."""
        served, whole = self._served, True
        if served is None:
            return
        try:
            if served.generation == self._store.generation():
                whole = self._store.verify(served.generation)
        except IndexUnavailable as error:
            log.error("what was served is damaged: %s", error)
            self._damaged, whole = served.generation, False
        with self._opening:
            if self._served is not served:  # the next is there by now
                return
            self._served = replace(served, verified=True) if whole else None
            if not whole:
                with suppress(IndexUnavailable):
                    self._served = self._first()

    def surely(self, ask: Callable[[Served], T]) -> T:
        """What ``ask`` gives of what is served, held back until that was read through beside: for
        who asks once and doesn't follow. Raises as ``get``."""
        served = self.current()
        if served.verified:
            return ask(served)
        with ThreadPoolExecutor(2) as pool:
            reading, asking = pool.submit(self.check), pool.submit(ask, served)
        reading.result()
        if self._served and self._served.searcher is served.searcher:
            return asking.result()
        return self.surely(ask)

    def _has_next(self, served: Served) -> bool:
        if monotonic() - self._looked < self._store.look_seconds:
            return False
        try:
            name = self._store.generation()
        except IndexUnavailable:
            return False
        finally:
            self._looked = monotonic()
        broken, when = self._broken
        waits = name == broken and monotonic() - when < RETRY_SECONDS
        return name != served.generation and not waits

    def _replace(self) -> None:
        try:
            served = self._load()
            served.searcher.facet_counts()  # reads every record once: the first who asks needn't
            self._served = served
            log.info("serving %s", served.generation)
        except IndexUnavailable as error:
            log.error("the next generation can't be opened, the one before is served: %s", error)
        finally:
            self._opening.release()
        sleep(FOLLOW_SECONDS)  # who was being answered from the one before has let go of it
        give_back()

    def _first(self) -> Served:
        try:
            return self._load(verified_later=True)
        except IndexDamaged as error:
            for name in self._store.kept():
                with suppress(IndexUnavailable):
                    earlier = replace(self._open(name), instead=str(error))
                    log.error("%s is served instead: %s", name, error)
                    return earlier
            raise

    def _load(self, *, verified_later: bool = False) -> Served:
        for attempt in range(1, ATTEMPTS + 1):
            name = self._store.generation()
            try:
                return self._open(name, verified_later=verified_later and name != self._damaged)
            except IndexUnavailable:
                # it may have been replaced and cleared away since its name was read
                if attempt == ATTEMPTS or self._store.generation() == name:
                    self._broken = (name, monotonic())
                    raise
        raise AssertionError("unreachable")

    def _open(self, name: str, *, verified_later: bool = False) -> Served:
        try:
            later = verified_later and self._store.is_large(name)
            engine = self._store.engine(name, verified_later=later)
            return Served(name, engine, verified=not later)
        except IndexUnavailable:
            raise
        except Exception as error:  # a damaged file is met with any exception
            log.exception("opening %s", name)
            raise self._store.unreadable(name, type(error).__name__) from error
