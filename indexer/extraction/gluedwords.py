"""Words that PDFium glued, told apart by the gaps between their letters.

A gap that is narrower than an eighth of the font's size, as in lines set tight, is no space to
PDFium, and where text runs along the side it may glue a line to the next. In 73,700 words of 31
real PDFs a gap is wider than ``GAP`` at 5 places in words that no dictionary knows, mostly
formulas, and at 35 in words that it knows, which are set badly.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, compress, islice, repeat
from operator import ge, sub
from statistics import median_low

from indexer.extraction.characters import Boxes
from indexer.extraction.words import Words, spans_of
from search.library.dictionary import is_known
from search.library.pagelayout import Span

WORD = re.compile(r"[^\W\d_]{4,}")
JOINED = re.compile(r"(?:\d|[.,;:!?](?=\w))(?<=[^\W\d_]{2}.)\S*")
"""Where what may be two words is joined: the second begins behind a mark or with a figure. It
begins with what is rare, to be found in a tenth of the time."""
TOKEN = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ufffe]{3,}")
LONG, LONGEST = 12, 8
"""Words that are together are long: of so many letters and more, so many of a page are looked at
first, and the others only where one of these is parted."""
GAP, SPACE = 0.06, 0.2
"""In heights of the font, beyond the word's usual gap: a wider one is between two words, and by the
second between any two characters."""
LIGATURES = frozenset(["ff", "fi", "fj", "fl", "ft", "ti", "tt"])
UNEVEN = 0.1
"""Part by which the heights of letters differ that are of two fonts."""
JUMP = 1.0
"""In heights of the font: a step back as long leads to another line."""


def glued_at(words: Words, boxes: Callable[[Sequence[int]], Boxes]) -> list[int]:
    """The indices in the text of the letters that begin a word glued to the one before; ``boxes``
    tells the places of characters."""
    text, starts, lasts = words.text, words.letters[::2], words.letters[1::2]
    are_long = map(ge, map(sub, lasts, starts), repeat(LONG - 1))
    long = [
        match.span()
        for start, last in compress(zip(starts, lasts, strict=True), are_long)
        for match in WORD.finditer(text, start, last + 1)
        if _length(match.span()) >= LONG
    ]
    longest = sorted(long, key=_length, reverse=True)[:LONGEST]
    joined = [(start - 2, end) for start, end in islice(spans_of(JOINED, text), LONGEST)]
    if next(chain(_starts(text, longest, boxes), _spaced(joined, boxes)), None) is None:
        return []
    every = _starts(text, list(spans_of(WORD, text)), boxes)
    return sorted({*every, *_spaced(list(spans_of(TOKEN, text)), boxes)})


def _length(span: Span) -> int:
    return span[1] - span[0]


def _spaced(spans: Sequence[Span], boxes: Callable[[Sequence[int]], Boxes]) -> Iterator[int]:
    """The characters before which there is a space on the page, whatever stands around it."""
    lefts, bottoms, rights, tops = boxes([at for span in spans for at in range(*span)])
    first = 0
    for start, end in spans:
        after = first + end - start
        gaps = list(map(sub, lefts[first + 1 : after], rights[first : after - 1]))
        most = median_low(gaps) + SPACE * (tops[first] - bottoms[first])
        yield from (start + number for number, gap in enumerate(gaps, 1) if gap > most)
        first = after


def _starts(
    text: str, spans: Sequence[Span], boxes: Callable[[Sequence[int]], Boxes]
) -> Iterator[int]:
    lefts, bottoms, rights, tops = boxes([at for span in spans for at in range(*span)])
    first = 0
    for start, end in spans:
        after = first + end - start
        height = tops[first] - bottoms[first]
        pairs = zip(lefts[first + 1 : after], rights[first : after - 1], strict=True)
        gaps = [left - right for left, right in pairs]
        usual = sorted(gaps)[len(gaps) // 2]
        most, least = usual + GAP * height, usual - JUMP * height
        if (max(gaps) > most or min(gaps) < least) and not _is_word(text[start:end].lower()):
            yield from (
                start + number
                for number, gap in enumerate(gaps, 1)
                if (gap > most or gap < least)
                and not (
                    _is_ligature(text, start + number) and _is_odd(tops, bottoms, first + number)
                )
            )
        first = after


def _is_ligature(text: str, at: int) -> bool:
    """Whether letters that many fonts draw as one stand on one side of a place in the text."""
    return text[at - 2 : at] in LIGATURES or text[at : at + 2] in LIGATURES


def _is_odd(tops: Sequence[float], bottoms: Sequence[float], letter: int) -> bool:
    """Whether a letter is of another height than the one before: where a font has no ligature and
    another draws it, the gap beside it is that font's own."""
    high, low = tops[letter] - bottoms[letter], tops[letter - 1] - bottoms[letter - 1]
    return abs(high - low) > UNEVEN * max(high, low)


def _is_word(word: str) -> bool:
    return any(is_known(word, language) for language in ("da", "en"))
