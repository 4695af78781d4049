"""What browsers keep, in a real one: the basket and saved searches."""

import csv
import io
import json
from typing import Any

from playwright.sync_api import expect

from tests.webapp.accessible import PHONE, problems
from tests.webapp.browsing import SIZES, Open, clipboard


@SIZES
def test_what_is_marked_in_searches_is_kept_noted_and_taken_home(visit: Open, size: Any) -> None:
    page = visit("/soeg?q=sygefraværet+faldt", viewport=size)
    first = page.locator(".hit .tick").first
    first.click()
    expect(first).to_have_attribute("aria-pressed", "true")
    page.goto(page.url.replace("/soeg", "/konkordans"))
    row = page.locator(".kwic tbody tr").first
    row.hover()
    row.get_by_role("button", name="Kurv").click()
    page.goto(page.url.split("/konkordans")[0] + "/kurv")
    expect(page.locator("[data-basket-count]")).to_have_text(" (2)", use_inner_text=False)
    entries = page.locator("#kurv-liste > li")
    expect(entries).to_have_count(2)
    expect(page.get_by_text("Det står ikke ordret")).to_have_count(0)
    expect(entries.get_by_role("button", name="Citér")).to_have_count(2)
    entries.first.get_by_label("Note").fill("til mødet")
    page.reload()
    expect(page.get_by_label("Note").first).to_have_value("til mødet")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    rows = list(
        csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig")), delimiter=";")
    )
    assert [row[-1] for row in rows] == ["note", "til mødet", ""]
    assert page.context.cookies() == []


@SIZES
def test_what_answers_above_the_pages_is_readable_quoted_and_put_into_the_basket(
    visit: Open, size: Any
) -> None:
    page = visit("/soeg?q=hvem+måler+ikke+resultater", viewport=size)
    found = page.locator(".fund .hit").first
    box = found.locator(".snippet").bounding_box()
    assert box
    assert box["width"] > 300
    assert box["y"] + 20 < size["height"]
    found.get_by_role("button", name="Citér").click()
    said = clipboard(page)
    found.get_by_role("button", name="Kurv").click()
    expect(page.locator("[data-basket-count]")).to_have_text(" (1)", use_inner_text=False)
    page.goto(page.url.split("/soeg")[0] + "/kurv")
    expect(page.get_by_text("Det står ikke ordret")).to_have_count(0)
    page.get_by_role("button", name="Citér").click()
    assert clipboard(page) == said


def test_what_is_quoted_is_what_is_put_into_the_basket(visit: Open, report: str) -> None:
    for path in ("/soeg?q=sygefraværet+faldt", f'/materiale/{report}/side/5?q="kommunal mentor"'):
        page = visit(path)
        page.keyboard.press("c")
        said = clipboard(page)
        page.keyboard.press("l")
        page.goto(page.url.split("/soeg")[0].split("/materiale")[0] + "/kurv")
        page.get_by_role("button", name="Citér").click()
        assert clipboard(page) == said


def test_the_basket_is_filled_emptied_and_put_back_by_keys_alone(visit: Open, report: str) -> None:
    page = visit(f"/materiale/{report}/side/5?q=sygefravær")
    page.keyboard.press("j")
    page.keyboard.press("l")
    expect(page.get_by_role("status")).to_have_text("Lagt i kurven")
    page.goto(page.url.split("/materiale")[0] + "/kurv")
    remove = page.get_by_role("button", name="Fjern 1")
    remove.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Fjernet: Mentorer i Vesterkøbing")).to_be_visible()
    expect(page.get_by_role("button", name="Fortryd", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(remove).to_be_focused()
    page.get_by_role("button", name="Tøm kurven").press("Enter")
    expect(page.get_by_role("button", name="Fortryd: læg alt tilbage")).to_be_focused()
    page.keyboard.press("Enter")
    page.reload()
    expect(page.locator("#kurv-liste > li")).to_have_count(1)


def test_a_basket_that_is_open_takes_nothing_from_what_another_tab_puts_in(visit: Open) -> None:
    page = visit("/soeg?q=sygefraværet+faldt")
    page.locator(".hit .tick").nth(0).click()
    other = page.context.new_page()
    other.goto(page.url.replace("/soeg", "/kurv"))
    expect(other.get_by_label("Note")).to_have_count(1)
    page.locator(".hit .tick").nth(1).click()
    other.get_by_label("Note").fill("til mødet")
    page.goto(other.url)
    expect(page.get_by_label("Note")).to_have_count(2)
    expect(page.get_by_label("Note").first).to_have_value("til mødet")
    other.get_by_role("button", name="Fjern").click()
    page.reload()
    expect(page.get_by_label("Note")).to_have_count(1)


def test_a_basket_goes_to_another_by_a_link_and_leaves_theirs_alone(
    visit: Open, address: str, report: str
) -> None:
    page = visit(f"/materiale/{report}/side/7?q=formål")
    page.get_by_text("Lidt under halvdelen").click(click_count=3)
    page.get_by_role("button", name="Læg i kurv").click()
    page.goto(address + "/kurv")
    page.get_by_role("button", name="Kopiér link").click()
    link = clipboard(page)
    other = visit(link.removeprefix(address))
    expect(other.locator("blockquote")).to_contain_text("Lidt under halvdelen af")
    assert other.evaluate("localStorage.length") == 0
    other.get_by_role("button", name="Læg det i min kurv").click()
    expect(other.get_by_role("button", name="Fjern 1")).to_be_visible()
    assert other.url == address + "/kurv"
    broken = visit(link.removeprefix(address)[:-9] + "AAAA")
    expect(broken.get_by_text("Linket til kurven er ikke helt")).to_be_visible()
    expect(broken.locator("[data-empty]")).to_be_hidden()


def test_a_filled_basket_has_nothing_wrong_by_axe(visit: Open) -> None:
    page = visit("/soeg?q=mentor", reduced_motion="reduce")
    page.locator(".hit .tick").first.click()
    page.goto(page.url.split("/soeg")[0] + "/kurv")
    expect(page.locator("#kurv-liste > li")).to_have_count(1)
    found = problems(page)
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Fjern 1").click()
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    assert found + problems(page) == []


def test_a_saved_search_tells_what_came_since_it_was_seen(visit: Open, report: str) -> None:
    page = visit("/soeg?q=sygefravær&type=evaluering")
    page.get_by_role("button", name="Gem søgningen").click()
    expect(page.get_by_role("status")).to_have_text("Søgningen er gemt i din browser")
    site = page.url.split("/soeg")[0]
    page.goto(site + "/gemte")
    expect(page.get_by_text("Intet nyt siden")).to_be_visible()
    old = json.dumps([{"search": "/soeg?q=sygefrav%C3%A6r&type=evaluering", "seen": "2020-01-01"}])
    page.evaluate("(old) => localStorage.setItem('mentorsoeg-soegninger', old)", old)
    page.reload()
    expect(page.get_by_text("nye sider siden 1. januar 2020")).to_be_visible()
    assert page.locator(".hit .place").count() > 1
    last = page.locator("[data-list] .result").last
    last.get_by_role("button", name="Citér").last.click()
    assert str(last.locator("[data-reference]").text_content()) in clipboard(page)
    last.get_by_role("button", name="Kurv").last.click()
    expect(page.get_by_role("status")).to_have_text("Lagt i kurven")
    assert problems(page) == []
    page.get_by_role("button", name="Markér som set").click()
    expect(page.get_by_text("Intet nyt siden")).to_be_visible()
    page.get_by_role("button", name="Fjern sygefravær · Evaluering").click()
    page.get_by_role("button", name="Fortryd").press("Enter")
    page.reload()
    page.get_by_role("link", name="sygefravær · Evaluering").click()
    expect(page.get_by_role("button", name="Gem søgningen")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.get_by_role("button", name="Gem søgningen").click()
    assert page.evaluate("localStorage['mentorsoeg-soegninger']") == "[]"


def test_without_script_the_basket_says_what_it_needs(visit: Open) -> None:
    page = visit("/kurv", java_script_enabled=False)
    assert "kræver JavaScript" in page.content()
    expect(page.locator("#kurv")).to_be_hidden()


def test_empty_notes_are_not_printed(visit: Open, report: str) -> None:
    page = visit("/soeg?q=mentor+halvdelen")
    for button in page.locator(".hit .tick").all()[:2]:
        button.click()
    page.goto(page.url.partition("/soeg")[0] + "/kurv")
    page.get_by_label("Note").first.fill("til mødet")
    page.emulate_media(media="print")
    expect(page.get_by_label("Note").first).to_be_visible()
    expect(page.get_by_label("Note").last).to_be_hidden()
    expect(page.get_by_role("heading", name="Referencer")).to_be_visible()
