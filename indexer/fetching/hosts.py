"""What one run knows of the hosts it meets: whose turn it is, who is down, what robots may do."""

import threading
import time
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from indexer.fetching.deadlinks import Barred, Dead, Stopped, Unreachable

HOSTS_DOWN = 3
"""Hosts that can't be reached, with none that can, until the network is taken to be down."""

Origin = tuple[str, str, int]


def origin(url: str) -> Origin:
    """Scheme, host and port of ``url``. Raises Dead unless it is a whole http or https address."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Dead("adressen er ugyldig") from None
    if parts.scheme not in ("http", "https"):
        raise Barred(f"adresser med {parts.scheme[:20] or 'intet'}: hentes ikke")
    if not host:
        raise Dead("adressen er ugyldig")
    return parts.scheme, host, port or (443 if parts.scheme == "https" else 80)


class Hosts:
    """The hosts of a run; safe to share between threads.

    Requests to one host come one at a time, ``pause`` seconds apart, but for the operator's
    ``own``. A host that can't be reached
    is not tried again in the run, and when the first HOSTS_DOWN hosts can't be, none is.
    """

    def __init__(self, pause: float, own: Collection[str] = ()) -> None:
        self._pause = pause
        self._own = own
        self._pauses: dict[str, float] = {}
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last: dict[str, float] = {}
        self._down: dict[str, str] = {}
        self._guard = threading.Lock()
        self._stopped = threading.Event()
        self.reached = False

    @property
    def offline(self) -> bool:
        """Whether there seems to be no network at all."""
        return not self.reached and len(self._down) >= HOSTS_DOWN

    @contextmanager
    def turn(self, place: Origin) -> Iterator[None]:
        """Have the host to oneself for a request. Raises Unreachable when it is known to be, and
        Stopped."""
        key = f"{place[1]}:{place[2]}"
        with self._guard:
            lock = self._turns[key]
        with lock:
            self._check(key)
            since = time.monotonic() - self._last.get(key, 0.0)
            self._stopped.wait(max(0.0, self._pause_of(key) - since))
            self.go_on()
            try:
                yield
            except Unreachable as error:
                self._down[key] = error.reason
                raise
            finally:
                self._last[key] = time.monotonic()

    def stop(self) -> None:
        """Let nothing more be asked for, from another thread than those that ask."""
        self._stopped.set()

    def go_on(self) -> None:
        """Raise Stopped when nothing more is to be asked for."""
        if self._stopped.is_set():
            raise Stopped

    def slow_down(self, place: Origin, pause: float) -> None:
        """Keep at least ``pause`` seconds between requests to this host."""
        self._pauses[f"{place[1]}:{place[2]}"] = pause

    def _pause_of(self, key: str) -> float:
        if key.rpartition(":")[0] in self._own:
            return 0.0
        return max(self._pause, self._pauses.get(key, 0.0))

    def _check(self, key: str) -> None:
        if reason := self._down.get(key):
            raise Unreachable(reason)
        if self.offline:
            raise Unreachable("intet netværk")
