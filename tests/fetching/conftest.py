"""The small internet that the tests of fetching live in."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Collection
from tests.fetching.faults import LIMITS
from tests.fetching.servers import PUBLIC, Internet, WebServer, connected, running


@pytest.fixture
def internet() -> Iterator[Internet]:
    """An internet without names."""
    with connected() as made:
        yield made


@pytest.fixture
def web(internet: Internet) -> Iterator[WebServer]:
    """A server that public addresses lead to, found under ``a.test`` and ``b.test``."""
    with running() as server:
        internet.routes[PUBLIC] = server.port
        internet.names |= {"a.test": [[PUBLIC]], "b.test": [[PUBLIC]]}
        yield server


def write_catalogue(corpus: Path, links: dict[str, list[str]], **fields: object) -> None:
    """Write a catalogue whose materials, by id, have these links."""
    more = "".join(
        f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items()
    )
    text = "".join(
        f'[[materials]]\nid = "{key}"\ntitle = "{key}"\nlinks = {urls!r}\n{more}'
        for key, urls in links.items()
    )
    (corpus / "materials.toml").write_text(text, encoding="utf-8")


def fetch(collection: Collection, **environment: str) -> dict[str, str]:
    """Run ``mentorsoeg fetch``, and give what it says of each link that failed."""
    result = collection.run("fetch", **(LIMITS | environment))
    assert result.exit_code == 0, result.output
    lines = [line.strip() for line in result.output.splitlines() if line.startswith("  ")]
    return dict(line.split(": ", 1) for line in lines)


def fetch_link(collection: Collection, url: str, **environment: str) -> str:
    """Fetch one material with one link, and give what is said of it; '' when it was got."""
    write_catalogue(collection.corpus, {"rapport": [url]})
    return fetch(collection, **environment).get(url, "")
