"""Tables that rules part into cells."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import inf
from statistics import mean

from indexer.extraction.figurerows import by_figures
from indexer.extraction.grid import (
    LEAST_COLUMNS,
    CellGrid,
    GridCell,
    is_figure,
    is_rotated,
    is_table,
    trimmed,
)
from indexer.extraction.lattice import Lattice, Place, Ruling, lattices
from indexer.extraction.rules import Rule
from indexer.extraction.runs import Line, Run

PROSE = 4
"""Words: a run of as many is a line of prose rather than a cell."""
EDGE = 2.0
"""Points by which a word may stand out over the edge of its table."""

FULL = 0.8
"""Of a row's cells: a line with so many is a row of its own."""
LOOSE = 1.25
"""In steps from line to line within a cell: a wider step begins a row where all cells have it."""
LEAST_BANDS = 3
"""So many cells side by side, or rows one below the other, that begin alike."""

PagePart = tuple[Line, ...] | CellGrid


def parted(lines: Sequence[Line], ruling: Ruling) -> list[PagePart]:
    """The lines of a page, in their order, with each table that rules make in place of its own."""
    if not ruling.rules:
        return [tuple(lines)]
    found = [(lattice, own) for lattice in lattices(ruling) if (own := _runs_in(lattice, lines))]
    grids: dict[int, CellGrid] = {}
    taken: dict[tuple[int, int], int] = {}
    for number, (lattice, own) in enumerate(found):
        cells = trimmed(_split(_cells(lattice, own, lines, ruling.rules)))
        titles = {run for cell in _titles(cells) for run in cell.lines}
        cells = trimmed(cell for cell in cells if titles.isdisjoint(cell.lines))
        if is_table(cells):
            grids[number] = CellGrid(cells, lattice.box)
            runs = ((at, n) for at, n in own if lines[at][n] not in titles)
            taken |= dict.fromkeys(runs, number)
    return list(_in_order(lines, grids, taken))


def _titles(cells: Sequence[GridCell]) -> list[GridCell]:
    """The cells at the top that are as wide as the table: what it is called, or a heading."""
    columns = max((cell.column + cell.columns for cell in cells), default=0)
    made: list[GridCell] = []
    for cell in cells:
        if cell.columns < columns or columns == 1:
            break
        made.append(cell)
    return made


def _runs_in(lattice: Lattice, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The runs, by the number of their line and their own in it, that stand in the lattice."""
    left, bottom, right, top = lattice.box
    return [
        (at, number)
        for at, line in enumerate(lines)
        for number, run in enumerate(line)
        if left - EDGE <= (run.left + run.right) / 2 <= right + EDGE
        and bottom - EDGE <= (run.bottom + run.top) / 2 <= top + EDGE
        and run.left >= left - 4 * EDGE
        and run.right <= right + 4 * EDGE
    ]


def _in_order(
    lines: Sequence[Line], grids: dict[int, CellGrid], taken: dict[tuple[int, int], int]
) -> Iterable[PagePart]:
    loose: list[Line] = []
    put: set[int] = set()
    for at, line in enumerate(lines):
        for number in dict.fromkeys(taken[at, n] for n in range(len(line)) if (at, n) in taken):
            if number not in put:
                put.add(number)
                if loose:
                    yield tuple(loose)
                    loose = []
                yield grids[number]
        if rest := tuple(run for n, run in enumerate(line) if (at, n) not in taken):
            loose.append(rest)
    if loose:
        yield tuple(loose)


def _cells(
    lattice: Lattice,
    own: Sequence[tuple[int, int]],
    lines: Sequence[Line],
    rules: Sequence[Rule],
) -> list[GridCell]:
    """The cells of a lattice with the runs that stand in each, those of one line as one."""
    inside: dict[int, dict[int, list[Run]]] = defaultdict(lambda: defaultdict(list))
    beside = cache(lambda *sides: list(_beside(lattice.places, *sides)))
    for at, number in own:
        run = lines[at][number]
        if (home := _home(beside(run.bottom, run.top), run)) is not None:
            inside[home][at].append(run)
    fills = [rule for rule in rules if rule.fill is not None]
    sides = {place.column: (place.box[0], place.box[2]) for place in lattice.places
             if place.columns == 1}  # fmt: skip
    return [
        GridCell(
            part.row, part.column, part.rows, part.columns, part.box,
            _lines_of(found), _fill(place, fills),
        )
        for number, place in enumerate(lattice.places)
        for part, found in _pieces(place, list(inside[number].values()), sides)
    ]  # fmt: skip


def _pieces(
    place: Place, found: list[list[Run]], sides: Mapping[int, tuple[float, float]]
) -> list[tuple[Place, list[list[Run]]]]:
    """The place with the runs in it; one over several columns that has a run in each of several is
    a place for each: a row of labels may be coloured as one, without lines."""
    columns = [
        (column, *sides[column])
        for column in range(place.column, place.column + place.columns)
        if column in sides
    ]
    parts: dict[int, list[list[Run]]] = defaultdict(list)
    for line in found:
        for run in line:
            own = [column for column, left, right in columns
                   if left - EDGE <= run.left and run.right <= right + EDGE]  # fmt: skip
            parts[own[0] if own else -1].append([run])
    if len(columns) < place.columns or -1 in parts or len(parts) < 2:
        return [(place, found)]
    _, bottom, _, top = place.box
    return [
        (Place(place.row, column, place.rows, 1, (left, bottom, right, top)), parts[column])
        for column, left, right in columns
    ]


def _beside(
    places: Sequence[Place], bottom: float, top: float
) -> Iterator[tuple[int, float, float, float]]:
    """The places beside which a line of that bottom and top stands: their numbers, from where to
    where they go, and how much of the line's height they have."""
    for number, (_, _, _, _, (left, low, right, high)) in enumerate(places):
        if low < top and bottom < high:
            yield number, left, right, min(top, high) - max(bottom, low)


def _home(beside: Sequence[tuple[int, float, float, float]], run: Run) -> int | None:
    """Which of the places beside a run most of it stands in."""
    best, most = None, 0.0
    for number, left, right, high in beside:
        wide = min(run.right, right) - max(run.left, left)
        if wide > 0 and wide * high > most:
            best, most = number, wide * high
    return best


def _lines_of(found: Iterable[Sequence[Run]]) -> tuple[Run, ...]:
    """The lines of a cell in the order in which they read: those along the side from the right when
    they begin at the top, from the left when they begin at the bottom."""
    lines = [as_one(line) for line in found]
    if not any(map(is_rotated, lines)):
        return tuple(lines)
    down = _spread([run.top for run in lines]) <= _spread([run.bottom for run in lines])
    return tuple(sorted(lines, key=lambda run: run.left, reverse=down))


def _spread(edges: Sequence[float]) -> float:
    return max(edges) - min(edges)


def as_one(runs: Sequence[Run]) -> Run:
    """Runs of a line as one."""
    if len(runs) == 1:
        return runs[0]
    return Run(
        " ".join(run.text for run in runs),
        min(run.left for run in runs), min(run.bottom for run in runs),
        max(run.right for run in runs), max(run.top for run in runs),
        all(run.bold for run in runs), runs[0].size, runs[0].baseline, runs[0].running,
    )  # fmt: skip


def _fill(place: Place, fills: Sequence[Rule]) -> int | None:
    """The colour drawn last behind the middle of a place."""
    left, bottom, right, top = place.box
    x, y = (left + right) / 2, (bottom + top) / 2
    for rule in reversed(fills):
        if rule.left <= x <= rule.right and rule.bottom <= y <= rule.top:
            return rule.fill
    return None


def _split(cells: list[GridCell]) -> list[GridCell]:
    """The cells, with rows that no rule parts, but of which every line has all cells, taken one by
    one: a table may have rules round its head and its body only."""
    rows: dict[int, list[GridCell]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    made: list[GridCell] = []
    more = 0
    for row in sorted(rows):
        levels = _levels(rows[row])
        if len(levels) < 2 or not _are_rows(rows[row], levels, first=row == 0):
            if bands := _bands(rows[row]) or by_figures(rows[row]):
                made += _in_bands(rows[row], bands, row + more)
                more += len(bands) - 1
                continue
            made += [replace(cell, row=row + more) if more else cell for cell in rows[row]]
            continue
        for number, level in enumerate(levels):
            made += [
                replace(cell, row=row + more + number, lines=own)
                for cell, own in zip(rows[row], level, strict=True)
            ]
        more += len(levels) - 1
    return made


def _bands(cells: Sequence[GridCell]) -> list[list[tuple[Run, ...]]]:
    """The lines of a row of cells, those along the side left out, as rows that space parts: for
    each cell its lines there. All begin level, wider apart than lines within a cell; none where
    they don't."""
    own = [cell for cell in cells if cell.lines and not cell.rotated]
    steps = [a.base - b.base for cell in own for a, b in pairwise(cell.lines)]
    step = min((step for step in steps if step > 0), default=0.0)
    if len(own) < LEAST_COLUMNS or not step or any(cell.rows > 1 for cell in cells):
        return []
    bands: list[list[tuple[Run, ...]]] = []
    reached = inf
    for level in _levels(own):
        at = max(run.base for lines in level for run in lines)
        if reached - at > LOOSE * step:
            if not all(level):
                return []
            bands.append(level)
        else:
            bands[-1] = [(*had, *more) for had, more in zip(bands[-1], level, strict=True)]
        reached = min(run.base for lines in level for run in lines)
    return bands if len(bands) > 1 and max(len(bands), len(own)) >= LEAST_BANDS else []


def _in_bands(
    cells: Sequence[GridCell], bands: Sequence[list[tuple[Run, ...]]], row: int
) -> Iterable[GridCell]:
    """The cells as those of the rows from ``row`` on; one along the side, or empty, is beside all
    of them."""
    number = -1
    for cell in cells:
        if not cell.lines or cell.rotated:
            yield replace(cell, row=row, rows=len(bands))
            continue
        number += 1
        for at, band in enumerate(bands):
            yield replace(cell, row=row + at, lines=band[number])


def _levels(cells: Sequence[GridCell]) -> list[list[tuple[Run, ...]]]:
    """The lines of a row of cells, level by level: for each cell its lines there."""
    every = sorted((run for cell in cells for run in cell.lines), key=lambda run: -run.top)
    levels: list[Run] = []
    for run in every:
        if not levels or not run.level_with(levels[-1]):
            levels.append(run)
    return [
        [
            tuple(run for run in cell.lines if run.top > level.bottom and run.level_with(level))
            for cell in cells
        ]
        for level in levels
    ]


def _are_rows(
    cells: Sequence[GridCell], levels: Sequence[Sequence[tuple[Run, ...]]], *, first: bool
) -> bool:
    """Whether each level is a row of its own: it has text in nearly every cell, and in the left one
    but where the table begins with labels, and figures, or there are many; no prose side by side.
    """
    if len(cells) < 2 or any(cell.rows > 1 for cell in cells):
        return False
    full = [[bool(own) for own in level] for level in levels]
    labels = int(first and not full[0][0])
    if sum(full[0]) < len(cells) - 1 or not all(
        level[0] and sum(level) >= FULL * len(cells) for level in full[labels:]
    ):
        return False
    words = [
        mean(len(run.text.split()) for run in cell.lines) if cell.lines else 0 for cell in cells
    ]
    if sum(count >= PROSE for count in words) > 1:
        return False
    figures = all(
        any(is_figure(run.text) for own in level for run in own) for level in levels[int(first) :]
    )
    return len(levels) > 2 or figures
