"""Where in a page's text raised marks of notes stand, known by height and baseline."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, compress, count
from operator import ne, or_
from typing import NamedTuple
from unicodedata import normalize

from indexer.extraction.characters import Boxes
from indexer.extraction.notemarks import POWERS, is_mark, is_power
from indexer.extraction.words import Words, spans_of
from search.library.pagelayout import Box, Span

SMALLER, LARGEST = 0.9, 1.02
"""Of its neighbour's height: a mark is set smaller, or at least no larger."""
DESCENT = 0.2
"""Of a font's height, about what is below the baseline."""
RAISED, FAR_RAISED = 0.12, 0.25
"""Of its neighbour's height: the least by which a mark's baseline is higher, and one's that is no
smaller."""
OVERLAP = 0.3
"""Of its height: how far the number under a fraction's stroke may reach into the one over it."""
NEAR, NEAR_NOTE = 0.6, 1.5
"""In heights of the neighbour: the widest gap from a word to its mark, and from a mark at the
beginning of a line to its note."""
SAME = 0.05
"""Part by which letters of one piece may differ in place and height."""
INNER = re.compile(r"[\d*†‡§¶#]+(?=[^\s\d])")
"""What may be a mark, behind another character, although its word ends in a letter of the usual
size."""
TYPED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Raised figures as characters of their own."""
SUPERSCRIPTS = re.compile(f"[{TYPED}]+")
NOTE_BEGINS = re.compile(r"\s*[\w\[(\"'”»]")
"""How the text of a note begins."""


FRACTION = re.compile(r"(\d{1,3})([ \r\n]{1,2})\d{1,3}(?![\w.,]\w)")
"""A number over another, as they follow each other in the text."""


class _Piece(NamedTuple):
    """Characters ``[start, end)`` of the text, of one size and height, and their box."""

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def find_raised(
    words: Words, boxes: Callable[[Sequence[int]], Boxes]
) -> tuple[list[Span], list[Span], list[Span]]:
    """The spans of the text that are raised marks of notes, in order, those that are powers of a
    number, and what stands between the two numbers of a fraction; ``boxes`` tells the places of
    characters. Only words next to which the size changes are looked at letter by letter."""
    text = words.text
    begins = {(piece.start, piece.end): begins for piece, begins in _raised(words, boxes)}
    are_typed = any(map(text.__contains__, TYPED))
    typed = {match.span() for match in SUPERSCRIPTS.finditer(text)} if are_typed else set()
    begins |= {span: not span[0] or text[span[0] - 1] == "\n" for span in typed}
    strokes = {span: stroke for span in begins if (stroke := _stroke(span, text, boxes))}
    raised = {span: normalize("NFKC", text[slice(*span)]) for span in begins if span not in strokes}
    notes = {
        mark for span, mark in raised.items() if begins[span] and NOTE_BEGINS.match(text, span[1])
    }
    marks = sorted(
        span
        for span, mark in raised.items()
        if is_mark(mark, "" if begins[span] else _before(text, span[0]), notes)
        and (span not in typed or mark in notes or mark not in POWERS)
    )
    others = raised.keys() - marks
    powers = [span for span in others if is_power(raised[span], _before(text, span[0]))]
    return marks, powers, sorted(strokes.values())


def _stroke(span: Span, text: str, boxes: Callable[[Sequence[int]], Boxes]) -> Span | None:
    """The span between the raised number at ``span`` and the one under it; None where there is no
    such."""
    found = FRACTION.match(text, span[0])
    if found is None or found.span(1) != span or _is_of_letter(span[0], text, boxes):
        return None
    ends = span[0], span[1] - 1, found.end(2), found.end() - 1
    (left, _, below_left, _), (bottom, *_), (_, right, _, below_right), tops = boxes(ends)
    is_under = tops[2] - bottom < OVERLAP * (tops[0] - bottom)
    return found.span(2) if is_under and below_left < right and left < below_right else None


def _is_of_letter(start: int, text: str, boxes: Callable[[Sequence[int]], Boxes]) -> bool:
    """Whether the raised number stands at a letter, which has another number below it."""
    last = len(text[:start].rstrip()) - 1
    if last < 0 or not text[last].isalpha():
        return False
    (_, left), (_, bottom), (right, _), (_, top) = boxes((last, start))
    height = top - bottom
    return -height < left - right < OVERLAP * height


def _before(text: str, start: int) -> str:
    """The end of the text before ``start``."""
    return text[max(0, start - 12) : start].rstrip()


def _raised(words: Words, boxes: Callable[[Sequence[int]], Boxes]) -> Iterator[tuple[_Piece, bool]]:
    """What is set higher and smaller than its neighbour, and whether it begins a line."""
    last: tuple[int, _Piece] | None = None  # the word that ended in a mark, and what that was by
    uneven = sorted(_uneven(words, boxes))
    spans = [range(words.letters[2 * word], words.letters[2 * word + 1] + 1) for word in uneven]
    edges = zip(*boxes(list(chain.from_iterable(spans))), strict=True)
    for word, span in zip(uneven, spans, strict=True):
        pieces = _pieces(span, edges)
        before = _letter(words, 2 * word - 1)
        beside = last[1] if last and last[0] == word - 1 else before
        for piece, after in zip(pieces, [*pieces[1:], _letter(words, 2 * word + 2)], strict=True):
            is_first = before is None or not _is_beside(before, piece, NEAR_NOTE)
            before = piece
            if beside and _is_beside(beside, piece, NEAR) and _is_above(piece, beside):
                last = (word, beside)
                yield piece, False
                continue
            near = after if after and _is_beside(piece, after, NEAR_NOTE) else None
            if near and is_first and _is_above(piece, near):
                yield piece, True
            beside = piece


def _uneven(words: Words, boxes: Callable[[Sequence[int]], Boxes]) -> set[int]:
    """The words, by number, that hold or touch letters of another size on one line."""
    heights, low = words.heights, words.bottoms
    other = map(or_, map(ne, heights, heights[1:]), map(ne, low, low[1:]))  # most are alike
    changes = [
        letter
        for letter in compress(count(1), other)
        if (
            not SMALLER < heights[letter] / (heights[letter - 1] or 1.0) < 1 / SMALLER
            or RAISED * heights[letter] < abs(low[letter] - low[letter - 1]) < heights[letter]
        )
        and words.is_level(letter - 1, letter)
    ]
    found = {each // 2 for letter in changes for each in (letter - 1, letter)}
    text, spans = words.text, spans_of(INNER, words.text)
    inner = [end - 1 for start, end in spans if end - start > 1 or text[start - 1 : start].strip()]
    _, bottoms, _, tops = boxes(inner)
    for at, bottom, top in zip(inner, bottoms, tops, strict=True):
        word = (bisect_right(words.letters, at) - 1) // 2
        if top - bottom < SMALLER * heights[2 * word] or bottom > low[2 * word]:
            found.add(word)
    return found


def _pieces(word: range, edges: Iterable[Box]) -> list[_Piece]:
    """A word, the characters of which have these boxes, in pieces of one size and height."""
    pieces: list[_Piece] = []
    for at, (left, bottom, right, top) in zip(word, edges, strict=False):
        near = SAME * (top - bottom)
        last = pieces[-1] if pieces else None
        if last and abs(last.bottom - bottom) <= near and abs(last.top - top) <= near:
            pieces[-1] = last._replace(end=at + 1, right=right)
        else:
            pieces.append(_Piece(at, at + 1, left, bottom, right, top))
    return pieces


def _letter(words: Words, letter: int) -> _Piece | None:
    if not 0 <= letter < len(words.letters):
        return None
    at = words.letters[letter]
    return _Piece(
        at, at + 1,
        words.lefts[letter], words.bottoms[letter], words.rights[letter], words.tops[letter],
    )  # fmt: skip


def _is_beside(before: _Piece, after: _Piece, most: float) -> bool:
    """Whether the gap between two pieces is at most that many heights of the taller."""
    height = max(before.height, after.height, 0.1)
    return -NEAR < (after.left - before.right) / height < most


def _is_above(piece: _Piece, other: _Piece) -> bool:
    """Whether the baseline of a smaller piece is higher than the other's, and on its line."""
    if piece.height > LARGEST * other.height or piece.bottom >= other.top:
        return False
    least = RAISED if piece.height < SMALLER * other.height else FAR_RAISED
    baseline = DESCENT * (other.height - piece.height)
    return piece.bottom - other.bottom - baseline > least * other.height
