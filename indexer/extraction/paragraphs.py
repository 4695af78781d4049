"""From rows to paragraphs and headings."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.extraction.cells import rounded, written
from indexer.extraction.figuretitles import SIDE_TITLE, TITLE
from indexer.extraction.grid import BULLET, is_figure
from indexer.extraction.hyphens import SOFT, Joiner
from indexer.extraction.layout import FAR, Row
from indexer.extraction.notemarks import CODED, bare
from indexer.extraction.runs import Run
from indexer.extraction.settings import PageSetting, Setting, is_flush
from search.library.pagelayout import Box, TextTable

HEADING = 1.08
"""Of the body's size: text set larger than this is a heading."""
SMALLEST = 0.88
"""Of the body's size: smaller bold text is the label or the title of a figure. LaTeX sets the
heading of an abstract in 0.9."""
SAME, SAME_BOX = 0.06, 0.12
"""Part by which the sizes of lines of one paragraph may differ; or their boxes, where no size is
known."""
LOOSE, LOOSEST = 1.25, 1.9
"""Of the usual step: a larger step down begins a new paragraph; so does one larger than the second
where the sentence goes on."""
INDENT = 0.8
"""In sizes of the font: how far to the right of the others a paragraph's first line begins."""
LONGEST_HEADING = 14
STRONG = re.compile(r"[•‣⁃∙\u25a0-\u27bf\u2b00-\u2bff\ue000-\uf8ff]")
"""Bullets, boxes to tick, stars and other signs that mark points."""
POINTS = ("•", "‣", "●", "▪")
"""Marks of points only: other signs stand before headings too."""
TOLD = re.compile(r"\d[\d.,]*\s?(?:\S{1,5}|(?:ud )?af \d[\d.,]*)")
"""A figure with its unit, perhaps cut short, or how many of how many."""
MOST_PIECES = 3
"""Pieces of a heading that stand apart; what has more is of a chart, or labels of columns."""
KEY = 1.5
"""Of the size of what it is of: a key figure is larger."""
NUMBER = re.compile(r"\d{1,2}\.?")
MARK = re.compile(rf"({BULLET.pattern})\s+\S", re.I)
SECTION = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){1,4}\.?|§ ?\d+[a-z]?\.?|(?:Bilag|Kapitel) \w{1,4}[.:]?)\s+[A-ZÆØÅ]"
)
CAPITALS = re.compile(r"[^\W\d_]{4}")
ENDS = (".", ":", "!", "?")
CLOSING = ")»”\"'’0123456789"
"""What may stand behind the end of a sentence: quotation marks, brackets, the number of a note."""
AMOUNT = re.compile(r"\d[.:,]\d+[)»”\"']*$")
"""A number with parts, of which the last is no mark of a note behind a sentence."""
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+\b")
"""A number at the start of a line that is no section's."""
COUNTED = re.compile(r"(?:\d{1,3}(?:[.,]\d+)+|\d{4,})\s+(?:[a-zæøå]{2}|%)")
"""A number too large for a point of a list, before what is counted."""
BEFORE_NUMBER = re.compile(r"(?:^|[\s(])(?:kr|nr|stk|pkt|kap|ca|kl|s|pr|§+|tlf)\.?$", re.I)
"""What goes on with the number on the next line."""
CUT = re.compile(r"(?![-–] ?\d+[-–]$).*\w[-‐‑\u00ad]{1,2}")
"""The end of a line in a cut word, and no number of a page between dashes."""
CUT_RANGE = re.compile(r"[\s(]\d[\d.,]{0,12}[-–‐‑]$")
"""The end of a line in a range of numbers: ``2010-``, below which stands ``2014``."""
LETTER = re.compile(r"[^\W\d_]")
SENTENCES = re.compile(r"(?<![^\W\d_])[^\W\d_]{4,}\. [^\W\d_]")
"""The end of a sentence within a line, rather than an abbreviation."""


@dataclass(frozen=True)
class Paragraph:
    """Text between blank lines; a table keeps its rows on lines of their own, and tells where its
    cells stand in the text. The labels of a ``chart`` have blank lines between them."""

    text: str
    heading: bool = False
    table: TextTable | None = None
    chart: Box | None = None


def paragraphs(
    rows: Sequence[Row], setting: Setting, join: Joiner, words: Counter[str]
) -> tuple[Paragraph, ...]:
    """The paragraphs of a page; ``setting`` is how most of the document is set, and ``words`` are
    the document's."""
    groups: list[list[Row]] = []
    page = PageSetting.of(rows, setting)
    for row in rows:
        follows = groups and row.is_text and groups[-1][-1].is_text
        if follows and not _begins(groups[-1], row, page):
            groups[-1].append(row)
        else:
            groups.append([row])
    return tuple(_paragraph(group, setting.body, join, words) for group in groups)


def _begins(group: list[Row], row: Row, page: PageSetting) -> bool:
    """Whether ``row`` begins a new paragraph after ``group``."""
    last, new = group[-1].box, row.box
    if last.running is not new.running:
        return True
    if _is_cut(last.text, new.text) and len(row.cells) == 1:
        return False
    if len(group[-1].cells) > 1 < len(row.cells):
        return last.bottom - new.top > 1.5 * new.height
    if new.level_with(last):
        return _is_apart(last, new) or SIDE_TITLE.match(new.text) is not None
    return (
        len(group[-1].cells) > 1
        or len(row.cells) > 1
        or CODED.match(new.text) is not None
        or (not _is_told(group, new) and _is_new(group, row, page))
    )


def _is_cut(last: str, new: str) -> bool:
    """Whether a word or a range of numbers is cut between two lines."""
    if new[0].isdigit():
        return CUT_RANGE.search(last) is not None and LETTER.search(last) is not None
    return (new[0].islower() or last[-1] == SOFT) and CUT.fullmatch(last) is not None


def _is_new(group: list[Row], row: Row, page: PageSetting) -> bool:
    """Whether how ``row`` is set, or what stands at its start, begins a paragraph."""
    last, new = group[-1].box, row.box
    if TITLE.match(new.text) and (_ended(last.text) or TITLE.match(group[0].box.text)):
        return True
    amount = new.text[0].isdigit() and BEFORE_NUMBER.search(last.text) is not None
    counts = _is_counted(group, new) and new.em < KEY * last.em
    follows = (new.text[0].islower() or counts) and not _ended(last.text)
    goes_on = (amount or follows) and not page.ends_early(new, group)
    is_alike = _same_size(last, new) and (
        last.bold == new.bold or (new.bold and _is_within(group, new, page))
    )
    new_kind = not (goes_on or is_alike) or _is_item(group, row, page)
    return new_kind or _is_parted(group, row, page, goes_on=goes_on)


def _is_counted(group: list[Row], new: Run) -> bool:
    """Whether ``new`` begins with an amount or a year of the sentence before it, and not as the
    lines of a list do."""
    return bool(COUNTED.match(new.text)) and not COUNTED.match(group[0].box.text)


def _is_within(group: list[Row], new: Run, page: PageSetting) -> bool:
    """Whether a bold line goes on with a sentence: both it and the line before fill their column,
    which no heading does."""
    last = group[-1].box
    below = abs(new.left - last.left) < last.em and new.right > last.right - last.em
    return below and not _ended(last.text) and not page.fits(new, group)


def _ended(text: str) -> bool:
    text = bare(text)
    return text.rstrip(CLOSING).endswith(ENDS) and AMOUNT.search(text) is None


def _same_size(last: Run, new: Run) -> bool:
    most = SAME if last.size and new.size else SAME_BOX
    return abs(last.em - new.em) <= most * max(last.em, new.em)


def _is_told(group: Sequence[Row], new: Run) -> bool:
    """Whether ``new`` says what the large figure above it, and nothing else, is of."""
    last = group[-1].box
    return (
        len(group) == 1
        and (is_figure(last.text) or TOLD.fullmatch(last.text) is not None)
        and (new.text[0].islower() or _is_key(last, new))
        and last.em > HEADING * new.em
        and 0 < last.bottom - new.bottom < FAR * last.em
        and min(last.right, new.right) > max(last.left, new.left)
    )


def _is_key(last: Run, new: Run) -> bool:
    """Whether a figure that is no number of a chapter is far larger than the text below it, which
    is centred or begins under it: a key figure, as on a card."""
    near = new.em / 2
    is_under = abs(last.left + last.right - new.left - new.right) < 2 * near
    return (
        last.em > KEY * new.em
        and NUMBER.fullmatch(last.text) is None
        and (is_under or abs(last.left - new.left) < near)
    )


def _is_apart(last: Run, new: Run) -> bool:
    """Whether ``new``, level with what stands before it, is of another column."""
    return new.left > last.right and _ended(last.text) and not new.text[0].islower()


def _is_item(group: list[Row], row: Row, page: PageSetting) -> bool:
    """Whether ``row`` is a point of a list: one with a number or a dash only where the line before
    it ends a sentence or ends early, or where the paragraph is such a point too."""
    new, last = row.box, group[-1].box
    if STRONG.match(new.text):
        return True
    mark = MARK.match(new.text)
    if mark is None or THOUSANDS.match(new.text):
        return False
    if mark[1].isdigit() and BEFORE_NUMBER.search(last.text):
        return False
    first = MARK.match(group[0].box.text)
    if first and _kind(first[1]) == _kind(mark[1]) and not mark[1].isdigit():
        return True
    return (
        last.text.endswith((*ENDS, ",", ";"))
        or abs(new.left - last.left) > INDENT * new.em
        or page.fits(new, group)
    )


def _kind(mark: str) -> str:
    """What marks of one list have in common: their signs, and that they count."""
    return "".join("1" if c.isdigit() else "a" if c.isalpha() else c for c in mark)[-2:]


def _is_parted(group: list[Row], row: Row, page: PageSetting, *, goes_on: bool) -> bool:
    """Whether space, indent or a short line parts ``row`` from the paragraph before it."""
    last, new = group[-1].box, row.box
    step = last.base - new.base
    ended = _ended(last.text)
    if step < -new.height or new.left > last.right:  # up again: the next column
        if ended and is_flush(group):
            return LETTER.match(new.text) is None
        return ended or not LETTER.match(new.text) or new.text[0].isupper()
    usual = page.step * new.em
    if len(group) > 1:
        usual = min(max(group[-2].box.base - last.base, 0.8 * usual), LOOSE * usual)
    if step > (LOOSEST if goes_on else LOOSE) * usual:
        return True
    if goes_on:
        return False
    if page.fits(new, group) and not last.text.endswith(","):
        return True
    lefts = (row.box.left for row in group[1:] or group if row.box.right > new.left)
    return (
        ended and len(group) > 1 and abs(new.left - min(lefts, default=new.left)) > INDENT * new.em
    )


def _paragraph(group: list[Row], body: float, join: Joiner, words: Counter[str]) -> Paragraph:
    if group[0].grid:
        text, table = written(group[0].grid, join, words)
        return Paragraph(text, table=table)
    if group[0].chart:
        box = group[0].box
        place = box.left, box.bottom, box.right, box.top
        return Paragraph("\n\n".join(run.text for run in group[0].cells), chart=rounded(place))
    if len(group[0].cells) > 1:
        return Paragraph("\n".join(row.text for row in group))
    text = group[0].text
    for row in group[1:]:
        text = join(text, row.text)
    return Paragraph(text, _is_heading(group, text, body))


def _is_heading(group: list[Row], text: str, body: float) -> bool:
    """Whether a paragraph is a heading: short, no sentence, and larger than the body, bold, with
    the number of a section, or a line in capitals, but none of those that come again on each page,
    and no caption or point."""
    box, text = group[0].box, bare(text)
    words = text.split()
    if (
        box.running
        or len(group[0].drawn) > MOST_PIECES
        or len(words) > LONGEST_HEADING
        or not LETTER.search(text)
        or text.endswith((",", ";"))
        or TITLE.match(text)
        or text.startswith(POINTS)
    ):
        return False
    if text[0].islower() or SENTENCES.search(text) or _is_told(group[:1], group[-1].box):
        return False
    if box.em > HEADING * body:
        return not text.endswith(".") or len(words) < 4
    if text.endswith((".", ":", "!")) or len(group) > 2 or len(text) < 3:
        return False
    if box.bold:
        return box.em > SMALLEST * body
    named = SECTION.match(text) is not None or (len(group) == 1 and _in_capitals(text))
    return named and box.em > 0.95 * body


def _in_capitals(text: str) -> bool:
    """Whether the text is words in capitals, and neither a point of a list, a formula nor code."""
    words = text.isupper() and CAPITALS.search(text) is not None
    return words and text[0].isalnum() and "=" not in text
