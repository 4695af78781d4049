"""The basket: looked up as what comes from anybody, and taken home in every format."""

import io
import json
from collections.abc import Callable, Iterable
from typing import Any

import bibtexparser
import pytest
import rispy
from docx import Document
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from docs.example_report import PUBLISHER
from tests.webapp.conftest import SFI
from webapp.exports.excerpts import GONE
from webapp.exports.references.interchange import REFERENCE_FORMATS
from webapp.pages.basket import FORMATS
from webapp.retrieval.marked import LONGEST_TEXT, MOST_MARKED

LITERAL = "Lidt under halvdelen af sagsbehandlerne"


def marked(material: str, page: int, quote: str = "", note: str = "") -> dict[str, Any]:
    return {"material": material, "page": page, "quote": quote, "note": note}


def post(client: FlaskClient, items: Any, ending: str = "") -> TestResponse:
    written = items if isinstance(items, str) else json.dumps(items)
    return client.post("/kurv", data={"kurv": written, "format": ending})


@pytest.fixture
def three(report: str) -> list[dict[str, Any]]:
    """Two passages of the report with another's between."""
    return [marked(report, 7, LITERAL, "til mødet"), marked(SFI, 0, "mentor"), marked(report, 5)]


def read(ending: str, content: bytes) -> str:
    """All that a file says, as a reader of its format has it."""
    readers: dict[str, Callable[[bytes], Iterable[object]]] = {
        "docx": lambda data: [p.text for p in Document(io.BytesIO(data)).paragraphs],
        "xlsx": lambda data: load_workbook(io.BytesIO(data))["Kurv"].values,
        "bib": lambda data: [entry.fields_dict for entry in bibtexparser.parse_string(
            data.decode()).entries],
        "ris": lambda data: rispy.loads(data.decode()),
    }  # fmt: skip
    reader = readers.get(ending, lambda data: [data.decode("utf-8-sig")])
    return " ".join(map(str, reader(content)))


OURS = "(Mentorsøgs resumé af Albæk"


def test_what_was_marked_is_shown_with_its_place_and_note(
    client: FlaskClient, three: list[dict[str, Any]]
) -> None:
    entries = html.fromstring(post(client, three).text).xpath("//*[@id='kurv-liste']/li")
    assert [entry.xpath(".//a[@data-name]/@href")[0] for entry in entries] == [
        f"/materiale/{one['material']}/side/{one['page']}" for one in three
    ]
    assert entries[0].xpath(".//blockquote")[0].text == LITERAL
    assert entries[0].xpath(".//textarea")[0].text == "til mødet"
    assert not entries[0].xpath(".//*[@class='hint small']")


@pytest.mark.parametrize(
    ("quote", "told"),
    [(LITERAL, False), ("lidt  under\nhalv­delen af … af sagsbehandlerne", False),
     ("Lidt over halvdelen af sagsbehandlerne", True), (PUBLISHER, True)],
)  # fmt: skip
def test_what_does_not_stand_on_the_page_is_said_not_to(
    client: FlaskClient, report: str, quote: str, told: bool
) -> None:
    page = post(client, [marked(report, 7, quote)]).text
    assert ("Det står ikke ordret sådan på siden" in page) == told


def test_a_page_that_is_gone_is_told_and_can_not_be_cited(client: FlaskClient, report: str) -> None:
    gone = marked("findes-ikke", 3, "Et citat <b>herfra</b>", "Spørg Ea om den")
    items = [gone, marked(report, 999), marked(report, 7, LITERAL)]
    page = html.fromstring(post(client, items).text)
    assert page.text_content().count("Siden er ikke i samlingen mere") == 2
    first = page.xpath("//*[@id='kurv-liste']/li")[0]
    assert first.xpath(".//blockquote")[0].text == gone["quote"]
    assert first.xpath(".//textarea")[0].text == gone["note"]
    assert "findes-ikke, 3. side i filen" in first.text_content()
    rows = json.loads(post(client, items, "json").data)
    assert [row["side"] for row in rows] == [7, None, None]


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_tells_what_is_gone_with_its_quotation_and_note(
    client: FlaskClient, report: str, ending: str
) -> None:
    gone = marked("findes-ikke", 3, "Et citat herfra", "Spørg Ea")
    told = read(ending, post(client, [gone, marked(report, 7, LITERAL)], ending).data)
    assert all(one in told for one in (GONE, "findes-ikke", "Et citat herfra", "Spørg Ea", LITERAL))
    alone = post(client, [gone], ending)
    if ending in REFERENCE_FORMATS:  # no record would hold it
        assert alone.status_code == 410
        assert "Der er intet at henvise til" in alone.text
    else:
        assert GONE in read(ending, alone.data)


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_has_each_passage_by_material(
    client: FlaskClient, three: list[dict[str, Any]], ending: str
) -> None:
    answer = post(client, three, ending)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="kurv.{ending}"'
    told = read(ending, answer.data)
    assert LITERAL in told
    assert "til mødet" in told
    assert OURS.replace("(", "") in told.replace("(", "")
    assert told.index("s. 7" if ending not in ("csv", "xlsx", "json") else "side/7") >= 0


def test_citations_are_numbered_one_by_one(
    client: FlaskClient, three: list[dict[str, Any]]
) -> None:
    rows = json.loads(post(client, three, "json").data)
    assert [row["nr"] for row in rows] == [1, 2, 3]


def test_full_references_stand_once_each_below_the_citations(
    client: FlaskClient, three: list[dict[str, Any]]
) -> None:
    page = html.fromstring(post(client, three).text)
    assert len(page.xpath("//*[@aria-labelledby='referencer']/p")) == 2
    copied = page.xpath("//*[@id='kurv-liste']/li[2]//@data-copy")[0]
    assert copied.startswith(f"»mentor« {OURS}")


def test_a_document_has_quotations_by_material_and_then_the_references(
    client: FlaskClient, three: list[dict[str, Any]], report: str
) -> None:
    document = Document(io.BytesIO(post(client, three, "docx").data))
    styles = [p.style.name for p in document.paragraphs]
    assert styles == ["Title", "Heading 1", "Quote", "Normal", "Quote", "Heading 1", "Quote",
                      "Heading 1", "Normal", "Normal"]  # fmt: skip
    first = document.paragraphs[2]
    assert first.text == f"»{LITERAL}« (Vesterkøbing Kommune (eksempel) 2018, s. 7)"
    assert first.hyperlinks[0].address == f"http://localhost/materiale/{report}/side/7"


@pytest.mark.parametrize(
    "items",
    ["", "[", "{}", "null", "[" * 5000,
     '[]}, "x": [', [{}], [marked("m", -1)], [marked("m", 10**9)],
     [marked("m", 1, "x" * (LONGEST_TEXT + 1))], [marked("m", 1)] * (MOST_MARKED + 1),
     [{"material": ["m"], "page": 1}], '[{"material": "\\ud800", "page": 1}]'],
    ids=str,
)  # fmt: skip
def test_a_basket_that_is_none_is_refused(client: FlaskClient, items: Any) -> None:
    assert post(client, items).status_code == 400


def test_an_unknown_format_of_a_basket_is_not_found(client: FlaskClient) -> None:
    assert post(client, [], "exe").status_code == 404


@settings(max_examples=25, deadline=None)
@given(quote=st.text(max_size=60), note=st.text(max_size=60), ending=st.sampled_from(list(FORMATS)))
def test_any_words_go_into_every_format(
    client: FlaskClient, report: str, quote: str, note: str, ending: str
) -> None:
    items = [marked(report, 7, f"a{quote}", note)]
    assert post(client, items, ending).status_code == 200
    shown = post(client, [marked(report, 7, f"<script>{quote}", note)])
    assert shown.status_code == 200
    assert "<script>" not in shown.text.split('id="kurv-liste"')[1]
