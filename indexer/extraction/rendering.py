"""A page as an image, and the place of its letters. Runs inside the worker process."""

import ctypes
from io import BytesIO

import pypdfium2
from pypdfium2 import raw

from indexer.document import Unreadable
from indexer.extraction.characters import turned
from indexer.extraction.letters import Letters
from indexer.extraction.opening import open_pdf

LARGEST_HEIGHT = 8000
"""Pixels: a page as tall as a roll is shown narrower, so that memory is bounded."""
QUALITY = 80
MOST_LETTERS = 100_000


def image(content: bytes, number: int, width: int) -> bytes:
    """Page ``number`` (from 1) as WebP, ``width`` pixels wide. Raises Unreadable."""
    page = _page(content, number)
    page_width, page_height = page.get_size()
    scale = min(width / max(page_width, 1), LARGEST_HEIGHT / max(page_height, 1))
    file = BytesIO()
    page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB").save(
        file, "WEBP", quality=QUALITY
    )
    return file.getvalue()


def letters(content: bytes, number: int) -> Letters:
    """The letters of page ``number`` (from 1). Raises Unreadable."""
    page = _page(content, number)
    textpage = page.get_textpage()
    turn = page.get_rotation()
    left, bottom, right, top = turned(page.get_bbox(), turn)
    width, height = max(right - left, 1.0), max(top - bottom, 1.0)
    box = raw.FS_RECTF()
    text, boxes = [], []
    for index in range(min(textpage.count_chars(), MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box))
        x0, y0, x1, y1 = turned((box.left, box.bottom, box.right, box.top), turn)
        text.append(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else " ")
        place = ((x0 - left) / width, (top - y1) / height, (x1 - left) / width, (top - y0) / height)
        boxes.append(
            (round(place[0], 5), round(place[1], 5), round(place[2], 5), round(place[3], 5))
        )
    return Letters("".join(text), tuple(boxes), page.get_size())


def _page(content: bytes, number: int) -> pypdfium2.PdfPage:
    opened = open_pdf(content)
    if opened is None or not 1 <= number <= len(opened[0]):
        raise Unreadable("Siden kan ikke vises.")
    try:
        return opened[0][number - 1]
    except pypdfium2.PdfiumError as error:
        raise Unreadable("Siden kan ikke vises.") from error
