"""A lock for what processes share that were forked from one."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from threading import Lock
from time import monotonic, sleep
from weakref import finalize

PATIENCE_SECONDS = 2
"""A process that holds it for so long stands still: what it guards goes on without."""
LOOK_SECONDS = 0.001


class SharedLock:
    """Held by one thread of one process; it goes with the process, also when that is killed. One
    that stands still keeps the others waiting once, and then no more until it has let go: for
    counts, of which one may be lost, not for what must never be half done."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - locked as long as what it guards lives
        finalize(self, self._file.close)
        self._threads = Lock()
        self._waits = True

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it for the block."""
        with self._threads:  # a lock of ``fcntl`` is the process's, for all its threads
            taken = self._take()
            try:
                yield
            finally:
                if taken:
                    fcntl.lockf(self._file, fcntl.LOCK_UN)

    def _take(self) -> bool:
        until = monotonic() + PATIENCE_SECONDS
        while True:
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except (BlockingIOError, PermissionError):  # POSIX allows both
                self._waits = self._waits and monotonic() < until
            else:
                self._waits = True
                return True
            if not self._waits:
                return False
            sleep(LOOK_SECONDS)
