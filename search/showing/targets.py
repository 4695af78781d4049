"""What a text is looked through for: words, and words in a row."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from search.analysis.normalise import canonical, normalise
from search.analysis.stems import stem
from search.analysis.token import Token
from search.analysis.units import SHORTENED
from search.analysis.wholes import HYPHENS
from search.asking.wildcards import fits, literal, spellings
from search.showing.marks import Mark


class TokenMark(NamedTuple):
    """A mark within a token, or the whole token when ``end`` is 0."""

    start: int
    end: int
    word: int
    worth: float

    def mark(self, token: Token, text: str) -> Mark:
        """The place in the text; the whole token when the letters of a part don't stand there: of a
        short form made long (``tillidsmand eller -kvinde``)."""
        start, end = token.start, token.end
        if self.end and text[start:end].lower() == token.text and len(token.text) == end - start:
            start, end = start + self.start, start + self.end
        elif self.end:
            pieces = [_letters(char) for char in text[start:end]]
            letters = list(accumulate(map(len, pieces), initial=0))
            stand = "".join(pieces) == token.text
            if stand and self.start in letters and self.end in letters:
                # soft hyphens at either end of the letters are no part of them
                end = start + letters.index(self.end)
                start += bisect_right(letters, self.start) - 1
        return Mark(start, end, self.word, self.worth)


@dataclass(frozen=True)
class Target:
    """A word of the query: the ``terms`` that are it (for a wildcard its ``pattern``), and what
    tells that a compound holds it: the ``holders`` among the stems of its parts, or, when these are
    not known, its ``letters``; but none of ``barred``. ``number`` is that of its marks."""

    terms: frozenset[str]
    worth: float
    number: int = 0
    holders: frozenset[str] = frozenset()
    letters: str = ""
    pattern: str = ""
    barred: frozenset[str] = frozenset()

    def has(self, word: str) -> bool:
        """Whether a text's word is this word."""
        return word in self.terms or (self.pattern != "" and fits(word, self.pattern))

    @property
    def needles(self) -> list[str]:
        """Letters of which each of its forms, and each compound that holds it, has some."""
        if self.pattern:  # ``krone*`` is met as ``kr.`` too
            shortened = map(stem, filter(self.has, SHORTENED))
            return [*map(literal, spellings(self.pattern)), *shortened]
        return [*map(_needle, self.terms), *self.holders, self.letters]

    def standing(self, tokens: Iterable[Token]) -> dict[int, Token]:
        """The tokens that are it, by their positions."""
        return {token.position: token for token in tokens if token.text in self.terms}


class TargetRow(NamedTuple):
    """Words of the query in this order, or with at most ``gap`` others between; all together are
    worth so much, and ``number`` is that of their marks."""

    words: list[Target]
    gap: int | None
    worth: float
    number: int

    def marks(self, tokens: Sequence[Token]) -> Iterator[Mark]:
        """Where it stands: as one, or its words each when others may be between."""
        places = [word.standing(tokens) for word in self.words]
        for position, first in places[0].items():
            if self.gap is None:
                following = [p.get(position + n) for n, p in enumerate(places)]
            else:
                following = [_nearest(p, position, self.gap + 1) for p in places]
            matched = [token for token in following if token is not None]
            if len(matched) < len(self.words):
                continue
            if self.gap is None:
                yield Mark(first.start, matched[-1].end, self.number, self.worth)
            else:
                worth = self.worth / len(self.words)
                yield from (Mark(t.start, t.end, self.number, worth) for t in matched)


def worth_of(row: Iterable[Target]) -> float:
    """What words tell together."""
    return sum(word.worth for word in row)


def spelt(word: str, letters: str) -> tuple[int, int] | None:
    """Where canonical letters stand in a word, however they are spelt there."""
    at = word.find(letters)
    if at >= 0:
        return at, at + len(letters)
    ends = range(len(word), 0, -1)
    pairs = ((start, end) for start in range(len(word)) for end in ends if start < end)
    return next(((a, b) for a, b in pairs if canonical(word[a:b]) == letters), None)


def _needle(term: str) -> str:
    """Letters that a term has: its stem, but for one whose stem is in figures (``toårig``)."""
    found = stem(term)
    return term if term.isalpha() and not found.isalpha() else found


def _letters(char: str) -> str:
    """What a character is of a word: nothing when it is a hyphen."""
    return "" if char in HYPHENS else normalise(char)


def _nearest(places: dict[int, Token], position: int, reach: int) -> Token | None:
    for distance in range(reach + 1):
        for at in (position + distance, position - distance):
            if at in places:
                return places[at]
    return None
