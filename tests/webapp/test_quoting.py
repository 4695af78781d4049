"""What is quoted, in a real browser: hits, what is selected in texts and on images of pages."""

from typing import Any

import pytest
from playwright.sync_api import expect

from docs.example_report import TITLE
from tests.webapp.accessible import PHONE
from tests.webapp.browsing import SIZES, Open, ask, clipboard

QUOTED = "(Vesterkøbing Kommune (eksempel) 2018, s. 7)"


@SIZES
def test_staff_get_a_figure_as_a_quotation_with_its_reference(visit: Open, size: Any) -> None:
    page = visit(viewport=size)
    ask(page, "formålet mentorstøtten skrevet ned 27,2")
    hit = page.locator(".result", has_text=TITLE).locator(".hit", has_text="27,2").first
    hit.get_by_role("button", name="Citér").click()
    copied = clipboard(page)
    said = page.get_by_role("status")
    expect(said).to_contain_text("Kopieret med reference: »")
    expect(said).to_contain_text(QUOTED)
    assert "27,2 pct. af sagerne" in copied
    assert QUOTED in copied
    assert copied.endswith("2018. Mentorer i Vesterkøbing – evaluering af kommunens mentorordning.")


@SIZES
def test_staff_get_the_quotation_without_script_too(visit: Open, size: Any) -> None:
    page = visit(viewport=size, java_script_enabled=False)
    ask(page, "formålet mentorstøtten skrevet ned 27,2")
    hit = page.locator(".result", has_text=TITLE).locator(".hit", has_text="27,2").first
    hit.get_by_role("link", name="Citér").click()
    shown = page.get_by_label("Harvard").input_value()
    assert "27,2 pct. af sagerne" in shown
    assert QUOTED in shown


def test_what_is_only_alike_is_quoted_with_its_own_reference(visit: Open) -> None:
    page = visit("/soeg?q=mentorkvantespring")
    last = page.locator(".alike .result").last
    last.get_by_role("button", name="Citér").last.click()
    assert str(last.locator("[data-reference]").text_content()) in clipboard(page)


def test_selected_text_is_what_is_quoted(visit: Open, report: str) -> None:
    page = visit(f"/materiale/{report}/side/7?q=formål")
    page.get_by_text("Lidt under halvdelen").click(click_count=3)
    page.get_by_role("button", name="Citér", exact=True).click()
    assert clipboard(page).startswith("»Lidt under halvdelen af sagsbehandlerne følger op")


def test_of_a_table_the_row_that_one_stands_at_is_quoted_with_its_labels(
    visit: Open, report: str
) -> None:
    page = visit(f'/materiale/{report}/side/5?q="kommunal mentor"')
    page.keyboard.press("c")
    assert clipboard(page).startswith(
        "»Slags mentor | Borgere | Før | Efter · … · Kommunal mentor | 164 | 15,2 | 12,8« ("
    )


def test_the_button_says_and_follows_what_is_selected(visit: Open, report: str) -> None:
    page = visit(f"/materiale/{report}/side/5?q=sygefravær", viewport=PHONE)
    page.get_by_text("Tallene er små").click(click_count=3)
    button = page.get_by_role("button", name="Citér det markerede")
    expect(button).to_be_in_viewport()
    button.click()
    assert clipboard(page).startswith("»Tallene er små for de frivillige mentorer")


@SIZES
@pytest.mark.parametrize(("near", "said"), [
    ("Tallene er små", "»Tallene er små for de frivillige mentorer, og her kan faldet skyldes"),
    ("Frivillig mentor", "»Slags mentor | Borgere | Før | Efter · … · Frivillig mentor | 61"),
])  # fmt: skip
def test_a_paragraph_or_a_row_with_a_hit_is_quoted_by_a_button_of_its_own(
    visit: Open, report: str, size: Any, near: str, said: str
) -> None:
    page = visit(f"/materiale/{report}/side/5?q=mentor", viewport=size)
    page.locator("#tekst").locator("p, tr").filter(has_text=near).get_by_role("button").click()
    expect(page.locator("#besked")).to_contain_text("Kopieret")
    assert clipboard(page).startswith(said)
    page.locator("#tekst").get_by_text("Tallene er små").click(click_count=3)
    page.get_by_role("button", name="Citér det markerede").click()
    assert "tilfældigheder.« (" in clipboard(page)


def test_what_is_copied_of_a_page_is_its_text_alone(visit: Open, report: str) -> None:
    page = visit(f"/materiale/{report}/side/5?q=mentor")
    expect(page.locator("#tekst").get_by_role("button").first).to_be_attached()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#tekst'))")
    page.keyboard.press("Control+c")
    copied = page.evaluate(
        "navigator.clipboard.read().then(([all]) => Promise.all(all.types.map((type) => "
        "all.getType(type).then((part) => part.text()))))"
    )
    assert len(copied) == 2
    assert all("Tallene er små" in one for one in copied)
    assert not any("Citér" in one or "<button" in one for one in copied)


@SIZES
def test_from_a_snippet_one_lands_on_its_passage_which_is_quoted(visit: Open, size: Any) -> None:
    page = visit("/soeg?q=hurtigt+opdager+sygdom", viewport=size)
    page.locator(".hit", has_text="opdager").get_by_role("link", name="s. 5").first.click()
    expect(page.locator(".passage").first).to_be_in_viewport()
    expect(page.locator(".passage mark.here")).to_have_count(1)
    page.get_by_role("button", name="Citér", exact=True).click()
    assert clipboard(page).startswith("»Mentorerne peger selv på, at de hurtigt opdager")
    expect(page.get_by_role("status")).to_contain_text("Mentorerne peger selv på")


def test_a_quotation_ends_at_headings_and_keeps_the_quotation_marks_within(
    visit: Open, report: str
) -> None:
    page = visit(f"/materiale/{report}/side/5")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#tekst'))")
    page.get_by_role("button", name="Citér", exact=True).click()
    copied = clipboard(page)
    assert copied.startswith("»Blandt borgere med en virksomhedsmentor")
    assert "›Når man ved, at nogen venter på én om morgenen, så kommer man,‹ siger" in copied


def test_nothing_moves_when_text_is_selected(visit: Open, report: str) -> None:
    page = visit(f"/materiale/{report}/side/7?q=formål", viewport=PHONE)
    places = "[...document.querySelectorAll('#tekst *, .moves *')].map((e) => e.offsetTop)"
    page.get_by_text("Lidt under halvdelen").scroll_into_view_if_needed()
    before = page.evaluate(places)
    page.get_by_text("Lidt under halvdelen").click(click_count=3)
    expect(page.get_by_role("button", name="Citér det markerede")).to_be_visible()
    assert page.evaluate(places) == before


def test_words_are_selected_on_the_image_and_quoted_from_there(visit: Open, report: str) -> None:
    page = visit(f"/materiale/{report}/side/7?q=formål")
    page.locator(".leaf").hover()
    page.locator(".words tspan").first.wait_for(state="attached")
    page.evaluate("""() => {
      const words = [...document.querySelectorAll('.words tspan')];
      const at = words.findIndex((word) => word.textContent === '27,2');
      getSelection().setBaseAndExtent(words[at].firstChild, 0, words[at + 4].firstChild, 2);
    }""")
    page.get_by_role("button", name="Citér det markerede").click()
    assert clipboard(page).startswith("»27,2 pct. af sagerne er")


def test_the_next_page_comes_by_scrolling_and_is_quoted_as_itself(visit: Open, report: str) -> None:
    page = visit(f"/materiale/{report}/side/6?q=formål")
    page.locator(".view").hover()
    page.mouse.wheel(0, 400)
    expect(page.locator(".leaf")).to_have_count(2)
    page.locator(".leaf").last.hover()
    word = page.locator(".words tspan", has_text="27,2")
    word.wait_for(state="attached")
    word.evaluate("word => getSelection().selectAllChildren(word)")
    page.get_by_role("button", name="Citér det markerede").click()
    assert clipboard(page).startswith(f"»27,2« {QUOTED}")
    page.get_by_role("link", name="Side 7: tekst og reference").click()
    page.wait_for_url("**/side/7?*")


def test_the_image_is_zoomed_by_button_and_by_key(visit: Open, report: str) -> None:
    page = visit(f"/materiale/{report}/side/7")
    leaf = page.locator(".leaf").first
    usual = leaf.evaluate("leaf => leaf.clientWidth")
    page.get_by_role("button", name="Zoom ind").click()
    assert leaf.evaluate("leaf => leaf.clientWidth") > 1.4 * usual
    page.locator(".view").press("ArrowRight")
    expect(page.get_by_role("heading", name="Side 7")).to_be_visible()
    page.keyboard.press("-")
    assert leaf.evaluate("leaf => leaf.clientWidth") == usual
    page.locator(".view").press("ArrowRight")
    page.wait_for_url("**/side/8")


def test_what_the_browser_will_not_copy_is_given_to_be_copied_by_hand(visit: Open) -> None:
    page = visit("/soeg?q=hvem+måler+ikke+resultater")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.evaluate("() => { document.execCommand = () => false; }")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.default_value), dialog.dismiss()))
    button = page.locator(".fund .hit").first.get_by_role("button", name="Citér")
    button.click()
    expect(button).to_be_focused()
    assert asked[0].startswith("»")
    assert not page.get_by_text("Kopieret").count()
