"""A lock for what processes share that were forked from one."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from threading import Lock
from weakref import finalize


class SharedLock:
    """Held by one thread of one process; it goes with the process, also when that is killed."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - locked as long as what it guards lives
        finalize(self, self._file.close)
        self._threads = Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it for the block."""
        with self._threads:  # a lock of ``fcntl`` is the process's, for all its threads
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)
