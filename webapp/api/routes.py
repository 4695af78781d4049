"""The JSON interface: reading only, open to pages of every origin."""

from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, request, url_for

from search.answers import search_answer
from search.library.catalogue import Material
from search.library.record import MaterialRecord
from webapp.api.openapi import PATHS, description, example_address
from webapp.context import searcher
from webapp.exports.references.item import csl_item
from webapp.exports.references.text import STYLES, reference
from webapp.retrieval.kwic import concordance_lines
from webapp.retrieval.listing import retrieve
from webapp.state import read_state

blueprint = Blueprint("api", __name__, url_prefix="/api")

TYPES = {"string": "tekst", "integer": "heltal", "array": "tekst, gerne flere"}
TRIES = {path: example_address(path) for path in PATHS}
MOST = 100
MOST_LINES = 1000


@blueprint.after_request
def open_to_all(response: Response) -> Response:
    """Let pages of every origin read; nothing here depends on who asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@blueprint.get("")
def guide() -> str:
    """The readable description, made from the OpenAPI document."""
    return render_template("api.html", document=_document(), tries=TRIES, TYPES=TYPES)


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The OpenAPI 3.1 description."""
    return jsonify(_document())


@blueprint.get("/search")
def search() -> dict[str, Any]:
    """Ranked results for ``q``, at most ``limit`` materials, best first."""
    return search_answer(retrieve(read_state(request.args), limit=_limit(10, MOST))).model_dump()


@blueprint.get("/materials")
def materials() -> dict[str, Any]:
    """Every material of the collection."""
    return {"materials": [_entry(record) for record in searcher().materials()]}


@blueprint.get("/materials/<material_id>")
def material(material_id: str) -> dict[str, Any]:
    """One material with its references."""
    record = _record(material_id)
    return _entry(record) | {
        "summary": record.material.summary or record.material.page_summary,
        "references": {style: reference(record, style).full for style in STYLES},
        "csl": csl_item(record),
    }


@blueprint.get("/materials/<material_id>/pages/<int:number>")
def page(material_id: str, number: int) -> dict[str, Any]:
    """The text of a page; page 0 is the summary."""
    record = _record(material_id)
    found = searcher().page(material_id, number)
    if found is None:
        abort(404)
    return {
        "material": material_id,
        "page": number,
        "label": found.label or None,
        "text": found.text,
        "url": url_for(
            "materials.page", material_id=material_id, number=number, _external=True
        ),
        "source": record.source_url(number),
    }  # fmt: skip


@blueprint.get("/concordance")
def concordance() -> dict[str, Any]:
    """The occurrences of ``q`` with their words to left and right."""
    state = read_state(request.args)
    found = concordance_lines(searcher(), state, "rapport") if state.query else []
    return {
        "query": state.query,
        "total": len(found),
        "lines": [
            {
                "material": line.record.material.id,
                "page": line.number or None,
                "left": line.left.strip(),
                "keyword": line.keyword,
                "right": line.right.strip(),
            }
            for line in found[: _limit(100, MOST_LINES)]
        ],
    }


@blueprint.get("/complete")
def complete() -> Response:
    """Completions of ``q`` in the form that browsers' search bars read (OpenSearch Suggestions)."""
    prefix = read_state(request.args).query
    response = jsonify([prefix, list(searcher().complete(prefix)) if prefix else []])
    response.mimetype = "application/x-suggestions+json"
    return response


def _entry(record: MaterialRecord) -> dict[str, Any]:
    made: Material = record.material
    return {
        "id": made.id,
        "title": made.title,
        "subtitle": made.subtitle,
        "publishers": list(made.publishers),
        "authors": list(made.authors),
        "published": made.published,
        "kind": made.kind,
        "target_groups": list(made.target_groups),
        "subjects": list(made.subjects),
        "pages": record.pages,
        "missing": record.missing,
        "url": url_for("materials.material", material_id=made.id, _external=True),
    }


def _record(material_id: str) -> MaterialRecord:
    record = searcher().material(material_id)
    if record is None:
        abort(404)
    return record


def _limit(usual: int, most: int) -> int:
    return min(max(request.args.get("limit", usual, type=int), 1), most)


def _document() -> dict[str, Any]:
    return description(url_for("searching.front", _external=True).rstrip("/"))
