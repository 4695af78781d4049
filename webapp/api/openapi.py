"""The OpenAPI 3.1 description of the JSON interface; a test holds it against the routes."""

from typing import Any
from urllib.parse import urlencode

from webapp.state import QUERY_LENGTH, SORTS

Json = dict[str, Any]

EXAMPLE_ID = "evaluering-mentorordningen-2015"
TEXT: Json = {"type": "string"}
NUMBER: Json = {"type": "integer"}
TEXTS: Json = {"type": "array", "items": TEXT}


def description(server: str) -> Json:
    """The document, for the service at address ``server``."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Mentorsøg",
            "version": "1",
            "summary": "Dansk søgning i materialer om mentorordninger.",
            "description": "Alt kan læses uden nøgle og fra sider på andre domæner (CORS). En "
            "parameter, som ikke kan forstås, regnes for udeladt.",
        },
        "servers": [{"url": server}],
        "paths": PATHS,
        "components": {"schemas": SCHEMAS},
    }


def example_address(path: str) -> str:
    """A request for one of ``PATHS`` with the parameters' examples in it."""
    parameters = PATHS[path]["get"]["parameters"]
    asked = []
    for parameter in parameters:
        name, example = parameter["name"], parameter.get("example")
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", str(example))
        elif example is not None:
            asked.append((name, example))
    return f"{path}?{urlencode(asked)}" if asked else path


def _or_null(schema: Json) -> Json:
    return {**schema, "type": [schema["type"], "null"]}


def _object(**properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(name: str) -> Json:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def _query(name: str, text: str, schema: Json, example: Any = None) -> Json:
    made: Json = {"name": name, "in": "query", "description": text, "schema": schema}
    return made | ({"example": example} if example is not None else {})


def _path(name: str, text: str, schema: Json, example: Any) -> Json:
    return {"name": name, "in": "path", "required": True, "description": text, "schema": schema,
            "example": example}  # fmt: skip


def _get(name: str, summary: str, schema: Json, example: Any, *parameters: Json) -> Json:
    answer = {"application/json": {"schema": schema, "example": example}}
    responses: Json = {
        "200": {"description": "Svaret.", "content": answer},
        "429": _error("For mange søgninger fra samme adresse; vent et øjeblik."),
        "503": _error("Indekset er ikke klar."),
    }
    if any(parameter["in"] == "path" for parameter in parameters):
        responses["404"] = _error("Det findes ikke.")
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": list(parameters),
            "responses": responses,
        }
    }


def _error(text: str) -> Json:
    reference = {"$ref": "#/components/schemas/Error"}
    return {"description": text, "content": {"application/json": {"schema": reference}}}


Q = _query("q", "Det, der søges efter, i søgesproget.", {**TEXT, "maxLength": QUERY_LENGTH},
           "måler resultater")  # fmt: skip
FILTERS = (
    _query("udgiver", "Kun fra disse udgivere.", TEXTS),
    _query("type", "Kun materialer af disse typer.", TEXTS),
    _query("maalgruppe", "Kun for disse målgrupper.", TEXTS),
    _query("emne", "Kun om disse emner.", TEXTS),
    _query("fuldtekst", "Har fuldtekst, eller kun resumé.",
           {"type": "array", "items": {"enum": ["ja", "nej"]}}),
    _query("fra", "Tidligste år.", {**NUMBER, "minimum": 1000, "maximum": 2999}),
    _query("til", "Seneste år.", {**NUMBER, "minimum": 1000, "maximum": 2999}),
    _query("materiale", "Kun i dette materiale.", TEXT),
    _query("praecis", "1: uden bøjningsformer og synonymer.", {"type": "string", "enum": ["1"]}),
)  # fmt: skip
ID = _path("id", "Materialets id.", TEXT, EXAMPLE_ID)

SCHEMAS: Json = {
    "Result": _object(
        material=TEXT,
        title=TEXT,
        publisher=TEXT,
        year=_or_null(NUMBER),
        page=_or_null(NUMBER),
        score={"type": "number"},
        snippet=TEXT,
        url=_or_null(TEXT),
    ),
    "Material": _object(
        id=TEXT,
        title=TEXT,
        subtitle=_or_null(TEXT),
        publishers=TEXTS,
        authors=TEXTS,
        published=_or_null(TEXT),
        kind=TEXT,
        target_groups=TEXTS,
        subjects=TEXTS,
        pages=NUMBER,
        missing=_or_null(TEXT),
        url=TEXT,
    ),
    "Line": _object(
        material=TEXT, page=_or_null(NUMBER), left=TEXT, keyword=TEXT, right=TEXT
    ),
    "Error": _object(error=TEXT),
}  # fmt: skip

_MATERIAL_EXAMPLE = {
    "id": EXAMPLE_ID,
    "title": "Evaluering af mentorordningen",
    "subtitle": "SFI 15:10",
    "publishers": ["SFI – Det Nationale Forskningscenter for Velfærd"],
    "authors": ["Karsten Albæk"],
    "published": "2015-03-17",
    "kind": "evaluering",
    "target_groups": ["udsatte ledige"],
    "subjects": ["beskæftigelse"],
    "pages": 0,
    "missing": "Materialets links er ikke prøvet endnu.",
    "url": f"https://mentorsoeg.example/materiale/{EXAMPLE_ID}",
}

PATHS: Json = {
    "/api/search": _get(
        "search",
        "Søg: et svar for hvert materiale, det bedste først",
        _object(query=TEXT, total=NUMBER, results=_list("Result")),
        {
            "query": "måler resultater",
            "total": 1,
            "results": [
                {
                    "material": "jobcentrenes-erfaring-2018",
                    "title": "Jobcentrenes erfaring med anvendelse af mentorer",
                    "publisher": "LG Insight og Danmarks Radio (DR)",
                    "year": 2018,
                    "page": None,
                    "score": 14.2,
                    "snippet": "Lidt under halvdelen af jobcentrene måler ikke …",
                    "url": None,
                }
            ],
        },
        Q,
        _query("limit", "Højst så mange materialer (1–100).", {**NUMBER, "default": 10}),
        _query("sortering", "Rækkefølgen.", {"type": "string", "enum": list(SORTS)}),
        *FILTERS,
    ),
    "/api/materials": _get(
        "materials",
        "Alle materialer i samlingen",
        _object(materials=_list("Material")),
        {"materials": [_MATERIAL_EXAMPLE]},
    ),
    "/api/materials/{id}": _get(
        "material",
        "Et materiale med resumé og referencer",
        {
            "allOf": [
                {"$ref": "#/components/schemas/Material"},
                _object(summary=TEXT, references={"type": "object"}, csl={"type": "object"}),
            ]
        },
        _MATERIAL_EXAMPLE
        | {
            "summary": "…",
            "references": {"harvard": "Albæk, K. et al., 2015. …", "apa": "Albæk, K., … (2015). …"},
            "csl": {"id": EXAMPLE_ID, "type": "report", "title": "Evaluering af mentorordningen"},
        },
        ID,
    ),
    "/api/materials/{id}/pages/{number}": _get(
        "page",
        "Teksten på en side; side 0 er resuméet",
        _object(
            material=TEXT,
            page=NUMBER,
            label=_or_null(TEXT),
            text=TEXT,
            url=TEXT,
            source=_or_null(TEXT),
        ),
        {
            "material": EXAMPLE_ID,
            "page": 0,
            "label": None,
            "text": "…",
            "url": f"https://mentorsoeg.example/materiale/{EXAMPLE_ID}/side/0",
            "source": None,
        },
        ID,
        _path("number", "Sidens nummer i filen, fra 1.", {**NUMBER, "minimum": 0}, 0),
    ),
    "/api/concordance": _get(
        "concordance",
        "Hver forekomst med ordene til venstre og højre",
        _object(query=TEXT, total=NUMBER, lines=_list("Line")),
        {
            "query": "sygefravær",
            "total": 1,
            "lines": [
                {
                    "material": "seniormentorer-sygefravaer-2014",
                    "page": None,
                    "left": "ordningen skal mindske",
                    "keyword": "sygefraværet",
                    "right": "blandt de ansatte",
                }
            ],
        },
        Q,
        _query("limit", "Højst så mange linjer (1–1000).", {**NUMBER, "default": 100}),
        *FILTERS,
    ),
}
