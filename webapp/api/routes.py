"""The JSON interface: reading only, open to pages of every origin."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for

from search import BROAD, findings_answer, page_note, search_answer, source_url
from search.library.catalogue import Material
from search.library.record import MaterialRecord
from webapp.api.downloads import FILES
from webapp.api.endpoints import JSON, Endpoint, bind
from webapp.api.models import (
    Alive,
    CompletionParameters,
    Completions,
    ConcordanceAnswer,
    ConcordanceEntry,
    ConcordanceParameters,
    FindingsPage,
    FindingsParameters,
    LinkEntry,
    MaterialAnswer,
    MaterialEntry,
    MaterialParameters,
    MaterialsAnswer,
    NoParameters,
    NotReady,
    OpenApiDocument,
    PageAnswer,
    PageParameters,
    Ready,
    SearchPage,
    SearchParameters,
    StepEntry,
)
from webapp.api.openapi import description, example_address
from webapp.context import budget, link_book, searcher, settings
from webapp.drawing.whereabouts import link_states
from webapp.exports.references.item import csl_item
from webapp.exports.references.text import STYLES, reference
from webapp.retrieval.kwic import concordance_lines
from webapp.retrieval.listing import retrieve
from webapp.serving.inrow import in_row
from webapp.state import state_of

blueprint = Blueprint("api", __name__)

SUGGESTIONS = "application/x-suggestions+json"
TOLD = MaterialEntry.model_fields.keys() & Material.model_fields.keys()
"""What of a material is told as the catalogue has it."""
TYPES = {"string": "tekst", "integer": "heltal", "array": "tekst, gerne flere"}


@blueprint.after_request
def open_to_all(response: Response) -> Response:
    """Let pages of every origin read; nothing here depends on who asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@blueprint.get("/api")
def readable() -> str:
    """The readable description, made from the OpenAPI document."""
    tries = {one.path: example_address(one) for one in ENDPOINTS if one not in FILES}
    return render_template("api.html", document=_document(), tries=tries, TYPES=TYPES)


@in_row
def answer_search(parameters: SearchParameters) -> SearchPage:
    """Ranked results for ``q``, at most ``limit`` materials, best first."""
    state = state_of(parameters, sort=parameters.sortering)
    found = retrieve(state, limit=parameters.limit, offset=parameters.offset)
    return SearchPage(
        **dict(search_answer(found, request.url_root, copies=settings().show_copy)),
        total_pages=found.total_pages,
        limit=parameters.limit,
        offset=parameters.offset,
        next=_next("api.search", parameters, found.total),
        hints=list(found.hints),
        suggestion=found.suggestion,
        expansions=list(found.expansions),
        synonyms=list(found.synonyms),
        facets=found.facets,
    )


def answer_materials(parameters: NoParameters) -> MaterialsAnswer:
    """Every material of the collection."""
    records = searcher().materials()
    return MaterialsAnswer(materials=[MaterialEntry(**_facts(record)) for record in records])


def answer_material(parameters: MaterialParameters) -> MaterialAnswer:
    """One material with its references."""
    record = _record(parameters.id)
    return MaterialAnswer(
        **_facts(record),
        links=list(_links(record)),
        summary=record.material.summary or record.material.page_summary,
        delisted=record.material.delisted,
        references={style: reference(record, style).full for style in STYLES},
        csl=csl_item(record),
    )


def _links(record: MaterialRecord) -> Iterator[LinkEntry]:
    book = link_book()
    for url, said in link_states(record, book):
        state = book.state(url, record.material.id)
        steps = [StepEntry(**step.model_dump()) for step in (state.steps if state else ())]
        yield LinkEntry(url=url, state=said, steps=steps)


def answer_page(parameters: PageParameters) -> PageAnswer:
    """The text of a page; page 0 is the summary."""
    material_id, number = parameters.id, parameters.number
    record = _record(material_id)
    found = searcher().page(material_id, number)
    if found is None:
        abort(404)
    return PageAnswer(
        material=material_id,
        page=number,
        label=found.label or None,
        text=found.text,
        url=url_for("materials.page", material_id=material_id, number=number, _external=True),
        source=source_url(record, number, request.url_root, copies=settings().show_copy),
    )


def answer_concordance(parameters: ConcordanceParameters) -> ConcordanceAnswer:
    """The occurrences of ``q`` with their words to left and right."""
    state = state_of(parameters)
    found = concordance_lines(searcher(), state, "rapport", budget()) if state.query else []
    shown = found[parameters.offset :][: parameters.limit]
    return ConcordanceAnswer(
        query=state.query,
        total=len(found),
        hints=[BROAD] if budget().cut else [],
        lines=[
            ConcordanceEntry(
                material=line.record.material.id,
                page=line.number or None,
                left=line.left.strip(),
                keyword=line.keyword,
                right=line.right.strip(),
                note=page_note(line.number, scanned=line.scanned),
            )
            for line in shown
        ],
        limit=parameters.limit,
        offset=parameters.offset,
        next=_next("api.concordance", parameters, len(found)),
    )


def answer_findings(parameters: FindingsParameters) -> FindingsPage:
    """The sentences and rows that state what ``q`` asks, best first."""
    state = state_of(parameters)
    found = searcher().findings(
        state.query,
        limit=parameters.limit,
        offset=parameters.offset,
        reading=state.reading,
        filters=state.filters,
        budget=budget(),
    )
    return FindingsPage(
        **dict(findings_answer(found, request.url_root, copies=settings().show_copy)),
        total=found.total,
        limit=parameters.limit,
        offset=parameters.offset,
        next=_next("api.findings", parameters, found.total),
        hints=list(found.hints),
    )


def answer_complete(parameters: CompletionParameters) -> Completions:
    """Completions of ``q`` in the form that browsers' search bars read."""
    words = searcher().complete(parameters.q, budget()) if parameters.q else ()
    return Completions([parameters.q, list(words)])


def answer_openapi(parameters: NoParameters) -> OpenApiDocument:
    """The OpenAPI 3.1 description."""
    return OpenApiDocument(_document())


ENDPOINTS: tuple[Endpoint, ...] = (
    bind(blueprint, "/api/search", "Søg: et svar for hvert materiale, det bedste først",
          answer_search),
    bind(blueprint, "/api/materials", "Alle materialer i samlingen", answer_materials),
    bind(blueprint, "/api/materials/{id}", "Et materiale med resumé og referencer",
          answer_material),
    bind(blueprint, "/api/materials/{id}/pages/{number}",
          "Teksten på en side; side 0 er resuméet", answer_page),
    bind(blueprint, "/api/concordance", "Hver forekomst med ordene til venstre og højre",
          answer_concordance),
    bind(blueprint, "/api/findings",
          "Sætningerne og tabelrækkerne, der svarer, med tal: den bedste først",
          answer_findings),
    bind(blueprint, "/api/complete", "Forslag til resten af ordet, som browseres søgefelter læser",
          answer_complete, SUGGESTIONS),
    bind(blueprint, "/api/openapi.json", "Denne beskrivelse", answer_openapi),
    *FILES,
    Endpoint("healthz", "/healthz", "Om tjenesten kører", {JSON: Alive}, limited=False),
    Endpoint("readyz", "/readyz", "Om indekset er åbent, og samlingen er ajour", {JSON: Ready},
              limited=False, unavailable=NotReady),
)  # fmt: skip
"""Every way to ask that gives something else than a page."""


def _next(
    endpoint: str,
    parameters: SearchParameters | ConcordanceParameters | FindingsParameters,
    total: int,
) -> str | None:
    """The address of the part after this one; None when this is the last."""
    offset = parameters.offset + parameters.limit
    if offset >= total:
        return None
    asked = parameters.model_dump(exclude_defaults=True) | {"offset": offset}
    return url_for(endpoint, _external=True, **asked)


def _facts(record: MaterialRecord) -> dict[str, Any]:
    material = record.material
    return {
        **{name: getattr(material, name) for name in TOLD},
        "pages": record.pages,
        "text": record.held,
        "missing": record.missing,
        "url": url_for("materials.material", material_id=material.id, _external=True),
    }


def _record(material_id: str) -> MaterialRecord:
    record = searcher().material(material_id)
    if record is None:
        abort(404)
    return record


def _document() -> dict[str, Any]:
    return description(url_for("searching.front", _external=True).rstrip("/"), ENDPOINTS)
