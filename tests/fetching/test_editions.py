"""Editions of one report, and texts of web pages that are another town's."""

import pytest

from benchmarks.web.reports import text
from tests.conftest import Collection
from tests.fetching.roads import PAGE, SIDE, one
from tests.fetching.servers import WebServer, body, web_page
from tests.fetching.test_covers import bound

TITLE = "Havnefogedens vejviser"
HOUSE = "Havnefondet"


def edition(number: int, year: int) -> bytes:
    """A report whose cover has no year, but its number."""
    behind = ((f"{TITLE}, {number}. udgave {year}", 9), (HOUSE, 9))
    return bound(((TITLE, 30), (f"{number}. udgave", 14), (HOUSE, 12)), behind)


@pytest.mark.parametrize("number", ["2. udgave", "2., reviderede udgave"])
def test_another_edition_than_the_title_names_is_not_surely_it(
    collection: Collection, web: WebServer, number: str
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(edition(1, 2006))
    state = one(collection, SIDE, title=f"{TITLE}. {number}", publishers=[HOUSE])
    assert state.original is None or state.original.doubt


def test_of_two_editions_on_a_page_that_of_the_year_sought_is_taken(
    collection: Collection, web: WebServer
) -> None:
    links = "".join(f"<li><a href='/m/{y}.pdf'>{TITLE} ({y})</a>" for y in (2006, 2012))
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(TITLE, links))
    web.pages |= {f"a.test/m/{y}.pdf": body(edition(n, y)) for n, y in ((1, 2006), (2, 2012))}
    got = one(collection, SIDE, title=TITLE, publishers=[HOUSE], published="2012").original
    assert got and (got.final_url, got.doubt) == ("http://a.test/m/2012.pdf", "")


@pytest.mark.parametrize("house", [[], ["Skagen Kommune"]])
def test_a_page_with_another_town_s_text_is_not_surely_the_report(
    collection: Collection, web: WebServer, house: list[str]
) -> None:
    web.pages["a.test/udgivelser/havnene"] = web_page(told_of("Anholt"))
    title = f"{TITLE}. Evaluering af Skagen Kommunes havnepolitik"
    got = one(collection, SIDE, title=title, publishers=house).original
    assert got is None or got.doubt


@pytest.mark.parametrize("house", [[], ["Skagen Kommune"]])
def test_a_page_with_our_own_town_s_text_is_the_report(
    collection: Collection, web: WebServer, house: list[str]
) -> None:
    web.pages["a.test/udgivelser/havnene"] = web_page(told_of("Skagen"))
    title = f"{TITLE}. Evaluering af Skagen Kommunes havnepolitik"
    got = one(collection, SIDE, title=title, publishers=house).original
    assert got and (got.role, got.doubt) == ("", "")


def told_of(town: str) -> str:
    """A page with the text of a town's report, under the part of the title that all have."""
    said = "".join(f"<p>{page}</p>" for page in text(40))
    name = f"Evaluering af {town} Kommunes havnepolitik"
    return PAGE.format(TITLE, f"<p>{TITLE} {name}, {town} Kommune 2012</p>{said}")
