"""Sentences: where those of a Danish text begin and end."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search import sentence_spans, units_of
from search.library.pagelayout import PageLayout, TableCell, TextTable


def sentences(text: str) -> list[str]:
    """The sentences of a text without the space at their ends."""
    return [text[start:end].strip() for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Der var ca. 40 pct. kvinder.|De andre var mænd.",
        "Andelen steg til 27 pct.|Det er meget.",
        "Den koster 2,5 mio. kr. om året.|Den er ny.",
        "Se bl.a. Odense, f.eks. Centeret, jf. Tabel 3 og nr. 5, s. 12.|Så er det nok.",
        "Vi talte med ledere, mentorer m.v.|Alle svarede.",
        "Der er 5 pr. 10 elever, iflg. Hansen 8 pr. Skole.|Det er få.",
        "Mødet var den 3. feb. 2014 og den 4. okt. 2015.|Det var godt.",
        "Hun kom i dec. Han kom aldrig.".replace(" Han", "|Han"),
        "Den 3. marts kom H. C. Andersen.|Han gik igen.",
        "Det var gruppe A.|Den anden kom ikke.",
        "Loven er fra 2015.|12 pct. kendte den.",
        "Valget sker efter § 10 stk. 4, idet det er nyt.",
        "Efter § 85, stk. 2, i loven gives støtte.|Stk. 3. Den kan ophøre.",
        "Man ejer kun 1 stk. Jordbevis.|Andre kan ombytte 2 stk.|De er dyre.",
        "Tabel 7-1. Priser på afgrøder",
        "1. Indledning",
        "Han spurgte: »Hvad nu?«|Ingen svarede.",
        "»Godt.«|Sådan sagde hun.",
        "»Hvad?« spurgte han.",
        "Hvorfor?!|Fordi …|Sådan er det.",
    ],
)
def test_a_point_ends_a_sentence_and_no_abbreviation_number_or_initial(text: str) -> None:
    assert sentences(text.replace("|", " ")) == text.split("|")


def test_items_and_headings_on_lines_of_their_own_are_apart() -> None:
    assert sentences("Formål\n\nDet er\n• at hjælpe\n• at lære") == [
        "Formål", "Det er", "• at hjælpe", "• at lære",
    ]  # fmt: skip


def test_a_line_that_was_broken_for_its_length_goes_on() -> None:
    line = "Den lange linje i en rapport kan ikke være på siden, og derfor er den"
    assert len(sentences(f"{line}\nbrudt her. Den næste er ikke.")) == 2
    assert len(sentences(f"Det er en bog, som {line}, og som er hentet d.\n{line}")) == 1
    short = f"{line} brudt. Den næste er også"
    assert len(sentences(f"{short}\nbrudt, og den er kort.")) == 2
    assert len(sentences(f"{short}\niii. et punkt for sig.")) == 3
    cost = "Prisen for et kursus i den slags, som her er nævnt, koster"
    assert len(sentences(f"Nu: {cost}\n\n3.990 kr. om året.")) == 1
    assert len(sentences(f"Nu: {cost}\n\n3.990\n4.120")) == 3


def test_a_paragraphs_number_on_a_line_of_its_own_is_of_the_sentence_below() -> None:
    assert sentences("Stk.3.\nForslag skal være skriftlige.\n\n2.\nEventuelt") == [
        "Stk.3.\nForslag skal være skriftlige.", "2.\nEventuelt",
    ]  # fmt: skip


def test_before_an_item_stands_what_its_list_begins_with() -> None:
    text = "En sag skal indeholde:\n- Et ord\n- En grund\nDen sendes ind."
    before = [unit.before and text[slice(*unit.before)] for unit in units_of(text, PageLayout())]
    assert before == [None, "En sag skal indeholde:", "En sag skal indeholde:", "- En grund"]


@example("ord " * 20 + "\n", set())
@given(st.text(alphabet="aB1 .,:?!«»\n\t•§(–", max_size=60), st.sets(st.integers(0, 60)))
def test_sentences_part_any_text_and_go_over_no_wall(text: str, walls: set[int]) -> None:
    spans = sentence_spans(text, walls=walls)
    assert spans == sentence_spans(text, 0, len(text) + 9, walls)
    assert "".join(text[start:end] for start, end in spans) == text
    assert not any(start < wall < end for start, end in spans for wall in walls)


@example("1111. 1")
@given(st.text(alphabet="aB1 .?\n\t%", max_size=60))
def test_units_stand_in_the_text_in_order_and_have_text(text: str) -> None:
    units = units_of(text, PageLayout(headings=((0, min(5, len(text))),)))
    assert all(text[unit.start : unit.end].strip() for unit in units)
    assert all(a.end <= b.start for a, b in pairwise(units))


@pytest.mark.parametrize("rule", ["----------", "________________", "* * * * *", "– – – – –"])
def test_a_drawn_line_is_no_unit_and_stands_before_none(rule: str) -> None:
    text = f"Det er sagt.\n\n{rule}\n\nI august kom der et brev."
    units = units_of(text, PageLayout())
    assert [text[u.start : u.end] for u in units] == ["Det er sagt.", "I august kom der et brev."]
    assert [unit.before for unit in units] == [None, None]


TABLE = "Gruppe\tAndel\nUnge\t12 %\nÆldre\tDe fik hjælp. De var glade."


def test_rows_of_a_table_know_their_labels_and_long_cells_are_told_by_the_sentence() -> None:
    cells = (
        TableCell(0, 6, 0, 0, header="col"), TableCell(7, 12, 0, 1, header="col"),
        TableCell(13, 17, 1, 0, header="row"), TableCell(18, 22, 1, 1),
        TableCell(23, 28, 2, 0, header="row"), TableCell(29, len(TABLE), 2, 1),
    )  # fmt: skip
    units = units_of(TABLE, PageLayout(tables=(TextTable(cells),)))
    assert {TABLE[u.start : u.end]: [TABLE[h.start : h.end] for h in u.heads] for u in units} == {
        "Gruppe\tAndel": [],
        "Unge\t12 %": ["Gruppe", "Andel"],
        "Ældre": ["Gruppe"],
        "De fik hjælp.": ["Andel", "Ældre"],
        "De var glade.": ["Andel", "Ældre"],
    }


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        (("Kajens bredde: 4 meter", "Kajens farve: rød"), []),
        (("Udarbejdet af Rosa Holm", "Kajen er rød."), []),
        (("Del A: Kajen", "Kajen er rød."), ["Del A: Kajen"]),
        (("Kapitel 1: Kajen", "Kapitel 2: Kranen"), ["Kapitel 1: Kajen"]),
        (("Kajens bredde:", "Kajens farve: rød"), ["Kajens bredde:"]),
    ],
    ids=["fields", "byline", "alone", "numbered", "label"],
)
def test_a_line_that_says_something_is_quoted_though_it_heads(
    lines: tuple[str, str], headings: list[str]
) -> None:
    text = "\n\n".join(lines)
    units = units_of(text, PageLayout(headings=((0, len(lines[0])),)))
    assert [text[slice(*unit.span)] for unit in units if unit.is_heading] == headings
