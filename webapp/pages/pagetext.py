"""The text of a page as it is shown: paragraphs and tables, with the hits marked in them, and
the marks of notes, which link to their notes."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search import Fragment
from search.library.pagelayout import NoteMark, PageLayout, Span, TableCell, TextTable

FIGURE = re.compile(r"(?=\D*\d)[\d.,:()+−–%\s-]+(?:kr\.?|pct\.?)?")
NAMED = 80
"""Characters of a caption that name a table to those who hear it."""


@dataclass(frozen=True)
class NumberedFragment(Fragment):
    """A fragment of a page's text; ``number`` counts the page's hits from 1, 0 for what isn't one
    or only goes on with one. One without text is the ``note`` mark that stands there, or the place
    where the note begins that marks name by its offset, ``begins``."""

    number: int = 0
    note: NoteMark | None = None
    begins: int | None = None


Fragments = list[NumberedFragment]


@dataclass(frozen=True)
class ShownCell:
    """A cell of a table: ``scope`` is that of a header cell, None for any other."""

    fragments: Fragments
    rows: int
    columns: int
    scope: str | None
    number: bool


@dataclass(frozen=True)
class ShownBlock:
    """A paragraph, a ``heading``, or, when it has ``rows``, a table: ``fragments`` are its caption
    then, and ``carried`` the labels of its columns that stand on the page before."""

    fragments: Fragments
    rows: tuple[tuple[ShownCell, ...], ...] = ()
    heads: int = 0
    carried: tuple[str, ...] = ()
    heading: bool = False

    @property
    def name(self) -> str:
        """What a table is called; '' when it has no caption."""
        return "".join(one.text for one in self.fragments)[:NAMED]


def blocks(text: str, ranges: Sequence[Span], layout: PageLayout) -> list[ShownBlock]:
    """The text as blocks, with the character ``ranges`` marked and numbered."""
    marked = _Marked(text, ranges, layout)
    made: list[ShownBlock] = []
    tables = layout.tables
    captions = {table.caption for table in tables if table.caption}
    at = 0
    for table in (*tables, None):
        start, end = table.span if table else (len(text), len(text))
        made += marked.paragraphs(at, start, captions)
        if table:
            made.append(marked.table(table))
        at = end
    return made


class _Marked:
    def __init__(self, text: str, ranges: Sequence[Span], layout: PageLayout) -> None:
        notes = layout.notes
        self._headings = set(layout.headings)
        self._text = text
        self._ranges = sorted((first, last) for first, last in ranges if first < last)
        self._ends = [last for _, last in self._ranges]
        begun = {note.note for note in notes if note.note is not None}
        marks = [(note.at, NumberedFragment("", note=note)) for note in notes]
        marks += [(at, NumberedFragment("", begins=at)) for at in begun]
        self._between = sorted(marks, key=lambda mark: mark[0])
        self._places = [at for at, _ in self._between]

    def paragraphs(self, start: int, end: int, without: set[Span]) -> Iterator[ShownBlock]:
        at = start
        for paragraph in self._text[start:end].split("\n\n"):
            after = at + len(paragraph)
            if paragraph.strip() and (at, after) not in without:
                heading = (at, after) in self._headings
                yield ShownBlock(self.fragments(at, after), heading=heading)
            at = after + 2

    def table(self, table: TextTable) -> ShownBlock:
        rows: dict[int, list[TableCell]] = defaultdict(list)
        for cell in table.cells:
            rows[cell.row].append(cell)
        count = max(rows) + 1
        labels = {cell.row for cell in table.cells if cell.header == "col"}
        heads = next((row for row in range(count) if row not in labels), count)
        return ShownBlock(
            self.fragments(*table.caption) if table.caption else [],
            tuple(tuple(map(self.cell, rows.get(row, ()))) for row in range(count)),
            heads,
            table.carried,
        )

    def cell(self, cell: TableCell) -> ShownCell:
        text = self._text[cell.start : cell.end]
        return ShownCell(
            self.fragments(cell.start, cell.end),
            cell.rows,
            cell.columns,
            cell.header if text.strip() else None,
            len(text) <= NAMED and FIGURE.fullmatch(text) is not None,
        )

    def fragments(self, start: int, end: int) -> Fragments:
        """The characters from ``start`` to before ``end`` with the marks of notes there, also at
        their end; a hit that goes over their bounds is marked within them, and numbered where it
        begins."""
        if start == end:
            return []
        made: Fragments = []
        at = start
        first, last = bisect_left(self._places, start), bisect_right(self._places, end)
        for place, mark in self._between[first:last]:
            made += [*self._words(at, place), mark]
            at = place
        return made + self._words(at, end)

    def _words(self, start: int, end: int) -> Fragments:
        made: Fragments = []
        at = start
        for index in range(bisect_left(self._ends, start + 1), len(self._ranges)):
            first, last = self._ranges[index]
            if first >= end:
                break
            low, high = max(first, at), min(last, end)
            if low < high:
                number = index + 1 if low == first else 0
                made += [
                    NumberedFragment(self._text[at:low]),
                    NumberedFragment(self._text[low:high], True, number),
                ]
                at = high
        made.append(NumberedFragment(self._text[at:end]))
        return [one for one in made if one.text]
