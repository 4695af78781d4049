"""Reports put in from a browser: who may, and what becomes of them."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from flask.testing import FlaskClient
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect
from reportlab.pdfgen.canvas import Canvas
from werkzeug.security import generate_password_hash

from docs.serving import serving
from indexer.adding import take
from indexer.fetching.looker import Looker
from indexer.incoming import bring
from indexer.pageimages import PageImages
from indexer.uploads import Uploads
from search.library.catalogue import load_catalogue
from search.library.settings import Settings
from tests.conftest import Collection
from tests.extraction.office import OPENING, sample, slides
from tests.test_adding import BREAD, LISTED, SHIPS
from tests.webapp.accessible import DESKTOP, PHONE, problems
from webapp import create_app

SECRET = "en lang hemmelighed"  # noqa: S105 - of these tests
HASH = generate_password_hash(SECRET, "pbkdf2:sha256:1000")
"""Cheap to check: what the command makes costs much."""
WAYS = [
    pytest.param({"viewport": DESKTOP}, id="desktop"),
    pytest.param({"viewport": PHONE, "color_scheme": "dark"}, id="phone, dark"),
    pytest.param({"viewport": DESKTOP, "java_script_enabled": False}, id="no script"),
]


@pytest.fixture
def listed(collection: Collection) -> Collection:
    """A collection whose catalogue lists two materials without a text."""
    (collection.corpus / "materials.toml").write_text(LISTED, encoding="utf-8")
    assert collection.run("index").exit_code == 0
    return collection


@pytest.fixture
def opened(listed: Collection) -> Settings:
    """Its settings, with a secret."""
    return listed.settings.model_copy(update={"upload_secret": HASH})


def made(settings: Settings) -> Any:
    return create_app(settings, PageImages(settings.corpus), Uploads(settings))


@pytest.fixture
def client(opened: Settings) -> FlaskClient:
    client: FlaskClient = made(opened).test_client()
    return client


def enter(client: FlaskClient, secret: str = SECRET, **more: Any) -> int:
    form = {"navn": "Ea Holm", "hemmelighed": secret}
    return client.post("/indlaes/ind", data=form, **more).status_code


def token(client: FlaskClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/indlaes").text)
    assert found
    return found[1]


def send(client: FlaskClient, content: bytes, key: str, name: str = "x.pdf") -> Any:
    form = {"token": key, "filer": (BytesIO(content), name)}
    return client.post("/indlaes", data=form)


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


def test_without_a_secret_in_the_settings_there_is_no_such_page(listed: Collection) -> None:
    client = made(listed.settings).test_client()
    assert client.get("/indlaes").status_code == 404
    assert enter(client) == 404
    assert "/indlaes" not in client.get("/").text


def test_every_page_leads_there_when_there_is_one(client: FlaskClient) -> None:
    assert 'href="/indlaes"' in client.get("/").text


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", "/indlaes/fil/x"), ("get", "/indlaes/materiale/skibsbyggere-2018"),
     ("post", "/indlaes"), ("post", "/indlaes/fortryd"), ("get", "/indlaes/fil/x/side/1"),
     ("post", "/indlaes/materiale/skibsbyggere-2018")],
)  # fmt: skip
def test_who_does_not_know_the_secret_is_sent_to_the_way_in(
    client: FlaskClient, method: str, path: str
) -> None:
    answer = getattr(client, method)(path)
    told = "Du er ikke inde længere" in answer.text
    assert (answer.status_code, answer.headers.get("Location"), told) == (
        (403, None, True) if method == "post" else (303, "/indlaes", False)
    )


def test_a_form_from_elsewhere_is_refused_in_danish(client: FlaskClient) -> None:
    answer = client.post("/indlaes/ind", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "<h1>Det må du ikke herfra</h1>" in answer.text


def test_a_wrong_secret_can_be_tried_a_few_times_only(client: FlaskClient) -> None:
    assert [enter(client, "forkert") for _ in range(5)] == [403] * 5
    assert enter(client) == 403
    assert (
        "For mange forkerte forsøg"
        in client.post("/indlaes/ind", data={"navn": "Ea", "hemmelighed": SECRET}).text
    )


def test_many_wrong_secrets_at_once_are_no_more_tries(opened: Settings) -> None:
    slow = generate_password_hash(SECRET, "pbkdf2:sha256:200000")
    app = made(opened.model_copy(update={"upload_secret": slow}))

    def guess(number: int) -> bool:
        form = {"navn": "Ea", "hemmelighed": f"gæt {number}"}
        answer = app.test_client().post("/indlaes/ind", data=form)
        return "Det er ikke hemmeligheden" in answer.text

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(guess, range(24))) == 5


def test_who_knows_the_secret_may_come_in_often(client: FlaskClient) -> None:
    assert [enter(client) for _ in range(8)] == [303] * 8


def test_much_that_is_wrong_at_once_is_told_within_what_a_cookie_holds(
    client: FlaskClient,
) -> None:
    enter(client)
    wrong = [(BytesIO(b"\x00\x01"), f"{n} {'æ' * 200}.pdf") for n in range(60)]
    answer = client.post("/indlaes", data={"token": token(client), "filer": wrong})
    assert len(answer.headers["Set-Cookie"]) < 4096
    page = client.get("/indlaes").text
    assert page.count("er hverken PDF") == 5
    assert "55 filer mere kunne ikke indlæses." in page


def test_the_same_file_published_twice_at_once_is_one_material(listed: Collection) -> None:
    with Looker() as looker:
        draft = Uploads(listed.settings).receive("brød.pdf", BREAD, "Ea")
        file = listed.corpus / "originals" / draft.sha256
        brought = bring(listed.settings, looker, str(file))
    first = take(listed.settings, brought, {}, "Ea")
    second = take(listed.settings, brought, {}, "Bo")
    assert (first.is_new, second.is_new) == (True, False)
    assert first.material.id == second.material.id


def test_the_cookie_goes_to_these_pages_only_and_no_script_reads_it(client: FlaskClient) -> None:
    form = {"navn": "Ea Holm", "hemmelighed": SECRET}
    cookie = client.post("/indlaes/ind", data=form).headers["Set-Cookie"]
    assert {"HttpOnly", "Path=/indlaes", "SameSite=Strict"} <= set(cookie.split("; "))
    assert SECRET not in cookie
    assert "Set-Cookie" not in client.get("/").headers


@pytest.mark.parametrize(
    ("headers", "environ"),
    [
        ({}, {"REMOTE_ADDR": "192.0.2.7"}),
        ({"X-Forwarded-For": "192.0.2.7"}, {}),
        ({"X-Forwarded-Proto": "https"}, {}),
        ({"X-Real-IP": "192.0.2.7"}, {}),
        ({"Host": "mentor.example.dk"}, {}),
        ({"Host": "127.0.0.1.example.dk"}, {}),
    ],
    ids=[
        "http from elsewhere",
        "by a proxy that is not believed",
        "said to be https",
        "by a proxy that tells little",
        "by another name",
        "by a name that looks like this machine",
    ],
)
def test_nothing_is_asked_where_others_can_read_along(
    client: FlaskClient, headers: dict[str, str], environ: dict[str, str]
) -> None:
    answer = client.get("/indlaes", headers=headers, environ_overrides=environ)
    assert answer.status_code == 403
    assert "https" in answer.text
    assert "Hemmelighed" not in answer.text
    assert enter(client, headers=headers, environ_overrides=environ) == 403


def test_behind_a_believed_proxy_the_way_is_open_over_tls_alone(opened: Settings) -> None:
    client = made(opened.model_copy(update={"trusted_proxies": 1})).test_client()
    for scheme, expected in (("https", 200), ("http", 403)):
        headers = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": scheme}
        assert client.get("/indlaes", headers=headers).status_code == expected
        if scheme == "https":
            form = {"navn": "Ea", "hemmelighed": SECRET}
            entered = client.post("/indlaes/ind", data=form, headers=headers)
            assert "Secure" in entered.headers["Set-Cookie"]


def test_a_form_that_another_page_sends_changes_nothing(
    client: FlaskClient, listed: Collection
) -> None:
    assert enter(client) == 303
    right = token(client)
    assert send(client, BREAD, "gættet").status_code == 403
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/indlaes/ud", data={"token": right}, headers=foreign).status_code == 403
    assert client.post("/indlaes/fortryd", data={}).status_code == 403
    assert Uploads(listed.settings).drafts() == ()
    assert send(client, BREAD, right).status_code == 303
    assert len(Uploads(listed.settings).drafts()) == 1


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


def test_what_a_file_is_called_and_says_is_never_markup(client: FlaskClient) -> None:
    enter(client)
    answer = send(client, BREAD, token(client), "../<b>x</b>\u202e.pdf")
    page = client.get(answer.headers["Location"]).text
    assert "<b>x" not in page
    assert "\u202e" not in page


def test_an_identity_that_nobody_signed_opens_nothing(client: FlaskClient) -> None:
    client.set_cookie("indlaes", "eyJuYW1lIjoiRWEifQ.abc.def", path="/indlaes")
    assert "Hemmelighed" in client.get("/indlaes").text


def test_a_new_material_stays_one_when_a_field_is_wrong(client: FlaskClient) -> None:
    enter(client)
    key = token(client)
    path = send(client, SHIPS, key).headers["Location"]
    form = {"token": key, "hvad": "nyt", "til": "skibsbyggere-2018", "published": "i går",
            "title": "Et andet skib"}  # fmt: skip
    page = html.fromstring(client.post(path, data=form).text)
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
    client: FlaskClient, listed: Collection, make: Any, name: str, said: str
) -> None:
    enter(client)
    assert send(client, make(), token(client), name).headers["Location"] == "/indlaes"
    [told] = html.fromstring(client.get("/indlaes").text).xpath("//*[@role='alert']")
    assert name in told.text
    assert said in told.text
    assert Uploads(listed.settings).drafts() == ()


def test_a_draft_that_can_not_be_read_any_more_is_shown_and_not_published(
    client: FlaskClient, listed: Collection
) -> None:
    enter(client)
    key = token(client)
    path = send(client, sample("docx"), key, "x.docx").headers["Location"]
    (listed.corpus / "originals" / path.rpartition("/")[2]).write_bytes(b"%PDF-1.4\n")
    assert client.get(path).status_code == 200
    answer = client.post(path, data={"token": key, "hvad": "nyt", "title": "Bundgarn"})
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
    client: FlaskClient, content: bytes, name: str, places: list[str]
) -> None:
    enter(client)
    page = html.fromstring(
        client.get(send(client, content, token(client), name).headers["Location"]).text
    )
    shown = page.xpath("//section[@aria-labelledby='tekst']")[0]
    assert [summary.text for summary in shown.xpath(".//summary")] == places
    assert OPENING in shown.xpath("string(.//details[1])")


def test_a_file_that_is_here_already_takes_nothing_from_its_material(
    client: FlaskClient, listed: Collection
) -> None:
    enter(client)
    key = token(client)
    path = send(client, BREAD, key).headers["Location"]
    client.post(path, data={"token": key, "hvad": "nyt", "title": "Brød", "publishers": "Lauget"})
    before = load_catalogue(listed.corpus)
    assert send(client, BREAD, key).headers["Location"] == path
    page = html.fromstring(client.get(path).text)
    assert not page.xpath("//input[@name='title']")
    [chosen] = page.xpath("//select[@name='til']//option[@selected]/@value")
    client.post(path, data={"token": key, "hvad": "kendt", "til": chosen})
    assert load_catalogue(listed.corpus) == before
    assert "Intet er ændret" in client.get("/indlaes").text


def test_what_is_gone_or_over_is_told(client: FlaskClient) -> None:
    enter(client)
    key = token(client)
    path = send(client, BREAD, key).headers["Location"]
    client.post(path, data={"token": key, "gør": "kassér"})
    for ask in (client.get, client.post):
        assert ask(path, data={"token": key}).headers["Location"] == "/indlaes"
        assert "venter ikke længere" in client.get("/indlaes").text
    client.get("/indlaes/materiale/findes-ikke")
    assert "Materialet er her ikke" in client.get("/indlaes").text
    send(client, b"", key, "tom.pdf")
    assert "tom.pdf er tom." in client.get("/indlaes").text
    client.post("/indlaes/ud", data={"token": key})
    assert "Du er ikke inde længere" in client.post(path, data={"token": key}).text


def fields(page: str, action: str) -> dict[str, str]:
    """What a browser would send of the form that leads to ``action``."""
    [form] = html.fromstring(page).xpath(f"//form[@action='{action}']")
    return {name: value or "" for name, value in form.form_values()}


def test_what_was_written_outlives_the_session(client: FlaskClient, listed: Collection) -> None:
    enter(client)
    draft = send(client, BREAD, token(client)).headers["Location"]
    known = f"/indlaes/materiale/{load_catalogue(listed.corpus).materials[0].id}"
    for saved, path in enumerate((draft, known)):
        written = fields(client.get(path).text, path) | {
            "title": 'Rugbrød & "æ"', "authors": "Ea Holm\nBo Lind", "summary": "To\nlinjer",
        }  # fmt: skip
        client.post("/indlaes/ud", data={"token": token(client)})
        page = client.post(path, data=written).text
        assert "står det, du skrev, her endnu" in page
        for secret, status in (("forkert", 403), (SECRET, 200)):
            form = fields(page, "/indlaes/ind") | {"navn": "Ea", "hemmelighed": secret}
            answer = client.post("/indlaes/ind", data=form)
            assert answer.status_code == status
            page = answer.text
        assert "er ikke gemt" in page
        again = fields(page, path)
        assert {n: v.replace("\r\n", "\n") for n, v in again.items() if n != "token"} == {
            n: v for n, v in written.items() if n != "token"
        }
        stale = client.post(path, data=again | {"token": written["token"]}).text
        assert fields(stale, path) == again
        for expected in (saved, saved + 1):
            titles = [m.title for m in load_catalogue(listed.corpus).materials]
            assert titles.count(written["title"]) == expected
            client.post(path, data=again)


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
    corrected = load_catalogue(listed.corpus).get("skibsbyggere-2018")
    assert corrected
    assert (corrected.subjects, corrected.target_groups) == (("svende", "søfart"), ("lærlinge",))
    ea.get_by_role("button", name="Fortryd den seneste").click()
    expect(ea.get_by_role("alert")).to_contain_text("Intet er taget tilbage")
    assert load_catalogue(listed.corpus).get("skibsbyggere-2018") == corrected
    ea.get_by_role("button", name="Fortryd den seneste").click()
    expect(ea.get_by_text("Taget tilbage: ")).to_be_visible()
