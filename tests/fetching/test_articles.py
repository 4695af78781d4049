"""Articles: what a journal's page, a paper's beginning and the article itself are taken for."""

import pytest

from tests.conftest import Collection
from tests.fetching.roads import BODY, PAGE, REPORT, SIDE, TITLE, material, one
from tests.fetching.servers import PUBLIC, Internet, WebServer, body, redirect, web_page

PLACE = "a.test/udgivelser/havnene"
GALLEY = "<ul class=galleys><a class='obj_galley_link pdf' href=/vis/7>PDF</a></ul>"


def test_a_journal_s_page_leads_to_the_article(collection: Collection, web: WebServer) -> None:
    abstract = f"<h2>Resumé</h2><p>{BODY * 2}</p>{GALLEY}"
    web.pages[PLACE] = web_page(PAGE.format(TITLE, abstract))
    web.pages["a.test/vis/7"] = web_page("<title>Vis</title><iframe src='/v.html?file=/r.pdf'>")
    web.pages["a.test/r.pdf"] = body(REPORT)
    got = one(collection, SIDE, kind="artikel").original
    assert got and got.final_url == "http://a.test/r.pdf"


@pytest.mark.parametrize(
    "wall",
    [
        "<div class='c-paywall'>Køb abonnement</div>",
        '<script type="application/ld+json">{"isAccessibleForFree": false}</script>',
    ],
)
def test_the_beginning_of_an_article_is_an_excerpt(
    collection: Collection, web: WebServer, wall: str
) -> None:
    web.pages[PLACE] = web_page(PAGE.format(TITLE, f"<p>{BODY * 12}</p>{wall}"))
    got = one(collection, SIDE, kind="artikel").original
    assert got and got.role == "uddrag"


def test_a_box_for_those_who_pay_makes_no_excerpt_of_a_long_article(
    collection: Collection, web: WebServer
) -> None:
    said = "".join(
        f"<p>I år {n} var havnene og deres folk til at regne med.</p>" for n in range(60)
    )
    wall = "<div class=paywall>Køb abonnement</div>"
    web.pages[PLACE] = web_page(PAGE.format(TITLE, said + wall))
    got = one(collection, SIDE, kind="artikel").original
    assert got and got.role == ""


@pytest.mark.parametrize(("times", "text"), [(3, "omtale"), (12, "fuldtekst")])
def test_a_few_lines_are_no_article(
    collection: Collection, web: WebServer, times: int, text: str
) -> None:
    web.pages[PLACE] = web_page(PAGE.format(TITLE, f"<p>{BODY * times}</p>"))
    one(collection, SIDE, kind="artikel")
    assert material(collection)["text"] == text


def test_an_article_is_not_left_for_the_report_that_it_tells_of(
    collection: Collection, web: WebServer
) -> None:
    text = f"<p>{BODY * 10}</p><a href=/r.pdf>Læs rapporten</a>"
    web.pages[PLACE] = web_page(PAGE.format("Havnene er glade for makkere", text))
    web.pages["a.test/r.pdf"] = body(REPORT)
    got = one(collection, SIDE, kind="artikel", title="Havnene er glade for makkere").original
    assert got and got.media_type.is_web_page


@pytest.mark.parametrize("heading", ["ABSTRACT", "Abstract", "Resumé", "Abstrakt (dansk)"])
def test_a_page_of_no_more_than_an_article_s_abstract_is_a_summary(
    collection: Collection, web: WebServer, heading: str
) -> None:
    said = f"<p>Makkerfolk, Ole</p><h2>{heading}</h2><p>{BODY * 10}</p>"
    web.pages[PLACE] = web_page(PAGE.format(TITLE, said))
    got = one(collection, SIDE, kind="artikel").original
    assert got and got.role == "resumé"


def test_an_article_that_begins_with_its_abstract_is_one(
    collection: Collection, web: WebServer
) -> None:
    said = f"<h2>Abstract</h2><p>{BODY * 4}</p><h2>Metode</h2><p>{BODY * 40}</p>"
    web.pages[PLACE] = web_page(PAGE.format(TITLE, said))
    got = one(collection, SIDE, kind="artikel").original
    assert got and got.role == ""


@pytest.mark.parametrize(("dois", "is_it"), [(1, True), (3, False)])
def test_the_one_doi_of_a_page_that_has_the_abstract_leads_to_the_article(
    collection: Collection, web: WebServer, internet: Internet, dois: int, *, is_it: bool
) -> None:
    internet.names["doi.org"] = [[PUBLIC]]
    urls = [f"//doi.org/10.5/{n}" for n in range(dois)]
    links = "".join(f"<li><a href=http:{url}>https:{url}</a>" for url in urls)
    abstract = f"<a href=/person/1>Ole</a><h2>Abstract</h2><p>{BODY * 20}</p><ul>{links}</ul>"
    web.pages[PLACE] = web_page(PAGE.format(TITLE, abstract))
    web.pages["doi.org/10.5/0"] = redirect("http://b.test/artikel/7")
    web.pages["b.test/artikel/7"] = web_page(PAGE.format(TITLE, GALLEY.replace("/vis/7", "/r.pdf")))
    web.pages["b.test/r.pdf"] = body(REPORT)
    got = one(collection, SIDE, kind="artikel").original
    assert bool(got and got.final_url == "http://b.test/r.pdf") == is_it
