"""Staying up to date: Atom feeds, and the description that puts the search into browsers' bars."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from flask import Blueprint, Response, render_template, request

from search import plain
from search.library.budget import SHOWING
from search.library.record import FIRST_PAGE, SUMMARY_PAGE, MaterialRecord
from webapp.context import budget, searcher
from webapp.drawing.facetbox import search_name
from webapp.exports.atom import ATOM, FeedEntry, atom, newest
from webapp.exports.attachment import CUT
from webapp.exports.excerpts import PageExcerpt
from webapp.exports.references.text import quotable
from webapp.retrieval.listing import MOST_MATERIALS, retrieve
from webapp.retrieval.news import came_on
from webapp.state import SearchState, read_state

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/nyt.atom")
def news() -> Response:
    """The materials, the one that came last first."""
    entries = (FeedEntry(record, came=_came(record)) for record in searcher().materials())
    return _feed("Mentorsøg: nyt i samlingen", "/", "/nyt.atom", entries)


@blueprint.get("/soeg.atom")
def search_feed() -> Response:
    """The materials that a search finds with their best pages, the newest first: a new one means a
    new answer."""
    state = read_state(request.args).at(1)
    found = retrieve(state, limit=MOST_MATERIALS, pages=1, snippets=False)
    title = f"Mentorsøg: {search_name(state)}"
    every = (
        FeedEntry(hit.record, came=_came(hit.record, *hit.hit_pages)) for hit in found.materials
    )
    entries = [replace(one, excerpts=_excerpts(state, one.record)) for one in newest(every)]
    return _feed(title, state.url(), state.url("/soeg.atom"), entries)


def _excerpts(state: SearchState, record: MaterialRecord) -> tuple[PageExcerpt, ...]:
    """The material's best pages; none when nothing is searched for, or there is no budget."""
    if not state.query or budget().cut:
        return ()
    if budget().spent(SHOWING):
        budget().cut = True
        return ()
    found = retrieve(state.within(record.material.id), limit=1)
    return tuple(
        PageExcerpt(
            record,
            page.number,
            page.label,
            quotable(plain(page.snippet)),
            scanned=page.confidence is not None,
        )
        for hit in found.materials
        for page in hit.pages
        if page.is_quotable
    )


def _came(record: MaterialRecord, *numbers: int) -> str:
    """When the last of these pages came, or the last of all."""
    return max(came_on(record, n) for n in numbers or (SUMMARY_PAGE, FIRST_PAGE))


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """The OpenSearch 1.1 description."""
    xml = render_template("opensearch.xml")
    return Response(xml, content_type="application/opensearchdescription+xml; charset=utf-8")


def _feed(title: str, path: str, own_path: str, entries: Iterable[FeedEntry]) -> Response:
    base = request.url_root.rstrip("/")
    content = atom(
        title,
        entries,
        address=base + path,
        own_address=base + own_path,
        base=base,
        made=datetime.fromisoformat(searcher().manifest.created),
        note=CUT if budget().cut else "",
    )
    return Response(content, content_type=ATOM)
