"""Rows that figures tell, in a table whose rules part its head from its body only."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from indexer.extraction.grid import GridCell, is_figure
from indexer.extraction.runs import Run

LEAST_ROWS, LEAST_COLUMNS = 3, 2
"""So many rows, or columns of figures."""
SAME = 0.15
"""In sizes of the font: lines that stand no further apart are level, and such steps alike."""

Bands = list[list[tuple[Run, ...]]]
"""For each row, the lines of each cell with text."""


def by_figures(cells: Sequence[GridCell]) -> Bands:
    """The lines of a row of cells as the rows that its columns of figures tell, all with as many
    figures, level with each other: they may stand beside the first line of a name, its last or its
    middle. None where a row has no name."""
    if not any(len(cell.lines) > 1 and is_figure(cell.lines[0].text) for cell in cells[1:]):
        return []  # most have none: asked first
    own = [cell for cell in cells if cell.lines and not cell.rotated]
    columns = [cell for cell in own if all(is_figure(run.text) for run in cell.lines)]
    if not columns or own[0] in columns or any(cell.rows > 1 for cell in cells):
        return []
    rows = columns[0].lines
    if len(rows) < 2 or (len(rows) < LEAST_ROWS and len(columns) < LEAST_COLUMNS):
        return []
    if not all(_are_level(rows, cell.lines) for cell in columns):
        return []
    bands: Bands = [[() for _ in own] for _ in rows]
    for place, cell in enumerate(own):
        for home, run in zip(_homes(cell.lines, rows), cell.lines, strict=True):
            bands[home][place] = (*bands[home][place], run)
    return bands if all(band[0] for band in bands) else []


def _homes(lines: Sequence[Run], rows: Sequence[Run]) -> list[int]:
    """The row of each line of a cell: between two figures the widest step parts rows, of steps
    alike that next to the middle."""
    ends = [0]
    for above, below in pairwise(rows):
        near = SAME * above.em
        begun = sum(_middle(run) > _middle(above) - near for run in lines)
        left = sum(_middle(run) >= _middle(below) + near for run in lines)
        middle = (_middle(above) + _middle(below)) / 2
        free = range(max(ends[-1], begun), max(ends[-1], begun, left) + 1)
        ends.append(max(free, key=partial(_worth, lines, middle)))
    return [sum(end <= number for end in ends) - 1 for number in range(len(lines))]


def _worth(lines: Sequence[Run], middle: float, number: int) -> tuple[float, float]:
    """How well a row begins with line ``number``: the step above it, and how near it is to where
    it should be."""
    if not 0 < number < len(lines):
        return 0.0, 0.0
    above, own = lines[number - 1 : number + 1]
    step = round((_middle(above) - _middle(own)) / (SAME * own.em))
    return step, -abs((_middle(above) + _middle(own)) / 2 - middle)


def _middle(run: Run) -> float:
    return (run.bottom + run.top) / 2


def _are_level(rows: Sequence[Run], lines: Sequence[Run]) -> bool:
    """Whether figures stand beside each other, none of them in brackets below another."""
    return len(lines) == len(rows) and all(
        run.level_with(row) and (number == 0 or not run.text.startswith("("))
        for number, (row, run) in enumerate(zip(rows, lines, strict=True))
    )
