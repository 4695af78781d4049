"""The text of a page as it is shown: headings, paragraphs, lists, tables and the words of figures,
with the hits and the passage marked in them, and the marks of notes, which link to their notes."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from search import Fragment, Unit
from search.library.pagelayout import NoteMark, PageLayout, Span, TableCell, TextTable

FIGURE = re.compile(r"(?=\D*\d)[\d.,:()+−–%\s-]+(?:kr\.?|pct\.?)?")
NAMED = 80
"""Characters of a caption that name a table to those who hear it."""
PROSE = 60
"""Characters from which a cell is text to be read."""
BULLET = re.compile(r"[•▪●○◦‣■□✓➢·*–-]\s+(?=\S)")
COUNTED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
"""What the points of a list begin with."""
NO_PASSAGE: Span = (0, 0)
AROUND = 800
"""Characters before and after a word that are quoted at most of the sentence that has it."""

BlockKind = Literal["paragraph", "heading", "list", "numbered", "figure", "table"]


@dataclass(frozen=True)
class NumberedFragment(Fragment):
    """A fragment of a page's text; ``number`` counts the page's hits from 1, 0 for what isn't one
    or only goes on with one. ``within`` the passage, which ``opens`` there. One without text is the
    ``note`` mark that stands there, or the place where the note begins that marks name by its
    offset, ``begins``."""

    number: int = 0
    within: bool = False
    opens: bool = False
    note: NoteMark | None = None
    begins: int | None = None


Fragments = list[NumberedFragment]


@dataclass(frozen=True)
class ShownCell:
    """A cell of a table: ``scope`` is that of a header cell, None for any other; ``kind`` is
    ``number``, ``prose`` or '', which is how wide it is shown; ``within`` the passage, which
    ``opens`` there."""

    fragments: Fragments
    rows: int
    columns: int
    scope: str | None
    kind: str
    within: bool = False
    opens: bool = False


@dataclass(frozen=True)
class ShownBlock:
    """A block of ``kind``: ``fragments`` are its text, or a table's caption; a list and the words
    of a figure have ``items``, a table ``rows``, of which the first ``heads`` are labels, and
    ``carried`` those that stand on the page before."""

    kind: BlockKind
    fragments: Fragments
    items: tuple[Fragments, ...] = ()
    rows: tuple[tuple[ShownCell, ...], ...] = ()
    heads: int = 0
    carried: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What a table is called; '' when it has no caption."""
        return "".join(one.text for one in self.fragments)[:NAMED]


def blocks(
    text: str, ranges: Sequence[Span], layout: PageLayout, passage: Span = NO_PASSAGE
) -> list[ShownBlock]:
    """The text as blocks, with the character ``ranges`` marked and numbered, and the passage."""
    marked = _Marked(text, ranges, layout, passage)
    made: list[ShownBlock] = []
    tables = layout.tables
    captions = {table.caption for table in tables if table.caption}
    at = 0
    for table in (*tables, None):
        start, end = table.span if table else (len(text), len(text))
        made += marked.prose(at, start, captions)
        if table:
            made.append(marked.table(table))
        at = end
    return made


def quotable_sentence(text: str, layout: PageLayout, units: Sequence[Unit], place: Span) -> str:
    """The sentence, heading or row, of the ``units`` of the page, in which a place is, as a
    quotation has it; of the labels of a chart the line. Of a very long one what stands around."""
    unit = next((one for one in units if one.start <= place[0] < one.end), None)
    if unit and unit.cells:
        return quotable_passage(text, layout, unit.span)
    start = unit.start if unit else text.rfind("\n", 0, place[0]) + 1
    end = unit.end if unit else text.find("\n", place[1]) % (len(text) + 1)
    low, high = max(start, place[0] - AROUND), min(end, place[1] + AROUND)
    before, after = "… " if low > start else "", " …" if high < end else ""
    return f"{before}{text[low:high].strip()}{after}"


def quotable_passage(text: str, layout: PageLayout, passage: Span) -> str:
    """The passage as a quotation has it: a row of a table with the labels of its columns; of other
    text what stands under the first heading in it, up to the next."""
    start, end = passage
    for table in layout.tables:
        if table.span[0] <= start < table.span[1]:
            return _row(text, table, passage)
    for first, last in layout.headings:
        if start <= first < end:
            if text[start:first].strip():
                end = first
            elif text[last:end].strip():
                start = last
    return text[start:end].strip()


def _row(text: str, table: TextTable, passage: Span) -> str:
    start, end = passage
    cells = [cell for cell in table.cells if start <= cell.start < cell.end <= end]
    heads = {label for cell in cells for label in table.labels(cell)} - set(cells)
    labels = sorted(heads, key=lambda cell: cell.start)
    rows = {cell.row for cell in cells}
    apart = labels and rows and min(rows) > max(cell.row + cell.rows for cell in labels)
    lines = ["\t".join(text[c.start : c.end] for c in part) for part in (labels, cells) if part]
    return "\n…\n".join(lines) if apart else "\n".join(lines)


class _Marked:
    def __init__(
        self, text: str, ranges: Sequence[Span], layout: PageLayout, passage: Span
    ) -> None:
        notes = layout.notes
        self._headings = set(layout.headings)
        self._charts = [chart.span for chart in layout.charts]
        self._text = text
        self._passage = passage
        self._opened = False
        self._ranges = sorted((first, last) for first, last in ranges if first < last)
        self._ends = [last for _, last in self._ranges]
        begun = {note.note for note in notes if note.note is not None}
        marks = [(note.at, NumberedFragment("", note=note)) for note in notes]
        marks += [(at, NumberedFragment("", begins=at)) for at in begun]
        self._between = sorted(marks, key=lambda mark: mark[0])
        self._places = [at for at, _ in self._between]

    def prose(self, start: int, end: int, without: set[Span]) -> Iterator[ShownBlock]:
        """What stands between tables."""
        spans = [span for span in self._paragraphs(start, end) if span not in without]
        kinds = dict(zip(spans, map(self._kind, spans), strict=True))
        kinds |= dict.fromkeys(filter(self._is_label, spans), "figure")
        for kind, group in groupby(spans, key=kinds.__getitem__):
            own = list(group)
            if kind in ("heading", "paragraph"):
                yield from (ShownBlock(kind, self.fragments(*span)) for span in own)
            elif len(own) > 1:
                yield ShownBlock(kind, [], tuple(map(self._item, own)))
            else:
                yield ShownBlock("paragraph", self.fragments(*own[0]))

    def _paragraphs(self, start: int, end: int) -> Iterator[Span]:
        at = start
        for paragraph in self._text[start:end].split("\n\n"):
            after = at + len(paragraph)
            if paragraph.strip():
                yield at, after
            at = after + 2

    def _kind(self, span: Span) -> BlockKind:
        if span in self._headings:
            return "heading"
        if BULLET.match(self._text, *span):
            return "list"
        return "numbered" if COUNTED.match(self._text, *span) else "paragraph"

    def _is_label(self, span: Span) -> bool:
        """Whether it is of a chart."""
        return any(start <= span[0] < end for start, end in self._charts)

    def _item(self, span: Span) -> Fragments:
        """A point without its bullet; one with a number keeps it."""
        bullet = BULLET.match(self._text, *span)
        return self.fragments(bullet.end() if bullet else span[0], span[1])

    def table(self, table: TextTable) -> ShownBlock:
        """A table as rows of cells."""
        rows: dict[int, list[TableCell]] = defaultdict(list)
        for cell in table.cells:
            rows[cell.row].append(cell)
        count = max(rows) + 1
        labels = {cell.row for cell in table.cells if cell.header == "col"}
        heads = next((row for row in range(count) if row not in labels), count)
        return ShownBlock(
            "table",
            self.fragments(*table.caption) if table.caption else [],
            rows=tuple(tuple(map(self.cell, rows.get(row, ()))) for row in range(count)),
            heads=heads,
            carried=table.carried,
        )

    def cell(self, cell: TableCell) -> ShownCell:
        """A cell as it is shown."""
        text = self._text[cell.start : cell.end]
        start, end = self._passage
        within = max(start, cell.start) < min(end, cell.end)
        number = len(text) <= NAMED and FIGURE.fullmatch(text)
        opens = within and not self._opened
        self._opened |= within
        return ShownCell(
            self.fragments(cell.start, cell.end, NO_PASSAGE),
            cell.rows,
            cell.columns,
            cell.header if text.strip() else None,
            "number" if number else "prose" if len(text) > PROSE else "",
            within,
            opens,
        )

    def fragments(self, start: int, end: int, passage: Span | None = None) -> Fragments:
        """The characters from ``start`` to before ``end`` with the marks of notes there, also at
        their end; a hit that goes over their bounds is marked within them, and numbered where it
        begins. The ``passage`` is the page's unless another is given."""
        if start == end:
            return []
        passage = passage or self._passage
        made: Fragments = []
        at = start
        first, last = bisect_left(self._places, start), bisect_right(self._places, end)
        for place, mark in self._between[first:last]:
            made += [*self._words(at, place, passage), mark]
            at = place
        return made + self._words(at, end, passage)

    def _words(self, start: int, end: int, passage: Span) -> Fragments:
        """The characters parted where hits, and the passage, begin and end."""
        first, last = passage
        cuts = sorted({start, *(at for at in (first, last) if start < at < end), end})
        made: Fragments = []
        for low, high in pairwise(cuts):
            made += self._hits(low, high, first <= low < last)
        return made

    def _hits(self, start: int, end: int, within: bool) -> Fragments:
        pieces: list[tuple[int, int, int | None]] = []
        at = start
        for index in range(bisect_left(self._ends, start + 1), len(self._ranges)):
            first, last = self._ranges[index]
            if first >= end:
                break
            low, high = max(first, at), min(last, end)
            if low < high:
                pieces += [(at, low, None), (low, high, index + 1 if low == first else 0)]
                at = high
        pieces = [piece for piece in (*pieces, (at, end, None)) if piece[0] < piece[1]]
        opens = within and not self._opened
        self._opened |= within
        return [
            NumberedFragment(
                self._text[low:high],
                number is not None,
                number=number or 0,
                within=within,
                opens=opens and low == start,
            )
            for low, high, number in pieces
        ]
