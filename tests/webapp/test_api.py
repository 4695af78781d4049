"""The JSON interface: as described, in parts, and what it says when something is wrong."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate

from search.library.settings import Settings
from tests.webapp.conftest import SFI
from webapp import create_app
from webapp.api.openapi import example_address
from webapp.api.routes import ENDPOINTS
from webapp.exports.references.interchange import REFERENCE_FORMATS
from webapp.exports.tables import TABLE_FORMATS
from webapp.parameters import FACETS, SORTINGS

ASKED = {endpoint.path: example_address(endpoint) for endpoint in ENDPOINTS}
PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> dict[str, Any]:
    """The description as it is served."""
    served: dict[str, Any] = client.get("/api/openapi.json").get_json()
    return served


def check(document: dict[str, Any], schema: dict[str, Any], value: Any) -> None:
    OAS31Validator({**schema, "components": document["components"]}).validate(value)


def test_the_description_is_valid_openapi(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_the_description_tells_every_route_below_api_and_of_health(
    client: FlaskClient, document: dict[str, Any]
) -> None:
    rules = [rule.rule for rule in client.application.url_map.iter_rules()]
    routes = {rule.replace("<", "{").replace(">", "}") for rule in rules}
    told = set(document["paths"])
    ours = {route for route in routes if route.startswith(("/api/", "/healthz", "/readyz"))}
    assert told - {path for path in told if "{ending}" in path} == ours


def test_the_description_tells_every_route_that_gives_a_file_and_its_kinds(
    client: FlaskClient, document: dict[str, Any]
) -> None:
    rules = [rule.rule for rule in client.application.url_map.iter_rules()]
    files = {rule.replace("material_id", "id") for rule in rules if "<ending>" in rule}
    told = {path.replace("{", "<").replace("}", ">") for path in document["paths"]}
    assert files
    assert files <= told
    content = document["paths"]["/soeg.{ending}"]["get"]["responses"]["200"]["content"]
    kinds = {kind.media_type for kind in (TABLE_FORMATS | REFERENCE_FORMATS).values()}
    assert set(content) == kinds


@pytest.mark.parametrize("path", list(ASKED))
def test_answers_and_examples_are_as_described(
    client: FlaskClient, document: dict[str, Any], path: str
) -> None:
    contents = document["paths"][path]["get"]["responses"]["200"]["content"]
    for content in contents.values():
        if "schema" in content:
            check(document, content["schema"], content["example"])
    answer = client.get(ASKED[path])
    assert answer.status_code == 200
    described = {kind.partition(";")[0]: content for kind, content in contents.items()}
    assert answer.mimetype in described
    if answer.is_json or "schema" in described[answer.mimetype]:
        check(document, described[answer.mimetype]["schema"], answer.get_json(force=True))


def test_every_facet_and_order_of_the_pages_can_be_asked_for(document: dict[str, Any]) -> None:
    parameters = {p["name"]: p for p in document["paths"]["/api/search"]["get"]["parameters"]}
    assert set(FACETS) <= set(parameters)
    assert parameters["sortering"]["schema"]["enum"] == list(SORTINGS)


def test_an_empty_query_gives_the_collection(client: FlaskClient) -> None:
    answer = client.get("/api/search?limit=100").get_json()
    assert answer["total"] == len(answer["results"]) == 16
    assert all(result["snippet"] for result in answer["results"] if result["material"] == SFI)


@pytest.mark.parametrize(
    ("path", "entries"),
    [("/api/search?q=mentor&type=evaluering&type=rapport&sortering=titel&limit=3", "results"),
     ("/api/search?limit=7", "results"), ("/api/concordance?q=sygefravær&limit=4", "lines")],
)  # fmt: skip
def test_following_next_gives_every_entry_once_in_order(
    client: FlaskClient, path: str, entries: str
) -> None:
    path_of_all = path.rsplit("limit=", 1)[0] + "limit=1000"
    whole = client.get(path_of_all).get_json()
    assert whole["next"] is None
    parts: list[Any] = []
    following: str | None = path
    asked = 0
    while following:
        split = urlsplit(following)
        part = client.get(f"{split.path}?{split.query}").get_json()
        assert part["total"] == whole["total"]
        parts += part[entries]
        following, asked = part["next"], asked + 1
    assert parts == whole[entries]
    assert len(parts) == whole["total"]
    assert asked > 1


def test_findings_are_those_of_the_command_in_parts(client: FlaskClient) -> None:
    path = "/api/findings?q=hvor+stor+en+andel+af+sagerne+mangler+formål+med+mentorstøtten"
    whole = client.get(path).get_json()
    assert whole["results"][0]["figure"]["unit"] == "%"
    first = client.get(f"{path}&limit=1").get_json()
    assert first["results"] == whole["results"][:1]
    assert first["total"] == whole["total"] == len(whole["results"])
    assert client.get("/api/findings").get_json()["results"] == []


def test_a_part_past_the_last_is_empty(client: FlaskClient) -> None:
    answer = client.get("/api/search?q=mentor&offset=1000").get_json()
    assert answer["results"] == []
    assert answer["next"] is None
    assert answer["total"] > 10


def test_a_search_tells_what_was_done_with_it(client: FlaskClient) -> None:
    answer = client.get("/api/search?q=sygefravræ&type=evaluering").get_json()
    assert answer["suggestion"] == "sygefravær"
    assert client.get('/api/search?q="match mellem').get_json()["hints"] == [
        "Anførselstegnet blev ikke lukket, så vi søgte på ordene hver for sig."
    ]
    forms = client.get("/api/search?q=koordinator").get_json()
    assert "koordinatoren" in forms["expansions"]
    assert client.get("/api/search?q=koordinator&praecis=1").get_json()["expansions"] == []


def test_the_number_of_a_facet_is_what_filtering_by_it_finds(client: FlaskClient) -> None:
    answer = client.get("/api/search?q=mentor").get_json()
    parameters = {facet: parameter for parameter, facet in FACETS.items()}
    assert set(answer["facets"]) == {*parameters, "year"}
    for facet, parameter in parameters.items():
        value, count = next(iter(answer["facets"][facet].items()))
        found = client.get("/api/search", query_string={"q": "mentor", parameter: value})
        assert found.get_json()["total"] == count > 0


def test_pages_of_other_origins_may_read(client: FlaskClient) -> None:
    for path in ("/api/search?q=mentor", f"/api/materials/{SFI}", "/api/materials/nej"):
        assert client.get(path).headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/soeg?q=mentor").headers


@pytest.mark.parametrize(
    ("parameter", "value", "told"),
    [("limit", "mange", "skal være et heltal"), ("limit", "0", "skal være mindst 1"),
     ("limit", "1001", "skal være højst 1000"), ("offset", "-1", "skal være mindst 0"),
     ("fra", "x", "skal være et heltal"), ("til", "99999", "skal være højst 2999"),
     ("sortering", "y", "skal være relevans, nyeste, aeldste eller titel"),
     ("fuldtekst", "måske", "skal være ja eller nej"), ("praecis", "2", "skal være 0 eller 1")],
)  # fmt: skip
def test_a_wrong_parameter_is_refused_and_named(
    client: FlaskClient, document: dict[str, Any], parameter: str, value: str, told: str
) -> None:
    answer = client.get("/api/search", query_string={"q": "mentor", parameter: value})
    assert (answer.status_code, answer.content_type) == (400, PROBLEM)
    problem = answer.get_json()
    check(document, {"$ref": "#/components/schemas/Problem"}, problem)
    assert problem["errors"] == [{"parameter": parameter, "detail": told}]
    assert problem["detail"] == f"»{parameter}« {told}."


def test_every_wrong_parameter_is_told_at_once(client: FlaskClient) -> None:
    problem = client.get("/api/concordance?limit=x&fra=1").get_json()
    assert {error["parameter"] for error in problem["errors"]} == {"limit", "fra"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/materials/nej", 404), ("GET", f"/api/materials/{SFI}/pages/900", 404),
     ("GET", f"/api/materials/{SFI}/pages/x", 400), ("GET", "/api/findes-ikke", 404),
     ("POST", "/api/search", 405)],
)  # fmt: skip
def test_what_goes_wrong_is_told_as_problem_details_in_danish(
    client: FlaskClient, document: dict[str, Any], method: str, path: str, status: int
) -> None:
    answer = client.open(path, method=method)
    assert (answer.status_code, answer.content_type) == (status, PROBLEM)
    problem = answer.get_json()
    check(document, {"$ref": "#/components/schemas/Problem"}, problem)
    assert problem["status"] == status
    assert problem["title"] in ("Siden findes ikke", "Adressen kan ikke forstås",
                                "Det kan siden ikke")  # fmt: skip


def test_a_missing_index_is_told_as_problem_details(tmp_path: Path) -> None:
    settings = Settings(corpus=tmp_path, index=tmp_path / "intet")
    answer = create_app(settings).test_client().get("/api/search?q=mentor")
    assert (answer.status_code, answer.content_type) == (503, PROBLEM)
    assert "mentorsoeg update" in answer.get_json()["detail"]


def test_the_readable_page_tells_every_path(client: FlaskClient) -> None:
    text = client.get("/api").get_data(as_text=True)
    assert [path for path in ASKED if f"GET {path}" not in text] == []
