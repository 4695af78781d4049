"""Lists and columns as slides have them, through extraction: each point a paragraph of its own."""

from pathlib import Path

import pytest

from tests.extraction.lines import line, texts
from tests.extraction.test_tables import pages_of

STYLE = """<style>@page { size: 254mm 143mm; margin: 12mm } body { font: 16pt sans-serif }
.two { display: flex; gap: 12mm } .two > div { flex: 1 } li { margin: 0 0 3mm }
section { break-after: page } .bare { list-style: none; padding: 0 }</style>"""
LEFT = ("Hver anden lærling bor stadig hjemme hos sine forældre på øen", "Mestre lejer værelser ud",
        "Havnen har otte senge")  # fmt: skip
RIGHT = ("Bussen holder ved kajen", "Færgen koster det halve for lærlinge, der bor på fastlandet")


@pytest.mark.parametrize(
    ("tag", "marks"),
    [
        ("ul", ["• "] * 5),
        ("ol", ["1. ", "2. ", "3. ", "1. ", "2. "]),
        ("ul class=bare", [""] * 5),
    ],
    ids=["bullets", "numbers", "space"],
)
def test_points_in_columns_are_paragraphs_with_their_marks(
    tmp_path: Path, tag: str, marks: list[str]
) -> None:
    sides = "".join(
        f"<div><{tag}>{''.join(f'<li>{point}</li>' for point in points)}</{tag[:2]}></div>"
        for points in (LEFT, RIGHT)
    )
    slide = f"<section><h1>Hvor bor de?</h1><div class=two>{sides}</div></section>"
    page, *_ = pages_of(tmp_path, f"{STYLE}{slide * 3}")
    points = [mark + point for mark, point in zip(marks, (*LEFT, *RIGHT), strict=True)]
    assert page.text.split("\n\n") == ["Hvor bor de?", *points]
    assert not page.layout.charts


def test_points_that_no_space_parts_are_paragraphs_where_no_line_goes_on(tmp_path: Path) -> None:
    """As where marks are drawn as pictures, and lines are as far apart as points."""
    points = [LEFT[1], f"{LEFT[2]} nu", RIGHT[0], f"Vi har {LEFT[2][7:]}"]
    lines = "".join(f"<div>{point}</div>" for point in points)
    slide = f"<section><h1>Hvor bor de?</h1><div style='line-height: 2'>{lines}</div></section>"
    page, *_ = pages_of(tmp_path, f"{STYLE}{slide * 3}")
    assert page.text.split("\n\n") == ["Hvor bor de?", *points]


def test_a_mark_that_stands_before_no_text_stays_where_it_is() -> None:
    lines = [line(0, (50, "Det er alt.")), line(1, (50, "a)")), line(9, (200, "b)"))]
    assert texts(*lines) == ["Det er alt.", "a)", "b)"]


def test_lists_side_by_side_make_no_table_with_what_stands_far_below() -> None:
    left = [line(row, (50, text)) for row, text in enumerate(LEFT[1:] * 2)]
    right = [line(row, (250, text)) for row, text in enumerate([RIGHT[0]] * 3)]
    foot = [line(14, (50, "Kilde: Havnen")), line(14, (250, "2"))]
    assert not any("\t" in text for text in texts(*left, *right, *foot[:1]))
    assert texts(*left, *right, *foot)[:2] == [*LEFT[1:]]


ICONS = """<style>body { font: 10pt sans-serif } .step { display: flex; gap: 5mm; margin: 3mm 0;
align-items: center } b { display: block } .icon { width: 10mm; height: 10mm; line-height: 10mm;
text-align: center; font-size: 14pt; font-weight: bold; flex: none }</style>"""
STEPS = (("Find en seng", "Skriv til havnekontoret senest i maj."),
         ("Tal med mester", "Aftal hvem der betaler, og hvor længe."),
         ("Meld flytning", "Det gøres digitalt på få minutter."))  # fmt: skip
REST = "<p>Resten af siden handler om noget andet, som ingen har spurgt om, og som varer ved.</p>"


@pytest.mark.parametrize("icon", ["!", "?", "➔", "✓"])
def test_a_sign_beside_a_text_makes_no_table_of_it(tmp_path: Path, icon: str) -> None:
    steps = "".join(
        f"<div class=step><div class=icon>{icon}</div><div><b>{head}</b>{text}</div></div>"
        for head, text in STEPS
    )
    (page,) = pages_of(tmp_path, f"{ICONS}{REST}{steps}{REST}")
    assert not page.layout.tables
    assert [heading.removeprefix(f"{icon} ") for heading in page.headings] == [h for h, _ in STEPS]
    assert all(text in page.text.split("\n\n") for _, text in STEPS)


def test_how_many_of_how_many_goes_with_what_it_says(tmp_path: Path) -> None:
    card = "<div><b style='font-size: 24pt'>7 ud af 10</b><br>bor hjemme det første år</div>"
    (page,) = pages_of(tmp_path, f"{ICONS}{REST}{card}{REST}")
    assert "7 ud af 10 bor hjemme det første år" in page.text.split("\n\n")
    assert not page.headings


def test_words_far_apart_on_a_line_are_no_heading(tmp_path: Path) -> None:
    names = "".join(f"<span>{name}</span>" for name in ("Havn", "Værft", "Skole", "Butik"))
    style = "display: flex; justify-content: space-around; font-size: 14pt"
    (page,) = pages_of(tmp_path, f"{ICONS}{REST}<div style='{style}'>{names}</div>{REST}")
    assert "Havn" in page.text
    assert not page.headings
