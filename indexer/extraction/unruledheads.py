"""Labels of columns that stand without rules right over a table that has rules, as spreadsheets
print them whose head has no borders."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.extraction.alignment import grid_of
from indexer.extraction.grid import CellGrid, is_figure, with_heads
from indexer.extraction.labelspans import spread
from indexer.extraction.lattice import Stroke
from indexer.extraction.ruledtables import PROSE, PagePart, as_one
from indexer.extraction.runs import Line, Run

MOST_RUNS, MOST_LINES = 40, 8
"""So many labels are looked at, of so many lines."""
STEP = 2.0
"""Heights of a line: how far over the next row a row of labels stands."""
WORD = re.compile(r"\S+")
LEAST_COLUMNS = 3
LEAST_ROWS = 2


def with_unruled_heads(parts: Sequence[PagePart], levels: Sequence[Stroke]) -> list[PagePart]:
    """The parts of a page, with the labels right over each table put to it that has none."""
    made = list[PagePart]()
    for part in parts:
        if made and isinstance(part, CellGrid) and not isinstance(above := made[-1], CellGrid):
            lines, grid = _labelled(above, part, levels)
            made[-1:] = [lines, grid] if lines else [grid]
        else:
            made.append(part)
    return made


def _labelled(
    lines: tuple[Line, ...], grid: CellGrid, levels: Sequence[Stroke]
) -> tuple[tuple[Line, ...], CellGrid]:
    """The lines without those that are the table's labels, and the table with them."""
    most = _above(lines, grid)
    if not most or any(cell.head for cell in with_heads(spread(grid)).cells):
        return lines, grid
    for count in range(most, 0, -1):
        *over, last = _in_rows([run for line in lines[-count:] for run in line])
        labels = [*over, _parted(last, grid)]
        if found := _with_labels(labels, grid, levels):
            return lines[:-count], found
    return lines, grid


def _parted(labels: Line, grid: CellGrid) -> Line:
    """The labels, those of narrow columns parted that stand so close that they were read as one:
    each word of it begins where its column does."""
    lefts = [cell.box[0] for cell in grid.by_row[0]]
    made = list[Run]()
    for run in labels:
        words = run.text.split()
        letter = (run.right - run.left) / len(run.text)
        starts = [run.left + letter * found.start() for found in WORD.finditer(run.text)]
        first = bisect_right(lefts, run.left + run.em / 2) - 1
        own = lefts[first : first + len(words)] if first >= 0 else []
        inset = run.left - own[0] if own else 0.0
        if len(own) < len(words) or not all(
            abs(start - left - inset) < run.em for start, left in zip(starts, own, strict=True)
        ):
            made.append(run)
            continue
        made += [
            run._replace(text=word, left=start, right=start + letter * len(word))
            for word, start in zip(words, starts, strict=True)
        ]
    return tuple(made)


def _with_labels(
    labels: Sequence[Line], grid: CellGrid, levels: Sequence[Stroke]
) -> CellGrid | None:
    """The table with these rows over it; None where they don't label its columns."""
    body = [tuple(run for cell in row for run in cell.lines) for row in grid.by_row.values()]
    found = grid_of([*labels, *body], levels)
    if found is None or found.columns != grid.columns:
        return None
    heads = [cell for cell in with_heads(spread(found)).cells if cell.head]
    rows = len(found.by_row) - len(body)
    named = {
        column
        for cell in heads
        if cell.lines
        for column in range(cell.column, cell.column + cell.columns)
    }
    if {cell.row for cell in heads} != set(range(rows)) or len(named) < grid.columns - 1:
        return None
    every = as_one([Run("", *grid.box), *(run for line in labels for run in line)])
    return replace(found, box=every[1:5])


def _above(lines: Sequence[Line], grid: CellGrid) -> int:
    """How many of the last lines hold nothing but what may be labels of the table: short, within
    its sides, and near to it or to one another. The table has plain rows of one line each."""
    cells = grid.cells
    plain = all(c.rows == c.columns == 1 and len(c.lines) < 2 for c in cells)
    if not plain or grid.columns < LEAST_COLUMNS or len(grid.by_row) < LEAST_ROWS:
        return 0
    left, _, right, top = grid.box
    count, runs = 0, list[Run]()
    for line in reversed(lines):
        if len(runs) + len(line) > MOST_RUNS or count == MOST_LINES or not all(
            left - run.em < run.left and run.right < right + run.em
            and run.bottom > top - run.em / 2
            and len(run.text.split()) <= PROSE
            and not is_figure(run.text)
            for run in line
        ):  # fmt: skip
            break
        count, runs = count + 1, [*runs, *line]
    while count and not _is_near(runs, top):
        runs = runs[: len(runs) - len(lines[-count])]
        count -= 1
    return count


def _is_near(runs: Sequence[Run], top: float) -> bool:
    """Whether the runs stand, row over row, near to the table."""
    rows = _in_rows(runs)
    feet = [*(row[0].bottom for row in rows), top]
    steps = zip(rows, pairwise(feet), strict=True)
    return len(rows[-1]) > 1 and all(
        above - below < STEP * row[0].height for row, (above, below) in steps
    )


def _in_rows(runs: Sequence[Run]) -> list[Line]:
    """The runs as lines from the top, each from the left."""
    rows = list[list[Run]]()
    for run in sorted(runs, key=lambda run: -run.bottom):
        if rows and run.level_with(rows[-1][0]):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [tuple(sorted(row, key=lambda run: run.left)) for row in rows]
