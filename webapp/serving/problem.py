"""What goes wrong, as programs read it: problem details for HTTP APIs (RFC 9457)."""

from flask import Response
from pydantic import BaseModel, Field

PROBLEM = "application/problem+json"


class WrongParameter(BaseModel):
    """A parameter that can't be understood."""

    parameter: str = Field(description="Parameterens navn.", examples=["limit"])
    detail: str = Field(description="Hvad den skal være.", examples=["skal være et heltal"])


class Problem(BaseModel):
    """What went wrong; ``errors`` names the parameters, when it was theirs."""

    type: str = Field(default="about:blank", description="Siger ikke mere end status.")
    title: str = Field(description="Hvad der er galt.", examples=["Adressen kan ikke forstås"])
    status: int = Field(description="HTTP-status.", examples=[400])
    detail: str = Field(
        description="Hvad man kan gøre ved det.", examples=["»limit« skal være et heltal."]
    )
    errors: list[WrongParameter] | None = Field(
        default=None, description="Parametre, der er forkerte."
    )


def problem(
    status: int, title: str, detail: str, errors: list[WrongParameter] | None = None
) -> Response:
    """The answer that tells it."""
    told = Problem(title=title, status=status, detail=detail, errors=errors)
    return Response(told.model_dump_json(exclude_none=True), status, content_type=PROBLEM)
