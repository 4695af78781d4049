"""The values of a chart that stand each beside or over the one label they are of, as at bars."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from indexer.extraction.grid import YEAR, CellGrid, GridCell, is_figure
from indexer.extraction.layout import Row
from indexer.extraction.ruledtables import as_one
from indexer.extraction.runs import Line, Run

LEAST = 3
"""So many labels in a row, or one below the other, each with a value."""
SAME = 0.3
"""In sizes of the font: edges no further apart are one."""
NEAR = 0.6
"""In sizes of the font: how far from the middle of its label a value's may be."""

MOST = 3
"""Figures looked at for a label: one of several is not its own."""

_Measure = Callable[[Run], float]
Pair = tuple[Run, Run]


def valued(labels: Sequence[Run]) -> list[Pair]:
    """The labels in a row, or one below the other, with the value of each, where each has one and
    no other; none where that is not so."""
    rows = (_across, (lambda run: run.base, lambda run: run.top), _is_over)
    columns = (_down, (lambda run: run.right, lambda run: run.left), _is_behind)
    figures = [run for run in labels if is_figure(run.text)]
    found = (
        _pairs(group, values, middle, stands)
        for middle, edges, stands in (rows, columns)
        for values in [sorted(figures, key=middle)]
        for edge in edges
        for group in _level(labels, edge)
    )
    return max(found, key=len, default=[])


def table_of(pairs: Sequence[Pair]) -> Row:
    """The table with a row for each label and its value, as a row of the page."""
    cells = [
        GridCell(row, column, 1, 1, (run.left, run.bottom, run.right, run.top), (run,))
        for row, pair in enumerate(pairs)
        for column, run in enumerate(pair)
    ]
    runs = tuple(run for pair in pairs for run in pair)
    whole = as_one(runs)
    box = whole.left, whole.bottom, whole.right, whole.top
    return Row(runs, whole, CellGrid(tuple(cells), box))


def _across(run: Run) -> float:
    return (run.left + run.right) / 2


def _down(run: Run) -> float:
    return -(run.bottom + run.top) / 2


def _is_over(value: Run, label: Run) -> bool:
    return value.bottom >= label.top - label.em / 2


def _is_behind(value: Run, label: Run) -> bool:
    return value.left >= label.right


def _level(labels: Sequence[Run], edge: _Measure) -> Iterator[Line]:
    """The names, or years, with the same edge, so many that they may be the labels of bars."""
    names = [run for run in labels if not is_figure(run.text)]
    years = [run for run in labels if YEAR.fullmatch(run.text)]
    for runs in (names, years):
        group: list[Run] = []
        for run in sorted(runs, key=edge):
            if group and edge(run) - edge(group[-1]) > SAME * run.em:
                if len(group) >= LEAST:
                    yield tuple(group)
                group = []
            group.append(run)
        if len(group) >= LEAST:
            yield tuple(group)


def _pairs(
    group: Line,
    values: Sequence[Run],
    middle: _Measure,
    stands: Callable[[Run, Run], bool],
) -> list[Pair]:
    """Each of the group with its value, of those in the order of their middles; none where one has
    no value or several."""
    own = sorted(group, key=middle)
    if any(middle(b) - middle(a) < 2 * NEAR * a.em for a, b in pairwise(own)):
        return []
    pairs = []
    for label in own:
        at, near = middle(label), NEAR * label.em
        first = bisect_left(values, at - near, key=middle)
        beside = values[first : bisect_right(values, at + near, key=middle)][:MOST]
        beside = [run for run in beside if run != label]  # a year is a figure too
        if len(beside) != 1 or not stands(beside[0], label):
            return []
        pairs.append((label, beside[0]))
    return pairs
