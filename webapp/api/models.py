"""What the JSON interface is asked with and answers, each field with its meaning and an example.

Pydantic makes the JSON Schema of the description out of these (``openapi.py``), validates what
comes and writes what goes.
"""

from typing import Any

from pydantic import BaseModel, Field, RootModel

from search import FindingsAnswer, SearchAnswer
from search.library.holdings import Holding
from webapp.parameters import (
    FACETS,
    FilteredParameters,
    QueryParameters,
    SortedParameters,
)

MOST_RESULTS = 1000
"""As many as the command line gives."""
MOST_OFFSET = 1_000_000
EXAMPLE_ID = "evaluering-mentorordningen-2015"
EXAMPLE_URL = f"https://mentorsoeg.example/materiale/{EXAMPLE_ID}"
_OFFSET = "Så mange springes over."


class NoParameters(BaseModel):
    """Nothing is asked with."""


class SearchParameters(SortedParameters):
    """A search, and the part wanted of what it finds."""

    limit: int = Field(10, ge=1, le=MOST_RESULTS, description="Højst så mange materialer.")
    offset: int = Field(0, ge=0, le=MOST_OFFSET, description=_OFFSET)


class ConcordanceParameters(FilteredParameters):
    """What to find every occurrence of, and the part wanted of them."""

    limit: int = Field(100, ge=1, le=MOST_RESULTS, description="Højst så mange linjer.")
    offset: int = Field(0, ge=0, le=MOST_OFFSET, description=_OFFSET)


class FindingsParameters(FilteredParameters):
    """A question, and how many findings are wanted."""

    limit: int = Field(10, ge=1, le=MOST_RESULTS, description="Højst så mange fund.")
    offset: int = Field(0, ge=0, le=MOST_OFFSET, description=_OFFSET)


class CompletionParameters(QueryParameters):
    """The beginning of a query."""


class MaterialParameters(BaseModel):
    """One material."""

    id: str = Field(description="Materialets id.", examples=[EXAMPLE_ID])


class PageParameters(MaterialParameters):
    """One page of a material."""

    number: int = Field(
        ge=0, description="Sidens nummer i filen, fra 1; 0 er resuméet.", examples=[0]
    )


class SearchPage(SearchAnswer):
    """A part of what a search finds, with what was done with the query and how to go on."""

    total_pages: int = Field(description="Antal sider med træf i alt.", examples=[1])
    limit: int = Field(description="Højst så mange materialer er med her.", examples=[10])
    offset: int = Field(description="Så mange er sprunget over.", examples=[0])
    next: str | None = Field(
        description="Adressen på de næste; null, når der ikke er flere.", examples=[None]
    )
    hints: list[str] = Field(description="Hvad der blev gjort ved søgningen.", examples=[[]])
    suggestion: str | None = Field(description="Et forslag til stavemåde.", examples=[None])
    expansions: list[str] = Field(
        description="Andre former, der også blev søgt på.", examples=[["resultaterne"]]
    )
    synonyms: list[str] = Field(
        description="Andre ord, der også blev søgt på.", examples=[["effekter"]]
    )
    facets: dict[str, dict[str, int]] = Field(
        description="Antal materialer for hver værdi: "
        + ", ".join(f"{facet} (filtreres med {name})" for name, facet in FACETS.items())
        + ", year (med fra og til).",
        examples=[{"kind": {"rapport": 1}, "year": {"2018": 1}}],
    )


class FindingsPage(FindingsAnswer):
    """A part of what answers, with what was done with the query and how to go on."""

    total: int = Field(description="Antal fund i alt.", examples=[1])
    limit: int = Field(description="Højst så mange fund er med her.", examples=[10])
    offset: int = Field(description="Så mange er sprunget over.", examples=[0])
    next: str | None = Field(
        description="Adressen på de næste; null, når der ikke er flere.", examples=[None]
    )
    hints: list[str] = Field(description="Hvad der blev gjort ved søgningen.", examples=[[]])


class StepEntry(BaseModel):
    """An address that was asked on a link's road."""

    url: str = Field(description="Adressen.", examples=["https://eksempel.dk/rapport"])
    came: str = Field(description="Hvad der kom.", examples=["PDF, 12 sider"])
    likeness: float | None = Field(
        description="Ligheden med det, der søges, fra 0 til 1.", examples=[0.95]
    )
    done: str = Field(description="Hvad der blev gjort, og hvorfor.", examples=["taget"])


class LinkEntry(BaseModel):
    """A link of a material, and how it went."""

    url: str = Field(description="Adressen.", examples=["https://eksempel.dk/rapport"])
    state: str = Field(description="Hvordan det gik.", examples=["svarede 3. maj 2026"])
    steps: list[StepEntry] = Field(description="Hvad der blev mødt på vejen.")


class MaterialEntry(BaseModel):
    """A material of the collection."""

    id: str = Field(description="Materialets id.", examples=[EXAMPLE_ID])
    title: str = Field(description="Titlen.", examples=["Evaluering af mentorordningen"])
    subtitle: str | None = Field(description="Undertitlen.", examples=["SFI 15:10"])
    publishers: list[str] = Field(description="Udgiverne.", examples=[["SFI"]])
    authors: list[str] = Field(description="Forfatterne.", examples=[["Karsten Albæk"]])
    published: str | None = Field(
        description="Dagen, måneden eller året, så nøje som vi kender det.", examples=["2015-03-17"]
    )
    isbn: str | None = Field(description="ISBN.", examples=["978-87-7301-996-2"])
    kind: str = Field(description="Typen.", examples=["evaluering"])
    target_groups: list[str] = Field(description="Målgrupperne.", examples=[["udsatte ledige"]])
    subjects: list[str] = Field(description="Emnerne.", examples=[["beskæftigelse"]])
    pages: int = Field(description="Antal sider med tekst; 0 er kun resumé.", examples=[0])
    text: Holding = Field(description="Hvad vi har af materialet.", examples=["ingen"])
    missing: str | None = Field(
        description="Hvorfor teksten mangler eller er tvivlsom.",
        examples=["Materialets links er ikke prøvet endnu."],
    )
    url: str = Field(description="Materialets side her.", examples=[EXAMPLE_URL])


class MaterialsAnswer(BaseModel):
    """The collection."""

    materials: list[MaterialEntry] = Field(description="Materialerne.")


class MaterialAnswer(MaterialEntry):
    """A material with what is said of it elsewhere."""

    links: list[LinkEntry] = Field(description="Materialets links.")
    summary: str = Field(description="Resuméet.", examples=["…"])
    delisted: str | None = Field(
        description="Dagen, hvor kildesiden først ikke nævnte materialet mere; null: det står der.",
        examples=[None],
    )
    references: dict[str, str] = Field(
        description="Referencen i hver stilart.", examples=[{"harvard": "Albæk, K., 2015. …"}]
    )
    csl: dict[str, Any] = Field(
        description="Referencen som CSL-JSON.", examples=[{"id": EXAMPLE_ID, "type": "report"}]
    )


class PageAnswer(BaseModel):
    """A page of a material."""

    material: str = Field(description="Materialets id.", examples=[EXAMPLE_ID])
    page: int = Field(description="Sidens nummer i filen.", examples=[0])
    label: str | None = Field(description="Sidetallet, som det er trykt.", examples=[None])
    text: str = Field(description="Teksten.", examples=["…"])
    url: str = Field(description="Siden her.", examples=[f"{EXAMPLE_URL}/side/0"])
    source: str | None = Field(description="Siden i originalen.", examples=[None])


class ConcordanceEntry(BaseModel):
    """An occurrence with the words around it."""

    material: str = Field(description="Materialets id.", examples=[EXAMPLE_ID])
    page: int | None = Field(
        description="Sidens nummer i filen; null er resuméet.", examples=[None]
    )
    left: str = Field(description="Ordene til venstre.", examples=["ordningen skal mindske"])
    keyword: str = Field(description="Ordet, som det står.", examples=["sygefraværet"])
    right: str = Field(description="Ordene til højre.", examples=["blandt de ansatte"])
    note: str = Field(
        description="Et forbehold, når stedet er i resuméet, eller siden er skannet; ellers tom.",
        examples=[""],
    )


class ConcordanceAnswer(BaseModel):
    """A part of the occurrences."""

    query: str = Field(description="Det, der blev søgt efter.", examples=["sygefravær"])
    total: int = Field(
        description="Antal forekomster i alt, eller, med hints, fundet indtil da.", examples=[1]
    )
    hints: list[str] = Field(description="Hvad der ikke er med, på dansk.", examples=[[]])
    lines: list[ConcordanceEntry] = Field(description="Forekomsterne.")
    limit: int = Field(description="Højst så mange linjer er med her.", examples=[100])
    offset: int = Field(description="Så mange er sprunget over.", examples=[0])
    next: str | None = Field(
        description="Adressen på de næste; null, når der ikke er flere.", examples=[None]
    )


class Completions(RootModel[list[str | list[str]]]):
    """OpenSearch Suggestions: what was typed, and what it may become.

    A tuple would say it more exactly, but schemathesis can't read the schema of one.
    """

    root: list[str | list[str]] = Field(
        min_length=2, max_length=2, examples=[["sygef", ["sygefravær", "sygefraværet"]]]
    )


class OpenApiDocument(RootModel[dict[str, Any]]):
    """An OpenAPI document."""

    root: dict[str, Any] = Field(examples=[{"openapi": "3.1.0"}])


class TableRows(RootModel[list[dict[str, str | int | float | None]]]):
    """A table, an object a row."""

    root: list[dict[str, str | int | float | None]] = Field(examples=[[{"titel": "…", "side": 4}]])


class CslItems(RootModel[list[dict[str, Any]]]):
    """CslItems as CSL-JSON."""

    root: list[dict[str, Any]] = Field(examples=[[{"id": EXAMPLE_ID, "type": "report"}]])


class Alive(BaseModel):
    """The process answers."""

    status: str = Field(description="ok", examples=["ok"])


class Ready(BaseModel):
    """The index is open."""

    status: str = Field(description="ready", examples=["ready"])
    generation: str = Field(description="Indeksets navn.", examples=["generation-000001"])
    created: str = Field(description="Hvornår det blev lavet.", examples=["2026-11-12T08:30:00Z"])
    age_s: int = Field(description="Dets alder i sekunder.", examples=[3600])
    updated: str = Field(
        description="Hvornår samlingen sidst blev bragt ajour; ukendt er det, da indekset blev "
        "lavet.",
        examples=["2026-11-12T08:31:00Z"],
    )
    updated_age_s: int = Field(description="Hvor mange sekunder siden.", examples=[3540])
    materials: int = Field(description="Antal materialer i det.", examples=[15])


class NotReady(BaseModel):
    """No index can be opened, or the collection is older than the operator will have it."""

    status: str = Field(
        description="unavailable: intet indeks; stale: samlingen er for længe siden bragt ajour.",
        examples=["unavailable"],
    )
    error: str = Field(description="Hvorfor.", examples=["Der er intet indeks."])
