"""A way to ask the service: one value that says how it is asked, checks that, and answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from flask import Blueprint, Response, request
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from webapp.api.models import NoParameters
from webapp.parameters import read_strictly
from webapp.serving.problem import WrongParameter, problem

JSON = "application/json"
MESSAGES = {
    "int_parsing": "skal være et heltal",
    "int_from_float": "skal være et heltal",
    "greater_than_equal": "skal være mindst {ge}",
    "less_than_equal": "skal være højst {le}",
    "literal_error": "skal være {expected}",
}
"""What pydantic finds wrong, in Danish; anything else can't be understood."""

View = Callable[[Any], BaseModel]
Contents = Mapping[str, type[BaseModel] | None]
"""The answer by media type; None for what isn't JSON."""


@dataclass(frozen=True)
class Endpoint:
    """``GET path`` as the description tells it, with the names of ``parameters`` in braces.

    ``strict``: wrong parameters are refused; ``limited``: an address may ask only so often;
    ``unavailable``: the answer with status 503, where it is no problem details.
    """

    name: str
    path: str
    summary: str
    contents: Contents
    parameters: type[BaseModel] = NoParameters
    strict: bool = True
    limited: bool = True
    unavailable: type[BaseModel] | None = None


def bind(
    blueprint: Blueprint, path: str, summary: str, view: View, media_type: str = JSON
) -> Endpoint:
    """Let ``view`` answer at ``path``: the types of its parameter and its answer describe it, check
    what it is asked with, and write what it gives. Wrong parameters give problem details that name
    them."""
    hints = get_type_hints(view)
    name = view.__name__.removeprefix("answer_")
    parameters: type[BaseModel] = hints["parameters"]

    def answer(**in_path: str) -> Response:
        try:
            given = read_strictly(parameters, request.args, in_path)
        except ValidationError as error:
            return _refusal([_wrong(one) for one in error.errors(include_url=False)])
        return Response(view(given).model_dump_json(), content_type=media_type)

    blueprint.add_url_rule(path.replace("{", "<").replace("}", ">"), name, answer)
    return Endpoint(name, path, summary, {media_type: hints["return"]}, parameters)


def _wrong(error: ErrorDetails) -> WrongParameter:
    context = dict(error.get("ctx", {}))
    if "expected" in context:
        context["expected"] = context["expected"].replace("'", "").replace(" or ", " eller ")
    message = MESSAGES.get(error["type"], "kan ikke forstås").format(**context)
    return WrongParameter(parameter=str(error["loc"][0]), detail=message)


def _refusal(wrong: list[WrongParameter]) -> Response:
    detail = " ".join(f"»{one.parameter}« {one.detail}." for one in wrong)
    return problem(400, "Adressen kan ikke forstås", detail, wrong)
