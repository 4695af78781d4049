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
from collections.abc import Callable
from contextlib import suppress
from math import inf
from pathlib import Path
from typing import IO, Any

from indexer.document import Unreadable
from indexer.extraction.limits import PROMPT, Limits
from indexer.extraction.steps import SIZE, Steps, scanned_pages
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


class Broken(Exception):
    """The worker is gone; the text is the Danish reason."""


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
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None

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
        process = self._running()
        try:
            with file:
                self._send(request, file.fileno())
            if line := self._answer(process, total + SHUTDOWN):
                message = json.loads(line)
                if "unreadable" in message:
                    raise Unreadable(message["unreadable"])
                return message["made"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            self.stop()
            raise Broken(f"Filen forstyrrede sin læser ({error}).") from error
        except Broken:
            self.stop()
            raise
        cause = _cause(process)
        self.stop()
        raise Broken(f"Filen fik sin læser til at gå ned ({cause}).")

    def stop(self) -> None:
        """End the worker, whatever it is doing, and the programs that it started."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        with suppress(OSError):
            _pipe(process.stdout).close()
        if self._requests:
            self._requests.close()

    def _send(self, request: dict[str, Any], file: int) -> None:
        assert self._requests  # noqa: S101 - made by _start
        line = json.dumps(request).encode() + b"\n"
        sent = socket.send_fds(self._requests, [line], [file])
        self._requests.sendall(line[sent:])

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

    def _running(self) -> subprocess.Popen[bytes]:
        """The worker's process, which does nothing yet."""
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._start()
        assert self._steps and self._process  # noqa: S101 - made by _start
        self._steps.tell("")
        return self._process

    def _start(self) -> None:
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        kept = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
        self._requests, theirs = socket.socketpair()
        with memory_file() as file, theirs:
            file.truncate(SIZE)
            number = file.fileno()
            self._steps = Steps(number)
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-P", "-m", "indexer.extraction.sandboxed", str(number)],
                stdin=theirs.fileno(),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
                pass_fds=[number],
                env=kept | {"PYTHONPATH": os.pathsep.join(paths)},
            )
        noise = threading.Thread(target=_log_noise, args=(_pipe(self._process.stderr),))
        noise.daemon = True
        noise.start()


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


def _cause(process: subprocess.Popen[bytes]) -> str:
    code = process.wait()
    return signal.strsignal(-code) or f"signal {-code}" if code < 0 else f"kode {code}"
