"""What stands on covers beside the title: stamps, houses, quotations, and what makes it another."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from benchmarks.web.reports import text
from tests.conftest import Collection
from tests.fetching.roads import PAGE, SIDE, TITLE, one
from tests.fetching.servers import WebServer, body, web_page

HOUSE = "Havnefondet – Landets Videncenter for Søfart og Havne"
CONTENTS = ("Indhold", "1 Sammenfatning", "2 Indledning", "3 Metode", "4 Resultater")


def bound(*front: tuple[tuple[str, int], ...], sections: str = "Afsnit") -> bytes:
    """A report with these first pages, each of lines with the size of their type, and sections
    that are called so."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    pages = (*front, *(((f"{n} {sections}", 14), *zip(_lines(page), [10] * 99, strict=False))
                       for n, page in enumerate(text(8), 1)))  # fmt: skip
    for page in pages:
        top = 800
        for line, size in page:
            canvas.setFont("Helvetica", size)
            top -= size + 8
            canvas.drawString(40, top, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _lines(page: str) -> list[str]:
    return [page[at : at + 90] for at in range(0, len(page), 90)]


@pytest.mark.parametrize(
    "stamp",
    [
        ("Havneudvalget 2015-16", "HAU Alm.del Bilag 131", "Offentligt"),
        ("Havneudvalget 2015-16 HAU Alm.del Bilag 131 Offentligt",),
        ("Havneudvalget 2012-13", "L 113 Bilag 5", "Offentligt"),
        ("Bilag 3 til punkt 7 på Havneudvalgets møde 14. juni 2017",),
        (
            f"Bilag: 4.2. {TITLE}",
            "Udvalg: Havneudvalget",
            "Mødedato: 12. juni 2018 - Kl. 15:00",
            "Adgang: Åben",
            "Bilagsnr: 115220/18",
        ),
    ],
)
@pytest.mark.parametrize("size", [9, 40])
def test_the_stamp_of_a_parliament_or_an_agenda_is_no_part_of_a_report(
    collection: Collection, web: WebServer, stamp: tuple[str, ...], size: int
) -> None:
    stamped = tuple((line, size if len(line) < 25 else 9) for line in stamp)
    web.pages["a.test/udgivelser/havnene"] = body(bound((*stamped, (TITLE, 24))))
    got = one(collection, SIDE).original
    assert got and (got.role, got.doubt) == ("", "")


def test_an_appendix_with_the_report_s_title_is_still_one(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(bound((("Bilag 3", 12), (TITLE, 24))))
    got = one(collection, SIDE).original
    assert got and got.role == "bilag"


@pytest.mark.parametrize(
    "front",
    [
        ((("Havnefondet for Søfart", 30),), ((TITLE, 18),)),
        (((HOUSE, 18),), (), ((TITLE, 16),)),
        (((HOUSE, 20), (TITLE, 12)),),
        ((("HAVNE", 30), ("MINISTERIET", 30), (TITLE, 12)),),
        ((("Havnefondet Fyr & Fortøjning, Region Havn", 20), (TITLE, 12)),),
        ((("»Jeg kom om bord igen«", 30), (TITLE, 12)),),
        ((("»Jeg kom om bord igen«", 30),), ((TITLE, 16),)),
    ],
)
def test_a_house_or_a_quotation_in_large_type_is_no_other_title(
    collection: Collection, web: WebServer, front: tuple[tuple[tuple[str, int], ...], ...]
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(bound(*front))
    publishers = ["Havnefondet for Søfart", "Havnefondet", "Havneministeriet"]
    got = one(collection, SIDE, publishers=publishers).original
    assert got and (got.role, got.doubt) == ("", "")


def test_a_house_s_own_report_that_cites_the_one_sought_is_doubted(
    collection: Collection, web: WebServer
) -> None:
    cover = (("Havnefondet: Skibe, der passerer i natten", 24), (TITLE, 12))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    got = one(collection, SIDE, publishers=["Havnefondet"]).original
    assert got and got.doubt


def test_a_title_in_spaced_letters_is_read(collection: Collection, web: WebServer) -> None:
    cover = (("H A V N  O G  M A K K E R", 28), ("Havnefondet 2018", 10))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    got = one(collection, SIDE, title="Havn og makker").original
    assert got and got.doubt == ""


def test_a_chapter_after_a_list_of_contents_makes_a_report_nothing_less(
    collection: Collection, web: WebServer
) -> None:
    listed = tuple((line, 18 if line == "Indhold" else 11) for line in CONTENTS)
    said = ("1 Sammenfatning", 16), ("Evaluering af makkerordningen i havnene viser det.", 10)
    web.pages["a.test/udgivelser/havnene"] = body(bound(listed, said))
    got = one(collection, SIDE).original
    assert got and got.role == ""


@pytest.mark.parametrize(
    ("sought", "line", "role"),
    [
        (TITLE, "HØRINGSUDKAST", "udkast"),
        (TITLE, "Vejledning til ansøgning", "puljeopslag"),
        (TITLE, "Kursusprogram", "program"),
        (TITLE, "Delrapport 1", "del"),
        (TITLE, "Delrapport 1 i undersøgelsen af skibsfartens fremtid", ""),
        (TITLE, f"Delrapport 1 i {TITLE.lower()}", "del"),
        (TITLE, "Rapport med sammenfatning på engelsk", ""),
        (TITLE, "Med dansk resumé", ""),
        (TITLE, "Sammenfatning på engelsk", "resumé"),
        (TITLE, "Oplæg fra Udvalget om havne", ""),
        (TITLE, "Oplæg på konferencen", "præsentation"),
        (f"Vejledning til ansøgning. {TITLE}", "Vejledning til ansøgning", ""),
        (f"{TITLE}, bind 1", "Bind 2", "del"),
        (f"{TITLE}, bind 2", "Bind 2", ""),
        (f"Delrapport 1. {TITLE}", "Delrapport 2", "del"),
        (f"Delrapport 1. {TITLE}", "Delrapport 1", ""),
        (f"{TITLE}. Første år", "Andet år", "del"),
        (f"{TITLE}. Fase 1", "2. fase", "del"),
        (f"{TITLE}. Anden del", "2. del", ""),
    ],
)
def test_a_draft_or_another_volume_is_not_what_is_sought(
    collection: Collection, web: WebServer, sought: str, line: str, role: str
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(bound(((line, 14), (TITLE, 24))))
    got = one(collection, SIDE, title=sought).original
    assert got and got.role == role


@pytest.mark.parametrize(("line", "role"), [("Delrapport 2", "del"), ("Delrapport 1", "")])
def test_a_running_head_that_was_left_from_another_volume_tells_nothing(
    collection: Collection, web: WebServer, line: str, role: str
) -> None:
    head = (f"{TITLE}. Delrapport 1", 9)
    cover = (head, (TITLE, 24), (line, 14))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover, (head, ("Havnefondet", 9))))
    got = one(collection, SIDE, title=f"{TITLE}. Delrapport 1").original
    assert got and got.role == role


def test_another_municipality_s_report_of_a_title_that_says_little_is_doubted(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(
        bound((("Evaluering af projektet", 24), ("i Silkeborg Kommune", 24)))
    )
    sought = {"title": "Evaluering af projektet", "publishers": ["Horsens Kommune"]}
    got = one(collection, SIDE, **sought).original  # type: ignore[arg-type]
    assert got and got.doubt == "filen er fra Silkeborg Kommune"


@pytest.mark.parametrize(("told", "is_it"), [("", True), (" er brugt ved tilsynet", False)])
def test_a_sentence_that_begins_with_the_title_is_no_title(
    collection: Collection, web: WebServer, told: str, *, is_it: bool
) -> None:
    front = (("Tilsynsrapport", 26), (f"{TITLE}{told}", 11), ("Havnen 2018", 11))
    web.pages["a.test/udgivelser/havnene"] = body(bound(front))
    got = one(collection, SIDE, publishers=["Havnefondet"]).original
    assert got and bool(got.doubt) == (not is_it)


def test_what_a_memo_is_about_is_its_title(collection: Collection, web: WebServer) -> None:
    front = (("Notat", 20), ("Dato: 4. april 2018", 10), ("Emne: Makkere i havnene", 10))
    web.pages["a.test/udgivelser/havnene"] = body(bound(front))
    got = one(collection, SIDE, title="Notat vedrørende makkere i havnene").original
    assert got and got.doubt == ""


def test_a_house_s_list_of_what_it_published_is_doubted(
    collection: Collection, web: WebServer
) -> None:
    listed = ("Udgivelser 2018", 14), ("Skibe i modvind", 11), (TITLE, 11), ("Lys på kajen", 11)
    web.pages["a.test/udgivelser/havnene"] = body(bound(((HOUSE, 22),), listed))
    got = one(collection, SIDE, publishers=["Havnefondet"]).original
    assert got and got.doubt


@pytest.mark.parametrize("title", ["»Jeg kom om bord igen«", "Havnefondet og Landets Fyrforening"])
def test_a_title_that_is_a_quotation_or_a_name_is_one(
    collection: Collection, web: WebServer, title: str
) -> None:
    front = ((title, 28), ("Makkere i havnene fortæller om det, de oplevede", 12), ("2018", 10))
    web.pages["a.test/udgivelser/havnene"] = body(bound(front))
    got = one(collection, SIDE, title=title, publishers=["Havnefondet"]).original
    assert got and (got.doubt, got.likeness) == ("", 1.0)


@pytest.mark.parametrize(
    ("colophon", "is_house"),
    [
        ("© 2018 Skipper Management Consulting", True),
        ("Udarbejdet af Skipper Management Consulting A/S", True),
        ("Omtalt i Skipper Management Consulting", False),
    ],
)
def test_who_made_a_file_by_its_colophon_is_no_title(
    collection: Collection, web: WebServer, colophon: str, *, is_house: bool
) -> None:
    cover = (("SKIPPER MANAGEMENT CONSULTING", 24), (TITLE, 14))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover, ((colophon, 9),)))
    got = one(collection, SIDE, publishers=["Havnefondet"]).original
    assert got and bool(got.doubt) != is_house


@pytest.mark.parametrize(("number", "role"), [("2", ""), ("3", "bilag")])
def test_the_number_that_an_agenda_gives_an_annex_says_nothing_within_it(
    collection: Collection, web: WebServer, number: str, role: str
) -> None:
    links = f"<p><a href=/dagsorden/e5b-bilag-2.pdf>Bilag 2 - {TITLE} (pdf)</a></p>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format("Dagsorden for udvalget", links))
    front = ((f"Bilag {number}", 9), (TITLE, 24))
    web.pages["a.test/dagsorden/e5b-bilag-2.pdf"] = body(bound(front))
    got = one(collection, SIDE).original
    assert got and got.role == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        (f"Bilag: 3.1. {TITLE}", ""),
        (f"Bilag 2 – {TITLE}", ""),
        (f"Bilag 2 til {TITLE}", "bilag"),
        ("Bilag 2 – Tabeller", "bilag"),
    ],
)
def test_a_line_above_a_cover_may_number_it_among_an_agenda_s_annexes(
    collection: Collection, web: WebServer, line: str, role: str
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(bound(((line, 9), (TITLE, 24))))
    got = one(collection, SIDE).original
    assert got and got.role == role


SHEET = (
    ("Havnenes Universitet", 13),
    (TITLE, 16),
    ("Publication date: 2017", 9),
    ("Document version: Final published version", 9),
    ("Citation for published version (APA):", 9),
    ("General rights", 9),
    *((f"The user may download one copy of the publication for the study of {n} only.", 9)
      for n in range(30)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("cover", "is_it"), [(TITLE, True), ("Strategi for grønne tage i købstæderne", False)]
)
def test_the_sheet_that_a_repository_puts_before_a_report_is_not_its_cover(
    collection: Collection, web: WebServer, cover: str, *, is_it: bool
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(bound(SHEET, ((cover, 24),)))
    got = one(collection, SIDE).original
    assert bool(got and not (got.role or got.doubt)) == is_it


@pytest.mark.parametrize("heading", ["1 Indledning og formål", "1.1. Baggrunden for det hele"])
def test_the_heading_of_a_section_is_no_title_of_a_memo(
    collection: Collection, web: WebServer, heading: str
) -> None:
    front = ((f"Titel: {TITLE}", 10), ("Dato: 3. september 2009", 10), (heading, 15))
    web.pages["a.test/udgivelser/havnene"] = body(bound(front))
    got = one(collection, SIDE).original
    assert got and got.doubt == ""


@pytest.mark.parametrize(
    ("authors", "doubted"), [(["Ole Makker"], False), (["Ida Fyr"], True), ([], True)]
)
def test_a_thesis_of_the_title_is_doubted_unless_it_is_the_author_s(
    collection: Collection, web: WebServer, authors: list[str], *, doubted: bool
) -> None:
    front = (("Kandidatspeciale", 12), (TITLE, 24), ("Ole Makker", 12))
    web.pages["a.test/udgivelser/havnene"] = body(bound(front))
    fields = {"authors": authors} if authors else {}
    got = one(collection, SIDE, publishers=["Havnefondet"], **fields).original
    assert got and bool(got.doubt) == doubted


def test_a_thesis_that_is_sought_as_one_is_not_doubted(
    collection: Collection, web: WebServer
) -> None:
    title = "Bachelorprojekt om makkerordningen i havnene"
    web.pages["a.test/udgivelser/havnene"] = body(bound(((title, 24), ("Ole Makker", 12))))
    got = one(collection, SIDE, title=title).original
    assert got and got.doubt == ""


def test_an_application_for_the_project_is_no_report_of_it(
    collection: Collection, web: WebServer
) -> None:
    front = ((f"{TITLE}: Programbeskrivelse og ansøgning", 24),)
    web.pages["a.test/udgivelser/havnene"] = body(bound(front))
    got = one(collection, SIDE).original
    assert got and got.role == "ansøgning"


SHORTER = "Evaluering af makkerordningen"


@pytest.mark.parametrize(
    ("page", "front", "doubted"),
    [
        (TITLE, (("HAVNEFONDET", 40), (SHORTER, 24), ("Januar 2016", 10)), False),
        (TITLE, (("Havnefondet", 9), (SHORTER, 24), ("Januar 2016", 10)), False),
        (TITLE, (("Havnefondet", 9), (SHORTER, 24), ("Januar 2012", 10)), True),
        (TITLE, (("Havnefondet", 9), (SHORTER, 24)), True),
        (TITLE, ((SHORTER, 24), ("Januar 2016", 10)), True),
        (TITLE, (("Havnefondet", 9), (f"{SHORTER} på fyrene", 24), ("Januar 2016", 10)), True),
        ("Nyt", (("Havnefondet", 9), (SHORTER, 24), ("Januar 2016", 10)), True),
    ],
)
def test_a_cover_may_say_less_than_the_report_s_own_page(
    collection: Collection, web: WebServer, page: str, front: tuple[tuple[str, int], ...], *,
    doubted: bool,
) -> None:  # fmt: skip
    link = f"<h2>{page}</h2><a href=/r.pdf>Hent rapporten</a>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(page, link))
    web.pages["a.test/r.pdf"] = body(bound(front))
    got = one(collection, SIDE, publishers=["Havnefondet"], published="2016").original
    assert bool(got and not got.doubt) == (not doubted)


def test_the_name_of_a_numbered_series_is_no_title(collection: Collection, web: WebServer) -> None:
    series = (("Skriftserie om havne", 30), ("nr. 14", 20), ("Havnefondet", 24))
    web.pages["a.test/udgivelser/havnene"] = body(bound((*series, (TITLE, 14), ("Ida Fyr", 11))))
    got = one(collection, SIDE).original
    assert got and (got.role, got.doubt) == ("", "")


def test_another_report_of_a_numbered_series_is_not_surely_ours(
    collection: Collection, web: WebServer
) -> None:
    other = (("Skriftserie om havne", 30), ("nr. 15", 20), ("Sejlads på åben sø", 14))
    listed = [(line, 9) for line in ("Tidligere:", f"Nr. 14: {TITLE}", "Nr. 13: Måger i byen")]
    web.pages["a.test/udgivelser/havnene"] = body(bound(other, (other[2], *listed)))
    got = one(collection, SIDE).original
    assert got is None or got.doubt


@pytest.mark.parametrize(
    ("cover", "is_doubted"),
    [("Evaluering af havnevejledningen", False), ("Evaluering af bådvejledningen", True)],
)
def test_a_cover_may_leave_the_town_to_the_name_of_its_municipality(
    collection: Collection, web: WebServer, cover: str, is_doubted: bool
) -> None:
    lines = (("Skagen Kommune", 11), (cover, 22), ("Havnecentret, 2014", 11))
    web.pages["a.test/udgivelser/havnene"] = body(bound(lines))
    title = "Evaluering af havnevejledningen i Skagen"
    got = one(collection, SIDE, title=title, publishers=["Skagen Kommune"]).original
    assert bool(got is None or got.doubt or got.role) == is_doubted


@pytest.mark.parametrize(
    ("link", "house", "is_sure"),
    [
        ("Læs rapporten", "Havnefondet 2018", True),
        ("Læs rapporten", "Søfartsforlaget 2018", False),
        ("Læs rapporten", "Havnefondet", False),
        ("Bladet Kajen", "Havnefondet 2018", False),
    ],
)
def test_a_slogan_may_be_larger_than_the_title_on_what_the_report_s_page_gives(
    collection: Collection, web: WebServer, link: str, house: str, *, is_sure: bool
) -> None:
    cover = (("INGEN SEJLER ALENE", 40), ("Fællesskab ombord!", 24), (TITLE, 13), (house, 11))
    web.pages["a.test/udgivelser/havnene"] = web_page(
        PAGE.format(TITLE, f"<a href=/m/7.pdf>{link}</a>")
    )
    web.pages["a.test/m/7.pdf"] = body(bound(cover))
    got = one(collection, SIDE, publishers=["Havnefondet"], published="2018").original
    assert got is None or (not got.doubt) == is_sure
    assert not is_sure or (got and got.likeness == 1.0)
