"""Reading by PDFium: words with their place, page by page.

The raw interface is used because the place of each word decides columns, tables and headings; two
calls a word, about 0.3 ms a page.
"""

import ctypes
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, repeat
from typing import Any

import pypdfium2
from pypdfium2 import raw

from indexer.extraction.runs import WIDE_GAP, Line, RawPage, Run, tidy
from search.library.pagelayout import Box

BOLD = 600
WORD = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
"""Control characters part words: in fonts without a table of characters one of them is the space.
``\\x02`` is how PDFium marks a hyphen at a line's end."""
PLAIN = re.compile(r"[ -~¡-¬®-ſ‐-―‘-”•…€]*")
"""Text in which there is nothing to tidy but spaces."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
BREAK = re.compile(r"[\r\n\f\ufffe\x02]")
HYPHEN = str.maketrans({"\ufffe": "-", "\x02": "-"})
MOST_LOST = 0.05
SHARE_OF_SCAN = 0.3
"""Of the page's area: an image smaller than this is a logo or a picture, not a scan."""


def read_page(pdf: pypdfium2.PdfDocument, index: int) -> RawPage:
    """Page ``index`` (from 0). Raises PdfiumError when PDFium can't load it."""
    page = pdf[index]
    try:
        turn = page.get_rotation()
        box = turned(page.get_bbox(), turn)
        text = _Text(page.get_textpage(), turn)
        lines = tuple(text.lines())
        label = tidy(pdf.get_page_label(index))
        scanned = not lines and (shows_image(page) or CONTROL.search(text.text) is not None)
        read = RawPage(index + 1, label, lines, box, "pdfium", scanned)
        if not _has_drawn_notes(page):
            return read
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    finally:
        page.close()
    page = pdf[index]
    try:
        flat = tuple(_Text(page.get_textpage(), turn).lines())
    finally:
        page.close()
    drawn = replace(read, lines=flat, scanned=scanned and not flat)
    return drawn if _holds(drawn.text, read.text) else read


def _holds(drawn: str, text: str) -> bool:
    """Whether nearly all words of ``text`` are in ``drawn``: drawing the notes into a page can cost
    its fonts their tables of characters."""
    words = Counter(text.split())
    return (words - Counter(drawn.split())).total() <= MOST_LOST * words.total()


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


ADDRESS = ctypes.c_void_p
LOOSE_BOX = ctypes.CFUNCTYPE(ctypes.c_int, ADDRESS, ctypes.c_int, ADDRESS)(
    ctypes.cast(raw.FPDFText_GetLooseCharBox, ADDRESS).value or 0
)
"""``FPDFText_GetLooseCharBox`` with addresses for the page and the box: checking pointers takes as
long as the call, of which there are six hundred a page."""


class _Text:
    """A page's text with the place of each word, turned clockwise by ``turn`` degrees."""

    def __init__(self, textpage: Any, turn: int) -> None:
        self._textpage = textpage  # which closes itself when nobody holds it
        self._page, self._turn = textpage.raw, turn
        places = max(0, raw.FPDFText_CountChars(textpage))
        buffer = (ctypes.c_ushort * (2 * places + 2))()
        units = max(0, raw.FPDFText_GetText(textpage, 0, places, buffer) - 1) if places else 0
        self.text = bytes(buffer)[: 2 * units].decode("utf-16-le", "replace")
        if len(self.text) != units:  # pairs of surrogates: one place per unit
            self.text = "".join(map(chr, buffer[:units]))
        self._same = units == places
        words = WORD.finditer(self.text)
        self._letters = [at for word in words for at in (word.start(), word.end() - 1)]
        self._lefts, self._bottoms, self._rights, self._tops = self._boxes()

    def lines(self) -> Iterator[Line]:
        """The lines of the page in the order of the file."""
        gaps = self._wide_gaps()
        start = first = 0
        for end in [*(match.end() for match in BREAK.finditer(self.text)), len(self.text)]:
            after = bisect_left(self._letters, end, first)
            if line := tuple(self._runs(first, after, gaps)):
                bold = self._is_bold(start) and self._is_bold(self._letters[after - 1])
                yield tuple(run._replace(bold=True) for run in line) if bold else line
            start, first = end, after

    def _is_bold(self, index: int) -> bool:
        return bool(raw.FPDFText_GetFontWeight(self._page, self._place(index)) >= BOLD)

    def _wide_gaps(self) -> list[int]:
        """The letters, by number, that stand a wide gap to the right of the word before."""
        after = zip(self._lefts[2::2], self._bottoms[2::2], self._tops[2::2], strict=True)
        return [
            number
            for number, right, (left, bottom, top) in zip(count(2, 2), self._rights[1::2], after)
            if left - right > WIDE_GAP * (top - bottom)
        ]

    def _runs(self, first: int, after: int, gaps: Sequence[int]) -> Iterator[Run]:
        """The letters from ``first`` to before ``after``, which are of one line, as runs that wide
        ``gaps`` part; where words stand over each other, a gap is counted from the rightmost."""
        for gap in gaps[bisect_right(gaps, first) : bisect_left(gaps, after)]:
            reached = max(self._rights[first:gap])
            if self._lefts[gap] - reached > WIDE_GAP * (self._tops[gap] - self._bottoms[gap]):
                yield from self._run(first, gap)
                first = gap
        if first < after:
            yield from self._run(first, after)

    def _run(self, first: int, after: int) -> Iterator[Run]:
        """The letters from ``first`` to before ``after`` as one run; none when there is no text."""
        if text := self._readable(self._letters[first], self._letters[after - 1] + 1):
            yield Run(
                text,
                min(self._lefts[first:after]), min(self._bottoms[first:after]),
                max(self._rights[first:after]), max(self._tops[first:after]),
            )  # fmt: skip

    def _readable(self, start: int, end: int) -> str:
        """The text with its hyphens shown, its pairs of surrogates as the characters they mean, and
        one space between words."""
        text = self.text[start:end]
        if not PLAIN.fullmatch(text):
            marked = " ".join(WORD.findall(text)).translate(HYPHEN)
            whole = marked.encode("utf-16-le", "surrogatepass")
            text = tidy(whole.decode("utf-16-le", "ignore"))
        return " ".join(text.split())

    def _boxes(self) -> tuple[list[float], ...]:
        """Left, bottom, right and top of each letter in ``_letters``, each in a list of its own."""
        boxes = (raw.FS_RECTF * len(self._letters))()
        places = self._letters if self._same else map(self._place, self._letters)
        page, first = ctypes.addressof(self._page.contents), ctypes.addressof(boxes)
        list(map(LOOSE_BOX, repeat(page), places, count(first, ctypes.sizeof(raw.FS_RECTF))))
        edges = list(array("f", bytes(boxes)))
        lefts, tops, rights, bottoms = (edges[edge::4] for edge in range(4))
        if not self._turn:
            return lefts, bottoms, rights, tops
        upright = zip(lefts, bottoms, rights, tops, strict=True)
        found = [turned(each, self._turn) for each in upright]
        return tuple([each[edge] for each in found] for edge in range(4))

    def _place(self, index: int) -> int:
        """The place, among the page's characters, of the one at ``index`` in the text."""
        if self._same:
            return index
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self._page, index))


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
