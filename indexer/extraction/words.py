"""The words of a page by their first and last letters."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, compress, count, islice, pairwise, repeat
from operator import gt, mul, ne, sub

from indexer.extraction.characters import Boxes
from search.library.pagelayout import Box, Span

WORD = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
"""Control characters part words: in fonts without a table of characters one of them is the space.
``\\x02`` is how PDFium marks a hyphen at a line's end."""
WIDE, APART = 0.65, 1.2
"""In heights of the line: a word that takes more than the first for a letter may be two, parted
where letters stand further from each other than the second."""
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

    @cached_property
    def heights(self) -> list[float]:
        """The height of each letter's font."""
        return list(map(sub, self.tops, self.bottoms))

    def joined(self, text: str, joints: Collection[int]) -> "Words":
        """The words in ``text``, those of the numbers ``joints`` put to the ones before them."""
        closed = set(joints)
        kept = [
            at
            for at in range(len(self.letters))
            if at // 2 + at % 2 not in closed  # the first letter of it, the last before it
        ]
        return replace(
            self,
            text=text,
            letters=[self.letters[at] for at in kept],
            lefts=[self.lefts[at] for at in kept],
            bottoms=[self.bottoms[at] for at in kept],
            rights=[self.rights[at] for at in kept],
            tops=[self.tops[at] for at in kept],
        )

    def uneven_ends(self) -> list[int]:
        """Where the first and the last letters stand of the words that begin lower or higher than
        they end."""
        uneven = map(ne, self.bottoms[::2], self.bottoms[1::2])
        ends = zip(self.letters[::2], self.letters[1::2], strict=True)
        return list(chain.from_iterable(compress(ends, uneven)))

    def is_level(self, one: int, other: int) -> bool:
        """Whether two letters stand on one line, be one of them raised."""
        shared = min(self.tops[one], self.tops[other]) - max(self.bottoms[one], self.bottoms[other])
        return shared > LEVEL * min(self.heights[one], self.heights[other])


def parted(words: Words, boxes: Callable[[Sequence[int]], Boxes]) -> Words:
    """The words with those parted of which letters stand further over or under the one before than
    any of a word, as where PDFium puts a label along the side to the value above it; or far to the
    right of it, as the figures of two cells that a file draws as one text."""
    low, high = words.bottoms, words.tops
    uneven = [
        word
        for word in compress(count(), map(ne, low[::2], low[1::2]))
        if low[2 * word + 1] > high[2 * word] or high[2 * word + 1] < low[2 * word]
    ]
    if wide := [*_wide(words)]:
        uneven = sorted({*uneven, *wide})
    if not uneven:
        return words
    spans = [range(words.letters[2 * word], words.letters[2 * word + 1] + 1) for word in uneven]
    edges = zip(*boxes(list(chain.from_iterable(spans))), strict=True)
    found = [
        at
        for span in spans
        for at, (one, other) in zip(span[1:], pairwise(islice(edges, len(span))), strict=True)
        if _is_far(one, other)
    ]
    if not found:
        return words
    letters = sorted([*words.letters, *(each for at in found for each in (at - 1, at))])
    return Words(words.text, letters, *boxes(letters))


def _is_far(one: Box, other: Box) -> bool:
    left, bottom, right, top = one
    is_beside = other[0] - right > APART * (top - bottom) > 0 and other[1] < top > bottom < other[3]
    return is_beside or max(other[1] - top, bottom - other[3]) > max(right - left, top - bottom)


def _wide(words: Words) -> Iterator[int]:
    """The words far wider between their first and last letter than letters are, by number."""
    widths = map(sub, words.lefts[1::2], words.rights[::2])
    letters = map(sub, words.letters[1::2], words.letters[::2])
    most = map(mul, map(mul, letters, repeat(WIDE)), words.heights[::2])
    return compress(count(), map(gt, widths, most))


def spans_of(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """The spans of all matches."""
    return map(re.Match[str].span, pattern.finditer(text))


def words_of(text: str, boxes: Callable[[Sequence[int]], Boxes]) -> Words:
    """The words of ``text``; ``boxes`` tells the places of its characters."""
    letters = list(chain.from_iterable(spans_of(WORD, text)))
    letters[1::2] = map(sub, letters[1::2], repeat(1))
    return Words(text, letters, *boxes(letters))
