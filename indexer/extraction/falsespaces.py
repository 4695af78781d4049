"""Spaces in a page's text that are none on the page.

Programs that set a ligature, or a place where a word could have been cut, sometimes draw a space
under the letter that follows (``fi ndes``, ``hvor dan``). And TeX sets a thin space behind a comma
in a formula, which is how most write decimals (``0, 25``).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, count, repeat
from operator import lt, mul, sub

from indexer.extraction.accents import FILLER
from indexer.extraction.characters import Boxes
from indexer.extraction.words import Words

_Settings = Callable[[Sequence[int]], Iterable[tuple[float, float]]]
"""The sizes of characters in points, and their baselines."""
NO_GAP = 0.03
"""In heights of the font: what stands closer has no space between."""
BACK = 0.3
"""In heights of the font: what stands further back is of another place."""
COVERED = 0.9
"""Of a space's width: so much of it is under the letter before or behind it. Of one between two
letters that stand out, as in ``af fem``, hardly half is."""
MOST = 0.1
"""Of the words: where more have no space before them, widths tell nothing."""
DECIMAL = re.compile(
    r"(?<![\d.,])(?<!, )(?:(?<![\[{(])\d{1,3}|(?<=\()0(?=, \d\d)), (?=\d)(?!\d+(?:[\]}]|,\s[\d.…]))"
)
"""A number up to the space behind its comma, and no numbers one after the other, nor a pair."""
COMMA = re.compile(r", \d")
"""Where a decimal may be: asked first, as it takes a tenth of the time."""
THIN = 0.19
"""In sizes of the font: TeX's thin space is 0.167, the space of a narrow font 0.226."""


def without_false_spaces(
    words: Words, boxes: Callable[[Sequence[int]], Boxes], settings: _Settings
) -> Words:
    """The words with those put together that no space parts on the page; ``boxes`` and ``settings``
    tell the places and sizes of characters, which keep their indices."""
    joints = {*_covered(words, boxes), *_decimals(words, settings)}
    if not joints:
        return words
    text = list(words.text)
    for joint in joints:
        text[words.letters[2 * joint] - 1] = FILLER
    return words.joined("".join(text), joints)


def _covered(words: Words, boxes: Callable[[Sequence[int]], Boxes]) -> Iterator[int]:
    """The words, by number, before which the space is under a letter, in letters of one size."""
    lefts, rights, text = words.lefts[2::2], words.rights[1::2], words.text
    close = map(lt, map(sub, lefts, rights), map(mul, words.heights[2::2], repeat(NO_GAP)))
    found = [
        word
        for word in compress(count(1), close)
        if _are_spaced(words, word)
        and lefts[word - 1] - rights[word - 1] > -BACK * words.heights[2 * word]
        and words.bottoms[2 * word] == words.bottoms[2 * word - 1]
        and words.tops[2 * word] == words.tops[2 * word - 1]
        and text[words.letters[2 * word]].islower()
        and text[words.letters[2 * word - 1]].isalpha()
    ]
    if not found or len(found) > MOST * len(lefts):
        return
    starts, _, ends, _ = boxes([words.letters[2 * word] - 1 for word in found])
    for word, start, end in zip(found, starts, ends, strict=True):
        under = max(rights[word - 1] - start, end - lefts[word - 1])
        if under >= COVERED * (end - start) > 0:
            yield word


def _decimals(words: Words, settings: _Settings) -> Iterator[int]:
    """The words, by number, that are the decimals of the number before."""
    if COMMA.search(words.text) is None:
        return
    behind = [match.end() for match in DECIMAL.finditer(words.text)]
    if not behind:
        return
    number = dict(zip(words.letters[::2], count()))
    found = [word for at in behind if (word := number.get(at)) and _are_spaced(words, word)]
    sizes = settings([words.letters[2 * word] for word in found])
    for word, (size, _) in zip(found, sizes, strict=True):
        if words.lefts[2 * word] - words.rights[2 * word - 1] < THIN * size:
            yield word


def _are_spaced(words: Words, word: int) -> bool:
    """Whether a space and nothing else stands before a word."""
    last, first = words.letters[2 * word - 1 : 2 * word + 1]
    return first - last == 2 and words.text[last + 1] == " "
