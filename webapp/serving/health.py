"""Whether the service is alive, and whether it can answer."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint

from search.library.errors import IndexUnavailable
from webapp.context import live

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> dict[str, Any]:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
def ready() -> tuple[dict[str, Any], int]:
    """The index is open: its generation, when it was made, and its age in seconds."""
    try:
        now = live().ready()
    except IndexUnavailable as error:
        return {"status": "unavailable", "error": str(error)}, 503
    manifest = now.searcher.manifest
    created = datetime.fromisoformat(manifest.created)
    return {
        "status": "ready",
        "generation": now.generation,
        "created": manifest.created,
        "age_s": round((datetime.now(UTC) - created).total_seconds()),
        "materials": len(manifest.fingerprints),
    }, 200
