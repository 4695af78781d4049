"""Tables of which only some rows are coloured or ruled, put together: the others stand below them
as tables of their own."""

from collections.abc import Sequence
from dataclasses import replace

from indexer.extraction.grid import CellGrid
from indexer.extraction.latelabels import column_at, column_sides
from indexer.extraction.layout import Row
from indexer.extraction.ruledtables import as_one
from indexer.extraction.runs import Run

CLOSE = 1.5
"""Heights of a line: rows of one table stand no further apart."""


def with_whole_tables(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with each table that has no labels put to the one with labels right above it, where
    its columns stand below those."""
    made: list[Row] = []
    for row in rows:
        if made and row.grid and made[-1].grid and _goes_on(made[-1].grid, row.grid):
            above = made[-1]
            grid = _together(made[-1].grid, row.grid)
            made[-1] = Row((*above.cells, *row.cells), Run(above.text, *grid.box), grid)
        else:
            made.append(row)
    return tuple(made)


def _goes_on(above: CellGrid, below: CellGrid) -> bool:
    if not any(cell.head for cell in above.cells) or any(cell.head for cell in below.cells):
        return False
    sides = column_sides(above)
    first = [run for cell in below.by_row[0] for run in cell.lines]
    last = [run for cell in above.by_row[max(above.by_row)] for run in cell.lines]
    if not sides or above.columns != below.columns or not first or not last:
        return False
    step = min(run.bottom for run in last) - max(run.top for run in first)
    return -first[0].height / 2 < step < CLOSE * first[0].height and all(
        column_at(sides, (run.left + run.right) / 2) == cell.column
        for cell in below.cells
        if cell.columns == 1
        for run in cell.lines
    )


def _together(above: CellGrid, below: CellGrid) -> CellGrid:
    more = max(above.by_row) + 1
    box = as_one([Run("", *above.box), Run("", *below.box)])
    return CellGrid(
        (*above.cells, *(replace(cell, row=cell.row + more) for cell in below.cells)),
        (box.left, box.bottom, box.right, box.top),
    )
