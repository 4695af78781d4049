"""What is marked of a text."""

from collections.abc import Iterable
from typing import NamedTuple


class Mark(NamedTuple):
    """Characters ``[start, end)`` of a text that word number ``word`` of the query matches;
    ``worth`` is how telling the match is (its idf, less for a part of a compound)."""

    start: int
    end: int
    word: int
    worth: float


def apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in order, of those that overlap the longest."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if kept and mark.start < kept[-1].end:
            continue
        kept.append(mark)
    return tuple(kept)
