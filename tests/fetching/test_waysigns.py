"""Links that lead to a report by way of others: an address within an address, a newspaper."""

import pytest

from benchmarks.web.reports import text
from tests.conftest import Collection
from tests.fetching.roads import PAGE, REPORT, STRANGER, TITLE, one
from tests.fetching.servers import Answer, WebServer, body, status, web_page


@pytest.mark.parametrize("gone", [status(400), web_page("<title>Udløbet</title><p>For sent.")])
@pytest.mark.parametrize(
    "path",
    [
        "/?url=http%3A%2F%2Fb.test%2Fm%2Fr.pdf&data=02%7C01&reserved=0",
        "/login?url=http://b.test/m/r.pdf",
        "/web/20120101000000/http://b.test/m/r.pdf",
    ],
)
def test_an_address_within_a_dead_one_is_asked_for(
    collection: Collection, web: WebServer, path: str, gone: Answer
) -> None:
    web.pages |= {f"a.test{path}": gone, "b.test/m/r.pdf": body(REPORT)}
    got = one(collection, f"http://a.test{path}").original
    assert got and (got.final_url, got.doubt) == ("http://b.test/m/r.pdf", "")


def test_an_address_within_another_must_lead_to_the_report(
    collection: Collection, web: WebServer
) -> None:
    link = "http://a.test/?url=http%3A%2F%2Fb.test%2Fm%2Fr.pdf"
    web.pages |= {"a.test/?url=http%3A%2F%2Fb.test%2Fm%2Fr.pdf": status(400)}
    web.pages["b.test/m/r.pdf"] = body(STRANGER)
    state = one(collection, link)
    assert (state.original, state.reason) == (None, "svarede 400")


@pytest.mark.parametrize(
    ("listed", "place"),
    [
        ("http://a.test/m/r.pdf).", "a.test/m/r.pdf"),
        ("http://a.test/m/r.pdf»", "a.test/m/r.pdf"),
        ("http://a.test/m/bør.pdf", "a.test/m/b%F8r.pdf"),
    ],
)
def test_an_address_is_spelt_otherwise_where_it_leads_nowhere(
    collection: Collection, web: WebServer, listed: str, place: str
) -> None:
    web.pages[place] = body(REPORT)
    got = one(collection, listed).original
    assert got and got.likeness == 1.0


NEWS = "http://a.test/nyt/7"
STORY = PAGE.format("Sømænd mangler selskab", "<p>Mange sejler alene. " * 20 + "<p>Læs mere i {}.")


@pytest.mark.parametrize("said", ["Havnefondet", "en ny rapport", "undersøgelsen fra Havnefondet"])
@pytest.mark.parametrize(("title", "is_it"), [(TITLE, True), ("Tage i købstæderne", False)])
def test_a_story_leads_to_the_page_of_the_report_at_its_house(
    collection: Collection, web: WebServer, said: str, title: str, *, is_it: bool
) -> None:
    other = "<a href=http://a.test/s.pdf>en anden rapport</a>"
    told = f"{other} og <a href=http://b.test/u/9>{said}</a>"
    web.pages |= {"a.test/nyt/7": web_page(STORY.format(told)), "a.test/s.pdf": body(STRANGER)}
    web.pages["b.test/u/9"] = web_page(PAGE.format(title, "<a href=/r.pdf>Hent rapporten</a>"))
    web.pages["b.test/r.pdf"] = body(REPORT if is_it else STRANGER)
    assert bool(one(collection, NEWS, publishers=["Havnefondet"]).original) == is_it


@pytest.mark.parametrize(
    "link",
    [
        "<a href=/u/9>en ny rapport</a>",
        "<a href=http://b.test/>Havnefondet</a>",
        "<nav><a href=http://b.test/u/9>Havnefondet</a></nav>",
    ],
)
def test_a_story_s_other_links_are_not_followed(
    collection: Collection, web: WebServer, link: str
) -> None:
    web.pages["a.test/nyt/7"] = web_page(STORY.format(link))
    assert one(collection, NEWS, publishers=["Havnefondet"]).original is None
    assert {r.place for r in web.requests} <= {
        "a.test/robots.txt",
        "a.test/nyt/7",
        "b.test/robots.txt",
    }


def test_the_number_of_an_agenda_s_annex_in_a_script_s_name_makes_no_annex(
    collection: Collection, web: WebServer
) -> None:
    link = "http://a.test/Adagsorden/bilag.aspx?dok=7"
    web.pages["a.test/Adagsorden/bilag.aspx?dok=7"] = body(REPORT)
    got = one(collection, link).original
    assert got and (got.role, got.doubt) == ("", "")


def test_the_view_of_a_whole_report_for_printing_is_followed(
    collection: Collection, web: WebServer
) -> None:
    whole = "".join(f"<h2>{n} Makkere i havnene</h2><p>{page}" for n, page in enumerate(text(20)))
    links = "<li><a href='/h/1/'>Metode</a><li><a href='/h/2/'>Resultater</a>"
    print_it = "<p><a href='/h/print/'>Udskriv hele rapporten</a>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(TITLE, links + print_it))
    web.pages["a.test/h/print/"] = web_page(PAGE.format(TITLE, whole))
    got = one(collection, "http://a.test/udgivelser/havnene").original
    assert got and (got.final_url, got.doubt) == ("http://a.test/h/print/", "")


def test_a_page_in_a_frame_beside_the_menu_is_followed_though_the_menu_names_it(
    collection: Collection, web: WebServer
) -> None:
    frames = "<frameset><frame src='menu.htm'><frame src='side.htm'></frameset>"
    web.pages["a.test/r/"] = web_page(f"<title>Rapport</title>{frames}")
    web.pages["a.test/r/menu.htm"] = web_page(
        "<a href='side.htm'>Indhold</a><a href='links.htm'>Links</a>"
    )
    file = "<a href='r.pdf'>Acrobat</a>"
    web.pages["a.test/r/side.htm"] = web_page(f"<h2>{TITLE}</h2><p>Hent den ({file}, 70 kb)")
    web.pages["a.test/r/r.pdf"] = body(REPORT)
    got = one(collection, "http://a.test/r/").original
    assert got and (got.final_url, got.doubt) == ("http://a.test/r/r.pdf", "")


def test_a_page_framed_by_the_report_s_page_is_followed(
    collection: Collection, web: WebServer
) -> None:
    frame = "<iframe src='/flip/index.html'></iframe><div><a href='/m/regnskab.pdf'>Regnskab</a>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(TITLE, frame))
    book = "<title>Bog</title><div id=b></div><a href='files/r.pdf' title='Download'></a>"
    web.pages["a.test/flip/index.html"] = web_page(book)
    web.pages["a.test/flip/files/r.pdf"] = body(REPORT)
    got = one(collection, "http://a.test/udgivelser/havnene").original
    assert got and (got.final_url, got.doubt) == ("http://a.test/flip/files/r.pdf", "")


def test_the_page_that_wordpress_puts_before_a_file_is_passed(
    collection: Collection, web: WebServer
) -> None:
    link = "<p><a href='/havne/hv_web/' rel='attachment wp-att-8'>HV_web</a><a href='/f'>Om</a>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(TITLE, link))
    file = PAGE.format("HV_web", "<p><a href='/wp/HV_web.pdf'>HV_web</a>")
    web.pages |= {"a.test/havne/hv_web/": web_page(file), "a.test/wp/HV_web.pdf": body(REPORT)}
    other = "<a href='/m/regnskab.pdf'>Regnskab</a>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(TITLE, link + other))
    got = one(collection, "http://a.test/udgivelser/havnene").original
    assert got and (got.final_url, got.doubt) == ("http://a.test/wp/HV_web.pdf", "")
