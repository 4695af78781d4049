"""One real OpenSearch node, shared by the tests of all processes; left out where Java isn't."""

import itertools
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.opensearch.nodes import Nodes, NodesUnavailable, answers
from search.library.files import locked
from search.library.settings import Settings

pytest.importorskip("opensearchpy", reason="opensearch-py is not installed")

numbers = itertools.count()


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a node, which ends when the run does."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    folder = tmp_path_factory.getbasetemp()
    folder, owner = (folder.parent, os.getppid()) if worker else (folder, os.getpid())
    address = folder / "opensearch.address"
    with locked(folder / "opensearch.lock"):
        if address.exists():
            return address.read_text()
        try:
            nodes = Nodes(folder / "opensearch", owner=owner)
        except NodesUnavailable as error:
            pytest.skip(f"no OpenSearch here: {error}")
        nodes.wait()
        assert answers(nodes.urls)
        nodes.leave()
        address.write_text(nodes.urls)
    return nodes.urls


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
        "opensearch_index": f"test-{worker}-{next(numbers)}", "index": folder / "index",
    }  # fmt: skip
    return Settings(**{**given, **more})
