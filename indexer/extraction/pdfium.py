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

from indexer.extraction.runs import Line, RawPage, Run, tidy

WIDE_GAP = 1.2
"""In heights of the line: a gap between words from which they may be of two columns or cells."""
BOLD = 600
WORD = re.compile(r"\S+")
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
        self._page, self._turn = textpage, turn
        count = max(0, raw.FPDFText_CountChars(textpage))
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        units = max(0, raw.FPDFText_GetText(textpage, 0, count, buffer) - 1) if count else 0
        self.text = bytes(buffer)[: 2 * units].decode("utf-16-le", "replace")
        if len(self.text) != units:  # pairs of surrogates: one place per unit
            self.text = "".join(map(chr, buffer[:units]))
        self._same = units == count

    def lines(self) -> Iterator[Line]:
        """The lines of the page in the order of the file."""
        start = 0
        for end in [*(match.end() for match in BREAK.finditer(self.text)), len(self.text)]:
            if line := _runs(self._words(start, end)):
                bold = raw.FPDFText_GetFontWeight(self._page, self._place(start)) >= BOLD
                yield tuple(run._replace(bold=True) for run in line) if bold else line
            start = end

    def _words(self, start: int, end: int) -> Iterator[Run]:
        box = raw.FS_RECTF()
        for match in WORD.finditer(self.text, start, end):
            if word := tidy(match.group().translate(HYPHEN)):
                self._measure(match.start(), box)
                left, bottom, right, top = box.left, box.bottom, box.right, box.top
                self._measure(match.end() - 1, box)
                both = (
                    min(left, box.left), min(bottom, box.bottom),
                    max(right, box.right), max(top, box.top),
                )  # fmt: skip
                yield Run(word, *turned(both, self._turn))

    def _measure(self, index: int, box: Any) -> None:
        raw.FPDFText_GetLooseCharBox(self._page, self._place(index), ctypes.byref(box))

    def _place(self, index: int) -> int:
        """The place, among the page's characters, of the one at ``index`` in the text."""
        if self._same:
            return index
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self._page, index))


def turned(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """``box`` as it stands when the page is turned clockwise by ``turn`` degrees."""
    left, bottom, right, top = box
    if turn == 90:
        return bottom, -right, top, -left
    if turn == 180:
        return -right, -top, -left, -bottom
    if turn == 270:
        return -top, left, -bottom, right
    return box


def _runs(words: Iterator[Run]) -> Line:
    """The words of a line joined, but for wide gaps."""
    runs: list[Run] = []
    texts: list[str] = []
    for word in words:
        if runs and word.left - runs[-1].right <= WIDE_GAP * word.height:
            texts.append(word.text)
            last = runs[-1]
            runs[-1] = Run(
                "", min(last.left, word.left), min(last.bottom, word.bottom),
                max(last.right, word.right), max(last.top, word.top),
            )  # fmt: skip
            continue
        if runs:
            runs[-1] = runs[-1]._replace(text=" ".join(texts))
        texts = [word.text]
        runs.append(word)
    if runs:
        runs[-1] = runs[-1]._replace(text=" ".join(texts))
    return tuple(runs)
