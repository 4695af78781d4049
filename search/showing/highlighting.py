"""Where a query stands in a text: the letters to mark."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from sys import maxsize
from typing import NamedTuple

import numpy as np

from search.analysis.compounds import SHORTEST, Part, run
from search.analysis.normalise import canonical, normalise
from search.analysis.stems import STOPWORDS, stem
from search.analysis.tokens import Token, tokenise, words
from search.asking.query import Fielded, Group, Node, Occur, Phrase, Wildcard, Word
from search.asking.wildcards import fits, literal
from search.index.segments.arrays import Terms
from search.ranking.frequencies import idf
from search.ranking.lexicon import Lexicon
from search.showing.needles import REACH, Needles, Region

PART_WORTH = 0.6
"""What a compound that holds the word, and half of a compound, tell beside the word itself; by
judgement."""


class Mark(NamedTuple):
    """Characters ``[start, end)`` of a text that word number ``word`` of the query matches;
    ``worth`` is how telling the match is (its idf, less for a part of a compound)."""

    start: int
    end: int
    word: int
    worth: float


class _Place(NamedTuple):
    """A mark within a token, or the whole token when ``end`` is 0. ``loose`` when it is less than
    the word: half of a compound, a synonym."""

    start: int
    end: int
    word: int
    worth: float
    loose: bool


@dataclass(frozen=True)
class _Target:
    """A word of the query: the ``terms`` that are it (for a wildcard its ``pattern``), the
    ``stem_runs`` that are it whole within a compound, and the stems of its own parts. ``loose``
    when it merely stands for what was asked."""

    terms: frozenset[str]
    worth: float
    stem_runs: tuple[tuple[frozenset[str], ...], ...] = ()
    halves: frozenset[str] = frozenset()
    loose: bool = False
    pattern: str = ""

    def has(self, word: str) -> bool:
        """Whether a text's word is this word."""
        return word in self.terms or (self.pattern != "" and fits(word, self.pattern))

    @property
    def letters(self) -> list[str]:
        """Letters of which each of its forms has some."""
        return [literal(self.pattern)] if self.pattern else list(map(stem, self.terms))


class _Told(NamedTuple):
    """What of a word is to be marked; nothing when it merely is in a phrase."""

    places: tuple[_Place, ...]


class _Words(dict[str, _Told | None]):
    """What is to be marked by word, worked out when a word is first met."""

    def __init__(self, what_of: Callable[[str], _Told | None]) -> None:
        super().__init__()
        self._what_of = what_of

    def __missing__(self, word: str) -> _Told | None:
        told = self[word] = self._what_of(word)
        return told


class Highlighter:
    """Marks what a query matched, in any text of the collection."""

    def __init__(self, lexicon: Lexicon, total: int) -> None:
        self._lexicon = lexicon
        self._total = total
        self._targets: list[_Target] = []
        self._phrases: list[tuple[list[_Target], int | None]] = []
        self._words = _Words(self._what_of)

    def add_query(self, node: Node | None, *, exact: bool) -> None:
        """Mark the words of the tree, but for what must not be there."""
        match node:
            case Word(text, _, whole):
                target = self._target(text, exact)
                if whole:
                    target = _Target(target.terms, target.worth, loose=True)
                self._targets.append(target)
            case Phrase(text, gap):
                self._phrases.append(([self._target(word, exact) for word in text], gap))
            case Wildcard(pattern):
                self._targets.append(_Target(frozenset(), 1.0, pattern=pattern))
            case Group(clauses):
                wanted = [inner for occur, inner in clauses if occur is not Occur.NOT]
                telling = [inner for inner in wanted if not _is_stopword(inner)]
                for inner in telling or wanted:
                    self.add_query(inner, exact=exact)
            case Fielded("title", inner):
                self.add_query(inner, exact=exact)
            case _:
                pass  # what is asked of other fields isn't in the text

    def add_synonym(self, name: str) -> None:
        """Let this word, or these words in a row, tell too."""
        targets = [self._target(word, exact=False) for word in words(name)]
        loose = [_Target(t.terms, t.worth, loose=True) for t in targets]
        if len(loose) > 1:
            self._phrases.append((loose, None))
        else:
            self._targets += loose

    def marks(self, text: str) -> tuple[Mark, ...]:
        """Where the query itself stands: its words in any inflection, and whole within compounds
        (then just their letters). Ascending, none overlapping another."""
        return _apart(mark for mark, loose in self._marks(text) if not loose)

    def telling(self, text: str) -> tuple[Mark, ...]:
        """The same and, for words that are not there, what the page was found by: halves of
        compounds and synonyms. For a snippet, which must show why."""
        found = self._likely_marks(text)
        whole = {mark.word for mark, loose in found if not loose}
        return _apart(mark for mark, loose in found if not loose or mark.word not in whole)

    def _likely_marks(self, text: str) -> list[tuple[Mark, bool]]:
        """The same of the pieces alone that hold the letters of any word: a tenth of the time. What
        is spelt otherwise (a soft hyphen, ``27.2``) is looked for only when there is nothing."""
        needles = self._needles
        if needles is None:
            return self._marks(text)
        return self._in(text, needles.regions(text)) or self._in(text, needles.odd(text))

    def _in(self, text: str, regions: Iterable[Region]) -> list[tuple[Mark, bool]]:
        return [found for start, end in regions for found in self._marks(text, start, end)]

    def _marks(self, text: str, start: int = 0, end: int = maxsize) -> list[tuple[Mark, bool]]:
        words = self._words
        tokens = list(tokenise(text, words.__getitem__, start, end))
        found = [
            (mark, place.loose)
            for token in tokens
            if (told := words[token.text])
            for place in told.places
            if (mark := _mark(token, place, text))
        ]
        for number, (row, gap) in enumerate(self._phrases, len(self._targets)):
            found += [(mark, row[0].loose) for mark in self._phrase_marks(tokens, row, gap, number)]
        return found

    def _target(self, word: str, exact: bool) -> _Target:
        forms = self._lexicon.forms(word)
        worth = self._worth(forms.exact if exact else forms.stem)
        if exact:
            return _Target(self._texts(forms.exact), worth)
        terms = self._texts(np.concatenate((forms.exact, forms.stem, forms.typo)))
        halves = frozenset(part.stem for part in self._lexicon.parts(forms.word))
        return _Target(terms, worth, self._lexicon.stem_runs(forms.word), halves)

    def _texts(self, terms: Terms) -> frozenset[str]:
        return frozenset(map(self._lexicon.text, terms.tolist()))

    def _worth(self, terms: Terms) -> float:
        having = int(self._lexicon.pages_with(terms).sum())
        return max(idf(min(having, self._total), self._total), 0.1)

    def _what_of(self, word: str) -> _Told | None:
        hinted = self._hint.search(canonical(word))
        if not hinted and word not in self._known:
            return None
        parts = self._lexicon.parts(word) if hinted and len(word) >= SHORTEST else ()
        places = tuple(self._inside(word, parts))
        return _Told(places) if places or word in self._in_phrases else None

    def _inside(self, word: str, parts: tuple[Part, ...]) -> Iterator[_Place]:
        """What of a word is to be marked, for each target."""
        for number, target in enumerate(self._targets):
            if target.has(word):
                yield _Place(0, 0, number, target.worth, target.loose)
                continue
            worth = target.worth * PART_WORTH
            whole = next(filter(None, (run(parts, stems) for stems in target.stem_runs)), None)
            if whole:
                yield _Place(*whole, number, worth, target.loose)
            for part in parts if not whole else ():
                if part.stem in target.halves:
                    yield _Place(part.start, part.end, number, worth, True)

    @cached_property
    def _needles(self) -> Needles | None:
        """What is in all that is looked for. Of a phrase one word will do, that with most letters;
        of a wildcard its own letters."""
        needles = [*self._stems, *(stem for target in self._targets for stem in target.letters)]
        longest = 0
        for row, gap in self._phrases:
            letters = (word.letters for word in row)
            needles += max(letters, key=lambda written: min(map(len, written), default=0))
            longest = max(longest, len(row) + (gap or 0))
        return Needles.of(needles, REACH * longest)

    @cached_property
    def _stems(self) -> frozenset[str]:
        """What a compound that holds any of the words has in it."""
        whole = (key for t in self._targets for row in t.stem_runs for keys in row for key in keys)
        return frozenset((*whole, *(key for target in self._targets for key in target.halves)))

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
        """Tells the words that may be such a compound, or of a wildcard's shape."""
        patterns = (literal(target.pattern) for target in self._targets if target.pattern)
        letters = sorted({*self._stems, *patterns})
        return re.compile("|".join(map(re.escape, letters)) or "(?!)")

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


def _mark(token: Token, place: _Place, text: str) -> Mark | None:
    """The place in the text; None for a part of a token whose letters don't stand there: the whole
    of a word with hyphens, whose parts are tokens of their own, or a short form made long."""
    start, end = token.start, token.end
    if place.end:
        pieces = [normalise(char) for char in text[start:end]]
        letters = list(accumulate(map(len, pieces), initial=0))
        if "".join(pieces) != token.text:
            if normalise(text[start:end]) != token.text:
                return None
        elif place.start in letters and place.end in letters:
            # soft hyphens at either end of the letters are no part of them
            end = start + letters.index(place.end)
            start += bisect_right(letters, place.start) - 1
    return Mark(start, end, place.word, place.worth)


def _is_stopword(node: Node) -> bool:
    return isinstance(node, Word) and node.text in STOPWORDS


def _nearest(places: dict[int, Token], position: int, reach: int) -> Token | None:
    for distance in range(reach + 1):
        for at in (position + distance, position - distance):
            if at in places:
                return places[at]
    return None


def _apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in order, of those that overlap the longest."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if kept and mark.start < kept[-1].end:
            continue
        kept.append(mark)
    return tuple(kept)
