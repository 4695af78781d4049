"""Counts of requests that all processes of one service share."""

import time
from hashlib import blake2b
from mmap import mmap

import numpy as np
from limits.storage import Storage

from webapp.serving.sharedlock import SharedLock

SCHEME = "shared"
ENTRIES = 1 << 16
"""Visitors counted at once, in 1.5 MB."""
PROBES = 16
"""Entries that a visitor may have; when all are taken, the one that ends first is counted anew."""
_ENTRY = np.dtype([("key", "<u8"), ("until", "<f8"), ("count", "<u8")])
"""``until`` by the monotonic clock: by one that is set back, a visitor would be refused till it is
as late again."""


class SharedStorage(Storage):
    """A storage of ``limits``, for fixed windows, in memory shared with every process forked from
    the one that made it; its address is ``shared://``. Its clock is one for all processes that
    nobody sets back.

    A process may be killed at any point: the lock goes with it, and at worst one request isn't
    counted.
    """

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - as the base class has it

    def __init__(
        self, uri: str | None = None, wrap_exceptions: bool = False, entries: int = ENTRIES
    ) -> None:
        """``uri`` and ``wrap_exceptions`` are the base class's; room for so many ``entries``."""
        super().__init__(uri, wrap_exceptions)
        self._size = entries
        self._entries = np.frombuffer(mmap(-1, (entries + PROBES) * _ENTRY.itemsize), _ENTRY)
        self._lock = SharedLock()

    @property
    def base_exceptions(self) -> type[Exception]:
        """What a storage raises when it can't be reached."""
        return OSError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count ``amount`` more under ``key``, from nothing when its ``expiry`` seconds are over;
        the count."""
        with self._lock.held():
            at, found = self._find(key)
            entry = self._entries[at]
            if not found:
                self._entries[at] = (_digest(key), time.monotonic() + expiry, 0)
            entry["count"] += amount
            return int(entry["count"])

    def get(self, key: str) -> int:
        """The count under ``key``."""
        with self._lock.held():
            at, found = self._find(key)
            return int(self._entries["count"][at]) if found else 0

    def get_expiry(self, key: str) -> float:
        """When the count under ``key`` ends, in seconds since 1970."""
        with self._lock.held():
            at, found = self._find(key)
            left = float(self._entries["until"][at]) - time.monotonic() if found else 0.0
        return time.time() + left

    def clear(self, key: str) -> None:
        """Forget ``key``."""
        with self._lock.held():
            at, found = self._find(key)
            if found:
                self._entries["until"][at] = 0

    def reset(self) -> int | None:
        """Forget all."""
        with self._lock.held():
            self._entries["until"] = 0
        return None

    def check(self) -> bool:
        """It can be reached."""
        return True

    def _find(self, key: str) -> tuple[int, bool]:
        """The entry of ``key`` and True, or the one that it may take and False."""
        digest = _digest(key)
        start = digest % self._size
        near = self._entries[start : start + PROBES]
        same = np.flatnonzero((near["key"] == digest) & (near["until"] > time.monotonic()))
        return start + int(same[0] if len(same) else near["until"].argmin()), bool(len(same))


def _digest(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")
