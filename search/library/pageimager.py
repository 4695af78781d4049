"""What a front end needs to show a page as it looks in print; ``indexer`` makes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.library.pagelayout import Box, Span, WordBox


@dataclass(frozen=True)
class Rectangle:
    """A part of a page to mark: 0 to 1 of its width and height, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class PlacedWord:
    """A word of a page with the space behind it, or what of one stands on a line, and its place."""

    text: str
    place: Rectangle


class PageImager(Protocol):
    """Images of the pages of originals. All methods raise UserError when a page can't be drawn."""

    def image(self, sha256: str, page: int, width: int = 800) -> bytes:
        """The page (from 1) of that original, about ``width`` pixels wide, as WebP or PNG."""

    def words(
        self, sha256: str, page: int, text: str, read: Sequence[WordBox] = ()
    ) -> Sequence[PlacedWord]:
        """The words of the page, in the order of the file: ``text`` is the page's, and ``read``
        what OCR read of it."""

    def marks(
        self, sha256: str, page: int, text: str, spans: Sequence[Span]
    ) -> Sequence[Rectangle]:
        """Where these characters ``[start, end)`` of the page's ``text`` stand on it."""

    def placed(self, sha256: str, page: int, boxes: Iterable[Box]) -> Sequence[Rectangle]:
        """Boxes in points of the page, as rectangles on it."""
