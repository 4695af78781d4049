"""Accents that a font draws as characters of their own, put to their letters.

TeX's older fonts have no å: it is a ring and an a, one over the other. The two are composed when
their boxes are centred on each other, whichever was drawn first, and be it that all accents of a
line were drawn after its letters.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import chain, groupby
from math import inf
from operator import itemgetter
from unicodedata import normalize

from indexer.extraction.characters import Boxes
from search.library.pagelayout import Box

MARKS = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303",
    "¯": "\u0304", "˘": "\u0306", "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "°": "\u030a",
    "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328", "ˋ": "\u0300", "ˊ": "\u0301",
} | {chr(mark): chr(mark) for mark in range(0x0300, 0x0329)}  # fmt: skip
"""Accents that take a place in a line, each as the mark that combines with a letter."""
DOTLESS = {"ı": "i", "ȷ": "j"}
ACCENT = re.compile(f"[{re.escape(''.join(MARKS))}]")
NEAR = 0.35
"""Of the letter's width: how far from each other the middles of a letter and its accent may be."""
GAP = 0.12
"""Of a line's height: a gap that is narrower parts no words."""
COLUMN = 5.0
"""Points: letters in strips of such a width are looked at for an accent."""
SHARED = 0.6
"""Of their heights: what an accent and a letter of one line share."""
MOST_FAR = 300
"""Accents of a page, and letters of a strip, that are looked at."""
FILLER = "\u2060"
"""Word joiner: stands where a character was, so that places stay; ``runs.tidy`` takes it out."""


def composed(text: str, boxes: Callable[[Sequence[int]], Boxes]) -> str:
    """The text with each accent that stands over or under a letter put to it; ``boxes`` tells
    places. Characters keep their indices."""
    wholes = {
        (match.start(), index): made
        for match in ACCENT.finditer(text)
        for step in (1, -1)
        if (index := _beside(text, match.start(), step)) is not None
        if (made := _whole(text[index], match.group()))
    }
    places = zip(*boxes(list(chain.from_iterable(wholes))), strict=True)
    pairs = zip(wholes, places, places, strict=True)
    found = [(at, _away(accent, letter), index) for (at, index), accent, letter in pairs]
    letters = list(text)
    for at, beside in groupby(found, key=itemgetter(0)):
        _, away, index = min(beside)
        if away <= NEAR:
            first, last = sorted((at, index))
            letters[first:last] = FILLER * (last - first)
            letters[last] = wholes[at, index]
    return "".join(_with_far(letters, boxes))


def _with_far(letters: list[str], boxes: Callable[[Sequence[int]], Boxes]) -> list[str]:
    """The characters with the accents that stand over letters far from them in the text put to
    these, and the words closed that such an accent was taken to part."""
    left = [at for at, sign in enumerate(letters) if ACCENT.fullmatch(sign)][:MOST_FAR]
    near = [at for at, sign in enumerate(letters) if sign.isalpha()] if left else []
    columns: defaultdict[int, list[tuple[int, Box]]] = defaultdict(list)
    for at, box in zip(near, zip(*boxes(near), strict=True), strict=True):
        if len(columns[_column(box)]) < MOST_FAR:
            columns[_column(box)].append((at, box))
    for at, accent in zip(left, zip(*boxes(left), strict=True), strict=True):
        below = [
            (away, other, whole)
            for step in (-1, 0, 1)
            for other, box in columns[_column(accent) + step]
            if _share(accent, box) >= SHARED
            and (away := _away(accent, box)) <= NEAR
            and (whole := _whole(letters[other], letters[at]))
        ]
        if below:
            _, other, letters[other] = min(below)
            letters[at] = FILLER
            _close(letters, at, boxes)
    return letters


def _share(one: Box, other: Box) -> float:
    """How much of the lower one's height two boxes share."""
    heights = one[3] - one[1], other[3] - other[1]
    return (min(one[3], other[3]) - max(one[1], other[1])) / max(min(heights), 0.1)


def _column(box: Box) -> int:
    return round((box[0] + box[2]) / 2 / COLUMN)


def _close(letters: list[str], at: int, boxes: Callable[[Sequence[int]], Boxes]) -> None:
    """Take out the spaces around an accent that was put elsewhere, where there is no gap."""
    first, last = at - 1, at + 1
    while first > 0 and letters[first].isspace():
        first -= 1
    while last < len(letters) - 1 and letters[last].isspace():
        last += 1
    if first < 0 or last == len(letters):
        return
    before, after = zip(*boxes([first, last]), strict=True)
    gap, height = after[0] - before[2], before[3] - before[1]
    if abs(gap) < GAP * height and min(before[3], after[3]) > max(before[1], after[1]):
        letters[first + 1 : last] = FILLER * (last - first - 1)


def _away(accent: Box, letter: Box) -> float:
    """How far the middle of a letter is from that of an accent, in widths of the letter; infinite
    when they are of different lines."""
    left, bottom, right, top = accent
    own_left, own_bottom, own_right, own_top = letter
    if min(top, own_top) <= max(bottom, own_bottom):
        return inf
    return abs(left + right - own_left - own_right) / 2 / max(own_right - own_left, 0.1)


def _beside(text: str, at: int, step: int) -> int | None:
    """The index of the letter beside the accent ``at``, behind spaces too; None when there is
    none."""
    index = at + step
    while 0 <= index < len(text) and text[index].isspace():
        index += step
    return index if 0 <= index < len(text) and text[index].isalpha() else None


def _whole(letter: str, accent: str) -> str:
    """The letter with the accent; empty when Unicode has none such."""
    made = normalize("NFC", DOTLESS.get(letter, letter) + MARKS[accent])
    return made if len(made) == 1 else ""
