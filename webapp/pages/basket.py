"""The basket: what a reader marked, which only their browser keeps."""

from flask import Blueprint, Response, abort, render_template, request
from pydantic import ValidationError

from webapp.context import budget, searcher
from webapp.drawing.searchsheet import sheet
from webapp.exports.attachment import download
from webapp.exports.documentformats import DOCUMENT_FORMATS
from webapp.exports.excerpts import GONE, GoneExcerpt, PageExcerpt, noted_table, quoted_items
from webapp.exports.references.interchange import REFERENCE_FORMATS, references_file
from webapp.exports.references.text import quotable
from webapp.exports.tables import TABLE_FORMATS, table_file
from webapp.retrieval.marked import MOST_MARKED, Basket, LookedUp, Marked, look_up

blueprint = Blueprint("basket", __name__)

NAME = "kurv"
FORMATS = {**DOCUMENT_FORMATS, **TABLE_FORMATS, **REFERENCE_FORMATS}


@blueprint.get("/kurv")
def basket() -> str:
    """The page that script fills with what the browser, or the link's fragment, holds."""
    return render_template("kurv.html", found=(), formats=FORMATS, most=MOST_MARKED)


@blueprint.post("/kurv")
def filled_basket() -> str | Response:
    """What is in the field ``kurv``, as JSON, looked up: as page or as file."""
    try:
        marked = Basket.model_validate_json('{"marked":' + request.form.get("kurv", "") + "}")
    except ValidationError:
        abort(400)
    found = list(budget().within(look_up(searcher(), marked)))
    if ending := request.form.get("format", ""):
        return _file(found, ending)
    return render_template(
        "kurv.html", found=found, formats=FORMATS, most=MOST_MARKED, cut=budget().cut
    )


def _file(found: list[LookedUp], ending: str) -> Response:
    excerpts = _by_material([one.excerpt for one in found if one.excerpt])
    gone = [_gone(one.marked) for one in found if not one.excerpt]
    base = request.url_root.rstrip("/")
    if ending in DOCUMENT_FORMATS:
        kind = DOCUMENT_FORMATS[ending]
        return download(
            lambda file: kind.write(file, excerpts, gone, base), kind.media_type, NAME, ending
        )
    if ending in REFERENCE_FORMATS:
        missing = [one.line for one in gone]
        return references_file(NAME, ending, quoted_items(excerpts, base), missing)
    if ending not in TABLE_FORMATS:
        abort(404)
    facts = sheet([("citater", len(excerpts)), (GONE.lower(), len(gone))], "/kurv")
    return table_file(NAME, ending, [noted_table("Kurv", excerpts, gone, base), facts])


def _gone(marked: Marked) -> GoneExcerpt:
    return GoneExcerpt(marked.material, marked.page, quotable(marked.quote), marked.note)


def _by_material(excerpts: list[PageExcerpt]) -> list[PageExcerpt]:
    """Those of a material together, in the order in which materials were first marked."""
    first = list(dict.fromkeys(one.record.material.id for one in excerpts))
    return sorted(excerpts, key=lambda one: first.index(one.record.material.id))
