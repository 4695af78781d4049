"""Words set with space between their letters, put together by the widths of the gaps."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, repeat
from operator import add, le
from statistics import median

from indexer.extraction.accents import FILLER
from indexer.extraction.characters import Boxes
from indexer.extraction.words import Words

SPACED = re.compile(r"(?:(?<!\S)\S{1,2}[ \t\xa0]+){4}")
"""Four words of one or two characters, one after the other: where letters are set apart, PDFium
takes some for words and some not."""
SHORT = b"\1" * 4
LEAST = 5
APART = 0.06
"""In heights of the font: a gap between letters that is wider is none by chance."""
LETTERS = 0.6
"""Of the characters: fewer letters are the figures of a table."""
LIST = 8
"""So many letters of which none comes again are a list of letters."""
PARTED = 1.6
"""Of the usual gap in a stretch: a wider one is between words."""
EVEN = 0.6
"""Of the gaps in a stretch: fewer that are as wide as the usual one are those of a formula."""
WIDEST = 1.0
"""In heights of the line: a usual gap that is wider is between cells."""


def close_spaced(words: Words, boxes: Callable[[Sequence[int]], Boxes]) -> Words:
    """The words with those whose letters stand apart made whole; ``boxes`` tells the places of
    characters, which keep their indices."""
    stretches = list(_stretches(words, boxes))
    if not stretches:
        return words
    letters, text = words.letters, list(words.text)
    inner = set()
    for stretch, gaps, height in stretches:
        usual = median(gaps)
        even = sum(usual / PARTED < gap < PARTED * usual for gap in gaps)
        is_text = _is_text([words.text[at] for at in stretch])
        if usual > WIDEST * height or even < EVEN * len(gaps) or not is_text:
            continue
        for (before, at), gap in zip(pairwise(stretch), gaps, strict=True):
            if at - before > 1 and gap < PARTED * usual:
                inner.add(bisect_left(letters, at) // 2)
                text[before + 1 : at] = FILLER * (at - before - 1)
    return words.joined("".join(text), inner) if inner else words


def _short(words: Words) -> Iterator[int]:
    """Where in the text each of the words begins that have one or two characters, as have the
    three after it: few pages have such, so they alone are looked at."""
    starts, lasts = words.letters[::2], words.letters[1::2]
    are_short = bytes(map(le, lasts, map(add, starts, repeat(1))))
    at = are_short.find(SHORT)
    while at >= 0:
        yield starts[at]
        at = are_short.find(SHORT, at + 1)


def _stretches(
    words: Words, boxes: Callable[[Sequence[int]], Boxes]
) -> Iterator[tuple[list[int], list[float], float]]:
    """The indices of characters that follow each other on a line, each with space on both its
    sides; the gaps between them, and the height of the first."""
    text, end = words.text, 0
    for at in _short(words):
        found = SPACED.match(text, at)
        if at < end or found is None:
            continue
        start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        end = min((at for sign in "\r\n" if (at := text.find(sign, found.end())) >= 0),
                  default=len(text))  # fmt: skip
        line = [at for at in range(start, end) if text[at].isprintable() and text[at] != " "]
        yield from _apart(line, boxes(line))


def _apart(line: Sequence[int], places: Boxes) -> Iterator[tuple[list[int], list[float], float]]:
    lefts, bottoms, rights, tops = places
    gaps = [left - right for left, right in zip(lefts[1:], rights, strict=False)]
    wide = [
        gap > APART * (top - bottom) and bottom < next_top and next_bottom < top
        for gap, bottom, top, next_bottom, next_top in zip(
            gaps, bottoms, tops, bottoms[1:], tops[1:], strict=False
        )
    ]
    alone = [all(beside) for beside in zip([True, *wide], [*wide, True], strict=True)]
    first = 0
    for at, is_alone in enumerate([*alone, False]):
        if not is_alone:
            if at - first >= LEAST:
                yield list(line[first:at]), gaps[first : at - 1], tops[first] - bottoms[first]
            first = at + 1


def _is_text(characters: list[str]) -> bool:
    """Whether these are letters of words, and neither an alphabet nor the crosses of a table."""
    known = [character.lower() for character in characters if character.isalpha()]
    kinds = len(set(known))
    is_list = known == sorted(set(known)) or (kinds == len(known) >= LIST)
    return len(known) >= LETTERS * len(characters) and kinds > 2 and not is_list
