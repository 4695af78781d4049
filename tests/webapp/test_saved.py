"""Saved searches: what is new in them, by the index's time."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html

from tests.conftest import Collection, make_pdf
from tests.webapp.reading import text
from webapp import create_app

LONG_AGO = "2020-01-01T00:00:00+00:00"


def entries(client: FlaskClient, *saved: Any) -> list[str]:
    answer = client.post("/gemte", data={"gemte": json.dumps(saved)})
    assert answer.status_code == 200
    return [text(entry) for entry in html.fromstring(answer.text).xpath("//ol[@data-list]/li")]


def seen(client: FlaskClient) -> str:
    return str(client.get("/readyz").get_json()["created"])


def test_only_pages_that_came_later_are_new(filled: Collection) -> None:
    before = seen(create_app(filled.settings).test_client())
    filled.add("ny.pdf", make_pdf("Forord", "Endnu en makker"), "Nyt")
    client = create_app(filled.settings).test_client()
    (entry,) = entries(client, {"search": "/soeg?q=makker", "seen": before})
    assert "1 ny side siden" in entry
    assert "Endnu en makker" in entry
    assert "Murerrapporten" not in entry
    (entry,) = entries(client, {"search": "/soeg?q=makker", "seen": seen(client)})
    assert "Intet nyt siden" in entry
    (entry,) = entries(client, {"search": "/soeg", "seen": before})
    assert "1 nyt materiale siden" in entry


def test_a_search_keeps_its_filters(client: FlaskClient) -> None:
    every, some = entries(
        client,
        {"search": "/soeg?q=mentor", "seen": LONG_AGO},
        {"search": "/soeg?q=mentor&type=bog&side=3", "seen": LONG_AGO},
    )
    assert "mentor · Bog" in some
    assert int(some.split("Bog ")[1].split()[0]) < int(every.split()[1])


@pytest.mark.parametrize(
    "wrong", ["", "{", "[{}]", '[{"search": "/soeg", "seen": "<b>"}]', "[" * 9000,
              json.dumps([{"search": "/soeg?q=x", "seen": ""}] * 51),
              json.dumps([{"search": "x" * 4001, "seen": ""}]),
              '[{"search": "/soeg", "seen": "2026-13-40T99:99"}]'],
)  # fmt: skip
def test_what_is_no_list_of_searches_is_refused(client: FlaskClient, wrong: str) -> None:
    assert client.post("/gemte", data={"gemte": wrong}).status_code == 400


@pytest.mark.parametrize(
    "search", ["javascript:alert(1)", "//ond.example/?q=x", "/soeg?q=%00%ff&side=" + "9" * 3000, ""]
)
def test_whatever_address_is_saved_leads_to_results_here(client: FlaskClient, search: str) -> None:
    answer = client.post("/gemte", data={"gemte": json.dumps([{"search": search, "seen": ""}])})
    links = html.fromstring(answer.text).xpath("//ol[@data-list]/li/h2/a/@href")
    assert [link.partition("?")[0] for link in links] == ["/soeg"]
