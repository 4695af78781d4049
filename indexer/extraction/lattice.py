"""From rules to cells: where lines and the edges of coloured boxes meet, they part cells."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from indexer.extraction.rules import THIN, Rule
from search.library.pagelayout import Box

SNAP = 2.5
"""Points within which rules stand in one line, and twice as many within which they meet."""
MEET = 2 * SNAP
WALL = 0.8
"""Of a cell's side: a rule along so much of it parts two cells."""
TOUCH = 0.4
"""Points: boxes of one colour that are no further apart are one."""
MOST = 400
"""Rules of one direction, put together: with more a page is a drawing."""
MOST_PLACES = 6_000


class Stroke(NamedTuple):
    """A rule along one axis: where it stands on the other, and from where to where it goes."""

    at: float
    start: float
    end: float


class Place(NamedTuple):
    """A cell of a lattice: its row from the top, its column, how many it takes up, its box."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


class Lattice(NamedTuple):
    """Cells that rules part, row by row, and the box round them."""

    places: tuple[Place, ...]
    box: Box


@dataclass(frozen=True)
class Ruling:
    """The ``rules`` of a page, and the lines that they make."""

    rules: tuple[Rule, ...] = ()

    @cached_property
    def strokes(self) -> tuple[list[Stroke], list[Stroke]]:
        """The horizontal and the vertical lines, pieces put together."""
        return _strokes(self.rules)


NO_RULES = Ruling()


def _strokes(rules: tuple[Rule, ...]) -> tuple[list[Stroke], list[Stroke]]:
    flat, upright = [], []
    fills: dict[int, list[Box]] = defaultdict(list)
    for left, bottom, right, top, fill in rules:
        if fill is not None:
            fills[fill].append((left, bottom, right, top))
        elif right - left > top - bottom:
            flat.append(Stroke((bottom + top) / 2, left, right))
        elif top - bottom > THIN:
            upright.append(Stroke((left + right) / 2, bottom, top))
    for boxes in fills.values():
        if len(boxes) <= MOST:
            flat += _edges([(bottom, top, left, right) for left, bottom, right, top in boxes])
            upright += _edges([(left, right, bottom, top) for left, bottom, right, top in boxes])
    return _joined(flat), _joined(upright)


def _edges(boxes: Sequence[Box]) -> Iterator[Stroke]:
    """The edges across one axis of boxes of one colour, each given from where to where it goes on
    that axis and on the other; without what another of the boxes goes on from: programs colour a
    cell in strips, line by line."""
    bands: dict[tuple[float, float], list[tuple[float, float]]] = defaultdict(list)
    for near, far, start, end in boxes:
        bands[near, far].append((start, end))

    @cache
    def sides_at(at: float) -> list[tuple[float, float]]:
        own = (sides for (near, far), sides in bands.items() if near <= at <= far)
        return list(itertools.chain.from_iterable(own))

    for near, far, start, end in boxes:
        for at, beyond in ((near, near - TOUCH), (far, far + TOUCH)):
            sides = sides_at(beyond)
            covered = sorted(side for side in sides if side[0] < end and start < side[1])
            reached = start
            for low, high in [*covered, (end, end)]:
                if low - reached > SNAP:
                    yield Stroke(at, reached, low)
                reached = max(reached, high)


def _joined(pieces: list[Stroke]) -> list[Stroke]:
    level: list[list[Stroke]] = []
    for piece in sorted(pieces):
        if level and piece.at - level[-1][0].at <= SNAP:
            level[-1].append(piece)
        else:
            level.append([piece])
    made = []
    for group in level:
        at = sum(piece.at for piece in group) / len(group)
        start = end = float("nan")
        for _, low, high in sorted(group, key=lambda piece: piece.start):
            if low <= end + SNAP:
                end = max(end, high)
                continue
            if start == start:  # noqa: PLR0124 - not a number at first
                made.append(Stroke(at, start, end))
            start, end = low, high
        made.append(Stroke(at, start, end))
    return made


def lattices(ruling: Ruling) -> tuple[Lattice, ...]:
    """The lattices of a page, from the top; none of a drawing."""
    flat, upright = ruling.strokes
    if not flat or not upright or max(len(flat), len(upright)) > MOST:
        return ()
    made = [lattice for part in _parts(flat, upright) if (lattice := _lattice(*part))]
    return tuple(sorted(made, key=lambda lattice: -lattice.box[3]))


def _parts(
    flat: list[Stroke], upright: list[Stroke]
) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """The lines that meet, directly or through others."""
    above = list(range(len(flat)))
    touched: dict[int, int] = {}
    for number, line in enumerate(upright):
        for index in _met(line, flat):
            above[_root(above, index)] = _root(above, touched.setdefault(number, index))
    parts: dict[int, tuple[list[Stroke], list[Stroke]]] = defaultdict(lambda: ([], []))
    for number, index in touched.items():
        parts[_root(above, index)][1].append(upright[number])
    for index, line in enumerate(flat):
        if (own := _root(above, index)) in parts:
            parts[own][0].append(line)
    yield from parts.values()


def _met(line: Stroke, flat: list[Stroke]) -> Iterator[int]:
    """The numbers of the flat lines that an upright one meets."""
    for index, (at, start, end) in enumerate(flat):
        if line.start - MEET <= at <= line.end + MEET and start - MEET <= line.at <= end + MEET:
            yield index


def _root(above: list[int], index: int) -> int:
    while above[index] != index:
        above[index] = above[above[index]]
        index = above[index]
    return index


def _lattice(flat: list[Stroke], upright: list[Stroke]) -> Lattice | None:
    """The cells that lines which meet part; None when they part none. Where the outermost lines
    are not drawn, the table goes as far as the lines that cross it."""
    xs = _steps([line.at for line in upright], [e for line in flat for e in (line.start, line.end)])
    ys = _steps([line.at for line in flat], [e for line in upright for e in (line.start, line.end)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > MOST_PLACES or columns * rows < 2:
        return None
    ys.reverse()
    walls = [_walls(upright, x, list(zip(ys[1:], ys, strict=False))) for x in xs[1:-1]]
    floors = [_walls(flat, y, list(itertools.pairwise(xs))) for y in ys[1:-1]]
    places = [
        Place(row, column, down, right, (xs[column], ys[row + down], xs[column + right], ys[row]))
        for row, column, down, right in _merged(rows, columns, walls, floors)
    ]
    return Lattice(tuple(places), (xs[0], ys[-1], xs[-1], ys[0]))


def _steps(inner: list[float], ends: list[float]) -> list[float]:
    """Where cells may begin and end along one axis."""
    steps: list[float] = []
    for at in sorted(inner):
        if not steps or at - steps[-1] > SNAP:
            steps.append(at)
    low, high = min(ends), max(ends)
    before = [low] if low < steps[0] - MEET else []
    return [*before, *steps, *([high] if high > steps[-1] + MEET else [])]


def _walls(lines: Sequence[Stroke], at: float, sides: Sequence[tuple[float, float]]) -> list[bool]:
    """Along which of the ``sides`` a line stands there."""
    here = [line for line in lines if abs(line.at - at) <= SNAP]
    return [
        sum(max(0.0, min(line.end, high) - max(line.start, low)) for line in here)
        >= WALL * (high - low)
        for low, high in sides
    ]


def _merged(
    rows: int, columns: int, walls: list[list[bool]], floors: list[list[bool]]
) -> Iterator[tuple[int, int, int, int]]:
    """The cells, row by row, with how many rows and columns each takes up: to the right and down as
    far as no line parts it, and the whole is a box."""
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = 1
            while column + right < columns and not walls[column + right - 1][row]:
                if (row, column + right) in taken:
                    break
                right += 1
            down = 1
            while row + down < rows and _goes_on(row + down, column, right, walls, floors):
                down += 1
            taken |= {(row + d, column + r) for d in range(down) for r in range(right)}
            yield row, column, down, right


def _goes_on(
    row: int, column: int, right: int, walls: list[list[bool]], floors: list[list[bool]]
) -> bool:
    """Whether the cell above goes on in ``row``: no line between, and none within."""
    within = range(column, column + right)
    return not any(floors[row - 1][c] for c in within) and not any(
        walls[c][row] for c in within[:-1]
    )
