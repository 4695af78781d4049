"""Gaps between words that part columns though they are hardly wider than spaces: those of the lines
above or below show it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from indexer.extraction.runs import WIDE_GAP
from indexer.extraction.words import Words

LEAST_GAP = 0.7
"""In heights of the line: a gap that is narrower is a space, be it of a justified line."""
SAME = 0.1
"""In heights of the line: edges no further apart are one."""
FAR = 5.0
"""In heights of the line: lines further apart tell nothing of each other."""
REACH, LEAST = 6, 2
"""So many lines above and below are looked at for so many with gaps: those between them may go on
with one cell."""


def columns_of(
    words: Words, bounds: Sequence[tuple[int, int]], gaps: Sequence[int]
) -> Iterator[int]:
    """The letters, by number, before which a gap no wider than ``WIDE_GAP`` parts two columns.

    ``bounds`` are the first letter of each line and the one after its last; ``gaps`` are letters
    after gaps of ``LEAST_GAP`` and more. The narrowest gap of a column stands between its longest
    texts, often its labels, and those of other rows go over it; where figures are all as wide, it
    is the same in each row. A line in which only some gaps are such is one with wide spaces.
    """
    own = [gaps[bisect_right(gaps, a) : bisect_left(gaps, z)] for a, z in bounds]
    narrow = [[gap for gap in each if not _is_wide(words, gap)] for each in own]
    known = {gap for gap in gaps if _is_wide(words, gap)}
    doubtful = [at for at, each in enumerate(narrow) if each]
    for at in (*doubtful, *reversed(doubtful)):
        if known.issuperset(narrow[at]):
            continue
        above, below = range(at - 1, max(-1, at - REACH), -1), range(at + 1, at + REACH)
        beside = [
            gap
            for others in (above, below)
            for other in _nearest(words, bounds, own, at, others)
            for gap in own[other]
        ]
        if all(
            any(
                _shared(words, gap, other)
                and (other in known or _are_same(words, bounds[at][0], gap, other))
                for other in beside
            )
            for gap in narrow[at]
        ):
            known.update(narrow[at])
            yield from narrow[at]


def _is_wide(words: Words, gap: int) -> bool:
    return words.lefts[gap] - words.rights[gap - 1] > WIDE_GAP * words.heights[gap]


def _nearest(
    words: Words,
    bounds: Sequence[tuple[int, int]],
    own: Sequence[Sequence[int]],
    at: int,
    others: Iterable[int],
) -> Iterator[int]:
    """The first of the ``others`` that have gaps and stand near line ``at``."""
    near = (
        other
        for other in others
        if other < len(own) and own[other] and _are_near(words, bounds[at][0], bounds[other][0])
    )
    return islice(near, LEAST)


def _are_near(words: Words, one: int, other: int) -> bool:
    """Whether the lines of two letters stand one below the other, close by."""
    height = words.heights[one]
    return 0.5 * height < abs(words.bottoms[one] - words.bottoms[other]) < FAR * height


def _shared(words: Words, one: int, other: int) -> bool:
    """Whether two gaps have so much in common that a column can end and the next begin there."""
    left = max(words.rights[one - 1], words.rights[other - 1])
    right = min(words.lefts[one], words.lefts[other])
    return right - left > LEAST_GAP * words.heights[one]


def _are_same(words: Words, first: int, one: int, other: int) -> bool:
    """Whether two gaps beside figures begin and end at the same place, that of ``one`` not behind
    the number with which its line begins at letter ``first``, as points of a list do."""
    near = SAME * words.heights[one]
    if (
        abs(words.rights[one - 1] - words.rights[other - 1]) > near
        or abs(words.lefts[one] - words.lefts[other]) > near
    ):
        return False
    beside = (0,) if one - 2 <= first else (-1, 0)
    return any(
        all(words.text[words.letters[gap + side]].isdecimal() for gap in (one, other))
        for side in beside
    )
