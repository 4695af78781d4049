"""Snippets out of tables: the labels of the columns, and the row with the finding."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from search.library.pagelayout import Span, TableCell, TextTable
from search.showing.highlighting import Mark


class HitRow(NamedTuple):
    """A row of a table with what is marked in it and in its labels, and what these marks are worth
    together."""

    table: TextTable
    row: int
    marks: tuple[Mark, ...]
    worth: float


def best_row(tables: Sequence[TextTable], marks: Sequence[Mark], again: float) -> HitRow | None:
    """The row with the most telling marks, those in the labels of its columns counted too; None
    when no table has any. A word's second match counts ``again`` of its first."""
    found = [hit for table in tables for hit in _rows(table, marks, again)]
    return max(found, key=lambda hit: hit.worth, default=None)


def _rows(table: TextTable, marks: Sequence[Mark], again: float) -> Iterator[HitRow]:
    start, end = table.span
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    if not inside:
        return
    heads = [cell for cell in table.cells if cell.header == "col"]
    labelled = [mark for mark in inside if any(_holds(cell, mark) for cell in heads)]
    for row in sorted({cell.row for cell in table.cells} - {cell.row for cell in heads}):
        cells = _cells(table, row)
        own = [mark for mark in inside if any(_holds(cell, mark) for cell in cells)]
        every = tuple(sorted({*own, *labelled}, key=lambda mark: mark.start))
        if every:
            # the row itself decides between rows that share their labels
            yield HitRow(table, row, every, _worth(every, again) + again * _worth(own, again))


def _worth(marks: Sequence[Mark], again: float) -> float:
    seen: set[int] = set()
    worth = 0.0
    for mark in marks:
        worth += mark.worth * (again if mark.word in seen else 1.0)
        seen.add(mark.word)
    return worth


def _holds(cell: TableCell, mark: Mark) -> bool:
    return cell.start <= mark.start < cell.end


def _cells(table: TextTable, row: int) -> list[TableCell]:
    """The cells of a row with text, and those that go on into it from above."""
    return [c for c in table.cells if c.row <= row < c.row + c.rows and c.start < c.end]


class RowSnippet(NamedTuple):
    """What of a table is shown, as parts of the text: ``labels`` of columns, then ``cells``;
    ``begins`` and ``ends`` tell whether the row is the table's first and last."""

    labels: tuple[Span, ...]
    cells: tuple[Span, ...]
    begins: bool
    ends: bool


def snippet_of(hit: HitRow, width: int) -> RowSnippet:
    """The row with its labels, or, where they are too long for ``width`` characters, its own label
    and the cells with marks."""
    table, row = hit.table, hit.row
    cells = _cells(table, row)
    if sum(cell.end - cell.start for cell in cells) > width:
        cells = [
            cell for cell in cells
            if cell.column == 0 or any(_holds(cell, mark) for mark in hit.marks)
        ]  # fmt: skip
    heads = {label: None for cell in cells for label in table.labels(cell)}
    labels = sorted(heads, key=lambda cell: cell.start)
    if sum(cell.end - cell.start for cell in labels) > width:
        labels = [cell for cell in labels if any(_holds(cell, mark) for mark in hit.marks)]
    rows = [c.row for c in table.cells if c.header != "col"]
    return RowSnippet(
        tuple((c.start, c.end) for c in labels if c.start < c.end),
        tuple((c.start, c.end) for c in cells),
        row == min(rows),
        row == max(rows),
    )
