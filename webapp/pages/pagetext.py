"""The text of a page as it is shown: paragraphs and tables, with the hits marked in them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search import Fragment
from search.library.pagelayout import Span, TableCell, TextTable

FIGURE = re.compile(r"(?=\D*\d)[\d.,:()+−–%\s-]+(?:kr\.?|pct\.?)?")
NAMED = 80
"""Characters of a caption that name a table to those who hear it."""


@dataclass(frozen=True)
class NumberedFragment(Fragment):
    """A fragment of a page's text; ``number`` counts the page's hits from 1, 0 for what isn't one
    or only goes on with one."""

    number: int = 0


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
    """A paragraph, or, when it has ``rows``, a table: ``fragments`` are its caption then, and
    ``carried`` the labels of its columns that stand on the page before."""

    fragments: Fragments
    rows: tuple[tuple[ShownCell, ...], ...] = ()
    heads: int = 0
    carried: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What a table is called; '' when it has no caption."""
        return "".join(one.text for one in self.fragments)[:NAMED]


def blocks(text: str, ranges: Sequence[Span], tables: Sequence[TextTable]) -> list[ShownBlock]:
    """The text as blocks, with the character ``ranges`` marked and numbered."""
    marked = _Marked(text, ranges)
    made: list[ShownBlock] = []
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
    def __init__(self, text: str, ranges: Sequence[Span]) -> None:
        self._text = text
        self._ranges = sorted((first, last) for first, last in ranges if first < last)
        self._ends = [last for _, last in self._ranges]

    def paragraphs(self, start: int, end: int, without: set[Span]) -> Iterator[ShownBlock]:
        at = start
        for paragraph in self._text[start:end].split("\n\n"):
            after = at + len(paragraph)
            if paragraph.strip() and (at, after) not in without:
                yield ShownBlock(self.fragments(at, after))
            at = after + 2

    def table(self, table: TextTable) -> ShownBlock:
        rows = 1 + max(cell.row for cell in table.cells)
        heads = next(
            (row for row in range(rows)
             if not any(c.row == row and c.header == "col" for c in table.cells)),
            rows,
        )  # fmt: skip
        return ShownBlock(
            self.fragments(*table.caption) if table.caption else [],
            tuple(
                tuple(self.cell(cell) for cell in table.cells if cell.row == row)
                for row in range(rows)
            ),
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
        """The characters from ``start`` to before ``end``; a hit that goes over their bounds is
        marked within them, and numbered where it begins."""
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
