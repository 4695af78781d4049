"""A connection: a request as it comes in, an answer until it is taken, neither with a thread."""

import os
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from time import monotonic
from typing import BinaryIO

from webapp.serving.request import MOST_UPLOADED
from webapp.serving.visitor import site
from webapp.spool import AT_ONCE, Spool

SILENT_SECONDS = 10
"""A client that neither sends of its request nor takes of its answer for so long is left."""
REQUEST_SECONDS = 30
"""A request that isn't whole after so long is left."""
ANSWER_SECONDS = 600
"""An answer that isn't taken after so long is let go: 100 MB at 170 kB a second."""
LINGER_SECONDS = 2
"""How long a client that has its whole answer may take to end the connection."""
MOST_HEAD = 1 << 16
"""Bytes of a request's head that are kept; a longer one is refused, and gunicorn refuses much
shorter ones."""
MOST_DISCARDED = 2_000_000
"""Bytes that are read though they are refused: who is still sending hears no answer."""

_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n", re.IGNORECASE)
_ENCODED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)
_SORT = re.compile(rb"[A-Z]{1,20} /([^/? \r\n]{0,40})")
_HEALTH = re.compile(rb"(?:GET|HEAD) /(?:healthz|readyz|metrics)[ ?]")
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Outbox:
    """Takes an answer in the place of a socket, and keeps it until the client takes it: what is
    written, in memory or in a file of its own, and then a file that is sent as it is."""

    def __init__(self) -> None:
        self._written = Spool()
        self._file: int | None = None
        self._at = self._end = 0
        self.size = self.sent = 0

    def sendall(self, data: bytes) -> None:
        """Keep bytes. Raises OSError when there is no room for them."""
        self._written.write(data)
        self.size += len(data)

    def sendfile(self, file: BinaryIO, offset: int = 0, count: int = 0) -> None:
        """Keep a file open, of which ``count`` bytes are sent after what is written."""
        self._file = os.dup(file.fileno())
        self._at, self._end = offset, offset + count

    def close(self) -> None:
        """Free what it holds."""
        self._written.close()
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def give(self, client: socket.socket) -> bool:
        """Send what the client takes now; whether there is more. Raises OSError: BlockingIOError
        when it takes nothing."""
        if self.sent < self.size:
            self._written.seek(self.sent)
            self.sent += client.send(self._written.read(AT_ONCE))
        elif self._file is not None and self._at < self._end:
            took = os.sendfile(client.fileno(), self._file, self._at, AT_ONCE)
            self._at = self._at + took if took else self._end  # the file has become shorter
        return self.sent < self.size or (self._file is not None and self._at < self._end)

    def setblocking(self, _: bool) -> None:
        """Writing never waits."""

    def gettimeout(self) -> float:
        """Writing never waits."""
        return 0.0

    def send(self, data: bytes) -> int:
        """What is said before the answer was said when the head came."""
        return len(data)

    def shutdown(self, _: int) -> None:
        """Gunicorn, when an answer fails: the connection is ended with it in any case."""
        raise OSError


class Connection:
    """What gunicorn has as ``TConn``: ``socket`` is the client's, which nothing but the thread of
    the poller touches; ``sock`` is what answers are written to."""

    initialized = data_ready = True
    is_http2 = False

    def __init__(self, connected: socket.socket, client: tuple[str, int], server: object) -> None:
        connected.setblocking(False)
        self.socket, self.client, self.server = connected, client, server
        self.address = site(client[0])
        self.sock = Outbox()
        self.parser: object = None
        self._received = bytearray()
        self._tail = b""
        self._head = self._body = self._discarded = self._most = 0
        self._large: Spool | None = None
        """The body, when it is large."""
        self.began: float | None = None
        """When a thread began to answer."""
        self.watched = 0
        self.heard(REQUEST_SECONDS)

    @property
    def partial(self) -> bool:
        """Whether the head isn't there yet."""
        return not self._head

    @property
    def too_long(self) -> tuple[int, str]:
        """The status, and its name, of a head that is too long to be read whole."""
        if b"\n" in self._received:
            return 431, "Request Header Fields Too Large"
        return 414, "URI Too Long"

    @cached_property
    def asks_health(self) -> bool:
        """Whether it asks how the service is, which is answered apart from the work."""
        return _HEALTH.match(self._received) is not None

    @property
    def sort(self) -> tuple[str, bytes]:
        """Who asks, and for which kind of answer: where its path begins."""
        found = _SORT.match(self._received)
        return self.address, found[1] if found else b""

    @property
    def has_no_length(self) -> bool:
        """Whether the body's length is untold: it can't be waited for."""
        return _ENCODED.search(self._received, 0, self._head) is not None

    @property
    def gone(self) -> bool:
        """Whether the client has gone; or has only said that it sends no more, as ``nc -N`` does:
        nothing tells these apart before something is sent."""
        try:
            return self.socket.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def heard(self, seconds: float | None = None) -> None:
        """Something came or was taken; with ``seconds``, all of it must be so soon."""
        now = monotonic()
        self.silent = now + SILENT_SECONDS
        if seconds is not None:
            self.until = now + seconds

    def take(self) -> Iterator[bytes]:
        """The request as it came."""
        received, self._received = bytes(self._received), bytearray()
        yield received
        if self._large:
            self._large.seek(0)
            while piece := self._large.read(AT_ONCE):
                yield piece

    def receive(self, most_body: Callable[[bytes], int]) -> bool:
        """Take what has come; whether that is all of the request, of whose body as many bytes are
        kept as ``most_body`` says of its head. Raises OSError: BlockingIOError when nothing has
        come, ConnectionError when the client has gone."""
        data = self.socket.recv(AT_ONCE)
        if not data:
            raise ConnectionResetError
        self.heard()
        if self._head:
            return self._add(data)
        if len(self._received) >= MOST_HEAD:
            self._discarded += len(data)
            tail, self._tail = self._tail + data, data[-3:]
            return _END in tail or self._discarded > MOST_DISCARDED
        start = max(0, len(self._received) - 3)
        self._received += data
        self._tail = data[-3:]
        end = self._received.find(_END, start)
        if end < 0:
            return False
        self._head = end + len(_END)
        length = _LENGTH.search(self._received, 0, self._head)
        self._body = int(length[1]) if length and not self.has_no_length else 0
        rest = bytes(self._received[self._head :])
        del self._received[self._head :]
        self._most = most_body(bytes(self._received))
        if MOST_UPLOADED < self._body <= self._most:
            self._large = Spool()
            self.heard(ANSWER_SECONDS)
        if 0 < self._body <= self._most and _EXPECTS.search(self._received):
            with suppress(OSError):
                self.socket.send(_CONTINUE)
        return self._add(rest)

    def _add(self, data: bytes) -> bool:
        """Keep some of the body, or discard it when all of it is too much."""
        if self._body > self._most:
            self._discarded += len(data)
            return self._discarded >= min(self._body, MOST_DISCARDED)
        if self._large:
            self._large.write(data[: self._body - self._large.tell()])
            return self._large.tell() >= self._body
        self._received += data[: self._head + self._body - len(self._received)]
        return len(self._received) >= self._head + self._body

    def init(self) -> None:
        """Gunicorn's, which is done."""

    def close(self, graceful: bool = False) -> None:
        """End it, and free what it holds."""
        self.sock.close()
        if self._large:
            self._large.close()
        self.socket.close()
