"""What people do, in a real browser: ``python -m benchmarks.tasks [--json]``.

Over the committed catalogue and the report of ``docs.example_report``, neither written for this, on
a phone and on a desk, each from the front page: the clicks, keys and seconds that it takes

- staff to get a figure, asked for in words of their own, as a quotation with its reference and
  place in the clipboard: each of several wordings of a question, of which none is the report's;
- a researcher to get every place of a phrase as a workbook, each of whose links opens its page;
- the same as references that a reader of RIS takes.

A task that does not end so is none that is done: ``done`` is false then.
"""

import json
import os
import re
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
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from docs.example_report import TITLE
from docs.screenshots import DESKTOP, FLAGS, PHONE, served


@dataclass(frozen=True)
class Asked:
    """A figure that staff look for: how it is spelt, the title of what tells it, on which pages
    (none: in its summary), and ``wordings`` of the question."""

    figure: str
    title: str
    pages: tuple[int, ...]
    wordings: tuple[str, ...]

    def holds(self, link: Locator) -> bool:
        """Whether a link to a page leads to one of those."""
        found = re.search(r"/side/(\d+)", link.get_attribute("href") or "")
        return found is not None and int(found[1]) in (self.pages or (0,))

    def is_told_by(self, copied: str) -> bool:
        """Whether what was copied is a passage with the figure, its report and its place."""
        quotation, _, reference = copied.partition("« (")
        placed = not self.pages or any(f"s. {page}" in reference for page in self.pages)
        is_passage = self.figure in quotation and len(quotation) <= LONGEST
        return is_passage and self.title in reference and placed


ASKED = (
    Asked("53 procent", "Jobcentrenes erfaring med anvendelse af mentorer", (), (
        "hvor mange jobcentre har problemer med mentorer",
        "hvor stor en del af jobcentrene har haft det svært med mentorerne",
        "dårligt samarbejde mellem jobcenter og mentor, procent",
        "jobcentre der har bøvl med mentorer",
        "andel jobcentre med udfordringer i samarbejdet",
        "samarbejdsproblemer mentor jobcenter",
    )),
    Asked("9,1", TITLE, (2, 5), (
        "er folk mindre syge når de har en mentor",
        "hvor meget faldt fraværet",
        "færre sygedage med mentor",
        "hjælper en virksomhedsmentor på sygemeldinger",
    )),
    Asked("18.400 kr.", TITLE, (9,), (
        "hvad er prisen på en mentor",
        "hvor dyrt er et mentorforløb",
        "udgifter til mentor pr. borger",
    )),
)  # fmt: skip
"""As they were first written down; none was changed to be met."""
PHRASE, PLACES = '"match mellem mentor og mentee"', 3
LONGEST = 600
"""Characters of a passage; what is longer, one has still to look for the figure in."""
PATIENCE = 5_000
"""Milliseconds that anything may take before the task is given up."""
WINDOWS = {"phone": PHONE, "desk": DESKTOP}

Task = Callable[["Hand"], bool]


@dataclass
class Effort:
    """What a task took, and whether it was done; of a quotation, where it was got: ``shown`` as a
    finding or snippet, on its ``page``, or among ``more`` pages of the report."""

    clicks: int = 0
    keys: int = 0
    seconds: float = 0.0
    way: str = ""
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
        self.press(self.page.locator(within).first.get_by_role(role, name=name).first)

    def press(self, what: Locator) -> None:
        """Click that."""
        what.click()
        self.effort.clicks += 1

    def unfold(self, name: str) -> None:
        """Click what unfolds more."""
        self.press(self.page.locator("summary", has_text=name).first)

    def download(self, name: str) -> bytes:
        """Click a link to a file, and give what comes."""
        with self.page.expect_download() as coming:
            self.click("link", name)
        return Path(coming.value.path()).read_bytes()


def quoting(asked: Asked, wording: str) -> Task:
    """The task of getting the figure as a quotation with its reference and place: from a finding or
    snippet that shows it, else from its paragraph on a page that is shown, as one who reads on
    would, else from a snippet among the other pages of the report."""

    def quote(hand: Hand) -> bool:
        hand.ask(wording)
        page, told = hand.page, f":has-text('{asked.title}')"
        result = page.locator(f"#resultater > li{told}").first
        shown = page.locator(f".fund .hit{told}, li{told} .hit").filter(has_text=asked.figure)
        read = [link for link in result.locator(".place").all() if asked.holds(link)]
        if shown.count():
            hand.effort.way = "shown"
            hand.press(shown.first.get_by_role("button", name="Citér"))
        elif read:
            hand.effort.way = "page"
            hand.press(read[0])
            paragraph = page.locator("#tekst").locator("p, li").filter(has_text=asked.figure)
            hand.press(paragraph.first.get_by_role("button", name="Citér"))
        elif (more := result.locator(".more a")).count():
            hand.effort.way = "more"
            hand.press(more)
            hits = page.locator("#traef .hit").filter(has_text=asked.figure)
            hand.press(hits.first.get_by_role("button", name="Citér"))
        else:
            return False
        return asked.is_told_by(str(page.evaluate("navigator.clipboard.readText()")))

    return quote


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


TASKS: dict[str, Task] = {
    **{word: quoting(asked, word) for asked in ASKED for word in asked.wordings},
    "workbook": workbook,
    "references": references,
}


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
    window = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=window, has_touch=size == PHONE)
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


@click.command()
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
def main(json_: bool) -> None:
    """Print what each task takes."""
    with served() as (address, _), sync_playwright() as playwright:
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
                f"{name:68}{window:8}{effort.clicks:3} clicks{effort.keys:4} keys"
                f"{effort.seconds:7.2f} s  {'done' if effort.done else 'NOT DONE'} {effort.way}"
            )


if __name__ == "__main__":
    main()
