"""Reading by PDFium: words with their place, page by page.

The raw interface is used because the place of each word decides columns, tables and headings; two
calls a word, about 1 ms a page.
"""

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from indexer.extraction.runs import Box, Line, RawPage, Run, tidy

WIDE_GAP = 1.2
"""In heights of the line: a gap between words from which they may be of two columns or cells."""
BOLD = 600
WORD = re.compile(r"[^\s\x00\x01\x03-\x1f\x7f-\x9f]+")
"""Control characters part words: in fonts without a table of characters one of them is the space.
``\\x02`` is how PDFium marks a hyphen at a line's end."""
PLAIN = re.compile(r"[ -~¡-¬®-ſ‐-―‘-”•…€\r\n]*")
"""A page's text in which there is nothing to tidy."""
BREAK = re.compile(r"\r\n|[\r\n\f]|(?<=[\ufffe\x02])")
HYPHEN = str.maketrans({"\ufffe": "-", "\x02": "-"})
SHARE_OF_SCAN = 0.3
"""Of the page's area: an image smaller than this is a logo or a picture, not a scan."""


def read_page(pdf: pypdfium2.PdfDocument, index: int) -> RawPage:
    """Page ``index`` (from 0). Raises PdfiumError when PDFium can't load it."""
    page = pdf[index]
    try:
        if _has_drawn_notes(page):
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
            page.close()
            page = pdf[index]
        turn = page.get_rotation()
        textpage = page.get_textpage()
        lines = tuple(_Text(textpage, turn).lines())
        box = turned(page.get_bbox(), turn)
        label = tidy(pdf.get_page_label(index))
        scanned = not lines and shows_image(page)
        return RawPage(index + 1, label, lines, box, "pdfium", scanned)
    finally:
        page.close()


def shows_image(page: pypdfium2.PdfPage) -> bool:
    """Whether images cover enough of the page to be a scan."""
    width, height = page.get_size()
    covered = 0.0
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
        if covered > SHARE_OF_SCAN * width * height:
            return True
    return False


def _has_drawn_notes(page: Any) -> bool:
    """Whether the page has filled fields, stamps or text boxes, which are no part of its content
    until they are drawn into it."""
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_UNKNOWN):
            return True
    return False


class _Text:
    """A page's text with the place of each word, turned clockwise by ``turn`` degrees."""

    def __init__(self, textpage: Any, turn: int) -> None:
        self._page, self._turn = textpage.raw, turn
        count = max(0, raw.FPDFText_CountChars(textpage))
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        units = max(0, raw.FPDFText_GetText(textpage, 0, count, buffer) - 1) if count else 0
        self.text = bytes(buffer)[: 2 * units].decode("utf-16-le", "replace")
        if len(self.text) != units:  # pairs of surrogates: one place per unit
            self.text = "".join(map(chr, buffer[:units]))
        self._same = units == count
        self._plain = PLAIN.fullmatch(self.text) is not None
        self._box = raw.FS_RECTF()
        self._box_pointer = ctypes.byref(self._box)

    def lines(self) -> Iterator[Line]:
        """The lines of the page in the order of the file."""
        start = 0
        for end in [*(match.end() for match in BREAK.finditer(self.text)), len(self.text)]:
            if line := tuple(self._runs(start, end)):
                bold = self._is_bold(start) and self._is_bold(self._last(start, end))
                yield tuple(run._replace(bold=True) for run in line) if bold else line
            start = end

    def _is_bold(self, index: int) -> bool:
        return bool(raw.FPDFText_GetFontWeight(self._page, self._place(index)) >= BOLD)

    def _last(self, start: int, end: int) -> int:
        """The last letter from ``start`` to ``end`` that is no space, which has no weight."""
        return start + len(self.text[start:end].rstrip()) - 1

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        """The words of a line joined, but for wide gaps."""
        words: list[str] = []
        box = (0.0, 0.0, 0.0, 0.0)
        for match in WORD.finditer(self.text, start, end):
            word = match.group() if self._plain else _readable(match.group())
            if not word:
                continue
            place = self._box_of(match.start(), match.end() - 1)
            if words and place[0] - box[2] <= WIDE_GAP * (place[3] - place[1]):
                words.append(word)
                box = _round(box, place)
                continue
            if words:
                yield Run(" ".join(words), *box)
            words, box = [word], place
        if words:
            yield Run(" ".join(words), *box)

    def _box_of(self, first: int, last: int) -> Box:
        """The box round the letters at ``first`` and ``last`` in the text."""
        start = self._letter(first)
        return start if first == last else _round(start, self._letter(last))

    def _letter(self, index: int) -> Box:
        box = self._box
        raw.FPDFText_GetLooseCharBox(self._page, self._place(index), self._box_pointer)
        place = (box.left, box.bottom, box.right, box.top)
        return turned(place, self._turn) if self._turn else place

    def _place(self, index: int) -> int:
        """The place, among the page's characters, of the one at ``index`` in the text."""
        if self._same:
            return index
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self._page, index))


def _readable(word: str) -> str:
    """``word`` with its hyphen shown and its pairs of surrogates as the characters they mean."""
    whole = word.translate(HYPHEN).encode("utf-16-le", "surrogatepass")
    return tidy(whole.decode("utf-16-le", "ignore"))


def _round(one: Box, other: Box) -> Box:
    """The box round both."""
    return (
        one[0] if one[0] < other[0] else other[0], one[1] if one[1] < other[1] else other[1],
        one[2] if one[2] > other[2] else other[2], one[3] if one[3] > other[3] else other[3],
    )  # fmt: skip


def turned(box: Box, turn: int) -> Box:
    """``box`` as it stands when the page is turned clockwise by ``turn`` degrees."""
    left, bottom, right, top = box
    if turn == 90:
        return bottom, -right, top, -left
    if turn == 180:
        return -right, -top, -left, -bottom
    if turn == 270:
        return -top, left, -bottom, right
    return box
