"""A running service, and what is asked of its processes and connections."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import requests

from tests.conftest import Collection
from tests.keeping import brittle_service
from tests.keeping.forked import Forked, mentorsoeg

Process = Forked | subprocess.Popen[str]

BODY = b"ord=makker%0Asvend"
HEAD = (
    "POST /samling-af-soegninger HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
    f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(BODY)}\r\n\r\n"
).encode()
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


def start(
    collection: Collection,
    *arguments: str,
    before: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Process:
    """Start ``mentorsoeg`` in a process of its own; ``before`` is a command that it runs under, in
    a new Python."""
    folders = {
        "MENTORSOEG_CORPUS": str(collection.corpus),
        "MENTORSOEG_INDEX": str(collection.index),
        "MENTORSOEG_PROCESSES": "1",
    }
    whole = os.environ | folders | (environment or {})
    if not before:
        return Forked(mentorsoeg, *arguments, environment=whole)
    return subprocess.Popen(  # noqa: S603 - our own command
        [*before, sys.executable, "-m", "mentorsoeg", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=whole,
    )


def wait_until(true: Callable[[], bool]) -> None:
    """Wait until ``true`` gives True; fails after a minute."""
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


class Service:
    """A running ``serve``; ``lines`` are what it has logged when it has ended."""

    def __init__(self, process: Process) -> None:
        self.process = process
        assert process.stdout
        found = re.search(r"http://[\d.]+:(\d+)", process.stdout.readline())
        assert found
        self.address, self.port = found[0], int(found[1])
        self.lines: list[dict[str, Any]] = []

    def get(self, path: str, **headers: str) -> requests.Response:
        return requests.get(f"{self.address}{path}", headers=headers, timeout=30)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def begin_post(self) -> socket.socket:
        """A connection on which a process waits for the body of a request."""
        connection = self.connect()
        connection.sendall(HEAD)
        assert connection.recv(1000) == CONTINUE
        return connection

    def pids(self) -> set[int]:
        """The processes that answer."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return {int(pid) for thread in threads for pid in thread.read_text().split()}

    def holder(self, connection: socket.socket) -> int:
        """The process that answers on this connection."""
        own, theirs = (f":{port:04X}" for port in (self.port, connection.getsockname()[1]))
        rows = map(str.split, Path("/proc/net/tcp").read_text().splitlines())
        # by both ends: a connection to another service, just closed, may have had the same port
        [inode] = [row[9] for row in rows if row[1].endswith(own) and row[2].endswith(theirs)]
        return next(pid for pid in self.pids() if f"socket:[{inode}]" in files_of(pid))

    def end(self) -> int:
        """Wait until it has ended; the exit code."""
        text = self.process.communicate(timeout=60)[1]
        self.lines = self.lines or [json.loads(line) for line in text.splitlines()]
        return self.process.returncode

    def asked(self, method: str) -> list[dict[str, Any]]:
        """What the access log says of requests of that method."""
        return [line for line in self.lines if line["message"].startswith(f"{method} ")]


def files_of(pid: int) -> set[str]:
    """What a process has open, but for what it closes meanwhile."""
    found = set()
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            found.add(str(file.readlink()))
    return found


@contextmanager
def service(collection: Collection, processes: int = 2, **environment: str) -> Iterator[Service]:
    """A service that is ended with the block."""
    environment = {"MENTORSOEG_PROCESSES": str(processes)} | environment
    running = Service(start(collection, "serve", "--port", "0", environment=environment))
    try:
        wait_until(lambda: len(running.pids()) == processes)
        yield running
    finally:
        if running.process.returncode is None:
            running.process.terminate()
            running.end()


@contextmanager
def brittle(
    filled: Collection, *, failing: int = 0, silent: int = 10, hang: int = 60, still: int = 60,
    stop: int = 3, whole: int = 3, deaf: int = 0, left: float = 0.1, processes: int = 1,
    threads: int = 2,
) -> Iterator[Service]:  # fmt: skip
    """The service of ``brittle_service``."""
    here = {"MENTORSOEG_PROCESSES": str(processes), "MENTORSOEG_THREADS": str(threads)}
    seconds = (silent, hang, still, stop, whole, deaf, left)
    arguments = map(str, (filled.corpus, filled.index, failing, *seconds))
    process = Forked(brittle_service.main, *arguments, environment=os.environ | here)
    try:
        yield Service(process)
    finally:
        process.terminate()
        process.communicate(timeout=60)


def rest(connection: socket.socket) -> bytes:
    """What the service still says until it ends the connection, gently or not."""
    said = b""
    try:
        while more := connection.recv(1000):
            said += more
    except ConnectionError:
        pass
    return said
