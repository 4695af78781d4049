"""How short or long a text is, and what is called otherwise: whether it is what is sought."""

import pytest

from benchmarks.web.reports import pdf
from tests.conftest import Collection
from tests.fetching.roads import BODY, PAGE, SIDE, TITLE, material, one
from tests.fetching.servers import WebServer, body, web_page


@pytest.mark.parametrize("length", [300, 3])
def test_a_long_text_is_no_press_release_though_it_came_with_one(
    collection: Collection, web: WebServer, length: int
) -> None:
    head = f"HAU, Alm.del - Bilag 91: Pressemeddelelse om ny rapport: {TITLE}"
    said = "".join(f"<p>Afsnit {n} om makkere. {BODY}</p>" for n in range(length))
    stamp = "<p>Havneudvalget 2016-17</p><p>HAU Alm.del Bilag 91</p><p>Offentligt</p>"
    page = f"<html lang=da><title>{head}</title><body>{stamp}<p>{TITLE}</p>{said}"
    web.pages["a.test/udgivelser/havnene"] = web_page(page)
    got = one(collection, SIDE).original
    assert (got.role if got else "pressemeddelelse") == ("" if length > 9 else "pressemeddelelse")


@pytest.mark.parametrize(
    ("kind", "title", "says", "doubted"),
    [
        ("analyse", TITLE, "Notat", False),
        ("undersøgelse", TITLE, "ANALYSENOTAT", False),
        ("rapport", "Redegørelse om makkerordningen i havnene", "Ministeriet", False),
        ("rapport", TITLE, "Notat", True),
        ("analyse", TITLE, "Havnefondet", True),
    ],
)
def test_a_short_memo_is_whole_where_a_memo_is_what_is_sought(
    collection: Collection, web: WebServer, kind: str, title: str, says: str, *, doubted: bool
) -> None:
    memo = pdf(title, 4, subtitle=says)
    web.pages["a.test/udgivelser/havnene"] = body(memo)
    got = one(collection, SIDE, title=title, kind=kind).original
    assert got and bool(got.doubt) == doubted


@pytest.mark.parametrize(
    ("sought", "title"),
    [
        (TITLE, f"Svar på {TITLE}"),
        ("Havneanlæggenes uformelle lodser", "Havneanlæggenes uformelle fogeder"),
    ],
)
def test_what_is_called_something_else_is_not_taken_from_a_list(
    collection: Collection, web: WebServer, sought: str, title: str
) -> None:
    links = f"<p><a href=/a.pdf>{title}</a></p><p><a href=/b.pdf>Tage i købstæderne</a></p>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format("Udgivelser", links))
    web.pages["a.test/a.pdf"] = body(pdf(title))
    assert one(collection, SIDE, title=sought, publishers=["Havnefondet"]).original is None


def test_a_lesser_thing_is_not_doubted_for_being_short(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(pdf(TITLE, 2, subtitle="Faktaark"))
    got = one(collection, SIDE, kind="rapport").original
    assert got and (got.role, got.doubt) == ("faktaark", "")
    assert material(collection)["missing"] == "Vi har kun et faktaark, ikke selve materialet."


@pytest.mark.parametrize("is_line", [True, False])
@pytest.mark.parametrize(
    ("thing", "role"),
    [
        ("Høringssvar", "høringssvar"),
        ("Referat fra mødet i følgegruppen", "referat"),
        ("Nyhedsbrev nr. 3", "nyhedsbrev"),
        ("Anmeldelse", "omtale"),
        ("Procesplan", "projektplan"),
        ("Talepapir til samråd", "svar"),
        ("Kodebog", "bilag"),
        ("Kvikguide til ledere", "folder"),
        ("Evalueringsplan", "projektplan"),
        ("Undervisningsforløb for 7. klasse", "undervisningsmateriale"),
        ("Interview med 40 lodser", ""),
        ("Anmeldelse og retsforfølgning", ""),
        ("Svar fra havnene", ""),
        ("Folderne og deres læsere", ""),
    ],
)
def test_what_is_written_around_a_report_says_so_under_its_title(
    collection: Collection, web: WebServer, thing: str, role: str, *, is_line: bool
) -> None:
    made = pdf(TITLE, subtitle=thing) if is_line else pdf(f"{TITLE}: {thing}")
    web.pages["a.test/udgivelser/havnene"] = body(made)
    got = one(collection, SIDE).original
    assert got and got.role == role


def test_what_is_sought_may_be_such_a_thing_itself(collection: Collection, web: WebServer) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(pdf(TITLE, subtitle="Nyhedsbrev"))
    got = one(collection, SIDE, kind="nyhedsbrev").original
    assert got and got.role == ""
