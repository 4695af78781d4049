"""What each part of a citation is told to be, by the models that lie beside the code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.harvesting.citationline import CitationLine
from indexer.harvesting.labelling import parts_of


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (
            CitationLine("Kran, Knud. Kajens lange historie. Ribe: Havnefondet, 1998.",
                ("Kajens lange historie",)),
            {"author": "Kran, Knud", "title": "Kajens lange historie", "place": "Ribe",
             "publisher": "Havnefondet", "date": "1998"},
        ),
        (
            CitationLine("Knud Kran og Mie Tov, Nat på molen (Ribe: Havnefondet, 2001), PDF.",
                ("Nat på molen",), ("PDF",)),
            {"author": "Knud Kran og Mie Tov", "title": "Nat på molen", "publisher": "Havnefondet",
             "date": "2001"},
        ),
        (
            CitationLine("Kajstyrelsen. Sikker færdsel på kajen. Ribe: Kajstyrelsen; 2016. 40 s."),
            {"title": "Sikker færdsel på kajen", "publisher": "Kajstyrelsen", "date": "2016"},
        ),
        (
            CitationLine("Kajens katte (Havnefondet, 2014). Hvor bor de, når det fryser? "
                "Læs den her.",
                ("Kajens katte",), ("Læs den her",)),
            {"title": "Kajens katte", "publisher": "Havnefondet", "date": "2014",
             "text": "Hvor bor de, når det fryser?"},
        ),
        (
            CitationLine("»Kajens katte«, Havnefondet 2014 – hent", (), ("hent",)),
            {"title": "Kajens katte", "publisher": "Havnefondet", "date": "2014"},
        ),
        (
            CitationLine("Mie Tov, Havnefondet, marts 2019", is_titled=True),
            {"author": "Mie Tov", "publisher": "Havnefondet", "date": "marts 2019"},
        ),
        (
            CitationLine("Podcast, Kajstyrelsen, 03.05.2019", is_titled=True),
            {"kind": "Podcast", "publisher": "Kajstyrelsen", "date": "03.05.2019"},
        ),
    ],
)  # fmt: skip
def test_the_parts_of_a_citation_are_told_in_any_style(
    run: CitationLine, told: dict[str, str]
) -> None:
    found = {part.field: part.text for part in parts_of(run)}
    assert {field: found.get(field) for field in told} == told


@given(st.text(max_size=80), st.lists(st.text(max_size=9), max_size=3), st.booleans())
def test_parts_stand_in_the_line_one_after_the_other(
    text: str, apart: list[str], is_titled: bool
) -> None:
    place = 0
    for part in parts_of(CitationLine(text, tuple(apart), tuple(apart), is_titled)):
        assert place <= part.start < part.end
        assert part.text == text[part.start : part.end]
        assert 0 <= part.sureness <= 1.001
        place = part.end
