"""Labels of charts and drawings, which are no text that is read line by line.

They are told by how they stand: short, no larger than the body, some of them figures, and most of
them neither below nor after the one before as lines of text are.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.extraction.chartvalues import table_of, valued
from indexer.extraction.figuretitles import TITLE
from indexer.extraction.grid import BULLET, is_figure
from indexer.extraction.layout import Row
from indexer.extraction.notemarks import CODED
from indexer.extraction.ruledtables import as_one
from indexer.extraction.runs import Line, Run

LEAST, FIGURES = 6, 3
"""So many labels, and so many figures among them, make a chart."""
LONGEST, WIDEST = 4, 60
"""Words, and characters, of a label."""
JUMPS = 0.5
"""Of the steps from label to label: so many are none from line to line."""
STEP = 2.0
"""In sizes of the font: a larger step down is none to the next line."""
BESIDE = 2.0
"""In sizes of the font: so far beside or under the others stand the values along an axis."""
LARGEST = 1.02
"""Of the body's size."""
INTERVAL = re.compile(r"[<>≤≥]?\s?\d[\d.,]*\s?(?:[-–]\s?\d[\d.,]*|\+)\s?(?:%|\w{1,5}\.?)?")
"""A class of a histogram, as ``18 - 24 år`` or ``75+``."""
FORMULA = re.compile(r"=|(?<!\d)\+(?!\S)|[∑∫√∂]")
NEAR = 4.0
"""In sizes of the font: the title of a chart stands no further from its labels."""


def with_charts(rows: Sequence[Row], body: float) -> tuple[Row, ...]:
    """The rows of a page whose text is of the size ``body``, with the labels of each chart as one
    row, before its title where one stands over or under it. Labels with a value each are a table
    before the others."""
    found = list(_charts(rows, body))
    if not found:
        return tuple(rows)
    inside = {at for first, after in found for at in range(first, after)}
    loose = [at for at, row in enumerate(rows) if at not in inside and _may_be_label(row, body)]
    mixed = [at for at in loose if _is_mixed(rows[at])]
    before: dict[int, list[Row]] = {}
    for first, after in found:
        chart = _chart(rows[first:after])
        strays = [at for at in loose if at not in inside and _is_of(chart.box, rows[at].box)]
        inside.update(strays)
        pairs = _more_pairs(rows, chart, [at for at in mixed if at not in inside])
        inside.update(pairs)
        own = _labels([*rows[first:after], *(rows[at] for at in (*strays, *pairs))])
        before[first] = list(_parts(own))
    places = {_place(rows, first, _chart(own), inside): own for first, own in before.items()}
    made: list[Row] = []
    for at, row in enumerate(rows):
        made += places.get(at, [])
        if at not in inside:
            made.append(row)
    return tuple(made)


def _parts(labels: Line) -> Iterator[Row]:
    """The labels that have a value each as a table, and the others."""
    pairs = valued(labels)
    if pairs:
        yield table_of(pairs)
    known = {run for pair in pairs for run in pair}
    if others := tuple(run for run in labels if run not in known):
        yield Row(others, as_one(others), chart=True)


def _more_pairs(rows: Sequence[Row], chart: Row, mixed: Sequence[int]) -> list[int]:
    """Those of the rows, which hold a label and a figure each, that are as others of the chart."""
    box = chart.box
    near = [
        at
        for at in mixed
        if abs(rows[at].box.bottom + rows[at].box.top - box.bottom - box.top) < 2 * box.height
    ]
    known = set(valued(_labels([chart, *(rows[at] for at in near)])) if near else ())
    return [at for at in near if _labels([rows[at]]) in known]


def _is_of(chart: Run, label: Run) -> bool:
    """Whether a label that the file has elsewhere stands among those of a chart, or is a value just
    beside or under them, as along an axis."""
    near = BESIDE * label.em if _is_value(label.text) else 0.0
    return (
        chart.left - near <= label.left
        and label.right <= chart.right + near
        and chart.bottom - near <= label.bottom
        and label.top <= chart.top + near
    )


def _is_value(text: str) -> bool:
    return is_figure(text) or INTERVAL.fullmatch(text) is not None


def _chart(rows: Sequence[Row]) -> Row:
    cells = _labels(rows)
    return Row(cells, as_one(cells), chart=True)


def _place(rows: Sequence[Row], first: int, chart: Row, inside: set[int]) -> int:
    """The row before which a chart that begins at ``first`` goes: its title, or the chart's own."""
    box = chart.box
    titles = [
        (away, at)
        for at, row in enumerate(rows)
        if at not in inside and TITLE.match(row.box.text)
        if min(row.box.right, box.right) > max(row.box.left, box.left)
        for away in [max(row.box.bottom - box.top, box.bottom - row.box.top)]
        if away < NEAR * row.box.em
    ]
    return min(titles)[1] if titles else first


def _charts(rows: Sequence[Row], body: float) -> Iterator[tuple[int, int]]:
    """From which row to before which the labels of each chart stand."""
    first = 0
    for at, row in enumerate([*rows, None]):
        if row is not None and _may_be_label(row, body):
            continue
        if _is_chart(rows[first:at]):
            yield first, at
        first = at + 1


def _may_be_label(row: Row, body: float) -> bool:
    box, labels = row.box, row.drawn or row.cells
    if len(labels[0].text) > WIDEST:  # asked first, as most rows are lines of prose
        return False
    figures = [_is_value(run.text) for run in labels]
    is_pair = figures == [False, True]
    if row.grid or box.running or not 0 < box.size <= LARGEST * body or CODED.search(box.text):
        return False
    return (is_pair or all(figures) in (True, any(figures))) and all(
        len(run.text.split()) <= LONGEST
        and (is_value or not run.text.endswith((".", ":", ",", ";")))
        and not TITLE.match(run.text)
        and not FORMULA.search(run.text)
        and (is_value or not BULLET.fullmatch(run.text.split()[0]))
        for run, is_value in zip(labels, figures, strict=True)
    )


def _labels(rows: Sequence[Row]) -> Line:
    return tuple(run for row in rows for run in row.drawn or row.cells)


def _is_chart(rows: Sequence[Row]) -> bool:
    labels = _labels(rows)
    if len(labels) < LEAST or sum(_is_value(run.text) for run in labels) < FIGURES:
        return False
    if any(_is_mixed(row) for row in rows) and not valued(labels):
        return False
    steps = [_is_next_line(one.box, other.box) for one, other in pairwise(rows)]
    return steps.count(False) >= JUMPS * len(steps)


def _is_mixed(row: Row) -> bool:
    figures = [_is_value(run.text) for run in row.drawn or row.cells]
    return any(figures) and not all(figures)


def _is_next_line(above: Run, below: Run) -> bool:
    step = (above.base - below.base) / below.em
    aligned = min(
        abs(above.left - below.left),
        abs(above.right - below.right),
        abs(above.left + above.right - below.left - below.right) / 2,
    )
    return 0 < step <= STEP and aligned < below.em
