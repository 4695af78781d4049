"""Saved searches, which only the reader's browser keeps, and what is new in them."""

from flask import Blueprint, abort, render_template, request
from pydantic import ValidationError

from webapp.context import budget, searcher
from webapp.drawing.facetbox import search_name
from webapp.retrieval.news import news
from webapp.retrieval.saved import SavedSearches

blueprint = Blueprint("saved", __name__)

MATERIALS_SHOWN = 5


@blueprint.get("/gemte")
def saved() -> str:
    """The page that script fills with what the browser holds."""
    return render_template("gemte.html", found=(), created=searcher().manifest.created)


@blueprint.post("/gemte")
def filled_saved() -> str:
    """The searches in the field ``gemte``, as JSON, each with what is new since it was seen."""
    try:
        given = SavedSearches.model_validate_json('{"saved":' + request.form.get("gemte", "") + "}")
    except ValidationError:
        abort(400)
    found = [
        (one, search_name(one.state), news(one.state, one.seen, MATERIALS_SHOWN))
        for one in budget().within(given.saved)
    ]
    cut = budget().cut or len(found) < len(given.saved)
    return render_template("gemte.html", found=found, cut=cut, created=searcher().manifest.created)
