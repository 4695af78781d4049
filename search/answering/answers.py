"""The answer to a search as JSON, which ``mentorsoeg search --json`` and ``GET /api/search`` share,
and how a page and its source are told in words."""

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from search.answering.results import Hit, MaterialHit, Results
from search.library.record import SUMMARY_PAGE, MaterialRecord, is_part
from search.showing.snippets import plain

if TYPE_CHECKING:
    from search.findings.finding import Finding, Findings

OCR_NOTE = "læst med OCR – kontrollér tal"
"""What is told of what stands on a scanned page."""
OVER_NOTE = "slutter på næste side"
SUMMARY_NOTE = "Mentorsøgs resumé, ikke materialets egne ord"
FIELDS_NOTE = "kun i materialets felter, ikke i dets tekst"
"""The same of what isn't the material's own, and of what is no text."""


class _Told(BaseModel):
    """What writes it is made when it is asked for: the command line seldom does."""

    model_config = ConfigDict(defer_build=True)


class ResultEntry(_Told):
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
    note: str = Field(
        description="Et forbehold, når uddraget er af resuméet, eller siden er skannet; ellers"
        " tom.",
        examples=[""],
    )


class SearchAnswer(_Told):
    """The materials asked for, best first, of ``total``."""

    query: str = Field(description="Det, der blev søgt efter.", examples=["måler resultater"])
    total: int = Field(description="Antal materialer fundet i alt.", examples=[1])
    results: list[ResultEntry] = Field(description="Et svar for hvert materiale, det bedste først.")


class FigureEntry(_Told):
    """What a number says."""

    text: str = Field(description="Tallet, som det står.", examples=["Lidt under halvdelen"])
    kind: str = Field(
        description="Arten: share er en andel, count et antal, money et beløb, time en tid, change"
        " en ændring, ratio et forhold, test value en testværdi, year et årstal, mark en karakter.",
        examples=["share"],
    )
    values: list[float] = Field(
        description="Værdien, eller de to; andele i procent.", examples=[[50.0]]
    )
    unit: str = Field(description="Enheden; tom, når den ikke står der.", examples=["%"])
    hedge: str = Field(description="Forbeholdet, med småt.", examples=["lidt under"])


class FindingEntry(_Told):
    """A sentence, or a row of a table, that states what is asked."""

    material: str = Field(description="Materialets id.", examples=["jobcentrenes-erfaring-2018"])
    title: str = Field(
        description="Titlen.", examples=["Jobcentrenes erfaring med anvendelse af mentorer"]
    )
    year: int | None = Field(description="Udgivelsesåret.", examples=[2018])
    page: int | None = Field(description="Sidens nummer i filen; null er resuméet.", examples=[4])
    figure: FigureEntry | None = Field(
        description="Tallet; null, når der ikke står noget tal.",
        examples=[
            {"text": "Lidt under halvdelen", "kind": "share", "values": [50.0], "unit": "%",
             "hedge": "lidt under"}
        ],
    )  # fmt: skip
    sentence: str = Field(
        description="Sætningen eller tabelrækken, som den står.",
        examples=["Lidt under halvdelen af jobcentrene måler ikke resultaterne."],
    )
    before: str = Field(
        description="Sætningen før, eller kolonnernes overskrifter; tom, når der ingen er.",
        examples=[""],
    )
    score: float = Field(description="Fra 0 til 1; jo højere, jo bedre.", examples=[0.8])
    url: str | None = Field(
        description="Originalen på den side; en sti her på stedet, hvis kun vi har den.",
        examples=["https://eksempel.dk/rapport.pdf#page=4"],
    )
    note: str = Field(
        description="Et forbehold, når fundet er af resuméet, siden er skannet, eller fundet"
        " slutter på den næste; ellers tom.",
        examples=[""],
    )


class FindingsAnswer(_Told):
    """What answers, best first; nothing when no report surely does."""

    query: str = Field(description="Det, der blev spurgt om.", examples=["måler resultater"])
    results: list[FindingEntry] = Field(description="Fundene, det bedste først.")


def source_url(
    record: MaterialRecord, number: int = SUMMARY_PAGE, base: str = "", *, copies: bool = True
) -> str | None:
    """Where a reader finds page ``number`` at its source; our own copy below ``base``, the address
    of the service, for a file that staff put in, where ``copies`` or else the material itself says
    that it may be shown; None when no link is known."""
    original, own = record.original, record.material.show_copy
    may_copy = copies if own is None else own
    if original is None or not (original.final_url or may_copy):
        return next(iter(record.material.web_links), None)
    url = original.final_url or f"{base.rstrip('/')}/original/{original.sha256}"
    return f"{url}#page={number}" if number and original.media_type.has_pages else url


def place(number: int, label: str, record: MaterialRecord) -> str:
    """Where a page stands, as a Dane says it: ``s. 12``, ``slide 3``, ``ark Fangst``, ``del 3 af
    12``, ``Resumé``, or ``s. 12 i filen`` where no number is known to be printed."""
    if is_part(label) or not number:
        return label or "Resumé"
    kind = record.original.media_type if record.original else None
    part = kind.part if kind else "side"
    if part != "side":
        return f"{part} {label or number}"
    counted = kind and kind.has_pages and not label
    return f"s. {label or number}" + (" i filen" if counted else "")


def search_answer(results: Results, base: str = "", *, copies: bool = True) -> SearchAnswer:
    """The results as JSON has them; ``base`` is the address of the service, where it is known,
    ``copies`` tells whether our copies may be shown."""
    return SearchAnswer(
        query=results.query,
        total=results.total,
        results=[_entry(hit, base, copies) for hit in results.materials],
    )


def findings_answer(findings: "Findings", base: str = "", *, copies: bool = True) -> FindingsAnswer:
    """The findings as JSON has them."""
    return FindingsAnswer(
        query=findings.query, results=[_finding(f, base, copies) for f in findings.results]
    )


def finding_note(finding: "Finding") -> str:
    """What is to be known of a finding beside its place; '' mostly."""
    over = OVER_NOTE if finding.beyond else ""
    page = page_note(finding.number, scanned=finding.confidence is not None)
    return "; ".join(filter(None, (over, page)))


def page_note(number: int, *, scanned: bool) -> str:
    """What is to be known of all that a page says; '' mostly."""
    if number == SUMMARY_PAGE:
        return SUMMARY_NOTE
    return OCR_NOTE if scanned else ""


def _finding(finding: "Finding", base: str, copies: bool) -> FindingEntry:
    material, figure = finding.record.material, finding.figure
    return FindingEntry(
        material=material.id,
        title=material.title,
        year=material.year,
        page=finding.number or None,
        figure=FigureEntry.model_validate(figure, from_attributes=True) if figure else None,
        sentence=finding.sentence,
        before=finding.before,
        score=finding.score,
        url=source_url(finding.record, finding.number, base, copies=copies),
        note=finding_note(finding),
    )


def _entry(hit: MaterialHit, base: str, copies: bool) -> ResultEntry:
    material = hit.record.material
    best = hit.pages[0] if hit.pages else Hit(SUMMARY_PAGE, "", hit.score)
    note = page_note(best.number, scanned=best.confidence is not None)
    return ResultEntry(
        material=material.id,
        title=material.title,
        publisher=material.publisher,
        year=material.year,
        page=best.number or None,
        score=hit.score,
        snippet=plain(best.snippet),
        url=source_url(hit.record, best.number, base, copies=copies),
        note=FIELDS_NOTE if best.fields else note,
    )
