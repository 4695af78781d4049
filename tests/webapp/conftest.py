"""What tests of the front end share: a collection with a report, its pages, and a browser."""

import threading
from collections.abc import Iterator

import pytest
import waitress
from flask.testing import FlaskClient

from docs.example_report import PUBLISHER, TITLE, example_report
from indexer.pageimages import PageImages
from tests.conftest import CATALOGUE, Collection
from webapp import create_app

SFI = "evaluering-mentorordningen-2015"
"""A material of the catalogue with authors, a date and a link."""


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """The committed catalogue and the example report; read-only."""
    made = Collection(tmp_path_factory.mktemp("reported"))
    (made.corpus / CATALOGUE.name).write_bytes(CATALOGUE.read_bytes())
    result = made.add("vesterkobing.pdf", example_report(), TITLE, "--publisher", PUBLISHER,
                      "--year", "2018", "--kind", "evaluering")  # fmt: skip
    assert result.exit_code == 0, result.output
    return made


@pytest.fixture(scope="session")
def report(reported: Collection) -> str:
    """The id of the example report."""
    (found,) = [r["material"] for r in reported.search(TITLE, "--limit", "1")]
    return str(found)


@pytest.fixture(scope="session")
def client(reported: Collection) -> FlaskClient:
    """A client of the front end, whose errors are raised."""
    app = create_app(reported.settings, PageImages(reported.corpus))
    app.testing = True
    return app.test_client()


@pytest.fixture(scope="session")
def address(reported: Collection) -> Iterator[str]:
    """The address of the front end, served on loopback."""
    app = create_app(reported.settings, PageImages(reported.corpus))
    server = waitress.create_server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join()


def every_page(report: str) -> dict[str, str]:
    """The address of a page of each kind, by name."""
    return {
        "front": "/",
        "results": "/soeg?q=mentor+sygefravær&type=evaluering",
        "collection to browse": "/soeg",
        "no hits": "/soeg?q=zzzz+mentorkvantespring&udgiver=Cabi",
        "material": f"/materiale/{report}?q=sygefravær",
        "summary only": f"/materiale/{SFI}",
        "page": f"/materiale/{report}/side/5?q=sygefravær",
        "summary page": f"/materiale/{SFI}/side/0?q=mentor",
        "quotation": f"/materiale/{report}/side/5/citat?q=sygefravær",
        "concordance": "/konkordans?q=sygefravær",
        "batch": "/samling-af-soegninger?ord=sygefravær%0Afrivillig",
        "state": "/samlingen",
        "help": "/hjaelp",
        "about": "/om",
        "accessibility": "/tilgaengelighed",
        "api": "/api",
        "error": "/findes-ikke",
    }
