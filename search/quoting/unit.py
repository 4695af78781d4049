"""Units: what of a page can be quoted as it stands: a sentence, a row of a table, a heading."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from search.library.pagelayout import PageLayout, Span, TableCell, TextTable
from search.quoting.figures import Figure, figures_in
from search.quoting.sentences import BULLET, BULLETS, sentence_spans, trimmed

LONGEST_LABEL = 60
"""Characters of a cell that may label others of its row."""
_RULE = re.compile(r"[-–—_=*.~#\s]{4,}")
"""A line that is drawn with signs."""
_FIELD = re.compile(r"[^\W\d_][^:\d\n\t]{1,40}:\s*+[^\s:]")
"""How a line begins that names a thing and says what it is: »Prøvens varighed: 4 timer«."""
_BYLINE = re.compile(r"[^\W\d_]{2,20}t af:?\s[A-ZÆØÅ][^\W\d_]")
"""»Udarbejdet af Rosa Holm«."""
_PARTING = re.compile(rf"[.!?…\n{BULLETS}]")
"""What the sentences of a cell of several are parted at."""


class Unit(NamedTuple):
    """A sentence, or a row of a table or its caption, characters ``[start, end)`` of a page's text.

    ``before`` is the sentence before it in the same paragraph or section, for »den«, »de«,
    »disse«, of an item what its list begins with; ``heading`` what stands over it; None where there
    is none. Of a row ``cells`` are its cells with text, the first mostly its label, and ``heads``
    those that label their columns; ``caption`` is that of its table.
    """

    start: int
    end: int
    before: Span | None = None
    heading: Span | None = None
    cells: tuple[TableCell, ...] = ()
    heads: tuple[TableCell, ...] = ()
    caption: Span | None = None
    carried: tuple[str, ...] = ()
    is_heading: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence that stands in no table."""
        return not (self.cells or self.heads or self.caption or self.is_heading)


def units_of(text: str, layout: PageLayout) -> list[Unit]:
    """The units of a page, in the order of its text. Tables are parted into rows, all else into
    sentences, headings being units of their own; the labels of charts are none."""
    tables = [(t.span, t) for t in layout.tables if t.cells]
    apart = sorted([*tables, *((c.span, None) for c in layout.charts)], key=lambda each: each[0])
    headings = sorted(layout.headings)
    walls = {at for span in headings for at in span}
    starts = {span[0] for span in headings if not is_field(text, span)}
    made: list[Unit] = []
    at = 0
    for (start, end), table in [*apart, ((len(text), len(text)), None)]:
        if start >= at:
            made += _sentences(text, (at, start), walls, headings, starts)
        if table is not None and end > at:
            made += _rows(text, table, _over(headings, start))
        at = max(at, end)
    return sorted(made, key=lambda unit: unit.start)


def is_field(text: str, span: Span) -> bool:
    """Whether a heading says something, and can be quoted: one of fields, or by whom it is."""
    start, end = trimmed(text, span)
    if _BYLINE.match(text, start, end):
        return True
    if not _FIELD.match(text, start, end):
        return False
    before, after = text[:start].rstrip(), text[end:].lstrip()
    beside = before[before.rfind("\n") + 1 :], after.partition("\n")[0]
    return any(_FIELD.match(line) for line in beside)


def _sentences(
    text: str, within: Span, walls: set[int], headings: list[Span], starts: set[int]
) -> Iterator[Unit]:
    before: Span | None = None
    lead: Span | None = None
    for span in sentence_spans(text, *within, walls):
        first, last = trimmed(text, span)
        if first >= last:
            continue
        if _RULE.fullmatch(text, first, last):
            before = lead = None
            continue
        is_heading = first in starts or span[0] in starts
        is_item = lead is not None and BULLET.match(text, first) is not None
        over = _over(headings, first)
        yield Unit(first, last, lead if is_item else before, over, is_heading=is_heading)
        before = None if is_heading else (first, last)
        if not is_item:
            lead = before if text[last - 1] == ":" else None


def _over(headings: list[Span], at: int) -> Span | None:
    """The heading under which a place is."""
    n = bisect_right(headings, (at, -1))
    return headings[n - 1] if n else None


def _rows(text: str, table: TextTable, heading: Span | None) -> Iterator[Unit]:
    cells = sorted((c for c in table.cells if c.start < c.end), key=lambda c: c.start)
    rows: dict[int, list[TableCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    tall = [c for c in cells if c.rows > 1 and _is_label(c)]
    for row in sorted(rows):
        own = rows[row]
        above = [c for c in tall if c.row < row < c.row + c.rows]
        parts = {c: _parts(text, c) for c in own}
        for cell, spans in parts.items():
            if len(spans) > 1:  # what is told in sentences is quoted by the sentence
                beside = [c for c in own if c is not cell and _is_label(c)]
                labels = [*_labels(table, (cell,)), *above, *beside]
                yield from _told(text, spans, labels, table, heading)
        own = [c for c in own if len(parts[c]) == 1]
        if own:
            yield Unit(
                own[0].start, own[-1].end,
                heading=heading,
                cells=tuple(own),
                heads=(*_labels(table, own), *above),
                caption=table.caption,
                carried=table.carried,
                is_heading=all(c.header == "col" for c in own),
            )  # fmt: skip


def _parts(text: str, cell: TableCell) -> list[Span]:
    """The sentences of a cell."""
    span = cell.start, cell.end
    return sentence_spans(text, *span) if _PARTING.search(text, *span) else [span]


def _labels(table: TextTable, cells: Sequence[TableCell]) -> list[TableCell]:
    """The labels of the columns of cells that are none themselves."""
    heads = {head for cell in cells if cell.header != "col" for head in table.labels(cell)}
    return sorted((c for c in heads if c.start < c.end), key=lambda c: c.start)


def _is_label(cell: TableCell) -> bool:
    """Whether what stands beside or under a cell may be of it."""
    return cell.header == "row" or cell.end - cell.start <= LONGEST_LABEL


def _told(
    text: str, spans: list[Span], heads: list[TableCell], table: TextTable, heading: Span | None
) -> Iterator[Unit]:
    """The sentences of one cell."""
    before: Span | None = None
    for span in spans:
        start, end = trimmed(text, span)
        if start < end:
            yield Unit(start, end, before, heading, heads=tuple(heads), caption=table.caption)
            before = start, end


def figures_of(text: str, unit: Unit) -> list[Figure]:
    """The figures of a unit: of a row cell by cell, each under its column's head, but for the bare
    number that is the label of the row and names it; a heading states none."""
    if not unit.cells:
        return [] if unit.is_heading else figures_in(text, unit.start, unit.end)
    first = unit.cells[0]
    label = text[first.start : first.end]
    named = first.header == "row" and label.isdigit()
    return [
        figure
        for cell in unit.cells
        for figure in figures_in(
            text, cell.start, cell.end,
            head=_head(text, unit, cell), label=label if cell != first else "",
        )
        if not (named and cell == first and figure.kind == "count")
    ]  # fmt: skip


def number_in(text: str, unit: Unit) -> Span | None:
    """The first cell of a row that is a number, be it but a name."""
    spans = ((cell.start, cell.end) for cell in unit.cells)
    return next((span for span in spans if text[slice(*span)].isdigit()), None)


def _head(text: str, unit: Unit, cell: TableCell) -> str:
    """What stands over a cell of a row, on the page before where its table began there."""
    if not unit.heads and unit.carried:
        return " ".join(unit.carried[cell.column : cell.column + cell.columns])
    over = (c for c in unit.heads if c.column < cell.column + cell.columns)
    return " ".join(text[c.start : c.end] for c in over if cell.column < c.column + c.columns)
