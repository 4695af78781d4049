"""What tests of the front end share: its address, and a page of each kind."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page

from docs.serving import serving
from indexer.pageimages import PageImages
from search.library.settings import Settings
from tests.conftest import Collection
from tests.webapp.accessible import DESKTOP
from tests.webapp.browsing import Open
from tests.webapp.uploading import HASH, made
from webapp import create_app
from webapp.exports.tables import Table

SFI = "evaluering-mentorordningen-2015"
"""A material of the catalogue with authors, a date and a link."""


@pytest.fixture(scope="session")
def address(reported: Collection) -> Iterator[str]:
    """The address of the front end, served on loopback."""
    app = create_app(reported.settings, PageImages(reported.corpus))
    with serving(app) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """Open a page at a path; every error in a script and every request elsewhere fails."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def start(path: str = "/", **options: Any) -> Page:
        context = browser.new_context(**({"viewport": DESKTOP} | options))
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        contexts.append(context)
        page = context.new_page()
        watch(page, address, wrong)
        page.goto(address + path)
        return page

    yield start
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def opened(listed: Collection) -> Settings:
    """The settings of a collection that lists two materials, with a secret to put more in by."""
    return listed.settings.model_copy(update={"upload_secret": HASH})


@pytest.fixture
def uploader(opened: Settings) -> FlaskClient:
    """A client of a front end over it, that may put reports in once it knows the secret."""
    client: FlaskClient = made(opened).test_client()
    return client


def watch(page: Page, address: str, wrong: list[str]) -> None:
    """Put into ``wrong`` what goes wrong on the page: errors in scripts, and requests elsewhere."""
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda m: wrong.append(m.text) if "Content Security" in m.text else None)
    page.on("request", lambda r: None if r.url.startswith(address) else wrong.append(r.url))


def written(write: Callable[[BytesIO, list[Table]], None], table: Table) -> bytes:
    """The table as a file."""
    file = BytesIO()
    write(file, [table])
    return file.getvalue()


NOWHERE = "/findes-ikke"


def every_page(report: str) -> dict[str, str]:
    """The address of a page of each kind, by name."""
    return {
        "front": "/",
        "results": "/soeg?q=mentor+sygefravær&type=evaluering",
        "collection to browse": "/soeg",
        "no hits": "/soeg?q=xqzw+sygefravær&udgiver=CUBION",
        "material": f"/materiale/{report}?q=sygefravær",
        "summary only": f"/materiale/{SFI}",
        "page": f"/materiale/{report}/side/5?q=sygefravær",
        "summary page": f"/materiale/{SFI}/side/0?q=mentor",
        "quotation": f"/materiale/{report}/side/5/citat?q=sygefravær",
        "concordance": "/konkordans?q=sygefravær",
        "findings above results": "/soeg?q=hvem+måler+ikke+resultater",
        "figures": "/fund?q=sygefravær&bredt=1",
        "no figures": "/fund?q=xqzw",
        "batch": "/samling-af-soegninger?ord=sygefravær%0Afrivillig",
        "basket": "/kurv",
        "saved": "/gemte",
        "state": "/samlingen",
        "help": "/hjaelp",
        "about": "/om",
        "accessibility": "/tilgaengelighed",
        "api": "/api",
        "error": NOWHERE,
    }
