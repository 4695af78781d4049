"""Every page in a real browser: whom it keeps out, how wide it is, what it weighs."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from benchmarks.front import transferred
from tests.webapp.accessible import DESKTOP, PHONE, problems, problems_in_every_way
from tests.webapp.browsing import Open
from tests.webapp.conftest import NOWHERE, every_page, watch

NAMES = list(every_page(""))
LOOKED_AT_ELSEWHERE = ("uploading", "subscriptions")
"""In test_uploading.py and test_mail.py, where they are open."""


@pytest.fixture(scope="module")
def window(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """One page for all that are only looked at, as opening one costs more than axe does; and what
    went wrong on it."""
    page, wrong = browser.new_page(), list[str]()
    watch(page, address, wrong)
    yield page, wrong
    page.close()


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_wrong(
    window: tuple[Page, list[str]], address: str, report: str, name: str
) -> None:
    page, wrong = window
    wrong.clear()
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")
    page.goto(address + every_page(report)[name])
    assert problems_in_every_way(page) == []
    assert wrong == []


def test_no_page_is_missing_where_every_page_is_looked_at(client: FlaskClient, report: str) -> None:
    routes = client.application.url_map.bind("localhost")
    paths = (urlsplit(path).path for path in every_page(report).values())
    looked_at = {routes.match(path)[0] for path in paths if path != NOWHERE}
    given = {"material_id": report, "id": report, "number": 5, "ending": "csv", "sha256": "0" * 64}
    for rule in routes.map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in looked_at:
            path = routes.build(rule.endpoint, given | {"filename": "style.css"})
            ours = rule.endpoint.split(".")[0] in LOOKED_AT_ELSEWHERE
            with client.get(path.split("?")[0]) as answer:
                assert ours or answer.mimetype != "text/html" or answer.status_code == 404, path


def test_axe_finds_nothing_wrong_in_what_unfolds(visit: Open, report: str) -> None:
    page = visit("/soeg?q=mentor", viewport=PHONE)
    page.get_by_text("Menu").click()
    page.get_by_text("Søgte også").click()
    page.get_by_text("Tag med").click()
    page.locator(".filters summary").first.click()
    page.get_by_role("button", name="Citér").first.click()
    found = problems(page)
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("ment")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    found += problems(page)
    page.keyboard.press("Escape")
    page.locator("#q").blur()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Taster")).to_be_visible()
    found += problems(page)
    page.goto(page.url.split("/soeg")[0] + f"/materiale/{report}")
    page.get_by_text("Vis siderne som billeder").click()
    assert found + problems(page) == []


def test_every_page_fits_at_400_percent(visit: Open, report: str, address: str) -> None:
    page = visit(viewport={"width": 320, "height": 256})
    wide = []
    long = "w" * 700
    unbroken = [f"mentor+{long}", f"mentor+OG+{long}", f"mentor&udgiver={long}"]
    for path in (*every_page(report).values(), *(f"/soeg?q={asked}" for asked in unbroken)):
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
    assert wide == []
    page.goto(f"{address}/samlingen")
    cut = "tables => tables.filter((one) => one.scrollWidth > one.clientWidth).length"
    assert page.locator(".wide:has(.states)").evaluate_all(cut) == 0


def test_a_results_page_weighs_little_with_everything(visit: Open) -> None:
    page = visit("/om")
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda r: sizes.update({r.url: transferred(r)}))
    page.route(re.compile(".*"), lambda route: route.continue_())  # turns the cache off
    page.goto(page.url.replace("/om", "/soeg?q=mentor"), wait_until="networkidle")
    assert 5 < len(sizes) <= 9
    assert sum(sizes.values()) < 48_000
