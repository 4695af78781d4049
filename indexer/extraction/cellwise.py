"""Tables without rules that were drawn cell by cell: a cell of several lines, and then the next
beside it, from the same height."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from indexer.extraction.alignment import grid_of
from indexer.extraction.grid import LEADER, SIGN, CellGrid, is_figure, is_rotated
from indexer.extraction.ruledtables import PROSE, PagePart, as_one
from indexer.extraction.runs import Line, Run

LEVEL = 0.5
"""Of a line's height: cells of a row begin no further apart."""
STEP = 1.7
"""Heights of a line: a larger step down begins a new row."""
FAR = 2.5
"""Heights of a line: a larger step down begins no row of the same table."""
SAME, WIDER = 1.1, 1.2
"""In steps from line to line within a cell: a row that follows so close goes on with the one before
where most rows stand wider apart."""
SOONER = 0.95
"""Of the step to the next row: a line that is closer goes on with the one before."""
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
    for line, after in zip(lines, [*lines, ()][1:], strict=True):
        if band and (_is_beside(band, line) or _ends_level(band, line, after)):
            band += [[run] for run in line]
        elif (
            band
            and _is_below(band[-1], line)
            and (len(line) == 1 or _is_foot(band, line) or _ends_name(band, line, after))
        ):
            band[-1].append(line[0])
            band += [[run] for run in line[1:]]
        else:
            if band:
                yield band, own
            band, own = [[run] for run in line], []
        own.append(line)
    if band:
        yield band, own


def _is_beside(band: Band, line: Line) -> bool:
    """Whether the line begins the next cell of the row: from the same height, to the right; as
    figures do halfway down a cell of several lines, or from above it a label of several lines, or
    one along the side."""
    first = line[0]
    if first.left <= _reach(band[-1]):
        return False
    near = LEVEL * min(first.height, band[0][0].height)
    if abs(first.top - band[0][0].top) < near:
        return True
    if len(band) == 1 and all(is_figure(run.text) for run in line):
        middle = (band[0][0].top + band[0][-1].bottom) / 2
        return abs((first.top + first.bottom) / 2 - middle) < near
    if len(line) > 1 or is_figure(first.text):
        return False
    foot = band[-1][-1].bottom
    return is_rotated(first) and abs(first.bottom - foot) < near


def _ends_level(band: Band, line: Line, after: Line) -> bool:
    """Whether the line begins the next cell of a row of labels that end at the same height."""
    first = line[0]
    return (
        len(line) == 1
        and len(after) > 0
        and first.left > _reach(band[-1])
        and _is_below([first], after)
        and _is_foot(band, after)
        and len(first.text.split()) < PROSE
        and not is_figure(first.text)
    )


def _is_foot(band: Band, line: Line) -> bool:
    """Whether the line stands level with the end of the row's first cell."""
    return abs(line[0].bottom - band[0][-1].bottom) < LEVEL * line[0].height


def _ends_name(band: Band, line: Line, after: Line) -> bool:
    """Whether the line ends the name of a row, and has its other cells beside: it is closer to the
    name than to what follows, and begins with no capital."""
    if len(band) > 1 or line[0].text[:1].isupper() or line[1].left < band[0][-1].right:
        return False
    step = band[0][-1].base - line[0].base
    return not after or not 0 < SOONER * (line[0].base - after[0].base) <= step


def _is_below(cell: list[Run], line: Line) -> bool:
    """Whether the line goes on with the cell."""
    last, run = cell[-1], line[0]
    return (
        0 < last.bottom - run.bottom < STEP * run.height
        and run.left < _reach(cell)
        and cell[0].left - run.height < run.right
        and (abs(run.left - cell[0].left) < 2 * run.height or _is_flush_right(cell[0], run))
    )


def _reach(cell: list[Run]) -> float:
    """How far right the last lines of a cell go; of a column of prose no more are looked at."""
    return max(run.right for run in cell[-LONGEST:])


def _is_flush_right(run: Run, below: Run) -> bool:
    """Whether a short text ends where the one over it ends."""
    near = LEVEL * run.height
    return abs(run.right - below.right) < near and len(below.text.split()) < PROSE


def _alike(
    bands: list[tuple[Band, list[Line]]],
) -> Iterator[list[tuple[Band, list[Line]]]]:
    """The rows in groups: those with several cells that follow each other, with the names of those
    that follow, and each other alone."""
    group: list[tuple[Band, list[Line]]] = []
    for (band, own), after in zip(bands, [*bands, ([], [])][1:], strict=True):
        several = _has_cells(band)
        ends = not several and group and not _names_rows(group[0][0], band, after[0])
        if group and (ends or _is_far(group[-1][0], band)):
            yield group
            group = []
        if several or group:
            group.append((band, own))
        else:
            yield [(band, own)]
    if group:
        yield group


def _is_far(above: Band, band: Band) -> bool:
    """Whether a row begins too far below another to be of the same table."""
    foot = min(cell[-1].bottom for cell in above)
    return foot - max(cell[0].top for cell in band) > FAR * band[0][0].height


def _names_rows(first: Band, band: Band, after: Band) -> bool:
    """Whether the one cell of a row between two with several is the name of those that follow."""
    run, head = band[0][-1], first[0][0]
    return (
        len(band) == len(band[0]) == 1
        and run.left - head.left < LEVEL * run.height
        and len(run.text.split()) < PROSE
        and len(after) > 1
        and _has_cells(after)
        and 0 < run.bottom - after[0][0].bottom < FAR * run.height
    )


def _has_cells(band: Band) -> bool:
    """Whether the row has several cells: no bullet with its text, no line of a table of contents,
    no columns of prose."""
    if len(band) == 1:
        return False
    marks = int(SIGN.fullmatch(band[0][0].text) is not None)
    leads = any(LEADER.search(run.text) for cell in band for run in cell)
    return len(band) > 1 + marks and not leads and max(map(len, band)) <= LONGEST


def _grid(bands: list[Band]) -> CellGrid | None:
    """The table that the rows make; none when none of its cells has several lines, which is left
    to who looks at lines alone."""
    cells = [cell for band in bands for cell in band]
    if len(bands) < 2 or not any(len(cell) > 1 or is_rotated(cell[0]) for cell in cells):
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
    step = min(inner, default=inf)
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
