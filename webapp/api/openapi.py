"""The OpenAPI 3.1 description, made of the endpoints and the JSON Schemas of their models."""

from collections.abc import Iterable
from typing import Any, get_args, get_origin
from urllib.parse import urlencode

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from webapp.api.endpoints import JSON, Contents, Endpoint
from webapp.serving.problem import PROBLEM, Problem

Json = dict[str, Any]
_REFERENCE = "#/components/schemas/{model}"


def description(server: str, endpoints: Iterable[Endpoint]) -> Json:
    """The document, for the service at address ``server``."""
    endpoints = tuple(endpoints)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Mentorsøg",
            "version": "1",
            "summary": "Dansk søgning i materialer om mentorordninger.",
            "description": "Alt kan læses uden nøgle; det, hvis adresse begynder med /api/, også "
            "fra sider på andre domæner (CORS). Dér afvises en parameter, som ikke kan forstås "
            "(RFC 9457); ellers regnes den for udeladt. Nye felter kan komme til; dem, der er, "
            "bliver.",
        },
        "servers": [{"url": server}],
        "paths": {endpoint.path: {"get": _endpoint(endpoint)} for endpoint in endpoints},
        "components": {"schemas": _schemas(endpoints)},
    }


def example_address(endpoint: Endpoint) -> str:
    """A request with the parameters' examples in it."""
    fields = endpoint.parameters.model_fields
    examples = {name: field.examples[0] for name, field in fields.items() if field.examples}
    path = endpoint.path.format_map(examples)
    asked = {n: value for n, value in examples.items() if not _in_path(endpoint, n)}
    return f"{path}?{urlencode(asked)}" if asked else path


def _schemas(endpoints: Iterable[Endpoint]) -> Json:
    models: set[type[BaseModel]] = {Problem}
    for endpoint in endpoints:
        answers = (*endpoint.contents.values(), endpoint.unavailable)
        models.update(model for model in answers if model)
    named = sorted(models, key=lambda model: model.__name__)
    _, made = models_json_schema(
        [(model, "serialization") for model in named], ref_template=_REFERENCE
    )
    # what a model is for is said in English, and its fields in Danish
    return {
        name: {key: value for key, value in schema.items() if key != "description"}
        for name, schema in made["$defs"].items()
    }


def _endpoint(endpoint: Endpoint) -> Json:
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "parameters": _parameters(endpoint),
        "responses": _responses(endpoint),
    }


def _responses(endpoint: Endpoint) -> Json:
    responses = {"200": _answer("Svaret.", endpoint.contents)}
    api = endpoint.path.startswith("/api/")
    problem: Contents = {PROBLEM: Problem} if api else {"text/html": None}
    if endpoint.strict and endpoint.parameters.model_fields:
        responses["400"] = _answer("En parameter kan ikke forstås.", problem)
    if "{" in endpoint.path:
        responses["404"] = _answer("Det findes ikke.", problem)
    if endpoint.limited:
        responses["429"] = _answer("For mange søgninger; vent et øjeblik.", problem)
        responses["503"] = _answer("Indekset er ikke klar, eller samlingen er for gammel.", problem)
    if endpoint.unavailable:
        responses["503"] = _answer("Indekset er ikke klar.", {JSON: endpoint.unavailable})
    return responses


def _answer(text: str, contents: Contents) -> Json:
    return {"description": text, "content": {t: _content(m) for t, m in contents.items()}}


def _content(model: type[BaseModel] | None) -> Json:
    if model is None:
        return {}
    return {"schema": {"$ref": _REFERENCE.format(model=model.__name__)}, "example": _example(model)}


def _example(model: type[BaseModel]) -> Any:
    """An answer made of the examples of its fields."""
    made = {}
    for name, field in model.model_fields.items():
        kind, inner = field.annotation, (get_args(field.annotation) or (None,))[0]
        if field.examples:
            made[name] = field.examples[0]
        elif get_origin(kind) is list and isinstance(inner, type) and issubclass(inner, BaseModel):
            made[name] = [_example(inner)]
    return made.get("root", made)


def _parameters(endpoint: Endpoint) -> list[Json]:
    schema = endpoint.parameters.model_json_schema(mode="validation")
    return [
        _parameter(endpoint, name, dict(made))
        for name, made in schema.get("properties", {}).items()
    ]


def _parameter(endpoint: Endpoint, name: str, schema: Json) -> Json:
    place = {"in": "path", "required": True} if _in_path(endpoint, name) else {"in": "query"}
    made = {"name": name, **place, "description": schema.pop("description")}
    if examples := schema.pop("examples", None):
        made["example"] = examples[0]
    del schema["title"]
    if "anyOf" in schema:  # null is how a model has what is left out
        schema = schema["anyOf"][0]
    return made | {"schema": schema}


def _in_path(endpoint: Endpoint, name: str) -> bool:
    return f"{{{name}}}" in endpoint.path
