"""Tables without cells drawn: columns are where the runs of line after line stand."""

import itertools
import re
from collections.abc import Sequence
from statistics import mean, median

from indexer.extraction.grid import CellGrid, GridCell, is_figure
from indexer.extraction.lattice import Stroke
from indexer.extraction.ruledtables import PROSE, as_one
from indexer.extraction.runs import Line, Run
from search.library.pagelayout import Box

NEAR = 0.75
"""Of a line's height: lines whose feet are no further apart are one row."""
ALIKE = 0.5
"""By so much of a step the next may differ where a line stands halfway between two."""
HALF = 1.25
"""Of a line's height: half the step between two rows of labels, beside which others stand."""
CLOSE = 0.8
"""Of the usual step between rows: a line that follows closer goes on with the row before."""
LOOKED_AT = 2
"""So many lines below a label are looked at for those that it stands over."""
LEAST_ROWS = LEAST_LABELS = 3
WIDE = 0.6
"""Of a table's width: a flat rule that is longer parts its rows."""
WORD = re.compile(r"[^\W\d_]{3}")
EQUATION = re.compile(r"\(\d{1,3}(?:\.\d{1,2})*[a-z]?\)")
FILLED = 0.75
"""Of the rows of a table of nothing but figures: those that have one in each column."""
COMMON = 0.3
"""Of the rows: what so many have makes the columns."""

Columns = list[tuple[float, float]]


def grid_of(
    lines: Sequence[Line], levels: Sequence[Stroke] = (), *, whole: bool = False
) -> CellGrid | None:
    """The table that lines make whose runs are cells, the first and the last with several; None
    when their columns don't agree, or they are prose or a formula. Flat rules among ``levels`` part
    its rows; each line is a ``whole`` row where that is known."""
    columns = columns_of(lines)
    if len(columns) < 2:
        return None
    placed = [_placed(line, columns) for line in lines]
    rows = placed if whole else _rows(placed, lines, _ruled(lines, levels))
    several = [row for row in rows if len(row) > 1]
    worded = [row for row in rows if _texts(row) and WORD.search(" ".join(_texts(row)))]
    least = 2 if len(worded) == len(rows) and _has_figures(rows) else LEAST_ROWS
    is_told = 2 * len(worded) >= len(rows) or _is_of_figures(rows, len(columns))
    if len(several) < least or not is_told or _is_formula(rows):
        return None
    if not whole and _is_prose(rows):
        return None
    cells = tuple(
        GridCell(number, column, 1, width, _around(runs), tuple(runs))
        for number, row in enumerate(rows)
        for column, (width, runs) in _filled(row, len(columns)).items()
    )
    every = [run for line in lines for run in line]
    return CellGrid(cells, _around(every))


def columns_of(lines: Sequence[Line]) -> Columns:
    """Where columns begin and end, from the left: by the lines with most runs, and what stands
    beside these. Two between which no line has a gap are one, so that a label may stand to the left
    of its figures."""
    counts = sorted((len(line) for line in lines), reverse=True)
    most = counts[max(1, round(COMMON * len(counts))) - 1] if len(counts) > 1 else 0
    columns = _labelled([line for line in lines if len(line) == most])
    for line in lines[:LOOKED_AT]:
        columns = _with_labels(line, columns) or columns
    for number, line in enumerate(lines):
        below = lines[number + 1 : number + 1 + LOOKED_AT]
        for run in line:
            if not _over(run, columns) and not _tells_two(run, below, columns):
                columns = sorted([*columns, (run.left, run.right)])
    while len(columns) > most:
        gaps = [
            (after[0] - before[1], at)
            for at, (before, after) in enumerate(itertools.pairwise(columns))
            if not any(_has_both(line, before, after) for line in lines)
        ]
        if not gaps:
            break
        _, at = min(gaps)
        columns[at : at + 2] = [(columns[at][0], columns[at + 1][1])]
    return columns if len(columns) >= most else []


def _labelled(full: Sequence[Line]) -> Columns:
    """The columns of lines that have as many runs each, of which the first may be their labels."""
    every, below = (
        _merged([(run.left, run.right) for line in lines for run in line])
        for lines in (full, full[1:])
    )
    is_apart = len(full) > 1 and len(every) > len(full[0]) == len(below)
    return (_with_labels(full[0], below) if is_apart else []) or every


def _over(run: Run, columns: Columns) -> list[int]:
    """The columns that a run stands in."""
    return [at for at, (left, right) in enumerate(columns) if left < run.right and run.left < right]


def _with_labels(line: Line, columns: Columns) -> Columns:
    """The columns with room for their labels, where a line is one for each, but perhaps for the
    first: words over or beside their own column, and over no other; none where it isn't."""
    first = len(columns) - len(line)
    if not 0 <= first <= 1 or len(line) < LEAST_LABELS or any(is_figure(run.text) for run in line):
        return []
    made = columns[:first]
    for at, run in enumerate(line, first):
        left, right = columns[at]
        if at and run.left <= columns[at - 1][1]:
            return []
        if at + 1 < len(columns) and run.right >= columns[at + 1][0]:
            return []
        made.append((min(left, run.left), max(right, run.right)))
    return made


def _tells_two(run: Run, below: Sequence[Line], columns: Columns) -> bool:
    """Whether a run stands over two labels beside each other, one of each column at its sides."""
    first = sum(right <= run.left for _, right in columns) - 1
    return any(
        before.right > run.left
        and after.left < run.right
        and _over(before, columns) == [first]
        and _over(after, columns) == [first + 1]
        for line in below
        for before, after in itertools.pairwise(line)
    )


def _has_both(line: Line, before: tuple[float, float], after: tuple[float, float]) -> bool:
    """Whether a line has something in each of two columns; what goes over both tells of none."""
    places = [
        (
            before[0] < run.right and run.left < before[1],
            after[0] < run.right and run.left < after[1],
        )
        for run in line
    ]
    return (True, False) in places and (False, True) in places


def _merged(sides: Columns) -> Columns:
    made: Columns = []
    for left, right in sorted(sides):
        if made and left < made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], right))
        else:
            made.append((left, right))
    return made


Placed = dict[int, tuple[int, list[Run]]]
"""By the column where it begins: how many columns a cell takes up, and its lines."""


def _placed(line: Line, columns: Columns) -> Placed:
    made: Placed = {}
    for run in line:
        over = _over(run, columns)
        if not over:  # it tells two, and stands between them
            first = sum(right <= run.left for _, right in columns) - 1
            over = [first, first + 1]
        first, width = over[0], len(over)
        if first in made:
            width, runs = max(width, made[first][0]), made[first][1]
            made[first] = (width, [as_one([*runs, run])])
        else:
            made[first] = (width, [run])
    return made


def _rows(
    placed: Sequence[Placed], lines: Sequence[Line], ruled: Sequence[bool] | None
) -> list[Placed]:
    """The lines as rows: one that goes on with the row before is put to it."""
    feet = [max(run.bottom for run in line) for line in lines]
    heights = [max(run.height for run in line) for line in lines]
    steps = [before - foot for before, foot in itertools.pairwise(feet)]
    usual = median([step for step in steps if step > 0] or [0.0])
    rows: list[Placed] = []
    for number, row in enumerate(placed):
        step = steps[number - 1] if number else 0.0
        near = HALF if _is_halfway(placed[number - 1 : number + 2], steps[number - 1 :]) else NEAR
        goes_on = bool(rows) and (
            (abs(step) < near * heights[number] and row.keys().isdisjoint(rows[-1]))
            or (
                not ruled[number] and len(row) < len(rows[-1])
                if ruled
                else _continues(rows[-1], row, step, usual, heights[number])
            )
        )
        if goes_on:
            for column, (width, runs) in row.items():
                had = rows[-1].get(column, (width, []))
                rows[-1][column] = (max(width, had[0]), [*had[1], *runs])
        else:
            rows.append(dict(row))
    return rows


def _is_halfway(rows: Sequence[Placed], steps: Sequence[float]) -> bool:
    """Whether the second of three lines stands halfway between the others, which share columns that
    it has none of."""
    if len(rows) < 3 or abs(steps[0] - steps[1]) > ALIKE * abs(steps[0]):
        return False
    above, row, below = rows
    return not above.keys().isdisjoint(below) and row.keys().isdisjoint(above.keys() | below.keys())


def _continues(before: Placed, row: Placed, step: float, usual: float, height: float) -> bool:
    """Whether a line goes on with the row before it."""
    if not 0 < step < 2 * height:
        return False
    texts = [run.text for _, runs in row.values() for run in runs]
    if all(text.startswith("(") and is_figure(text) for text in texts):
        return len(before) > 1
    if any(is_figure(text) for text in texts):
        return False
    close = step < CLOSE * usual
    if 0 in row:
        lower = row[0][1][0].text[:1].islower()
        return row.keys() <= before.keys() and len(row) < len(before) and (close or lower)
    return row.keys() <= before.keys() and (close or len(row) < len(before))


def _texts(row: Placed) -> list[str]:
    return [run.text for _, runs in row.values() for run in runs]


def _has_figures(rows: Sequence[Placed]) -> bool:
    return any(
        is_figure(run.text) for row in rows for at, (_, runs) in row.items() if at for run in runs
    )


def _is_of_figures(rows: Sequence[Placed], columns: int) -> bool:
    """Whether nearly all rows have a figure in each of several columns."""
    full = [row for row in rows if len(row) == columns and all(map(is_figure, _texts(row)))]
    return columns >= LEAST_LABELS and len(full) >= FILLED * len(rows)


def _is_formula(rows: Sequence[Placed]) -> bool:
    """Whether half of the rows end with the number of an equation, or are one."""
    texts = [_texts(row) for row in rows]
    return 2 * sum(_is_numbered(row) or any("=" in text for text in row) for row in texts) >= len(
        rows
    )


def _is_numbered(texts: Sequence[str]) -> bool:
    """Whether a row ends with the number of an equation, and has no figure before it: a sum less
    than nothing is in brackets too."""
    return EQUATION.fullmatch(texts[-1]) is not None and not any(map(is_figure, texts[:-1]))


def _ruled(lines: Sequence[Line], levels: Sequence[Stroke]) -> list[bool] | None:
    """Whether a rule parts each line from the one before; None when rules part few of them."""
    left = min(run.left for line in lines for run in line)
    right = max(run.right for line in lines for run in line)
    wide = [
        stroke.at for stroke in levels
        if min(stroke.end, right) - max(stroke.start, left) > WIDE * (right - left)
    ]  # fmt: skip
    middles = [mean((run.bottom + run.top) / 2 for run in line) for line in lines]
    parted = [False] + [
        any(after < at < before for at in wide) for before, after in itertools.pairwise(middles)
    ]
    return parted if sum(parted) > max(2, COMMON * len(lines)) else None


def _is_prose(rows: Sequence[Placed]) -> bool:
    """Whether two columns hold lines of prose."""
    words: dict[int, list[int]] = {}
    for row in rows:
        for column, (_, runs) in row.items():
            words.setdefault(column, []).extend(len(run.text.split()) for run in runs)
    return sum(mean(counts) >= PROSE for counts in words.values()) > 1


def _filled(row: Placed, columns: int) -> Placed:
    """The row with an empty cell wherever it has none, and none over another."""
    made: Placed = {}
    for at in range(columns):
        if at in row:
            width, runs = row[at]
            after = min((other for other in row if other > at), default=columns)
            made[at] = (min(width, after - at), runs)
        elif not any(first <= at < first + width for first, (width, _) in made.items()):
            made[at] = (1, [])
    return made


def _around(runs: Sequence[Run]) -> Box:
    if not runs:
        return (0.0, 0.0, 0.0, 0.0)
    return (
        min(run.left for run in runs), min(run.bottom for run in runs),
        max(run.right for run in runs), max(run.top for run in runs),
    )  # fmt: skip
