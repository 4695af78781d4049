"""Takes the pictures in this folder: ``python -m docs.screenshots``.

They show the committed catalogue and a report of our own; no text of others is in them.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from docs.example_report import PUBLISHER, TITLE, example_report
from docs.serving import serving
from indexer.pageimages import PageImages
from mentorsoeg import main
from search.library.settings import Settings
from webapp import create_app

FOLDER = Path(__file__).parent
CATALOGUE = FOLDER.parent / "corpus" / "materials.toml"
FLAGS = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
LOCALE = "da-DK"
DESKTOP, PHONE = (1280, 880), (390, 844)
COLOURS = 96

FILTERED = "/soeg?q=mentor&type=evaluering&type=notat&fra=2014&til=2018"
MANY = "/samling-af-soegninger?ord=" + "%0A".join(
    ("sygefravær", "match mellem mentor og mentee", "frivillige mentorer", "opfølgning")
)

SHOTS = (
    ("forside", "/", DESKTOP, "light"),
    ("forside-telefon", "/", PHONE, "light"),
    ("resultater", "/soeg?q=mentor+sygefravær", DESKTOP, "light"),
    ("resultater-filtre", FILTERED, DESKTOP, "light"),
    ("resultater-moerk", "/soeg?q=mentor+sygefravær", DESKTOP, "dark"),
    ("resultater-telefon", "/soeg?q=mentor+sygefravær", PHONE, "light"),
    ("samlingen-som-liste", "/soeg", DESKTOP, "light"),
    ("intet-fundet", "/soeg?q=sygefravær+OG+indvandrere&udgiver=Cabi", DESKTOP, "light"),
    ("materiale", "/materiale/{report}?q=sygefravær", DESKTOP, "light"),
    ("materiale-kun-resume", "/materiale/evaluering-mentorordningen-2015", DESKTOP, "light"),
    ("materiale-telefon", "/materiale/{report}", PHONE, "light"),
    ("side", "/materiale/{report}/side/5?q=sygefravær+mentor", DESKTOP, "light"),
    ("side-moerk", "/materiale/{report}/side/5?q=sygefravær+mentor", DESKTOP, "dark"),
    ("side-telefon", "/materiale/{report}/side/5?q=sygefravær+mentor", PHONE, "light"),
    ("citat", "/materiale/{report}/side/5/citat?q=sygefraværet", DESKTOP, "light"),
    ("konkordans", "/konkordans?q=sygefravær&orden=hoejre", DESKTOP, "light"),
    ("konkordans-telefon", "/konkordans?q=sygefravær", PHONE, "light"),
    ("flere-soegninger", MANY, DESKTOP, "light"),
    ("flere-soegninger-telefon", MANY, PHONE, "light"),
    ("samlingen", "/samlingen", DESKTOP, "light"),
    ("hjaelp", "/hjaelp", DESKTOP, "light"),
    ("om", "/om", DESKTOP, "light"),
    ("tilgaengelighed", "/tilgaengelighed", DESKTOP, "light"),
    ("api", "/api", DESKTOP, "light"),
    ("fejl", "/materiale/findes-ikke", DESKTOP, "light"),
)  # fmt: skip
"""Name, address, size of the window, colours."""


@contextmanager
def served(more: Mapping[str, bytes] | None = None) -> Iterator[str]:
    """The catalogue, the example report, and ``more`` reports by their titles, on loopback: the
    address."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, index = Path(folder, "corpus"), Path(folder, "index")
        corpus.mkdir()
        (corpus / CATALOGUE.name).write_bytes(CATALOGUE.read_bytes())
        environment = {"MENTORSOEG_CORPUS": str(corpus), "MENTORSOEG_INDEX": str(index)}
        for title, content in {TITLE: example_report(), **(more or {})}.items():
            file = Path(folder, "rapport.pdf")
            file.write_bytes(content)
            run = ["add", str(file), "--title", title, "--publisher", PUBLISHER, "--year", "2018",
                   "--kind", "evaluering"]  # fmt: skip
            result = CliRunner().invoke(main, run, env=environment)
            if result.exit_code:
                raise SystemExit(result.output)
        app = create_app(Settings(corpus=corpus, index=index), PageImages(corpus))
        with serving(app) as address:
            yield address


def take(browser: Browser, address: str, only: list[str]) -> None:
    """Take every shot, or those named."""
    report = _report_id(browser, address)
    for name, path, (width, height), colours in SHOTS:
        if only and name not in only:
            continue
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=colours,
            reduced_motion="reduce", locale=LOCALE,
        )  # fmt: skip
        page.goto(f"{address}/om", wait_until="networkidle")  # the typeface comes into the cache
        page.goto(address + path.format(report=report), wait_until="networkidle")
        _save(page, FOLDER / f"{name}.png")
        page.close()


def _report_id(browser: Browser, address: str) -> str:
    page = browser.new_page()
    page.goto(address)
    link = page.get_by_role("link", name=TITLE).get_attribute("href") or ""
    page.close()
    return link.rsplit("/", 1)[-1]


def _save(page: Page, file: Path) -> None:
    image = Image.open(BytesIO(page.screenshot())).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    import sys

    with served() as address, sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        take(browser, address, sys.argv[1:])
        browser.close()
