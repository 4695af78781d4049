"""The application factory."""

from flask import Flask
from limits.storage import storage_from_string

from search.library.intake import Intake
from search.library.originals import Originals
from search.library.pageimager import PageImager
from search.library.settings import Settings
from webapp.api import routes
from webapp.context import (
    INTAKE,
    MAILS,
    ORIGINALS,
    PAGE_IMAGES,
    QUERIES,
    REQUESTS,
    ROW,
    SETTINGS,
    reopen,
)
from webapp.drawing.danish import FILTERS
from webapp.drawing.helpers import HELPERS
from webapp.pages import (
    basket,
    batch,
    concordance,
    copies,
    feeds,
    figuretable,
    materials,
    overview,
    savedsearches,
    searching,
    subscriptions,
    telling,
    uploading,
)
from webapp.serving import access, caching, errorpages, health, staff
from webapp.serving.canonical import Canonical
from webapp.serving.inrow import InRow
from webapp.serving.metrics import RequestCounts
from webapp.serving.querylog import QueryLog
from webapp.serving.request import MOST_UPLOADED, ForgivingRequest
from webapp.serving.security import SHARED, secure
from webapp.subscribing.post import is_enabled


def create_app(
    settings: Settings, page_images: PageImager | None = None, intake: Intake | None = None
) -> Flask:
    """The front end over the index that ``settings`` names; it may be made later than the app.

    Without ``page_images`` a page is shown by its text alone, without ``intake`` no report can be
    put in.
    """
    static = f"/static/{caching.digest(caching.FOLDER / 'static')}"
    app = Flask(__name__, static_url_path=static)
    app.request_class = ForgivingRequest
    app.config["MAX_CONTENT_LENGTH"] = MOST_UPLOADED
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_UPLOADED
    app.extensions[ORIGINALS] = Originals.of(settings)
    app.extensions[PAGE_IMAGES] = page_images
    app.extensions[INTAKE] = intake
    app.extensions[QUERIES] = QueryLog(settings.corpus, settings.query_log_days)
    app.extensions[ROW] = InRow()
    app.extensions[SETTINGS] = settings
    reopen(app)
    if is_enabled(settings):
        app.extensions[MAILS] = storage_from_string(settings.rate_storage or SHARED)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    uploads = bool(settings.upload_secret and intake)
    app.jinja_env.globals.update(HELPERS, STATIC=static, UPLOADS=uploads)
    for module in (
        searching, figuretable, materials, concordance, batch, basket, overview, telling, feeds,
        copies, uploading, routes, savedsearches, subscriptions, health,
    ):  # fmt: skip
        app.register_blueprint(module.blueprint)
    app.extensions[REQUESTS] = RequestCounts(access.routes(app))
    errorpages.register(app)
    access.register(app)
    secure(app, settings)
    caching.compress(app)  # before what an answer cost is counted
    staff.register(app)
    caching.register(app, settings)
    if settings.base_url:
        app.wsgi_app = Canonical(app.wsgi_app, settings.base_url)  # type: ignore[method-assign]
    return app
