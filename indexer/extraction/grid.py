"""A table as it stands on the page: cells in rows and columns, each with its lines of text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from indexer.extraction.runs import Run
from search.library.pagelayout import Box

FIGURE = re.compile(
    r"[(<>≈~+±−–-]*\s*(\d[\d.,:/ \u00a0]*)\s*"
    r"(%|‰|pct\.?|procent|kr\.?|pp\.?|mi[oa]\.?(?:\s?kr\.?)?|timer|dage)?"
    r"\s*[)*¹²³]*|[-–—]|n\.?a\.?|i\.?o\.?",
    re.I,
)
SIGNS = "+±−–-<>≈~"
LEADER = re.compile(r"[.·…_] ?(?:[.·…_] ?){3,}")  # begins with a sign: twice as fast to search
BULLET = re.compile(
    r"[•·▪●○◦‣■□–—*\-o\uf0a7\uf0b7]|\(?(?:[a-z]|\d{1,3}|[ivx]{1,4})[.)]|\d+(\.\d+)*\.?", re.I
)
SIGN = re.compile(
    rf"{BULLET.pattern}|[!?¡¿\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2b00-\u2bff]", re.I
)
"""What may stand as a mark or a picture beside a text, and is no cell of a table before it."""
YEAR = re.compile(r"(?:19|20)\d\d")
LONG_STEP = 10
"""Years from the label of a column to the next, at most."""
ROTATED = 1.5
"""Height over width from which a word of three letters or more is set along the page's side."""
LEAST_ROWS = LEAST_COLUMNS = 2
NAME = 3
"""Words: a label that nothing but its words tells has no more."""
MOST_ROWS = 0.6
"""Of the rows: so many have figures below a row of labels without."""
MOST_MORE = 2
"""So many rows of labels without a name may stand right over the first that has one."""
LONG_HEAD = 8
"""Words: what is longer is no label of a column."""


@dataclass(frozen=True)
class GridCell:
    """A cell: where it stands, how many rows and columns it takes up, its lines from the top, the
    colour behind it, and whether it is the label of its columns."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    lines: tuple[Run, ...] = ()
    fill: int | None = None
    head: bool = False

    @cached_property
    def text(self) -> str:
        """Its lines with spaces between them."""
        return " ".join(run.text for run in self.lines)

    @property
    def bold(self) -> bool:
        """Whether all of it is set in bold."""
        return bool(self.lines) and all(run.bold for run in self.lines)

    @property
    def rotated(self) -> bool:
        """Whether it reads along the page's side."""
        return any(is_rotated(run) for run in self.lines)

    @property
    def shape(self) -> str:
        """What kind of text it is: figures with each number as a 9 and each word as an a."""
        return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", self.text))

    @property
    def is_numeric(self) -> bool:
        """Whether it is a figure, or begins with one, be it less than none."""
        return is_figure(self.text) or self.shape.lstrip(SIGNS)[:1] == "9"


@dataclass(frozen=True)
class CellGrid:
    """The cells of a table, row by row."""

    cells: tuple[GridCell, ...]
    box: Box = field(default=(0.0, 0.0, 0.0, 0.0))

    @cached_property
    def by_row(self) -> dict[int, list[GridCell]]:
        """The cells that begin in each row."""
        found: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            found.setdefault(cell.row, []).append(cell)
        return found

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)


def is_rotated(run: Run) -> bool:
    """Whether the run is set along the page's side."""
    return len(run.text) >= 3 and run.height > ROTATED * (run.right - run.left)


def is_figure(text: str) -> bool:
    """Whether the text is a figure, with its unit, or stands for a missing one."""
    return FIGURE.fullmatch(text) is not None


def trimmed(cells: Iterable[GridCell]) -> tuple[GridCell, ...]:
    """The cells without the rows and columns that hold no text of their own."""
    every = list(cells)
    full = [cell for cell in every if cell.lines]
    rows = _kept([range(cell.row, cell.row + cell.rows) for cell in full])
    columns = _kept([range(cell.column, cell.column + cell.columns) for cell in full])
    made = []
    for each in every:
        cell = each
        down = sum(cell.row <= row < cell.row + cell.rows for row in rows)
        right = sum(cell.column <= column < cell.column + cell.columns for column in columns)
        if down and right:
            row = sum(kept < cell.row for kept in rows)
            column = sum(kept < cell.column for kept in columns)
            is_same = (row, column, down, right) == (cell.row, cell.column, cell.rows, cell.columns)
            if not is_same:
                cell = replace(cell, row=row, column=column, rows=down, columns=right)
            made.append(cell)
    return tuple(sorted(made, key=lambda cell: (cell.row, cell.column)))


def _kept(taken: Sequence[range]) -> set[int]:
    """The places along one axis that cells with text need: those that one has for itself, and one
    for each that has none."""
    kept = {places[0] for places in taken if len(places) == 1}
    return kept | {places[0] for places in taken if kept.isdisjoint(places)}


def is_table(cells: Sequence[GridCell]) -> bool:
    """Whether the cells make a table: text in two columns of two rows, some of it words, and no
    drawing with words here and there."""
    full = [cell for cell in cells if cell.lines]
    rows = Counter(cell.row for cell in full)
    columns = {cell.column for cell in full}
    several = sum(count >= LEAST_COLUMNS for count in rows.values())
    return (
        len(columns) >= LEAST_COLUMNS
        and len(rows) >= LEAST_ROWS
        and several >= 1
        and any(map(str.isalpha, "".join(cell.text for cell in full)))
        and len(full) * 4 > len(cells)
    )


def with_heads(grid: CellGrid) -> CellGrid:
    """The grid with those of its cells marked that label columns: the rows at the top, and rows
    further down that are set as these are."""
    rows = grid.by_row
    last = max(rows, default=0)
    heads: set[int] = set()
    for row in range(last):
        if row not in rows or not (_is_head(grid, row) if row == 0 else _is_more_head(grid, row)):
            break
        heads.add(row)
    styles = {_style(rows[row]) for row in heads} - {None}
    heads |= {
        row
        for row, cells in rows.items()
        if (found := _style(cells))
        and (found in styles or sum(cell.rotated for cell in cells) > 1)
        and not _is_like(cells, [cell for cell in grid.cells if cell.row not in {row, *heads}])
    }
    return replace(
        grid, cells=tuple(replace(c, head=True) if c.row in heads else c for c in grid.cells)
    )


def _is_more_head(grid: CellGrid, row: int) -> bool:
    """Whether a row goes on with the labels of the row above: it tells apart what one cell there
    has over it, tells more of what stands below it without naming a row, or is set as labels are.
    """
    cells = grid.by_row[row]
    above = grid.by_row[row - 1]
    own = [cell for cell in cells if cell.lines]
    below = [cell for cell in grid.cells if cell.row > row and cell.lines]
    if not own or any(cell.rows > 1 for cell in own) or not _are_labels(own):
        return False
    if [cell.column for cell in own] == [0] or _is_like(own, below):  # the name of a group
        return False
    for over in above:
        if over.lines and over.columns > 1:
            under = range(over.column, over.column + over.columns)
            return sum(cell.column in under for cell in own) > 1
    if _tells_figures(own, below) or _are_units(own, below):
        return True
    return _stands_out(own, below) and _stands_out([cell for cell in above if cell.lines], below)


def _is_like(own: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    """Whether a row with a name has figures as those below it, and so is one of them, however it is
    set."""
    shapes = {(cell.column, cell.shape) for cell in below}
    figures = [cell for cell in own if cell.is_numeric and not YEAR.fullmatch(cell.text)]
    alike = sum((cell.column, cell.shape) in shapes for cell in figures if cell.column)
    return own[0].column == 0 and 2 * alike > len(own) - 1


def _are_units(own: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    """Whether a row without a name says the same of several columns, and none below does."""
    texts = {cell.text for cell in own}
    return (
        len(own) > 1 == len(texts)
        and own[0].column > 0
        and texts.isdisjoint(cell.text for cell in below)
    )


def _tells_figures(own: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    """Whether a row without a name, above rows with one, holds no figures but years and such as are
    not below, over columns of figures."""
    rows = {cell.row for cell in below}
    named = {cell.row for cell in below if cell.column == 0}
    if not named:
        return False
    below = [cell for cell in below if cell.row >= min(named)]
    shapes = {(cell.column, cell.shape) for cell in below}
    return (
        own[0].column > 0
        and min(named) - own[0].row <= MOST_MORE
        and 2 * len(named) > len(rows)
        and all(YEAR.fullmatch(c.text) or (c.column, c.shape) not in shapes for c in own)
        and all(_holds_figures(cell.column, below) for cell in own)
    )


def _holds_figures(column: int, cells: Sequence[GridCell]) -> bool:
    own = [cell.is_numeric for cell in cells if cell.column == column]
    return 2 * sum(own) > len(own)


def _are_labels(cells: Sequence[GridCell]) -> bool:
    return all(len(cell.text.split()) <= LONG_HEAD for cell in cells)


def _style(cells: Sequence[GridCell]) -> tuple[object, ...] | None:
    """How a row is set when that is unlike plain text: one colour behind all cells, words along the
    side; None when it is plain."""
    fills = {cell.fill for cell in cells}
    rotated = any(cell.rotated for cell in cells)
    if len(cells) > 1 and (rotated or (len(fills) == 1 and None not in fills)):
        return (rotated, *fills)
    return None


def _is_head(grid: CellGrid, row: int) -> bool:
    """Whether a row labels the columns below it."""
    own = [cell for cell in grid.by_row[row] if cell.lines]
    below = [cell for cell in grid.cells if cell.row > row and cell.lines]
    if not own or not below or any(len(cell.text.split()) > 4 * LONG_HEAD for cell in own):
        return False
    if any(cell.rotated for cell in own):
        return True
    if _stands_out(own, below) or _is_merged(own, grid.by_row.get(row + 1, [])):
        return True
    if _are_years(own) and not any(
        _are_years([cell for cell in cells if cell.lines])
        for later, cells in grid.by_row.items()
        if later > row
    ):
        return True
    return len(own) > 1 and _are_labels(own) and (_unlike(grid, row, own) or _is_terse(own, grid))


def _is_merged(own: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    """Whether each cell of a row is merged with others: the first with the one below it, which says
    what the rows are, and another with those beside it, each of which the row below tells apart."""
    under = [cell.column for cell in below if cell.lines]
    spans = [cell for cell in own if cell.columns > 1]
    return (
        own[0].column == 0
        and own[0].rows > 1
        and bool(spans)
        and _are_labels(own)
        and all(cell.rows > 1 or cell.columns > 1 for cell in own)
        and all(
            column in under for cell in spans
            for column in range(cell.column, cell.column + cell.columns)
        )
    )  # fmt: skip


def _are_years(own: Sequence[GridCell]) -> bool:
    """Whether the cells, but for the first column's, are years at even steps."""
    texts = [cell.text for cell in own if cell.column]
    if len(texts) < LEAST_COLUMNS or not all(map(YEAR.fullmatch, texts)):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(texts)}
    return len(steps) == 1 and 0 < abs(*steps) <= LONG_STEP


def _stands_out(own: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    """Whether the cells are set in bold, or on a colour, and those below are not."""
    body = [cell for cell in below if cell.column > 0]
    labels = [cell for cell in own if cell.column > 0] or own
    if all(cell.bold for cell in labels) and 2 * sum(cell.bold for cell in body) <= len(body):
        return True
    fills = {cell.fill for cell in labels}
    return len(fills) == 1 and None not in fills and fills.isdisjoint(c.fill for c in body)


def _unlike(grid: CellGrid, row: int, own: Sequence[GridCell]) -> bool:
    """Whether columns of figures, alike below, begin with something else, and none begins as it
    goes on; or the row has no figure, and each below has one."""
    unlike = False
    for cell in own:
        below = [c for c in grid.cells if c.column == cell.column and c.row > row and c.lines]
        figures = [c for c in below if c.is_numeric]
        if cell.column == 0 or cell.columns > 1 or 2 * len(figures) <= len(below):
            continue
        if YEAR.fullmatch(cell.text) and not any(YEAR.fullmatch(c.text) for c in figures):
            continue  # whether it is one or a figure like those below, others tell
        if cell.shape in {c.shape for c in figures}:
            return False
        unlike = True
    later = [cells for at, cells in sorted(grid.by_row.items()) if at > row]
    has_figure = [any(c.is_numeric for c in cells if c.column) for cells in later]
    from_first = has_figure[has_figure.index(True) :] if True in has_figure else []
    return unlike or (
        not any(c.is_numeric for c in own)
        and len(from_first) > 1
        and sum(from_first) >= MOST_ROWS * len(later)
    )


def _is_terse(own: Sequence[GridCell], grid: CellGrid) -> bool:
    """Whether words alone are told by fewer words above: each column begins with a few that end no
    sentence, and goes on with twice as many."""
    below = [cell for cell in grid.cells if cell.row > own[0].row]
    rows = {cell.row for cell in below}
    if len(own) < grid.columns or len(rows) < 2 or not all(map(_is_name, own)):
        return False
    few = sum(len(cell.text.split()) for cell in own if cell.column)
    many = sum(len(cell.text.split()) for cell in below if cell.column)
    return many >= 2 * few * len(rows)


def _is_name(cell: GridCell) -> bool:
    text = cell.text
    return len(text.split()) <= NAME and text[-1:].isalpha() and not any(map(str.isdigit, text))
