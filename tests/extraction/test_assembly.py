"""From pages as read to the document as indexed: running lines, paragraphs, headings, cut words."""

import pytest

from indexer.document import ExtractedDocument
from indexer.extraction.assembly import assemble_document
from indexer.extraction.notemarks import coded
from indexer.extraction.runs import Line, RawPage
from tests.extraction.lines import line, page, run

LEFT, MIDDLE = 50.0, 330.0
HEAD, FOOT = -7.0, 57.0
"""Rows at the top and at the bottom of the page."""


def document(*pages: RawPage) -> ExtractedDocument:
    """The document of these pages."""
    return assemble_document(pages, ())


def text(*lines: Line) -> str:
    """The text of a page with these lines."""
    return document(page(*lines)).pages[0].text


def column(left: float, *rows: str, first: int = 0) -> list[Line]:
    """Lines of text under each other."""
    return [line(first + n, (left, row)) for n, row in enumerate(rows)]


def test_lines_of_a_paragraph_are_one_text_and_cut_words_are_whole() -> None:
    made = text(*column(LEFT, "En mentor er en kol-", "lega, som viser vej i", "det nye arbejde."))
    assert made == "En mentor er en kollega, som viser vej i det nye arbejde."


def test_a_sentence_goes_on_from_one_column_to_the_next() -> None:
    left = column(LEFT, "Dette er den første linje i", "spalten, og den næste er her")
    right = column(MIDDLE, "og fortsætter over i den", "anden spalte til sidst.")
    assert text(*left, *right) == (
        "Dette er den første linje i spalten, og den næste er her "
        "og fortsætter over i den anden spalte til sidst."
    )


def test_columns_drawn_across_the_page_are_assembled_in_order() -> None:
    rows = [
        line(n, (LEFT, f"venstre tekst i linje {n} som"), (MIDDLE, f"højre tekst i linje {n} som"))
        for n in range(4)
    ]
    made = text(*rows)
    assert made.index("venstre tekst i linje 3") < made.index("højre tekst i linje 0")


@pytest.mark.parametrize("mark", ["•", "1.", "a)", "2.1"])
def test_each_point_of_a_list_begins_a_paragraph(mark: str) -> None:
    made = text(*column(LEFT, f"{mark} et punkt med tekst", f"{mark} et andet med mere"))
    assert made == f"{mark} et punkt med tekst\n\n{mark} et andet med mere"


def test_space_a_short_last_line_or_an_indent_begins_a_paragraph() -> None:
    long = "Dette er en linje, der fylder hele spaltens bredde her."
    assert text(*column(LEFT, long, long), line(3, (LEFT, long))).count("\n\n") == 1
    assert text(*column(LEFT, long, "Kort slut.", long)).count("\n\n") == 1
    assert text(*column(LEFT, long, "Kort og uden", long)).count("\n\n") == 1
    assert text(*column(LEFT, long, "en ret kort linje uden", f"s{long[1:]}")).count("\n\n") == 1
    assert text(*column(LEFT, long, long[:-9], f"s{long[1:]}")).count("\n\n") == 0
    assert text(*column(LEFT, long, long), line(2, (LEFT + 20, long))).count("\n\n") == 1
    assert text(*column(LEFT, long, long, long)).count("\n\n") == 0


LONG = "Dette er en linje, der fylder hele spaltens bredde her og"


@pytest.mark.parametrize("step", [1.0, 1.5, 2.0])
def test_lines_set_with_space_between_them_are_one_paragraph(step: float) -> None:
    lines = [line(step * n, (LEFT, f"{LONG} {n}")) for n in range(8)]
    assert "\n\n" not in text(*lines)
    later = [line(step * (n + 8.5), (LEFT, f"{LONG} {n}")) for n in range(4)]
    assert text(*lines, *later).count("\n\n") == 1


def test_a_number_at_the_beginning_of_a_line_goes_on_with_its_sentence() -> None:
    figures = "2021 tal for høstudbytte og priser i alle landets egne er"
    assert "\n\n" not in text(*column(LEFT, LONG, figures, LONG))
    colon = "Der er to punkter med lidt længere tekst end ellers set:"
    assert text(*column(LEFT, colon, "1. Første", "2. Andet")).count("\n\n") == 2


def test_a_word_in_bold_or_italics_at_a_lines_edge_cuts_no_paragraph() -> None:
    rest = run("ordning er med i denne linje her", LEFT + 85, 1)
    bold = (run("den netop nævnte", LEFT, 1, bold=True), rest)
    assert "\n\n" not in text(line(0, (LEFT, LONG)), bold, line(2, (LEFT, LONG.lower())))
    tall = (run(LONG.lower(), LEFT, 1, height=13),)
    assert "\n\n" not in text(line(0, (LEFT, LONG)), tall, line(2, (LEFT, LONG.lower())))


def test_amounts_at_the_edge_of_a_line_cut_no_paragraph() -> None:
    money = "Bestyrelsen har foreslået, at der bliver udbetalt kr."
    assert "\n\n" not in text(*column(LEFT, money, "5.000 pr. husstand i det år, der kommer nu"))
    assert "\n\n" not in text(*column(LEFT, money, "12 pr. husstand i hvert år, der kommer her nu"))
    assert "\n\n" in text(*column(LEFT, money, "3. Reducering"))
    cost = "Nyt slidlag på de to veje ville i år koste ca. 65.000"
    assert "\n\n" not in text(
        *column(LEFT, LONG, cost, "inkl. moms, som foreningen har fået oplyst")
    )
    assert text(*column(LEFT, "Alle har stemt.", "2. Valg", "3. Kontingent")).count("\n\n") == 2


def test_a_sentence_in_bold_that_goes_on_from_a_full_line_is_no_paragraph_of_its_own() -> None:
    before = (run("Vi har begyndt et stort projekt for oplandet til Havneø", LEFT, 0),)
    bold = (run("Renseanlægget, hvor flere løsninger er i spil i denne tid", LEFT, 1, bold=True),)
    assert "\n\n" not in text(before, bold, line(2, (LEFT, LONG.lower())))
    heading = (run("Renseanlægget", LEFT, 1, bold=True),)
    made = document(page(before, heading, line(2, (LEFT, LONG)))).pages[0]
    assert made.headings == ("Renseanlægget",)


def test_lines_that_end_flush_beside_a_picture_are_one_paragraph() -> None:
    narrow = column(LEFT, "Lister og mål blev inddelt efter", "vægt. Til hver uge lavede vi en")
    narrow = [(line[0]._replace(right=215.0),) for line in narrow]
    wide = column(LEFT, "Tavle, som vi hver morgen så på og flyttede sedler på, og", LONG, first=2)
    assert "\n\n" not in text(*narrow, *wide)
    ragged = [narrow[0], (narrow[1][0]._replace(right=190.0),)]
    assert "\n\n" in text(*ragged, *wide)


def test_a_table_keeps_its_rows_on_lines_of_their_own() -> None:
    rows = [line(n, (LEFT, name), (250, f"{n} %")) for n, name in enumerate(["Ja", "Nej"], 2)]
    assert text(line(0, (LEFT, "Tabellen viser svar")), *rows) == (
        "Tabellen viser svar\n\nJa\t2 %\nNej\t3 %"
    )


BODY = column(
    LEFT, *("Brødteksten er skrevet i almindelig størrelse her" for _ in range(4)), first=4
)


@pytest.mark.parametrize(
    ("height", "bold", "title", "heading"),
    [
        (16.0, False, "Resultater", True), (10.0, True, "Resultater", True),
        (10.0, False, "Resultater", False), (11.0, False, "Resultater", True),
        (10.5, False, "Resultater", False), (16.0, False, "resultater", False),
        (10.0, False, "2.1 Resultater", True), (16.0, False, "Et afsnit. Et til", False),
        (16.0, False, "Resultater,", False), (10.0, True, "Resultater.", False),
        (16.0, False, "2014", False), (16.0, False, "ord " * 15, False),
        (10.0, True, "Tabel 2: Resultater", False), (10.0, True, "Se dem!", False),
        (10.0, False, "AFGRÆNSNING", True), (10.0, False, "K = S(T) MAX", False),
        (9.0, True, "Resumé", True), (8.0, True, "Skadesfunktion", False),
    ],
)  # fmt: skip
def test_a_heading_is_set_larger_or_bold_and_short(
    height: float, bold: bool, title: str, heading: bool
) -> None:
    top = (run(title.strip(), LEFT, 0, height=height, bold=bold),)
    (made,) = document(page(top, *BODY)).pages
    assert made.headings == ((title.strip(),) if heading else ())
    assert tuple(made.text[a:b] for a, b in made.layout.headings) == made.headings


def test_what_the_outline_names_is_a_heading_whatever_its_size() -> None:
    pages = [page(*column(LEFT, "2. Metode"), *BODY, number=n) for n in (1, 2)]
    made = assemble_document(pages, (("2 metode ", 2),))
    assert [each.headings for each in made.pages] == [(), ("2. Metode",)]


def test_headings_stand_where_the_layout_says_whatever_marks_stand_before_them() -> None:
    first = (run("Metode" + coded("1"), LEFT, 0, height=16),)
    second = (run("Resultater" + coded("12"), LEFT, 9, height=16),)
    (made,) = document(page(first, *BODY, second, *BODY)).pages
    assert [made.text[a:b] for a, b in made.layout.headings] == ["Metode", "Resultater"]


def test_notes_are_found_above_the_lines_at_the_foot_of_the_page() -> None:
    body = column(LEFT, "Ordningen begyndte i 2014" + coded("1"), "og kom igen" + coded("2"))
    notes = [line(50, (LEFT, "1. Note om året.")), line(52, (LEFT, "2. Note om turen."))]
    foot = [line(55, (LEFT, "Rapport 2014")), line(57, (300, "7"))]
    made = document(page(*body, *notes, *foot)).pages[0]
    found = [made.text[mark.note :][:9] for mark in made.layout.notes if mark.note]
    assert found == ["1. Note o", "2. Note o"]


def test_a_word_cut_between_pages_is_whole_on_the_first_when_the_document_has_it() -> None:
    first = page(*column(LEFT, "En linje slutter med mentor-"), number=1)
    second = page(*column(LEFT, "ordning, og så fortsætter den"), number=2)
    third = page(*column(LEFT, "Her er en mentorordning igen"), number=3)
    made = document(first, second, third)
    assert [each.text for each in made.pages[:2]] == [
        "En linje slutter med mentorordning", ", og så fortsætter den",
    ]  # fmt: skip
    made = document(first, second)
    assert made.pages[0].text.endswith("mentor-")


def test_an_empty_page_is_kept_with_its_number() -> None:
    made = document(page(number=1), page(*column(LEFT, "Tekst"), number=2))
    assert [(each.number, each.label, each.text) for each in made.pages] == [
        (1, "1", ""), (2, "2", "Tekst"),
    ]  # fmt: skip


def test_a_frame_drawn_before_the_text_above_it_comes_where_it_parts_the_text_or_last() -> None:
    """As LibreOffice draws its frames: before all other text."""
    frame = column(LEFT + 30, "En ramme, som ikke hører til i", "den løbende tekst.", first=6)
    above = column(
        LEFT, "Titel", "Garnene røgtes hver morgen, mens det", "endnu er mørkt.", first=0
    )
    below = column(LEFT, "Fangsten vejes på kajen, når den", "er landet, af havnens folk.", first=9)
    beside = column(400, "Ved siden", "af den er", "der tekst.", first=5)
    parted = text(*frame, *above, *below)
    assert parted.startswith("Titel") and parted.endswith("af havnens folk.")
    assert "\n\nEn ramme, som ikke hører til i den løbende tekst.\n\n" in parted
    assert text(*frame, *above, *beside).endswith(
        "\n\nEn ramme, som ikke hører til i den løbende tekst."
    )
