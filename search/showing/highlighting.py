"""Where a query stands in a text: the letters to mark."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from sys import maxsize
from typing import NamedTuple

from search.analysis.normalise import canonical, normalise
from search.analysis.stems import stem
from search.analysis.token import Token
from search.analysis.tokens import tokenise
from search.analysis.wholes import HYPHENS
from search.asking.query import Phrase, Reading, Wildcard, Word
from search.asking.wildcards import fits, literal, spellings
from search.index.segments.arrays import Terms
from search.index.segments.keys import STEM, runs
from search.ranking.evaluate import Leaf
from search.ranking.frequencies import idf
from search.ranking.lexicon import Lexicon, Meaning
from search.ranking.within import may_hold
from search.showing.needles import REACH, Needles, Region

PART_WORTH = 0.6
"""What a compound that holds the word, and half of a compound, tell beside the word itself; by
judgement."""


MOST_WORDS = 1000
"""Words of texts of which is remembered what is to be marked, with the answer: some 200 kB."""


class Mark(NamedTuple):
    """Characters ``[start, end)`` of a text that word number ``word`` of the query matches;
    ``worth`` is how telling the match is (its idf, less for a part of a compound)."""

    start: int
    end: int
    word: int
    worth: float


class _Place(NamedTuple):
    """A mark within a token, or the whole token when ``end`` is 0."""

    start: int
    end: int
    word: int
    worth: float


@dataclass(frozen=True)
class _Target:
    """A word of the query: the ``terms`` that are it (for a wildcard its ``pattern``), and what
    tells that a compound holds it: the ``holders`` among the stems of its parts, or, when these are
    not known, its ``letters``; but none of ``barred``."""

    terms: frozenset[str]
    worth: float
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
        if self.pattern:
            return [*map(literal, spellings(self.pattern))]
        return [*map(stem, self.terms), *self.holders, self.letters]


_Places = tuple[_Place, ...]


class _Words(dict[str, _Places | None]):
    """What is to be marked by word, worked out when a word is first met: nothing of a word that
    merely is in a phrase, None for any other."""

    def __init__(self, what_of: Callable[[str], _Places | None]) -> None:
        super().__init__()
        self._what_of = what_of

    def __missing__(self, word: str) -> _Places | None:
        if len(self) >= MOST_WORDS:
            self.clear()
        told = self[word] = self._what_of(word)
        return told


class Highlighter:
    """Marks what the leaves of a query are found by, in the texts of one segment's pages: what is
    marked on a page is what makes it a hit."""

    def __init__(
        self, lexicon: Lexicon, total: int, leaves: Iterable[Leaf], reading: Reading, segment: int
    ) -> None:
        self._lexicon = lexicon
        self._total = total
        self._reading = reading
        self._segment = segment
        self._targets: list[_Target] = []
        self._phrases: list[tuple[list[_Target], int | None]] = []
        self._of_target: list[int] = []
        self._of_phrase: list[int] = []
        """The leaf, by number, of each target and phrase."""
        self._together: list[range] = []
        """Targets that are marked only where all of a row are: the parts of a compound."""
        self._words = _Words(self._what_of)
        self._asked = list(leaves)
        for number, leaf in enumerate(self._asked):
            if leaf.counts:
                self._add(leaf)
                self._of_target += [number] * (len(self._targets) - len(self._of_target))
                self._of_phrase += [number] * (len(self._phrases) - len(self._of_phrase))

    def leaf_of(self, word: int) -> int:
        """The number of the leaf that a mark's word number belongs to."""
        return (self._of_target + self._of_phrase)[word]

    @property
    def leaves(self) -> list[Leaf]:
        """The leaf of the query that each number of a ``Mark.word`` belongs to."""
        return [self._asked[number] for number in (*self._of_target, *self._of_phrase)]

    @property
    def worths(self) -> list[float]:
        """The most that a mark of each of these numbers is worth."""
        rows = (sum(word.worth for word in row) for row, _ in self._phrases)
        return [*(target.worth for target in self._targets), *rows]

    def marks(self, text: str) -> tuple[Mark, ...]:
        """Where the query stands: its words in any inflection, and within compounds (then just
        their letters). Ascending, none overlapping another."""
        needles = self._needles
        # of the pieces alone that hold the letters of any word: a tenth of the time
        found = self._in(text, needles.regions(text)) if needles else self._marks(text)
        return apart(self._whole(found))

    def _whole(self, found: list[Mark]) -> list[Mark]:
        """Without the parts of compounds whose other parts are not there."""
        words = {mark.word for mark in found}
        lone = {n for row in self._together if not words.issuperset(row) for n in row}
        return [mark for mark in found if mark.word not in lone]

    def _in(self, text: str, regions: Iterable[Region]) -> list[Mark]:
        return [found for start, end in regions for found in self._marks(text, start, end)]

    def _marks(self, text: str, start: int = 0, end: int = maxsize) -> list[Mark]:
        words = self._words
        tokens = list(tokenise(text, self._is_meant, start, end))
        found = [_mark(token, place, text) for token in tokens for place in words[token.text] or ()]
        for number, (row, gap) in enumerate(self._phrases, len(self._targets)):
            found += self._phrase_marks(tokens, row, gap, number)
        return found

    def _is_meant(self, word: str) -> bool:
        return self._words[word] is not None

    def _add(self, leaf: Leaf) -> None:
        match leaf.node:
            case Word() if leaf.meaning and leaf.meaning.in_parts and self._reading.compounds:
                first = len(self._targets)
                self._targets += map(self._half, leaf.meaning.halves)
                self._together.append(range(first, len(self._targets)))
            case Word() if leaf.meaning:
                self._targets.append(self._target(leaf.meaning))
            case Phrase(text, gap) if not leaf.names:
                meanings = map(self._lexicon.meaning, text)
                self._phrases.append(([self._alone(meaning) for meaning in meanings], gap))
            case Wildcard(pattern):
                self._targets.append(_Target(frozenset(), 1.0, pattern=pattern))
        for name in leaf.names:
            row = [self._of_terms(self._lexicon.inflected(word)) for word in name]
            if len(row) > 1:
                self._phrases.append((row, None))
            else:
                self._targets += row

    def _target(self, meaning: Meaning) -> _Target:
        alone = self._alone(meaning)
        if len(meaning.slip) and self._reading.slips:
            alone = self._of_terms(meaning.slip)
        if not self._reading.compounds or not len(meaning.within):
            return alone
        worth = alone.worth if alone.terms else self._worth(meaning.within) * PART_WORTH
        holders = frozenset(key[1:] for key in meaning.holders)
        letters = "" if holders else canonical(meaning.word)
        barred: frozenset[str] = frozenset()
        if not self._reading.inflections:
            barred = frozenset(self._lexicon.expansions(meaning.word)) - alone.terms
        return _Target(alone.terms, worth, holders, letters, barred=barred)

    def _half(self, half: str) -> _Target:
        """A part of a compound that the collection has not."""
        alone = self._of_terms(self._lexicon.of_keys((STEM + half,)))
        return replace(alone, holders=frozenset((half,)))

    def _alone(self, meaning: Meaning) -> _Target:
        return self._of_terms(meaning.inflected if self._reading.inflections else meaning.exact)

    def _of_terms(self, terms: Terms) -> _Target:
        texts = frozenset(map(self._lexicon.text, self._lexicon.of_segment(terms, self._segment)))
        return _Target(texts, self._worth(terms))

    def _worth(self, terms: Terms) -> float:
        having = int(self._lexicon.pages_with(terms).sum())
        return max(idf(min(having, self._total), self._total), 0.1)

    def _what_of(self, word: str) -> _Places | None:
        hinted = self._hint.search(canonical(word)) or self._hint.search(word)
        if not hinted and word not in self._known:
            return None
        places = tuple(self._inside(word, bool(hinted)))
        return places if places or word in self._in_phrases else None

    def _inside(self, word: str, hinted: bool) -> Iterator[_Place]:
        """What of a word is to be marked, for each target."""
        for number, target in enumerate(self._targets):
            if target.has(word):
                yield _Place(0, 0, number, target.worth)
            elif hinted and (held := self._held(word, target)):
                yield _Place(*held, number, target.worth * PART_WORTH)

    def _held(self, word: str, target: _Target) -> tuple[int, int] | None:
        """The letters of a compound that are the word it holds."""
        if word in target.barred:
            return None
        if target.holders:
            parts = self._lexicon.parts_in(word, self._segment)
            return next(
                ((start, end) for start, end, key in runs(word, parts) if key in target.holders),
                None,
            )
        if target.letters and may_hold(word, target.letters):
            return _spelt(word, target.letters)
        return None

    @cached_property
    def _needles(self) -> Needles | None:
        """What is in all that is looked for. Of a phrase one word will do, that with most letters;
        of a wildcard its own letters."""
        needles = [letters for target in self._targets for letters in target.needles]
        longest = 0
        for row, gap in self._phrases:
            letters = (word.needles for word in row)
            needles += max(letters, key=lambda had: min(map(len, filter(None, had)), default=0))
            longest = max(longest, len(row) + (gap or 0))
        return Needles.of(needles, REACH * longest)

    @cached_property
    def _in_phrases(self) -> frozenset[str]:
        """All that any word of a phrase is."""
        return frozenset().union(*(word.terms for row, _ in self._phrases for word in row))

    @cached_property
    def _known(self) -> frozenset[str]:
        """All that any word is."""
        return self._in_phrases.union(*(target.terms for target in self._targets))

    @cached_property
    def _hint(self) -> re.Pattern[str]:
        """Tells the words that may be a compound that holds one, or of a wildcard's shape."""
        letters = {target.letters for target in self._targets}
        letters |= {key for target in self._targets for key in target.holders}
        letters |= {literal(p) for t in self._targets for p in spellings(t.pattern)}
        every = sorted(filter(None, letters))
        return re.compile("|".join(map(re.escape, every)) or "(?!)")

    def _phrase_marks(
        self, tokens: Sequence[Token], row: list[_Target], gap: int | None, number: int
    ) -> Iterator[Mark]:
        places = [self._standing(tokens, word) for word in row]
        for position, first in places[0].items():
            if gap is None:
                following = [p.get(position + n) for n, p in enumerate(places)]
            else:
                following = [_nearest(p, position, gap + 1) for p in places]
            matched = [token for token in following if token is not None]
            if len(matched) < len(row):
                continue
            worth = sum(word.worth for word in row)
            if gap is None:
                yield Mark(first.start, matched[-1].end, number, worth)
            else:
                yield from (Mark(t.start, t.end, number, worth / len(row)) for t in matched)

    def _standing(self, tokens: Sequence[Token], word: _Target) -> dict[int, Token]:
        return {t.position: t for t in tokens if t.text in word.terms}


def _spelt(word: str, letters: str) -> tuple[int, int] | None:
    """Where canonical letters stand in a word, however they are spelt there."""
    at = word.find(letters)
    if at >= 0:
        return at, at + len(letters)
    ends = range(len(word), 0, -1)
    pairs = ((start, end) for start in range(len(word)) for end in ends if start < end)
    return next(((a, b) for a, b in pairs if canonical(word[a:b]) == letters), None)


def _mark(token: Token, place: _Place, text: str) -> Mark:
    """The place in the text; the whole token when the letters of a part don't stand there: of a
    short form made long (``tillidsmand eller -kvinde``)."""
    start, end = token.start, token.end
    if place.end:
        pieces = [_letters(char) for char in text[start:end]]
        letters = list(accumulate(map(len, pieces), initial=0))
        stand = "".join(pieces) == token.text
        if stand and place.start in letters and place.end in letters:
            # soft hyphens at either end of the letters are no part of them
            end = start + letters.index(place.end)
            start += bisect_right(letters, place.start) - 1
    return Mark(start, end, place.word, place.worth)


def _letters(char: str) -> str:
    """What a character is of a word: nothing when it is a hyphen."""
    return "" if char in HYPHENS else normalise(char)


def _nearest(places: dict[int, Token], position: int, reach: int) -> Token | None:
    for distance in range(reach + 1):
        for at in (position + distance, position - distance):
            if at in places:
                return places[at]
    return None


def apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in order, of those that overlap the longest."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if kept and mark.start < kept[-1].end:
            continue
        kept.append(mark)
    return tuple(kept)
