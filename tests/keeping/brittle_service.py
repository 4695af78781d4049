"""A service in which some paths fail as none should, with the times that are long made short.

``main`` takes corpus and index, how many processes fail when they begin, and the seconds that a
client may be silent, an answer take, a process stand still, the service take to stop, a request
take to be whole, a process be kept from what it does first and a connection be left to another.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import sleep

from flask import Flask, Response

import webapp.server
from search.library.logs import log_to_stderr
from search.settings import Settings
from webapp import create_app
from webapp.commands import _listen
from webapp.serving import connection, worker

LARGE = 4_000_000
"""Bytes of an answer that no socket takes at once."""


def main(corpus: str, index: str, failing: str, *seconds: str) -> None:
    """Serve on a free port, which is told as ``serve`` tells it."""
    silent, hang, still, stop, whole, deaf, left = map(float, seconds)
    worker.HUNG_SECONDS, webapp.server.HUNG_SECONDS = int(hang), int(still)
    webapp.server.STOP_SECONDS, worker.RETRY_SECONDS = int(stop), 0.1  # type: ignore[assignment]
    worker.OVERTIME_SECONDS = left
    connection.SILENT_SECONDS, connection.REQUEST_SECONDS = silent, whole
    worker.MOST_WAITING_BYTES = 1 << 27
    settings = Settings(corpus=Path(corpus), index=Path(index))
    log_to_stderr("error")
    app = create_app(settings)
    for name, view in {
        "first": lambda: Response(_fails(0)), "later": lambda: Response(_fails(100)),
        "slow": _slow, "hangs": _hang, "who": lambda: _who(settings.index),
        "large": lambda: b"x" * LARGE,
    }.items():  # fmt: skip
        app.add_url_rule(f"/{name}", name, view)
    begun, follow = Path(index) / "begun", webapp.server.follow

    def begin(started: Flask) -> None:
        with begun.open("a") as file:
            file.write(".")
        if begun.stat().st_size <= int(failing):
            raise MemoryError
        follow(started)

    webapp.server.follow = begin
    listening = _listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    server = webapp.server.Server(app, listening, settings, lambda: None)
    server.cfg.set("post_fork", lambda _arbiter, _worker: sleep(deaf))
    print(f"http://127.0.0.1:{port}/", flush=True)
    server.run()


def _fails(chunks: int) -> Iterator[bytes]:
    for _ in range(chunks):
        yield b"x" * 10_000
    raise ValueError


def _slow() -> str:
    sleep(1)
    return "done"


def _who(folder: Path) -> str:
    """The process that was asked, told when the test has made a file that says so."""
    with (folder / "asked").open("a") as file:
        file.write(".")
    while not (folder / "answer").exists():
        sleep(0.01)
    return str(os.getpid())


def _hang() -> str:
    Event().wait()
    return "never"
