"""Where a query stands in a text: the letters to mark."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from math import inf
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
NAME_WORTH = 0.8
"""What another name of the word tells beside it."""


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
        if self.pattern:
            return [*map(literal, spellings(self.pattern))]
        return [*map(stem, self.terms), *self.holders, self.letters]


class _Row(NamedTuple):
    """Words of the query in this order, or with at most ``gap`` others between; all together are
    worth so much, and ``number`` is that of their marks."""

    words: list[_Target]
    gap: int | None
    worth: float
    number: int


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
        self._rows: list[_Row] = []
        self._numbers: list[tuple[int, float]] = []
        """Of each ``Mark.word`` the leaf, by its number, and the most that a mark is worth."""
        self._together: list[range] = []
        """Numbers that are marked only where all of a row are: the parts of a compound."""
        self._words = _Words(self._what_of)
        self._asked = list(leaves)
        for number, leaf in enumerate(self._asked):
            if leaf.counts:
                self._add(number, leaf)

    def leaf_of(self, word: int) -> int:
        """The number of the leaf that a mark's word number belongs to."""
        return self._numbers[word][0]

    @property
    def leaves(self) -> list[Leaf]:
        """The leaf of the query that each number of a ``Mark.word`` belongs to."""
        return [self._asked[leaf] for leaf, _ in self._numbers]

    @property
    def worths(self) -> list[float]:
        """The most that a mark of each of these numbers is worth."""
        return [worth for _, worth in self._numbers]

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
        for row in self._rows:
            found += _row_marks(tokens, row)
        return found

    def _is_meant(self, word: str) -> bool:
        return self._words[word] is not None

    def _add(self, at: int, leaf: Leaf) -> None:
        first = len(self._numbers)
        match leaf.node:
            case Word() if leaf.meaning and leaf.meaning.in_parts and self._reading.compounds:
                for half in leaf.meaning.halves:
                    self._add_target(at, self._half(half))
                self._together.append(range(first, len(self._numbers)))
            case Word() if leaf.meaning:
                self._add_target(at, self._target(leaf.meaning))
            case Phrase(text, gap) if not leaf.names:
                row = [self._alone(self._lexicon.meaning(word)) for word in text]
                self._add_row(row, self._numbered(at, _sum(row)), gap)
            case Wildcard(pattern):
                self._add_target(at, _Target(frozenset(), 1.0, pattern=pattern))
        if leaf.names:
            self._add_names(at, leaf)

    def _numbered(self, at: int, worth: float) -> int:
        """A new number for marks of leaf ``at``."""
        self._numbers.append((at, worth))
        return len(self._numbers) - 1

    def _add_target(self, at: int, target: _Target) -> None:
        number = self._numbered(at, target.worth)
        self._targets.append(replace(target, number=number))

    def _add_row(
        self, row: list[_Target], number: int, gap: int | None = None, most: float = inf
    ) -> None:
        self._rows.append(_Row(row, gap, min(_sum(row), most), number))

    def _add_names(self, at: int, leaf: Leaf) -> None:
        """The other names of a leaf are marked as what they are names of, and are worth less; where
        that stands nowhere, as much as the rarest of them."""
        rows = [[self._of_terms(self._lexicon.forms(word)) for word in name] for name in leaf.names]
        number, most = len(self._numbers) - 1, max(map(_sum, rows))
        if leaf.meaning is None or leaf.meaning.in_parts:
            number = self._numbered(at, most)
        elif leaf.meaning.known or len(leaf.meaning.slip):
            most = min(most, NAME_WORTH * self._numbers[number][1])
        else:
            self._numbers[number] = (at, most)
        for row in rows:
            if len(row) > 1:
                self._add_row(row, number, most=most)
            else:
                worth = min(row[0].worth, most)
                self._targets.append(replace(row[0], worth=worth, number=number))

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
        return _Target(alone.terms, worth, holders=holders, letters=letters, barred=barred)

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
        for target in self._targets:
            if target.has(word):
                yield _Place(0, 0, target.number, target.worth)
            elif hinted and (held := self._held(word, target)):
                yield _Place(*held, target.number, target.worth * PART_WORTH)

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
        for row in self._rows:
            letters = (word.needles for word in row.words)
            needles += max(letters, key=lambda had: min(map(len, filter(None, had)), default=0))
            longest = max(longest, len(row.words) + (row.gap or 0))
        return Needles.of(needles, REACH * longest)

    @cached_property
    def _in_phrases(self) -> frozenset[str]:
        """All that any word of a phrase is."""
        return frozenset().union(*(word.terms for row in self._rows for word in row.words))

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


def _sum(row: Iterable[_Target]) -> float:
    return sum(word.worth for word in row)


def _row_marks(tokens: Sequence[Token], row: _Row) -> Iterator[Mark]:
    places = [_standing(tokens, word) for word in row.words]
    for position, first in places[0].items():
        if row.gap is None:
            following = [p.get(position + n) for n, p in enumerate(places)]
        else:
            following = [_nearest(p, position, row.gap + 1) for p in places]
        matched = [token for token in following if token is not None]
        if len(matched) < len(row.words):
            continue
        if row.gap is None:
            yield Mark(first.start, matched[-1].end, row.number, row.worth)
        else:
            worth = row.worth / len(row.words)
            yield from (Mark(t.start, t.end, row.number, worth) for t in matched)


def _standing(tokens: Sequence[Token], word: _Target) -> dict[int, Token]:
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
