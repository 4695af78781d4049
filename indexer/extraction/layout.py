"""From lines in order to rows as a reader takes them: text, cells of tables, whole tables."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from statistics import median
from typing import NamedTuple

from indexer.extraction.alignment import WORD, grid_of
from indexer.extraction.cellwise import cellwise
from indexer.extraction.figuretitles import SIDE_TITLE
from indexer.extraction.grid import LEADER, SIGN, CellGrid, is_figure, with_heads
from indexer.extraction.labelspans import OFF, off_middles, spread
from indexer.extraction.lattice import NO_RULES, Ruling, Stroke
from indexer.extraction.lineorder import attach_figures, attach_marks, has_figures, split_columns
from indexer.extraction.ruledtables import PROSE, as_one, parted
from indexer.extraction.runs import Line, Run
from indexer.extraction.unruledheads import with_unruled_heads

GLUED_NUMBER = re.compile(r"(\d+(?:\.\d+)+)(?=[A-ZÆØÅ][a-zæøå])")
"""A section's number too wide for its place in a table of contents."""
MOST_LABELS = 2
"""Rows of labels over a table, at most."""
LEAST_ROWS = 3
"""Tables of contents have more rows, and none with more cells."""
LONG_NUMBER = 5
SAME_GAP = 0.25
"""In halves of a line's height: how much the spaces of a justified line may differ."""
ALIKE = 0.1
"""In heights of a line: texts that begin no further apart begin at one place."""
LEAST_SPREAD = 3
"""So many even gaps before a line that goes on with a sentence are spaces, whatever is between."""
REACH = 3
"""So many lines above and below are looked at for another of the same column."""
SPACE = 0.33
"""In sizes of the font: the width of a space, at most."""
CLOSE = 1.7
"""Sizes of the font: the step from line to line of a paragraph is no larger."""
FAR = 2.5
"""Heights of a line: a step between rows that is larger ends a table."""


class Row(NamedTuple):
    """One line of the page: its cells when it is of a table, else one run of text; and the whole
    row as one run, ``box``. A whole table, ``grid``, is one row too, and so are all labels of a
    ``chart``. ``drawn`` are the runs of which a single cell was joined."""

    cells: Line
    box: Run
    grid: CellGrid | None = None
    chart: bool = False
    drawn: Line = ()

    @property
    def is_text(self) -> bool:
        """Whether it is a line of text, perhaps with cells."""
        return not (self.grid or self.chart)

    @property
    def text(self) -> str:
        """The cells' texts with tabs between them."""
        return "\t".join(cell.text for cell in self.cells)


def row_of(cells: Line) -> Row:
    """The row of these cells."""
    return Row(cells, as_one(cells))


def rows(lines: tuple[Line, ...], ruling: Ruling = NO_RULES) -> tuple[Row, ...]:
    """The rows of a page in reading order; what its rules part into cells is a table."""
    made: list[Row] = []
    levels, _ = ruling.strokes
    for part in with_unruled_heads(parted(lines, ruling), levels):
        for piece in [part] if isinstance(part, CellGrid) else cellwise(part):
            if isinstance(piece, CellGrid):
                made.append(_row_of_grid(piece))
            else:
                made += _rows_of_lines(list(piece), levels)
    return tuple(made)


def _row_of_grid(grid: CellGrid) -> Row:
    cells = tuple(run for cell in grid.cells for run in cell.lines)
    box = Run("\t".join(run.text for run in cells), *grid.box)
    return Row(cells, box, with_heads(spread(grid)))


def _rows_of_lines(lines: list[Line], levels: Sequence[Stroke]) -> list[Row]:
    found = attach_figures(split_columns(attach_marks(lines)))
    ordered = [part for line in found for part in _titles_apart(line)]
    leads = [any(LEADER.search(run.text) for run in line) for line in ordered]
    cells = [_cells(line) for line in ordered]
    single = [line for line in cells if len(line) == 1]
    made = [
        row_of(line)
        if len(line) > 1 and _is_tabular(index, cells, single)
        else row_of((as_one(line),))._replace(drawn=line)
        for index, line in enumerate(cells)
    ]
    return _with_tables(made, leads, levels)


def _titles_apart(line: Line) -> list[Line]:
    """The line, or, where the titles of several figures stand side by side, each of them."""
    titles = len(line) > 1 and all(SIDE_TITLE.match(run.text) for run in line)
    return [(run,) for run in line] if titles else [line]


def _with_tables(rows: list[Row], leads: Sequence[bool], levels: Sequence[Stroke]) -> list[Row]:
    """The rows with those that make a table put together, but those with leaders of dots, which are
    of a table of contents; ``levels`` are the flat rules of the page."""
    made: list[Row] = []
    start = 0
    while start < len(rows):
        if len(rows[start].cells) < 2:
            made.append(rows[start])
            start += 1
            continue
        end = _table_end(rows, start)
        if True in leads[start:end]:
            end = max(leads.index(True, start), start + 1)
        grid = _grid(rows[start:end], levels)
        if grid is None:  # a line of text may stand between two tables
            single = [at for at in range(start, end) if len(rows[at].cells) < 2]
            if single and (grid := _grid(rows[start : single[0]], levels)):
                end = single[0]
        if grid is None or _is_contents(rows[start:end]):
            made += rows[start : max(end, start + 1)]
        else:
            count, grid = _with_labels(grid, made, rows[start:end], levels)
            del made[len(made) - count :]
            made.append(_row_of_grid(grid))
        start = max(end, start + 1)
    return made


def _with_labels(
    grid: CellGrid, above: Sequence[Row], rows: Sequence[Row], levels: Sequence[Stroke]
) -> tuple[int, CellGrid]:
    """The table that ``rows`` make, and how many of the rows right above it are of it too: labels,
    one over several columns among them, where its own first row begins with none."""
    if any(cell.lines for cell in grid.by_row[0] if cell.column == 0):
        return 0, grid
    count, reached = 0, rows[0].box
    for row in reversed(above[-MOST_LABELS:]):
        few = len(row.box.text.split()) <= 2 * PROSE
        step = row.box.bottom - reached.bottom
        if row.grid or row.chart or not few or abs(step) >= FAR * row.box.height:
            break
        count, reached = count + 1, row.box
    labels = sorted(above[len(above) - count :], key=lambda row: -row.box.bottom)
    lines = [row.drawn or row.cells for row in labels] + [row.cells for row in rows]
    found = grid_of(lines, levels) if count else None
    if found and found.columns == grid.columns and _names(found):
        return count, found
    return 0, grid


def _names(grid: CellGrid) -> bool:
    """Whether the first row begins with the label of the first column, and has more."""
    first = [cell for cell in grid.by_row[0] if cell.lines]
    return len(first) > 1 and first[0].column == 0 and not any(c.is_numeric for c in first)


def _grid(rows: Sequence[Row], levels: Sequence[Stroke]) -> CellGrid | None:
    return grid_of([row.cells for row in rows], levels) if len(rows) > 1 else None


def _table_end(rows: list[Row], start: int) -> int:
    """Where the rows with several cells from ``start`` end; a single line between them may go on
    with a cell, when it stands close and is no wider than the cells."""
    end = start
    for index in range(start, len(rows)):
        row, before = rows[index], rows[index - 1] if index > start else None
        step = before.box.bottom - row.box.bottom if before else 0.0
        if not -row.box.height < step < FAR * row.box.height:
            break
        if len(row.cells) > 1:
            end = index + 1
        elif before is None or index > end + 1 or len(row.box.text.split()) > 2 * PROSE:
            break
    return end


def _is_contents(rows: Sequence[Row]) -> bool:
    """Whether the rows are a table of contents: they end with the numbers of pages, which rise."""
    last = [row.cells[-1].text for row in rows if len(row.cells) > 1]
    numbers = [int(text) for text in last if text.isdecimal() and len(text) < LONG_NUMBER]
    few = max(len(row.cells) for row in rows) <= LEAST_ROWS
    rising = numbers == sorted(numbers) and 3 * len(set(numbers)) > len(numbers)
    return few and rising and len(numbers) > LEAST_ROWS and len(numbers) >= 0.8 * len(last)


def _is_tabular(index: int, lines: Sequence[Line], single: Sequence[Line]) -> bool:
    """Whether the runs of line ``index`` are cells of a table; ``single`` are the lines of one."""
    line = lines[index]
    after = index + 1 + (index + 1 < len(lines) and _names_rows(lines[index + 1], line))
    below = lines[after : after + 1]
    beside = (*lines[max(0, index - 1) : index], *below)
    in_columns = (
        has_figures(line)
        or any(_aligned(line, other) for other in beside)
        or any(_stands_over(line, other) or _is_centred_over(line, other) for other in below)
    )
    return in_columns and (_is_set_alike(line, beside) or not _is_justified(index, lines, single))


def _is_set_alike(line: Line, beside: Sequence[Line]) -> bool:
    """Whether each of three runs or more begins where one of a line above or below begins, as no
    words do that are spread from edge to edge."""
    near = ALIKE * line[0].height
    return len(line) >= LEAST_ROWS and any(
        len(other) == len(line)
        and all(abs(a.left - b.left) < near for a, b in zip(line, other, strict=True))
        for other in beside
    )


def _stands_over(line: Line, below: Line) -> bool:
    """Whether one run stands over each cell of a row of figures and over no other, as labels do
    that neither begin nor end where their figures do; the row's name may have none."""
    figures = below[1:]
    if len(line) == len(figures) and line[0].left > below[0].right:
        below = figures
    return (
        len(line) == len(below)
        and all(map(is_figure, (run.text for run in figures)))
        and not any(is_figure(run.text) for run in line)
        and all(
            label.left > before.right and after.left > label_before.right
            for (label_before, label), (before, after) in zip(
                pairwise(line), pairwise(below), strict=True
            )
        )
    )


def _is_centred_over(line: Line, below: Line) -> bool:
    """Whether each run is centred over several cells of a row, in their order, as labels of several
    columns are; one before all of them is the label of the rows' names."""
    at = 0
    if line[0].right < below[0].left:
        line = line[1:]
    for label in line:
        ends = (
            last
            for first, last in combinations(range(at, len(below)), 2)
            if min(map(abs, off_middles(label, below, first, last))) <= OFF * label.height
        )
        last = min(ends, default=None)
        if last is None:
            return False
        at = last + 1
    return len(line) > 1


def _names_rows(below: Line, line: Line) -> bool:
    """Whether the line ``below`` one of several cells is the name of the rows that follow."""
    text = below[0].text
    is_name = WORD.search(text) is not None and len(text.split()) < PROSE
    is_first = below[0].left - line[0].left < 0.5 * line[0].height
    return len(below) == 1 and len(line) >= LEAST_ROWS and is_first and is_name


def _is_justified(index: int, lines: Sequence[Line], single: Sequence[Line]) -> bool:
    """Whether the gaps of line ``index`` only spread the words of a narrow column from edge to
    edge, as lines of prose in the same column show, or others of it where the word that follows had
    no room."""
    line = lines[index]
    near = 0.5 * line[0].height
    gaps = [after.left - before.right for before, after in pairwise(line)]
    is_even = len(gaps) > 1 and max(gaps) - min(gaps) < SAME_GAP * near
    if (max(gaps) <= 6 * near or is_even) and any(
        _has_edges(other, line, near, PROSE - 1) for other in single
    ):
        return True
    below = (*lines[index + 1 : index + 2], ())[0]
    if not _is_full(line, below):
        return False
    if is_even and len(gaps) >= LEAST_SPREAD and below[0].text[0].islower():
        return True
    if has_figures(line):
        return False
    around = (*lines[max(0, index - REACH) : index], *lines[index + 1 : index + 1 + REACH])
    return any(_has_edges(other, line, near, 2) for other in around) and not any(
        abs(a.left - b.left) < near for other in around for b in other[1:-1] for a in line[1:-1]
    )


def _has_edges(other: Line, line: Line, near: float, least: int) -> bool:
    """Whether another line, of so many words at least, begins and ends where ``line`` does."""
    return (
        abs(other[0].left - line[0].left) < near
        and abs(other[-1].right - line[-1].right) < near
        and sum(len(run.text.split()) for run in other) >= least
    )


def _is_full(line: Line, below: Line) -> bool:
    """Whether the first word of the line right below would have had no room on the line, were its
    gaps no wider than spaces."""
    if not below:
        return False
    first, last, run = line[0], line[-1], below[0]
    word = (run.right - run.left) * len(run.text.split(None, 1)[0]) / len(run.text)
    own = sum(each.right - each.left + SPACE * first.em for each in line)
    is_next = abs(run.left - first.left) < first.em and run.base < first.base
    close = first.base - run.base < CLOSE * first.em
    return is_next and close and own + word > last.right - first.left


def _cells(line: Line) -> Line:
    """The runs of a line, with a bullet or number put to the text that it marks, and leaders of
    dots taken for the gap that they fill."""
    if number := GLUED_NUMBER.match(line[0].text):
        text = f"{number[1]} {line[0].text[number.end() :]}"
        line = (line[0]._replace(text=text), *line[1:])
    leads = any(LEADER.search(run.text) for run in line)
    if leads:
        parts = [
            run._replace(text=part)
            for run in line
            for text in LEADER.split(run.text)
            if (part := text.rstrip())
        ]
        line = tuple(parts) or line
    if len(line) > 1 and SIGN.fullmatch(line[0].text) and not is_figure(line[1].text):
        is_cell = line[0].text.isdecimal() and len(line) > 2 and not leads
        line = line if is_cell else (as_one(line[:2]), *line[2:])
    return line


def _aligned(line: Line, other: Line) -> bool:
    """Whether a cell after the first begins, ends or is centred where one of the other line is."""
    return any(
        min(abs(a.left - b.left), abs(a.right - b.right), abs(a.left + a.right - b.left - b.right))
        < 0.5 * a.height
        for a in line[1:]
        for b in other[1:]
    )


def body_height(pages: Sequence[Sequence[Row]]) -> float:
    """The height in which most of the text is set."""
    heights = [
        height
        for page in pages
        for row in page
        if row.grid is None
        for height in [round(row.box.em, 1)] * (len(row.text) // 10)
    ]
    return median(heights) if heights else 0.0
