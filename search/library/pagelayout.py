"""What a page's text is made up of: tables, charts, headings, marks of notes, words as OCR saw
them.

Every place in the text is a character offset into it; every box is in points of the page as it is
shown, with y growing upwards (for OCR as for print), and rounded to a tenth.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
Span = tuple[int, int]
"""Characters ``[start, end)`` of the page's text."""


@dataclass(frozen=True)
class TableCell:
    """A cell of a table: characters ``[start, end)`` of the page's text, which are none where the
    cell is empty. It stands in ``row`` and ``column``, from 0, and takes up ``rows`` and
    ``columns``; ``header`` tells of what it is the label, as HTML's ``scope`` does."""

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: Literal["col", "row"] | None = None
    box: Box | None = None


@dataclass(frozen=True)
class TextTable:
    """A table: its cells row by row, and where its caption stands. ``carried`` are the labels of
    the columns when they stand on the page before, on which the table began."""

    cells: tuple[TableCell, ...]
    caption: Span | None = None
    carried: tuple[str, ...] = ()
    box: Box | None = None

    @property
    def span(self) -> Span:
        """From its first cell's text to its last's."""
        return min(cell.start for cell in self.cells), max(cell.end for cell in self.cells)

    def moved(self, by: int, caption: Span | None = None) -> "TextTable":
        """The table in a text in which it begins ``by`` characters later, with that caption."""
        return replace(self.placed(by.__add__), caption=caption)

    def placed(self, place: Callable[[int], int]) -> "TextTable":
        """The table in a text in which what stood at an offset stands at ``place`` of it."""
        cells = (replace(cell, start=place(cell.start), end=place(cell.end)) for cell in self.cells)
        start, end = self.caption or (0, 0)
        caption = (place(start), place(end)) if self.caption else None
        return replace(self, cells=tuple(cells), caption=caption)

    @cached_property
    def _heads(self) -> tuple[TableCell, ...]:
        return tuple(cell for cell in self.cells if cell.header == "col")

    def labels(self, cell: TableCell) -> tuple[TableCell, ...]:
        """The cells that label the columns of ``cell``: the nearest rows of labels above it."""
        over = [c for c in self._heads if c.row < cell.row]
        heads = {c.row for c in over}
        row = max(heads, default=-1)
        while row - 1 in heads:
            row -= 1
        return tuple(
            c for c in over
            if c.row >= row and c.column < cell.column + cell.columns
            and cell.column < c.column + c.columns
        )  # fmt: skip


@dataclass(frozen=True)
class TextChart:
    """The labels of a chart or a drawing, characters ``[start, end)`` of the page's text with a
    blank line between any two, where its title stands, and the box round the labels."""

    start: int
    end: int
    caption: Span | None = None
    box: Box | None = None

    @property
    def span(self) -> Span:
        """From its first label to its last."""
        return self.start, self.end

    def placed(self, place: Callable[[int], int]) -> "TextChart":
        """The chart in a text in which what stood at an offset stands at ``place`` of it."""
        start, end = self.caption or (0, 0)
        caption = (place(start), place(end)) if self.caption else None
        return replace(self, start=place(self.start), end=place(self.end), caption=caption)


@dataclass(frozen=True)
class NoteMark:
    """A raised mark, kept out of the text: its ``text`` belongs ``at`` that offset; ``note`` is
    where the note that it points to begins on the page, None when that isn't known."""

    at: int
    text: str
    note: int | None = None


@dataclass(frozen=True)
class WordBox:
    """A word that OCR read, characters ``[start, end)`` of the text, and where it stands."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True)
class PageLayout:
    """What is known of a page beside its text; each in the order of the text. ``confidence`` is
    OCR's mean for its words, 0 to 1, None for what was not scanned, and ``doubtful`` the figures
    that it may have misread. ``counted``: its label is none that is known to be printed there, but
    counts the file's pages. ``contents``: it is a page of contents, an index or a list of
    references. An empty one is false."""

    tables: tuple[TextTable, ...] = ()
    notes: tuple[NoteMark, ...] = ()
    headings: tuple[Span, ...] = ()
    confidence: float | None = None
    words: tuple[WordBox, ...] = ()
    doubtful: tuple[Span, ...] = ()
    counted: bool = False
    contents: bool = False
    charts: tuple[TextChart, ...] = ()

    def __bool__(self) -> bool:
        return self != PLAIN

    @classmethod
    def of(cls, data: Any) -> "PageLayout":
        """The layout out of what ``dataclasses.asdict`` made of one. Raises ValueError."""
        return PLAIN if not data else _adapter().validate_python(data)

    @classmethod
    def load(cls, content: str | bytes | None) -> "PageLayout":
        """The layout that ``dump`` wrote; an empty one for nothing. Raises ValueError."""
        return PLAIN if not content else _adapter().validate_json(content)

    def dump(self) -> str | None:
        """The layout as JSON, which says nothing of what is empty; None when all of it is."""
        return _adapter().dump_json(self, exclude_defaults=True).decode() if self else None


PLAIN = PageLayout()
"""Of a page of which nothing is known but its text."""


@cache
def _adapter() -> "TypeAdapter[PageLayout]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - a sandbox that only makes layouts lacks it

    return TypeAdapter(PageLayout)
