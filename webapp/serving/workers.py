"""Answering in several processes: Python answers one page at a time in each."""

import logging
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from threading import Condition, Event, Thread
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.test import run_wsgi_app

from search.library.processes import end_with_parent

PAUSE_SECONDS = 1.0
"""Before a worker is started again, which may fail at once each time."""
ATTEMPTS = 3
"""Workers that a request is given to, when one after the other ends under it."""
_CONTEXT = multiprocessing.get_context("spawn")

log = logging.getLogger("mentorsoeg.webapp")
Make = Callable[..., WSGIApplication]


@dataclass(eq=False)
class _Worker:
    """A process, and the connections to those of its threads that have nothing to do."""

    process: SpawnProcess
    free: list[Connection]


class _Body:
    """The body of an answer as it comes. When closed it is read to its end, for the next answer
    comes behind it, and ``done`` is called."""

    def __init__(self, connection: Connection, done: Callable[[], None]) -> None:
        self._chunks = iter(connection.recv_bytes, b"")
        self._done = done

    def __iter__(self) -> Iterator[bytes]:
        return self._chunks

    def close(self) -> None:
        with suppress(EOFError, OSError):  # the process has ended
            for _ in self._chunks:
                pass
        self._done()


class Workers:
    """A WSGI application: the one that ``make(*arguments)`` gives, in ``count`` processes of so
    many ``threads``. The least busy of them answers a request.

    It asks nothing of who calls but to call in no more than ``count * threads`` threads at once;
    others wait. A process that ends is started again while the block lasts, and all end with this
    one, however it ends.
    """

    def __init__(self, count: int, threads: int, make: Make, *arguments: Any) -> None:
        self._count = count
        self._threads = threads
        self._job = (make, *arguments)
        self._workers: list[_Worker] = []
        self._changed = Condition()
        self._stopping = Event()

    def __enter__(self) -> "Workers":
        self._workers = [self._start() for _ in range(self._count)]
        Thread(target=self._keep, daemon=True, name="keep-workers").start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for worker in self._workers:
            worker.process.terminate()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request. Raises ConnectionError when every worker it was given to ended."""
        asked = {name: value for name, value in environ.items() if isinstance(value, str)}
        body = environ["wsgi.input"].read()
        for _ in range(ATTEMPTS):
            worker, connection = self._take()
            try:
                connection.send((asked, body))
                status, headers = connection.recv()
            except (EOFError, OSError):  # the process has ended, and will be started again
                with self._changed:
                    worker.free.clear()
                continue
            start_response(status, headers)
            return _Body(connection, partial(self._give, worker, connection))
        raise ConnectionError("no worker answers")

    def _take(self) -> tuple[_Worker, Connection]:
        with self._changed:
            self._changed.wait_for(lambda: any(worker.free for worker in self._workers))
            worker = max(self._workers, key=lambda worker: len(worker.free))
            return worker, worker.free.pop()

    def _give(self, worker: _Worker, connection: Connection) -> None:
        with self._changed:
            worker.free.append(connection)
            self._changed.notify()

    def _start(self) -> _Worker:
        pairs = [_CONTEXT.Pipe() for _ in range(self._threads)]
        theirs = [theirs for _, theirs in pairs]
        process = _CONTEXT.Process(target=_work, args=(theirs, *self._job))
        process.start()
        for connection in theirs:
            connection.close()  # else its end would never be told
        return _Worker(process, [ours for ours, _ in pairs])

    def _keep(self) -> None:
        while True:
            wait([worker.process.sentinel for worker in self._workers])
            if self._stopping.wait(PAUSE_SECONDS):
                return
            for n, worker in enumerate(self._workers):
                if (code := worker.process.exitcode) is not None:
                    log.error("a process ended with %s, another is started", code)
                    with self._changed:
                        self._workers[n] = self._start()
                        self._changed.notify_all()


def _work(connections: list[Connection], make: Make, *arguments: Any) -> None:
    """Answer in one thread for each connection until the process is ended."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the first ends the rest
    app = make(*arguments)
    threads = [Thread(target=_answer_all, args=(app, c), daemon=True) for c in connections]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _answer_all(app: WSGIApplication, connection: Connection) -> None:
    with suppress(EOFError, OSError):  # nobody is there any more
        while True:
            _answer(app, connection, *connection.recv())


def _answer(
    app: WSGIApplication, connection: Connection, asked: WSGIEnvironment, body: bytes
) -> None:
    environ = asked | {
        "wsgi.version": (1, 0), "wsgi.input": BytesIO(body), "wsgi.errors": sys.stderr,
        "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
    chunks, status, headers = run_wsgi_app(app, environ)
    connection.send((status, list(headers)))
    try:
        for chunk in filter(None, chunks):
            connection.send_bytes(chunk)
    except Exception:  # the rest of a file that can't be read
        log.exception("answering %s", asked.get("PATH_INFO"))
    finally:
        connection.send_bytes(b"")
        if close := getattr(chunks, "close", None):
            close()
