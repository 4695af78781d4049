"""Our code in processes of their own, forked from one that has imported what they need: starting
Python and importing it all costs each of them a second."""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from tempfile import NamedTemporaryFile
from typing import TextIO

from mentorsoeg import main

FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(
    ["tests.keeping.forked", "search.answering.searcher", "search.stores", "search.commands",
     "indexer.commands", "indexer.adding", "indexer.indexing", "indexer.pageimages",
     "indexer.uploads", "webapp.app", "webapp.commands", "webapp.server"]
)  # fmt: skip


class Forked:
    """A function in a process of its own, waited for and ended as a ``subprocess.Popen`` is."""

    def __init__(
        self, run: Callable[..., object], *arguments: str, environment: Mapping[str, str]
    ) -> None:
        """Call ``run`` with these arguments; nothing of this process's environment is left."""
        reading, writing = FORKING.Pipe(duplex=False)
        with reading:
            self.stdout: TextIO = os.fdopen(os.dup(reading.fileno()))
        self.stderr: TextIO = NamedTemporaryFile("r")  # type: ignore[assignment]  # noqa: SIM115
        given = (writing, self.stderr.name, dict(environment), run, arguments)
        self._process = FORKING.Process(target=_become, args=given)
        self._process.start()
        writing.close()
        assert self._process.pid
        self.pid = self._process.pid
        self.kill, self.terminate = self._process.kill, self._process.terminate

    @property
    def returncode(self) -> int | None:
        """Its exit code, below 0 for a signal; None while it runs."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """The same."""
        return self.returncode

    def wait(self, timeout: float) -> int:
        """Its exit code. Raises subprocess.TimeoutExpired."""
        self._process.join(timeout)
        if (code := self.returncode) is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def communicate(self, timeout: float = 120) -> tuple[str, str]:
        """What it still said, when it and all that it started have ended. What it says meanwhile is
        less than a pipe holds. Raises subprocess.TimeoutExpired."""
        self.wait(timeout)
        with self.stdout, self.stderr:
            return self.stdout.read(), self.stderr.read()


def mentorsoeg(*arguments: str) -> None:
    """The console script."""
    main(arguments, prog_name="mentorsoeg")


def _become(
    out: "multiprocessing.connection.Connection", errors: str, environment: dict[str, str],
    run: Callable[..., object], arguments: tuple[str, ...],
) -> None:  # fmt: skip
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(out.fileno(), 1)
    out.close()
    with open(errors, "wb") as file:  # noqa: PTH123 - as a shell does it
        os.dup2(file.fileno(), 2)
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, closefd=False, errors="backslashreplace")  # noqa: SIM115
    run(*arguments)
