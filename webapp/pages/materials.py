"""A material, a page of it, and what can be quoted from them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as Redirect

from search import place
from search.library.budget import FINDING
from search.library.errors import UserError
from search.library.pageimager import PlacedWord, Rectangle
from search.library.pagelayout import Box, Span
from search.library.record import SUMMARY_PAGE, MaterialRecord, PageRecord
from webapp.context import budget, is_drawn, link_book, page_images, searcher, shows_copy
from webapp.drawing.cards import card
from webapp.drawing.helpers import material_url
from webapp.drawing.whereabouts import link_states, whereabouts
from webapp.exports.references.interchange import REFERENCE_FORMATS, references_file
from webapp.exports.references.item import csl_item
from webapp.exports.references.text import STYLES, quotable, quote, reference
from webapp.pages.hits import hits_on_page
from webapp.pages.pagetext import NO_PASSAGE, blocks, quotable_passage
from webapp.retrieval.keyfigures import key_sentences
from webapp.retrieval.listing import retrieve
from webapp.state import SearchState, read_state

blueprint = Blueprint("materials", __name__, url_prefix="/materiale")

WIDTHS = (200, 400, 800, 1600)
"""Widths in pixels that a page can be had in: as thumbnail and on a screen, for single and for
double density."""
PASSAGE = re.compile(r"(\d{1,7})-(\d{1,7})")
MOST_HITS = 200
QUOTE_LENGTH = 2000
OPENING = 400
SIMILAR = 3


@blueprint.get("/<material_id>")
def material(material_id: str) -> str:
    """Citation, summary, links and pages of a material, and the hits of a search within it."""
    record = _record(material_id)
    state = read_state(request.args).within(material_id)
    by_page = request.args.get("orden") == "side"
    found = hits = None
    if state.query:
        found = retrieve(state, limit=1, pages=MOST_HITS)
        hits = found.materials[0] if found.materials else None
    if hits and by_page:
        hits = replace(hits, pages=tuple(sorted(hits.pages, key=lambda hit: hit.number)))
    return render_template(
        "materiale.html",
        record=record,
        state=state,
        found=found,
        hits=hits,
        by_page=by_page,
        references=[reference(record, style) for style in STYLES],
        link_states=link_states(record, link_book()),
        key=key_sentences(searcher(), record, budget()),
        drawn=is_drawn(record),
        copied=shows_copy(record),
    )


@blueprint.get("/<material_id>/side/<int:number>")
def page(material_id: str, number: int) -> str | Redirect:
    """A page: its image with the hits drawn on it, and its text with the hits, and the passage that
    ``sted`` tells, or else the query, marked. Where no summary was written, the material."""
    record, shown = _record(material_id), _page(material_id, number)
    state = read_state(request.args)
    if number == SUMMARY_PAGE and not shown.text:
        return redirect(material_url(record, state))
    passage = _passage(state, material_id, shown)
    ranges = searcher().highlight(
        state.query, shown.text, reading=state.reading, material_id=material_id, budget=budget()
    )
    drawn = number != SUMMARY_PAGE and is_drawn(record)
    text = blocks(shown.text, ranges, shown.layout, passage or NO_PASSAGE)
    marked = drawn and ranges and not budget().spent(FINDING)  # telling where may cost as much
    rectangles = _rectangles(record, shown, ranges) if marked else ()
    return render_template(
        "side.html",
        record=record,
        page=shown,
        state=state,
        blocks=text,
        hits=hits_on_page(searcher(), state, material_id, number, budget()),
        drawn=drawn,
        rectangles=rectangles,
        passage=passage,
        quotation=quotable_passage(shown.text, shown.layout, passage) if passage else "",
        reference=card(record).reference,
        whereabouts=whereabouts(record, number, link_book(), copies=shows_copy(record)),
        similar=searcher().similar(material_id, number, limit=SIMILAR, budget=budget()),
    )


@blueprint.get("/<material_id>/side/<int:number>/billede")
def page_image(material_id: str, number: int) -> Response:
    """The page as it looks in print, ``bredde`` pixels wide (one of ``WIDTHS``)."""
    record, images = _record(material_id), page_images()
    width = request.args.get("bredde", 800, type=int)
    if images is None or record.original is None or width not in WIDTHS or not shows_copy(record):
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


@blueprint.get("/<material_id>/side/<int:number>/ord")
def page_words(material_id: str, number: int) -> Response:
    """The words on a page's image, for selecting them there: of each its text with the space
    behind it, and left, top, width and height, 0 to 1 of the page's."""
    record, shown = _record(material_id), _page(material_id, number)
    try:
        words = _words(record, shown) if number != SUMMARY_PAGE else ()
    except UserError:
        words = ()
    return jsonify(
        [
            (word.text, *(round(part, 4) for part in (at.left, at.top, at.width, at.height)))
            for word in words
            if (at := word.place)
        ]
    )


@blueprint.get("/<material_id>/side/<int:number>/citat")
def citation(material_id: str, number: int) -> str:
    """A quotation from the page with its reference: the text given, or the passage that ``sted``
    tells, or else the query."""
    record, shown = _record(material_id), _page(material_id, number)
    state = read_state(request.args)
    text = request.args.get("tekst", "").strip()[:QUOTE_LENGTH]
    if not text and not shown.layout.contents:
        passage = _passage(state, material_id, shown) or _beginning(shown)
        text = quotable(quotable_passage(shown.text, shown.layout, passage))
    scanned = shown.layout.confidence is not None
    summary = number == SUMMARY_PAGE
    where = "" if summary else place(number, shown.label, record)
    return render_template(
        "citat.html",
        record=record,
        page=shown,
        state=state,
        text=text,
        quotes=[
            (
                name,
                quote(text, reference(record, style), where, scanned=scanned, summary=summary),
            )
            for style, name in STYLES.items()
        ],
    )


@blueprint.get("/<material_id>/reference.<ending>")
def reference_file(material_id: str, ending: str) -> Response:
    """The reference to the material for a reference manager."""
    record = _record(material_id)
    if ending not in REFERENCE_FORMATS:
        abort(404)
    return references_file(material_id, ending, [csl_item(record)])


def _passage(state: SearchState, material_id: str, shown: PageRecord) -> Span | None:
    """The passage that ``sted`` tells, else that which the query finds."""
    if (given := PASSAGE.fullmatch(request.args.get("sted", ""))) is not None:
        start, end = map(int, given.groups())
        start += len(shown.text[start:end]) - len(shown.text[start:end].lstrip())
        if shown.text[start : min(end, start + QUOTE_LENGTH)].strip():
            return start, min(end, start + QUOTE_LENGTH)
    if shown.layout.contents:
        return None
    found = searcher().hit(
        state.query, material_id, shown.number, reading=state.reading, budget=budget()
    )
    return found.passage if found else None


def _beginning(shown: PageRecord) -> Span:
    """The first sentences of the page's text, or what there is of one."""
    heads = {start: end for start, end in shown.layout.headings}
    start = 0
    while start in heads:
        start = (
            heads[start]
            + len(shown.text[heads[start] :])
            - len(shown.text[heads[start] :].lstrip())
        )
    text = shown.text[start : start + OPENING]
    return start, start + (text.rfind(". ") + 1 or len(text))


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


def _rectangles(
    record: MaterialRecord, shown: PageRecord, ranges: Iterable[tuple[int, int]]
) -> Sequence[Rectangle]:
    images = page_images()
    if images is None or record.original is None:
        return ()
    sha256, spans = record.original.sha256, tuple(ranges)
    try:
        if not shown.layout.words:
            return images.marks(sha256, shown.number, shown.text, spans)
        return [
            rectangle
            for first, last in spans
            for rectangle in images.placed(sha256, shown.number, _read_within(shown, first, last))
        ]
    except UserError:
        return ()


def _words(record: MaterialRecord, shown: PageRecord) -> Sequence[PlacedWord]:
    """The words of the image; of a scan those that OCR read. Raises UserError."""
    images = page_images()
    if images is None or record.original is None or not is_drawn(record):
        return ()
    sha256 = record.original.sha256
    return images.words(sha256, shown.number, shown.text, shown.layout.words)


def _read_within(shown: PageRecord, first: int, last: int) -> list[Box]:
    """The boxes of the words that OCR read there."""
    return [word.box for word in shown.layout.words if word.start < last and first < word.end]


def _media_type(content: bytes) -> str:
    kinds = {b"\x89PNG": "image/png", b"RIFF": "image/webp", b"\xff\xd8\xff": "image/jpeg"}
    return next((t for start, t in kinds.items() if content.startswith(start)), "image/png")
