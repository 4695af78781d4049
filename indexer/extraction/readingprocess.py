"""The processes that read files for sandboxes: started, kept, ended and paid for."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from indexer.extraction.steps import SIZE, Steps
from search.library.budget import charge
from search.library.files import memory_file

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent.parent
CHUNK = 2**16
ENVIRONMENT = ("PATH", "LANG", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")
"""What a worker gets of its user's environment: where programs and their data lie."""
IDLE = 10.0
"""Seconds that a kept worker may wait; it ends itself when its file's time is well over."""


@dataclass(frozen=True)
class ReadingProcess:
    """A process that reads, its requests, and the memory in which it tells its steps."""

    process: subprocess.Popen[bytes]
    requests: socket.socket
    steps: Steps

    @classmethod
    def of(cls, memory: int) -> "ReadingProcess":
        """One for files that may take ``memory`` bytes: one that is kept, or a new one. It does
        nothing yet. Raises OSError when none can be started."""
        return _kept.take(_kind(memory)) or _started()

    @property
    def output(self) -> IO[bytes]:
        """What it writes: a line for each request."""
        return _pipe(self.process.stdout)

    @property
    def is_over(self) -> bool:
        """Whether the process has ended."""
        return self.process.poll() is not None

    def send(self, request: dict[str, Any], file: int) -> None:
        """Give it a request and an open file. Raises OSError."""
        line = json.dumps(request).encode() + b"\n"
        sent = socket.send_fds(self.requests, [line], [file])
        self.requests.sendall(line[sent:])

    def leave(self, memory: int) -> bool:
        """Let it wait for others who ask for as much memory; False where none are kept."""
        if kept := _kept.keeping:
            _kept.leave(_kind(memory), self)
        return kept

    def cause(self) -> str:
        """How it ended by itself, for which is waited: the number of a signal or a code."""
        code = _ended(self.process)
        return f"signal {-code}" if code < 0 else f"kode {code}"

    def end(self) -> None:
        """End the process, whatever it is doing, and the programs that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        _ended(self.process)
        with suppress(OSError):
            self.output.close()
        self.requests.close()


class _Kept:
    """Workers that have answered and wait for the next sandbox that would start one like them."""

    def __init__(self) -> None:
        self.keeping = False
        self._waiting: list[tuple[object, float, ReadingProcess]] = []
        self._lock = threading.Lock()

    def leave(self, kind: object, worker: ReadingProcess) -> None:
        """Let it wait."""
        with self._lock:
            self._waiting.append((kind, time.monotonic(), worker))

    def take(self, kind: object) -> ReadingProcess | None:
        """One of that kind, when there is one. Those that waited too long are ended."""
        rest: list[tuple[object, float, ReadingProcess]] = []
        found, now = None, time.monotonic()
        with self._lock:
            waiting, self._waiting = self._waiting, rest
            for one, since, worker in waiting:
                if now - since > IDLE or worker.is_over:
                    worker.end()
                elif found is None and one == kind:
                    found = worker
                else:
                    rest.append((one, since, worker))
        return found

    def end(self) -> None:
        """End all."""
        with self._lock:
            for _, _, worker in self._waiting:
                worker.end()
            self._waiting.clear()


_kept = _Kept()


@contextmanager
def workers_kept() -> Iterator[None]:
    """Within the block a worker that has answered reads for the next sandbox of as much memory too:
    for one who takes several steps, each of which would start its own. Not for a service, where a
    file of one person's could then do something to another's."""
    before, _kept.keeping = _kept.keeping, True
    try:
        yield
    finally:
        _kept.keeping = before
        if not before:
            _kept.end()


def _kind(memory: int) -> object:
    """What a process must have been started with to read for one who asks for it."""
    return memory, _environment()


def _environment() -> dict[str, str]:
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    kept = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(paths)}


def _started() -> ReadingProcess:
    requests, theirs = socket.socketpair()
    with memory_file() as file, theirs:
        file.truncate(SIZE)
        number = file.fileno()
        steps = Steps(number)
        process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, "-P", "-m", "indexer.extraction.sandboxed", str(number)],
            stdin=theirs.fileno(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            pass_fds=[number],
            env=_environment(),
        )
    noise = threading.Thread(target=_log_noise, args=(_pipe(process.stderr),), daemon=True)
    noise.start()
    return ReadingProcess(process, requests, steps)


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # noqa: S101 - both are pipes
    return stream


def _log_noise(stream: IO[bytes]) -> None:
    """Bring what libraries print to the log."""
    with stream:
        for line in iter(lambda: stream.readline(CHUNK), b""):
            log.debug("worker: %s", line.decode("utf-8", "replace").rstrip())


def _ended(process: subprocess.Popen[bytes]) -> int:
    """Wait for its end, charge the thread that waits with what it cost, and give its code."""
    with suppress(ChildProcessError):  # another thread has seen its end
        if process.returncode is None:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            charge(usage.ru_utime + usage.ru_stime)
    return process.wait()
