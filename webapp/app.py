"""The application factory."""

from flask import Flask

from search.live import LiveSearcher
from search.originals import Originals
from search.pageimage import PageImages
from search.settings import Settings
from webapp import (
    access,
    api,
    batch,
    caching,
    collection,
    concordance,
    errors,
    feeds,
    health,
    materials,
    originals,
    pages,
    searching,
)
from webapp.danish import FILTERS
from webapp.request import ForgivingRequest
from webapp.searcher import EXTENSION, ORIGINALS, PAGE_IMAGES, SETTINGS
from webapp.security import secure
from webapp.views import HELPERS

MOST_UPLOADED = 1_000_000
"""Bytes of a request's body: a list of search terms."""


def create_app(settings: Settings, page_images: PageImages | None = None) -> Flask:
    """The front end over the index that ``settings`` names; it may be made later than the app.

    Without ``page_images`` a page is shown by its text alone.
    """
    static = f"/static/{caching.digest(caching.FOLDER / 'static')}"
    app = Flask(__name__, static_url_path=static)
    app.request_class = ForgivingRequest
    app.config["MAX_CONTENT_LENGTH"] = MOST_UPLOADED
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_UPLOADED
    app.extensions[EXTENSION] = LiveSearcher(settings.index)
    app.extensions[ORIGINALS] = Originals(settings.corpus)
    app.extensions[PAGE_IMAGES] = page_images
    app.extensions[SETTINGS] = settings
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(HELPERS, STATIC=static)
    for module in (
        searching, materials, concordance, batch, collection, pages, feeds, originals, api, health
    ):  # fmt: skip
        app.register_blueprint(module.blueprint)
    errors.register(app)
    access.register(app)
    caching.compress(app)
    secure(app, settings)
    caching.register(app, settings)
    return app
