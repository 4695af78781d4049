"""A process of the server, in which clients that are slow to ask wait without a thread."""

import os
import socket
import struct
from contextlib import suppress
from types import FrameType
from typing import Any

from gunicorn.workers import gthread

SILENT_SECONDS = 10
"""A client that neither sends of its request nor takes of its answer for so long is left."""
MOST_WAITING = 500
"""Connections of one process whose requests aren't whole."""
MOST_HEAD = 1 << 16
"""Bytes of a request's head that are waited for; gunicorn refuses longer ones, and much shorter."""
_END = b"\r\n\r\n"


class Worker(gthread.ThreadWorker):
    """Gunicorn's process with threads, which takes a connection when a thread is free, so that none
    waits for a busy process while another has nothing to do, and answers one request on each."""

    @property
    def worker_connections(self) -> int:
        """Connections open at most; what waits for the rest of its request isn't counted."""
        return int(self.cfg.threads) + min(len(self.pending_conns), MOST_WAITING)

    @worker_connections.setter
    def worker_connections(self, _: int) -> None:
        """Gunicorn's own setting is left alone."""

    def set_accept_enabled(self, enabled: bool | None) -> None:
        """Take connections or not; when the process is ending, refuse them for good, for gunicorn
        would have them wait until it has ended."""
        super().set_accept_enabled(enabled)
        if not self.alive:
            for listening in self.sockets:
                listening.close()

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """End at once, told so by Ctrl+C: gunicorn would first stop the pool of threads, which
        waits for ever when it is just starting one."""
        os._exit(0)

    def handle(self, conn: gthread.TConn) -> Any:
        """Answer the request when its head is there, and end the connection. Gunicorn would hold a
        thread meanwhile; and wait for the client to end, in the thread that takes connections."""
        if _is_partial(conn.sock):
            return gthread._DEFER  # type: ignore[attr-defined]
        super().handle(conn)
        with suppress(OSError):
            conn.sock.shutdown(socket.SHUT_RDWR)
        return False


def leave_the_silent(listening: socket.socket) -> None:
    """Have the system end what makes no progress on the connections taken from ``listening``.

    Linux gives each of them what is set here, and ends one that takes nothing of an answer.
    """
    limit = struct.pack("ll", SILENT_SECONDS, 0)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
    if option := getattr(socket, "TCP_USER_TIMEOUT", None):
        listening.setsockopt(socket.IPPROTO_TCP, option, 1000 * SILENT_SECONDS)


def _is_partial(connection: socket.socket) -> bool:
    """Whether a request's head isn't there yet; the system will tell when more of it is."""
    try:
        head = connection.recv(MOST_HEAD, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return True
    wanted = connection.getsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT)
    partial = _END not in head and wanted <= len(head) < MOST_HEAD  # fewer: the client has gone
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, len(head) + 1 if partial else 1)
    return partial
