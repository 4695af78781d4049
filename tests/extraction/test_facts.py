"""What a PDF says of itself, and what of that is to be believed."""

from math import inf

import pytest
import weasyprint

from indexer.extraction.allowance import Allowance
from indexer.extraction.browserprints import without_browsers
from indexer.extraction.coverdates import cover_date
from indexer.extraction.facts import title_of
from indexer.extraction.looking import look
from search.library.mediatypes import MediaType


@pytest.mark.parametrize(
    "said",
    ["Mentorhåndbog", "Evaluering 2014", "Fra ung til voksen", "Skabelon til en god samtale"],
)
def test_a_title_is_taken_as_it_stands(said: str) -> None:
    assert title_of(said) == said


@pytest.mark.parametrize(
    "said",
    ["", "Microsoft Word - rapport_v2.doc", "rapport2014", "PowerPoint-præsentation", "Ark1",
     "Dias nummer 1", "Rapportskabelon", "Microsoft Word", "Untitled-1", "Ny rapport.indd",
     "Mentor.pdf", "C:\\\\Noter\\\\a.doc", "Scan_20140203", "billede.png"],
)  # fmt: skip
def test_the_name_of_a_file_a_template_or_a_program_is_no_title(said: str) -> None:
    assert title_of(said) is None


def test_a_files_name_of_several_words_is_a_title() -> None:
    assert title_of("Microsoft Word - Evaluering af ordningen.doc") == "Evaluering af ordningen"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Rapport\n\n12. marts 2014", "2014-03-12"), ("Aarhus, Maj 2009", "2009-05"),
        ("Dato: 05-01-2023", "2023-01-05"), ("Rapport\n\n2016", "2016"),
        ("1. maj 2010\n3. juni 2012", "2012-06-03"), ("41-13-2023", None), ("Rapport", None),
        ("Juni 2012\n2009\nLoven\n2013 Forsøg\n2016\nNy lov", "2012-06"),
        ("2009\nLoven\n2013\nForsøg\n2016", None),
        ("Gyldig til: 03-09-2019\nIndberettet: 04-09-2012", "2012-09-04"),
        ("Opdateres næste gang senest d. 31.1.2025", None),
        ("Loven fra 1. maj 2010 er " + "siden ændret " * 9, None),
    ],
)  # fmt: skip
def test_a_covers_date_is_the_latest_that_stands_among_few_words(
    text: str, date: str | None
) -> None:
    assert cover_date(text) == date


@pytest.mark.parametrize(
    "below",
    [
        "<h2>1. Indledning</h2>",
        "<h2 style='font-size: 18pt; margin-top: 2em'>Ida Holm, Bo Ravn og Per Lund</h2>",
        "<p>Garnene røgtes hver morgen, og fangsten vejes.<h2>Hvorfor det er så</h2>",
    ],
)
def test_a_title_in_the_largest_type_ends_before_sections_and_names(below: str) -> None:
    style = "<style>* { font-size: 20pt } p { font-size: 11pt }</style>"
    pdf = weasyprint.HTML(string=f"{style}<h1>Garn i fjord</h1>{below}").write_pdf()
    assert isinstance(pdf, bytes)
    assert look(pdf, MediaType.PDF, "", Allowance(inf, inf))["titles"][0] == "Garn i fjord"


FOOT, HEAD = "https://garn.example/?u=6 Page 1 of 2", "Garn 2021-07-08, 19:33"


@pytest.mark.parametrize(
    ("foot", "left"), [(FOOT, "Garnene røgtes."), ("https://garn.example/ 1/2", "Garnene røgtes.")]
)
def test_what_a_browser_prints_at_the_edges_is_not_the_pages(foot: str, left: str) -> None:
    assert without_browsers(f"{HEAD}\n{foot}\n{left}") == left


def test_a_time_without_a_browsers_foot_is_the_pages_own() -> None:
    assert without_browsers(f"{HEAD}\nSe https://garn.example/") != ""


PLAIN = "<p style='font-size: 11pt'>Garnene røgtes hver morgen.</p>"
LARGE_PROSE = "<h1>Garnene røgtes hver morgen af to. " + "Fangsten vejes og sælges i havnen. " * 4


@pytest.mark.parametrize(
    ("first", "titles"),
    [
        ("<h1>Garn i fjord</h1><h1>Lavet af Ida Holm</h1>", ["Garn i fjord"]),
        ("<h2>Garn i fjord</h2><h1>Ring til: +45 11 22 33 44</h1>", ["Garn i fjord"]),
        (LARGE_PROSE, []),
        (f"<h2>Af</h2><h1>Ida Holm</h1>{PLAIN}<h1>Garn i fjord</h1>", ["Garn i fjord"]),
    ],
)
def test_makers_numbers_to_call_and_prose_are_no_titles(first: str, titles: list[str]) -> None:
    pdf = weasyprint.HTML(string=f"{first}{PLAIN}").write_pdf()
    assert isinstance(pdf, bytes)
    assert look(pdf, MediaType.PDF, "", Allowance(inf, inf))["titles"] == tuple(titles)


@pytest.mark.parametrize(
    ("heads", "titles"), [(("Net", "Net"), ["Garn"]), (("Net", "Tov"), ["Garn", "Net"])]
)
def test_what_heads_page_after_page_is_no_title(heads: tuple[str, ...], titles: list[str]) -> None:
    rest = "".join(f"<h1 class=p>{head}</h1><p>Garnene røgtes hver morgen.</p>" for head in heads)
    style = "<style>.p { page-break-before: always } p { font-size: 11pt }</style>"
    pdf = weasyprint.HTML(string=f"{style}<h1>Garn</h1>{rest}").write_pdf()
    assert isinstance(pdf, bytes)
    assert look(pdf, MediaType.PDF, "", Allowance(inf, inf))["titles"] == tuple(titles)
