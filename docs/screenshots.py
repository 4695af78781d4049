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
from pypdfium2 import PdfDocument
from werkzeug.security import generate_password_hash

from docs.example_report import PUBLISHER, TITLE, example_report
from docs.serving import serving
from indexer.pageimages import PageImages
from indexer.uploads import Uploads
from mentorsoeg import main
from search.library.settings import Settings
from webapp import create_app

FOLDER = Path(__file__).parent
CATALOGUE = FOLDER.parent / "corpus" / "materials.toml"
FLAGS = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
LOCALE = "da-DK"
DESKTOP, PHONE = (1280, 880), (390, 844)
PRINTED = 1.3
"""Pixels of a picture for each point of a printed page."""
COLOURS = 96
SECRET = "vist på billeder"  # noqa: S105 - of these pictures

SEEN_LONG_AGO = """() => {
  const saved = JSON.parse(localStorage.getItem("mentorsoeg-soegninger"));
  const old = saved.map((one) => ({ ...one, seen: "2026-01-01" }));
  localStorage.setItem("mentorsoeg-soegninger", JSON.stringify(old));
}"""

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
    ("side-rullet", "/materiale/{report}/side/5?q=sygefravær+mentor", DESKTOP, "light"),
    ("citat", "/materiale/{report}/side/5/citat?q=sygefraværet", DESKTOP, "light"),
    ("konkordans", "/konkordans?q=sygefravær&orden=hoejre", DESKTOP, "light"),
    ("konkordans-telefon", "/konkordans?q=sygefravær", PHONE, "light"),
    ("fund", "/fund?q=sygefravær&bredt=1", DESKTOP, "light"),
    ("fund-telefon", "/fund?q=sygefravær&bredt=1", PHONE, "light"),
    ("resultater-fund", "/soeg?q=måler+ikke+resultater", DESKTOP, "light"),
    ("kurv", "/kurv", DESKTOP, "light"),
    ("gemte", "/gemte", DESKTOP, "light"),
    ("flere-soegninger", MANY, DESKTOP, "light"),
    ("flere-soegninger-telefon", MANY, PHONE, "light"),
    ("samlingen", "/samlingen", DESKTOP, "light"),
    ("hjaelp", "/hjaelp", DESKTOP, "light"),
    ("om", "/om", DESKTOP, "light"),
    ("tilgaengelighed", "/tilgaengelighed", DESKTOP, "light"),
    ("api", "/api", DESKTOP, "light"),
    ("indlaes-ind", "/indlaes", DESKTOP, "light"),
    ("indlaes", "/indlaes", DESKTOP, "light"),
    ("indlaes-ret", "/indlaes/materiale/{report}", DESKTOP, "light"),
    ("indlaes-kladde", "/indlaes/fil/{draft}", DESKTOP, "light"),
    ("indlaes-kladde-telefon", "/indlaes/fil/{draft}", PHONE, "light"),
    ("abonnement", "/abonnement?q=sygefravær", DESKTOP, "light"),
    ("fejl", "/materiale/findes-ikke", DESKTOP, "light"),
    ("tryk-resultater", "/soeg?q=mentor+sygefravær", DESKTOP, "print"),
    ("tryk-side", "/materiale/{report}/side/5?q=sygefravær+mentor", DESKTOP, "print"),
    ("tryk-konkordans", "/konkordans?q=sygefravær", DESKTOP, "print"),
)  # fmt: skip
"""Name, address, size of the window, colours; or ``print``, its first sheet on paper."""


@contextmanager
def served(more: Mapping[str, bytes] | None = None) -> Iterator[tuple[str, str]]:
    """The catalogue, the example report, and ``more`` reports by their titles, on loopback: the
    address, and the id of a draft."""
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
        hashed = generate_password_hash(SECRET)
        settings = Settings(
            corpus=corpus, index=index, upload_secret=hashed, smtp="smtp://127.0.0.1:9",
            mail_from="soeg@example.dk", mail_secret=SECRET * 2,
        )  # fmt: skip
        uploads = Uploads(settings)
        draft = uploads.receive("vesterkobing-udkast.pdf", example_report() + b"\n", "Ea Holm")
        app = create_app(settings, PageImages(corpus), uploads)
        with serving(app) as address:
            yield address, draft.sha256


def take(browser: Browser, address: str, draft: str, only: list[str]) -> None:
    """Take every shot, or those named."""
    report = _report_id(browser, address)
    for name, path, (width, height), colours in SHOTS:
        if only and name not in only:
            continue
        page = browser.new_page(
            viewport={"width": width, "height": height}, reduced_motion="reduce", locale=LOCALE,
            color_scheme="dark" if colours == "dark" else "light",
            has_touch=(width, height) == PHONE,
        )  # fmt: skip
        page.goto(f"{address}/om", wait_until="networkidle")  # the typeface comes into the cache
        if path in ("/kurv", "/gemte"):
            _keep(page, address)
        if path.startswith("/indlaes") and name != "indlaes-ind":
            _enter(page, address)
        page.goto(address + path.format(report=report, draft=draft), wait_until="networkidle")
        if name == "side-rullet":
            _scroll(page)
        taken = _printed(page) if colours == "print" else Image.open(BytesIO(page.screenshot()))
        reduced = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        reduced.save(FOLDER / f"{name}.png", optimize=True)
        page.close()


def _scroll(page: Page) -> None:
    """Zoom in, and scroll on to the next page."""
    page.get_by_role("button", name="Zoom ind").click()
    page.locator(".view").hover()
    page.mouse.wheel(0, 900)
    page.locator(".leaf").nth(1).evaluate(
        "(leaf) => { leaf.parentNode.scrollTop = leaf.offsetTop - 80; }"
    )
    page.locator(".leaf img").nth(1).evaluate("(image) => image.decode()")


def _enter(page: Page, address: str) -> None:
    page.goto(f"{address}/indlaes")
    page.get_by_label("Dit navn").fill("Ea Holm")
    page.get_by_label("Hemmelighed").fill(SECRET)
    page.get_by_role("button", name="Fortsæt").click()


def _keep(page: Page, address: str) -> None:
    """Mark two passages, note one of them, and save a search that was seen before all came."""
    page.goto(f"{address}/soeg?q=sygefraværet+faldt", wait_until="networkidle")
    for number in range(2):
        page.locator("#resultater .tick").nth(number).click()
    page.get_by_role("button", name="Gem søgningen").click()
    page.goto(f"{address}/kurv", wait_until="networkidle")
    page.get_by_label("Note").first.fill("Til mødet på tirsdag")
    page.evaluate(SEEN_LONG_AGO)


def _report_id(browser: Browser, address: str) -> str:
    page = browser.new_page()
    page.goto(address)
    link = page.get_by_role("link", name=TITLE).get_attribute("href") or ""
    page.close()
    return link.rsplit("/", 1)[-1]


def _printed(page: Page) -> Image.Image:
    """The first sheet."""
    with PdfDocument(page.pdf(prefer_css_page_size=True)) as document:
        image: Image.Image = document[0].render(scale=PRINTED).to_pil()
    return image


if __name__ == "__main__":
    import sys

    with served() as (address, draft), sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        take(browser, address, draft, sys.argv[1:])
        browser.close()
