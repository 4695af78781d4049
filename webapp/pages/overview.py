"""The state of the collection, told openly."""

from flask import Blueprint, render_template

from search.library.catalogue import load_catalogue
from search.library.status import collection_status
from webapp.context import link_book, searcher, settings
from webapp.drawing.charts import pages_by_publisher_and_year
from webapp.drawing.whereabouts import in_words

blueprint = Blueprint("collection", __name__)


@blueprint.get("/samlingen")
def collection() -> str:
    """What is in the collection, what has no full text and why, and when each was last checked."""
    records = searcher().materials()
    states = collection_status(load_catalogue(settings().corpus), link_book(), records)
    return render_template(
        "samlingen.html",
        states=states,
        with_text=[state for state in states if state.record and state.record.has_full_text],
        partly=[s for s in states if s.record and s.record.pages and not s.record.has_full_text],
        without=[state for state in states if not (state.record and state.record.pages)],
        grid=pages_by_publisher_and_year(records),
        pages=sum(record.pages for record in records),
        updated=searcher().manifest.created,
        in_words=in_words,
    )
