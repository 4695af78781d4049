"""Whether what came is the report, or something else, or a lesser thing."""

from io import BytesIO

import pypdfium2
import pytest

from benchmarks.web.reports import pdf
from tests.conftest import Collection, make_pdf
from tests.fetching.conftest import fetch, write_catalogue
from tests.fetching.roads import BODY, PAGE, REPORT, SIDE, STRANGER, TITLE, material, one
from tests.fetching.servers import WebServer, body, web_page


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Ups! Den var her ikke", "Siden kan være flyttet. Prøv menuen, eller søg. " * 20),
        ("Dit privatliv betyder noget", "Vi bruger oplysninger om dig til statistik. " * 40),
        ("havnene.test er til salg", "Køb domænet i dag, før andre gør det. " * 20),
        (f"Resultater for {TITLE}", f"<input name=q value='{TITLE}'>" + "Prøv færre ord. " * 60),
    ],
)
def test_a_page_that_is_not_the_report_is_refused_with_the_reason(
    collection: Collection, web: WebServer, title: str, text: str
) -> None:
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(title, f"<p>{text}</p>"))
    state = one(collection, SIDE)
    assert state.original is None
    assert state.reason


def test_a_page_that_stands_at_every_address_is_refused(
    collection: Collection, web: WebServer
) -> None:
    page = web_page(PAGE.format("Havnerådet", f"<p>{BODY * 9}</p>"))
    write_catalogue(collection.corpus, {"fyret": [SIDE]})
    web.pages["a.test/udgivelser/havnene"] = page
    assert fetch(collection) == {}
    nowhere = next(r.place for r in web.requests if "findes-ikke" in r.place)
    web.pages[nowhere] = page
    (collection.corpus / "links.json").unlink()
    assert fetch(collection) == {SIDE: "serveren giver den samme side for enhver adresse"}


def test_another_report_is_no_full_text_and_the_next_link_is_tried(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/x.pdf"] = body(STRANGER)
    web.pages["b.test/x.pdf"] = body(REPORT)
    state = one(collection, "http://a.test/x.pdf", "http://b.test/x.pdf")
    assert state.original is None
    assert state.reason == "filen er en anden: »Strategi for grønne tage i købstæderne«"
    assert material(collection)["text"] == "fuldtekst"


@pytest.mark.parametrize("place", ["Nyt fra havnene", "Publikationer"])
def test_a_file_from_a_page_about_something_else_needs_a_title_of_its_own(
    collection: Collection, web: WebServer, place: str
) -> None:
    links = "<a href='/s.pdf'>Hent PDF</a> <a href='/r.pdf'>Hent PDF</a>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(place, f"<p>{BODY}{links}</p>"))
    web.pages |= {"a.test/s.pdf": body(STRANGER), "a.test/r.pdf": body(REPORT)}
    got = one(collection, SIDE).original
    assert got
    assert got.final_url == "http://a.test/r.pdf"


def long(title: str, body: str = BODY) -> bytes:
    """A report of seven pages."""
    return make_pdf(title, *["\n".join([body] * 9)] * 6)


ABOUT = "Makkerordningen er ny. Evaluering af makkerordningen i havnene: havnene er glade. "


@pytest.mark.parametrize(
    ("report", "by_page"),
    [
        (long("Nye folk om bord"), True),
        (long("Rapport 2018:14"), False),
        (long("Nye folk om bord", ABOUT), False),
    ],
)
def test_a_report_called_otherwise_within_is_kept_and_doubted(
    collection: Collection, web: WebServer, report: bytes, by_page: bool
) -> None:
    web.pages["a.test/r.pdf"] = body(report)
    page = PAGE.format(TITLE, "<a href=/r.pdf>Download rapporten</a>")
    web.pages["a.test/udgivelser/havnene"] = web_page(page)
    got = one(collection, SIDE if by_page else "http://a.test/r.pdf").original
    assert got and got.doubt.startswith("filen kalder sig »")


def test_a_stranger_that_the_page_names_as_one_is_not_kept(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/r.pdf"] = body(STRANGER)
    page = PAGE.format(TITLE, "<a href=/r.pdf>Rapport om grønne tage i købstæder</a>")
    web.pages["a.test/udgivelser/havnene"] = web_page(page)
    assert one(collection, SIDE).original is None


def test_the_report_of_other_years_is_no_full_text(collection: Collection, web: WebServer) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(long("Makkere på havnene 2020-2023"))
    got = one(collection, SIDE, title="Makkere på havnene 2016-2019").original
    assert got is None or got.doubt


def test_a_file_with_neither_text_nor_picture_is_doubted(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(make_pdf(""))
    got = one(collection, SIDE).original
    assert got and got.doubt == "filen har ingen tekst, der kan læses"


def test_a_report_that_begins_with_its_summary_is_the_report(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(pdf(TITLE, 15, subtitle="Sammenfatning"))
    got = one(collection, SIDE).original
    assert got and (got.role, got.doubt) == ("", "")


@pytest.mark.parametrize(
    ("name", "role"),
    [("Hovedresultater", "resumé"), ("Pixiudgave", "resumé"), ("Teknisk dokumentation", "bilag")],
)
def test_a_lesser_thing_with_the_report_s_title_is_kept_as_one(
    collection: Collection, web: WebServer, name: str, role: str
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(make_pdf(f"{name}\n{TITLE}", BODY, BODY))
    got = one(collection, SIDE).original
    assert got and got.role == role


def test_a_fact_sheet_is_kept_as_one_and_stops_no_search(
    collection: Collection, web: WebServer
) -> None:
    sheet = make_pdf(f"Faktaark: {TITLE}", "Fyrmesteren i tal")
    web.pages["a.test/x.pdf"] = body(sheet)
    got = one(collection, "http://a.test/x.pdf", "http://b.test/x.pdf").original
    assert got
    assert got.role == "faktaark"
    told = material(collection)
    assert (told["text"], told["pages"]) == ("omtale", 2)
    assert told["missing"] == "Vi har kun et faktaark, ikke selve materialet."
    assert collection.search("fyrmesteren i tal")[0]["page"] == 2
    assert told["missing"] in " ".join(collection.run("status").output.split())
    assert "1 materiale uden fuldtekst" in collection.run("doctor").output
    web.pages["b.test/x.pdf"] = body(REPORT)
    fetch(collection)
    assert material(collection)["text"] == "fuldtekst"


@pytest.mark.parametrize(
    "cover",
    [
        f"Søens Blad\nnr. 3\nSide 8: {TITLE}",
        f"Til udvalget\nMan kan læse om det i den vedlagte rapport, {TITLE}, som vi har fået.",
        f"{TITLE}\nHavnefondet, maj 2003",
    ],
    ids=["a magazine", "a covering letter", "the report of another year"],
)
def test_what_only_cites_the_report_or_is_of_another_year_is_doubted(
    collection: Collection, web: WebServer, cover: str
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(make_pdf(cover, *["\n".join([BODY] * 9)] * 6))
    got = one(collection, SIDE, published="2016").original
    assert got and got.doubt


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (long("Makkere i havnene: evaluering af prøveordningen 1999"), "filen "),
        (make_pdf(f"Faktaark: {TITLE}", *["\n".join([BODY] * 9)] * 6), "faktaark"),
        (make_pdf(TITLE, *["The harbours have been of great help to those who work. " * 20] * 6),
         "engelsk udgave"),
    ],
    ids=["doubtful", "a lesser thing", "another language"],
)  # fmt: skip
def test_what_a_link_gives_later_takes_no_sure_report_s_place_when_it_is_less(
    collection: Collection, web: WebServer, later: bytes, why: str
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(REPORT)
    first = one(collection, SIDE).original
    web.pages["a.test/udgivelser/havnene"] = body(later)
    state = one(collection, SIDE)
    assert state.original == first
    assert state.reason and why in state.reason
    assert material(collection)["text"] == "fuldtekst"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Del 2: Resultater", "del"),
        ("Metoderapport", "del"),
        ("UDKAST", "udkast"),
        ("Midtvejsevaluering", "midtvejsrapport"),
        ("Kravspecifikation", "udbudsmateriale"),
        ("Lærervejledning", "undervisningsmateriale"),
        ("Slutrapport", ""),
        ("Metoder og erfaringer", ""),
    ],
)
def test_a_line_of_the_cover_tells_a_part_or_forerunner_from_the_report(
    collection: Collection, web: WebServer, line: str, role: str
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(pdf(TITLE, 12, subtitle=line))
    got = one(collection, SIDE).original
    assert got and (got.role, got.doubt) == (role, "")


@pytest.mark.parametrize(
    ("cover", "is_it"), [("Vestby Kommune", False), ("Vestby Kommune og Østby Kommune", True)]
)
def test_another_municipality_s_report_of_the_same_title_is_doubted(
    collection: Collection, web: WebServer, cover: str, *, is_it: bool
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(long(f"{TITLE}\n{cover}"))
    got = one(collection, SIDE, publishers=["Østby Kommune"]).original
    assert got and got.doubt == ("" if is_it else "filen er fra Vestby Kommune")


def test_a_list_of_contents_on_the_first_page_makes_no_part_of_a_report(
    collection: Collection, web: WebServer
) -> None:
    contents = "Kapitel 1. Baggrund\nKapitel 2. Metode\nKapitel 3. Resultater"
    web.pages["a.test/udgivelser/havnene"] = body(long(f"{TITLE}\n{contents}"))
    got = one(collection, SIDE).original
    assert got and (got.role, got.doubt) == ("", "")


def joined(*files: bytes) -> bytes:
    """One PDF of several."""
    made = pypdfium2.PdfDocument.new()
    for content in files:
        with pypdfium2.PdfDocument(content) as part:
            made.import_pages(part)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


COLOPHON = "© Havnefondet, 2016\nISBN 978-87-93000-00-7\n{} må citeres med kildeangivelse."
LETTER = "Til udvalget\nHermed sendes rapporten om makkerordningen.\nMed venlig hilsen"


@pytest.mark.parametrize(
    "pages",
    [
        [pdf(TITLE, 1), make_pdf(COLOPHON.format("Uddrag")), pdf(TITLE, 12)],
        [pdf(TITLE, 1), make_pdf(COLOPHON.format("Resuméet")), pdf(TITLE, 12)],
        [make_pdf(LETTER), pdf(TITLE, 12)],
    ],
    ids=["excerpts may be quoted", "so may the summary", "a letter before the cover"],
)
def test_a_page_all_in_one_type_has_no_title(
    collection: Collection, web: WebServer, pages: list[bytes]
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(joined(*pages))
    got = one(collection, SIDE).original
    assert got and (got.role, got.doubt) == ("", "")


def headed(heading: str) -> bytes:
    """A report whose second page has a heading in large type."""
    return joined(pdf(TITLE, 1), pdf(heading, 1), pdf(TITLE, 4))


@pytest.mark.parametrize("heading", ["Sammenfatning", "Bilag"])
def test_a_chapter_s_heading_makes_a_report_nothing_less(
    collection: Collection, web: WebServer, heading: str
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(headed(heading))
    got = one(collection, SIDE).original
    assert got and (got.role, got.doubt) == ("", "")


def test_a_status_report_is_what_a_report_on_the_status_is_called(
    collection: Collection, web: WebServer
) -> None:
    title = "Makkere i havnene: Status på ordningen"
    page = PAGE.format(
        "Havnene", "<p>Makkere i havnene. <a href=/r.pdf>Læs statusrapporten</a></p>"
    )
    web.pages["a.test/udgivelser/havnene"] = web_page(page)
    web.pages["a.test/r.pdf"] = body(long(title))
    got = one(collection, SIDE, title=title).original
    assert got and got.role == ""


@pytest.mark.parametrize("link", ["Print-udgave", "Printvenlig version"])
def test_a_link_to_the_printed_edition_is_followed(
    collection: Collection, web: WebServer, link: str
) -> None:
    web.pages["a.test/udgivelser/havnene"] = web_page(
        PAGE.format(TITLE, f"<p>{BODY}</p><a href=/r-print.pdf>{link}</a>")
    )
    web.pages["a.test/r-print.pdf"] = body(REPORT)
    got = one(collection, SIDE).original
    assert got and got.final_url == "http://a.test/r-print.pdf"


def test_a_title_with_a_word_of_furniture_lets_no_other_furniture_in(
    collection: Collection, web: WebServer
) -> None:
    title = "Kontaktpersoner i havnene"
    page = PAGE.format(title, f"<p>{BODY}</p><a href=/a.pdf>Årsrapport 2023</a>")
    web.pages["a.test/udgivelser/havnene"] = web_page(page.replace("main", "div"))
    web.pages["a.test/a.pdf"] = body(long("Årsrapport 2023"))
    one(collection, SIDE, title=title)
    assert not web.asked("a.test/a.pdf")


def test_a_summary_that_a_page_gives_is_more_than_the_page(
    collection: Collection, web: WebServer
) -> None:
    page = PAGE.format(TITLE, f"<p>{BODY * 6}</p><a href=/s.pdf>Hent sammenfatning</a>")
    web.pages["a.test/udgivelser/havnene"] = web_page(page)
    web.pages["a.test/s.pdf"] = body(pdf(TITLE, 10, subtitle="Sammenfatning"))
    got = one(collection, SIDE).original
    assert got and got.role == "resumé"


def test_a_long_page_that_begins_with_its_summary_is_the_text(
    collection: Collection, web: WebServer
) -> None:
    chapters = "".join(f"<h2>{n} {name}</h2><p>{BODY * 90}</p>" for n, name in
                       enumerate(("Sammenfatning", "Metode", "Resultater"), 1))  # fmt: skip
    page = f"<html lang=da><title>{TITLE}</title><body>{chapters}"
    web.pages["a.test/udgivelser/havnene"] = web_page(page)
    got = one(collection, SIDE).original
    assert got and got.role == ""


def test_the_years_of_a_title_count_on_a_line_of_their_own(
    collection: Collection, web: WebServer
) -> None:
    title = "Evaluering af makkere 2014-2016"
    web.pages["a.test/udgivelser/havnene"] = body(pdf(f"Evaluering af makkere {' ' * 40}2014-2016"))
    got = one(collection, SIDE, title=title, publishers=["Havnefondet"]).original
    assert got and got.doubt == ""


@pytest.mark.parametrize(
    ("spoken", "is_it"),
    [("Spil på nettet er populært", False), ("Makkerordningen har hjulpet mange", True)],
)
def test_a_page_under_the_title_that_speaks_of_something_else_is_doubted(
    collection: Collection, web: WebServer, spoken: str, *, is_it: bool
) -> None:
    said = "".join(f"<p>{spoken}, som det viste sig i år {n} for dem alle.</p>" for n in range(60))
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(TITLE, said))
    got = one(collection, SIDE).original
    assert got and bool(got.doubt) == (not is_it)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Mates in harbours: lessons from six towns", ""),
        ("Makkere på havnene: lessons from six towns", "engelsk udgave"),
        ("Havnemakkere", "engelsk udgave"),
    ],
)
def test_an_english_text_is_a_translation_only_of_what_has_a_danish_title(
    collection: Collection, web: WebServer, title: str, role: str
) -> None:
    said = "The mates were asked what they think of the harbours that they are in. "
    file = make_pdf(title, *["\n".join([said] * 9)] * 6)
    web.pages["a.test/udgivelser/havnene"] = body(file)
    got = one(collection, SIDE, title=title).original
    assert got and got.role == role
