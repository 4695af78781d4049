"""Values of charts that stand beside or over the labels they are of."""

from pathlib import Path

import pytest

from indexer.extraction.chartlabels import with_charts
from indexer.extraction.layout import rows
from indexer.extraction.runs import Line
from tests.extraction.lines import HEIGHT, line
from tests.extraction.test_tables import pages_of, told

CATCH = (("Agger", "87 %"), ("Helnæs", "66 %"), ("Tejn", "24 %"), ("Thyborøn", "91 %"))
AROUND = "<p>Tallene er fra foråret og dækker alle havne, som har svaret på skemaet.</p>"


def upright(turned: bool) -> str:
    """Bars with the value over each, and the label under it, perhaps along the side."""
    shapes = []
    for at, (name, value) in enumerate(CATCH):
        x, y = 60 + 70 * at, 194 - 1.6 * int(value[:2])
        way = f"translate({x + 4},270) rotate(-90)" if turned else f"translate({x},225)"
        anchor = "start" if turned else "middle"
        shapes.append(
            f"<text x='{x}' y='{y}' font-size='11' text-anchor='middle'>{value}</text>"
            f"<text transform='{way}' font-size='10' text-anchor='{anchor}'>{name}</text>"
        )
    return f"<svg width='420' height='280'>{''.join(shapes)}</svg>"


@pytest.mark.parametrize("turned", [True, False])
def test_each_value_over_a_bar_stands_with_its_label(tmp_path: Path, turned: bool) -> None:
    (page,) = pages_of(tmp_path, f"{AROUND}{upright(turned)}{AROUND}")
    (table,) = page.layout.tables
    assert told(page, table) == [list(pair) for pair in CATCH]
    assert "\n".join("\t".join(pair) for pair in CATCH) in page.text


def chart(*values: str, far: float = 0.0) -> list[Line]:
    """Lines of bars that lie, each with its label and these values behind it, over the numbers of
    an axis."""
    bars = [
        line(4.0 * at, (100 - 5 * len(name), name), *((200 + 40 * n + far * at, value)
             for n, value in enumerate((first, *values))))
        for at, (name, first) in enumerate(CATCH)
    ]  # fmt: skip
    axis = [line(18, (110 + 40 * n, f"{20 * n}")) for n in range(5)]
    every = [*bars, line(17, (20, "Havn")), *axis]
    return [tuple(run._replace(size=HEIGHT) for run in each) for each in every]


def test_values_behind_bars_that_lie_are_a_table_beside_the_axis() -> None:
    made = with_charts(rows(tuple(chart(far=30))), HEIGHT)
    (table,) = [row.grid for row in made if row.grid]
    assert [cell.text for cell in table.cells] == [text for pair in CATCH for text in pair]
    assert sum(row.chart for row in made) == 1


def test_two_values_of_one_label_are_no_pair() -> None:
    made = with_charts(rows(tuple(chart("12 %", far=30))), HEIGHT)
    assert not any(len(row.grid.cells) == 2 * len(CATCH) for row in made if row.grid)
