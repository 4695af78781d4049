"""Whether the service is alive, whether it can answer, and how it does."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Blueprint, Response, abort, current_app, request

from search import Served
from search.library.errors import IndexUnavailable
from search.library.freshness import last_updated
from webapp.context import REQUESTS, live, served, settings
from webapp.serving import metrics
from webapp.serving.visitor import is_among

blueprint = Blueprint("health", __name__)

STALE = "Samlingen er ikke bragt ajour siden {}. Se, hvorfor »mentorsoeg update« ikke når i mål."


@blueprint.get("/healthz")
def alive() -> dict[str, Any]:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
def ready() -> tuple[dict[str, Any], int]:
    """The index is open: its generation, when it was made, and its age in seconds; and the
    collection is no older than the operator will have it."""
    try:
        now = live().ready()
    except IndexUnavailable as error:
        return {"status": "unavailable", "error": str(error)}, 503
    manifest = now.searcher.manifest
    updated = _updated(now)
    told = {
        "generation": now.generation,
        "created": manifest.created,
        "age_s": _age(datetime.fromisoformat(manifest.created)),
        "updated": updated.isoformat(timespec="milliseconds"),
        "updated_age_s": _age(updated),
        "materials": len(manifest.fingerprints),
    }
    oldest = settings().max_age
    if oldest and datetime.now(UTC) - updated > timedelta(hours=oldest):
        return {"status": "stale", "error": STALE.format(told["updated"]), **told}, 503
    return {"status": "ready", **told}, 200


@blueprint.get("/metrics")
def prometheus() -> Response:
    """All that is counted and measured, for those addresses that the operator names."""
    passed_on = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    if passed_on or not is_among(request.remote_addr or "", settings().metrics_from):
        abort(404)
    try:
        now = served()
    except IndexUnavailable:
        now = None
    counts, updated = current_app.extensions[REQUESTS], last_updated(settings().corpus)
    text = metrics.exposition(counts, datetime.now(UTC), now, updated)
    return Response(text, content_type=metrics.CONTENT_TYPE)


def _updated(now: Served) -> datetime:
    """When the collection was last brought up to date; where nobody noted it, when its index was
    made."""
    noted = last_updated(settings().corpus)
    return noted or datetime.fromisoformat(now.searcher.manifest.created)


def _age(since: datetime) -> int:
    return round((datetime.now(UTC) - since).total_seconds())
