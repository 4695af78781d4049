"""From rows to paragraphs and headings."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.extraction.cells import written
from indexer.extraction.grid import BULLET
from indexer.extraction.hyphens import Joiner
from indexer.extraction.layout import Row
from search.library.pagelayout import TextTable

HEADING = 1.15
"""Of the body's height: text set larger than this is a heading."""
SAME = 0.12
"""Part by which the height of lines of one paragraph may differ."""
LOOSE = 1.35
"""Of the leading so far: a larger step down begins a new paragraph."""
SHORT = 0.82
"""Of the paragraph's width: a line that ends before this is the last of its paragraph."""
LONGEST_HEADING = 14
MARK = re.compile(rf"({BULLET.pattern})\s+\S", re.I)
ENDS = (".", ":", "!", "?")
CLOSING = ")»”\"'’0123456789"
"""What may stand behind the end of a sentence: quotation marks, brackets, the number of a note."""
CUT = re.compile(r"\w[-‐‑\u00ad]")
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Paragraph:
    """Text between blank lines; a table keeps its rows on lines of their own, and tells where its
    cells stand in the text."""

    text: str
    heading: bool = False
    table: TextTable | None = None


def paragraphs(
    rows: Sequence[Row], body: float, join: Joiner, words: Counter[str]
) -> tuple[Paragraph, ...]:
    """The paragraphs of a page; ``body`` is the height in which most of the document is set, and
    ``words`` are the document's."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and not (row.grid or groups[-1][-1].grid or _begins(groups[-1], row)):
            groups[-1].append(row)
        else:
            groups.append([row])
    return tuple(_paragraph(group, body, join, words) for group in groups)


def _begins(group: list[Row], row: Row) -> bool:
    """Whether ``row`` begins a new paragraph after ``group``."""
    last, new = group[-1].box, row.box
    if CUT.fullmatch(last.text[-2:]) and new.text[0].islower() and len(row.cells) == 1:
        return False
    if (len(group[-1].cells) > 1) != (len(row.cells) > 1):
        return not new.level_with(last)
    if len(row.cells) > 1:
        return last.bottom - new.top > 1.5 * new.height
    if abs(last.height - new.height) > SAME * max(last.height, new.height) and not (
        new.level_with(last)
    ):
        return True
    if last.bold != new.bold and not new.level_with(last):
        return True
    return MARK.match(new.text) is not None or _parted(group, row)


def _parted(group: list[Row], row: Row) -> bool:
    """Whether space, indent or a short line parts ``row`` from the paragraph before it."""
    last, new = group[-1].box, row.box
    step = last.bottom - new.bottom
    ended = last.text.rstrip(CLOSING).endswith(ENDS)
    if step < -new.height or new.left > last.right:  # up again: the next column
        return ended or not LETTER.match(new.text) or new.text[0].isupper()
    leading = group[-2].box.bottom - last.bottom if len(group) > 1 else 1.3 * new.height
    if step > LOOSE * max(leading, 1.15 * new.height):
        return True
    left = min(r.box.left for r in group[1:] or group)
    right = max(r.box.right for r in (*group, row))
    if ended and last.right - left < SHORT * (right - left):
        return True
    return ended and len(group) > 1 and new.left > left + 0.8 * new.height


def _paragraph(group: list[Row], body: float, join: Joiner, words: Counter[str]) -> Paragraph:
    if group[0].grid:
        text, table = written(group[0].grid, join, words)
        return Paragraph(text, table=table)
    if len(group[0].cells) > 1:
        return Paragraph("\n".join(row.text for row in group))
    text = group[0].text
    for row in group[1:]:
        text = join(text, row.text)
    return Paragraph(text, _is_heading(group, text, body))


def _is_heading(group: list[Row], text: str, body: float) -> bool:
    words = text.split()
    if len(words) > LONGEST_HEADING or not LETTER.search(text) or text.endswith((",", ";")):
        return False
    box = group[0].box
    if box.height > HEADING * body:
        return True
    return box.bold and not text.endswith((".", ":")) and len(group) <= 2 and len(text) > 2
