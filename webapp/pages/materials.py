"""A material, a page of it, and what can be quoted from them."""

from collections.abc import Iterable, Sequence

from flask import Blueprint, Response, abort, render_template, request

from search import place, plain
from search.library.errors import UserError
from search.library.pageimager import Rectangle
from search.library.pagelayout import Box
from search.library.record import SUMMARY_PAGE, MaterialRecord, PageRecord
from webapp.context import budget, link_book, page_images, searcher
from webapp.drawing.cards import card
from webapp.drawing.whereabouts import link_states, whereabouts
from webapp.exports.references.interchange import REFERENCE_FORMATS
from webapp.exports.references.text import STYLES, quotable, quote, reference
from webapp.exports.tables import download
from webapp.pages.hits import hits_on_page
from webapp.pages.pagetext import blocks
from webapp.retrieval.keyfigures import key_figures
from webapp.retrieval.listing import retrieve
from webapp.state import SearchState, read_state

blueprint = Blueprint("materials", __name__, url_prefix="/materiale")

WIDTHS = (400, 800, 1600)
"""Widths in pixels that a page can be had in: thumbnail, screen, and screen at double density."""
MOST_HITS = 200
QUOTE_LENGTH = 2000
OPENING = 400
SIMILAR = 3


@blueprint.get("/<material_id>")
def material(material_id: str) -> str:
    """Citation, summary, links and pages of a material, and the hits of a search within it."""
    record = _record(material_id)
    state = read_state(request.args).within(material_id)
    found = None
    if state.query:
        found = retrieve(state, limit=1, pages=MOST_HITS)
    return render_template(
        "materiale.html",
        record=record,
        state=state,
        found=found,
        hits=found.materials[0] if found and found.materials else None,
        references=[reference(record, style) for style in STYLES],
        link_states=link_states(record, link_book()),
        key=key_figures(searcher(), record, budget()),
        drawn=_drawn(record),
    )


@blueprint.get("/<material_id>/side/<int:number>")
def page(material_id: str, number: int) -> str:
    """A page: its image with the hits drawn on it, and its text with the hits marked."""
    record, shown = _record(material_id), _page(material_id, number)
    state = read_state(request.args)
    ranges = searcher().highlight(
        state.query, shown.text, reading=state.reading, material_id=material_id, budget=budget()
    )
    drawn = number != SUMMARY_PAGE and _drawn(record)
    text = blocks(shown.text, ranges, shown.layout)
    return render_template(
        "side.html",
        record=record,
        page=shown,
        state=state,
        blocks=text,
        hits=hits_on_page(searcher(), state, material_id, number, budget()),
        drawn=drawn,
        rectangles=_rectangles(record, shown, ranges) if drawn and ranges else (),
        reference=card(record).reference,
        whereabouts=whereabouts(record, number, link_book()),
        similar=searcher().similar(material_id, number, limit=SIMILAR, budget=budget()),
    )


@blueprint.get("/<material_id>/side/<int:number>/billede")
def page_image(material_id: str, number: int) -> Response:
    """The page as it looks in print, ``bredde`` pixels wide (one of ``WIDTHS``)."""
    record, images = _record(material_id), page_images()
    width = request.args.get("bredde", 800, type=int)
    if images is None or record.original is None or width not in WIDTHS:
        abort(404)
    if not 1 <= number <= record.pages:
        abort(404)
    try:
        content = images.image(record.original.sha256, number, width)
    except UserError:
        abort(404)
    return Response(content, mimetype=_media_type(content), headers={
        "Cache-Control": "public, max-age=86400",
    })  # fmt: skip


@blueprint.get("/<material_id>/side/<int:number>/citat")
def citation(material_id: str, number: int) -> str:
    """A quotation from the page with its reference: the text given, or what the query finds."""
    record, shown = _record(material_id), _page(material_id, number)
    state = read_state(request.args)
    text = request.args.get("tekst", "").strip()[:QUOTE_LENGTH] or _snippet(
        state, material_id, shown
    )
    where = place(number, shown.label, record) if number != SUMMARY_PAGE else ""
    return render_template(
        "citat.html",
        record=record,
        page=shown,
        state=state,
        text=text,
        quotes=[
            (name, quote(text, reference(record, style), where)) for style, name in STYLES.items()
        ],
    )


@blueprint.get("/<material_id>/reference.<ending>")
def reference_file(material_id: str, ending: str) -> Response:
    """The reference to the material for a reference manager."""
    record = _record(material_id)
    if ending not in REFERENCE_FORMATS:
        abort(404)
    kind = REFERENCE_FORMATS[ending]
    text = kind.dump([record])
    return download(text, f"{kind.media_type}; charset=utf-8", f"{material_id}.{ending}")


def _snippet(state: SearchState, material_id: str, shown: PageRecord) -> str:
    """The snippet that the page has in a list of results; without a hit, the page's beginning."""
    found = retrieve(state.within(material_id), limit=1, pages=MOST_HITS)
    pages = (page for hit in found.materials for page in hit.pages)
    text = next((plain(page.snippet) for page in pages if page.number == shown.number), "")
    if text:
        return quotable(text)
    start = " ".join(shown.text.split())[:OPENING]
    return start[: start.rfind(". ") + 1] or start


def _record(material_id: str) -> MaterialRecord:
    record = searcher().material(material_id)
    if record is None:
        abort(404)
    return record


def _page(material_id: str, number: int) -> PageRecord:
    found = searcher().page(material_id, number)
    if found is None:
        abort(404)
    return found


def _drawn(record: MaterialRecord) -> bool:
    """Whether the material's pages can be shown as they look in print."""
    original = record.original
    return bool(page_images() and original and original.media_type.has_pages)


def _rectangles(
    record: MaterialRecord, shown: PageRecord, ranges: Iterable[tuple[int, int]]
) -> Sequence[Rectangle]:
    images = page_images()
    if images is None or record.original is None:
        return ()
    sha256, spans = record.original.sha256, tuple(ranges)
    words = list(dict.fromkeys(shown.text[first:last].lower() for first, last in spans))
    try:
        if not shown.layout.words:
            return images.rectangles(sha256, shown.number, words)
        return [
            rectangle
            for first, last in spans
            for rectangle in images.placed(sha256, shown.number, _read_within(shown, first, last))
        ]
    except UserError:
        return ()


def _read_within(shown: PageRecord, first: int, last: int) -> list[Box]:
    """The boxes of the words that OCR read there."""
    return [word.box for word in shown.layout.words if word.start < last and first < word.end]


def _media_type(content: bytes) -> str:
    kinds = {b"\x89PNG": "image/png", b"RIFF": "image/webp", b"\xff\xd8\xff": "image/jpeg"}
    return next((t for start, t in kinds.items() if content.startswith(start)), "image/png")
