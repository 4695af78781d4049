"""A slogan over the title, and a title of which a cover has the first part only."""

import pytest

from tests.conftest import Collection
from tests.fetching.roads import PAGE, SIDE, TITLE, one
from tests.fetching.servers import WebServer, body, web_page
from tests.fetching.test_covers import bound

FILLED = tuple((f"Afsnit {n} om hverdagen ved kajen og vagten om natten", 10) for n in range(30))
Heads = tuple[str, str]
Front = tuple[tuple[str, int], ...]


def _long(front: Front) -> bytes:
    return bound(front, *[FILLED] * 4)


@pytest.mark.parametrize(
    ("above", "below", "is_sure"),
    [
        ((), (), True),
        ((("Tema:", 11),), (), False),
        ((("Et udspil efter", 11),), (), False),
        ((), (("Ny formand i bestyrelsen", 12),), False),
        ((("Årgang 7", 11),), (), False),
    ],
)
def test_a_slogan_may_stand_over_the_title_where_nothing_else_does(
    collection: Collection, web: WebServer, above: Front, below: Front, *, is_sure: bool
) -> None:
    slogan, house = ("INGEN SEJLER ALENE", 40), ("Havnefondet, maj 2018", 11)
    web.pages["a.test/udgivelser/havnene"] = body(
        _long((slogan, *above, (TITLE, 16), *below, house))
    )
    got = one(collection, SIDE, publishers=["Havnefondet"], published="2018").original
    assert got and (not got.doubt) == is_sure


@pytest.mark.parametrize(
    ("above", "heads", "is_sure"),
    [
        ("INGEN SEJLER ALENE", ("Indledning", "Konklusion"), True),
        ("INGEN SEJLER ALENE", ("Leder", "Brevkassen"), False),
        ("LODSBLADET", ("Indledning", "Konklusion"), False),
    ],
)
def test_under_a_slogan_stand_the_parts_of_a_report(
    collection: Collection, web: WebServer, above: str, heads: Heads, *, is_sure: bool
) -> None:
    front = ((above, 40), (TITLE, 16), ("Havnefondet, maj 2018", 11))
    inside = (tuple((f"{head} ved kajen", 10) for head in heads * 15) for _ in range(4))
    pages = bound(front, *inside, sections="Mole")
    web.pages["a.test/udgivelser/havnene"] = body(pages)
    got = one(collection, SIDE, publishers=["Havnefondet"], published="2018").original
    assert got and (not got.doubt) == is_sure


MAIN, REST = "Makkere i havnene", "Vagtordninger og fællesskab blandt bådejere"


@pytest.mark.parametrize(
    ("title", "front", "is_sure"),
    [
        (f"{MAIN}: {REST}", ((MAIN, 26), ("Havnefondet 2018", 11)), True),
        (f"{MAIN}: {REST}", ((MAIN, 26), ("Metodehæfte", 14), ("Havnefondet 2018", 11)), False),
        (f"{MAIN}: {REST}", ((MAIN, 26), ("Havnefondet 2012", 11)), False),
        (f"{MAIN}: {REST}", ((MAIN, 26), ("Sejlads på sø", 14), ("Havnefondet 2018", 11)), False),
        (f"{MAIN}: Korsørvig", ((MAIN, 26), ("Havnefondet 2018", 11)), False),
        (f"{MAIN}: Metodehæfte", ((MAIN, 26), ("Havnefondet 2018", 11)), False),
    ],
)  # fmt: skip
def test_a_cover_may_leave_a_long_subtitle_out(
    collection: Collection, web: WebServer, title: str, front: Front, *, is_sure: bool
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(_long(front))
    told = {"publishers": ["Havnefondet"], "published": "2018"}
    got = one(collection, SIDE, title=title, **told).original
    assert bool(got and not (got.doubt or got.role)) == is_sure


@pytest.mark.parametrize(("more", "is_sure"), [("", True), ("<a href=/n.pdf>Notat</a>", False)])
def test_the_report_s_page_may_say_the_subtitle_of_its_one_file(
    collection: Collection, web: WebServer, more: str, *, is_sure: bool
) -> None:
    page = f"<p>{REST}.</p><p><a href=/r.pdf>{MAIN}</a></p>{more}"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(MAIN, page))
    web.pages["a.test/r.pdf"] = body(bound(((MAIN, 26), ("Byens havn", 11))))
    got = one(collection, SIDE, title=f"{MAIN}: {REST}", publishers=["Havnefondet"]).original
    assert bool(got and not got.doubt) == is_sure


def test_a_heading_that_says_more_is_the_page_s_own(collection: Collection, web: WebServer) -> None:
    text = f"<p>Det viser <a href=/r.pdf>»{TITLE}«</a> fra Havnefondet.</p>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format("Flere havne har vagt", text))
    web.pages["a.test/r.pdf"] = body(bound(((TITLE, 26), ("Havnefondet 2018", 11))))
    got = one(collection, SIDE, publishers=["Havnefondet"], published="2018").original
    assert got and got.final_url.endswith("/r.pdf")
