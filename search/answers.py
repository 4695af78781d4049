"""The answer to a search as JSON, which ``mentorsoeg search --json`` and ``GET /api/search`` share,
and how a page and its source are told in words."""

from pydantic import BaseModel, Field

from search.library.record import SUMMARY_PAGE, MaterialRecord, is_part
from search.results import Hit, MaterialHit, Results
from search.showing.snippets import plain


class ResultEntry(BaseModel):
    """A material that answers the query, told by its best page."""

    material: str = Field(description="Materialets id.", examples=["jobcentrenes-erfaring-2018"])
    title: str = Field(
        description="Titlen.", examples=["Jobcentrenes erfaring med anvendelse af mentorer"]
    )
    publisher: str = Field(
        description="Udgiveren; flere er sat sammen.", examples=["LG Insight og DR"]
    )
    year: int | None = Field(description="Udgivelsesåret.", examples=[2018])
    page: int | None = Field(
        description="Den bedste sides nummer i filen; null er resuméet.", examples=[4]
    )
    score: float = Field(description="Jo højere, jo bedre; kun til sammenligning.", examples=[14.2])
    snippet: str = Field(
        description="Et uddrag af siden.",
        examples=["Lidt under halvdelen af jobcentrene måler ikke …"],
    )
    url: str | None = Field(
        description="Originalen på den side, eller vores kopi, når kun vi har den; uden "
        "indstillingen base_url giver kommandolinjen en sti til kopien.",
        examples=["https://eksempel.dk/rapport.pdf#page=4"],
    )


class SearchAnswer(BaseModel):
    """The materials asked for, best first, of ``total``."""

    query: str = Field(description="Det, der blev søgt efter.", examples=["måler resultater"])
    total: int = Field(description="Antal materialer fundet i alt.", examples=[1])
    results: list[ResultEntry] = Field(description="Et svar for hvert materiale, det bedste først.")


def source_url(record: MaterialRecord, number: int = SUMMARY_PAGE, base: str = "") -> str | None:
    """Where a reader finds page ``number`` at its source; our own copy below ``base``, the address
    of the service, for a file that staff put in; None when no link is known."""
    original = record.original
    if original is None:
        return record.material.links[0] if record.material.links else None
    url = original.final_url or f"{base.rstrip('/')}/original/{original.sha256}"
    return f"{url}#page={number}" if number and original.media_type.has_pages else url


def place(number: int, label: str, record: MaterialRecord) -> str:
    """Where a page stands, as a Dane says it: ``s. 12``, ``slide 3``, ``ark Fangst``, ``del 3 af
    12`` or ``Resumé``."""
    if is_part(label):
        return label
    part = record.original.media_type.part if record.original else "side"
    short = "s." if part == "side" else part
    return f"{short} {label or number}" if number else "Resumé"


def search_answer(results: Results, base: str = "") -> SearchAnswer:
    """The results as JSON has them; ``base`` is the address of the service, where it is known."""
    return SearchAnswer(
        query=results.query,
        total=results.total,
        results=[_entry(hit, base) for hit in results.materials],
    )


def _entry(hit: MaterialHit, base: str) -> ResultEntry:
    material = hit.record.material
    best = hit.pages[0] if hit.pages else Hit(SUMMARY_PAGE, "", hit.score)
    return ResultEntry(
        material=material.id,
        title=material.title,
        publisher=material.publisher,
        year=material.year,
        page=best.number or None,
        score=hit.score,
        snippet=plain(best.snippet),
        url=source_url(hit.record, best.number, base),
    )
