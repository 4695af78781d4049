"""Answers to what is too broad: the first of it, and a sentence that says so."""

import csv
import io

import feedparser
import pytest
from flask.testing import FlaskClient
from pybtex.database import parse_string

from benchmarks.dear import missed, questions, requests
from tests.conftest import Collection
from webapp import create_app
from webapp.exports.attachment import CUT


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


@pytest.mark.parametrize("path", ["/soeg.csv?q=mentor", "/konkordans.csv?q=mentor"])
def test_a_file_that_is_not_all_says_so_in_its_name_and_at_its_end(
    hurried: FlaskClient, patient: FlaskClient, path: str
) -> None:
    some, every = hurried.get(path), patient.get(path)
    assert "kun-de-foerste.csv" in some.headers["Content-Disposition"]
    assert "kun-de-foerste" not in every.headers["Content-Disposition"]
    rows = [list(csv.reader(io.StringIO(a.text), delimiter=";")) for a in (some, every)]
    assert 2 < len(rows[0]) < len(rows[1])
    assert rows[0].pop()[0] == CUT
    assert rows[0] == rows[1][: len(rows[0])]


def test_a_feed_that_is_not_all_says_so_beside_its_title(
    hurried: FlaskClient, patient: FlaskClient
) -> None:
    some, every = (one.get("/soeg.atom?q=mentor").text for one in (hurried, patient))
    assert feedparser.parse(some).feed.subtitle == CUT
    assert CUT not in every


def test_references_that_are_not_all_say_so_where_no_reader_takes_it_for_one(
    hurried: FlaskClient, patient: FlaskClient
) -> None:
    some, every = (one.get("/soeg.bib?q=mentor").text for one in (hurried, patient))
    assert CUT in some
    assert CUT not in every
    assert (
        0 < len(parse_string(some, "bibtex").entries) < len(parse_string(every, "bibtex").entries)
    )


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
