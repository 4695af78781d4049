"""Labels that stand over several columns of a table without rules."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import inf

from indexer.extraction.grid import LEAST_COLUMNS, YEAR, CellGrid, GridCell, is_figure
from indexer.extraction.runs import Run

APART = 1.4
"""Heights of a line: rows of a table that are further apart are no lines of one cell."""
LEVEL = 0.85
"""Of the step from row to row: rows of labels are no closer."""
OFF = 1.25
"""Heights of a line by which a label may miss the middle of its columns."""


def spread(grid: CellGrid) -> CellGrid:
    """The grid with each label at the top that stands over several columns over all of these."""
    first, second = grid.by_row.get(0, []), grid.by_row.get(1, [])
    own, below = ([cell for cell in row if cell.lines] for row in (first, second))
    if (
        len(below) < LEAST_COLUMNS
        or any(cell.rows > 1 for cell in (*own, *below))
        or any(cell.columns > 1 for cell in below)
        or any(cell.is_numeric for cell in own)
        or not all(YEAR.fullmatch(cell.text) or not is_figure(cell.text) for cell in below)
    ):
        return grid
    over = _at_even_steps(grid, own, below) or _over_the_same(own, below)
    if not over and _is_unruled(grid):
        begun = dict(_begun(grid, own, below))
        every = own[0].column > 0 and len(begun) == len(own)
        over = begun if every else dict(_centred(grid, first, below)) or begun
    taken = {at for cell in over.values() for at in range(cell.column, cell.column + cell.columns)}
    kept = (cell for cell in grid.cells if cell.row or cell in over or cell.column not in taken)
    made = sorted((over.get(cell, cell) for cell in kept), key=lambda cell: (cell.row, cell.column))
    return replace(grid, cells=tuple(made))


def _is_unruled(grid: CellGrid) -> bool:
    """Whether its cells are where text is, and none is a box that rules part."""
    return not any(any(cell.box) for cell in grid.cells if not cell.lines)


def period(texts: Sequence[str], times: int) -> int:
    """How many of the last texts come again so many times; 0 where none do."""
    for step in range(len(texts) // times if times > 1 else 0, 1, -1):
        last = list(texts[-step * times :])
        if last == last[:step] * times:
            return step
    return 0


def _over_the_same(own: Sequence[GridCell], below: Sequence[GridCell]) -> dict[GridCell, GridCell]:
    """The labels over as many others each, which are the same below each."""
    named = [cell for cell in own if cell.column]
    step = period([cell.text for cell in below], len(named))
    starts = [cell.column for cell in below[len(below) - step * len(named) :: step or 1]]
    if not step or not all(
        start <= cell.column < start + step and cell.columns <= step
        for start, cell in zip(starts, named, strict=True)
    ):
        return {}
    return {
        cell: replace(cell, column=start, columns=step)
        for start, cell in zip(starts, named, strict=True)
    }


def _at_even_steps(
    grid: CellGrid, own: Sequence[GridCell], below: Sequence[GridCell]
) -> dict[GridCell, GridCell]:
    """The labels over all of their columns, where they stand only over the first of each: in a row
    above other labels, at even steps, with none over the first column."""
    step = (grid.columns - 1) // max(1, len(own))
    if (
        len(own) < LEAST_COLUMNS
        or [cell.column for cell in own] != list(range(1, grid.columns, max(1, step)))
        or step < LEAST_COLUMNS
        or step * len(own) != grid.columns - 1
        or len(below) < grid.columns
        or any(cell.columns > 1 for cell in own)
    ):
        return {}
    return {cell: replace(cell, columns=step) for cell in own}


def _begun(
    grid: CellGrid, own: Sequence[GridCell], below: Sequence[GridCell]
) -> Iterable[tuple[GridCell, GridCell]]:
    """The labels flush with the first or the last of several columns, where the row below has no
    label of the first column, so that each there is told by one above it; where the row above has
    none of it either, both are rows and no lines of one label."""
    if not below[0].column or (own[0].column and not _are_rows(grid, own, below)):
        return
    labels = [cell for cell in own if cell.column]
    start = 1 if own[0].column else own[0].columns
    for cell, after in zip(labels, [*labels, None][1:], strict=True):
        end = after.column if after else inf
        under = [other for other in below if start <= other.column < end]
        start = cell.column + cell.columns
        first = [other for other in under if other.column >= cell.column]
        last = [other for other in under if other.column <= cell.column]
        near = cell.lines[0].height / 2
        for side, columns in ((0, first), (2, last)):
            edge = columns[-1 if side else 0].box[side] if columns else inf
            if cell.columns == 1 and len(columns) > 1 and abs(edge - cell.box[side]) < near:
                column = columns[0].column
                start = columns[-1].column + 1
                yield cell, replace(cell, column=column, columns=start - column)
                break


def _are_rows(grid: CellGrid, own: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    """Whether two rows of labels, the first of them several from the first column with figures on,
    are as far apart as the rows of the table, and these further than lines of one cell."""
    run = own[0].lines[0]
    feet = [
        max(cell.lines[0].base for cell in cells if cell.lines)
        for row, cells in sorted(grid.by_row.items())
        if row > 1 and any(cell.lines for cell in cells)
    ]
    usual = min((before - after for before, after in pairwise(feet)), default=0.0)
    step = run.base - below[0].lines[0].base
    return (
        len(own) >= LEAST_COLUMNS
        and own[0].column == below[0].column == 1
        and usual > APART * run.height
        and step > LEVEL * usual
    )


def _centred(
    grid: CellGrid, first: Sequence[GridCell], below: Sequence[GridCell]
) -> Iterable[tuple[GridCell, GridCell]]:
    """The labels that stand centred over several columns with none of their own."""
    runs = [cell.lines[0] for cell in below]
    labels = [cell for cell in first if cell.lines and cell.column]
    side = _flush_side(grid)
    start = max([1, *(cell.columns for cell in first if not cell.column)])
    for cell, after in zip(labels, [*labels, None][1:], strict=True):
        label = cell.lines[0]
        end = after.column if after else inf
        free = [at for at, under in enumerate(below) if start <= under.column < end]
        start = cell.column + cell.columns
        spans = (
            (min(abs(offs[side]), abs(offs[1])), low, high)
            for low, high in combinations(free, 2)
            if below[low].column <= cell.column and start <= below[high].column + 1
            for offs in [off_middles(label, runs, low, high)]
        )
        off, low, high = min(spans, default=(inf, 0, 0))
        under = below[low : high + 1]
        own = [other for other in under if other.column == cell.column and cell.columns == 1]
        alike = len({other.shape for other in under}) == 1
        if off <= OFF * label.height and (alike or not any(_is_over(label, each) for each in own)):
            start = under[-1].column + 1
            column = under[0].column
            yield cell, replace(cell, column=column, columns=start - column)


def _flush_side(grid: CellGrid) -> int:
    """Which of the middles goes for a table whose columns are flush left, or flush right."""
    off = [0.0, 0.0]
    columns: dict[int, GridCell] = {}
    for cell in grid.cells:
        if cell.row and cell.column and cell.lines:
            other = columns.setdefault(cell.column, cell)
            off[0] += abs(cell.box[0] - other.box[0])
            off[1] += abs(cell.box[2] - other.box[2])
    return 0 if off[0] < off[1] else 2


def off_middles(
    label: Run, below: Sequence[Run], low: int, high: int
) -> tuple[float, float, float]:
    """How far a label stands from the middle of the columns from ``low`` to ``high`` of the row
    below: of columns flush left, of the texts themselves, and of columns flush right. The outermost
    columns are as wide as the steps between those."""
    first, last = below[low], below[high]
    middle = (label.left + label.right) / 2
    steps = high - low
    end = last.left + (last.left - first.left) / steps
    start = first.right - (last.right - first.right) / steps
    if high + 1 < len(below):
        end = below[high + 1].left
    if low > 1:
        start = below[low - 1].right
    return (
        middle - (first.left + end) / 2,
        middle - (first.left + last.right) / 2,
        middle - (start + last.right) / 2,
    )


def _is_over(label: Run, cell: GridCell) -> bool:
    """Whether a label stands over one column alone: it begins, ends or is centred there."""
    below = cell.lines[0]
    left, right = label.left - below.left, label.right - below.right
    return min(abs(left), abs(right), abs(left + right) / 2) < label.height / 2
