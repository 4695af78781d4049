"""Servers that fail or attack: each fault ends, is recorded, and costs nothing that we had."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Collection, make_pdf
from tests.fetching.conftest import fetch, write_catalogue
from tests.fetching.faults import INMOST, INNER, REBINDING, extra_pages, faults
from tests.fetching.servers import PUBLIC, WebServer, body, connected, running

KEPT = "; den tidligere udgave er beholdt"


def report(name: str) -> bytes:
    """A good report, with a word on its page 8 that no other has."""
    word = "fyrtaarn" + name.replace("-", "")
    return make_pdf(*(f"Afsnit {n}" for n in range(1, 8)), f"Her staar {word}.")


@dataclass
class Aftermath:
    """What was left when every host had given a good report, and then its fault."""

    collection: Collection
    first: dict[str, str]
    said: dict[str, str]
    server: WebServer


def url(name: str) -> str:
    """The link that has a fault."""
    return f"http://{name}.test/fil.pdf"


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    """Fetch good reports from every host; then let each have its fault, and fetch again."""
    collection = Collection(tmp_path_factory.mktemp("faults"))
    write_catalogue(collection.corpus, {name: [url(name)] for name in faults()})
    with connected() as internet, running() as server:
        internet.routes[PUBLIC] = server.port
        internet.names = {f"{name}.test": [[PUBLIC]] for name in faults()}
        internet.names |= {INNER: [["127.0.0.1", "::1"]], REBINDING: [[PUBLIC], ["127.0.0.1"]]}
        server.pages |= {f"{n}.test/fil.pdf": body(report(n)) for n in faults()}
        first = fetch(collection)
        server.pages |= extra_pages()
        server.pages |= {f"{n}.test/fil.pdf": fault.answer for n, fault in faults().items()}
        yield Aftermath(collection, first, fetch(collection), server)


def test_good_reports_are_got_from_every_host(aftermath: Aftermath) -> None:
    assert aftermath.first == {}


@pytest.mark.parametrize(("name", "reason"), [(n, f.reason) for n, f in faults().items()])
def test_a_fault_is_recorded_as_what_it_is(aftermath: Aftermath, name: str, reason: str) -> None:
    said = aftermath.said.get(url(name), "nothing")
    assert said.startswith(reason)
    assert said.endswith(KEPT)


def test_what_we_had_is_still_found_on_its_page_after_every_fault(aftermath: Aftermath) -> None:
    collection = aftermath.collection
    assert collection.run("index").exit_code == 0
    found = {n: collection.search("fyrtaarn" + n.replace("-", ""))[0] for n in faults()}
    assert {name: (hit["material"], hit["page"]) for name, hit in found.items()} == {
        name: (name, 8) for name in faults()
    }


def test_nothing_behind_a_closed_address_was_ever_asked(aftermath: Aftermath) -> None:
    asked = [r.place for r in aftermath.server.requests if r.place.endswith(INMOST)]
    assert asked == []


def test_no_half_written_file_is_left(aftermath: Aftermath) -> None:
    names = {path.name for path in (aftermath.collection.corpus / "originals").iterdir()}
    assert len(names) == len(faults())
    assert all(len(name) == 64 for name in names)


def test_a_fault_at_the_first_try_leaves_no_original(tmp_path: Path) -> None:
    collection = Collection(tmp_path)
    kinds = ("nulstil", "afkortet", "login", "bombe", "webside", "json", "viderestil-127")
    write_catalogue(collection.corpus, {name: [url(name)] for name in kinds})
    with connected() as internet, running() as server:
        internet.routes[PUBLIC] = server.port
        internet.names = {f"{name}.test": [[PUBLIC]] for name in kinds}
        server.pages |= extra_pages()
        server.pages |= {f"{n}.test/fil.pdf": faults()[n].answer for n in kinds}
        said = fetch(collection)
    # a page that we had nothing better than is kept: it may be all that there is
    assert sorted(said) == sorted(url(name) for name in kinds if name != "webside")
    assert not any(line.endswith(KEPT) for line in said.values())
