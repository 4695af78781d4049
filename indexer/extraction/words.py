"""The words of a page by their first and last letters."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.extraction.characters import Boxes

WORD = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
"""Control characters part words: in fonts without a table of characters one of them is the space.
``\\x02`` is how PDFium marks a hyphen at a line's end."""
LEVEL = 0.3
"""Of the smaller height: how much two letters of one line have in common, be one raised."""


@dataclass(frozen=True)
class Words:
    """The words in ``text``, two ``letters`` each: where in the text its first and its last
    stands; and the edges of these letters' boxes, one value a letter, in points."""

    text: str
    letters: list[int]
    lefts: list[float]
    bottoms: list[float]
    rights: list[float]
    tops: list[float]

    def height(self, letter: int) -> float:
        """The height of a letter's font."""
        return self.tops[letter] - self.bottoms[letter]

    def is_level(self, one: int, other: int) -> bool:
        """Whether two letters stand on one line, be one of them raised."""
        shared = min(self.tops[one], self.tops[other]) - max(self.bottoms[one], self.bottoms[other])
        return shared > LEVEL * min(self.height(one), self.height(other))


def words_of(text: str, boxes: Callable[[Sequence[int]], Boxes]) -> Words:
    """The words of ``text``; ``boxes`` tells the places of its characters."""
    letters = [at for word in WORD.finditer(text) for at in (word.start(), word.end() - 1)]
    return Words(text, letters, *boxes(letters))
