"""Feeds, the browser's search bar, and the JSON interface, each read by a standard parser."""

import re
from typing import Any

import feedparser
import pytest
from flask.testing import FlaskClient
from lxml import etree
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate

from tests.webapp.conftest import SFI
from webapp.api.openapi import PATHS, description

OPENSEARCH = {"os": "http://a9.com/-/spec/opensearch/1.1/"}


def test_the_feed_of_the_collection_is_read_by_a_feed_reader(client: FlaskClient) -> None:
    feed = feedparser.parse(client.get("/nyt.atom").data)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert len(feed.entries) == 16
    assert feed.entries[0].title.startswith("Mentorer i Vesterkøbing")
    dates = [entry.updated_parsed for entry in feed.entries]
    assert dates == sorted(dates, reverse=True)
    assert all(entry.link.startswith("http://localhost/materiale/") for entry in feed.entries)


def test_the_feed_of_a_search_holds_what_the_search_finds(client: FlaskClient) -> None:
    feed = feedparser.parse(client.get("/soeg.atom?q=sygefravær&type=evaluering").data)
    assert not feed.bozo
    assert feed.feed.title == "Mentorsøg: sygefravær"
    found = client.get("/api/search?q=sygefravær&type=evaluering&limit=100").get_json()
    assert len(feed.entries) == found["total"] > 1


def test_a_feed_survives_control_characters_in_the_query(client: FlaskClient) -> None:
    assert not feedparser.parse(client.get("/soeg.atom?q=%00%08mentor").data).bozo


def test_the_browsers_search_bar_can_search_here(client: FlaskClient) -> None:
    root = etree.fromstring(client.get("/opensearch.xml").data)
    assert len(root.findtext("os:ShortName", namespaces=OPENSEARCH)) <= 16
    templates = {u.get("type"): u.get("template") for u in root.findall("os:Url", OPENSEARCH)}
    for template in templates.values():
        path = template.replace("{searchTerms}", "mentor").removeprefix("http://localhost")
        assert client.get(path).status_code == 200


def test_completions_come_as_browsers_read_them(client: FlaskClient) -> None:
    answer = client.get("/api/complete?q=be")
    assert answer.mimetype == "application/x-suggestions+json"
    prefix, words = answer.get_json()
    assert prefix == "be"
    assert words


def test_the_description_is_valid_openapi(client: FlaskClient) -> None:
    document = client.get("/api/openapi.json").get_json()
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_the_description_tells_every_route_and_no_other(client: FlaskClient) -> None:
    rules = client.application.url_map.iter_rules()
    routes = {re.sub(r"<(?:int:)?(\w+)>", r"{\1}", rule.rule) for rule in rules}
    told = {path.replace("{id}", "{material_id}") for path in PATHS}
    ours = {route for route in routes if route.startswith("/api/")}
    assert ours - told == {"/api/openapi.json", "/api/complete"}
    assert told <= ours


@pytest.mark.parametrize("path", list(PATHS))
def test_answers_and_examples_are_as_described(client: FlaskClient, path: str) -> None:
    document = description("http://localhost")
    operation = document["paths"][path]["get"]
    parameters = operation["parameters"]
    address = path
    for parameter in parameters:
        if parameter["in"] == "path":
            address = address.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
    query = {p["name"]: p["example"] for p in parameters if p["in"] == "query" and "example" in p}
    content = operation["responses"]["200"]["content"]["application/json"]
    check(document, content["schema"], content["example"])
    answer = client.get(address, query_string=query)
    assert answer.status_code == 200
    check(document, content["schema"], answer.get_json())


def check(document: dict[str, Any], schema: dict[str, Any], value: Any) -> None:
    OAS31Validator({**schema, "components": document["components"]}).validate(value)


def test_an_empty_query_gives_the_collection(client: FlaskClient) -> None:
    answer = client.get("/api/search?limit=100").get_json()
    assert answer["total"] == len(answer["results"]) == 16
    assert all(result["snippet"] for result in answer["results"] if result["material"] == SFI)


def test_pages_of_other_origins_may_read(client: FlaskClient) -> None:
    for path in ("/api/search?q=mentor", f"/api/materials/{SFI}", "/api/materials/nej"):
        assert client.get(path).headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/soeg?q=mentor").headers


def test_the_interface_says_what_is_wrong_in_json(client: FlaskClient) -> None:
    answer = client.get("/api/materials/nej")
    assert answer.status_code == 404
    assert set(answer.get_json()) == {"error"}


def test_the_readable_page_tells_every_path(client: FlaskClient) -> None:
    text = client.get("/api").get_data(as_text=True)
    assert all(f"GET {path}" in text for path in PATHS)
