"""Staying up to date: Atom feeds, and the description that puts the search into browsers' bars."""

from collections.abc import Iterable
from datetime import UTC, datetime

from feedgen.feed import FeedGenerator
from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.urls import iri_to_uri

from search.library.record import MaterialRecord
from webapp.context import searcher
from webapp.drawing.cards import card
from webapp.pages.searching import MOST_MATERIALS, find
from webapp.state import read_state

blueprint = Blueprint("feeds", __name__)

ATOM = "application/atom+xml; charset=utf-8"
MOST = 50


@blueprint.get("/nyt.atom")
def news() -> Response:
    """The materials, the one whose text came last first."""
    address = url_for("searching.front", _external=True)
    return _feed("Mentorsøg: nyt i samlingen", address, searcher().materials())


@blueprint.get("/soeg.atom")
def search() -> Response:
    """The materials that a search finds, the newest first: a new one means a new answer."""
    state = read_state(request.args)
    found = find(state, limit=MOST_MATERIALS, pages=1, snippets=False)
    address = request.url_root.rstrip("/") + state.at(1).url()
    title = f"Mentorsøg: {state.query}" if state.query else "Mentorsøg: samlingen"
    return _feed(title, address, (hit.record for hit in found.materials))


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """The OpenSearch 1.1 description."""
    xml = render_template("opensearch.xml")
    return Response(xml, content_type="application/opensearchdescription+xml; charset=utf-8")


def _feed(title: str, address: str, records: Iterable[MaterialRecord]) -> Response:
    feed = FeedGenerator()
    feed.id(address)
    feed.title(_clean(title))
    feed.language("da")
    feed.link(href=address, rel="alternate")
    feed.link(href=iri_to_uri(request.url), rel="self")
    feed.author(name="Mentorsøg")
    newest = sorted(records, key=changed, reverse=True)[:MOST]
    made = datetime.fromisoformat(searcher().manifest.created)
    feed.updated(changed(newest[0]) if newest else made)
    for record in newest:
        _add(feed, record)
    return Response(feed.atom_str(pretty=True), content_type=ATOM)


def _add(feed: FeedGenerator, record: MaterialRecord) -> None:
    material = record.material
    entry = feed.add_entry(order="append")
    address = url_for("materials.material", material_id=material.id, _external=True)
    entry.id(address)
    entry.link(href=address)
    entry.title(_clean(material.title))
    entry.updated(changed(record))
    for author in material.authors or material.publishers:
        entry.author(name=_clean(author))
    entry.category(term=_clean(material.kind))
    summary = (material.summary or material.page_summary).strip() or material.title
    entry.summary(_clean(f"{summary}\n\n{card(record).reference.full}"))


def changed(record: MaterialRecord) -> datetime:
    """When the reader got something new: when the text was fetched; without text when it was
    published, as precisely as known."""
    if record.original:
        moment = datetime.fromisoformat(record.original.fetched)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    parts = [int(part) for part in (record.material.published or "1970").split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return datetime(year, month, day, tzinfo=UTC)


def _clean(text: str) -> str:
    """``text`` without the control characters that XML can't hold."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t")
