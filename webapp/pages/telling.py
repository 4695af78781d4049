"""The pages that only tell: help, about, accessibility."""

from flask import Blueprint, Response, render_template

from webapp.context import settings
from webapp.subscribing.post import is_enabled

blueprint = Blueprint("pages", __name__)


ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /konkordans
Disallow: /samling-af-soegninger
Disallow: /soeg
"""
"""Crawlers may read every material, and needn't try every search."""


@blueprint.get("/robots.txt")
def robots() -> Response:
    """What crawlers may read."""
    return Response(ROBOTS, mimetype="text/plain")


@blueprint.get("/hjaelp")
def guide() -> str:
    """How to search, and the keys."""
    return render_template("hjaelp.html")


@blueprint.get("/om")
def about() -> str:
    """What the service is, and what it keeps of those who use it."""
    now = settings()
    return render_template(
        "om.html", contact=now.contact, mailed=is_enabled(now), query_log_days=now.query_log_days
    )


@blueprint.get("/tilgaengelighed")
def accessibility() -> str:
    """The accessibility statement."""
    return render_template("tilgaengelighed.html", contact=settings().contact)
