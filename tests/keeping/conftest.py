"""What the tests on keeping share: commands in processes of their own, and damage."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Collection
from tests.keeping.services import Process, Service, brittle, service, start

LOOPBACK = {
    "MENTORSOEG_ALLOWED_HOSTS": '["127.0.0.1"]',
    "MENTORSOEG_HOST_PAUSE": "0",
    "MENTORSOEG_ARCHIVE_URL": "",
}


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


def finish(process: Process) -> tuple[int, str, str]:
    """The exit code, output and errors of a process when it is done."""
    out, errors = process.communicate(timeout=120)
    return process.returncode, out, errors


def search(collection: Collection, query: str) -> list[Any]:
    """Title and page of each result."""
    code, out, errors = finish(start(collection, "search", query, "--json"))
    assert code == 0, errors
    return [(result["title"], result["page"]) for result in json.loads(out)["results"]]


def _copy(masons: Collection, folder: Path) -> Collection:
    shutil.copytree(masons.corpus.parent, folder, dirs_exist_ok=True)
    return Collection(folder, new=False)


@pytest.fixture(scope="session")
def one_process(masons: Collection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of one process for all tests that leave it as it was."""
    kept = _copy(masons, tmp_path_factory.mktemp("one-process"))
    quiet = {"MENTORSOEG_THREADS": "2", "MENTORSOEG_LOG_LEVEL": "error"}
    with service(kept, processes=1, **quiet) as running:
        yield running


@pytest.fixture(scope="session")
def failing_paths(
    masons: Collection, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """The service of ``brittle_service`` for all tests that leave it as it was."""
    with brittle(_copy(masons, tmp_path_factory.mktemp("failing-paths"))) as running:
        yield running
