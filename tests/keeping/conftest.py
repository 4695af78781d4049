"""What the tests on keeping share: commands in processes of their own, and damage."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import Collection

LOOPBACK = {
    "MENTORSOEG_ALLOWED_HOSTS": '["127.0.0.1"]',
    "MENTORSOEG_HOST_PAUSE": "0",
    "MENTORSOEG_ARCHIVE_URL": "",
}


def start(
    collection: Collection,
    *arguments: str,
    before: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:
    """Start ``mentorsoeg`` in a process of its own; ``before`` is a command that it runs under."""
    folders = {
        "MENTORSOEG_CORPUS": str(collection.corpus),
        "MENTORSOEG_INDEX": str(collection.index),
        "MENTORSOEG_PROCESSES": "1",
    }
    return subprocess.Popen(  # noqa: S603 - our own command
        [*before, sys.executable, "-m", "mentorsoeg", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | folders | (environment or {}),
    )


@contextmanager
def serving(collection: Collection, **environment: str) -> Iterator[tuple[str, Path]]:
    """A ``serve`` process; its address, and the file with its log."""
    process = start(collection, "serve", "--port", "0", environment=environment)
    assert process.stdout
    log = collection.corpus.parent / f"log-{process.pid}"
    try:
        address = re.search(r"http://[\d.]+:\d+", process.stdout.readline())
        assert address
        yield address[0], log
    finally:
        process.terminate()
        log.write_text(process.communicate()[1])


def wait_until(true: Callable[[], bool]) -> None:
    """Wait until ``true`` gives True; fails after a minute."""
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """The exit code, output and errors of a process when it is done."""
    out, errors = process.communicate(timeout=120)
    return process.returncode, out, errors


def search(collection: Collection, query: str) -> list[Any]:
    """Title and page of each result."""
    code, out, errors = finish(start(collection, "search", query, "--json"))
    assert code == 0, errors
    return [(result["title"], result["page"]) for result in json.loads(out)["results"]]
