"""The ways of the two kinds of people, and of everybody, in a real browser."""

import csv
import io
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.webapp.accessible import PHONE
from tests.webapp.browsing import SIZES, Open, ask, clipboard

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@SIZES
@SCRIPT
def test_a_researcher_takes_the_concordance_home(visit: Open, size: Any, script: bool) -> None:
    page = visit(viewport=size, java_script_enabled=script)
    ask(page, "sygefravær")
    if size is PHONE:
        page.get_by_text("Menu").click()
    page.get_by_role("link", name="Konkordans").click()
    page.get_by_role("link", name="ord til højre").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][:3] == ["venstre", "ord", "højre"]
    assert len(rows) - 1 == page.locator(".kwic tbody tr").count() > 5


def test_a_link_keeps_the_whole_search(visit: Open) -> None:
    page = visit("/soeg?q=mentor&type=evaluering&fra=2014&sortering=nyeste")
    page.get_by_text("Tag med").click()
    page.get_by_role("button", name="Kopiér link").click()
    expect(page.get_by_role("status")).to_have_text("Linket er kopieret")
    copied = visit(urlsplit(clipboard(page))._replace(scheme="", netloc="").geturl())
    titles = [p.locator(".result h2").all_inner_texts() for p in (page, copied)]
    assert titles[0] == titles[1] != []


def test_keys_lead_from_search_to_result_to_hit_to_quotation(visit: Open, report: str) -> None:
    page = visit("/om")
    page.keyboard.press("/")
    page.keyboard.type("sygefraværet faldt")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg?q=*")
    for _ in range(60):
        page.keyboard.press("j")
        if f"{report}/side/5" in str(page.evaluate("document.activeElement.href")):
            break
    page.keyboard.press("c")
    expect(page.get_by_role("status")).to_be_visible()
    assert "s. 5)" in clipboard(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/side/5*")
    page.keyboard.press("j")
    expect(page.locator("mark.here")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/side/6*")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Taster")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_keys_rest_while_one_types_and_when_switched_off(visit: Open) -> None:
    page = visit("/hjaelp")
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("j/c?")
    assert page.locator("#q").input_value() == "j/c?"
    page.get_by_label("Brug taster").uncheck()
    page.get_by_role("heading", name="Taster").click()
    page.keyboard.press("?")
    page.wait_for_timeout(200)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_all_of_a_results_page_is_reached_by_tab_in_its_order(visit: Open) -> None:
    page = visit("/soeg?q=sygefravær")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Gå til resultaterne"
    seen: list[str | None] = []
    for _ in range(120):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.getAttribute('class')"))
    assert seen.index("place") < seen.index("button light low cite") < seen.index("choice")


def test_the_skip_link_leads_to_the_first_result(visit: Open) -> None:
    page = visit("/soeg?q=sygefravær")
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.closest('.result') !== null")


def test_completions_are_chosen_by_keyboard(visit: Open) -> None:
    page = visit()
    page.get_by_role("combobox").press_sequentially("besk")
    expect(page.get_by_role("option").first).to_be_visible()
    first = page.get_by_role("option").first.inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg?*")
    assert page.locator("#q").input_value() == first


def test_a_printed_list_carries_its_references(visit: Open) -> None:
    page = visit("/soeg?q=sygefravær")
    page.emulate_media(media="print")
    expect(page.locator(".printed").first).to_be_visible()
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.get_by_role("search")).to_be_hidden()


def test_on_a_phone_the_answer_comes_first_and_filters_are_a_touch_away(visit: Open) -> None:
    page = visit("/soeg?q=formålet+skrevet+ned", viewport=PHONE)
    box = page.locator(".snippet").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < PHONE["height"]
    page.get_by_role("link", name="Filtre").click()
    expect(page.get_by_role("complementary", name="Filtre")).to_be_in_viewport()
    page.locator(".choice", has_text="Evaluering").click()
    assert "type=evaluering" in urlsplit(page.url).query
