"""Sandboxes: what is done to a file there costs nobody else anything."""

import json
import logging
import os
import selectors
import time
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import IO, Any

from indexer.document import Unreadable
from indexer.extraction.limits import PROMPT, Limits
from indexer.extraction.readingprocess import CHUNK, ReadingProcess
from indexer.extraction.steps import Steps, scanned_pages
from search.library.files import memory_file, open_file, why

log = logging.getLogger(__name__)

SILENCE_IN_OCR = 600.0
"""Seconds for making the picture of a page for OCR."""
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
        self._worker: ReadingProcess | None = None
        self.closed = False

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
                worker.send(request, file.fileno())
            if line := self._answer(worker, total + SHUTDOWN):
                message = json.loads(line)
                self._leave()
                if "unreadable" in message:
                    raise Unreadable(message["unreadable"])
                return message["made"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            self.stop()
            log.warning("a worker gave no answer: %r", error)
            raise Broken("Filen forstyrrede sin læser.") from error
        except Broken:
            self.stop()
            raise
        cause = worker.cause()
        self.stop()
        raise Broken(f"Filen fik sin læser til at gå ned ({cause}).")

    def stop(self) -> None:
        """End the worker, whatever it is doing, and the programs that it started."""
        worker, self._worker = self._worker, None
        if worker:
            worker.end()

    def close(self) -> None:
        """The same for good, from another thread than the one that asks, whom it makes Broken."""
        self.closed = True
        self.stop()

    def _answer(self, worker: ReadingProcess, seconds: float) -> bytes:
        """The line that the worker writes; empty when it ends without. Raises Broken when it falls
        silent, takes longer than ``seconds`` or writes too much."""
        output = worker.output
        answer = bytearray()
        step, since = self.step, time.monotonic()
        until = since + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(output, selectors.EVENT_READ)
            while not answer.endswith(b"\n"):
                ready, now = selector.select(LOOK), time.monotonic()
                if self.closed:  # and what it writes into may be another's by now
                    raise Broken("Læsningen er afbrudt.")
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

    def _running(self) -> ReadingProcess:
        """The worker, which does nothing yet."""
        if self._worker and self._worker.is_over:
            self.stop()
        if self._worker is None:
            self._worker = ReadingProcess.of(self.limits.memory)
        self._steps = self._worker.steps
        self._steps.tell("")
        return self._worker

    def _leave(self) -> None:
        """Let the worker wait for others, where that is done."""
        if self._worker and self._worker.leave(self.limits.memory):
            self._worker = None


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
