"""requests and urllib3 with our limits: addresses looked at, time bounded, patience bounded."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from urllib3 import (
    BaseHTTPResponse,
    HTTPConnectionPool,
    HTTPResponse,
    HTTPSConnectionPool,
    PoolManager,
    Retry,
)
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import InvalidHeader, MaxRetryError, ResponseError

from indexer.fetching.addresses import connect
from search.library.settings import Settings

BUSY = (429, 500, 502, 503, 504)
"""Statuses that may pass."""

Connect = Callable[[str, int], socket.socket]


@contextmanager
def cut_after(seconds: float, cut: Callable[[], object]) -> Iterator[Callable[[], bool]]:
    """Call ``cut`` when the block takes longer; the block is given a function that tells whether
    it was. A socket's own time limit starts again with every byte, this one doesn't."""
    late = threading.Event()

    def end() -> None:
        late.set()
        with suppress(OSError, ValueError):
            cut()

    timer = threading.Timer(max(seconds, 0), end)
    timer.daemon = True
    timer.start()
    try:
        yield late.is_set
    finally:
        timer.cancel()


class _Guarded(HTTPConnection):
    open_socket: Connect
    deadline: float

    def _new_conn(self) -> socket.socket:
        made = self.open_socket(self.host, self.port)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as urllib3 does
        """The response, its headers whole within the read timeout."""
        limit = self.timeout if isinstance(self.timeout, int | float) else 60
        left = min(limit, self.deadline - time.monotonic())
        with cut_after(left, lambda: self.sock and self.sock.shutdown(socket.SHUT_RDWR)) as late:
            try:
                response = super().getresponse()
            except Exception as error:
                if late():
                    raise TimeoutError("headers too slow") from error
                raise
            if late():  # headers cut short look complete
                response.close()
                raise TimeoutError("headers too slow")
            return response


class _GuardedTLS(_Guarded, HTTPSConnection):
    pass


class PatientRetry(Retry):
    """urllib3's Retry that gives up at ``deadline`` (monotonic seconds), and rather than come back
    early when Retry-After asks for more than ``patience`` seconds."""

    deadline = float("inf")
    patience = 0.0

    def new(self, **changes: Any) -> "PatientRetry":
        made = super().new(**changes)
        made.deadline, made.patience = self.deadline, self.patience
        return made

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Seconds that the server asks for; None when it doesn't, or says what nobody can read."""
        try:
            return super().get_retry_after(response)
        except InvalidHeader:
            return None

    def increment(self, method: Any = None, url: Any = None, *args: Any, **kw: Any) -> Any:
        response = kw.get("response") or (args[0] if args else None)
        asked = self.get_retry_after(response) if response is not None else None
        if asked is not None and asked > min(self.patience, self.deadline - time.monotonic()):
            raise MaxRetryError(kw.get("_pool"), str(url), ResponseError("asked to wait"))  # type: ignore[arg-type]
        if time.monotonic() > self.deadline:
            raise MaxRetryError(kw.get("_pool"), str(url), kw.get("error"))  # type: ignore[arg-type]
        return super().increment(method, url, *args, **kw)


class _Adapter(HTTPAdapter):
    def __init__(self, open_socket: Connect, retry: "PatientRetry") -> None:
        self._guards = {"open_socket": staticmethod(open_socket), "deadline": retry.deadline}
        super().__init__(pool_connections=4, pool_maxsize=1, max_retries=retry)

    def init_poolmanager(self, *args: Any, **kw: Any) -> None:
        plain = type("Plain", (_Guarded,), self._guards)
        tls = type("TLS", (_GuardedTLS,), self._guards)
        self.poolmanager = PoolManager(*args, **kw)
        self.poolmanager.pool_classes_by_scheme = {
            "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("TLSPool", (HTTPSConnectionPool,), {"ConnectionCls": tls}),
        }


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nothing: where an answer sends on is read by the client, whatever its bytes."""


def make_session(
    settings: Settings,
    deadline: float,
    reached: Callable[[], None],
    cookies: RequestsCookieJar | None = None,
) -> requests.Session:
    """A session for one file, to be had by ``deadline`` (monotonic seconds). ``reached`` is called
    when a connection was made; what servers set is kept in ``cookies``. Proxies and passwords of
    the environment are not used: through a proxy the address connected to could not be looked
    at."""

    def open_socket(host: str, port: int) -> socket.socket:
        allowed = host.lower().strip("[]") in settings.allowed_hosts
        timeout = max(0.1, min(settings.connect_timeout, deadline - time.monotonic()))
        made = connect(host, port, timeout, allowed=allowed)
        reached()
        return made

    retry = PatientRetry(
        total=settings.retries, redirect=0, status_forcelist=BUSY, raise_on_status=False,
        backoff_factor=0.5, backoff_jitter=0.5, backoff_max=8,
    )  # fmt: skip
    retry.deadline, retry.patience = deadline, settings.retry_after
    session = _Session()
    session.trust_env = False
    if cookies is not None:
        session.cookies = cookies
    session.headers = requests.structures.CaseInsensitiveDict(
        {
            "User-Agent": settings.user_agent,
            "Accept": "application/pdf, text/html;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "da, en;q=0.5",
            "Connection": "close",  # a retry goes by a connection of its own
        }
    )
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Adapter(open_socket, retry))
    return session
