"""Needles: the letters by which a text is looked through before its words are taken apart.

Finding letters costs a hundredth of telling a text's tokens, so tokens are told only around them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from search.analysis.stems import stem
from search.analysis.units import ABBREVIATIONS, UNITS

MOST = 40
REACH = 24
"""Letters on either side of a word of a phrase in which the next may stand."""
FIGURES_REACH = 64
"""Letters on either side of a figure that may belong to its token: a date before its year, the sign
before several paragraphs; and of a unit, an abbreviation or what they are short for, which may
belong to that of a figure."""
POINT = "point"
"""What every way to write ``procentpoint`` has: ``%-point``."""
_USUAL = "æøåÆØÅ\xa0§«»‘“”„–—•…−€°"
_ODD = re.compile(
    # a pattern that begins with a set is looked for quickly
    rf"[^\x00-&(-,/-\x7f{_USUAL}]"
    rf"(?:(?<=[^\x00-,.-\x7f’{_USUAL}])"
    r"|(?<=\b[^\W\d_]['’])(?=[^\W_])|(?<=\b[^\W\d_]\.)(?=[^\W\d_]\.))"
)
"""What may be in a word that is spelt otherwise: accents, soft hyphens, ligatures; hyphens, and
what stands after its first letter, which is one alone (``O'Brien``, ``U.S.A.``)."""
_DIGITS = re.compile(r"\d+")
_JOINED = re.compile(r"[^\W_]-[^\W_]")
_PIECE = re.compile(r"[^\W\d_]{3,}")
_start = re.Match.start
Region = tuple[int, int]


@dataclass(frozen=True)
class Needles:
    """What all that is looked for has in it: ``letters`` in lower case, or the ``figures`` of this
    pattern, however they are grouped; a match lies in the same word, or, with its neighbours,
    within ``reach`` letters."""

    letters: tuple[str, ...]
    figures: re.Pattern[str] | None
    reach: int

    @classmethod
    def of(cls, stems: Iterable[str], reach: int = 0) -> "Needles | None":
        """The fewest needles for these canonical stems: ``å`` may be written ``aa``, ``million``
        ``mio.``. None when they are many, or may be written in letters that aren't known."""
        stems = frozenset(filter(None, stems))
        every = frozenset(written for stem in stems for written in _as_written(stem))
        digits = {max(_DIGITS.findall(text), key=len) for text in every if _DIGITS.search(text)}
        kept: list[str] = []
        for long in sorted(every, key=lambda text: (len(text), text)):
            if not _DIGITS.search(long) and not any(short in long for short in kept):
                kept.append(long)
        if len(kept) + len(digits) > MOST or "" in every:
            return None
        figures = "|".join(r"\W{0,3}".join(run) for run in sorted(digits))
        alone = any(len(text) == 1 for text in kept)  # the b of § 31 b is no word
        far = digits or alone or not stems.isdisjoint(_shortened())
        letters = dict.fromkeys(spelling for text in kept for spelling in _spellings(text))
        return cls(
            tuple(letters),
            re.compile(figures) if digits else None,
            max(reach, FIGURES_REACH) if far else reach,
        )

    def regions(self, text: str) -> Iterator[Region]:
        """The pieces ``[start, end)`` of a text, of whole words and apart, that hold needles, or
        where a word may be spelt otherwise."""
        lower = text.lower()
        if len(lower) != len(text):  # of some letters the small one is two
            return iter([(0, len(text))])
        lower = lower.replace("\n", " ").replace("\t", " ")  # no word goes over these either
        places = (at for needle in self.letters for at in _places(lower, needle))
        odd = [at for at in map(_start, _ODD.finditer(text)) if self._may_stand(lower, at)]
        figures = self.figures.finditer(text) if self.figures else ()
        every = sorted([*places, *odd, *map(_start, figures)])
        return _around(lower, every, self.reach)

    def _may_stand(self, lower: str, at: int) -> bool:
        """Whether a word that is spelt otherwise at a place may have one of the needles: of one
        with a hyphen within it that is told by its letters."""
        if lower[at] != "-" or not _JOINED.match(lower, at - 1 if at else at):
            return True
        first, last = lower.rfind(" ", 0, at) + 1, lower.find(" ", at)
        joined = lower[first : last if last >= 0 else len(lower)].replace("-", "")
        return any(needle in joined for needle in self.letters)


def _as_written(text: str) -> Iterable[str]:
    """The letters of which it has some, however it is written: of an address with what may be
    written in others (``stk@lov``) the longest piece without; '' when there are none."""
    shortened = _shortened()
    if text.isalnum():
        return text, *shortened.get(text, ())
    if not any(long in text for long in shortened):
        return (text,)
    pieces = (one for one in _PIECE.findall(text) if not any(long in one for long in shortened))
    return (max(pieces, key=len, default=""),)


@cache
def _shortened() -> dict[str, set[str]]:
    """The stems of what abbreviations and units stand for, and how these are written. Made when
    asked for: a stem costs the first to ask the loading of a dictionary."""
    found: dict[str, set[str]] = {}
    for short, long in (*ABBREVIATIONS.items(), *UNITS.items()):
        for word in long.split():
            written = POINT if POINT in word else short
            found.setdefault(stem(word), set()).add(written)
    return found


def _spellings(letters: str) -> tuple[str, ...]:
    """How canonical letters may be written; of those with more than one ``å`` a part."""
    if letters.count("å") > 1:
        return _spellings(max(letters.split("å"), key=len)) if set(letters) != {"å"} else ("a", "å")
    return letters, letters.replace("å", "aa")


def _places(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + len(needle))


def _around(text: str, places: Iterable[int], reach: int) -> Iterator[Region]:
    """The pieces of whole words around these ascending places, those that meet as one."""
    first, last = 0, -1
    for at in places:
        if last < at - reach or last < 0:  # a space, or nothing yet: all before it is looked at
            if last >= 0:
                yield first, last
            first = text.rfind(" ", max(last, 0), max(0, at - reach)) + 1
        if last < at + reach:
            last = text.find(" ", at + reach)
            last = len(text) if last < 0 else last
    if last >= 0:
        yield first, last
