"""Tables without rules that were drawn cell by cell: a cell of several lines, and then the next
beside it, from the same height."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.extraction.alignment import grid_of
from indexer.extraction.grid import BULLET, LEADER, CellGrid
from indexer.extraction.ruledtables import PagePart, as_one
from indexer.extraction.runs import Line, Run

LEVEL = 0.5
"""Of a line's height: cells of a row begin no further apart."""
STEP = 1.7
"""Heights of a line: a larger step down begins a new row."""
SAME, WIDER = 1.1, 1.2
"""In steps from line to line within a cell: a row that follows so close goes on with the one before
where most rows stand wider apart."""
LONGEST = 12
"""Lines: what is longer is a column of prose."""

Band = list[list[Run]]
"""The cells of a row, each with its lines."""


def cellwise(lines: Sequence[Line]) -> list[PagePart]:
    """The lines in their order, with each table that was drawn cell by cell in place of its own."""
    made: list[PagePart] = []
    loose: list[Line] = []
    for bands in _alike(list(_bands(lines))):
        own = [line for _, found in bands for line in found]
        grid = _grid([band for band, _ in bands])
        if grid is None:
            loose += own
            continue
        if loose:
            made.append(tuple(loose))
            loose = []
        made.append(grid)
    return [*made, tuple(loose)] if loose else made


def _bands(lines: Sequence[Line]) -> Iterator[tuple[Band, list[Line]]]:
    """The lines as rows of cells, each with the lines that it is made of."""
    band: Band = []
    own: list[Line] = []
    for line in lines:
        if band and _is_beside(band, line):
            band += [[run] for run in line]
        elif band and _is_below(band[-1], line):
            band[-1].append(line[0])
        else:
            if band:
                yield band, own
            band, own = [[run] for run in line], []
        own.append(line)
    if band:
        yield band, own


def _is_beside(band: Band, line: Line) -> bool:
    """Whether the line begins the next cell of the row: from the same height, to the right."""
    first = line[0]
    return abs(first.top - band[0][0].top) < LEVEL * first.height and first.left > max(
        run.right for run in band[-1]
    )


def _is_below(cell: list[Run], line: Line) -> bool:
    """Whether the line goes on with the cell."""
    last, run = cell[-1], line[0]
    return (
        len(line) == 1
        and 0 < last.bottom - run.bottom < STEP * run.height
        and run.left < max(had.right for had in cell)
        and cell[0].left - run.height < run.right
        and abs(run.left - cell[0].left) < 2 * run.height
    )


def _alike(
    bands: list[tuple[Band, list[Line]]],
) -> Iterator[list[tuple[Band, list[Line]]]]:
    """The rows in groups: those with several cells that follow each other, and each other alone."""
    group: list[tuple[Band, list[Line]]] = []
    for band, own in bands:
        several = _has_cells(band)
        if group and not several:
            yield group
            group = []
        if several:
            group.append((band, own))
        else:
            yield [(band, own)]
    if group:
        yield group


def _has_cells(band: Band) -> bool:
    """Whether the row has several cells: no bullet with its text, no line of a table of contents,
    no columns of prose."""
    if len(band) == 1:
        return False
    marks = int(BULLET.fullmatch(band[0][0].text) is not None)
    leads = any(LEADER.search(run.text) for cell in band for run in cell)
    return len(band) > 1 + marks and not leads and max(map(len, band)) <= LONGEST


def _grid(bands: list[Band]) -> CellGrid | None:
    """The table that the rows make; none when none of its cells has several lines, which is left
    to who looks at lines alone."""
    if len(bands) < 2 or all(len(cell) == 1 for band in bands for cell in band):
        return None
    bands = _whole(bands)
    rows = [tuple(as_one(cell) for cell in band) for band in bands]
    if any(after[0].top > min(run.bottom for run in row) for row, after in pairwise(rows)):
        return None
    lines = {run: tuple(cell) for row, band in zip(rows, bands, strict=True)
             for run, cell in zip(row, band, strict=True)}  # fmt: skip
    grid = grid_of(rows, whole=True)
    if grid is None:
        return None
    return replace(
        grid,
        cells=tuple(
            replace(cell, lines=sum((lines.get(run, (run,)) for run in cell.lines), ()))
            for cell in grid.cells
        ),
    )


def _whole(bands: list[Band]) -> list[Band]:
    """The rows, each put to the one before that follows it as a line within a cell does."""
    inner = [a.base - b.base for band in bands for cell in band for a, b in pairwise(cell)]
    between = [
        min(cell[-1].base for cell in band) - after[0][0].base for band, after in pairwise(bands)
    ]
    step = min(inner)
    if 2 * sum(gap > WIDER * step for gap in between) <= len(between):
        return bands
    made = [[list(cell) for cell in bands[0]]]
    for gap, band in zip(between, bands[1:], strict=True):
        homes = [next((had for had in made[-1] if _is_under(had, cell)), None) for cell in band]
        if gap > SAME * step or None in homes or len(band) == len(made[-1]):
            made.append([list(cell) for cell in band])
            continue
        for home, cell in zip(homes, band, strict=True):
            (home or []).extend(cell)
    return made


def _is_under(had: list[Run], cell: list[Run]) -> bool:
    return abs(had[0].left - cell[0].left) < LEVEL * cell[0].height
