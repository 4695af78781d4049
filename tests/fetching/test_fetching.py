"""From links to originals: landing pages, candidates, no network, and the commands' words."""

import re
import tempfile
import time

import pytest

from search.library.originals import Original, Originals
from tests.conftest import CATALOGUE, Collection, make_pdf
from tests.fetching.conftest import fetch, fetch_link, write_catalogue
from tests.fetching.faults import LIMITS
from tests.fetching.servers import (
    UNROUTED,
    Internet,
    WebServer,
    body,
    redirect,
    web_page,
)

OFFLINE = "Der er intet netværk: links er ikke prøvet.\n"
PDF = make_pdf("Makkere paa fyret", "Andet afsnit")
SIDE = "http://a.test/udgivelser/fyr/"
LONG = "<p>" + "Fyrmesteren og hans makker passer fyret om natten. " * 200 + "</p>"
FRAME = """<!doctype html><html lang="da"><title>Makkere paa fyret</title><body>
<nav><a href="/">Forside</a> <a href="/aarsrapport.pdf">Aarsrapport (PDF)</a></nav>
<main><h1>Makkere paa fyret</h1>{}</main>
<footer><a href="/privatliv.pdf">Privatlivspolitik (PDF)</a></footer></body></html>"""


def original(collection: Collection, url: str) -> Original:
    """What the record of links has for ``url``."""
    got = Originals(collection.corpus).links().links[url].original
    assert got
    return got


@pytest.mark.parametrize(
    "link",
    [
        "<p><a href='/filer/fyr.pdf'>Download den her</a></p>",
        "<p><a href='/filer/fyr.pdf'>Læs hele rapporten</a></p>",
        "<p>Rapport, 2 sider. <a href='fyr.pdf'>Hent som PDF</a></p>",
        "<p><a href='/media/1234/download'>Hent publikationen</a></p>",
        "<a href='/getfile?id=7' title='Download rapporten som pdf'><img src='x.png' alt=''></a>",
        "<iframe src='/filer/fyr.pdf'></iframe>",
        "<object data='/filer/fyr.pdf' type='application/pdf'></object>",
        "<p><a href='/privat.pdf'>Persondata</a> <a href='/bilag.pdf'>Bilag 1</a>"
        "<a href='/filer/fyr.pdf'>Makkere paa fyret</a></p>",
        "<p><a href='/udgivelser/fyr/2/'>Download rapporten</a></p>",
        "<p><a href='HTTP://A.TEST/filer/fyr.pdf#page=2'>Rapport (PDF, 2 MB)</a></p>",
    ],
)
def test_a_landing_page_leads_to_its_file(
    collection: Collection, web: WebServer, link: str
) -> None:
    web.pages["a.test/udgivelser/fyr/"] = web_page(FRAME.format(link))
    web.pages["a.test/udgivelser/fyr/2/"] = web_page(
        FRAME.format("<p><a href='/filer/fyr.pdf'>Hent filen</a></p>")
    )
    files = ("/filer/fyr.pdf", "/udgivelser/fyr/fyr.pdf", "/media/1234/download", "/getfile?id=7")
    web.pages |= {f"a.test{path}": body(PDF) for path in files}
    for path in ("/aarsrapport.pdf", "/privatliv.pdf", "/privat.pdf", "/bilag.pdf"):
        web.pages[f"a.test{path}"] = body(make_pdf("Noget helt andet"))
    assert fetch_link(collection, SIDE) == ""
    got = original(collection, SIDE)
    assert (collection.corpus / "originals" / got.sha256).read_bytes() == PDF


def test_a_page_with_the_whole_text_and_no_file_is_the_text(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/udgivelser/fyr/"] = web_page(FRAME.format(LONG))
    assert fetch_link(collection, SIDE) == ""
    assert original(collection, SIDE).media_type == "text/html"


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", ""])
def test_a_page_in_the_letters_of_old_windows_is_indexed_as_a_browser_shows_it(
    collection: Collection, web: WebServer, declared: str
) -> None:
    text = FRAME.format(LONG + "<p>Fyret på Anholt – ”Østersøens øje” – får en makker.</p>")
    page = text.replace("<title>", f"<meta charset='{declared}'><title>" if declared else "<title>")
    web.pages["a.test/udgivelser/fyr/"] = body(page.encode("cp1252"), "text/html")
    assert fetch_link(collection, SIDE) == ""
    collection.run("index")
    assert "– ”Østersøens øje” –" in re.sub(r"</?mark>", "", _snippet(collection, "Anholt"))


def _snippet(collection: Collection, query: str) -> str:
    return str(collection.search(query)[0]["snippet"])


def test_a_signpost_whose_file_is_gone_is_a_dead_link(
    collection: Collection, web: WebServer
) -> None:
    link = "<p>Her er den.</p><p><a href='/filer/fyr.pdf'>Download</a></p>"
    web.pages["a.test/udgivelser/fyr/"] = web_page(FRAME.format(link))
    said = fetch_link(collection, SIDE)
    assert said == "siden har hverken teksten eller en fil, der kan hentes"


def test_pages_that_link_each_other_end(collection: Collection, web: WebServer) -> None:
    for n in (1, 2, 3, 4, 5):
        links = "".join(f"<a href='/{m}'>Download rapport {m}</a>" for m in range(1, 6))
        web.pages[f"a.test/{n}"] = web_page(FRAME.format(links))
    assert fetch_link(collection, "http://a.test/1") != ""
    assert len(web.requests) < 20


def test_a_book_keeps_its_page_of_a_shop_from_being_taken_for_the_text(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/"] = web_page(FRAME.format(LONG + "<a href='/smagsproeve.pdf'>Hent</a>"))
    write_catalogue(collection.corpus, {"bog": ["http://a.test/"]}, kind="bog")
    text = (collection.corpus / "materials.toml").read_text() + "full_text_expected = false\n"
    (collection.corpus / "materials.toml").write_text(text)
    assert fetch(collection) == {}
    assert collection.run("index").exit_code == 0
    assert "Bog." in collection.run("status").output
    assert collection.search("fyrmesteren") == []


def test_links_are_all_tried_and_a_file_goes_before_a_page(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/side"] = web_page(FRAME.format(LONG))
    web.pages["b.test/fyr.pdf"] = body(PDF)
    links = ["http://a.test/vaek", "http://a.test/side", "http://b.test/fyr.pdf"]
    write_catalogue(collection.corpus, {"rapport": links})
    assert fetch(collection) == {links[0]: "adressen findes ikke længere (404)"}
    collection.run("index")
    assert collection.search("andet afsnit")[0]["url"] == "http://b.test/fyr.pdf#page=2"


def test_only_the_named_material_is_fetched(collection: Collection, web: WebServer) -> None:
    write_catalogue(collection.corpus, {"en": ["http://a.test/1"], "to": ["http://b.test/2"]})
    result = collection.run("fetch", "to", **LIMITS)
    assert result.exit_code == 0
    assert {r.place for r in web.requests} == {"b.test/robots.txt", "b.test/2"}


def test_without_a_network_the_real_catalogue_is_done_and_nothing_is_forgotten(
    collection: Collection, internet: Internet
) -> None:
    collection.take_catalogue()
    assert collection.run("fetch", **LIMITS).output == OFFLINE
    before = (collection.corpus / "links.json").read_bytes()
    time.sleep(1)  # a new try would have another time
    assert collection.run("fetch", **LIMITS).output == OFFLINE
    assert (collection.corpus / "links.json").read_bytes() == before
    assert collection.run("update", **LIMITS).exit_code == 0


def test_a_network_that_is_gone_for_a_while_changes_nothing_that_is_known(
    collection: Collection, web: WebServer, internet: Internet
) -> None:
    hosts = [f"h{n}.test" for n in range(5)]
    internet.names |= {host: internet.names["a.test"] for host in hosts}
    web.pages |= {f"{host}/x.pdf": body(PDF) for host in hosts[:3]}
    write_catalogue(collection.corpus, {f"nr-{h[1]}": [f"http://{h}/x.pdf"] for h in hosts})
    assert set(fetch(collection).values()) == {"adressen findes ikke længere (404)"}
    first = (collection.corpus / "links.json").read_bytes()
    internet.names |= {host: [[UNROUTED]] for host in hosts}
    assert collection.run("fetch", **LIMITS).output == OFFLINE
    assert (collection.corpus / "links.json").read_bytes() == first


@pytest.mark.parametrize(
    "name", ["../../ude.pdf", "..%2f..%2fude.pdf", "x.pdf\x00.html", "a" * 300]
)
def test_no_file_is_named_by_the_net(collection: Collection, web: WebServer, name: str) -> None:
    attachment = f'attachment; filename="{name}"'.replace("\x00", "%00")
    web.pages["a.test/x"] = redirect(f"/{name}".replace("\x00", "%00"))
    given = body(PDF, Content_Disposition=attachment)
    web.pages |= {f"a.test{path}": given for path in ("/ude.pdf", f"/{name}")}
    web.pages["a.test/x.pdf%00.html"] = given
    fetch_link(collection, "http://a.test/x")
    files = {p.name for p in collection.corpus.parent.rglob("*") if p.is_file()}
    assert not [n for n in files if "ude" in n or "a" * 30 in n or ".pdf" in n]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fetch", "findes-ikke"], "intet materiale med id findes-ikke"),
        (["add", "http://a.test/vaek.pdf", "--title", "Væk"], "adressen findes ikke længere (404)"),
        (["add", "http://127.0.0.1/x.pdf", "--title", "Inde"], "lukket net"),
        (["add", "ftp://a.test/x.pdf", "--title", "FTP"], "kan ikke læses"),
        (["harvest", "http://a.test/vaek"], "adressen findes ikke længere (404)"),
        (["harvest", "http://a.test/tom"], "ingen materialer"),
        (["harvest", "http://a.test/x.pdf"], "ingen materialer"),
        (["harvest", "findes-ikke.html"], "kan ikke læses: filen er der ikke"),
        (["harvest", "."], "kan ikke læses: det er en mappe"),
        (["add", ".", "--title", "Mappe"], "kan ikke læses: det er en mappe"),
        (["add", "http://a.test/billede", "--title", "Billede"], "hverken er PDF"),
        (["add", "http://a.test/x.pdf", "--title", "X", "--year", "i fjor"], "2018-06-17"),
        (["add", "http://a.test/x.pdf", "--title", "X", "--kind", ""], "'type'"),
        (["add", "http://a.test/x.pdf", "--title", "X", "--publisher", " "], "'udgiver'"),
        (["harvest", str(CATALOGUE)], "ikke en webside"),
    ],
)
def test_a_mistake_is_told_in_one_sentence_with_an_exit_code(
    collection: Collection, web: WebServer, arguments: list[str], said: str
) -> None:
    web.pages["a.test/tom"] = web_page("<title>Tom</title><p>Intet her.</p>")
    web.pages["a.test/x.pdf"] = body(PDF)
    web.pages["a.test/billede"] = body(b"\x89PNG\r\n\x1a\n" + bytes(500), "image/png")
    result = collection.run(*arguments, **LIMITS)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert len(web.asked("a.test/vaek")) <= 1


def test_a_report_is_added_from_its_address_twice_and_stays_one(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/x.pdf"] = body(PDF)
    for title in ("Fyret", "Makkere på fyret"):
        result = collection.run("add", "http://a.test/x.pdf", "--title", title, **LIMITS)
        assert result.exit_code == 0, result.output
        assert "2 sider" in result.output
    [found] = collection.search("andet afsnit")
    assert (found["material"], found["title"], found["page"]) == ("fyret", "Makkere på fyret", 2)
    assert found["url"] == "http://a.test/x.pdf#page=2"


def test_what_is_fetched_is_looked_at_where_no_temporary_file_can_be_written(
    collection: Collection, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.pages["a.test/fyr.pdf"] = body(PDF)
    monkeypatch.setattr(tempfile, "tempdir", str(collection.corpus / "none"))
    assert fetch_link(collection, "http://a.test/fyr.pdf") == ""
    assert original(collection, "http://a.test/fyr.pdf")


def test_what_one_who_was_killed_left_of_the_record_is_cleared(
    collection: Collection, web: WebServer
) -> None:
    left = collection.corpus / ".links.json.abc123"
    left.write_text("{")
    fetch_link(collection, "http://a.test/vaek.pdf")
    assert not left.exists()
