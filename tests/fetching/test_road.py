"""The road from a link to the report, followed as browsers do."""

import gzip
import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from benchmarks.web.reports import pdf
from benchmarks.web.reports import text as pages
from tests.conftest import Collection, make_pdf
from tests.extraction.office import sample
from tests.fetching.conftest import fetch_link, write_catalogue
from tests.fetching.faults import LIMITS
from tests.fetching.roads import BODY, PAGE, REPORT, SIDE, STRANGER, TITLE, material, one
from tests.fetching.servers import PUBLIC, Internet, WebServer, body, conditional, status, web_page


@pytest.mark.parametrize(
    ("head", "headers"),
    [
        ("<meta http-equiv='refresh' content='0; url=/r.pdf'>", {}),
        ("<noscript><META HTTP-EQUIV=REFRESH CONTENT=\"3;URL='/r.pdf'\"></noscript>", {}),
        ("", {"Refresh": "0; url=/r.pdf"}),
    ],
)
def test_a_page_that_sends_on_by_itself_is_followed(
    collection: Collection, web: WebServer, head: str, headers: dict[str, str]
) -> None:
    page = f"<html><head><title>Vent</title>{head}</head><body>Du sendes videre."
    web.pages["a.test/udgivelser/havnene"] = body(page.encode(), "text/html", **headers)
    web.pages["a.test/r.pdf"] = body(REPORT)
    got = one(collection, SIDE).original
    assert got and (got.final_url, got.likeness) == ("http://a.test/r.pdf", 1.0)


@pytest.mark.parametrize(
    "shown",
    [
        "<iframe src='/web/viewer.html?file=%2Fdocs%2Fr.pdf#page=2'></iframe>",
        "<a href='/ViewerJS/#../docs/r.pdf'>Åbn</a>",
        "<embed src='/m/7' type='application/pdf'>",
        "<object data='/m/7' type='application/pdf'></object>",
        "<form action='/m/7'><input type=submit value='Hent rapporten'></form>",
        "<a href='/m/7' aria-label='Hent som PDF'><svg></svg></a>",
        "<a href='/m/7'><img src='i.png' alt='PDF'></a>",
        "<a href='/m/7'>Vis</a>",
        "<h3>Andre filer og links</h3><a href='/m/7'>Rapporten</a>",
        "<h3>Seneste version</h3><a href='/m/7'>Version 2 (PDF)</a>",
        "<a href=\"javascript:aabn('/m/7')\">Hent rapporten</a>",
        "<button onclick=\"vis('/m/7', 'pdf')\">Hent rapporten</button>",
        "<select><option value='/m/7'>Rapporten som PDF</option></select>",
        "<x-hent url='/m/7' label='Hent rapporten'></x-hent>",
        "<pdf-viser :src=\"'/docs/r.pdf'\"></pdf-viser>",
        "<object><param name=flashvars value='side=1&pdf=/docs/r.pdf'></object>",
        '<div data-props=\'{"label": "Hent", "href": "/docs/r.pdf"}\'></div>',
        '<script>bog = {"kilde":"http:\\/\\/a.test\\/docs\\/r.pdf"};</script>',
        '<script type=\'application/json\'>{"url": "\\u002Fdocs\\u002Fr.pdf"}</script>',
        "<button type=button onclick=\"window.location.href='/m/7'\">Hent rapport</button>",
        "<a href='#' onclick=\"window.open('/m/7'); return false\">Download</a>",
        "<a href='#' data-href='/m/7'>Download</a>",
        "<iframe src='/pdfjs/web/viewer.html#page=1&amp;file=/docs/r.pdf'></iframe>",
        "<iframe src='/web/viewer.html?file=%252Fdocs%252Fr.pdf'></iframe>",
        "<div class=viewer data-pdf='/docs/r.pdf'></div>",
        "<div class=_df_book source='/docs/r.pdf'></div>",
        "<iframe srcdoc=\"<a href='/m/7'>Hent rapporten</a>\"></iframe>",
        "Rapporten ligger på http://a.test/docs/r.pdf",
        "<form action='/m'><input type=hidden name=nr value=7><button>Hent</button></form>",
        '<script type=\'application/ld+json\'>{"contentUrl": "/m/7"}</script>',
        "<meta name='eprints.document_url' content='/m/7'>",
        "<a href='/m/7'><i class='fa fa-file-pdf-o'></i></a>",
        "<a href='/m/7'><img src=omslag.jpg></a>",
        "<a href='/bestil'>Bestil trykt udgave</a> <a href='/m/7'>Netudgave</a>",
        "Se <a href=/1>1</a>, <a href=/2>2</a>, <a href=/3>3</a>, <a href=/4>4</a> og "
        "<a href='/m/7'>selve rapporten</a>.",
    ],
)
def test_the_file_behind_a_viewer_or_a_bare_link_is_found(
    collection: Collection, web: WebServer, shown: str
) -> None:
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(TITLE, f"<p>{shown}</p>"))
    web.pages |= {f"a.test{p}": body(REPORT) for p in ("/docs/r.pdf", "/m/7", "/m?nr=7")}
    got = one(collection, SIDE).original
    assert got
    assert got.media_type == "application/pdf"


def test_the_file_that_a_link_header_names_is_found(collection: Collection, web: WebServer) -> None:
    link = '</m/7>; rel="item"; type="application/pdf", </x>; rel="author"'
    page = PAGE.format(TITLE, "<p>Om den.</p>").encode()
    web.pages["a.test/udgivelser/havnene"] = body(page, "text/html", Link=link)
    web.pages["a.test/m/7"] = body(REPORT)
    got = one(collection, SIDE).original
    assert got and got.final_url == "http://a.test/m/7"


@pytest.mark.parametrize(
    ("called", "is_it"),
    [
        (f"Høringssvar til {TITLE}", False),
        (f"Nyt fra havnen: {TITLE}", False),
        ("Evaluering af makkerordningen på flyveren og i havnene", True),
        ("Notat om makkerordningen i havnene", True),
        (f"Rapport: {TITLE}", True),
        (f"{TITLE} – uddrag", False),
        ("Evaluering af lodsordningen i havnene", False),
    ],
)
def test_what_only_bears_the_title_is_not_taken_for_the_report(
    collection: Collection, web: WebServer, called: str, is_it: bool
) -> None:
    web.pages["a.test/x.pdf"] = body(pdf(called, 8))
    got = one(collection, "http://a.test/x.pdf").original
    assert bool(got and not got.doubt and not got.role) is is_it


def test_a_page_that_only_a_script_sends_on_from_is_followed(
    collection: Collection, web: WebServer
) -> None:
    page = b"<html><title>Vent</title><script>window.location.replace('/r.pdf')</script><body>"
    web.pages["a.test/udgivelser/havnene"] = body(page, "text/html")
    web.pages["a.test/r.pdf"] = body(REPORT)
    got = one(collection, SIDE).original
    assert got and got.final_url == "http://a.test/r.pdf"


def test_a_title_that_sounds_like_other_things_hides_no_link(
    collection: Collection, web: WebServer
) -> None:
    title = "Kontaktpersoner og printere i engelsk undervisning"
    page = PAGE.format(title, f"<a href='/m/7'>{title}</a>")
    web.pages["a.test/udgivelser/havnene"] = web_page(page)
    web.pages["a.test/m/7"] = body(make_pdf(title, BODY, BODY, BODY))
    got = one(collection, SIDE, title=title).original
    assert got and got.media_type == "application/pdf"


@pytest.mark.parametrize("ending", ["docx", "odt", "epub", "rtf"])
def test_a_report_that_is_no_pdf_is_known_by_its_text(
    collection: Collection, web: WebServer, ending: str
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(sample(ending), "application/octet-stream")
    assert (one(collection, SIDE).reason or "").startswith("filen er en anden: »")
    got = one(collection, SIDE, title="Bundgarnsfiskeri i Øresund").original
    assert got and (got.media_type.ending, got.doubt) == (ending, "")


def test_bytes_in_a_location_are_sent_as_they_came(collection: Collection, web: WebServer) -> None:
    def answer(request):  # type: ignore[no-untyped-def]
        request.wfile.write(b"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: /\xc5r.pdf\r\n\r\n")

    web.pages["a.test/x.pdf"] = answer
    web.pages["a.test/%C5r.pdf"] = body(REPORT)
    assert one(collection, "http://a.test/x.pdf").original


def test_a_backslash_in_a_link_and_in_a_location_is_a_slash(
    collection: Collection, web: WebServer
) -> None:
    link = r"<a href='docs\rapport.pdf?n=1'>Hent rapporten</a>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(TITLE, link))
    web.pages["a.test/udgivelser/docs/rapport.pdf?n=1"] = status(302, Location=r"\filer\r.pdf")
    web.pages["a.test/filer/r.pdf"] = body(REPORT)
    got = one(collection, SIDE).original
    assert got and got.final_url.endswith("/filer/r.pdf")


def test_cookies_last_through_one_chain_and_no_longer(
    collection: Collection, web: WebServer
) -> None:
    def answer(request):  # type: ignore[no-untyped-def]
        if "ja=1" in request.headers.get("Cookie", ""):
            body(REPORT)(request)
        else:
            status(302, Location="/x.pdf", Set_Cookie="ja=1; Path=/")(request)

    web.pages["a.test/x.pdf"] = answer
    assert one(collection, "http://a.test/x.pdf").reason is None
    first, second = web.asked("a.test/x.pdf")
    assert ("cookie" in first.headers, second.headers["cookie"]) == (False, "ja=1")


def test_robots_txt_is_read_behind_any_byte_order_mark(
    collection: Collection, web: WebServer
) -> None:
    rules = "User-agent: *\nDisallow: /"
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        web.pages["a.test/robots.txt"] = body(rules.encode(encoding), "text/plain")
        assert "robots.txt" in fetch_link(collection, "http://a.test/x.pdf")


@pytest.mark.parametrize(
    ("content", "doubt"),
    [
        (b" " * 5000 + REPORT, ""),
        (b"-" * 1100 + b"\n" + REPORT, ""),
        (REPORT[:-300], "filen er ikke hel"),
        (gzip.compress(REPORT), ""),
    ],
)
def test_a_damaged_or_packed_file_is_got_when_it_can_be_read(
    collection: Collection, web: WebServer, content: bytes, doubt: str
) -> None:
    web.pages["a.test/x.pdf"] = body(content)
    got = one(collection, "http://a.test/x.pdf").original
    assert got and (got.media_type, got.pages, got.doubt) == ("application/pdf", 7, doubt)


def test_a_transcript_is_read_page_by_page_and_outranks_a_short_file(
    collection: Collection, web: WebServer
) -> None:
    pages = "".join(f"<p>{n} {BODY * 9} Fyr nummer {n}.</p>" for n in range(1, 21))
    shown = f"<h2>Transkript</h2><div>{pages}</div><div class=x><a href='/9'>Noget andet</a></div>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(TITLE, shown))
    web.pages["b.test/x.pdf"] = body(make_pdf(TITLE, BODY))
    one(collection, SIDE, "http://b.test/x.pdf")
    told = material(collection)
    assert (told["text"], told["pages"], told["missing"]) == ("transskription", 20, None)
    assert collection.search('"fyr nummer 17"')[0]["page"] == 17
    assert collection.search('"noget andet"') == []


def test_a_long_article_is_a_part_of_the_report(collection: Collection, web: WebServer) -> None:
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(TITLE, f"<p>{BODY * 90}</p>"))
    one(collection, SIDE)
    assert material(collection)["text"] == "del"


def test_a_link_that_lives_takes_over_from_one_that_died(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/x.pdf"] = body(REPORT)
    one(collection, "http://a.test/x.pdf", "http://b.test/x.pdf")
    web.pages["a.test/x.pdf"] = status(404)
    web.pages["b.test/x.pdf"] = body(make_pdf(TITLE, *["Ny udgave.\n" + BODY] * 6))
    one(collection, "http://a.test/x.pdf", "http://b.test/x.pdf")
    assert collection.run("index").exit_code == 0
    assert collection.search("ny udgave")[0]["url"].startswith("http://b.test/x.pdf")
    assert "1 link svarer ikke længere" in collection.run("doctor").output


def test_update_asks_an_unchanged_link_once(collection: Collection, web: WebServer) -> None:
    link = "<p><a href='/r.pdf'>Hent rapporten</a></p>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(TITLE, link))
    web.pages["a.test/r.pdf"] = conditional(REPORT, ETag='"1"')
    links = [SIDE, "http://b.test/x.pdf"]
    write_catalogue(collection.corpus, {"rapport": links})
    collection.run("update", **LIMITS)
    before = {p: p.read_bytes() for p in collection.index.rglob("*") if p.is_file()}
    web.requests.clear()
    assert collection.run("update", **LIMITS).output == ""
    asked = [r.place for r in web.requests if not r.place.endswith("robots.txt")]
    assert sorted(asked) == ["a.test/udgivelser/havnene", "b.test/x.pdf"]
    assert {p: p.read_bytes() for p in collection.index.rglob("*") if p.is_file()} == before


def test_a_link_tells_what_was_asked_what_came_and_how_alike_it_was(
    collection: Collection, web: WebServer
) -> None:
    links = "<p><a href='/s.pdf'>Hent PDF</a> <a href='/r.pdf'>Læs rapporten</a></p>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(TITLE, links))
    web.pages |= {"a.test/s.pdf": body(STRANGER), "a.test/r.pdf": body(REPORT)}
    one(collection, SIDE)
    steps = json.loads((collection.corpus / "links.json").read_text())["links"][SIDE]["steps"]
    told = [(s["url"][13:], s["came"], s["done"]) for s in steps]
    assert ("/r.pdf", "PDF, 7 sider", "taget") in told
    assert told[0][2] == "filen kalder sig »Strategi for grønne tage i købstæderne«"
    assert "lighed 100 %, taget" in collection.run("status").output


@pytest.mark.parametrize(
    "item",
    [
        "<tr><td>{0}</td><td>2016</td><td><a href=/{1}>Hent</a></td></tr>",
        "<h3>{0}</h3><p>Om den.</p><p><a href=/{1}>Hent PDF</a> <a href=/bestil/{1}>Bestil</a></p>",
        "<div class=kort><div>{0}</div><div><a href=/{1}>Læs mere</a></div></div>",
        "<dt>{0}</dt><dd><a href=/{1}>PDF</a></dd>",
    ],
    ids=["a row", "a heading", "a card", "a term"],
)
def test_of_a_list_the_link_is_followed_that_the_title_leads_to(
    collection: Collection, web: WebServer, item: str
) -> None:
    titles = [f"Tage i købstæderne, hæfte {n}" for n in range(6)] + [TITLE, "Tage på landet"]
    rows = "".join(item.format(title, n) for n, title in enumerate(titles))
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format("Udgivelser", rows))
    web.pages |= {f"a.test/{n}": body(STRANGER) for n in range(8)} | {"a.test/6": body(REPORT)}
    got = one(collection, SIDE).original
    assert got and got.final_url == "http://a.test/6"


@pytest.mark.parametrize(
    ("says", "is_it"),
    [
        (f"Bilag 2 - {TITLE}", True),
        (f"Bilag 2: {TITLE}.pdf", True),
        (f"Bilag 2 til {TITLE}", False),
        (f"Bilag 2: Tabeller til {TITLE}", False),
    ],
)
def test_what_is_an_annex_of_an_agenda_is_the_report_and_the_report_s_annex_is_not(
    collection: Collection, web: WebServer, says: str, *, is_it: bool
) -> None:
    links = f"<p><a href=/vis?id=1>Bilag 1 - Høringssvar</a></p><p><a href=/vis?id=2>{says}</a></p>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format("Dagsorden for udvalget", links))
    web.pages |= {"a.test/vis?id=1": body(STRANGER), "a.test/vis?id=2": body(REPORT)}
    got = one(collection, SIDE).original
    assert bool(got and not got.role) == is_it


def zipped(packing: int = ZIP_DEFLATED, **parts: bytes) -> bytes:
    """A zip of files, by their names, in which ``__`` stands for a point."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", packing) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


APPENDIX = make_pdf(f"Bilag\n{TITLE}", *["\n".join([BODY] * 9)] * 6)


@pytest.mark.parametrize(("packing", "by_page"), [(ZIP_DEFLATED, False), (ZIP_STORED, True)])
def test_a_report_in_a_zip_is_taken_out_of_it(
    collection: Collection, web: WebServer, packing: int, *, by_page: bool
) -> None:
    web.pages["a.test/r.zip"] = body(
        zipped(packing, bilag__pdf=APPENDIX, rapport__pdf=REPORT, a__txt=b"a")
    )
    page = PAGE.format(TITLE, "<a href=/r.zip>Hent rapporten (zip)</a>")
    web.pages["a.test/udgivelser/havnene"] = web_page(page)
    got = one(collection, SIDE if by_page else "http://a.test/r.zip").original
    assert got and (got.role, got.doubt, got.pages) == ("", "", 7)
    assert material(collection)["text"] == "fuldtekst"


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"tal__csv": b"1;2"}, "filen er en zip-fil uden en rapport"),
        ({"tage__pdf": STRANGER}, "filen er en anden: »Strategi for grønne tage i købstæderne«"),
    ],
)
def test_a_zip_without_the_report_is_told_so(
    collection: Collection, web: WebServer, parts: dict[str, bytes], reason: str
) -> None:
    web.pages["a.test/r.zip"] = body(zipped(**parts))
    assert one(collection, "http://a.test/r.zip").reason == reason


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("www.dropbox.com/s/9x8/R.pdf?dl=0", "www.dropbox.com/s/9x8/R.pdf?dl=1"),
        ("www.dropbox.com/scl/R.pdf?rlkey=q&dl=0", "www.dropbox.com/scl/R.pdf?rlkey=q&dl=1"),
        ("drive.google.com/file/d/1AbCdE/view?usp=sharing",
         "drive.google.com/uc?export=download&id=1AbCdE"),
    ],
)  # fmt: skip
def test_a_file_kept_by_another_is_had_though_a_script_shows_it(
    collection: Collection, web: WebServer, internet: Internet, link: str, file: str
) -> None:
    internet.names |= {"www.dropbox.com": [[PUBLIC]], "drive.google.com": [[PUBLIC]]}
    web.pages[link] = web_page("<title>R.pdf</title><div id=app></div><script src=/a.js></script>")
    web.pages[file] = body(REPORT, "application/binary")
    got = one(collection, f"http://{link}").original
    assert got and got.final_url == f"http://{file}"


def test_the_whole_of_a_publication_in_frames_is_found(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/udgivelser/havnene"] = web_page(
        f"<html><title>{TITLE}</title><frameset><frame src=/menu><frame src=/for></frameset></html>"
    )
    menu = "<a href=/for>Forside</a><p><a href=/1>1. Indledning</a><p><a href=/alt>{}</a>"
    web.pages["a.test/menu"] = web_page(menu.format("Hele publikationen"))
    web.pages["a.test/for"] = web_page(f"<title>{TITLE}</title><h1>{TITLE}</h1><p>2004</p>")
    web.pages["a.test/1"] = web_page(f"<title>{TITLE}</title><p>{BODY * 20}</p>")
    text = "".join(f"<h2>Om havnene {n}</h2><p>{page}</p>" for n, page in enumerate(pages(9)))
    web.pages["a.test/alt"] = web_page(f"<title>{TITLE}</title><h1>{TITLE}</h1>{text}")
    got = one(collection, SIDE).original
    assert got and got.final_url == "http://a.test/alt"
