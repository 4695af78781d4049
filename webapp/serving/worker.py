"""A process of the server: one thread takes in requests and gives out answers, others make them."""

import logging
import os
import selectors
import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from time import monotonic
from types import FrameType
from typing import Any

from gunicorn.http import get_parser
from gunicorn.http.errors import LimitRequestLine
from gunicorn.util import write_error
from gunicorn.workers import gthread

from webapp.context import REQUESTS
from webapp.serving.connection import ANSWER_SECONDS, LINGER_SECONDS, Connection, Outbox
from webapp.serving.loads import Loads
from webapp.serving.metrics import NO_ROUTE
from webapp.serving.staff import most_body
from webapp.serving.turns import Turns

MOST_CONNECTIONS = 512
"""Connections of one process; for the next, one that keeps it waiting is ended."""
MOST_FROM_ONE = MOST_CONNECTIONS // 2
"""Those of one address that are not being answered."""
MOST_QUEUED = 256
"""Requests that have a thread or wait for one; for the next, one of the sort of which most wait is
refused."""
MOST_WAITING_BYTES = 1 << 29
"""Bytes of answers that wait to be taken."""
QUEUED_SECONDS = 30
"""A request that has waited for a thread for so long is refused."""
OVERTIME_SECONDS = 0.1
"""A process whose threads are all busy looks so often for connections that nobody else took."""
YIELD_SECONDS = 0.001
"""A process that has more to do than another leaves it a connection, and looks so often whether it
was taken."""
SWEEP_SECONDS = 0.5
HUNG_SECONDS = 60
"""An answer that takes a thread so long never ends: the process makes place for another."""
RETRY_SECONDS = 1
"""Before a process that can't begin is started again."""
STOPPING_SECONDS = 1
"""How long a client may still be silent when the process is to end."""
PIECES_AT_ONCE = 16
"""Pieces given to one client before the others' turn."""

TOO_LONG = """<!doctype html><html lang="da"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Adressen er for lang – Mentorsøg</title>
<h1>Adressen er for lang</h1><p>Der står mere i den, end vi kan læse.
<a href="/">Gå til forsiden</a>, og søg med færre ord.</p></html>
""".encode()
"""What is told before there is a request that the application could answer."""

log = logging.getLogger("mentorsoeg.webapp")


class Worker(gthread.ThreadWorker):
    """Gunicorn's process with threads, in which clients that are slow to ask or slow to take their
    answer wait without a thread; a thread has the whole request when it begins, and is free when
    the answer is made. Each connection has one request.

    A connection is taken when a thread is free, by the process that has least to do, so that none
    waits for a busy process while another has less to do. When all are busy, or that process takes
    nothing, what nobody takes is taken nonetheless, a little later: health is answered by a thread
    of its own, all else waits for its turn.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        server: Any = self.app
        self._loads: Loads = server.loads
        self._open: dict[Connection, None] = {}
        """In the order in which they came."""
        self._busy: set[Connection] = set()
        """Those that are being answered, or wait for that."""
        self._queued = 0
        """How many of these are a thread's work."""
        self._turns = Turns[Connection]()
        """Those of them that wait."""
        self._sweeps = self._overtime = 0.0
        self._left: float | None = None
        """Since when there is a connection that is left to another process."""
        self._leaves = False

    nr_conns = property(lambda self: len(self._open), lambda *_: None)
    """What gunicorn counts."""

    @property
    def worker_connections(self) -> int:
        """Connections open at most, as gunicorn has it: none more while no thread is free."""
        return sys.maxsize if self._queued < self.cfg.threads else 0

    @worker_connections.setter
    def worker_connections(self, _: int) -> None:
        """Gunicorn's own setting is left alone."""

    def init_process(self) -> None:
        """Begin; a process that can't is started again, where gunicorn would end the service."""
        self._health = ThreadPoolExecutor(1)
        try:
            super().init_process()
        except Exception as error:
            if self.booted:
                raise
            log.exception("a process can't begin")
            time.sleep(RETRY_SECONDS)
            raise SystemExit(1) from error

    def init_signals(self) -> None:
        """Hear what the process is told, from its first moment on."""
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, self.SIGNALS)

    def run(self) -> None:
        """Serve until told to end; a thread that hangs is not waited for."""
        self._loads.tell(self.age, 0)
        super().run()
        if self._busy:
            os._exit(0)

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """End at once, told so by Ctrl+C: gunicorn would first stop the pool of threads, which
        waits for ever when it is just starting one."""
        os._exit(0)

    def set_accept_enabled(self, enabled: bool | None) -> None:
        """Take connections or not; when the process is ending, take what has come and refuse the
        rest for good, for gunicorn would have them wait until it has ended."""
        super().set_accept_enabled(enabled)
        if not self.alive:
            self._loads.end(self.age)
            for listening in self.sockets:
                while self._take(listening):
                    pass
                listening.close()
            self.sockets = []
            for connection in self._open:
                connection.silent = min(connection.silent, monotonic() + STOPPING_SECONDS)

    def wait_for_and_dispatch_events(self, timeout: float | None) -> None:
        """Do what there is to do, and what nobody else does when all threads are busy."""
        busy, self._leaves = not self.worker_connections, False
        super().wait_for_and_dispatch_events(OVERTIME_SECONDS if busy else timeout)
        self._left = self._left if self._leaves else None
        if busy and self.alive and monotonic() > self._overtime:
            self._overtime = monotonic() + OVERTIME_SECONDS
            for listening in self.sockets:
                while self._take(listening):
                    pass

    def accept(self, listener: Any) -> None:
        """Take a connection, unless another process has less to do, and takes it soon."""
        self._left = self._left or monotonic()
        if self._queued <= self._loads.least() or monotonic() > self._left + OVERTIME_SECONDS:
            self._left = None
            self._take(listener)
        else:
            self._leaves = True
            time.sleep(YIELD_SECONDS)

    def _take(self, listening: socket.socket) -> bool:
        """Take a connection; whether there was one."""
        try:
            connected, client = listening.accept()
        except BlockingIOError:
            return False
        except OSError:  # it has gone, or there are too many files open
            self._make_room(None)
            return False
        connection = Connection(connected, client, listening.getsockname())
        self._open[connection] = None
        self._make_room(connection)
        self._receive(connection)
        return True

    def murder_pending(self) -> None:
        """Leave the clients that take too long, and the work that does."""
        now = monotonic()
        if now < self._sweeps:
            return
        self._sweeps = now + SWEEP_SECONDS
        for connection in [one for one in self._open if one not in self._busy]:
            if now > min(connection.silent, connection.until):
                self._leave(connection)
        hung = [c for c in self._busy if c.began is not None and now > c.began + HUNG_SECONDS]
        if hung and self.alive:
            log.error("a request takes for ever, the process makes place for another")
            self.alive = False

    def _make_room(self, newest: Connection | None) -> None:
        """End a connection that keeps others waiting: first one whose request isn't whole, the
        oldest; of an address that has too many, one of its own."""
        idle = [one for one in self._open if one not in self._busy and one is not newest]
        theirs = [one for one in idle if newest and one.address == newest.address]
        waiting = sum(one.sock.size - one.sock.sent for one in idle)
        if len(theirs) < MOST_FROM_ONE:
            theirs = []
        full = newest is None or len(self._open) > MOST_CONNECTIONS or waiting > MOST_WAITING_BYTES
        if some := theirs or (idle if full else []):
            self._leave(next((one for one in some if one.partial), some[0]))

    def _watch(self, connection: Connection, events: int, callback: Any = None) -> None:
        """Have ``callback`` called when the client's socket is ready for these events."""
        if connection.watched and not events:
            self.poller.unregister(connection.socket)
        elif connection.watched:
            self.poller.modify(connection.socket, events, partial(callback, connection))
        elif events:
            self.poller.register(connection.socket, events, partial(callback, connection))
        connection.watched = events

    def _leave(self, connection: Connection) -> None:
        self._watch(connection, 0)
        self._open.pop(connection, None)
        connection.close()

    def _receive(self, connection: Connection, _: object = None) -> None:
        try:
            whole = connection.receive(self._most_body)
        except BlockingIOError:
            whole = False
        except OSError:
            self._leave(connection)
            return
        except Exception:  # whatever a client sends ends nothing but its connection
            log.exception("a request can't be taken in")
            self._leave(connection)
            return
        if whole:
            self._watch(connection, 0)
            self.enqueue_req(connection)
        elif not connection.watched:
            self._watch(connection, selectors.EVENT_READ, self._receive)

    def _most_body(self, head: bytes) -> int:
        app: Any = self.app.load()
        return most_body(app, head)

    def enqueue_req(self, conn: Any) -> None:
        """Have a thread answer, when it is this one's turn."""
        connection: Connection = conn
        connection.until = monotonic() + QUEUED_SECONDS
        self._busy.add(connection)
        if connection.asks_health:
            self._submit(self._health, connection)
            return
        self._count(1)
        self._turns.add(connection.sort, connection)
        if self._queued > max(MOST_QUEUED, self.cfg.threads):
            refused = self._turns.last()
            self._refuse(refused)
            self._finish(refused)
        elif self._queued <= self.cfg.threads:
            self._submit(self.tpool, self._turns.next())

    def _count(self, more: int) -> None:
        self._queued += more
        if self.alive:
            self._loads.tell(self.age, self._queued)

    def _submit(self, threads: Any, connection: Connection | None) -> None:
        if connection:
            done = threads.submit(self.handle, connection)
            done.add_done_callback(lambda _: self.method_queue.defer(self._answered, connection))

    def handle(self, conn: Any) -> Any:
        """Answer, in a thread."""
        connection: Connection = conn
        connection.began = monotonic()
        if connection.gone and self._queued > self.cfg.threads:
            return self._refuse(connection)
        if connection.began > connection.until:
            return self._refuse(connection)
        if connection.partial:
            return self._refuse(connection, *connection.too_long)
        if connection.has_no_length:
            return self._refuse(connection, 411, "Length Required")
        connection.parser = get_parser(self.cfg, connection.take(), connection.client)
        return super().handle(conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what can't be parsed; who follows a long link is a person, and reads Danish."""
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        log.warning("a request line is too long: %s", exc)
        head = "HTTP/1.1 414 URI Too Long\r\nConnection: close\r\nContent-Type: text/html\r\n"
        client.sendall(f"{head}Content-Length: {len(TOO_LONG)}\r\n\r\n".encode() + TOO_LONG)

    def _refuse(self, conn: Any, code: int = 503, why: str = "Service Unavailable") -> bool:
        app: Any = self.app.load()
        app.extensions[REQUESTS].count(NO_ROUTE, code)
        write_error(conn.sock, code, why, "")
        return False

    def handle_request(self, req: Any, conn: Any) -> bool:
        """Make the answer. Nothing of it has been sent when that fails, whenever it does."""
        try:
            return bool(super().handle_request(req, conn))
        except (StopIteration, OSError):
            conn.sock.close()
            conn.sock = Outbox()
            self._refuse(conn, 500, "Internal Server Error")
            raise

    def _answered(self, connection: Connection) -> None:
        """The answer is made: the thread is free for the next."""
        if not connection.asks_health:
            self._submit(self.tpool, self._turns.next())
        self._finish(connection)

    def _finish(self, connection: Connection) -> None:
        """Give the client the answer that is made."""
        self._busy.discard(connection)
        self._count(-(not connection.asks_health))
        connection.heard(ANSWER_SECONDS)
        self._give(connection)

    def _give(self, connection: Connection, _: object = None) -> None:
        try:
            for _turn in range(PIECES_AT_ONCE):
                more = connection.sock.give(connection.socket)
                connection.heard()
                if not more:
                    self._end(connection)
                    return
        except BlockingIOError:
            pass
        except OSError:
            self._leave(connection)
            return
        if not connection.watched:
            self._watch(connection, selectors.EVENT_WRITE, self._give)

    def _end(self, connection: Connection) -> None:
        """Say that this is all, and let the client end the connection: what it still sends would
        make the system drop the answer."""
        with suppress(OSError):
            connection.socket.shutdown(socket.SHUT_WR)
        connection.until = monotonic() + LINGER_SECONDS
        self._watch(connection, selectors.EVENT_READ, self._linger)

    def _linger(self, connection: Connection, _: object = None) -> None:
        try:
            if not connection.socket.recv(1 << 16):
                self._leave(connection)
        except BlockingIOError:
            pass
        except OSError:
            self._leave(connection)
