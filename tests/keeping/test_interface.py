"""The JSON interface as described, and query strings that nobody means."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.conftest import Collection
from webapp import create_app
from webapp.api.endpoints import Endpoint
from webapp.api.routes import ENDPOINTS

load_all_checks()
LENIENT = [CHECKS.get_one("negative_data_rejection")]
"""What can't be understood in the address of a page's file counts as left out, as the description
says."""

READING_A_QUERY = (
    "/soeg", "/soeg.csv", "/soeg.atom", "/konkordans", "/samling-af-soegninger", "/api/search",
    "/api/concordance", "/api/complete",
)  # fmt: skip
SIGNS = st.sampled_from(
    ['"', "(", ")", "*", "?", "~3", "+", "-", ":", "..", " OG ", " ELLER ", " IKKE ", "titel:",
     "år:2014..", "side:", "mentor", "sygefravær", "&#x110000;", "\x00", "\uffff", " "]
)  # fmt: skip
QUERIES = st.one_of(st.lists(SIGNS | st.text(max_size=3), max_size=12).map("".join), st.text())
PARAMETERS = st.dictionaries(
    st.sampled_from(["side", "limit", "fra", "til", "sortering", "udgiver", "materiale", "orden"]),
    st.integers().map(str) | st.text(max_size=20),
    max_size=3,
)


@pytest.fixture(scope="module")
def app(reported: Collection) -> Flask:
    """The front end over the catalogue and the example report; errors are answered, not raised. A
    fast machine asks more in a minute than a visitor may."""
    return create_app(reported.settings.model_copy(update={"rate_limit": "1000000 per minute"}))


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
@pytest.mark.parametrize("kind", ["POSITIVE", "NEGATIVE"])
def test_every_answer_is_as_the_description_says(app: Flask, endpoint: Endpoint, kind: str) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    described = schema[endpoint.path]["GET"]
    if kind == "NEGATIVE" and not list(described.query):
        return  # nothing to do wrong
    excluded = [] if endpoint.strict else LENIENT
    mode = schemathesis.GenerationMode[kind]

    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=HealthCheck)
    @given(case=described.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        # its WSGI client takes an answer apart as it comes, compressed
        plain = {"Accept-Encoding": "identity"}
        case.call_and_validate(headers=plain, excluded_checks=excluded)

    ask()


@settings(max_examples=150, deadline=None, suppress_health_check=HealthCheck)
@given(path=st.sampled_from(READING_A_QUERY), query=QUERIES, parameters=PARAMETERS)
def test_no_query_breaks_a_page(
    app: Flask, path: str, query: str, parameters: dict[str, str]
) -> None:
    asked = {"q": query, "ord": query, **parameters}
    answer = app.test_client().get(path, query_string=asked)
    refused = path.startswith("/api/") and {"limit", "fra", "til", "sortering"} & set(parameters)
    assert answer.status_code in ((200, 400) if refused else (200,))
    assert "Traceback" not in answer.text


@settings(max_examples=50, deadline=None, suppress_health_check=HealthCheck)
@given(raw=st.binary(max_size=40))
def test_a_query_string_may_hold_any_bytes(app: Flask, raw: bytes) -> None:
    answer = app.test_client().get(
        "/api/search", environ_overrides={"QUERY_STRING": "q=" + raw.decode("latin-1")}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("host", ["xn--a", "a b", "<script>", "[::1", "æøå", "x" * 3000])
def test_an_odd_host_name_breaks_no_page(app: Flask, report: str, host: str) -> None:
    for path in ("/", "/soeg.atom", "/api/openapi.json", f"/materiale/{report}"):
        environ = EnvironBuilder(path).get_environ() | {"HTTP_HOST": host}
        body, status, _ = run_wsgi_app(app, environ, buffered=True)
        assert status.startswith(("200", "400"))
        assert b"<script>" not in b"".join(body)
