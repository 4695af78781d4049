"""Answers to what is too broad: the first of it, and a sentence that says so."""

import csv
import io
import json
from typing import Any

import feedparser
import pytest
import rispy
from docx import Document
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pybtex.database import parse_string

from benchmarks.dear import missed, questions, requests
from tests.conftest import Collection
from webapp import create_app
from webapp.exports.attachment import CUT
from webapp.exports.references.interchange import REFERENCE_FORMATS
from webapp.exports.tables import TABLE_FORMATS


@pytest.fixture(scope="module")
def hurried(reported: Collection) -> FlaskClient:
    """A client of a service that has time for nothing."""
    return create_app(reported.settings.model_copy(update={"answer_cpu": 0})).test_client()


@pytest.fixture(scope="module")
def patient(reported: Collection) -> FlaskClient:
    """A client of one that has time."""
    return create_app(reported.settings.model_copy(update={"answer_cpu": 3600})).test_client()


@pytest.mark.parametrize("path", ["/soeg?q=mentor*+sygefrav*", "/konkordans?q=mentor"])
def test_a_page_says_that_it_is_not_all(
    hurried: FlaskClient, patient: FlaskClient, path: str
) -> None:
    answer = hurried.get(path)
    assert answer.status_code == 200
    assert "øgningen er for bred" in answer.text
    assert "for bred" not in patient.get(path).text


@pytest.mark.parametrize("path", ["/api/search?q=mentor+syge*", "/api/concordance?q=mentor"])
def test_the_interface_says_so_in_its_hints(
    hurried: FlaskClient, patient: FlaskClient, path: str
) -> None:
    assert "for bred" in "".join(hurried.get(path).get_json()["hints"])
    assert patient.get(path).get_json()["hints"] == []


def test_what_a_word_may_become_is_told_as_far_as_it_goes(
    hurried: FlaskClient, patient: FlaskClient
) -> None:
    some, every = (one.get("/api/complete?q=sy").get_json() for one in (hurried, patient))
    assert some[0] == every[0] == "sy"
    assert len(some[1]) < len(every[1])


@pytest.mark.parametrize("path", ["/soeg.{}?q=mentor", "/konkordans.{}?q=mentor"])
@pytest.mark.parametrize("ending", TABLE_FORMATS)
def test_a_table_that_is_not_all_says_so_in_its_name_and_its_last_row(
    hurried: FlaskClient, patient: FlaskClient, path: str, ending: str
) -> None:
    some, every = (one.get(path.format(ending)) for one in (hurried, patient))
    assert f"kun-de-foerste.{ending}" in some.headers["Content-Disposition"]
    assert "kun-de-foerste" not in every.headers["Content-Disposition"]
    rows = [_rows(answer.data, ending) for answer in (some, every)]
    assert 1 < len(rows[0]) < len(rows[1])
    first, *others = rows[0].pop()
    assert first == CUT
    assert not any(others)
    assert rows[0] == rows[1][: len(rows[0])]


def _rows(content: bytes, ending: str) -> list[list[Any]]:
    """The rows of a table, without its head."""
    if ending == "json":
        return [list(row.values()) for row in json.loads(content)]
    if ending == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))[1:]


def test_a_feed_that_is_not_all_says_so_beside_its_title(
    hurried: FlaskClient, patient: FlaskClient
) -> None:
    some, every = (one.get("/soeg.atom?q=mentor").text for one in (hurried, patient))
    assert feedparser.parse(some).feed.subtitle == CUT
    assert CUT not in every


@pytest.mark.parametrize("ending", REFERENCE_FORMATS)
def test_references_that_are_not_all_say_so_in_a_note_of_the_last(
    hurried: FlaskClient, patient: FlaskClient, ending: str
) -> None:
    some, every = (one.get(f"/soeg.{ending}?q=mentor").text for one in (hurried, patient))
    *others, last = _notes(some, ending)
    assert CUT in last
    assert CUT not in "".join([*others, *_notes(every, ending)])
    assert len(others) + 1 < len(_notes(every, ending))


def _notes(content: str, ending: str) -> list[str]:
    """What is noted of each reference."""
    match ending:
        case "bib":
            entries = parse_string(content, "bibtex").entries.values()
            return [entry.fields.get("annote", "") for entry in entries]
        case "ris":
            return ["".join(entry.get("notes", ())) for entry in rispy.loads(content)]
    return [item.get("note", "") for item in json.loads(content)]


def test_a_document_that_is_not_all_says_so(hurried: FlaskClient, report: str) -> None:
    marked = json.dumps([{"material": report, "page": n, "quote": ""} for n in (1, 2)])
    answer = hurried.post("/kurv", data={"kurv": marked, "format": "docx"})
    assert CUT in [one.text for one in Document(io.BytesIO(answer.data)).paragraphs]


@pytest.mark.parametrize("ending", REFERENCE_FORMATS)
def test_no_references_for_want_of_time_are_no_file(
    hurried: FlaskClient, patient: FlaskClient, ending: str
) -> None:
    some, every = (one.get(f"/soeg.{ending}?q=xqzw+mentor") for one in (hurried, patient))
    assert (some.status_code, every.status_code) == (422, 200)
    assert "Søgningen er for bred" in some.text


def test_a_basket_that_is_not_all_says_so(
    hurried: FlaskClient, patient: FlaskClient, report: str
) -> None:
    marked = json.dumps([{"material": report, "page": n, "quote": ""} for n in (1, 2)])
    some, every = (one.post("/kurv", data={"kurv": marked}).text for one in (hurried, patient))
    told = "Resten ligger stadig i kurven"
    assert (told in some, told in every) == (True, False)


def test_many_searches_at_once_are_answered_as_far_as_it_goes(
    hurried: FlaskClient, patient: FlaskClient
) -> None:
    terms = {"ord": "mentor\nsygefravær\nfrivillig"}
    some = hurried.post("/samling-af-soegninger", data=terms).text
    every = patient.post("/samling-af-soegninger", data=terms).text
    assert "Send resten for sig" in some
    assert "Send resten for sig" not in every
    assert ("?q=frivillig" in some, "?q=frivillig" in every) == (False, True)


def test_a_page_of_a_report_is_shown_whole_though_its_hits_are_not_counted(
    hurried: FlaskClient, patient: FlaskClient, report: str
) -> None:
    path = f"/materiale/{report}/side/5?q=sygefravær"
    some, every = hurried.get(path), patient.get(path)
    assert some.status_code == every.status_code == 200
    assert some.text.count("<mark") == every.text.count("<mark") > 0


def test_the_dearest_requests_are_looked_for_on_every_route(reported: Collection) -> None:
    app, words = create_app(reported.settings), ["mentor", "og", "sygefravær"]
    asked = requests(questions(words, words), words, words, app.static_url_path or "")
    assert missed(app, asked) == set()
