"""Reports that share the beginning of their titles, and what a cover says beside its title."""

import pytest

from tests.conftest import Collection
from tests.fetching.roads import PAGE, SIDE, one
from tests.fetching.servers import WebServer, body, web_page
from tests.fetching.test_covers import bound

SERIES = "Makkere på fyrene"
HOUSE = "Havnefondet"


@pytest.mark.parametrize(
    "cover",
    [
        ((HOUSE, 30), (f"{SERIES}: Skagen", 19), ("2018", 10)),
        ((f"{SERIES} – Skagen", 26), (HOUSE, 12)),
        ((SERIES, 26), ("Skagen", 14), (f"{HOUSE} 2018", 12)),
    ],
)
@pytest.mark.parametrize("authors", [[], ["Ida Fyr"]])
def test_a_sister_report_of_the_same_house_is_not_surely_the_one_sought(
    collection: Collection, web: WebServer, cover: tuple[tuple[str, int], ...], authors: list[str]
) -> None:
    file = bound((*cover, *((name, 10) for name in authors)))
    page = PAGE.format(SERIES, "<p><a href='/m/1'>Rapport</a> (Skagen)")
    web.pages["a.test/udgivelser/havnene"] = web_page(page)
    web.pages["a.test/m/1"] = body(file)
    title, told = f"{SERIES}: Anholt", {"publishers": [HOUSE], "authors": authors}
    got = one(collection, SIDE, title=title, **told).original
    assert got is None or got.doubt


@pytest.mark.parametrize(
    ("title", "cover"),
    [
        (f"{SERIES}: Anholt", ((f"{SERIES}: Anholt", 26), (HOUSE, 12))),
        (f"{SERIES}: Anholt", ((SERIES, 26), ("Anholt", 14), (HOUSE, 12))),
        (f"{SERIES} – slutrapport", ((SERIES, 26), ("Slutrapport fra Skagen", 14), (HOUSE, 12))),
        (f"{SERIES} – slutrapport", ((SERIES, 26), (HOUSE, 12))),
        (f"{SERIES}. Slutevaluering", ((f"{SERIES}: Evaluering", 26), (HOUSE, 12))),
    ],
)
def test_a_report_s_own_second_line_is_no_sister_s(
    collection: Collection, web: WebServer, title: str, cover: tuple[tuple[str, int], ...]
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    got = one(collection, SIDE, title=title, publishers=[HOUSE]).original
    assert got and (got.role, got.doubt) == ("", "")


@pytest.mark.parametrize(
    "label", ["Metode- og bilagsrapport", "Tabel- og bilagshæfte", "Bilagsbind"]
)
def test_a_volume_of_appendices_is_one_whatever_stands_before_the_word(
    collection: Collection, web: WebServer, label: str
) -> None:
    cover = ((HOUSE.upper(), 30), (label, 12), (SERIES, 19), ("2018", 10))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    got = one(collection, SIDE, title=SERIES, publishers=[HOUSE]).original
    assert got and got.role in ("bilag", "del")


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Inspirationskatalog", "inspirationskatalog"),
        ("ARBEJDSPAPIR 03:2007", "rapport"),
        ("Vidensoverblik", "vidensoverblik"),
    ],
)
def test_the_kind_sought_in_larger_type_than_the_title_is_no_other_title(
    collection: Collection, web: WebServer, label: str, kind: str
) -> None:
    cover = ((label, 30), ("Marts 2018", 10), (SERIES, 14), (HOUSE, 10))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    got = one(collection, SIDE, title=SERIES, publishers=[HOUSE], kind=kind).original
    assert got and (got.role, got.doubt) == ("", "")


@pytest.mark.parametrize("label", ["Følgeskrivelse", "Høringssvar", "Inspirationskatalog"])
def test_what_is_written_around_a_report_stays_doubtful(
    collection: Collection, web: WebServer, label: str
) -> None:
    cover = ((label, 30), ("Marts 2018", 10), (SERIES, 14), (HOUSE, 10))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    got = one(collection, SIDE, title=SERIES, publishers=[HOUSE]).original
    assert got is None or got.doubt or got.role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Svar på høring om", "høringssvar"),
        ("Anmeldelse ved Per Lund", "omtale"),
        ("Foreløbige resultater", "udkast"),
        ("Bind 4 i serien Havnens folk", ""),
        ("Bind 4", "del"),
    ],
)
def test_a_line_of_the_cover_tells_what_a_file_is(
    collection: Collection, web: WebServer, line: str, role: str
) -> None:
    cover = ((line, 14), (SERIES, 26), (HOUSE, 10))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    got = one(collection, SIDE, title=SERIES, publishers=[HOUSE]).original
    assert got and got.role == role


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Forord og læsevejledning", ""),
        ("Læsevejledning til rapporten", ""),
        ("Læsevejledning til romanen", "undervisningsmateriale"),
    ],
)
def test_how_to_read_a_report_is_a_part_of_it(
    collection: Collection, web: WebServer, head: str, role: str
) -> None:
    cover = (("Et år efter", 26), ("Makkere i fem havne", 14), (HOUSE, 10))
    behind = ((f"1 {head}", 18), ("Makkerne har fået vagt.", 10))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover, behind))
    got = one(
        collection, SIDE, title="Et år efter. Makkere i fem havne", publishers=[HOUSE]
    ).original
    assert got and got.role == role


@pytest.mark.parametrize(
    "told",
    ["<dl><dt>Sidetal</dt><dd>248</dd></dl>", "<p>Antal sider: 248", "<p>Omfang: 248 s., hæftet"],
)
def test_a_sample_is_much_shorter_than_its_page_says_the_book_is(
    collection: Collection, web: WebServer, told: str
) -> None:
    page = PAGE.format(SERIES, f"<p>En bog om fyr.</p><a href='/m/1.pdf'>Se mere</a>{told}")
    web.pages["a.test/udgivelser/havnene"] = web_page(page)
    web.pages["a.test/m/1.pdf"] = body(bound(((SERIES, 26), (HOUSE, 12))))
    got = one(collection, SIDE, title=SERIES, publishers=[HOUSE]).original
    assert got is None or got.doubt


def test_an_article_may_begin_with_its_abstract(collection: Collection, web: WebServer) -> None:
    front = ((SERIES, 17), ("Af Ida Fyr", 10), ("Resumé Fyrene er passet af to.", 10))
    web.pages["a.test/udgivelser/havnene"] = body(bound(front))
    got = one(collection, SIDE, title=SERIES, kind="artikel", authors=["Ida Fyr"]).original
    assert got and (got.role, got.doubt) == ("", "")


def test_volumes_are_kept_as_parts_where_a_page_has_nothing_else(
    collection: Collection, web: WebServer
) -> None:
    links = "<li><a href='/f/11'>Bind 2</a><li><a href='/f/10'>Bind 1</a>"
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format(SERIES, links))
    for number in (1, 2):
        file = bound(((SERIES, 26), (f"Bind {number}", 14), (HOUSE, 12)))
        web.pages[f"a.test/f/{9 + number}"] = body(file)
    got = one(collection, SIDE, title=SERIES, publishers=[HOUSE]).original
    assert got and got.role == "del"


@pytest.mark.parametrize(
    ("cover", "is_it"),
    [
        (((f"{SERIES} og i havnene", 26), (HOUSE, 12)), False),
        (((f"{SERIES} i havnebyerne", 26), (HOUSE, 12)), False),
        (((f"{SERIES} En undersøgelse i havnebyerne", 26), (HOUSE, 12)), True),
        (((f"{SERIES.upper()} I HAVNEBYERNE", 26), (HOUSE, 12)), False),
        (((f"{SERIES.upper()} HAVNEBYERNES STEMME", 26), (HOUSE, 12)), True),
        (((f"{SERIES}: to års erfaringer", 26), (HOUSE, 12)), True),
        (((f"{SERIES} hos Havnefondet", 26), (HOUSE, 12)), True),
        ((("MAKKERE PÅ FYR", 26), ("ENE", 26), (HOUSE, 12)), True),
        (((f"{SERIES} i havnebyerne", 26), ("Ida Fyr", 12)), True),
    ],
)
def test_a_title_that_goes_on_is_a_longer_title(
    collection: Collection, web: WebServer, cover: tuple[tuple[str, int], ...], *, is_it: bool
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    told = {"publishers": [HOUSE], "authors": ["Ida Fyr"]}
    got = one(collection, SIDE, title=SERIES, **told).original
    assert got and bool(got.doubt) != is_it


@pytest.mark.parametrize(
    ("persons", "is_it"), [("Ida Fyr og Ole B. Mole", True), ("Anholt og Skagen", False)]
)
def test_persons_on_a_cover_are_no_second_line_of_its_title(
    collection: Collection, web: WebServer, persons: str, *, is_it: bool
) -> None:
    cover = ((SERIES, 26), (persons, 12), (HOUSE, 12))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    title = f"{SERIES}: Indsatsen blandt borgerne på kajen"
    got = one(collection, SIDE, title=title, publishers=[HOUSE]).original
    assert got and bool(got.doubt) != is_it


@pytest.mark.parametrize("authors", [[], ["Ida Fyr"]])
def test_the_year_of_a_title_tells_the_volumes_apart(
    collection: Collection, web: WebServer, authors: list[str]
) -> None:
    links = "".join(
        f"<details><summary>{year}</summary><a href='/m/{year}.pdf'>Evaluering</a></details>"
        for year in (2018, 2017, 2016)
    )
    web.pages["a.test/udgivelser/havnene"] = web_page(PAGE.format("Fyrskolen", links))
    for year in (2018, 2017, 2016):
        cover = (
            ("Evaluering", 26),
            ("Sag 2011-44", 9),
            (f"Evaluering af fyrskolen {year}", 14),
            ("Ida Fyr", 10),
        )
        web.pages[f"a.test/m/{year}.pdf"] = body(bound(cover))
    told = {"publishers": [HOUSE], "authors": authors, "published": "2017"}
    got = one(collection, SIDE, title="Evaluering af fyrskolen 2017", **told).original
    assert got and (got.final_url, got.doubt) == ("http://a.test/m/2017.pdf", "")


def test_a_background_report_is_a_part(collection: Collection, web: WebServer) -> None:
    cover = ((HOUSE, 30), ("Baggrundsrapport", 12), (SERIES, 19), ("2018", 10))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    got = one(collection, SIDE, title=SERIES, publishers=[HOUSE]).original
    assert got and got.role == "del"


def test_a_section_of_an_agenda_is_not_the_report(collection: Collection, web: WebServer) -> None:
    cover = (("Dagsorden", 26), ("Havneudvalget 4. juni 2018", 12), (f"2. {SERIES}", 10))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover, ((f"2. {SERIES}", 14),)))
    got = one(collection, SIDE, title=SERIES, publishers=[HOUSE]).original
    assert got is None or got.doubt or got.role


def test_a_whole_issue_is_not_the_article(collection: Collection, web: WebServer) -> None:
    cover = ((HOUSE.upper(), 30), ("Nr. 9 · maj 2018", 11), ("TEMA: Storm", 18), (SERIES, 14))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover, *[((f"{n}", 9),) for n in "abcdef"]))
    got = one(collection, SIDE, title=SERIES, kind="artikel", publishers=[HOUSE]).original
    assert got is None or got.doubt


def test_the_field_of_a_form_in_front_names_the_title(
    collection: Collection, web: WebServer
) -> None:
    front = (("Standardforside til projekter", 16), (f"Projektets titel: {SERIES}", 10),
             ("Navn: Ida Fyr", 10))  # fmt: skip
    web.pages["a.test/udgivelser/havnene"] = body(bound(front))
    got = one(collection, SIDE, title=SERIES, kind="speciale", authors=["Ida Fyr"]).original
    assert got and (got.role, got.doubt) == ("", "")


@pytest.mark.parametrize(
    ("title", "theirs", "is_it"),
    [
        ("Makkerskab", "Litteraturstudie om makkerskab", False),
        ("Makkerskab", "Rapport om makkerskab", True),
        ("Makkerskab", "Makkerskab – en vej til havet", True),
        ("Fyret", "Fyret og havnebyerne", False),
        ("Fyret", "Fyret", True),
        ("Fyrbarometer 1. kvartal 2018", "Fyrbarometer 3. kvartal 2018", False),
        ("Fyrbarometer 1. kvartal 2018", "Fyrbarometer, 1. kvartal 2018", True),
        ("Fyrberetning 2009/10", "Fyrberetning 2009-2010", True),
        ("Fyrberetning 2009/10", "Fyrberetning 2010/11", False),
    ],
)
def test_a_weak_title_within_another_s_is_not_it(
    collection: Collection, web: WebServer, title: str, theirs: str, *, is_it: bool
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(bound(((theirs, 26), (HOUSE, 12))))
    got = one(collection, SIDE, title=title, publishers=[HOUSE]).original
    assert bool(got and not got.doubt) == is_it


def test_what_ends_a_title_and_tells_nothing_is_no_second_line(
    collection: Collection, web: WebServer
) -> None:
    cover = (("Når fyret ikke slår til", 26), ("Skagen", 14), (HOUSE, 12))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    title = "Når fyret ikke slår til: Anholt"
    got = one(collection, SIDE, title=title, publishers=[HOUSE], authors=["Ida Fyr"]).original
    assert got
    assert got.doubt


def test_a_study_by_questionnaire_is_no_questionnaire(
    collection: Collection, web: WebServer
) -> None:
    cover = ((SERIES, 26), ("En spørgeskemaundersøgelse", 14), (HOUSE, 12))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    got = one(collection, SIDE, title=SERIES, publishers=[HOUSE]).original
    assert got and (got.role, got.doubt) == ("", "")


@pytest.mark.parametrize("rest", ["slutevaluering", "En interviewundersøgelse"])
@pytest.mark.parametrize(
    ("line", "is_it"),
    [
        ("{0}", True),
        ("Metodebeskrivelse", False),
        ("Guidehæfte", False),
        ("Inspiration til havnebyer", False),
    ],
)
def test_a_companion_has_another_kind_below_the_title(
    collection: Collection, web: WebServer, rest: str, line: str, *, is_it: bool
) -> None:
    cover = ((SERIES, 26), (line.format(rest.capitalize()), 14), (HOUSE, 12))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    got = one(collection, SIDE, title=f"{SERIES}: {rest}", publishers=[HOUSE]).original
    assert bool(got and not (got.doubt or got.role)) == is_it


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (SERIES, ("Arbejdsbog for deltagere",)),
        (SERIES, ("Børneversion",)),
        (SERIES, ("Udbudsbrev",)),
        (f"{SERIES}, 1. del", ("2. del",)),
        (f"{SERIES}: Anholt", ("Ida Fyr og Per Mole", "Skagen")),
        (f"{SERIES}. Om enlige matroser i Thyborøn", ("Om enlige matroser i Skagen",)),
    ],
)
def test_the_lines_below_a_title_tell_another_text(
    collection: Collection, web: WebServer, title: str, lines: tuple[str, ...]
) -> None:
    cover = ((SERIES, 26), *((line, 14) for line in lines), (HOUSE, 12))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    got = one(collection, SIDE, title=title, publishers=[HOUSE]).original
    assert got is None or got.doubt or got.role


def test_an_evaluation_of_a_handbook_is_not_the_handbook(
    collection: Collection, web: WebServer
) -> None:
    cover = (("Evaluering af Håndbog for makkere", 26), (HOUSE, 12))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    got = one(collection, SIDE, title="Håndbog for makkere", publishers=[HOUSE]).original
    assert got is None or got.doubt


def test_a_kind_after_the_title_and_who_edited_it_tell_nothing_else(
    collection: Collection, web: WebServer
) -> None:
    cover = ((SERIES, 26), ("Redigeret af Ida Fyr", 14), (HOUSE, 12))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    told = {"publishers": [HOUSE], "kind": "antologi"}
    got = one(collection, SIDE, title=f"{SERIES}. En antologi", **told).original
    assert got and (got.role, got.doubt) == ("", "")


@pytest.mark.parametrize(
    ("names", "is_doubted"),
    [
        (("Slutevaluering", "Statusnotat nr. 2"), True),
        (("Lærervejledning", "Elevhæfte"), True),
        (("Slutevaluering", "Slutrapport"), False),
        (("Slutrapport", "Evalueringsrapport"), False),
        (("Slutrapport", "Hovedrapport"), False),
    ],
)
@pytest.mark.parametrize("authors", [[], ["Ida Fyr"]])
def test_a_line_of_the_cover_tells_another_of_a_study_s_texts(
    collection: Collection,
    web: WebServer,
    names: tuple[str, str],
    is_doubted: bool,
    authors: list[str],
) -> None:
    rest, label = names
    cover = ((SERIES, 30), (label, 14), (HOUSE, 12), *((name, 10) for name in authors))
    web.pages["a.test/udgivelser/havnene"] = body(bound(cover))
    told = {"publishers": [HOUSE], "authors": authors}
    got = one(collection, SIDE, title=f"{SERIES}. {rest}", **told).original
    assert bool(got is None or got.doubt or got.role) == is_doubted


def test_a_leaflet_is_no_report(collection: Collection, web: WebServer) -> None:
    file = bound(((SERIES, 30), ("Pjece til fyrvogtere", 14), (HOUSE, 12)))
    web.pages["a.test/udgivelser/havnene"] = body(file)
    got = one(collection, SIDE, title=SERIES, publishers=[HOUSE], kind="rapport").original
    assert got and got.role == "folder"
