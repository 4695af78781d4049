"""The files that lists can be had as, described: the pages answer them, forgivingly."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field, WithJsonSchema

from webapp.api.endpoints import JSON, Contents, Endpoint
from webapp.api.models import CslItems, MaterialParameters, TableRows
from webapp.exports.references.interchange import REFERENCE_FORMATS
from webapp.exports.tables import TABLE_FORMATS
from webapp.parameters import FilteredParameters, SortedParameters
from webapp.retrieval.figurelines import KINDS
from webapp.retrieval.figurelines import ORDERS as FIGURE_ORDERS
from webapp.retrieval.kwic import ORDERS

TABLES: Contents = {
    kind.media_type: TableRows if kind.media_type == JSON else None
    for kind in TABLE_FORMATS.values()
}
REFERENCES: Contents = {
    kind.media_type: CslItems if kind.media_type.endswith("json") else None
    for kind in REFERENCE_FORMATS.values()
}


def _one_of(values: Iterable[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(values)})


class ResultsFile(SortedParameters):
    """A list of results as a file."""

    ending: Annotated[str, _one_of(TABLE_FORMATS | REFERENCE_FORMATS)] = Field(
        description="Filtypen.", examples=["csv"]
    )


class ConcordanceFile(FilteredParameters):
    """A concordance as a file."""

    orden: Annotated[str, _one_of(ORDERS)] = Field("rapport", description="Rækkefølgen.")
    ending: Annotated[str, _one_of(TABLE_FORMATS)] = Field(
        description="Filtypen.", examples=["csv"]
    )


class FiguresFile(FilteredParameters):
    """Figures on a matter as a file."""

    art: list[Annotated[str, _one_of(KINDS)]] = Field(
        [], description="Arterne; ingen er de fleste."
    )
    orden: Annotated[str, _one_of(FIGURE_ORDERS)] = Field(
        next(iter(FIGURE_ORDERS)), description="Rækkefølgen."
    )
    bredt: Annotated[str, _one_of(("0", "1"))] = Field(
        "0", description="1 tager de mindre sikre med."
    )
    ending: Annotated[str, _one_of(TABLE_FORMATS)] = Field(
        description="Filtypen.", examples=["csv"]
    )


class ReferenceFile(MaterialParameters):
    """The reference to a material as a file."""

    ending: Annotated[str, _one_of(REFERENCE_FORMATS)] = Field(
        description="Filtypen.", examples=["ris"]
    )


FILES = (
    Endpoint("results_file", "/soeg.{ending}", "Hele listen som fil", {**TABLES, **REFERENCES},
              ResultsFile, strict=False),
    Endpoint("concordance_file", "/konkordans.{ending}", "Konkordansen som fil", TABLES,
              ConcordanceFile, strict=False),
    Endpoint("figures_file", "/fund.{ending}", "Tallene om et emne som fil", TABLES, FiguresFile,
              strict=False),
    Endpoint("reference_file", "/materiale/{id}/reference.{ending}", "Referencen som fil",
              REFERENCES, ReferenceFile, strict=False),
)  # fmt: skip
