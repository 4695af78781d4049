"""The application factory."""

from flask import Flask

from search import LiveSearcher, store_of
from search.library.originals import Originals
from search.library.pageimager import PageImager
from search.library.settings import Settings
from webapp.api import routes
from webapp.context import EXTENSION, ORIGINALS, PAGE_IMAGES, SETTINGS
from webapp.drawing.danish import FILTERS
from webapp.drawing.helpers import HELPERS
from webapp.pages import batch, concordance, copies, feeds, materials, overview, searching, telling
from webapp.serving import access, caching, errorpages, health
from webapp.serving.canonical import Canonical
from webapp.serving.request import MOST_UPLOADED, ForgivingRequest
from webapp.serving.security import secure


def create_app(settings: Settings, page_images: PageImager | None = None) -> Flask:
    """The front end over the index that ``settings`` names; it may be made later than the app.

    Without ``page_images`` a page is shown by its text alone.
    """
    static = f"/static/{caching.digest(caching.FOLDER / 'static')}"
    app = Flask(__name__, static_url_path=static)
    app.request_class = ForgivingRequest
    app.config["MAX_CONTENT_LENGTH"] = MOST_UPLOADED
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_UPLOADED
    app.extensions[EXTENSION] = LiveSearcher(store_of(settings))
    app.extensions[ORIGINALS] = Originals(settings.corpus)
    app.extensions[PAGE_IMAGES] = page_images
    app.extensions[SETTINGS] = settings
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(HELPERS, STATIC=static)
    for module in (
        searching, materials, concordance, batch, overview, telling, feeds, copies, routes, health
    ):  # fmt: skip
        app.register_blueprint(module.blueprint)
    errorpages.register(app)
    access.register(app)
    caching.compress(app)
    secure(app, settings)
    caching.register(app, settings)
    if settings.base_url:
        app.wsgi_app = Canonical(app.wsgi_app, settings.base_url)  # type: ignore[method-assign]
    return app
