"""Snippets out of tables: the labels of the columns, and the row with the finding."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from search.library.pagelayout import PageLayout, Span, TableCell, TextTable
from search.quoting.measures import measure_of_head
from search.showing.marks import Mark
from search.showing.passages import BEGINS, FIGURE, Figures, within

OWN = 1.0
"""What the words of a row itself count once more, beside those of the labels and the caption over
it: of .5 and 1 the better on ``benchmarks/paraphrases.tsv``."""
WHOLE = 0.5
"""The same for a word that is all that a cell says: »Dobbelthus«, »6«."""
SHORT = 24
"""Characters of a cell that is shown however long the row: a figure with its unit."""


class HitRow(NamedTuple):
    """A row of a table with what is marked in it, in its labels and in the ``heading`` right over
    the table, and how much it tells, as a passage does."""

    table: TextTable
    row: int
    marks: tuple[Mark, ...]
    told: float
    heading: Span | None = None


def best_row(
    text: str, layout: PageLayout, marks: Sequence[Mark], figures: Figures
) -> HitRow | None:
    """The row that tells most: by the words marked in it, in the labels of its columns, in the
    table's caption and in the heading right over it, those of the row once more, and all of them
    when it has one of the ``figures`` asked for; None when no table has any mark."""
    found = [
        hit
        for table in layout.tables
        for hit in _rows(text, table, _heading(text, table, layout.headings), marks, figures)
    ]
    return max(found, key=lambda hit: hit.told, default=None)


def without(tables: Sequence[TextTable], marks: Sequence[Mark]) -> list[Mark]:
    """The marks that stand in none of the tables; both are ascending and apart."""
    spans = [table.span for table in tables]
    starts = [start for start, _ in spans]
    return [
        m for m in marks if not (n := bisect_right(starts, m.start)) or spans[n - 1][1] <= m.start
    ]


def _words(marks: Iterable[Mark]) -> float:
    """What the words marked are worth, each once."""
    worths: dict[int, float] = {}
    for mark in marks:
        worths[mark.word] = max(mark.worth, worths.get(mark.word, 0.0))
    return sum(worths.values())


def _heading(text: str, table: TextTable, headings: Sequence[Span]) -> Span | None:
    """The heading right over a table."""
    start, _ = table.span
    before = bisect_right(headings, start, key=lambda heading: heading[1]) - 1
    return (
        headings[before] if before >= 0 and not text[headings[before][1] : start].strip() else None
    )


def _rows(
    text: str, table: TextTable, heading: Span | None, marks: Sequence[Mark], figures: Figures
) -> Iterator[HitRow]:
    """The rows with marks in them, and those that stand first under labels with marks; labels that
    no row follows are a row themselves."""
    cells = sorted((c for c in table.cells if c.start < c.end), key=lambda cell: cell.start)
    starts = [cell.start for cell in cells]
    heads = sorted({cell.row for cell in cells if cell.header == "col"})
    rows = sorted({cell.row for cell in cells}.difference(heads))
    labelled: dict[int, list[Mark]] = defaultdict(list)
    of_row: dict[int, list[Mark]] = defaultdict(list)
    for mark in within(marks, table.span):
        cell = cells[bisect_right(starts, mark.start) - 1] if cells else None
        if cell is None or not _holds(cell, mark):
            continue
        if cell.header == "col":
            below = _first(rows, cell.row)
            (of_row if below == cell.row else labelled)[below].append(mark)
        else:
            for row in range(cell.row, min(cell.row + cell.rows, rows[-1] + 1)):
                of_row[row].append(mark)
    over = within(marks, heading) if heading else ()
    caption = (*over, *(within(marks, table.caption) if table.caption else ()))
    belows = sorted({_first(rows, row) for row in heads})
    for row in sorted(of_row.keys() | labelled.keys()):
        own = of_row.get(row, [])
        under = bisect_right(belows, row) - 1
        labels = labelled.get(belows[under], []) if under >= 0 else []
        every = tuple(sorted({*own, *labels, *over}, key=lambda mark: mark.start))
        words = _words((*every, *caption))
        cells_of_row = (cell for cell in cells if cell.row == row) if figures else ()
        read = [_with_unit(text, table, cell) for cell in cells_of_row]
        asked = FIGURE * sum(any(map(figure.search, read)) for figure in figures)
        told = words * (1 + asked) + OWN * _words(own) + BEGINS * _words(over)
        told += WHOLE * _words(_whole(text, cells, row, own))
        yield HitRow(table, row, every, told, heading if over else None)


def _whole(
    text: str, cells: Sequence[TableCell], row: int, marks: Sequence[Mark]
) -> Iterator[Mark]:
    """The marks that are all that a cell of the row says."""
    said = {(cell.start, cell.end) for cell in cells if cell.row == row}
    for mark in marks:
        if any(
            not text[start : mark.start].strip() and not text[mark.end : end].strip()
            for start, end in said if start <= mark.start < end
        ):  # fmt: skip
            yield mark


def _with_unit(text: str, table: TextTable, cell: TableCell) -> str:
    """The text of a cell, a short one with the unit that the labels of its column tell: »4,6« below
    »Pris (kr/m2)« as »4,6 kr.«."""
    read = text[cell.start : cell.end]
    labels = table.labels(cell) if _is_short(cell) and read[-1:].isdigit() else ()
    told = measure_of_head(" ".join(text[label.start : label.end] for label in labels))
    return f"{read} {told.unit}" if told else read


def _first(rows: Sequence[int], head: int) -> int:
    """The first of the ``rows`` (ascending) below the row of labels ``head``, itself when none
    is."""
    below = bisect_right(rows, head)
    return rows[below] if below < len(rows) else head


def _holds(cell: TableCell, mark: Mark) -> bool:
    return cell.start <= mark.start < cell.end


def _cells(table: TextTable, row: int) -> list[TableCell]:
    """The cells of a row with text, and those that go on into it from above."""
    return [c for c in table.cells if c.row <= row < c.row + c.rows and c.start < c.end]


def _is_short(cell: TableCell) -> bool:
    return cell.end - cell.start <= SHORT


class RowSnippet(NamedTuple):
    """What of a table is shown, as parts of the text: ``labels`` of columns, then the cells of each
    of the ``rows``; ``begins`` and ``ends`` tell whether they are the table's first and last."""

    labels: tuple[Span, ...]
    rows: tuple[tuple[Span, ...], ...]
    begins: bool
    ends: bool


def snippet_of(hit: HitRow, width: int) -> RowSnippet:
    """The row with its labels, or, where they are too long for ``width`` characters, its own label,
    the cells with marks and the short ones, which are its figures."""
    table, row = hit.table, hit.row
    cells = _cells(table, row)
    if sum(cell.end - cell.start for cell in cells) > width:
        cells = [
            cell for cell in cells
            if cell.column == 0 or _is_short(cell)
            or any(_holds(c, m) for c in (cell, *table.labels(cell)) for m in hit.marks)
        ]  # fmt: skip
    heads = {label for cell in cells if cell.header != "col" for label in table.labels(cell)}
    heads |= {
        cell for cell in table.cells
        if cell.header == "col" and any(_holds(cell, mark) for mark in hit.marks)
    }  # fmt: skip
    labels = sorted(heads.difference(cells), key=lambda cell: cell.start)
    if sum(cell.end - cell.start for cell in labels) > width:
        labels = [c for c in labels if _is_short(c) or any(_holds(c, mark) for mark in hit.marks)]
    rows = [c.row for c in table.cells if c.header != "col"]
    shown = [cells, *_below(hit, width - sum(c.end - c.start for c in (*labels, *cells)))]
    return RowSnippet(
        tuple((c.start, c.end) for c in labels if c.start < c.end),
        tuple(tuple((c.start, c.end) for c in row) for row in shown),
        row <= min(rows, default=row),
        shown[-1][-1].row >= max(rows, default=row),
    )


def _below(hit: HitRow, room: int) -> Iterator[list[TableCell]]:
    """The rows below that have room: of a form, a table of labels with a value each, in whose value
    the marks stand, so that it says what the form is of."""
    values = [c for c in hit.table.cells if c.row == hit.row and c.column == 1]
    is_form = {cell.column + cell.columns for cell in hit.table.cells} == {1, 2}
    own = [mark for cell in _cells(hit.table, hit.row) for mark in hit.marks if _holds(cell, mark)]
    if not is_form or not own or not all(_holds(cell, mark) for cell in values for mark in own):
        return
    for row in range(hit.row + 1, max(cell.row for cell in hit.table.cells) + 1):
        cells = [c for c in hit.table.cells if c.row == row and c.start < c.end]
        room -= sum(cell.end - cell.start for cell in cells)
        if room < 0 or not cells or cells[0].header == "col":
            return
        yield cells
