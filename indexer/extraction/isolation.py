"""Sandboxes: what is done to a file there costs nobody else anything."""

import json
import logging
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import IO, Any

from indexer.document import Unreadable
from indexer.extraction.limits import PROMPT, Limits
from indexer.extraction.steps import SIZE, Steps, scanned_pages
from search.library.budget import charge
from search.library.files import memory_file, open_file, why

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent.parent
CHUNK = 2**16
SILENCE_IN_OCR = 600.0
"""Seconds for making the picture of a page for OCR."""
ENVIRONMENT = ("PATH", "LANG", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")
"""What a worker gets of its user's environment: where programs and their data lie."""
LOOK = 0.25
"""Seconds between looks at the step of a worker that does not answer yet."""
SHUTDOWN = 3.0
"""Seconds beyond a file's time before its worker is taken to hang."""


IDLE = 10.0
"""Seconds that a kept worker may wait; it ends itself when its file's time is well over."""


class Broken(Exception):
    """The worker is gone; the text is the Danish reason."""


@dataclass(frozen=True)
class _Worker:
    """A process that reads, its requests, and the memory in which it tells its steps."""

    process: subprocess.Popen[bytes]
    requests: socket.socket
    steps: Steps

    def end(self) -> None:
        """End the process, whatever it is doing, and the programs that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        _ended(self.process)
        with suppress(OSError):
            _pipe(self.process.stdout).close()
        self.requests.close()


class _Kept:
    """Workers that have answered and wait for the next sandbox that would start one like them."""

    def __init__(self) -> None:
        self.keeping = False
        self._waiting: list[tuple[object, float, _Worker]] = []
        self._lock = threading.Lock()

    def leave(self, kind: object, worker: _Worker) -> None:
        """Let it wait."""
        with self._lock:
            self._waiting.append((kind, time.monotonic(), worker))

    def take(self, kind: object) -> _Worker | None:
        """One of that kind, when there is one. Those that waited too long are ended."""
        rest: list[tuple[object, float, _Worker]] = []
        found, now = None, time.monotonic()
        with self._lock:
            waiting, self._waiting = self._waiting, rest
            for one, since, worker in waiting:
                if now - since > IDLE or worker.process.poll() is not None:
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


class Sandbox:
    """One worker process at a time, started when it is needed.

    It has no network, no environment, and of files, where the system can hold it to that, only the
    one it was given, which comes to it open (``confinement.py``). ``told`` gets its steps, as far
    as they are seen.
    """

    def __init__(self, limits: Limits, told: Callable[[str], None] = lambda _: None) -> None:
        self.limits = limits
        self._told = told
        self._steps: Steps | None = None
        self._worker: _Worker | None = None

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def step(self) -> str:
        """What the worker is doing, or was when it ended; '' when it does nothing."""
        return self._steps.told() if self._steps else ""

    def ask(
        self, task: str, source: Path | bytes, details: dict[str, Any], spent: float = 0.0
    ) -> Any:
        """What the worker makes of a file, or of bytes that are in none, ``spent`` seconds of
        whose time are gone.

        Raises Unreadable when it can't, and Broken when the file broke the worker; ``step`` is
        then what it was doing.
        """
        total = self.limits.total - spent
        now = time.monotonic()  # one clock for all processes: starting the worker counts
        request = details | {
            "task": task,
            "memory": self.limits.memory,
            "cpu": self.limits.cpu,
            "reading_until": now + min(self.limits.reading, total),
            "until": now + total + self.limits.ocr,
        }
        file = _held(source) if isinstance(source, bytes) else _opened(source)
        worker = self._running()
        try:
            with file:
                _send(worker.requests, request, file.fileno())
            if line := self._answer(worker.process, total + SHUTDOWN):
                message = json.loads(line)
                self._leave()
                if "unreadable" in message:
                    raise Unreadable(message["unreadable"])
                return message["made"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            self.stop()
            raise Broken(f"Filen forstyrrede sin læser ({error}).") from error
        except Broken:
            self.stop()
            raise
        cause = _cause(worker.process)
        self.stop()
        raise Broken(f"Filen fik sin læser til at gå ned ({cause}).")

    def stop(self) -> None:
        """End the worker, whatever it is doing, and the programs that it started."""
        worker, self._worker = self._worker, None
        if worker:
            worker.end()

    def _answer(self, process: subprocess.Popen[bytes], seconds: float) -> bytes:
        """The line that the worker writes; empty when it ends without. Raises Broken when it falls
        silent, takes longer than ``seconds`` or writes too much."""
        output = _pipe(process.stdout)
        answer = bytearray()
        step, since = self.step, time.monotonic()
        until = since + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(output, selectors.EVENT_READ)
            while not answer.endswith(b"\n"):
                ready, now = selector.select(LOOK), time.monotonic()
                if ready or self.step != step:
                    step, since = self.step, now
                    self._told(step)
                late = until + (self.limits.ocr if step.startswith("ocr") else 0.0)
                if now > min(late, since + self._silence(step)):
                    raise Broken("Filen tog for lang tid at læse.")
                chunk = os.read(output.fileno(), CHUNK) if ready else b""
                if ready and not chunk:
                    return b""
                answer += chunk
                if len(answer) > self.limits.output:
                    limit = self.limits.output // 2**20
                    raise Broken(f"Filen giver mere end {limit} MB tekst.")
        return bytes(answer)

    def _silence(self, step: str) -> float:
        """How long the worker may stay at a step: on a busy machine it starts slowly, and OCR of a
        page takes longer than its text. What OCR takes is bounded for each page by the time of a
        core, and for all by the file's: a busy machine must not cost a scan its text."""
        if not step:
            return self.limits.total
        if scanned_pages(step):
            return inf
        return SILENCE_IN_OCR if step.startswith("ocr") else self.limits.silence

    def _running(self) -> _Worker:
        """The worker, which does nothing yet."""
        if self._worker and self._worker.process.poll() is not None:
            self.stop()
        if self._worker is None:
            self._worker = _kept.take(self._kind()) or _started()
        self._steps = self._worker.steps
        self._steps.tell("")
        return self._worker

    def _leave(self) -> None:
        """Let the worker wait for others, where that is done."""
        if _kept.keeping:
            worker, self._worker = self._worker, None
            if worker:
                _kept.leave(self._kind(), worker)

    def _kind(self) -> object:
        """What a worker must have been started with to read for this sandbox."""
        return self.limits.memory, _environment()


def _environment() -> dict[str, str]:
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    kept = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(paths)}


def _started() -> _Worker:
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
    return _Worker(process, requests, steps)


def _send(requests: socket.socket, request: dict[str, Any], file: int) -> None:
    line = json.dumps(request).encode() + b"\n"
    sent = socket.send_fds(requests, [line], [file])
    requests.sendall(line[sent:])


def confined() -> list[str]:
    """What holds workers here to the file that they were given, and off the network; see
    ``confinement.confine``. Raises Broken when no worker can be started."""
    with Sandbox(PROMPT) as worker:
        held: list[str] = worker.ask("confined", Path(__file__), {})
    return held


def _held(content: bytes) -> IO[bytes]:
    """A file of these bytes for a worker to read. Raises Unreadable."""
    file = memory_file()
    try:
        file.write(content)
        file.seek(0)
    except OSError as error:
        file.close()
        raise Unreadable(f"Der er ikke plads til filen: {why(error)}.") from error
    return file


def _opened(path: Path) -> IO[bytes]:
    """The file for a worker to read. Raises Unreadable."""
    try:
        return open_file(path)
    except FileNotFoundError as error:
        raise Unreadable(f"{path} findes ikke.") from error
    except OSError as error:
        raise Unreadable(f"{path} kan ikke læses: {why(error)}.") from error


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


def _cause(process: subprocess.Popen[bytes]) -> str:
    code = _ended(process)
    return signal.strsignal(-code) or f"signal {-code}" if code < 0 else f"kode {code}"
