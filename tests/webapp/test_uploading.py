"""Reports put in from a browser: what becomes of them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from flask.testing import FlaskClient
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect
from reportlab.pdfgen.canvas import Canvas

from docs.serving import serving
from indexer.adding import take
from indexer.fetching.looker import Looker
from indexer.incoming import bring
from indexer.uploads import Uploads
from search.library.catalogue import load_catalogue
from search.library.mediatypes import NAMES
from search.library.settings import Settings
from tests.conftest import Collection
from tests.extraction.office import OPENING, sample, slides
from tests.listed import BREAD, SHIPS
from tests.webapp.accessible import DESKTOP, PHONE, problems
from tests.webapp.uploading import SECRET, enter, made, send, token
from webapp.pages import uploading

WAYS = [
    pytest.param({"viewport": DESKTOP}, id="desktop"),
    pytest.param({"viewport": PHONE, "color_scheme": "dark"}, id="phone, dark"),
    pytest.param({"viewport": DESKTOP, "java_script_enabled": False}, id="no script"),
]


@pytest.fixture
def visit(browser: Browser, opened: Settings) -> Iterator[Any]:
    """Open the page of a service that answers; every error in a script fails."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []
    with serving(made(opened)) as address:

        def start(**options: Any) -> Page:
            context = browser.new_context(**options)
            contexts.append(context)
            page = context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.goto(f"{address}/indlaes")
            return page

        yield start
        for context in contexts:
            context.close()
    assert wrong == []


def go_in(page: Page) -> None:
    page.get_by_label("Dit navn").fill("Ea Holm")
    page.get_by_label("Hemmelighed").fill(SECRET)
    page.get_by_role("button", name="Fortsæt").click()


def lay(page: Page, *files: tuple[str, bytes]) -> None:
    given = [{"name": n, "mimeType": "application/pdf", "buffer": c} for n, c in files]
    page.locator("#filer").set_input_files(given)  # type: ignore[arg-type]
    page.get_by_role("button", name="Indlæs", exact=True).click()


def look_at(page: Page) -> None:
    """Nothing that axe-core finds is wrong with the page as it is now, and nothing is cut off."""
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("way", WAYS)
def test_a_report_is_uploaded_seen_published_corrected_and_withdrawn(
    visit: Any, listed: Collection, way: Any
) -> None:
    page = visit(**way)
    scripted = way.get("java_script_enabled", True)
    check = look_at if scripted else lambda _: None
    check(page)
    go_in(page)
    check(page)
    lay(page, ("brød.pdf", BREAD))
    expect(page.get_by_label("Titel", exact=True)).to_have_value("Bagernes morgenbrød og svende")
    expect(page.get_by_text("2 sider", exact=False).first).to_be_visible()
    expect(page.locator(".thumbs img")).to_have_count(2)
    check(page)
    page.get_by_label("År").fill("2011")
    page.get_by_label("Udgiver").fill("Bagerlauget\nMøllerlauget")
    page.get_by_role("button", name="Udgiv").click()
    expect(page.get_by_role("status").filter(has_text="Udgivet")).to_be_visible()
    check(page)
    for _ in range(100):
        if page.get_by_text("kan søges", exact=False).filter(has_text="2 sider").count():
            break
        page.wait_for_timeout(300)
        page.reload()
    [found] = listed.search("rugbrødet")
    assert (found["publisher"], found["year"], found["page"]) == (
        "Bagerlauget og Møllerlauget", 2011, 2,
    )  # fmt: skip
    page.get_by_role("link", name="Bagernes morgenbrød og svende", exact=True).click()
    check(page)
    page.get_by_label("Titel", exact=True).fill("Brød om natten")
    page.get_by_role("button", name="Gem rettelserne").click()
    expect(page.get_by_text("titel: »Bagernes").first).to_be_visible()
    page.get_by_role("link", name="Brød om natten", exact=True).click()
    page.get_by_role("button", name="Træk tilbage").click()
    expect(page.get_by_text("Trukket tilbage: Brød om natten")).to_be_visible()
    rows = page.get_by_role("row").filter(has_text="Ea Holm")
    expect(rows).to_have_count(3)
    assert len(load_catalogue(listed.corpus).materials) == 2
    page.get_by_role("button", name="Fortryd den seneste").click()
    expect(page.get_by_role("link", name="Brød om natten", exact=True)).to_be_visible()


def test_several_files_wait_and_one_becomes_the_text_of_a_material_that_it_is_like(
    visit: Any, listed: Collection
) -> None:
    page = visit(viewport=PHONE)
    go_in(page)
    lay(page, ("skib.pdf", SHIPS), ("brød.pdf", BREAD))
    expect(page.get_by_text("2 filer er modtaget")).to_be_visible()
    page.get_by_role("link", name="skib.pdf").click()
    expect(page.get_by_label("Teksten til et materiale, vi kender")).to_be_checked()
    page.get_by_role("button", name="Udgiv").click()
    page.get_by_role("link", name="brød.pdf").click()
    page.get_by_role("button", name="Kassér kladden").click()
    expect(page.get_by_text("Kladden er kasseret")).to_be_visible()
    known = load_catalogue(listed.corpus)
    assert [bool(m.links) for m in known.materials] == [True, False]
    assert listed.run("undo").exit_code == 0
    assert [bool(m.links) for m in load_catalogue(listed.corpus).materials] == [False, False]


def test_much_that_is_wrong_at_once_is_told_within_what_a_cookie_holds(
    uploader: FlaskClient,
) -> None:
    enter(uploader)
    wrong = [(BytesIO(b"\x00\x01"), f"{n} {'æ' * 200}.pdf") for n in range(60)]
    answer = uploader.post("/indlaes", data={"token": token(uploader), "filer": wrong})
    assert len(answer.headers["Set-Cookie"]) < 4096
    page = uploader.get("/indlaes").text
    assert page.count(f"er hverken {NAMES}.") == 5
    assert f">{NAMES}; gerne flere." in page
    assert "55 filer mere kunne ikke indlæses." in page


def test_it_is_told_which_of_many_files_there_was_no_time_for(
    uploader: FlaskClient, listed: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(uploader)
    monkeypatch.setattr(uploading, "MOST_SECONDS", -1)
    many = [(BytesIO(BREAD), "brød.pdf"), (BytesIO(SHIPS), "skib.pdf"), (BytesIO(SHIPS), "x.pdf")]
    uploader.post("/indlaes", data={"token": token(uploader), "filer": many})
    assert "Send brød.pdf og filerne efter den igen." in uploader.get("/indlaes").text
    assert Uploads(listed.settings).drafts() == ()


def test_the_same_file_published_twice_at_once_is_one_material(listed: Collection) -> None:
    with Looker() as looker:
        draft = Uploads(listed.settings).receive("brød.pdf", BREAD, "Ea")
        file = listed.corpus / "originals" / draft.sha256
        brought = bring(listed.settings, looker, str(file))
    first = take(listed.settings, brought, {}, "Ea")
    second = take(listed.settings, brought, {}, "Bo")
    assert (first.is_new, second.is_new) == (True, False)
    assert first.material.id == second.material.id


@pytest.mark.parametrize(
    ("content", "said"), [(b"\x00\x01", "er hverken PDF"), (b"%PDF-" + bytes(400_000), "er større")]
)
def test_what_is_no_report_or_too_large_is_refused_in_a_sentence(
    opened: Settings, content: bytes, said: str
) -> None:
    limited = opened.model_copy(update={"file_bytes": 300_000})
    client = made(limited).test_client()
    enter(client)
    send(client, content, token(client))
    assert said in client.get("/indlaes").text
    assert Uploads(limited).drafts() == ()


def test_what_a_file_is_called_and_says_is_never_markup(uploader: FlaskClient) -> None:
    enter(uploader)
    answer = send(uploader, BREAD, token(uploader), "../<b>x</b>\u202e.pdf")
    page = uploader.get(answer.headers["Location"]).text
    assert "<b>x" not in page
    assert "\u202e" not in page


def test_a_new_material_stays_one_when_a_field_is_wrong(uploader: FlaskClient) -> None:
    enter(uploader)
    key = token(uploader)
    path = send(uploader, SHIPS, key).headers["Location"]
    form = {"token": key, "hvad": "nyt", "til": "skibsbyggere-2018", "published": "i går",
            "title": "Et andet skib"}  # fmt: skip
    page = html.fromstring(uploader.post(path, data=form).text)
    assert page.xpath("//input[@name='hvad'][@checked]/@value") == ["nyt"]
    assert page.xpath("//input[@name='title']/@value") == ["Et andet skib"]


def bomb() -> bytes:
    """A document of Word that unpacks to more than is read."""
    made = BytesIO(sample("docx"))
    with ZipFile(made, "a", ZIP_DEFLATED) as parts, parts.open("word/more.xml", "w") as part:
        for _ in range(201):
            part.write(bytes(2**20))
    return made.getvalue()


def locked() -> bytes:
    """A PDF that only opens with a password."""
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt="hemmelig")
    canvas.drawString(72, 760, "Låst")
    canvas.save()
    return buffer.getvalue()


UNREADABLE = [
    pytest.param(bomb, "x.docx", "fylder mere end 200 MB pakket ud", id="zip bomb"),
    pytest.param(locked, "x.pdf", "adgangskode", id="locked"),
    pytest.param(lambda: b"%PDF-1.4\n" + b"x" * 999, "x.pdf", "kan ikke åbnes", id="broken"),
    pytest.param(lambda: b"<html><body> </body></html>", "x.html", "ingen tekst", id="empty"),
]


@pytest.mark.parametrize(("make", "name", "said"), UNREADABLE)
def test_a_file_that_can_not_be_read_is_refused_when_it_comes(
    uploader: FlaskClient, listed: Collection, make: Any, name: str, said: str
) -> None:
    enter(uploader)
    assert send(uploader, make(), token(uploader), name).headers["Location"] == "/indlaes"
    [told] = html.fromstring(uploader.get("/indlaes").text).xpath("//*[@role='alert']")
    assert name in told.text
    assert said in told.text
    assert Uploads(listed.settings).drafts() == ()


def test_a_draft_that_can_not_be_read_any_more_is_shown_and_not_published(
    uploader: FlaskClient, listed: Collection
) -> None:
    enter(uploader)
    key = token(uploader)
    path = send(uploader, sample("docx"), key, "x.docx").headers["Location"]
    (listed.corpus / "originals" / path.rpartition("/")[2]).write_bytes(b"%PDF-1.4\n")
    assert uploader.get(path).status_code == 200
    answer = uploader.post(path, data={"token": key, "hvad": "nyt", "title": "Bundgarn"})
    assert (answer.status_code, "x.docx kan ikke læses: " in answer.text) == (400, True)
    assert len(load_catalogue(listed.corpus).materials) == 2


@pytest.mark.parametrize(
    ("content", "name", "places"),
    [
        (sample("docx"), "x.docx", ["Side 1", "Side 2"]),
        (slides(), "x.pptx", ["Slide 1", "Slide 2"]),
        (f"<html><title>Garn</title><body><p>{OPENING}.</p></body></html>".encode(), "x.html",
         ["Side 1"]),
    ],
    ids=["word", "slides", "web page"],
)  # fmt: skip
def test_what_is_not_drawn_is_shown_as_the_text_that_is_read_of_it(
    uploader: FlaskClient, content: bytes, name: str, places: list[str]
) -> None:
    enter(uploader)
    page = html.fromstring(
        uploader.get(send(uploader, content, token(uploader), name).headers["Location"]).text
    )
    shown = page.xpath("//section[@aria-labelledby='tekst']")[0]
    assert [summary.text for summary in shown.xpath(".//summary")] == places
    assert OPENING in shown.xpath("string(.//details[1])")


def test_a_file_that_is_here_already_takes_nothing_from_its_material(
    uploader: FlaskClient, listed: Collection
) -> None:
    enter(uploader)
    key = token(uploader)
    path = send(uploader, BREAD, key).headers["Location"]
    uploader.post(path, data={"token": key, "hvad": "nyt", "title": "Brød", "publishers": "Lauget"})
    before = load_catalogue(listed.corpus)
    assert send(uploader, BREAD, key).headers["Location"] == path
    page = html.fromstring(uploader.get(path).text)
    assert not page.xpath("//input[@name='title']")
    [chosen] = page.xpath("//select[@name='til']//option[@selected]/@value")
    uploader.post(path, data={"token": key, "hvad": "kendt", "til": chosen})
    assert load_catalogue(listed.corpus) == before
    assert "Intet er ændret" in uploader.get("/indlaes").text


def test_what_is_gone_or_over_is_told(uploader: FlaskClient) -> None:
    enter(uploader)
    key = token(uploader)
    path = send(uploader, BREAD, key).headers["Location"]
    uploader.post(path, data={"token": key, "gør": "kassér"})
    for ask in (uploader.get, uploader.post):
        assert ask(path, data={"token": key}).headers["Location"] == "/indlaes"
        assert "venter ikke længere" in uploader.get("/indlaes").text
    uploader.get("/indlaes/materiale/findes-ikke")
    assert "Materialet er her ikke" in uploader.get("/indlaes").text
    send(uploader, b"", key, "tom.pdf")
    assert "tom.pdf er tom." in uploader.get("/indlaes").text
    uploader.post("/indlaes/ud", data={"token": key})
    assert "Du er ikke inde længere" in uploader.post(path, data={"token": key}).text


def fields(page: str, action: str) -> dict[str, str]:
    """What a browser would send of the form that leads to ``action``."""
    [form] = html.fromstring(page).xpath(f"//form[@action='{action}']")
    return {name: value or "" for name, value in form.form_values()}


def test_what_was_written_outlives_the_session(uploader: FlaskClient, listed: Collection) -> None:
    enter(uploader)
    draft = send(uploader, BREAD, token(uploader)).headers["Location"]
    known = f"/indlaes/materiale/{load_catalogue(listed.corpus).materials[0].id}"
    for saved, path in enumerate((draft, known)):
        written = fields(uploader.get(path).text, path) | {
            "title": 'Rugbrød & "æ"', "authors": "Ea Holm\nBo Lind", "summary": "To\nlinjer",
        }  # fmt: skip
        uploader.post("/indlaes/ud", data={"token": token(uploader)})
        page = uploader.post(path, data=written).text
        assert "står det, du skrev, her endnu" in page
        for secret, status in (("forkert", 403), (SECRET, 200)):
            form = fields(page, "/indlaes/ind") | {"navn": "Ea", "hemmelighed": secret}
            answer = uploader.post("/indlaes/ind", data=form)
            assert answer.status_code == status
            page = answer.text
        assert "er ikke gemt" in page
        again = fields(page, path)
        assert {n: v.replace("\r\n", "\n") for n, v in again.items() if n != "token"} == {
            n: v for n, v in written.items() if n != "token"
        }
        stale = uploader.post(path, data=again | {"token": written["token"]}).text
        assert fields(stale, path) == again
        for expected in (saved, saved + 1):
            titles = [m.title for m in load_catalogue(listed.corpus).materials]
            assert titles.count(written["title"]) == expected
            uploader.post(path, data=again)


def test_neither_of_two_people_takes_back_or_overwrites_what_the_other_did(
    visit: Any, listed: Collection
) -> None:
    ea, bo = visit(viewport=DESKTOP), visit(viewport=DESKTOP, java_script_enabled=False)
    for page in (ea, bo):
        go_in(page)
        page.goto(f"{page.url}/materiale/skibsbyggere-2018")
    for page, label, text in ((ea, "Emne", "svende\nsøfart"), (bo, "Målgruppe", "lærlinge")):
        page.get_by_label(label).fill(text)
        page.get_by_role("button", name="Gem rettelserne").click()
        expect(page.get_by_role("button", name="Fortryd den seneste")).to_be_visible()
    corrected = load_catalogue(listed.corpus).get("skibsbyggere-2018")
    assert corrected
    assert (corrected.subjects, corrected.target_groups) == (("svende", "søfart"), ("lærlinge",))
    ea.get_by_role("button", name="Fortryd den seneste").click()
    expect(ea.get_by_role("alert")).to_contain_text("Intet er taget tilbage")
    assert load_catalogue(listed.corpus).get("skibsbyggere-2018") == corrected
    ea.get_by_role("button", name="Fortryd den seneste").click()
    expect(ea.get_by_text("Taget tilbage: ")).to_be_visible()
