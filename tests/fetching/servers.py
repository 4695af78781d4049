"""A web server on loopback that misbehaves as told, and a small internet that leads to it."""

import errno
import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

import pytest

Answer = Callable[[BaseHTTPRequestHandler], None]
"""Gives a request what it deserves."""

PUBLIC = "93.184.215.14"
"""An address of the open internet; here it leads to the server on loopback."""
UNROUTED = "93.184.215.99"
"""Another, which leads nowhere."""


@dataclass(frozen=True)
class Request:
    """What was asked for: ``place`` is host and path, ``headers`` have names in small letters."""

    place: str
    headers: dict[str, str]
    time: float


@dataclass
class WebServer:
    """``pages[host + path]`` says how a request is answered; anything else is 404."""

    port: int
    pages: dict[str, Answer] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def asked(self, place: str) -> list[Request]:
        """The requests for that place, in their order."""
        return [request for request in self.requests if request.place == place]


@contextmanager
def running(tls: ssl.SSLContext | None = None) -> Iterator[WebServer]:
    """Run a WebServer on loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            host = self.headers.get("Host", "").partition(":")[0]
            headers = {name.lower(): value for name, value in self.headers.items()}
            made.requests.append(Request(host + self.path, headers, time.monotonic()))
            with suppress(OSError):  # the client may hang up at any moment
                made.pages.get(host + self.path, status(404))(self)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        block_on_close = False
        request_queue_size = 128

        def handle_error(self, *_: object) -> None:
            pass  # a broken handshake is the client's to judge

    with Server(("127.0.0.1", 0), Handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        made = WebServer(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield made
        server.shutdown()
        thread.join()


class Internet:
    """Names and routes. ``names`` gives a host's addresses, look-up by look-up, the last again and
    again; ``routes`` the port on loopback that a public address leads to. Loopback leads to itself,
    so a connection that should have been refused would be made."""

    def __init__(self) -> None:
        self.names: dict[str, list[list[str]]] = {}
        self.routes: dict[str, int] = {}
        self._resolve = socket.getaddrinfo
        self._connect = socket.create_connection

    def resolve(self, host: str, port: int, *args: Any, **options: Any) -> list[Any]:
        """In the place of socket.getaddrinfo."""
        if host not in self.names:
            if host.endswith((".dk", ".org", ".test", ".invalid")):
                raise socket.gaierror(socket.EAI_NONAME, "unknown name")
            return self._resolve(host, port, *args, **options)
        answers = self.names[host]
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            (socket.AF_INET6 if ":" in a else socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port))
            for a in addresses
        ]

    def connect(self, address: tuple[str, int], *args: Any, **options: Any) -> socket.socket:
        """In the place of socket.create_connection."""
        host, _ = address
        if host in self.routes:
            return self._connect(("127.0.0.1", self.routes[host]), *args, **options)
        if ip_address(host).is_loopback:
            return self._connect(address, *args, **options)
        raise OSError(errno.ENETUNREACH, "no route")


@contextmanager
def connected() -> Iterator[Internet]:
    """Within the block an Internet is the only one that there is."""
    made = Internet()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", made.resolve)
        patch.setattr(socket, "create_connection", made.connect)
        yield made


def body(content: bytes, media_type: str = "application/pdf", code: int = 200,
         **headers: str) -> Answer:  # fmt: skip
    """Answer as a good server does."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        _head(request, code, {"Content-Type": media_type, "Content-Length": str(len(content))}
              | {name.replace("_", "-"): value for name, value in headers.items()})  # fmt: skip
        request.wfile.write(content)

    return answer


def web_page(text: str) -> Answer:
    """Answer with HTML in UTF-8."""
    return body(text.encode(), "text/html; charset=utf-8")


def status(code: int, **headers: str) -> Answer:
    """Answer with nothing but a status."""
    return body(b"", "text/plain", code, **headers)


def redirect(to: str, code: int = 302) -> Answer:
    """Send on to an address, in which ``{port}`` is the server's own."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        port = request.connection.getsockname()[1]
        status(code, Location=to.replace("{port}", str(port)))(request)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """Answer one request after another differently, the last way for ever."""
    left = list(answers)

    def answer(request: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(request)

    return answer


def conditional(content: bytes, **validators: str) -> Answer:
    """Answer 304 when the request has these ETag or Last_Modified, else with ``content``."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        names = {"ETag": "If-None-Match", "Last_Modified": "If-Modified-Since"}
        known = any(request.headers.get(names[k]) == v for k, v in validators.items())
        (status(304) if known else body(content, **validators))(request)

    return answer


def reset(head: bytes = b"") -> Answer:
    """Send ``head`` and reset the connection."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(head)
        linger = struct.pack("ii", 1, 0)
        request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        request.connection.close()

    return answer


def raw(content: bytes) -> Answer:
    """Send bytes as they are, and close."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(content)

    return answer


def wrong_length(content: bytes, length: int) -> Answer:
    """Announce ``length`` bytes and send all of ``content``."""
    return body(content, Content_Length=str(length))


def cut_chunk(content: bytes) -> Answer:
    """Announce a chunk and send half of it."""
    return raw(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + f"{len(content):x}\r\n".encode() + content[: len(content) // 2]
    )  # fmt: skip


def endless(piece: bytes, pause: float = 0, start: bytes = b"") -> Answer:
    """Send ``start`` and then ``piece`` for ever, ``pause`` seconds apart."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(start)
        while True:
            request.wfile.write(piece)
            time.sleep(pause)

    return answer


def silent(request: BaseHTTPRequestHandler) -> None:
    """Say nothing until the client hangs up."""
    request.connection.recv(1)


def bomb(
    megabytes: int, media_type: str = "application/pdf", start: bytes = b"%PDF-1.7\n"
) -> Answer:
    """Answer with a small gzip that unpacks to that much."""
    packed = gzip.compress(start + b" " * megabytes * 1_000_000)
    return body(packed, media_type, Content_Encoding="gzip")


def _head(request: BaseHTTPRequestHandler, code: int, headers: dict[str, str]) -> None:
    request.send_response(code)
    for name, value in headers.items():
        request.send_header(name, value)
    request.send_header("Connection", "close")
    request.end_headers()
