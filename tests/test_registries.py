"""What is added in one place is known in all: facets, fields, pages, commands, catalogue fields."""

import dataclasses
import html
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import get_args

import click
import pytest
from flask import Blueprint
from flask.testing import FlaskClient

import webapp
from mentorsoeg import ROOMS
from search import QUERY_FIELDS, Filters
from search.asking.fieldnames import NamedField
from search.asking.filters import VALUES
from search.asking.parsing import parse
from search.asking.query import FORMS, OPERATORS, Between, Fielded, Group, Node
from search.library.catalogfields import FIELDS
from search.library.catalogue import Material
from tests.webapp.conftest import SFI, every_page
from webapp.parameters import FACETS, FilteredParameters
from webapp.state import LABELS

ROOT = Path(__file__).parent.parent

NO_PAGES = {
    "static", "searching.results_file", "materials.page_image", "materials.page_words",
    "materials.reference_file", "concordance.concordance_file", "figuretable.figures_file",
    "pages.robots", "feeds.news", "feeds.search_feed", "feeds.opensearch", "originals.original",
    "api.search", "api.materials", "api.material", "api.page", "api.concordance", "api.complete",
    "api.findings", "api.openapi", "health.alive", "health.ready", "health.prometheus",
    "basket.filled_basket", "saved.filled_saved",
    "subscriptions.form", "subscriptions.ask", "subscriptions.confirm", "subscriptions.confirmed",
    "subscriptions.stop", "subscriptions.stopped",  # off unless the operator sends mail
}  # fmt: skip
"""Endpoints that answer with something else than a page for people."""
LOCKED = "uploading."
"""Pages that tests of their own look at in a browser."""
SAMPLES = {Fielded: "titel:mentor", Between: "år:2010..2018"}
"""A query for each kind of node that fields make; the other kinds are the forms of help."""
UNTOLD = {"links", "full_text_expected", "page_summary", "show_copy"}
"""Of the catalogue, what is no fact of the material itself, and not told by the API."""


def test_every_facet_can_be_chosen_and_has_a_name() -> None:
    chosen = {field.name for field in dataclasses.fields(Filters)} - {"years", "material"}
    assert set(VALUES) == chosen == set(FACETS.values())
    assert set(FACETS) <= FilteredParameters.model_fields.keys() & LABELS.keys()


def test_every_facet_is_drawn_beside_the_results(client: FlaskClient) -> None:
    page = client.get("/soeg").text
    assert [name for name in FACETS if f"<h2>{LABELS[name]}</h2>" not in page] == []


@pytest.mark.parametrize("field", QUERY_FIELDS, ids=lambda field: field.name)
def test_every_field_is_understood_under_all_its_names_and_told(
    client: FlaskClient, field: NamedField
) -> None:
    trees = [parse(f"{typed}:{field.example}") for typed in field.typed]
    assert {tree.node for tree in trees} == {trees[0].node}
    assert {tree.hints for tree in trees} == {()}
    assert f"<code>{field.typed[0]}:{field.example}</code>" in client.get("/hjaelp").text


def test_every_field_stands_in_the_query_languages_document_and_no_other() -> None:
    text = (ROOT / "docs" / "query-language.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+):", text))
    assert told == {field.typed[0] for field in QUERY_FIELDS}


def test_every_operator_is_told_in_the_help_and_in_the_document(client: FlaskClient) -> None:
    guide = client.get("/hjaelp").text
    text = (ROOT / "docs" / "query-language.md").read_text(encoding="utf-8")
    for operator in OPERATORS:
        assert re.search(rf"\b{operator}\b", guide)
        assert f"`{operator}`" in text


def nodes(node: object) -> Iterator[object]:
    """A node of a query's tree with all below it."""
    yield node
    match node:
        case Group(clauses):
            for _, inner in clauses:
                yield from nodes(inner)
        case Fielded(_, inner):
            yield from nodes(inner)


def test_every_kind_of_node_has_a_form_in_help() -> None:
    assert set(get_args(Node)) == {form.makes for form in FORMS} | set(SAMPLES)


ASKED = [(form.makes, form.example) for form in FORMS] + list(SAMPLES.items())


@pytest.mark.parametrize(("kind", "query"), ASKED)
def test_a_kind_of_node_is_parsed_finds_and_is_marked(
    client: FlaskClient, kind: type, query: str
) -> None:
    assert kind in map(type, nodes(parse(query).node))
    assert client.get("/api/search", query_string={"q": query}).get_json()["total"] > 0
    assert ("<mark>" in client.get("/soeg", query_string={"q": query}).text) is (kind != Between)
    assert client.get("/konkordans", query_string={"q": query}).status_code == 200


def test_every_blueprint_is_registered(client: FlaskClient) -> None:
    modules = [import_module(found.name) for found in walk_packages(webapp.__path__, "webapp.")]
    every = (one for module in modules for one in vars(module).values())
    made = {one for one in every if isinstance(one, Blueprint)}
    assert made == set(client.application.blueprints.values())


def test_every_page_is_among_those_that_are_looked_at_in_a_browser(client: FlaskClient) -> None:
    urls = client.application.url_map
    looked_at = {
        urls.bind("").match(address.partition("?")[0])[0]
        for kind, address in every_page("rapport").items()
        if kind != "error"
    }
    every = {rule.endpoint for rule in urls.iter_rules()} - NO_PAGES
    assert looked_at == {name for name in every if not name.startswith(LOCKED)}


@pytest.mark.parametrize("room", ROOMS)
def test_every_command_of_a_room_is_composed(room: str) -> None:
    found = vars(import_module(f"{room}.commands"))
    commands = {one.name for one in found.values() if isinstance(one, click.Command)}
    made = {name.removesuffix("_with") for name in found if name.endswith("_with")}
    assert commands | made == set(ROOMS[room])


def test_every_field_of_the_catalogue_can_be_written_by_a_person() -> None:
    assert {field.name for field in FIELDS} == Material.model_fields.keys() - {"id", "delisted"}


def test_every_field_of_the_catalogue_is_explained_and_told(client: FlaskClient) -> None:
    text = (ROOT / "corpus" / "README.md").read_text(encoding="utf-8")
    written = Material.model_fields.keys() - {"page_summary"}
    assert [name for name in written if f"`{name}" not in text] == []
    told = client.get(f"/api/materials/{SFI}").get_json()
    assert Material.model_fields.keys() - UNTOLD <= told.keys()


def test_every_field_of_the_catalogue_stands_on_the_page_of_its_material(
    client: FlaskClient,
) -> None:
    told = client.get(f"/api/materials/{SFI}").get_json()
    page = html.unescape(client.get(f"/materiale/{SFI}").text).lower()
    for field in (one for one in FIELDS if one.name not in {*UNTOLD, "published", "summary"}):
        value = told[field.name]
        values = value if isinstance(value, list) else [value] if value else []
        assert [one for one in values if one.lower() not in page] == []
        assert values or field.is_fact, "of what this material has not, only facts are surely told"
