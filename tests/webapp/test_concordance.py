"""The concordance: whole words, compounds as one, collocates; and lists of searches by year."""

import io
import re
from collections import Counter
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from playwright.sync_api import Browser

from docs.serving import serving
from search import Occurrence, units_of
from search.library.catalogue import Material
from search.library.pagelayout import PLAIN, PageLayout
from search.library.record import MaterialRecord, PageRecord
from tests.conftest import Collection, make_pdf
from tests.webapp.reading import get, text
from webapp import create_app
from webapp.pages.pagetext import quotable_sentence
from webapp.retrieval.collocates import Neighbourhood, log_likelihood
from webapp.retrieval.kwic import CONTEXT, ConcordanceLine, concordance_line

RECORD = MaterialRecord(material=Material(id="m", title="T"))


def line(page: str, word: str) -> ConcordanceLine:
    """The line for the first place of ``word`` on the page."""
    start = page.index(word)
    place = Occurrence("m", 1, start, start + len(word))
    return concordance_line(RECORD, PageRecord(1, "", page), place)


def test_a_compound_is_one_word_with_its_part_marked() -> None:
    made = line("De frivillige seniormentorers indsats", "mentor")
    assert made.parts == ("senior", "mentor", "ers")
    assert (made.left, made.right) == ("De frivillige ", " indsats")
    assert line("Et mentor-mentee-forløb her", "mentee").keyword == "mentor-mentee-forløb"
    assert line("(mentor)", "mentor").parts == ("", "mentor", "")


@given(
    st.text(st.sampled_from("abæ-., \n"), max_size=300),
    st.text(st.sampled_from("abæ-., \n"), max_size=300),
)
def test_each_side_has_whole_words_and_enough_of_them(before: str, after: str) -> None:
    made = line(f"{before} mentor {after}", "mentor")
    words = Counter(before.split()), Counter(after.split())
    for shown, every in zip((made.left, made.right), words, strict=True):
        assert not Counter(shown.split()) - every
    assert before.split()[len(before.split()) - len(made.left.split()) :] == made.left.split()
    assert after.split()[: len(made.right.split())] == made.right.split()
    for shown, side in ((made.left, before), (made.right, after)):
        assert len(shown) >= min(CONTEXT, len(" ".join(side.split())))


def test_the_log_likelihood_is_that_of_the_paper() -> None:
    """Dunning 1993, table 1: 'the swiss'."""
    both, first, second, neither = 110, 2442, 111, 29114
    ratio = log_likelihood(both, both + second, both + first, both + first + second + neither)
    assert ratio == pytest.approx(270.72, abs=0.01)


def test_what_stands_by_a_word_more_than_elsewhere_is_its_collocate() -> None:
    page = "stærk mentor hjælper. " * 6 + "hjælper andre ting, og ting er ting. " * 9
    around = Neighbourhood()
    for found in re.finditer("mentor", page):
        around.see(Occurrence("m", 1, *found.span()), page)
    first, *_ = around.collocates(9)
    assert (first.word, first.left + first.right) == ("stærk", 6)
    assert first.likelihood > 10.8
    assert "og" not in [one.word for one in around.collocates(99)]


def test_the_collocates_stand_below_the_concordance_and_in_its_workbook(
    client: FlaskClient,
) -> None:
    page = get(client, "/konkordans?q=mentor")
    head = text(page.xpath("//details[summary='Naboord']//thead")[0])
    assert head == "Ordtil venstretil højrelog-likelihood"
    shown = page.xpath("//details[summary='Naboord']//tbody//a")
    book = load_workbook(io.BytesIO(client.get("/konkordans.xlsx?q=mentor").data))
    words = [row[0] for row in book["Naboord"].iter_rows(2, values_only=True)]
    assert words[: len(shown)] == [one.text for one in shown] != []


def test_a_concordance_can_be_had_by_page_number(client: FlaskClient, report: str) -> None:
    page = get(client, f"/konkordans?q=mentor&orden=side&materiale={report}")
    links = page.xpath("//td[@class='key']/a/@href")
    numbers = [int(re.findall(r"/side/(\d+)", link)[0]) for link in links]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) > 3


def test_what_goes_to_the_basket_is_the_whole_sentence_with_the_word(
    client: FlaskClient, report: str
) -> None:
    page = get(client, f"/konkordans?q=halvdelen&materiale={report}")
    (quoted,) = page.xpath("//tr[contains(., 'Lidt under')]//@data-quote")
    assert re.fullmatch(r"Lidt under halvdelen af sagsbehandlerne [^.]+\.", quoted)


HEADED = "Om makkere\nEn makker er her. En til er på vej."


@pytest.mark.parametrize(
    ("word", "quoted"),
    [("makkere", "Om makkere"), ("makker er", "En makker er her."), ("vej", "En til er på vej.")],
)
def test_a_sentence_that_is_quoted_stops_at_headings(word: str, quoted: str) -> None:
    layout = PageLayout(headings=((0, 10),))
    start = HEADED.index(word)
    place = start, start + len(word)
    assert quotable_sentence(HEADED, layout, units_of(HEADED, layout), place) == quoted
    long = "ord " * 900 + "makker" + " ord" * 900
    around = quotable_sentence(long, PLAIN, units_of(long, PLAIN), (3600, 3606))
    assert re.fullmatch(r"… .{1,1000}\bmakker\b.{1,1000} …", around)


def test_a_list_of_searches_has_the_best_find_of_each_search(client: FlaskClient) -> None:
    for query in ("mentor", "sygefravær", "match mellem mentor og mentee"):
        one = get(client, f"/soeg?q={query}").xpath(
            "//ol[@class='results']/li[1]//*[@class='snippet']"
        )
        many = get(client, f"/samling-af-soegninger?ord={query}")
        assert text(many.xpath("//table[@class='finds']//td[2]/span")[0]) == text(one[0])


def test_a_list_of_searches_shows_what_is_only_alike_as_a_search_does(client: FlaskClient) -> None:
    (alike, *_) = get(client, "/soeg?q=mentorkvantespring").xpath("//*[@class='alike']//h3/a")
    found = text(get(client, "/samling-af-soegninger?ord=mentorkvantespring").xpath(
        "//table[@class='finds']")[0])  # fmt: skip
    assert "intet fundet; dette ligner:" in found
    assert text(alike) in found


def test_a_list_of_searches_has_a_picture_of_years(client: FlaskClient) -> None:
    page = get(client, "/samling-af-soegninger?ord=sygefravær%0Afrivillig%0Axqzw")
    (picture,) = page.xpath("//*[local-name()='svg' and @class='grid']")
    told = picture.get("aria-label")
    assert re.search(r"sygefravær, 2014: \d+ sider?\.", told)
    assert "frivillig, 20" in told
    assert "xqzw" not in told


@pytest.mark.parametrize("path", ["/soeg?q=sygefravær", "/konkordans?q=sygefravær"])
def test_every_list_leads_to_a_list_of_searches(client: FlaskClient, path: str) -> None:
    links = get(client, path).xpath("//a[.='Søg på en liste']/@href")
    assert links == ["/samling-af-soegninger?ord=sygefrav%C3%A6r"]


LONG = "Der står rigtig mange forskellige og ganske almindelige ord på begge sider af en mentor, "


@pytest.fixture(scope="module")
def long_lines(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A report with long lines around its word."""
    made = Collection(tmp_path_factory.mktemp("long"))
    made.add("lang.pdf", make_pdf((LONG + "\n") * 6), "En rapport med en ganske lang titel")
    return made


@pytest.mark.parametrize(("width", "least"), [(1280, CONTEXT), (1000, 30)])
def test_words_stand_whole_in_sight_and_the_title_comes_with_focus(
    browser: Browser, long_lines: Collection, width: int, least: int
) -> None:
    with serving(create_app(long_lines.settings)) as address:
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(f"{address}/konkordans?q=mentor")
        row: Any = page.locator(".kwic tbody tr").nth(2)
        for cell in (row.locator("td").nth(0), row.locator("td").nth(2)):
            shown = cell.inner_text()
            assert len(shown) >= least
            assert set(shown.split()) <= set(LONG.split()) | {","}
            assert cell.evaluate("(one) => one.scrollWidth <= one.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        added = "(one) => getComputedStyle(one, '::after').content"
        assert {cell.evaluate(added) for cell in row.locator("td").all()} == {"none"}
        title = row.locator(".titled")
        below = "(one) => one.nextElementSibling.offsetTop"
        before = row.evaluate(below)
        row.locator(".key a").focus()
        assert row.evaluate(below) == before
        assert title.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1")
        assert title.evaluate("(one) => getComputedStyle(one).position") == "absolute"
        page.keyboard.press("Escape")
        assert title.evaluate("(one) => getComputedStyle(one).position") == "static"
        page.close()
