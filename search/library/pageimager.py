"""What a front end needs to show a page as it looks in print; ``indexer`` makes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.library.pagelayout import Box


@dataclass(frozen=True)
class Rectangle:
    """A part of a page to mark: 0 to 1 of its width and height, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


class PageImager(Protocol):
    """Images of the pages of originals. All methods raise UserError when a page can't be drawn."""

    def image(self, sha256: str, page: int, width: int = 800) -> bytes:
        """The page (from 1) of that original, about ``width`` pixels wide, as WebP or PNG."""

    def rectangles(self, sha256: str, page: int, words: Sequence[str]) -> Sequence[Rectangle]:
        """Where these words, as they are spelt on the page, stand."""

    def placed(self, sha256: str, page: int, boxes: Iterable[Box]) -> Sequence[Rectangle]:
        """Boxes in points of the page, as rectangles on it."""
