"""The ways of the two kinds of people, and of everybody, in a real browser."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, expect

from benchmarks.front import transferred
from docs.example_report import TITLE
from tests.webapp.accessible import DESKTOP, PHONE, problems, problems_in_every_way
from tests.webapp.conftest import NOWHERE, every_page

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
QUOTED = "(Vesterkøbing Kommune (eksempel) 2018, s. 7)"
NAMES = list(every_page(""))
LOOKED_AT_ELSEWHERE = ("uploading", "subscriptions")
"""In test_uploading.py and test_mail.py, where they are open."""

Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """Open a page at a path; every error in a script and every request elsewhere fails."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def start(path: str = "/", **options: Any) -> Page:
        context = browser.new_context(**({"viewport": DESKTOP} | options))
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda m: wrong.append(m.text) if "Content Security" in m.text else None)
        page.on("request", lambda r: None if r.url.startswith(address) else wrong.append(r.url))
        page.goto(address + path)
        return page

    yield start
    for context in contexts:
        context.close()
    assert wrong == []


def ask(page: Page, query: str) -> None:
    page.get_by_role("search").locator("input[type=search]").fill(query)
    page.get_by_role("button", name="Søg", exact=True).click()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


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
    page = visit("/soeg?q=måler+ikke+resultater", viewport=size)
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


def test_what_is_only_alike_is_quoted_with_its_own_reference(visit: Open) -> None:
    page = visit("/soeg?q=mentorkvantespring")
    last = page.locator(".alike .result").last
    last.get_by_role("button", name="Citér").last.click()
    assert str(last.locator("[data-reference]").text_content()) in clipboard(page)


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
    expect(broken.get_by_role("status")).to_contain_text("Linket til kurven er ikke helt")
    expect(broken.get_by_text("Der er ikke noget i kurven")).to_be_visible()


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


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_wrong(visit: Open, report: str, name: str) -> None:
    path = every_page(report)[name]
    assert problems_in_every_way(visit(path)) == []


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
    for path in every_page(report).values():
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
    assert wide == []


def test_a_results_page_weighs_little_with_everything(visit: Open) -> None:
    page = visit("/om")
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda r: sizes.update({r.url: transferred(r)}))
    page.route(re.compile(".*"), lambda route: route.continue_())  # turns the cache off
    page.goto(page.url.replace("/om", "/soeg?q=mentor"), wait_until="networkidle")
    assert 5 < len(sizes) <= 9
    assert sum(sizes.values()) < 48_000


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
    leaf = page.locator(".leaf")
    usual = leaf.evaluate("leaf => leaf.clientWidth")
    page.get_by_role("button", name="Zoom ind").click()
    assert leaf.evaluate("leaf => leaf.clientWidth") > 1.4 * usual
    page.locator(".view").press("ArrowRight")
    expect(page.get_by_role("heading", name="Side 7")).to_be_visible()
    page.keyboard.press("-")
    assert leaf.evaluate("leaf => leaf.clientWidth") == usual
    page.locator(".view").press("ArrowRight")
    page.wait_for_url("**/side/8")
