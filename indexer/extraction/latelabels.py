"""Labels of columns that a file draws apart from their table: words along the side, which many
programs draw after all else, and labels of one line beside others of several."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from indexer.extraction.grid import CellGrid, GridCell, is_rotated
from indexer.extraction.labelspans import period
from indexer.extraction.layout import FAR, Row
from indexer.extraction.ruledtables import PROSE, as_one
from indexer.extraction.runs import Run

LEAST = 0.5
"""Of the columns: so many get a label where a table has none."""

EMPTY = (0.0, 0.0, 0.0, 0.0)
CLOSE = 1.7
"""Sizes of the font: the lines of a label stand no further apart."""
MOST_LINES = 5
"""So many lines of labels stand over a table."""
Labels = dict[int, tuple[Run, ...]]
"""The lines of each by the column that it stands over."""


def with_late_labels(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with such labels put to the table above whose figures they stand."""
    made: list[Row | None] = list(rows)
    for at, row in enumerate(rows):
        if row.grid and _lacks_labels(row.grid) and (sides := column_sides(row.grid)):
            has_heads = any(cell.head for cell in row.grid.by_row[0])
            for find in (_missing,) if has_heads else (_turned, _stacked):
                labels, numbers = find(rows, at, row.grid, sides)
                if labels:
                    runs = [run for own in labels.values() for run in own]
                    made[at] = _with_cells(row, runs, _with_labels(row.grid, labels))
                    for number in numbers:
                        made[number] = None
                    break
    kept = list[Row]()
    for row in filter(None, made):
        if kept and row.grid and (whole := _spanned(kept[-1], row.grid)):
            kept[-1] = _with_cells(row, kept[-1].cells, whole)
        else:
            kept.append(row)
    return tuple(kept)


def _with_cells(row: Row, cells: Iterable[Run], grid: CellGrid) -> Row:
    return Row((*cells, *row.cells), Run(row.text, *grid.box), grid)


def _lacks_labels(grid: CellGrid) -> bool:
    """Whether a column has no label of its own, nor one that goes over it."""
    return grid.columns > len({
        column
        for cell in grid.cells
        if cell.head and cell.lines
        for column in range(cell.column, cell.column + cell.columns)
    })  # fmt: skip


def column_sides(grid: CellGrid) -> list[tuple[float, float]]:
    """From where to where the texts of each column go, but labels; none where a column has no text
    of its own."""
    sides: dict[int, tuple[float, float]] = {}
    for cell in grid.cells:
        if cell.columns == 1 and cell.lines and not cell.head:
            left, right = sides.get(cell.column, (inf, -inf))
            sides[cell.column] = (
                min(left, *(run.left for run in cell.lines)),
                max(right, *(run.right for run in cell.lines)),
            )
    if len(sides) < grid.columns:
        return []
    return [sides[column] for column in range(grid.columns)]


def column_at(sides: Sequence[tuple[float, float]], middle: float) -> int:
    """The column that is nearest."""
    return sum((before[1] + after[0]) / 2 < middle for before, after in pairwise(sides))


def _turned(
    rows: Sequence[Row], at: int, grid: CellGrid, sides: Sequence[tuple[float, float]]
) -> tuple[Labels, list[int]]:
    """The labels along the side of a table that has none, with that of its first column, and the
    numbers of their rows."""
    top = _top(grid)
    labels: Labels = {}
    numbers = list[int]()
    for number, row in enumerate(rows):
        own = _over(row, grid, sides) if row.is_text and all(map(is_rotated, row.cells)) else {}
        is_above = all(abs(run.bottom - top) < FAR * _width(run) for run in own.values())
        if own and is_above and labels.keys().isdisjoint(own):
            labels |= {column: (run,) for column, run in own.items()}
            numbers.append(number)
    if len(labels) < LEAST * grid.columns:
        return {}, []
    high = max(run.top for (run,) in labels.values())
    for number, row in enumerate(rows):
        run = row.cells[0] if row.is_text and len(row.cells) == 1 else None
        if (
            run
            and 0 not in labels
            and top <= run.top <= high + run.height
            and column_at(sides, run.right) == 0
        ):
            labels[0] = (run,)
            numbers.append(number)
    return labels, numbers


def _stacked(
    rows: Sequence[Row], at: int, grid: CellGrid, sides: Sequence[tuple[float, float]]
) -> tuple[Labels, list[int]]:
    """The labels of several lines right above a table that has none, each drawn by itself, and the
    numbers of their rows."""
    top = _top(grid)
    stacks: dict[int, list[Run]] = {}
    numbers = list[int]()
    for number in range(at - 1, -1, -1):
        own = _over(rows[number], grid, sides) if rows[number].is_text else {}
        is_near = all(-run.em / 2 < run.bottom - top < MOST_LINES * run.em for run in own.values())
        known = {column: tuple(runs) for column, runs in stacks.items()}
        if not own or not is_near or _are_over(own, known):
            break
        for column, run in own.items():
            stacks.setdefault(column, []).insert(0, run)
        numbers.append(number)
    lines = max(map(len, stacks.values()), default=0)
    if lines < 2 or len(stacks) < max(2, LEAST * grid.columns):
        return {}, []
    under = [cell for cell in grid.cells if cell.column in stacks and cell.column and cell.lines]
    if 2 * sum(cell.is_numeric for cell in under) <= len(under):
        return {}, []
    are_down = all(a.base > b.base for own in stacks.values() for a, b in pairwise(own))
    return (
        ({column: tuple(own) for column, own in stacks.items()}, numbers) if are_down else ({}, [])
    )


def _missing(
    rows: Sequence[Row], at: int, grid: CellGrid, sides: Sequence[tuple[float, float]]
) -> tuple[Labels, list[int]]:
    """The labels of columns without, level with those of others: words along the side, and those
    of the rows beside the table, with first lines of labels that it has; and the numbers of their
    rows."""
    heads = {c.column: c.lines for c in grid.cells if c.head and c.lines and c.columns == 1}
    every = [run for cell in grid.cells if cell.head for run in cell.lines]
    low, high = min(run.bottom for run in every), max(run.top for run in every)
    labels: Labels = {}
    numbers = list[int]()
    for number, row in enumerate(rows):
        own = _over(row, grid, sides) if row.is_text and all(map(is_rotated, row.cells)) else {}
        is_level = all(abs(run.bottom - low) < _width(run) for run in own.values())
        if own and is_level and own.keys().isdisjoint(heads | labels):
            labels |= {column: (run,) for column, run in own.items()}
            numbers.append(number)
    for number in (at + 1, *range(at - 1, max(-1, at - 1 - MOST_LINES), -1)):
        row = rows[number] if number < len(rows) else rows[at]
        own = _over(row, grid, sides) if row.is_text and number not in numbers else {}
        known = heads | labels
        if number < at and _are_over(own, known):
            break
        if own and all(
            low - run.height / 2 < run.bottom and run.top < high + run.height / 2
            if column not in known
            else number < at and _is_right_above(run, known[column][0])
            for column, run in own.items()
        ):
            labels |= {column: (run, *known.get(column, ())) for column, run in own.items()}
            high = max(high, *(run.top for run in own.values()))
            numbers.append(number)
        elif number < at:
            break
    lacking = set(range(grid.columns)) - heads.keys()
    return (labels, numbers) if lacking & labels.keys() else ({}, [])


def _are_over(own: Mapping[int, Run], known: Labels) -> bool:
    """Whether texts stand over several labels each, which are the same below each."""
    texts = [" ".join(run.text for run in runs) for _, runs in sorted(known.items())]
    return period(texts, len(own)) > 0


def _is_right_above(run: Run, below: Run) -> bool:
    return 0 < run.base - below.base < CLOSE * below.em


def _top(grid: CellGrid) -> float:
    return max(run.top for cell in grid.cells for run in cell.lines)


def _spanned(above: Row, grid: CellGrid) -> CellGrid | None:
    """The table with the row right above its labels, where each text of it stands over as many of
    these, which are the same below each."""
    runs, heads = above.drawn or above.cells, [c for c in grid.by_row[0] if c.head and c.lines]
    sides = column_sides(grid) if above.is_text and len(runs) > 1 and len(heads) > len(runs) else []
    top = max((run.top for cell in heads for run in cell.lines), default=0.0)
    step = period([cell.text for cell in heads], len(runs))
    if (
        not sides
        or not step
        or any(cell.columns > 1 for cell in heads)
        or any(len(run.text.split()) > PROSE for run in runs)
        or not all(-run.em / 2 < run.bottom - top < FAR * run.em for run in runs)
    ):
        return None
    starts = [cell.column for cell in heads[len(heads) - step * len(runs) :: step]]
    middles = [(run.left + run.right) / 2 for run in runs]
    places = [column_at(sides, middle) for middle in middles]
    if not all(0 <= at - start < step for at, start in zip(places, starts, strict=True)):
        return None
    cells = [GridCell(0, column, 1, step, _box(run), (run,), head=True)
             for column, run in zip(starts, runs, strict=True)]  # fmt: skip
    cells += [GridCell(0, column, 1, 1, EMPTY, head=True) for column in range(starts[0])]
    cells += [replace(cell, row=cell.row + 1) for cell in grid.cells]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return CellGrid(tuple(cells), _box(as_one([Run("", *grid.box), *runs])))


def _width(run: Run) -> float:
    return min(run.height, run.right - run.left)


def _over(row: Row, grid: CellGrid, sides: Sequence[tuple[float, float]]) -> dict[int, Run]:
    """The short texts of a row by the column that each stands over; none where one stands over
    several, or beside the table."""
    left, _, right, _ = grid.box
    made: dict[int, Run] = {}
    for run in row.drawn or row.cells:
        middle = (run.left + run.right) / 2
        over = [n for n, (start, end) in enumerate(sides) if start < run.right and run.left < end]
        column = over[0] if len(over) == 1 else column_at(sides, middle)
        is_over = len(over) < 2 and left - run.em < middle < right + run.em
        if column in made or len(run.text.split()) > PROSE or not (is_over or is_rotated(run)):
            return {}
        made[column] = run
    return made


def _with_labels(grid: CellGrid, labels: Labels) -> CellGrid:
    """The table with the labels in the last row of those it has, or in one above all."""
    heads = {cell.row for cell in grid.cells if cell.head}
    row = next((at for at in range(len(heads)) if at + 1 not in heads), -1)
    kept = grid.cells
    if row < 0:
        kept = tuple(replace(cell, row=cell.row + 1) for cell in kept)
    row = max(row, 0)
    gone = [
        cell
        for cell in kept
        if heads and cell.row == row and cell.column in labels and cell.columns == 1
    ]
    empty = [] if heads else [column for column in range(grid.columns) if column not in labels]
    made = [GridCell(row, column, 1, 1, _box(as_one(own)), own, head=True)
            for column, own in labels.items()]  # fmt: skip
    made += [GridCell(row, column, 1, 1, EMPTY, head=True) for column in empty]
    made += [cell for cell in kept if cell not in gone]
    made.sort(key=lambda cell: (cell.row, cell.column))
    box = as_one([Run("", *grid.box), *(run for own in labels.values() for run in own)])
    return CellGrid(tuple(made), _box(box))


def _box(run: Run) -> tuple[float, float, float, float]:
    return run.left, run.bottom, run.right, run.top
