"""The text of a page put together of paragraphs, headings and tables, with the place of each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from indexer.document import ExtractedPage
from search.library.pagelayout import NoteMark, PageLayout, Span, TableCell, TextTable


@dataclass(frozen=True)
class RaisedMark:
    """A raised mark of a note; ``target`` names the note, '' when it isn't known."""

    text: str
    target: str = ""


@dataclass(frozen=True)
class Anchor:
    """A place in the text that marks may name."""

    name: str


InlinePiece = str | RaisedMark | Anchor


@dataclass
class ReadCell:
    """A cell of a table while it is read; see ``TableCell``."""

    row: int
    column: int
    pieces: list[InlinePiece] = field(default_factory=list)
    rows: int = 1
    columns: int = 1
    header: Literal["col", "row"] | None = None


SPACES = re.compile(r"(?<=\d)([\u00a0\u2007\u2009\u202f])(?=\d{3})|[^\S\n]+")
"""White space; first what parts thousands, which is kept."""
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff]"
)
FIGURE = re.compile(r"[-–+(]?\d")
YEAR = re.compile(r"(?:19|20)\d\d")
NAME = 3
"""Words: a label that nothing but its words tells has no more."""
FORM = 2
"""Columns of a form."""
OWN = "#"
"""Before its mark: the name of a note that begins with a raised mark and that no link names."""


class PageText:
    """A page's text while it grows; paragraphs are parted by a blank line, the rows of a table by a
    line, their cells by a tab."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._start = 0
        self._headings: list[Span] = []
        self._tables: list[TextTable] = []
        self._marks: list[tuple[int, RaisedMark]] = []
        self._anchors: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._blocks)

    @property
    def marked(self) -> list[str]:
        """The notes that marks on the page name, in their order."""
        return [mark.target for _, mark in self._marks if mark.target]

    def has(self, name: str) -> bool:
        """Whether the note of that name stands on the page."""
        return name in self._anchors

    def paragraph(self, pieces: Sequence[InlinePiece], *, heading: bool = False) -> Span | None:
        """Add a paragraph; None when there is nothing in it."""
        text = self._lay(_with_own_mark(pieces), 0)
        if not text:
            return None
        span = (self._start, self._start + len(text))
        if heading:
            self._headings.append(span)
        self._end(text)
        return span

    def table(self, cells: Sequence[ReadCell], caption: Span | None = None) -> None:
        """Add a table of ``cells``, row by row."""
        made, lines, at = [], list[str](), 0
        for _, row in groupby(_labelled(cells), key=lambda cell: cell.row):
            texts: list[str] = []
            for cell in row:
                start = at + bool(texts)
                text = self._lay(cell.pieces, start).replace("\n", " ")
                if not text:
                    start = at
                made.append(_placed(cell, self._start + start, self._start + start + len(text)))
                if text:
                    texts.append(text)
                    at = start + len(text)
            if texts:
                lines.append("\t".join(texts))
                at += 1
        if lines:
            end = self._start + at - 1  # an empty cell at the very end stands behind the last row
            made = [replace(c, start=min(c.start, end), end=min(c.end, end)) for c in made]
            self._tables.append(TextTable(tuple(made), caption))
            self._end("\n".join(lines))

    def page(self, number: int, extractor: str, label: str = "") -> ExtractedPage:
        """The page as it is."""
        text = "\n\n".join(self._blocks)
        marks = (
            NoteMark(at, mark.text, self._anchors.get(mark.target or OWN + mark.text))
            for at, mark in self._marks
        )
        layout = PageLayout(
            tuple(self._tables), tuple(marks), tuple(self._headings), counted=not label
        )
        headings = tuple(text[start:end] for start, end in self._headings)
        return ExtractedPage(number, label or str(number), text, extractor, headings, layout=layout)

    def _end(self, block: str) -> None:
        self._blocks.append(block)
        self._start += len(block) + 2

    def _lay(self, pieces: Iterable[InlinePiece], start: int) -> str:
        """The text of the pieces; marks and anchors are noted where they come to stand, when the
        text begins ``start`` characters after the page's last paragraph."""
        text, places = "", list[tuple[int, RaisedMark | Anchor]]()
        for piece in pieces:
            if not isinstance(piece, str):
                places.append((len(text.rstrip()), piece))
                continue
            more = tidied(piece)
            if not text or text[-1] == "\n":
                more = more.lstrip()
            elif text[-1] == " ":
                more = more.lstrip(" ")
            text = text.rstrip(" ") + more if more.startswith("\n") else text + more
        text = text.rstrip()
        for at, piece in places:
            place = self._start + start + min(at, len(text))
            if isinstance(piece, RaisedMark):
                self._marks.append((place, piece))
            else:
                self._anchors.setdefault(piece.name, place)
        return text


def _with_own_mark(pieces: Sequence[InlinePiece]) -> Sequence[InlinePiece]:
    """The pieces of a paragraph with the mark that begins it, which is a note's own, as text."""
    at = next((n for n, p in enumerate(pieces) if not isinstance(p, str) or p.strip()), 0)
    mark = pieces[at] if pieces else ""
    if not isinstance(mark, RaisedMark) or mark.target:
        return pieces
    return [*pieces[:at], Anchor(OWN + mark.text), f"{mark.text} ", *pieces[at + 1 :]]


def tidied(text: str) -> str:
    """``text`` without what isn't seen, white space as single spaces and line ends."""
    text = SPACES.sub(lambda found: found.group(1) or " ", INVISIBLE.sub("", text))
    return re.sub(r" ?\n[ \n]*", "\n", text)


def _placed(cell: ReadCell, start: int, end: int) -> TableCell:
    return TableCell(start, end, cell.row, cell.column, cell.rows, cell.columns, cell.header)


def _labelled(cells: Sequence[ReadCell]) -> Sequence[ReadCell]:
    """The cells, the first row's as labels of their columns when nothing says which are labels, and
    it reads as such; so are those of a row below labels of which some go over several columns."""
    if any(cell.header for cell in cells):
        return cells
    rows = [[c for c in row if _said(c)] for _, row in groupby(cells, key=lambda cell: cell.row)]
    for number, own in enumerate(rows):
        if len(own) < 2 or not _are_labels(own, rows[number + 1 :], first=not number):
            break
        for cell in cells:
            if cell.row == own[0].row:
                cell.header = "col"
        if all(cell.columns == 1 for cell in own):
            break
    return cells


def _are_labels(own: Sequence[ReadCell], below: Sequence[list[ReadCell]], *, first: bool) -> bool:
    """Whether none of the cells, but some below, begins with a figure, or all are years or classes
    (``16-29 år``) over figures; in a table of words alone the first row is told by being terse."""
    figures = [any(map(_is_figure, row)) for row in below]
    if not any(figures):
        return first and _are_terse(own, below)
    if len(own) == FORM and 2 * sum(figures) <= len(figures):  # a form, with names of fields
        return False
    rows = (own, *below) if first else ()
    are_years = not first or [_are_years(row) for row in rows].count(True) == _are_years(own) == 1
    return all(
        not _is_figure(cell) or (are_years and _is_year(cell)) or _is_class(cell, below)
        for cell in own
    )


def _are_years(row: Sequence[ReadCell]) -> bool:
    """Whether a row has nothing but years behind its name."""
    later = [cell for cell in row if cell.column]
    return len(later) > 1 and all(map(_is_year, later))


def _is_class(cell: ReadCell, below: Sequence[list[ReadCell]]) -> bool:
    """Whether a cell with a word beside its figure stands over figures alone."""
    under = [_said(c) for row in below for c in row if c.column == cell.column]
    return (
        cell.column > 0
        and any(map(str.isalpha, _said(cell)))
        and bool(under)
        and not any(map(str.isalpha, "".join(under)))
    )


def _are_terse(own: Sequence[ReadCell], below: Sequence[list[ReadCell]]) -> bool:
    """Whether each column begins with a few words that end no sentence, and goes on with twice as
    many."""
    columns = {cell.column for row in below for cell in row}
    texts = [_said(cell) for cell in own]
    if len(below) < 2 or columns != {cell.column for cell in own}:
        return False
    if any(len(text.split()) > NAME or not text[-1:].isalpha() for text in texts):
        return False
    few = sum(len(text.split()) for cell, text in zip(own, texts, strict=True) if cell.column)
    many = sum(len(_said(cell).split()) for row in below for cell in row if cell.column)
    return many >= 2 * few * len(below)


def _is_figure(cell: ReadCell) -> bool:
    return FIGURE.match(_said(cell)) is not None


def _is_year(cell: ReadCell) -> bool:
    return YEAR.fullmatch(_said(cell)) is not None


def _said(cell: ReadCell) -> str:
    return "".join(piece for piece in cell.pieces if isinstance(piece, str)).strip()
