"""In how many pages of some segments words and stems are: what tells a compound's parts."""

from collections.abc import Sequence

from search.index.segments.arrays import SegmentArrays
from search.index.segments.keys import STEM


class VocabularyCounts:
    """The ``Counts`` of these segments, deleted pages too."""

    def __init__(self, segments: Sequence[SegmentArrays]) -> None:
        self._segments = segments

    def count_word(self, word: str) -> int:
        """The pages with that very word."""
        numbers = ((s, s.vocabulary.number(word)) for s in self._segments)
        return sum(int(s.pages_with[t]) for s, t in numbers if t is not None)

    def count_stem(self, key: str) -> int:
        """The pages with words of that stem, those with several of them counted again."""
        return sum(int(s.pages_with[s.keys.of(STEM + key)].sum()) for s in self._segments)
