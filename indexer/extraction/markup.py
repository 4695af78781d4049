"""HTML elements as the text of pages: what other formats are read as, too."""

import re
from collections.abc import Mapping
from typing import Any

from indexer.extraction.composing import Anchor, InlinePiece, PageText, RaisedMark, ReadCell
from indexer.extraction.figuretitles import TITLE
from indexer.extraction.notemarks import LETTERED, LETTERS, POWERS, as_power, is_power
from search.library.pagelayout import Span

UNREAD = frozenset({
    "audio", "canvas", "datalist", "head", "iframe", "input", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "video",
})  # fmt: skip
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
    "search", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "summary"])
BOLD = ("strong", "b")
LONGEST_TITLE = 14
"""Words of a heading that is told by being bold alone."""
PAGE_END = "page"
"""The class of an ``hr`` at which a page ends."""
DEEPEST = 200
"""Levels of elements within each other that are told apart."""
WIDEST, TALLEST = 1000, 65534
"""Columns and rows that a cell of HTML may span."""
LONGEST_CELL = 2000
"""Characters: a table with more in a cell is there for the look of a page."""

NUMERAL = re.compile(r"[\[(]?([0-9]{1,3}|[*†‡§¶]{1,3}|[a-z]|[ivx]{1,5})[\])]?")
FIGURE = re.compile(r"[\[(]?([0-9]{1,3}|[*†‡]{1,3})[\])]?")
"""What marks a note where a link leads to it, and where none does."""
POWER = re.compile(r"(?<![^\W\d_])([khdcmµ]|da)?m$|(?<!\w)(10|[^\W\d_])$")
"""What stands before a power: a unit of length, ten, a letter alone."""
BRACKETS = (")", "]")
"""What may stand before a square or a cube."""
SUPER = re.compile(r"vertical-align:\s*super\b", re.I)
EXPLAINED = " \n"
"""Between a term and what explains it, in one paragraph."""
BACK = frozenset(["↩", "↩︎", "↑", "^", "⏎", "¶", "#"])
"""Links that lead back from a note, or that a heading has to itself."""


class MarkupReader:
    """Reads elements into pages. ``notes`` are elements that are put at the end of the first page
    on which a mark names them, by their names."""

    def __init__(self, notes: Mapping[str, Any] | None = None) -> None:
        self.pages = [PageText()]
        self._notes = dict(notes or {})
        self._pieces: list[InlinePiece] = []
        self._named = frozenset(self._notes)
        self._in_cell = False

    def read(self, root: Any) -> None:
        """Put what stands in ``root`` behind what was read before."""
        links = (link.get("href", "") for link in root.iter("a"))
        self._named |= {link[1:] for link in links if link.startswith("#")}
        self._inside(root, 0)
        self._flush()

    def end_page(self) -> None:
        """Begin another page, unless this one is empty yet."""
        self._flush()
        for name in self.pages[-1].marked:
            if (note := self._notes.pop(name, None)) is not None:
                self._pieces.append(Anchor(name))
                self._inside(note, 0)
                self._flush()
        if self.pages[-1]:
            self.pages.append(PageText())

    def _flush(self, *, heading: bool = False) -> Span | None:
        """End a paragraph; in a cell, a word."""
        if self._in_cell or self._pieces[-1:] == [EXPLAINED]:
            self._pieces.append(" ")
            return None
        pieces, self._pieces = self._pieces, []
        return self.pages[-1].paragraph(pieces, heading=heading)

    def _inside(self, element: Any, depth: int) -> None:
        """Read what stands in an element, and the text behind each of those."""
        self._text(element, element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in UNREAD:
                self._child(child, depth + 1)
            self._text(element, child.tail)

    def _text(self, element: Any, text: str | None) -> None:
        if text:
            self._pieces.append(text if element.tag == "pre" else text.replace("\n", " "))

    def _child(self, child: Any, depth: int) -> None:
        tag = child.tag
        block = tag in BLOCKS or tag in HEADINGS or is_unfolding(child)
        if block:
            self._pieces.append(EXPLAINED) if tag == "dd" else self._flush()
        if (child.get("id") or (tag == "a" and child.get("name"))) in self._named:
            self._pieces.append(Anchor(child.get("id") or child.get("name")))
        if depth > DEEPEST:
            self._pieces.append(" ".join(child.itertext()))
        elif (mark := _mark(child, self._said())) is not None:
            self._pieces.append(mark)
        else:
            kind = "heading" if tag in HEADINGS or is_unfolding(child) else tag
            getattr(self, f"_{kind}", self._inside)(child, depth)
        if block and tag != "dt":  # a term stands with what explains it
            self._flush()

    def _br(self, *_: Any) -> None:
        self._pieces.append("\n")

    def _sup(self, raised: Any, depth: int) -> None:
        said = "".join(raised.itertext()).strip()
        if is_power(said, self._said()):
            self._pieces.append(as_power(said))
        else:
            self._inside(raised, depth)

    def _hr(self, rule: Any, _: int) -> None:
        if rule.get("class") == PAGE_END and not self._in_cell:
            self.end_page()

    def _heading(self, heading: Any, depth: int) -> None:
        self._inside(heading, depth)
        self._flush(heading=True)

    def _p(self, paragraph: Any, depth: int) -> None:
        self._inside(paragraph, depth)
        if not self._in_cell and is_bold_title(paragraph):
            self._flush(heading=True)

    def _button(self, *_: Any) -> None:
        """One that unfolds nothing says nothing."""

    def _a(self, link: Any, depth: int) -> None:
        said = "".join(link.itertext()).strip()
        inside = link.get("href", "").startswith("#")
        if not (inside and said in BACK):
            self._inside(link, depth)
        if inside and NUMERAL.fullmatch(said):
            self._pieces.append(" ")  # the number of a note before its text

    def _said(self) -> str:
        """The end of what stands before."""
        said = next(
            (piece for piece in reversed(self._pieces) if not isinstance(piece, Anchor)), ""
        )
        return said[-20:] if isinstance(said, str) else ""

    def _table(self, table: Any, depth: int) -> None:
        if not (rows := rows_of(table)):
            return self._inside(table, depth)
        span = None
        for caption in table.iterchildren("caption"):
            self._inside(caption, depth)
            span = self._flush()
        cells, taken = list[ReadCell](), dict[int, int]()
        for number, row in enumerate(rows):
            column = 0
            for element in row:
                while column < WIDEST and taken.get(column, 0) > number:
                    column += 1
                cell = self._cell(element, number, column, depth)
                cells.append(cell)
                if cell.rows > 1:
                    taken |= dict.fromkeys(range(column, column + cell.columns), number + cell.rows)
                column += cell.columns
        return self.pages[-1].table(cells, span)

    def _cell(self, element: Any, row: int, column: int, depth: int) -> ReadCell:
        outer, self._pieces, self._in_cell = (self._pieces, self._in_cell), [], True
        self._inside(element, depth)
        pieces = self._pieces
        self._pieces, self._in_cell = outer
        rows = _count(element.get("rowspan"), TALLEST)
        columns = _count(element.get("colspan"), max(1, WIDEST - column))
        return ReadCell(row, column, pieces, rows, columns, _scope(element))


def is_unfolding(element: Any) -> bool:
    """Whether an element's text is the heading of what it shows and hides, as a button's is."""
    if element.tag == "button" and element.get("aria-controls") is not None:
        return True
    return element.get("aria-expanded") is not None


def is_bold_title(paragraph: Any) -> bool:
    """Whether a paragraph is bold as a whole, is no sentence, and stands alone over text, as
    headings do that were set by hand."""
    if not _is_bold(paragraph):
        return False
    text = " ".join("".join(paragraph.itertext()).split())
    before, after = paragraph.getprevious(), paragraph.getnext()
    return (
        text[0].isalnum()
        and not text[0].islower()
        and not text.endswith((".", ":", "!", ",", ";"))
        and len(text.split()) <= LONGEST_TITLE
        and not TITLE.match(text)
        and paragraph.getparent().tag not in ("li", "blockquote")
        and after is not None
        and after.tag in ("p", "ul", "ol", "div")
        and bool("".join(after.itertext()).strip())
        and not _is_bold(after)
        and (before is None or not _is_bold(before))
    )


def _is_bold(paragraph: Any) -> bool:
    """Whether all of a paragraph's text is in bold, and there is some."""
    said = "".join("".join(paragraph.itertext()).split())
    inside = (text for child in paragraph if child.tag in BOLD for text in child.itertext())
    return any(map(str.isalpha, said)) and "".join("".join(inside).split()) == said


def rows_of(table: Any) -> list[list[Any]]:
    """The cells of a table row by row; none when it is there for the look of a page."""
    if table.get("role") in ("presentation", "none"):
        return []
    if next(table.iterdescendants("table", "h1", "h2", "h3", "h4", "h5", "h6"), None) is not None:
        return []
    rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
    cells = [cell for row in rows for cell in row]
    if len(cells) < 2 or any(len("".join(cell.itertext())) > LONGEST_CELL for cell in cells):
        return []
    return rows


def _is_raised(element: Any) -> bool:
    return element.tag == "sup" or (
        element.tag in ("span", "font") and SUPER.search(element.get("style", "")) is not None
    )


def _mark(element: Any, before: str) -> RaisedMark | None:
    """The mark of a note that the element is, after the text ``before``."""
    if element.tag != "a" and not _is_raised(element):
        return None
    said = "".join(element.itertext()).strip()
    links = [element] if element.tag == "a" else list(element.iter("a"))
    target = next((t[1:] for link in links if (t := link.get("href", "")).startswith("#")), "")
    raised = _is_raised(element) or [child.tag for child in element] == ["sup"]
    raised = raised or "noteref" in f"{element.get('role')}{element.get('epub:type')}"
    kind = NUMERAL if target or (said in LETTERS and LETTERED.search(before)) else FIGURE
    if not raised or not (found := kind.fullmatch(said)):
        return None
    if not target and (_is_power(said, before) or (element.tail or "")[:1] in ("/", "⁄")):
        return None
    return RaisedMark(found.group(1), target)


def _is_power(said: str, before: str) -> bool:
    if before.endswith(BRACKETS):
        return said in POWERS
    return POWER.search(before) is not None


def _scope(cell: Any) -> Any:
    row = cell.getparent()
    heads = row.getparent() is not None and row.getparent().tag == "thead"
    if cell.tag != "th":
        return "col" if heads else None
    if (scope := cell.get("scope", "").lower()[:3]) in ("row", "col"):
        return scope
    others = (other for other in row if other.tag != "th")
    return "row" if not heads and any("".join(o.itertext()).strip() for o in others) else "col"


def _count(text: str | None, most: int) -> int:
    return min(most, max(1, int(text))) if text and re.fullmatch("[0-9]{1,5}", text) else 1
