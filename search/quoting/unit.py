"""Units: what of a page can be quoted as it stands: a sentence, a row of a table, a heading."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from search.library.pagelayout import PageLayout, Span, TableCell, TextTable
from search.quoting.sentences import sentence_spans, trimmed


@dataclass(frozen=True)
class Unit:
    """A sentence, or a row of a table or its caption, characters ``[start, end)`` of a page's text.

    ``before`` is the sentence before it in the same paragraph or section, for »den«, »de«,
    »disse«; ``heading`` what stands over it; None where there is none. Of a row ``cells`` are its
    cells with text, the first mostly its label, and ``heads`` those that label their columns;
    ``caption`` is that of its table.
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


def units_of(text: str, layout: PageLayout) -> list[Unit]:
    """The units of a page, in the order of its text. Tables are parted into rows, all else into
    sentences, headings being units of their own."""
    tables = sorted((t.span, t) for t in layout.tables if t.cells) if layout.tables else []
    headings = sorted(layout.headings)
    walls = {at for span in headings for at in span}
    made: list[Unit] = []
    at = 0
    for (start, end), table in [*tables, ((len(text), len(text)), None)]:
        if start >= at:
            made += _sentences(text, at, start, walls, headings)
        if table is not None and end > at:
            made += _rows(text, table, _over(headings, start))
            at = max(at, end)
    return sorted(made, key=lambda unit: unit.start)


def _sentences(
    text: str, start: int, end: int, walls: set[int], headings: list[Span]
) -> Iterator[Unit]:
    before: Span | None = None
    starts = {span[0] for span in headings}
    for span in sentence_spans(text, start, end, walls):
        first, last = trimmed(text, span)
        if first == last:
            continue
        is_heading = first in starts or span[0] in starts
        yield Unit(first, last, before, _over(headings, first), is_heading=is_heading)
        before = None if is_heading else (first, last)


def _over(headings: list[Span], at: int) -> Span | None:
    """The heading under which a place is."""
    n = bisect_right(headings, (at, -1))
    return headings[n - 1] if n else None


def _rows(text: str, table: TextTable, heading: Span | None) -> Iterator[Unit]:
    rows = sorted({cell.row for cell in table.cells if cell.start < cell.end})
    for row in rows:
        cells = tuple(
            c for c in sorted(table.cells, key=lambda c: c.start)
            if c.row <= row < c.row + c.rows and c.start < c.end
        )  # fmt: skip
        own = [c for c in cells if c.row == row]
        heads = {head for cell in cells if cell.header != "col" for head in table.labels(cell)}
        yield Unit(
            min(c.start for c in own), max(c.end for c in own),
            heading=heading,
            cells=cells,
            heads=tuple(sorted(heads.difference(cells), key=lambda c: c.start)),
            caption=table.caption,
            carried=table.carried,
            is_heading=all(c.header == "col" for c in own),
        )  # fmt: skip
