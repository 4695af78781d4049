"""Staying up to date: Atom feeds, and the description that puts the search into browsers' bars."""

from collections.abc import Iterable
from datetime import datetime

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.urls import iri_to_uri

from search.library.record import MaterialRecord
from webapp.context import searcher
from webapp.exports.atom import ATOM, atom
from webapp.retrieval.listing import MOST_MATERIALS, retrieve
from webapp.state import read_state

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/nyt.atom")
def news() -> Response:
    """The materials, the one whose text came last first."""
    address = url_for("searching.front", _external=True)
    return _feed("Mentorsøg: nyt i samlingen", address, searcher().materials())


@blueprint.get("/soeg.atom")
def search_feed() -> Response:
    """The materials that a search finds, the newest first: a new one means a new answer."""
    state = read_state(request.args)
    found = retrieve(state, limit=MOST_MATERIALS, pages=1, snippets=False)
    address = request.url_root.rstrip("/") + state.at(1).url()
    title = f"Mentorsøg: {state.query}" if state.query else "Mentorsøg: samlingen"
    return _feed(title, address, (hit.record for hit in found.materials))


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """The OpenSearch 1.1 description."""
    xml = render_template("opensearch.xml")
    return Response(xml, content_type="application/opensearchdescription+xml; charset=utf-8")


def _feed(title: str, address: str, records: Iterable[MaterialRecord]) -> Response:
    content = atom(
        title,
        records,
        address=address,
        own_address=iri_to_uri(request.url),
        base=request.url_root.rstrip("/"),
        made=datetime.fromisoformat(searcher().manifest.created),
    )
    return Response(content, content_type=ATOM)
