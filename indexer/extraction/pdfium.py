"""Reading by PDFium: words with their place, page by page.

The raw interface is used because the place of each word decides columns, tables and headings; two
calls a word, about 1 ms a page.
"""

import ctypes
import re
import struct
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2
from pypdfium2 import raw

from indexer.extraction.runs import WIDE_GAP, Box, Line, RawPage, Run, tidy

BOLD = 600
WORD = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
"""Control characters part words: in fonts without a table of characters one of them is the space.
``\\x02`` is how PDFium marks a hyphen at a line's end."""
PLAIN = re.compile(r"[ -~¡-¬®-ſ‐-―‘-”•…€]*")
"""Text in which there is nothing to tidy but spaces."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
BREAK = re.compile(r"\r\n|[\r\n\f]|(?<=[\ufffe\x02])")
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


Edges = tuple[float, float, float, float]
"""Left, top, right, bottom: a box in PDFium's order."""


class _Text:
    """A page's text with the place of each word, turned clockwise by ``turn`` degrees."""

    def __init__(self, textpage: Any, turn: int) -> None:
        self._textpage = textpage  # which closes itself when nobody holds it
        self._page, self._turn = textpage.raw, turn
        count = max(0, raw.FPDFText_CountChars(textpage))
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        units = max(0, raw.FPDFText_GetText(textpage, 0, count, buffer) - 1) if count else 0
        self.text = bytes(buffer)[: 2 * units].decode("utf-16-le", "replace")
        if len(self.text) != units:  # pairs of surrogates: one place per unit
            self.text = "".join(map(chr, buffer[:units]))
        self._same = units == count
        self._words = [match.span() for match in WORD.finditer(self.text)]
        self._ends = self._boxes([i for start, end in self._words for i in (start, end - 1)])

    def lines(self) -> Iterator[Line]:
        """The lines of the page in the order of the file."""
        gaps = self._wide_gaps()
        start = first = 0
        for end in [*(match.end() for match in BREAK.finditer(self.text)), len(self.text)]:
            after = bisect_left(self._words, (end,), first)
            if line := tuple(self._runs(first, after, gaps)):
                bold = self._is_bold(start) and self._is_bold(self._words[after - 1][1] - 1)
                yield tuple(run._replace(bold=True) for run in line) if bold else line
            start, first = end, after

    def _is_bold(self, index: int) -> bool:
        return bool(raw.FPDFText_GetFontWeight(self._page, self._place(index)) >= BOLD)

    def _wide_gaps(self) -> list[int]:
        """The words, by number, that stand a wide gap to the right of the word before."""
        pairs = zip(self._ends[1::2], self._ends[2::2], strict=False)
        return [
            number
            for number, ((_, _, right, _), (left, top, _, bottom)) in enumerate(pairs, 1)
            if left - right > WIDE_GAP * (top - bottom)
        ]

    def _runs(self, first: int, after: int, gaps: Sequence[int]) -> Iterator[Run]:
        """The words from ``first`` to before ``after``, which stand on one line, joined but for
        wide ``gaps``; where words stand over each other, from all of those before."""
        for gap in gaps[bisect_right(gaps, first) : bisect_left(gaps, after)]:
            left, top, _, bottom = self._ends[2 * gap]
            reached = max(right for _, _, right, _ in self._ends[2 * first : 2 * gap])
            if left - reached > WIDE_GAP * (top - bottom):
                yield from self._run(first, gap)
                first = gap
        if first < after:
            yield from self._run(first, after)

    def _run(self, first: int, after: int) -> Iterator[Run]:
        """The words from ``first`` to before ``after`` as one run; none when they have no text."""
        if text := self._readable(self._words[first][0], self._words[after - 1][1]):
            lefts, tops, rights, bottoms = zip(*self._ends[2 * first : 2 * after], strict=True)
            yield Run(text, min(lefts), min(bottoms), max(rights), max(tops))

    def _readable(self, start: int, end: int) -> str:
        """The text with its hyphens shown, its pairs of surrogates as the characters they mean, and
        one space between words."""
        text = self.text[start:end]
        if not PLAIN.fullmatch(text):
            marked = " ".join(WORD.findall(text)).translate(HYPHEN)
            whole = marked.encode("utf-16-le", "surrogatepass")
            text = tidy(whole.decode("utf-16-le", "ignore"))
        return " ".join(text.split())

    def _boxes(self, indices: Sequence[int]) -> list[Edges]:
        """The boxes of the letters at ``indices`` in the text."""
        boxes = (raw.FS_RECTF * len(indices))()
        places = indices if self._same else map(self._place, indices)
        for place, box in zip(places, boxes, strict=True):
            raw.FPDFText_GetLooseCharBox(self._page, place, box)
        found = list(struct.iter_unpack("4f", boxes))
        return [_turned_edges(edges, self._turn) for edges in found] if self._turn else found

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


def _turned_edges(edges: Edges, turn: int) -> Edges:
    left, top, right, bottom = edges
    left, bottom, right, top = turned((left, bottom, right, top), turn)
    return left, top, right, bottom
