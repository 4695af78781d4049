"""One real OpenSearch node, shared by the tests of all processes; left out where there is none."""

import itertools
import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

import pytest

from benchmarks.opensearch.nodes import Nodes, NodesUnavailable
from search.library.files import locked
from search.library.settings import Settings

FETCHING, STARTED, STARTS = 50, 120, 3
"""Seconds that fetching and compiling may take each, and in which a node must have started with
that; how often it is tried when it ends at once (another program may have taken its port)."""
UNAVAILABLE = "unavailable"

numbers = itertools.count()


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a node, which ends when the run does. Whether there is one is found out once;
    the rest are left out with the same line."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    folder = tmp_path_factory.getbasetemp()
    folder, owner = (folder.parent, os.getppid()) if worker else (folder, os.getpid())
    found = folder / "opensearch.address"
    with locked(folder / "opensearch.lock"):
        if not found.exists():
            found.write_text(start(folder / "opensearch", owner))
    address, _, reason = found.read_text().partition("\n")
    if address == UNAVAILABLE:
        pytest.skip(f"no OpenSearch here: {reason}")
    return address


def start(folder: Path, owner: int) -> str:
    """Start a node and give its address; else ``UNAVAILABLE`` and, on the next line, why."""
    if find_spec("opensearchpy") is None:
        return f"{UNAVAILABLE}\nopensearch-py is not installed"
    end, reason = monotonic() + STARTED, ""
    for n in range(STARTS):
        try:
            nodes = Nodes(folder / str(n), owner=owner, seconds=FETCHING)
        except NodesUnavailable as error:
            return f"{UNAVAILABLE}\n{_flat(error)}"
        try:
            nodes.wait(end - monotonic())
        except (NodesUnavailable, TimeoutError) as error:
            reason = f"{UNAVAILABLE}\nno node started: {_flat(error)}"
            nodes.close()
        else:
            nodes.leave()
            return nodes.urls
    return reason


def _flat(error: Exception) -> str:
    return " ".join(str(error).split())


Here = Callable[..., Settings]


@pytest.fixture
def here(node: str, tmp_path: Path) -> Here:
    """Makes settings for an index of a test's own on the node."""

    def make(**more: object) -> Settings:
        return settings_of(node, tmp_path, **more)

    return make


def settings_of(url: str, folder: Path, **more: object) -> Settings:
    """Settings for an index of its own at a cluster."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "own")
    given = {
        "engine": "opensearch", "opensearch_url": url, "opensearch_replicas": 0,
        "opensearch_seconds": 60,  # machines are busy
        "opensearch_index": f"test-{worker}-{next(numbers)}", "index": folder / "index",
    }  # fmt: skip
    return Settings(**{**given, **more})
