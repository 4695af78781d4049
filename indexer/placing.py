"""Where parts of a page's text stand among the letters that a PDF has, which come in another order,
cut at ends of lines, and with running lines between."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.library.pagelayout import Span

AROUND = (40, 16, 6, 0)
"""Letters before and after a part by which it is told from others alike, the most first."""


@dataclass(frozen=True)
class _Bare:
    """The letters and figures of a text without case and accents, and of which of its characters
    each is."""

    letters: str
    of: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The characters from letter ``start`` to before ``end``."""
        return self.of[start], self.of[end - 1] + 1


def places(text: str, printed: str, spans: Sequence[Span]) -> list[Span]:
    """The characters ``[start, end)`` of ``printed`` that are those of each span of ``text``; what
    is not found there is left out. Of several alike the one with the same letters around it is
    taken, else the first that no other span was."""
    own, other = _bare(text), _bare(printed)
    number = {at: n for n, at in reversed(list(enumerate(own.of)))}
    taken: set[int] = set()
    found = []
    for start, end in spans:
        wanted = [number[at] for at in range(start, end) if at in number]
        if not wanted:
            continue
        first, last = wanted[0], wanted[-1] + _repeated(own.of, wanted[-1])
        at = next(
            (at for at in _tries(own.letters, other.letters, first, last) if at not in taken), None
        )
        if at is not None:
            taken.add(at)
            found.append(other.span(at, at + last - first))
    return found


def _tries(own: str, other: str, first: int, last: int) -> Iterator[int]:
    """Where letters ``[first, last)`` of ``own`` may stand in ``other``, the likeliest first: with
    the same letters before and after, before, after, and then with fewer."""
    for around in AROUND:
        before, after = own[max(0, first - around) : first], own[last : last + around]
        for left, right in ((before, after), (before, ""), ("", after)):
            wanted = left + own[first:last] + right
            at = other.find(wanted)
            while at >= 0:
                yield at + len(left)
                at = other.find(wanted, at + 1)


def _repeated(of: Sequence[int], at: int) -> int:
    """How many letters from number ``at`` on are of its character."""
    end = at
    while end < len(of) and of[end] == of[at]:
        end += 1
    return end - at


def _bare(text: str) -> _Bare:
    letters, of = [], []
    for at, character in enumerate(text):
        for letter in unicodedata.normalize("NFKD", character).lower():
            if letter.isalnum():
                letters.append(letter)
                of.append(at)
    return _Bare("".join(letters), of)
