"""The searcher over whichever generation is current."""

from pathlib import Path
from threading import Lock

from search.errors import IndexUnavailable
from search.searcher import Searcher
from search.store import IndexStore

ATTEMPTS = 5


class LiveSearcher:
    """Gives the searcher over the current generation, and opens the next one when it is there.

    Safe to share between threads: a caller keeps the searcher it was given, and its generation's
    files stay open until the last such caller lets go.
    """

    def __init__(self, folder: Path) -> None:
        self._store = IndexStore(folder)
        self._lock = Lock()
        self._open: tuple[str, Searcher] | None = None

    def get(self) -> Searcher:
        """The searcher over the current generation.

        Raises IndexUnavailable when there is none, or it can't be opened and none was open before.
        """
        return self.current()[1]

    def current(self) -> tuple[str, Searcher]:
        """The current generation's name and its searcher; raises as ``get``."""
        with self._lock:
            try:
                self._open = self._refresh()
            except IndexUnavailable:
                if self._open is None:
                    raise
            return self._open

    def _refresh(self) -> tuple[str, Searcher]:
        for attempt in range(ATTEMPTS):
            name = self._store.generation()
            if self._open is not None and self._open[0] == name:
                return self._open
            try:
                return name, Searcher(self._store.open(name), self._store.manifest(name))
            except IndexUnavailable:
                # it may have been replaced and cleared away since its name was read
                if attempt == ATTEMPTS - 1 or self._store.generation() == name:
                    raise
        raise AssertionError("unreachable")
