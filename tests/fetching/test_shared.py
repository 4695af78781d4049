"""A link that several materials have, as to a page that lists reports."""

import pytest

from search.library.originals import Originals
from tests.conftest import Collection
from tests.fetching.conftest import fetch, write_catalogue
from tests.fetching.faults import LIMITS
from tests.fetching.roads import PAGE, REPORT, STRANGER, TITLE
from tests.fetching.servers import WebServer, body, web_page

LIST = "http://a.test/alle"
ROOFS = "Strategi for grønne tage i købstæderne"


@pytest.fixture
def twice(collection: Collection, web: WebServer) -> Collection:
    """A collection of two materials whose one link is to the same list of both."""
    links = f"<p><a href=/1.pdf>{TITLE}</a></p><p><a href=/2.pdf>{ROOFS}</a></p>"
    web.pages["a.test/alle"] = web_page(PAGE.format("Udgivelser", links))
    web.pages |= {"a.test/1.pdf": body(REPORT), "a.test/2.pdf": body(STRANGER)}
    write_catalogue(collection.corpus, {TITLE: [LIST], ROOFS: [LIST]})
    file = collection.corpus / "materials.toml"
    text = file.read_text().replace(f'id = "{TITLE}"', 'id = "havne"')
    file.write_text(text.replace(f'id = "{ROOFS}"', 'id = "tage"'))
    return collection


def _got(collection: Collection) -> list[str]:
    book = Originals(collection.corpus).links()
    states = [book.state(LIST, name) for name in ("havne", "tage")]
    return [s.original.final_url if s and s.original else "" for s in states]


def test_each_material_gets_its_own_report_by_a_link_that_both_have(
    twice: Collection, web: WebServer
) -> None:
    fetch(twice)
    assert _got(twice) == ["http://a.test/1.pdf", "http://a.test/2.pdf"]
    assert twice.run("index").exit_code == 0
    assert twice.run("update", **LIMITS).output == ""
    told = twice.run("status").output
    assert "http://a.test/1.pdf" in told
    assert "http://a.test/2.pdf" in told
    web.pages["a.test/2.pdf"] = body(REPORT)
    (twice.corpus / "links.json").unlink()
    fetch(twice)
    assert _got(twice) == ["http://a.test/1.pdf", ""]


def test_a_material_that_is_called_otherwise_keeps_what_its_dead_link_gave(
    twice: Collection, web: WebServer
) -> None:
    fetch(twice, MENTORSOEG_READ_TIMEOUT="1")
    write_catalogue(twice.corpus, {"nyt-navn": [LIST]})
    web.pages.clear()
    fetch(twice)
    state = Originals(twice.corpus).links().state(LIST, "nyt-navn")
    assert state and state.original and state.reason == "adressen findes ikke længere (404)"
