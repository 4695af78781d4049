"""``update`` as cron runs it, and the table of ``status``."""

import json

import pytest

from search.library.catalogue import load_catalogue
from search.library.originals import Originals
from tests.conftest import Collection, make_pdf
from tests.fetching.faults import LIMITS
from tests.fetching.servers import WebServer, body, status, web_page

PDF = make_pdf("Makkere paa fyret", "Vagten skifter klokken fire")
LISTING = """<!doctype html><html lang="da"><title>Materialer</title><main><h1>Materialer</h1>
<h2>Makkere på fyret</h2><p>Fyrvæsenet, maj 2017</p><p>Om fyrpassere og deres makkere.</p>
<p><a href="/fyr.pdf">Download den her</a></p>
<h2>Makkere på vragene</h2><p>Dykkerne, 2016</p><p>Om dykkere, der går to og to.</p>
<p><a href="/vrag.pdf">Download den her</a></p></main></html>"""
LATER = """<h2>Makkere på broerne</h2><p>Broselskabet, 2018</p><p>Om brovagter.</p>
<p><a href="/bro.pdf">Download den her</a></p></main>"""


@pytest.fixture
def watched(collection: Collection, web: WebServer) -> Collection:
    """A collection that harvests a page with a living and a dead link."""
    text = 'sources = ["http://a.test/materialer/"]\n'
    (collection.corpus / "materials.toml").write_text(text, encoding="utf-8")
    web.pages["a.test/materialer/"] = web_page(LISTING)
    web.pages["a.test/fyr.pdf"] = body(PDF)
    return collection


def test_update_harvests_fetches_and_indexes_in_one_go(watched: Collection) -> None:
    result = watched.run("update", **LIMITS)
    assert result.exit_code == 0, result.output
    assert "2 materialer, 2 sider med fuldtekst; 2 ændret, 0 fjernet." in result.output
    assert (
        "Makkere på vragene: Materialets links giver ikke teksten: adressen findes ikke"
        in result.output
    )
    [found] = watched.search("vagten skifter klokken fire")
    assert (found["title"], found["page"]) == ("Makkere på fyret", 2)
    assert watched.search("dykkere")[0]["page"] is None


def test_update_says_nothing_when_nothing_changed_though_links_are_dead(
    watched: Collection,
) -> None:
    watched.run("update", **LIMITS)
    before = {p: p.read_bytes() for p in watched.index.rglob("*") if p.is_file()}
    result = watched.run("update", **LIMITS)
    assert (result.exit_code, result.output) == (0, "")
    assert {p: p.read_bytes() for p in watched.index.rglob("*") if p.is_file()} == before


def test_update_tells_what_a_page_has_since_got(watched: Collection, web: WebServer) -> None:
    watched.run("update", **LIMITS)
    web.pages["a.test/materialer/"] = web_page(LISTING.replace("</main>", LATER))
    web.pages["a.test/bro.pdf"] = body(make_pdf("Makkere paa broerne"))
    result = watched.run("update", **LIMITS)
    assert result.exit_code == 0
    assert "3 materialer, 3 sider med fuldtekst; 1 ændret, 0 fjernet." in result.output


@pytest.mark.parametrize("code", [404, 500, 403])
def test_update_goes_on_when_the_page_that_lists_materials_is_gone(
    watched: Collection, web: WebServer, code: int
) -> None:
    watched.run("update", **LIMITS)
    web.pages["a.test/materialer/"] = status(code)
    result = watched.run("update", **LIMITS)
    assert (result.exit_code, result.output) == (0, "")
    assert len(load_catalogue(watched.corpus).materials) == 2
    assert f"({code})" in watched.run("status").output


def test_update_stops_with_a_sentence_when_the_catalogue_is_wrong(watched: Collection) -> None:
    (watched.corpus / "materials.toml").write_text('[[materials]]\nid = "Æ"\ntitle = "T"')
    result = watched.run("update", **LIMITS)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "materials.toml: materialet 'Æ', feltet 'id'" in result.stderr


def test_status_tells_links_originals_pages_characters_dates_and_why_not(
    watched: Collection,
) -> None:
    watched.run("update", **LIMITS)
    fetched = Originals(watched.corpus).links().links["http://a.test/fyr.pdf"].checked[:10]
    lines = watched.run("status", COLUMNS="80").output.splitlines()
    assert lines[0].split() == ["Materiale", "Sider", "Tegn", "Fik", "Hentet"]
    assert lines[2].split() == ["makkere-paa-fyret", "2", "44", "PDF", fetched]
    assert lines[3].strip() == f"{fetched}: hentet  http://a.test/fyr.pdf"
    assert lines[4].split() == ["makkere-paa-vragene", "0", "0", "–", "–"]
    assert (
        lines[5].strip()
        == "Materialets links giver ikke teksten: adressen findes ikke længere (404)."
    )
    assert (
        lines[6].strip() == f"{fetched}: adressen findes ikke længere (404)  http://a.test/vrag.pdf"
    )
    assert lines[8:] == ["Kildesider", f"    {fetched}: hentet  http://a.test/materialer/"]


@pytest.mark.parametrize("columns", [80, 100, 200])
def test_status_fits_the_terminal_and_breaks_no_address(
    catalogued: Collection, columns: int
) -> None:
    lines = catalogued.run("status", COLUMNS=str(columns)).output.splitlines()
    materials = load_catalogue(catalogued.corpus).materials
    text = "\n".join(lines)
    assert [link for m in materials for link in m.web_links if link not in text] == []
    assert [m.id for m in materials if not any(line.startswith(m.id) for line in lines)] == []
    too_long = [line for line in lines if len(line) > columns and "://" not in line]
    assert too_long == []


def test_status_of_an_empty_folder_is_an_empty_table(collection: Collection) -> None:
    result = collection.run("status")
    assert (result.exit_code, len(result.output.splitlines())) == (0, 2)


def test_what_update_found_is_recorded_as_json_that_a_person_can_read(watched: Collection) -> None:
    watched.run("update", **LIMITS)
    links = json.loads((watched.corpus / "links.json").read_text())["links"]
    assert links["http://a.test/vrag.pdf"]["reason"] == "adressen findes ikke længere (404)"
    original = links["http://a.test/fyr.pdf"]["original"]
    assert (original["status"], original["size"]) == (200, len(PDF))
