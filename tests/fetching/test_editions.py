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


def test_the_years_of_a_timeline_are_not_the_report_s(
    collection: Collection, web: WebServer
) -> None:
    front = ((TITLE, 20), (f"{HOUSE} om vejviseren", 12))
    lines = tuple(
        (f"{year} {said}", 12)
        for year, said in ((2004, "Loven"), (2006, "Forsøg"), (2007, "Ny lov"))
    )
    web.pages["a.test/udgivelser/havnene"] = body(bound(front + lines, ((HOUSE, 9),)))
    got = one(collection, SIDE, title=TITLE, publishers=[HOUSE], published="2012").original
    assert got and (got.role, got.doubt) == ("", "")


def test_the_midway_evaluation_that_is_sought_is_no_lesser_thing(
    collection: Collection, web: WebServer
) -> None:
    names = ("Slutevaluering af Kaj", "Midtvejsevaluering af Kaj")
    links = "".join(f"<li><a href='/m/{n}.pdf'>{name}</a>" for n, name in enumerate(names))
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format("Kaj", links))
    for n, name in enumerate(names):
        web.pages[f"a.test/m/{n}.pdf"] = body(bound(((name, 30), (HOUSE, 12)), ((HOUSE, 9),)))
    got = one(collection, SIDE, title=names[1], publishers=[HOUSE]).original
    assert got and (got.final_url, got.role, got.doubt) == ("http://a.test/m/1.pdf", "", "")


def test_a_file_with_only_the_town_of_the_title_is_another(
    collection: Collection, web: WebServer
) -> None:
    town = "Skagen Kommune"
    report = bound((("Profil af bådene i Skagen", 30), (town, 12)), ((town, 9),))
    web.pages["a.test/r.pdf"] = body(report)
    told = {"title": f"Tilskud i {town}", "publishers": [town]}
    assert one(collection, "http://a.test/r.pdf", **told).original is None


def told_of(town: str) -> str:
    """A page with the text of a town's report, under the part of the title that all have."""
    said = "".join(f"<p>{page}</p>" for page in text(40))
    name = f"Evaluering af {town} Kommunes havnepolitik"
    return PAGE.format(TITLE, f"<p>{TITLE} {name}, {town} Kommune 2012</p>{said}")


@pytest.mark.parametrize(("year", "is_doubted"), [("2001", True), ("2012", False)])
def test_a_page_that_dates_itself_by_its_publisher_s_name_is_of_that_year(
    collection: Collection, web: WebServer, year: str, is_doubted: bool
) -> None:
    said = "".join(f"<p>Vejviseren for havnefogeden bruges. {page}</p>" for page in text(40))
    web.pages["a.test/udgivelser/havnene"] = web_page(
        PAGE.format(TITLE, f"<p>{HOUSE} {year}</p><p>Lagt ud i 2019 af redaktionen.</p>{said}")
    )
    got = one(collection, SIDE, title=TITLE, publishers=[HOUSE], published="2012").original
    assert got and bool(got.doubt) == is_doubted


@pytest.mark.parametrize(("by", "is_doubted"), [("Konsulenterne", True), (HOUSE, False)])
def test_a_namesake_on_a_list_by_others_is_not_surely_the_report(
    collection: Collection, web: WebServer, by: str, is_doubted: bool
) -> None:
    links = f"<li><a href='/m/1.pdf'>{TITLE}</a><li><a href='/m/2.pdf'>Færger</a>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format("Alle udgivelser", links))
    web.pages["a.test/m/1.pdf"] = body(bound(((TITLE, 30), (by, 12))))
    got = one(collection, SIDE, title=TITLE, publishers=[HOUSE], published="2012").original
    assert got and bool(got.doubt) == is_doubted


@pytest.mark.parametrize(
    "label", ["Policy brief", "Konklusioner og anbefalinger", "Hovedpunkter fra undersøgelsen"]
)
def test_a_few_pages_of_conclusions_are_no_report(
    collection: Collection, web: WebServer, label: str
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(bound(((TITLE, 30), (label, 14), (HOUSE, 12))))
    got = one(collection, SIDE, title=TITLE, publishers=[HOUSE]).original
    assert got and got.role == "resumé"


def test_a_page_with_a_student_s_text_of_that_title_is_not_surely_the_report(
    collection: Collection, web: WebServer
) -> None:
    said = "".join(f"<p>Vejviseren for havnefogeden bruges. {page}</p>" for page in text(40))
    front = f"<p>{TITLE} Bachelorprojekt af Ida Fyr og Bo Mole, Havneskolen</p>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(TITLE, front + said))
    got = one(collection, SIDE, title=TITLE, publishers=[HOUSE]).original
    assert got is None or got.doubt
