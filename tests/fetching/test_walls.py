"""Why a page gave nothing, as its build and its address tell."""

import pytest

from tests.conftest import Collection
from tests.fetching.roads import BODY, PAGE, REPORT, SIDE, STRANGER, TITLE, one
from tests.fetching.servers import WebServer, body, redirect, web_page

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
    reason = "siden er der, men filen kan ikke hentes: svarede 404"
    assert one(collection, SIDE).reason == reason


@pytest.mark.parametrize(("title", "is_it"), [(TITLE, True), ("Tage i købstæderne", False)])
def test_a_page_that_only_shows_the_way_is_followed(
    collection: Collection, web: WebServer, title: str, *, is_it: bool
) -> None:
    web.pages[PLACE] = web_page("<title>Flyttet</title><p>Flyttet til <a href=/ny>en ny side</a>.")
    web.pages["a.test/ny"] = web_page(PAGE.format(title, "<a href=/r.pdf>Hent rapporten</a>"))
    web.pages["a.test/r.pdf"] = body(REPORT if is_it else STRANGER)
    assert bool(one(collection, SIDE).original) == is_it
