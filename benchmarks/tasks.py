"""What people do, in a real browser: ``python -m benchmarks.tasks [--json]``.

Over the committed catalogue and two reports of our own, on a phone and on a desk, each from the
front page: the clicks, keys and seconds that it takes

- staff to get the share of job centres that have difficulties, asked for in their own words, as a
  quotation with its reference and page in the clipboard;
- a researcher to get every place of a phrase as a workbook, each of whose links opens its page;
- the same as references that a reader of RIS takes.

A task that does not end so is none that is done: ``done`` is false then.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.request import urlopen

import click
import rispy
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from docs.screenshots import DESKTOP, FLAGS, PHONE, served

TITLE = "Jobcentre og mentorer i Vesterkøbing (eksempel)"
PAGES = (
    ("Forord", "Alle jobcentre i egnen er spurgt om deres brug af mentorer.",
     "Undersøgelsen er et eksempel, og byen findes ikke."),
    ("Målgrupper", "Mentorer bruges til borgere med meget forskellige behov.",
     "Nogle har psykiske lidelser, andre et misbrug eller ingen bolig."),
    ("Samarbejdet med mentorerne",
     "Lidt over halvdelen af jobcentrene, 53 pct., har oplevet vanskeligheder i samarbejdet.",
     "Oftest handler det om, hvem der har ansvaret for borgeren."),
    ("Resultater", "Kun hvert fjerde jobcenter måler, hvad mentorerne fører til.",
     "De øvrige nøjes med at tælle timer og forløb."),
)  # fmt: skip
QUESTION, FIGURE, PLACE = "hvor mange jobcentre har problemer med mentorer", "53 pct.", "s. 3"
PHRASE, PLACES = '"match mellem mentor og mentee"', 3
PATIENCE = 10_000
"""Milliseconds that anything may take before the task is given up."""
WINDOWS = {"phone": PHONE, "desk": DESKTOP}

Task = Callable[["Hand"], bool]


@dataclass
class Effort:
    """What a task took, and whether it was done."""

    clicks: int = 0
    keys: int = 0
    seconds: float = 0.0
    done: bool = False


class Hand:
    """Someone at a page, whose clicks and keys are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.effort = Effort()

    def ask(self, query: str) -> None:
        """Type into the search box, which has the focus, and press Enter."""
        self.page.keyboard.type(query)
        self.page.keyboard.press("Enter")
        self.effort.keys += len(query) + 1
        self.page.wait_for_url("**/soeg?*")

    def click(self, role: Any, name: str, within: str = "main") -> None:
        """Click what has that role and begins with that name, the first of such."""
        self.page.locator(within).first.get_by_role(role, name=name).first.click()
        self.effort.clicks += 1

    def unfold(self, name: str) -> None:
        """Click what unfolds more."""
        self.page.locator("summary", has_text=name).first.click()
        self.effort.clicks += 1

    def download(self, name: str) -> bytes:
        """Click a link to a file, and give what comes."""
        with self.page.expect_download() as coming:
            self.click("link", name)
        return Path(coming.value.path()).read_bytes()


def quote(hand: Hand) -> bool:
    """The figure as a quotation with its reference and page, in the clipboard."""
    hand.ask(QUESTION)
    hand.click("button", "Citér", f".hit:has-text('{FIGURE}')")
    copied = str(hand.page.evaluate("navigator.clipboard.readText()"))
    return FIGURE in copied and PLACE in copied and TITLE in copied


def workbook(hand: Hand) -> bool:
    """All places of the phrase, with links that open the pages."""
    hand.ask(PHRASE)
    hand.unfold("Tag med")
    book = load_workbook(BytesIO(hand.download("Alle steder på hver sin linje: Excel")))
    addresses = set(_addresses(book))
    rows = max(sheet.max_row for sheet in book.worksheets) - 1
    return rows >= PLACES and bool(addresses) and all(map(_opens, addresses))


def references(hand: Hand) -> bool:
    """The materials that have the phrase, as a reader of RIS takes them."""
    hand.ask(PHRASE)
    hand.unfold("Tag med")
    return bool(rispy.loads(hand.download("RIS").decode()))


TASKS: dict[str, Task] = {"quotation": quote, "workbook": workbook, "references": references}


def _addresses(book: Any) -> Iterator[str]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.hyperlink.target if cell.hyperlink else cell.value
                if isinstance(value, str) and "/side/" in value:
                    yield value


def _opens(address: str) -> bool:
    with urlopen(address) as answer:  # noqa: S310 - our own, on loopback
        return int(answer.status) == 200


def measure(browser: Browser, address: str) -> dict[str, dict[str, Effort]]:
    """What each task takes on each kind of screen."""
    return {
        name: {window: _do(browser, address, size, task) for window, size in WINDOWS.items()}
        for name, task in TASKS.items()
    }


def _do(browser: Browser, address: str, size: tuple[int, int], task: Task) -> Effort:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    hand = Hand(context.new_page())
    hand.page.goto(address)
    hand.page.set_default_timeout(PATIENCE)
    start = perf_counter()
    with suppress(PlaywrightError):
        hand.effort.done = task(hand)
    hand.effort.seconds = round(perf_counter() - start, 2)
    context.close()
    return hand.effort


def report() -> bytes:
    """The report on job centres, with its page numbers printed."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for number, (heading, *lines) in enumerate(PAGES, 1):
        canvas.setFont("Times-Bold", 18)
        canvas.drawString(72, 740, heading)
        canvas.setFont("Times-Roman", 12)
        for at, line in enumerate(lines):
            canvas.drawString(72, 700 - 18 * at, line)
        canvas.drawCentredString(A4[0] / 2, 40, str(number))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@click.command()
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
def main(json_: bool) -> None:
    """Print what each task takes."""
    with served({TITLE: report()}) as (address, _), sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        found = measure(browser, address)
        browser.close()
    if json_:
        click.echo(json.dumps(found, default=asdict, indent=1))
        return
    for name, efforts in found.items():
        for window, effort in efforts.items():
            click.echo(
                f"{name:12}{window:8}{effort.clicks:3} clicks{effort.keys:4} keys"
                f"{effort.seconds:7.2f} s  {'done' if effort.done else 'NOT DONE'}"
            )


if __name__ == "__main__":
    main()
