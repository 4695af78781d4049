"""Needles: the letters by which a text is looked through before its words are taken apart.

Finding letters costs a hundredth of telling a text's tokens, so tokens are told only around them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.analysis.stems import stem
from search.analysis.units import ABBREVIATIONS, UNITS

MOST = 40
REACH = 24
"""Letters on either side of a figure that may belong to its token: a date before its year."""
_ODD = re.compile(r"[^\x00-\x7fæøåÆØÅ\xa0§«»‘’“”„–—•…−€°]|-")
"""What may be in a word that is spelt otherwise: accents, soft hyphens, ligatures; hyphens."""
_REWRITTEN = frozenset(
    stem(word) for long in (*ABBREVIATIONS.values(), *UNITS.values()) for word in long.split()
)
Region = tuple[int, int]


@dataclass(frozen=True)
class Needles:
    """What all that is looked for has in it, in lower case; a match lies in the same word, or, with
    its neighbours, within ``reach`` letters. ``plain`` when the words that have no needle and yet
    are meant can be told by odd letters: not so for figures and what has abbreviations."""

    letters: tuple[str, ...]
    reach: int
    plain: bool

    @classmethod
    def of(cls, stems: Iterable[str], reach: int = 0) -> "Needles | None":
        """The fewest needles for these canonical stems: ``å`` may be written ``aa``. None when
        they are many."""
        every = frozenset(filter(None, stems))
        kept: list[str] = []
        for long in sorted(every, key=lambda text: (len(text), text)):
            if not any(short in long for short in kept):
                kept.append(long)
        if len(kept) > MOST:
            return None
        words = all(map(str.isalpha, kept))
        written = dict.fromkeys((*kept, *(stem.replace("å", "aa") for stem in kept)))
        return cls(
            tuple(written), reach if words else max(reach, REACH), words and not every & _REWRITTEN
        )

    def regions(self, text: str) -> Iterator[Region]:
        """The pieces ``[start, end)`` of a text, of whole words and apart, that hold needles."""
        lower = text.lower()
        if len(lower) != len(text):  # of some letters the small one is two
            return iter([(0, len(text))])
        places = sorted(at for needle in self.letters for at in _places(lower, needle))
        return _around(text, places, self.reach)

    def odd(self, text: str) -> Iterator[Region]:
        """The pieces where a word may be spelt otherwise."""
        if not self.plain:
            return iter([(0, len(text))])
        return _around(text, (found.start() for found in _ODD.finditer(text)), self.reach)


def _places(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + len(needle))


def _around(text: str, places: Iterable[int], reach: int) -> Iterator[Region]:
    """The pieces of whole words around these ascending places, those that meet as one."""
    first, last = 0, -1
    for at in places:
        start = text.rfind(" ", 0, max(0, at - reach)) + 1
        if last < 0:
            first = start
        elif start > last:
            yield first, last
            first = start
        last = text.find(" ", at + reach)
        if last < 0:
            last = len(text)
    if last >= 0:
        yield first, last
