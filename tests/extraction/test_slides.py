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


def test_a_mark_that_stands_before_no_text_stays_where_it_is() -> None:
    lines = [line(0, (50, "Det er alt.")), line(1, (50, "a)")), line(9, (200, "b)"))]
    assert texts(*lines) == ["Det er alt.", "a)", "b)"]


def test_lists_side_by_side_make_no_table_with_what_stands_far_below() -> None:
    left = [line(row, (50, text)) for row, text in enumerate(LEFT[1:] * 2)]
    right = [line(row, (250, text)) for row, text in enumerate([RIGHT[0]] * 3)]
    foot = [line(14, (50, "Kilde: Havnen")), line(14, (250, "2"))]
    assert not any("\t" in text for text in texts(*left, *right, *foot[:1]))
    assert texts(*left, *right, *foot)[:2] == [*LEFT[1:]]
