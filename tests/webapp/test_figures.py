"""Findings above results, the page of figures and its files, and what a report tells most of."""

import csv
import io
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from openpyxl import load_workbook

from search import IndexStore, LiveSearcher
from search.analysis.alphabetical import alphabetical
from search.library.budget import UNBOUNDED
from search.library.catalogue import Material
from search.library.pagelayout import PageLayout
from search.library.record import MaterialRecord, PageRecord
from tests.webapp.conftest import SFI
from webapp.drawing.quotes import LONGEST_SHOWN, pieces, shortened
from webapp.drawing.shares import Dot, shares_by_year
from webapp.exports.tables import TABLE_FORMATS
from webapp.retrieval.keyfigures import key_sentences

VERBS = ("klage", "tale", "møde", "svare", "rejse", "stemme")
ASKED = "hvor stor en andel af sagerne har ikke formålet med mentorstøtten skrevet ned"
FOUND = "27,2 pct."


def page(client: FlaskClient, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def texts(tree: html.HtmlElement, name: str) -> list[str]:
    """The texts of the elements of a class."""
    return list(map(text, tree.find_class(name)))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def section(tree: html.HtmlElement, name: str) -> html.HtmlElement:
    """The section that the heading of that id names."""
    (found,) = tree.xpath(f"//section[@aria-labelledby='{name}']")
    return found


def rows(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """Those of the table of figures."""
    found: list[html.HtmlElement] = tree.xpath("//table[@class='figuretable']/tbody/tr")
    return found


def test_the_finding_stands_above_the_pages_with_its_figure_and_place(
    client: FlaskClient, report: str
) -> None:
    tree = page(client, f"/soeg?q={ASKED}")
    first = section(tree, "fund").xpath(".//li")[0]
    assert FOUND in " ".join(texts(first, "figure"))
    assert first.xpath(".//mark")
    (place,) = first.find_class("place")
    assert place.get("href").startswith(f"/materiale/{report}/side/7?q=")
    assert place.get("href").endswith("#sted")
    assert tree.xpath("//section[@class='fund']/following::ol[@class='results']")


def test_findings_of_at_most_three_reports_are_shown_at_most_three_of_each(
    client: FlaskClient,
) -> None:
    tree = page(client, "/soeg?q=hvor mange borgere har en mentor")
    shown = section(tree, "fund").find_class("result")
    reports = [{place.get("href").split("/")[2] for place in one.find_class("place")}
               for one in shown]  # fmt: skip
    assert 1 <= len(reports) <= 3
    assert len(set().union(*reports)) == sum(map(len, reports)) == len(reports)
    said = [texts(one, "snippet") for one in shown]
    assert 1 < max(map(len, said)) <= 3
    assert all(len(set(some)) == len(some) for some in said)
    several = ["Også i denne rapport" in text(one) for one in shown]
    assert several == [len(some) > 1 for some in said]


@pytest.mark.parametrize("path", ["/soeg", "/soeg?q=xqzw", f"/soeg?q={ASKED}&sortering=titel"])
def test_no_findings_are_shown_where_none_is_sure_or_best_comes_first_no_more(
    client: FlaskClient, path: str
) -> None:
    assert not page(client, path).find_class("fund")


def test_a_finding_is_quoted_to_the_letter_with_its_reference(
    client: FlaskClient, report: str
) -> None:
    first = section(page(client, f"/soeg?q={ASKED}"), "fund").xpath(".//li")[0]
    (said,) = texts(first, "snippet")
    (link,) = first.find_class("cite")
    assert "s. 7" in link.get("data-cite")
    assert said in text(page(client, link.get("href")))
    shown = client.get(f"/api/materials/{report}/pages/7").get_json()["text"]
    assert said in " ".join(shown.split())


def test_figures_on_a_matter_are_a_table_with_sentence_report_and_page(
    client: FlaskClient,
) -> None:
    tree = page(client, "/fund?q=sygefravær&bredt=1")
    assert len(rows(tree)) > 3
    for row in rows(tree):
        (value,) = texts(row, "value")
        (bold,) = texts(row, "figure")
        assert value.startswith(bold)
        assert row.find_class("place")[0].get("href").startswith("/materiale/")


def test_a_word_of_most_pages_has_all_its_figures_and_a_line_that_none_is_sure(
    client: FlaskClient,
) -> None:
    tree = page(client, "/fund?q=mentor")
    assert "ingen af dem er sikre svar" in text(tree.find_class("said")[0])
    assert len(rows(tree)) == len(rows(page(client, "/fund?q=mentor&bredt=1"))) > 1


def test_figures_are_shown_by_kind(client: FlaskClient) -> None:
    def kinds(path: str) -> set[str]:
        return {text(kind) for row in rows(page(client, path)) for kind in row.xpath("th/span[2]")}

    usual = kinds("/fund?q=borgere+mentor&bredt=1")
    assert len(usual) > 1
    assert "årstal" not in usual
    assert kinds("/fund?q=borgere+mentor&bredt=1&art=aarstal") == {"årstal"}
    assert kinds("/fund?q=borgere+mentor&bredt=1&art=andel&art=aarstal") == {"andel", "årstal"}


def test_figures_of_a_kind_are_sorted_by_value_year_and_report(client: FlaskClient) -> None:
    def column(order: str, name: str) -> list[str]:
        file = client.get(f"/fund.csv?q=borgere+mentor&bredt=1&art=andel&orden={order}").data
        rows = csv.DictReader(io.StringIO(file.decode("utf-8-sig")), delimiter=";")
        return [row[name] for row in rows]

    values = [float(value) for value in column("vaerdi", "værdi")]
    assert len(values) > 2
    assert values == sorted(values, reverse=True)
    years = [int(year) for year in column("aar", "år") if year]
    assert years == sorted(years, reverse=True)
    titles = column("rapport", "titel")
    assert titles == sorted(titles, key=alphabetical)
    assert len(set(titles)) > 1


def test_shares_are_drawn_on_a_line_for_each_year_and_told_in_words(client: FlaskClient) -> None:
    tree = page(client, "/fund?q=borgere+mentor&bredt=1&art=andel")
    (drawn,) = tree.find_class("shares")
    years = texts(drawn, "year")
    assert years == sorted(years, reverse=True)
    assert len(drawn.xpath(".//circle")) >= len(years) > 1
    for value in texts(tree, "value")[:3]:
        assert value in drawn.get("aria-label")


def test_the_figures_are_the_same_in_each_kind_of_file(client: FlaskClient) -> None:
    files = {ending: client.get(f"/fund.{ending}?q=sygefravær&bredt=1") for ending in TABLE_FORMATS}
    written = list(csv.reader(io.StringIO(files["csv"].data.decode("utf-8-sig")), delimiter=";"))
    sheet = list(load_workbook(io.BytesIO(files["xlsx"].data))["Fund"].values)
    objects = json.loads(files["json"].data)
    assert list(sheet[0]) == written[0] == list(objects[0])
    assert [row[0] for row in sheet[1:]] == [one["tal"] for one in objects]
    assert len(written) - 1 == len(objects) > 3


def test_a_workbook_of_figures_tells_what_was_asked_and_leads_back_to_it(
    client: FlaskClient,
) -> None:
    asked = "/fund{}?q=borgere+mentor&bredt=1&art=andel&orden=vaerdi"
    book = load_workbook(io.BytesIO(client.get(asked.format(".xlsx")).data))
    told = dict(book["Om søgningen"].values)
    assert (told["søgning"], told["art"], told["rækkefølge"]) == (
        "borgere mentor",
        "andel",
        "værdi",
    )
    assert told["tal"] == book["Fund"].max_row - 1 > 2
    again, first = (client.get(path) for path in (told["link"], asked.format("")))
    assert texts(html.fromstring(again.text), "value") == texts(
        html.fromstring(first.text), "value"
    )


def test_no_other_kind_of_file_is_there(client: FlaskClient) -> None:
    assert client.get("/fund.pdf?q=sygefravær").status_code == 404


@pytest.mark.parametrize("path", ["/fund", "/fund?q=xqzw", "/fund?q=xqzw&art=vrøvl&orden=x&side=9"])
def test_a_page_without_figures_says_so(client: FlaskClient, path: str) -> None:
    tree = page(client, path)
    assert not rows(tree)
    assert not tree.find_class("shares")
    assert ("Ingen tal" in tree.text_content()) == ("xqzw" in path)


def test_a_report_tells_its_main_figures_with_their_pages(client: FlaskClient, report: str) -> None:
    told = section(page(client, f"/materiale/{report}"), "hovedtal")
    sentences = texts(told, "snippet")
    assert 4 < len(sentences) <= 10
    assert len(set(sentences)) == len(sentences)
    assert all(one.find_class("figure") for one in told.find_class("snippet"))
    assert "38 pct." in sentences[0] + sentences[1] + sentences[2]
    places = [link.get("href") for link in told.find_class("place")]
    assert len(places) == len(sentences)
    assert all("sted=" in place for place in places)


def test_a_report_tells_each_main_figure_once_before_any_again(tmp_path: Path) -> None:
    again = [f"Fristen for at {what} på mødet er 14 dage efter brevet." for what in VERBS]
    once = [f"Andelen, der vil {what}, er {n} pct. af dem." for n, what in enumerate(VERBS, 20)]
    contents = "\n".join(
        f"Om at {what} til mødet og brevet efter det {n}" for n, what in enumerate(VERBS, 40)
    )
    pages = [
        PageRecord(0, "", ""),
        PageRecord(
            1, "1", "\n\n".join([*again, *once, "13 Brevholder brev = new Brevholder ( dato ."])
        ),
        PageRecord(2, "2", contents, layout=PageLayout(contents=True)),
    ]
    with IndexStore(tmp_path).writing() as writer:
        record = MaterialRecord(material=Material(id="moeder", title="Møder"), pages=2)
        writer.put(record, pages, fingerprint="")
    engine = LiveSearcher(tmp_path).get()
    told = [one.sentence for one in key_sentences(engine, record, UNBOUNDED)]
    assert len(told) == 10
    assert ["14 dage" in sentence for sentence in told] == [True, *[False] * 6, *[True] * 3]


def test_a_report_lists_its_tables_by_caption(client: FlaskClient, report: str) -> None:
    listed = section(page(client, f"/materiale/{report}"), "tabeller").xpath(".//li")
    assert [text(one) for one in listed if text(one).endswith("s. 5")]


def test_pages_are_found_by_what_their_tables_are_called(client: FlaskClient, report: str) -> None:
    def found(query: str) -> set[tuple[str, int]]:
        answer = client.get("/api/search", query_string={"q": query}).get_json()
        return {(one["material"], one["page"]) for one in answer["results"]}

    assert found("i:tabel") == {(report, 5)}
    assert found("i:figur") == set()
    assert found("i:(tabel borgere)") == {(report, 5)}
    assert found("i:(tabel ydelse)") == set()


def test_a_summary_alone_has_no_main_figures(client: FlaskClient) -> None:
    assert not page(client, f"/materiale/{SFI}").xpath("//section[@aria-labelledby='hovedtal']")


@given(st.text(max_size=40), st.data())
def test_pieces_are_the_words_quoted_whatever_is_marked(said: str, data: st.DataObject) -> None:
    places = st.integers(0, len(said))
    spans = st.tuples(places, places).map(lambda pair: (min(pair), max(pair)))
    quoted, figure = data.draw(spans), data.draw(spans)
    made = pieces(said, quoted, data.draw(st.lists(spans, max_size=3)), figure)
    shown = "".join(piece.text for piece in made)
    assert "".join(shown.split()) == "".join(said[slice(*quoted)].split())


def test_of_a_long_row_the_words_about_its_figure_and_those_sought_are_shown() -> None:
    filling = "ord uden videre betydning " * 20
    said = filling + "hvor borgeren får 37 timer " + filling
    at, figure = said.index("borgeren"), said.index("37 timer")
    quoted = pieces(said, (0, len(said)), [(at, at + 8)], (figure, figure + 8), row=True)
    shown = shortened(quoted)
    text = "".join(piece.text for piece in shown)
    assert "hvor borgeren får 37 timer" in text
    assert text.startswith("ord uden videre")
    assert all(part.strip() in said for part in text.split(" … "))
    assert len(text.replace(" … ", "")) <= LONGEST_SHOWN < len(said)
    assert [(p.text, p.strong) for p in shown if p.strong or p.marked] == [
        ("borgeren", False),
        ("37 timer", True),
    ]


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(1990, 2030)),
            st.lists(st.floats(-5, 200), min_size=1, max_size=2),
        )
    )
)
def test_the_picture_holds_every_share_up_to_a_hundred(
    shares: list[tuple[int | None, list[float]]],
) -> None:
    drawn = shares_by_year((year, Dot(tuple(v), str(v), "")) for year, v in shares)
    possible = [(year, v) for year, v in shares if min(v) >= 0 and max(v) <= 100]
    assert sorted(dot.values for line in drawn for dot in line.dots) == sorted(
        tuple(v) for _, v in possible
    )
    assert len({line.year for line in drawn}) == len(drawn) == len({year for year, _ in possible})


@pytest.mark.parametrize(
    "path", ["/fund?q=sygefravær+mentor&bredt=1", f"/soeg?q={ASKED}", "/materiale/{}"]
)
def test_what_is_put_into_the_basket_of_a_figure_is_all_that_is_shown(
    client: FlaskClient, report: str, path: str
) -> None:
    hits = page(client, path.format(report)).xpath(
        "//*[.//@data-quote and @class[contains(., 'hit')]]"
    )
    assert hits
    for hit in hits:
        assert hit.xpath(".//@data-quote") == [text(hit.find_class("snippet")[0])]
