"""Why a page gave nothing, as its build and its address tell."""

from http.server import BaseHTTPRequestHandler

import pytest

from tests.conftest import Collection
from tests.fetching.faults import CHUNKED
from tests.fetching.roads import BODY, PAGE, REPORT, SIDE, STRANGER, TITLE, one
from tests.fetching.servers import WebServer, body, endless, redirect, status, web_page

PLACE = "a.test/udgivelser/havnene"


@pytest.mark.parametrize("way", ["/velkommen?next=", "/adfs/ls?wctx=ru%3D"])
def test_a_page_to_pass_first_is_told_by_the_address_that_it_names(
    collection: Collection, web: WebServer, way: str
) -> None:
    gate = f"{way}%2Fudgivelser%2Fhavnene"
    web.pages[PLACE] = redirect(f"http://a.test{gate}")
    web.pages[f"a.test{gate}"] = web_page(PAGE.format("Velkommen", f"<p>{BODY * 9}</p>"))
    assert (
        one(collection, SIDE).reason == "en anden side kommer før: login, samtykke eller lignende"
    )


@pytest.mark.parametrize("inside", ["", "<noscript>Slå JavaScript til.</noscript>", "Indlæser …"])
def test_a_page_that_a_script_makes_is_called_no_other_page(
    collection: Collection, web: WebServer, inside: str
) -> None:
    shell = f"<html><title>Havneportalen</title><body><div id=app>{inside}</div>"
    web.pages[PLACE] = web_page(f"{shell}<script src=/app.js></script>")
    assert one(collection, SIDE).reason == "siden vises kun i en browser med JavaScript"


def test_a_page_whose_own_file_is_gone_is_told_so(collection: Collection, web: WebServer) -> None:
    web.pages[PLACE] = web_page(PAGE.format(TITLE, "<a href=/r.pdf>Hent rapporten</a>"))
    reason = "siden er der, men filen kan ikke hentes: adressen findes ikke længere (404)"
    assert one(collection, SIDE).reason == reason


@pytest.mark.parametrize(("title", "is_it"), [(TITLE, True), ("Tage i købstæderne", False)])
def test_a_page_that_only_shows_the_way_is_followed(
    collection: Collection, web: WebServer, title: str, *, is_it: bool
) -> None:
    web.pages[PLACE] = web_page("<title>Flyttet</title><p>Flyttet til <a href=/ny>en ny side</a>.")
    web.pages["a.test/ny"] = web_page(PAGE.format(title, "<a href=/r.pdf>Hent rapporten</a>"))
    web.pages["a.test/r.pdf"] = body(REPORT if is_it else STRANGER)
    assert bool(one(collection, SIDE).original) == is_it


@pytest.mark.parametrize("code", [404, 410])
def test_a_page_of_errors_that_links_the_report_leads_to_it(
    collection: Collection, web: WebServer, code: int
) -> None:
    links = f"<a href=/tage>Tage i købstæderne</a> <a href=/ny>{TITLE}</a>"
    gone = PAGE.format("Siden findes ikke", f"<p>Ledte du efter: {links}</p>")
    web.pages[PLACE] = body(gone.encode(), "text/html", code)
    web.pages["a.test/ny"] = web_page(PAGE.format(TITLE, "<a href=/r.pdf>Hent rapporten</a>"))
    web.pages["a.test/tage"] = web_page(PAGE.format("Tage", "<a href=/s.pdf>Hent rapporten</a>"))
    web.pages |= {"a.test/r.pdf": body(REPORT), "a.test/s.pdf": body(STRANGER)}
    got = one(collection, SIDE).original
    assert got and got.final_url == "http://a.test/r.pdf"
    assert not web.asked("a.test/tage")


def test_a_slow_host_costs_a_link_one_wait(collection: Collection, web: WebServer) -> None:
    links = "".join(f"<p><a href=/{n}.pdf>Hent rapporten</a></p>" for n in range(4))
    web.pages[PLACE] = web_page(PAGE.format(TITLE, links))
    web.pages |= {f"a.test/{n}.pdf": endless(b"1\r\nx\r\n", 0.05, CHUNKED) for n in range(4)}
    assert "for langsomt" in str(one(collection, SIDE).reason)
    assert sum(len(web.asked(f"a.test/{n}.pdf")) for n in range(4)) == 1


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (401, "siden kræver login (401)"),
        (403, "serveren vil ikke give os siden (403)"),
        (404, "adressen findes ikke længere (404)"),
        (418, "svarede 418"),
    ],
)
def test_a_status_is_told_in_plain_words(
    collection: Collection, web: WebServer, code: int, reason: str
) -> None:
    web.pages[PLACE] = status(code)
    assert one(collection, SIDE).reason == reason


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ("<input name=navn><input type=email name=m>", "udfylder en formular"),
        ("<input type=hidden name=id value=7>", "trykker på en knap"),
    ],
)
def test_a_form_before_the_file_is_told_and_not_sent(
    collection: Collection, web: WebServer, fields: str, reason: str
) -> None:
    form = f"<form method=post action=/hent>{fields}<button>Hent rapporten</button></form>"
    web.pages[PLACE] = web_page(PAGE.format(TITLE, form))
    told = f"siden giver kun rapporten til den, der {reason}"
    assert one(collection, SIDE).reason == told
    assert not web.asked("a.test/hent")


def test_a_gate_that_is_the_front_page_of_another_host_is_told_as_a_gate(
    collection: Collection, web: WebServer
) -> None:
    gate = "/?return=http%3A%2F%2Fa.test%2Fudgivelser%2Fhavnene"
    web.pages[PLACE] = redirect(f"http://b.test{gate}")
    web.pages[f"b.test{gate}"] = web_page(PAGE.format("Samtykke", f"<p>{BODY * 3}</p>"))
    assert (
        one(collection, SIDE).reason == "en anden side kommer før: login, samtykke eller lignende"
    )


def test_a_file_of_an_old_office_is_told_as_one(collection: Collection, web: WebServer) -> None:
    web.pages[PLACE] = body(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0d\0" * 400)
    reason = "filen er gemt af Office fra før 2007 (.doc, .ppt eller .xls), som vi ikke kan læse"
    assert one(collection, SIDE).reason == reason


def test_a_page_that_sets_a_cookie_and_sends_on_to_itself_is_asked_again(
    collection: Collection, web: WebServer
) -> None:
    wall = "<title>Cookies</title><meta http-equiv=refresh content='1; url=/udgivelser/havnene'>"
    asks = body(wall.encode(), "text/html", Set_Cookie="ja=1; path=/")
    page = web_page(PAGE.format(TITLE, "<a href=/r.pdf>Hent rapporten</a>"))

    def answer(request: BaseHTTPRequestHandler) -> None:
        (page if "ja=1" in request.headers.get("Cookie", "") else asks)(request)

    web.pages |= {PLACE: answer, "a.test/r.pdf": body(REPORT)}
    got = one(collection, SIDE).original
    assert got and got.final_url == "http://a.test/r.pdf"


def test_a_page_that_sets_a_cookie_each_time_is_asked_twice_at_most(
    collection: Collection, web: WebServer
) -> None:
    wall = "<title>Cookies</title><meta http-equiv=refresh content='1; url=/udgivelser/havnene'>"
    web.pages[PLACE] = body(wall.encode(), "text/html", Set_Cookie="ja=1; path=/")
    assert one(collection, SIDE).original is None
    assert len(web.asked(PLACE)) == 2
