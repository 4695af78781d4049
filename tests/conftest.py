"""What tests of every part share: a collection of their own, PDFs, and a site on loopback."""

import json
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright
from reportlab.pdfgen.canvas import Canvas

from docs.example_report import PUBLISHER, TITLE, example_report
from docs.serving import serving
from indexer.extraction.readingprocess import workers_kept
from indexer.pageimages import PageImages
from mentorsoeg import main
from search.library.settings import Settings
from webapp import create_app

# many tests start processes: none of them is to compile our modules again, whatever the shell says
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# how long an example takes is never asserted: machines are busy
hypothesis.settings.register_profile("thorough", max_examples=1120, deadline=None)
hypothesis.settings.register_profile("quick", max_examples=60, deadline=None)
# for a run on each of many mutants, the same one every time
hypothesis.settings.register_profile("mutants", max_examples=12, deadline=None, derandomize=True)
hypothesis.settings.load_profile(os.environ.get("MENTORSOEG_HYPOTHESIS", "quick"))

CATALOGUE = Path(__file__).parent.parent / "corpus" / "materials.toml"


def make_pdf(*pages: str) -> bytes:
    """A PDF with these pages, a line of text per line."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    for page in pages:
        text = canvas.beginText(72, 760)
        text.textLines(page)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


LISTED = """
[[materials]]
id = "skibsbyggere-2018"
title = "Skibsbyggernes lærlingeordning"
publishers = ["Værftet"]
published = "2018"
kind = "rapport"
links = []
summary = "Om lærlinge."

[[materials]]
id = "nattevagter-2016"
title = "Evaluering af nattevagternes makkerordning"
publishers = ["Institut for Vagter"]
published = "2016"
links = []
"""
"""A catalogue of two materials without a text."""
MASONS = make_pdf("Forord", "Murerlaugets lærlinge fik en fast makker.")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: a third of the time of the tests is waiting."""
    cores = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    return cores + (cores + 1) // 2


@pytest.fixture(scope="session", autouse=True)
def workers() -> Iterator[None]:
    """Sandboxes keep their workers: most tests read small files, and starting one is most of it."""
    with workers_kept():
        yield


class Collection:
    """A corpus and an index of a test's own, and the command over them."""

    def __init__(self, folder: Path, *, new: bool = True) -> None:
        self.settings = Settings(corpus=folder / "corpus", index=folder / "index")
        self.corpus, self.index = self.settings.corpus, self.settings.index
        self.corpus.mkdir(exist_ok=not new)

    def take_catalogue(self) -> None:
        """Take the committed catalogue."""
        (self.corpus / CATALOGUE.name).write_bytes(CATALOGUE.read_bytes())

    def run(self, *arguments: str, **environment: str) -> Result:
        """Run ``mentorsoeg`` with these arguments."""
        folders = {"MENTORSOEG_CORPUS": str(self.corpus), "MENTORSOEG_INDEX": str(self.index)}
        return CliRunner().invoke(main, arguments, env=folders | environment)

    def search(self, query: str, *options: str) -> list[dict[str, Any]]:
        """The results of ``search --json``."""
        result = self.run("search", query, "--json", *options)
        assert result.exit_code == 0, result.output
        results: list[dict[str, Any]] = json.loads(result.stdout)["results"]
        return results

    def add(self, name: str, content: bytes, title: str, *options: str) -> Result:
        """Put a file with this content into the collection."""
        file = self.corpus.parent / name
        file.write_bytes(content)
        return self.run("add", str(file), "--title", title, *options)


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    """An empty collection."""
    return Collection(tmp_path)


@pytest.fixture
def listed(collection: Collection) -> Collection:
    """A collection with the catalogue ``LISTED``."""
    (collection.corpus / "materials.toml").write_text(LISTED, encoding="utf-8")
    assert collection.run("index").exit_code == 0
    return collection


@pytest.fixture(scope="session")
def masons(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A collection with one added report, on whose second page a makker is spoken of; read-only."""
    made = Collection(tmp_path_factory.mktemp("masons"))
    assert made.add("rapport.pdf", MASONS, "Murerrapporten").exit_code == 0
    return made


@pytest.fixture
def filled(masons: Collection, tmp_path: Path) -> Collection:
    """A copy of that collection for a test alone."""
    shutil.copytree(masons.corpus.parent, tmp_path, dirs_exist_ok=True)
    return Collection(tmp_path, new=False)


@pytest.fixture(scope="session")
def catalogued(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """The committed catalogue, indexed; read-only."""
    made = Collection(tmp_path_factory.mktemp("catalogued"))
    made.take_catalogue()
    result = made.run("index")
    assert result.exit_code == 0, result.output
    return made


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """The committed catalogue and the example report; read-only."""
    made = Collection(tmp_path_factory.mktemp("reported"))
    made.take_catalogue()
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


class Site:
    """A web site on loopback: set ``pages[path] = (media type, content)``; the rest is 404."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.pages: dict[str, tuple[str, bytes]] = {}


@pytest.fixture
def site() -> Iterator[Site]:
    """A running Site without pages."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            media_type, content = made.pages.get(self.path, ("", b""))
            self.send_response(200 if media_type else 404)
            self.send_header("Content-Type", media_type or "text/plain")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made = Site(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield made
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Settings], str]]:
    """Serve a collection on loopback and give its address."""
    with ExitStack() as stack:
        yield lambda settings: stack.enter_context(serving(create_app(settings)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
        "--disable-background-networking --disable-component-update --disable-sync"
    )
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=flags.split())
        yield browser
        browser.close()
