"""What is gone from its place is taken from the Internet Archive, here a stand-in on loopback."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from benchmarks.web.reports import pdf
from search.library.originals import Original, Originals
from tests.conftest import Collection, make_pdf
from tests.fetching.conftest import fetch, fetch_link, write_catalogue
from tests.fetching.faults import LIMITS
from tests.fetching.servers import (
    PUBLIC,
    Answer,
    Internet,
    WebServer,
    body,
    raw,
    redirect,
    status,
    web_page,
)

PDF = make_pdf("Makkere paa fyret, som det var i 2016")
URL = "http://a.test/rapporter/x.pdf"
API = "http://arkiv.test/available"
ARCHIVE = {"MENTORSOEG_ARCHIVE_URL": API}
STORED = "arkiv.test/web/20160503101112id_/"
LONG = "<p>" + "Fyrmesteren og hans makker passer fyret om natten. " * 200 + "</p>"


def available(url: str, stamp: str = "20160503101112", **more: object) -> Answer:
    """What the availability API says of a stored page."""
    closest = {"available": True, "status": "200", "timestamp": stamp} | more
    closest["url"] = f"http://arkiv.test/web/{stamp}/{url}"
    told = {"url": url, "archived_snapshots": {"closest": closest}}
    return body(json.dumps(told).encode(), "application/json")


@pytest.fixture
def archive(web: WebServer, internet: Internet) -> WebServer:
    """The web, with an archive that has URL."""
    internet.names["arkiv.test"] = [[PUBLIC]]
    web.pages[asking(URL)] = available(URL)
    web.pages[STORED + URL] = body(PDF)
    return web


def asking(url: str, stamp: str = "") -> str:
    """Where the API is asked for ``url``."""
    quoted = url.replace(":", "%3A").replace("/", "%2F").replace("?", "%3F").replace("=", "%3D")
    return f"arkiv.test/available?url={quoted}" + (f"&timestamp={stamp}" if stamp else "")


def original(collection: Collection, url: str = URL) -> Original | None:
    """What the record of links has for ``url``."""
    return Originals(collection.corpus).links().links[url].original


def test_a_dead_link_gives_the_stored_original_marked_with_its_date(
    collection: Collection, archive: WebServer
) -> None:
    said = fetch_link(collection, URL, **ARCHIVE)
    assert (
        said == "adressen findes ikke længere (404); gemt udgave fra Internet Archive (2016-05-03)"
    )
    got = original(collection)
    assert got and (got.archived, got.media_type) == ("2016-05-03", "application/pdf")
    collection.run("index")
    assert collection.search("fyret 2016")[0]["page"] == 1
    assert "Internet Archive (2016-05-03)" in collection.run("status").output


def test_the_copy_nearest_the_year_of_publication_is_asked_for(
    collection: Collection, archive: WebServer
) -> None:
    write_catalogue(collection.corpus, {"rapport": [URL]}, published="2015-06")
    fetch(collection, **ARCHIVE)
    [asked] = [r.place for r in archive.requests if r.place.startswith("arkiv.test/available")]
    assert parse_qs(urlsplit(asked).query) == {"url": [URL], "timestamp": ["20151231"]}


def test_a_link_that_lives_is_not_asked_of_the_archive(
    collection: Collection, archive: WebServer
) -> None:
    archive.pages["a.test/rapporter/x.pdf"] = body(PDF)
    assert fetch_link(collection, URL, **ARCHIVE) == ""
    assert not [r for r in archive.requests if r.place.startswith("arkiv.test")]


def test_the_next_candidate_goes_before_the_archive(
    collection: Collection, archive: WebServer
) -> None:
    archive.pages["b.test/x.pdf"] = body(PDF)
    write_catalogue(collection.corpus, {"rapport": [URL, "http://b.test/x.pdf"]})
    assert fetch(collection, **ARCHIVE) == {URL: "adressen findes ikke længere (404)"}
    assert not [r for r in archive.requests if r.place.startswith("arkiv.test")]


def test_a_stored_copy_gives_way_to_the_link_when_it_lives_again(
    collection: Collection, archive: WebServer
) -> None:
    fetch_link(collection, URL, **ARCHIVE)
    archive.pages["a.test/rapporter/x.pdf"] = body(make_pdf("Anden udgave"))
    assert fetch_link(collection, URL, **ARCHIVE) == ""
    got = original(collection)
    assert got and got.archived is None


def test_a_stored_landing_page_leads_to_its_stored_file(
    collection: Collection, archive: WebServer
) -> None:
    page = "http://a.test/udgivelser/fyr/"
    archive.pages[asking(page)] = available(page)
    archive.pages[STORED + page] = web_page(
        "<html><title>Makkere</title><main><h1>Makkere paa fyret</h1>"
        "<p><a href='/rapporter/x.pdf'>Download rapporten</a></p></main></html>"
    )
    assert fetch_link(collection, page, **ARCHIVE).startswith(
        "adressen findes ikke længere (404); gemt udgave"
    )
    got = original(collection, page)
    assert got and (got.media_type, got.archived) == ("application/pdf", "2016-05-03")


def test_what_we_had_is_not_replaced_by_a_stored_web_page(
    collection: Collection, archive: WebServer
) -> None:
    archive.pages["a.test/rapporter/x.pdf"] = body(PDF)
    fetch_link(collection, URL, **ARCHIVE)
    before = original(collection)
    archive.pages["a.test/rapporter/x.pdf"] = status(404)
    archive.pages[STORED + URL] = web_page(f"<html><h1>Fyret</h1>{LONG}</html>")
    said = fetch_link(collection, URL, **ARCHIVE)
    assert (original(collection), said) == (
        before,
        "adressen findes ikke længere (404); den tidligere udgave er beholdt",
    )


PAGE = "http://a.test/rapporter/"
MATES = "Makkere paa fyret"
LANDING = f"<title>{MATES}</title><p>{{}}</p><a href='/rapporter/x.pdf'>Hent rapporten</a>"


@pytest.mark.parametrize("said", ["Om fyret.", "Om fyrets makker. " * 60])
@pytest.mark.parametrize("link", ["Hent rapporten", "Se online", "http://fyr.test/f/makker.pdf"])
def test_a_file_that_is_gone_from_its_page_is_asked_of_the_archive(
    collection: Collection, archive: WebServer, said: str, link: str
) -> None:
    page = LANDING.format(said).replace("Hent rapporten", link)
    archive.pages["a.test/rapporter/"] = web_page(page)
    archive.pages[STORED + URL] = body(pdf(MATES))
    write_catalogue(collection.corpus, {"rapport": [PAGE]})
    file = collection.corpus / "materials.toml"
    file.write_text(file.read_text().replace('title = "rapport"', f'title = "{MATES}"'))
    fetch(collection, **ARCHIVE)
    got = original(collection, PAGE)
    assert got and (got.archived, got.media_type) == ("2016-05-03", "application/pdf")


@pytest.mark.parametrize("now", [redirect("http://a.test/"), web_page("<title>Ups</title>Væk.")])
def test_a_file_of_a_stored_page_whose_address_gives_a_page_now_is_the_stored_one(
    collection: Collection, archive: WebServer, now: Answer
) -> None:
    archive.pages["a.test/"] = web_page("<title>Forside</title><p>Velkommen")
    archive.pages["a.test/rapporter/x.pdf"] = now
    archive.pages[asking(PAGE)] = available(PAGE)
    archive.pages[STORED + PAGE] = web_page(LANDING.format("Om fyret."))
    fetch_link(collection, PAGE, **ARCHIVE)
    got = original(collection, PAGE)
    assert got and (got.archived, got.media_type) == ("2016-05-03", "application/pdf")


@pytest.mark.parametrize(
    "told",
    [
        body(b'{"archived_snapshots": {}}', "application/json"),
        body(b"<html>for travlt</html>", "text/html"),
        body(b"[" * 100_000),
        body(b'{"archived_snapshots": {"closest": 3}}'),
        available(URL, status="404"),
        available(URL, available=False),
        available(URL, stamp="i gaar"),
        status(503),
        raw(b"vroevl"),
    ],
)
def test_an_archive_that_has_nothing_or_fails_leaves_the_link_dead(
    collection: Collection, archive: WebServer, told: Answer
) -> None:
    archive.pages[asking(URL)] = told
    assert fetch_link(collection, URL, **ARCHIVE) == "adressen findes ikke længere (404)"
    assert original(collection) is None


@pytest.mark.parametrize(
    "stored", [status(404), web_page("<title>Log ind</title><p>kort"), body(b"%PDF-1.4 skrammel")]
)
def test_a_stored_copy_that_is_no_report_is_not_taken(
    collection: Collection, archive: WebServer, stored: Answer
) -> None:
    archive.pages[STORED + URL] = stored
    assert fetch_link(collection, URL, **ARCHIVE) == "adressen findes ikke længere (404)"


@pytest.mark.parametrize("told", ["200", "404"])
def test_a_capture_of_an_error_leads_to_an_earlier_one(
    collection: Collection, archive: WebServer, told: str
) -> None:
    archive.pages[asking(URL)] = available(URL, status=told)
    archive.pages[STORED + URL] = status(404)
    archive.pages[asking(URL, "20131231")] = available(URL, "20120304050607")
    archive.pages["arkiv.test/web/20120304050607id_/" + URL] = body(PDF)
    fetch_link(collection, URL, **ARCHIVE)
    got = original(collection)
    assert got and (got.archived, got.media_type) == ("2012-03-04", "application/pdf")


def test_an_archive_that_sends_us_to_a_closed_address_is_not_followed(
    collection: Collection, archive: WebServer
) -> None:
    place = f"127.0.0.1:{archive.port}/web/20160503101112/{URL}"
    closest = {"available": True, "status": "200", "url": f"http://{place}"}
    told = json.dumps({"archived_snapshots": {"closest": closest}})
    archive.pages[asking(URL)] = body(told.encode(), "application/json")
    assert fetch_link(collection, URL, **ARCHIVE) == "adressen findes ikke længere (404)"
    assert not [r for r in archive.requests if r.place.startswith("127.0.0.1")]


def _another_year(collection: Collection, archive: WebServer, stored: str) -> Original | None:
    """What is got for the volume of 2016, where its address gives that of 2022."""
    archive.pages[STORED + URL] = body(pdf(stored))
    archive.pages["a.test/rapporter/x.pdf"] = body(pdf("Makkere på fyret 2022"))
    write_catalogue(collection.corpus, {"rapport": [URL]})
    file = collection.corpus / "materials.toml"
    file.write_text(file.read_text().replace('"rapport"', '"Makkere på fyret 2016"', 2))
    file.write_text(file.read_text().replace('id = "Makkere på fyret 2016"', 'id = "rapport"'))
    fetch(collection, **ARCHIVE)
    return original(collection)


def test_what_is_doubtful_is_asked_of_the_archive_too(
    collection: Collection, archive: WebServer
) -> None:
    got = _another_year(collection, archive, "Makkere på fyret 2016")
    assert got and (got.archived, got.doubt) == ("2016-05-03", "")
    told = Originals(collection.corpus).links().links[URL]
    assert told.reason and told.reason.startswith("svarede med noget ringere end det, vi har")
    archive.requests.clear()
    fetch(collection, **ARCHIVE)
    assert Originals(collection.corpus).links().links[URL].reason == told.reason
    assert not [r for r in archive.requests if r.place.startswith("arkiv.test")]


def test_what_the_archive_has_for_a_doubtful_link_must_be_the_report(
    collection: Collection, archive: WebServer
) -> None:
    got = _another_year(collection, archive, "Makkere på fyret 2021")
    assert got
    assert got.doubt
    assert got.archived is None
    book = Originals(collection.corpus)
    old = (datetime.now(UTC) - timedelta(hours=1)).isoformat(timespec="seconds")
    book.record(book.links().links[URL].model_copy(update={"walked": old}))
    archive.requests.clear()  # what was found is believed for some days
    assert collection.run("update", **(LIMITS | ARCHIVE)).exit_code == 0
    assert not [r for r in archive.requests if r.place.startswith("arkiv.test")]
