"""Reading by PDFium: words with their place, page by page.

The raw interface is used because the place of each word decides columns, tables and headings; two
calls a word, about 0.3 ms a page.
"""

import ctypes
import re
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import Any

import pypdfium2
from pypdfium2 import raw

from indexer.extraction.characters import ADDRESS, INT, Characters, Thing, turned, unchecked
from indexer.extraction.filledfields import with_values
from indexer.extraction.initials import with_initials
from indexer.extraction.lattice import Ruling
from indexer.extraction.rules import MOST_OBJECTS, Rule, rules_of
from indexer.extraction.runs import RawPage, tidy
from indexer.extraction.sideways import in_lines, slant_of
from indexer.extraction.textpage import TextPage

_NOTE = unchecked(raw.FPDFPage_GetAnnot, Thing)
_KIND = unchecked(raw.FPDFAnnot_GetSubtype, INT)
_CLOSE = unchecked(raw.FPDFPage_CloseAnnot, None)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
MOST_LOST = 0.05
LEAST_HIGH, MOST_HIGH = 2.0, 30.0
"""Points: of a letter that is drawn as a shape."""
LEAST_LETTERS, MOST_SHAPES = 100, 2000
"""So many of the first shapes of a page without text make it one of drawn letters."""
SHARE_OF_SCAN = 0.3
"""Of the page's area: an image smaller than this is a logo or a picture, not a scan."""
SHARE_OF_STAMPED, STAMP = 0.8, 100
"""The same where the page has text, which is but a stamp or its number when it is so short."""


def read_page(pdf: pypdfium2.PdfDocument, index: int) -> RawPage:
    """Page ``index`` (from 0). Raises PdfiumError when PDFium can't load it."""
    page = pdf[index]
    try:
        turn = page.get_rotation()
        characters = Characters(page.get_textpage(), turn)
        slant = slant_of(characters)
        turn = (turn + slant) % 360
        characters = in_lines(characters, slant)
        box = turned(page.get_bbox(), turn)
        rules = rules_of(page)
        if turn:
            rules = tuple(Rule(*turned(rule[:4], turn), rule.fill) for rule in rules)
        ruling = Ruling(rules)
        text = TextPage(characters, ruling)
        lines = with_initials(text.lines())
        label = tidy(pdf.get_page_label(index))
        read = RawPage(index + 1, label, lines, box, "pdfium", False, ruling, slant)
        scanned = len(read.text) <= STAMP and (
            shows_image(page, SHARE_OF_STAMPED if lines else SHARE_OF_SCAN)
            or _draws_letters(page)
            or (not lines and CONTROL.search(text.text) is not None)
        )
        read = replace(read, scanned=scanned)
        if not _has_drawn_notes(page):
            return read
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    finally:
        page.close()
    page = pdf[index]
    try:
        characters = Characters(page.get_textpage(), page.get_rotation())
        flat = with_initials(TextPage(in_lines(characters, slant), ruling).lines())
    finally:
        page.close()
    drawn = replace(read, lines=with_values(tuple(read.lines), tuple(flat)))
    drawn = replace(drawn, scanned=scanned and len(drawn.text) <= STAMP)
    return drawn if _holds(drawn.text, read.text) else read


def _holds(drawn: str, text: str) -> bool:
    """Whether nearly all words of ``text`` are in ``drawn``: drawing the notes into a page can cost
    its fonts their tables of characters."""
    words = Counter(text.split())
    return (words - Counter(drawn.split())).total() <= MOST_LOST * words.total()


def shows_image(page: pypdfium2.PdfPage, share: float = SHARE_OF_SCAN) -> bool:
    """Whether images cover enough of the page, that ``share``, to be a scan."""
    width, height = page.get_size()
    covered = 0.0
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
        if covered > share * width * height:
            return True
    return False


def _draws_letters(page: pypdfium2.PdfPage) -> bool:
    """Whether so many shapes of the size of letters are drawn on the page that it is text without
    a font, as some programs write it, and no drawing."""
    if raw.FPDFPage_CountObjects(page) > MOST_OBJECTS:
        return False
    shapes = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)
    bounds = (shape.get_bounds() for shape in islice(shapes, MOST_SHAPES))
    letters = (
        bottom
        for left, bottom, right, top in bounds
        if LEAST_HIGH < top - bottom < MOST_HIGH and right - left < MOST_HIGH
    )
    return next(islice(letters, LEAST_LETTERS, None), None) is not None


def _has_drawn_notes(page: Any) -> bool:
    """Whether the page has filled fields, stamps or text boxes, which are no part of its content
    until they are drawn into it."""
    address = ctypes.cast(page.raw, ADDRESS)
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        note = _NOTE(address, index)
        kind = _KIND(note)
        _CLOSE(note)
        if kind not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_UNKNOWN):
            return True
    return False
