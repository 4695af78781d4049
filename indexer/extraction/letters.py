"""The letters of a page and where they stand."""

from dataclasses import dataclass

LetterBox = tuple[float, float, float, float]


@dataclass(frozen=True)
class Letters:
    """The text of a page as PDFium reads it, with a box (left, top, right, bottom; 0 to 1 from the
    page's upper left corner) for each character; and the page's width and height in points."""

    text: str
    boxes: tuple[LetterBox, ...]
    size: tuple[float, float]
