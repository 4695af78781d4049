"""Where a query stands in a text: the letters to mark."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from math import inf
from sys import maxsize

from search.analysis.normalise import canonical
from search.analysis.tokens import tokenise_some
from search.asking.query import Reading
from search.asking.wildcards import literal, spellings
from search.index.segments.arrays import Terms
from search.index.segments.keys import STEM, runs
from search.ranking.frequencies import idf
from search.ranking.leaf import Leaf
from search.ranking.lexicon import Lexicon, Meaning
from search.ranking.within import may_hold
from search.showing.marks import Mark, apart
from search.showing.needles import REACH, Needles, Region
from search.showing.targets import Target, TargetRow, TokenMark, spelt, worth_of

PART_WORTH = 0.6
"""What a compound that holds the word, and half of a compound, tell beside the word itself; by
judgement."""
NAME_WORTH = 0.8
"""What another name of the word tells beside it."""
BESIDE = 0.5
"""The share of that in a text that has the word itself, as no name counts there when pages are
ranked."""


MOST_WORDS = 1000
"""Words of texts of which is remembered what is to be marked, with the answer: some 200 kB."""


_Meant = tuple[tuple[TokenMark, ...]]


class _Words(dict[str, _Meant | None]):
    """What is to be marked by word, worked out when a word is first met: nothing of a word that
    merely is in a phrase; None of a word that isn't meant at all."""

    def __init__(self, what_of: Callable[[str], _Meant | None]) -> None:
        super().__init__()
        self._what_of = what_of

    def __missing__(self, word: str) -> _Meant | None:
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
        self.total = total
        """Pages of the collection."""
        self._reading = reading
        self._segment = segment
        self._targets: list[Target] = []
        self._rows: list[TargetRow] = []
        self._numbers: list[tuple[int, float]] = []
        """Of each ``Mark.word`` the leaf, by its number, and the most that a mark is worth."""
        self._together: list[range] = []
        """Numbers that are marked only where all of a row are: the parts of a compound."""
        self._named: dict[int, int] = {}
        """Numbers of what are other names of a word, and the word's own."""
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
        """Without the parts of compounds whose other parts are not there; other names as marks of
        what they are names of, and worth less where that is."""
        if not self._together and not self._named:
            return found
        words = {mark.word for mark in found}
        lone = {n for row in self._together if not words.issuperset(row) for n in row}
        beside = {n for n, own in self._named.items() if own in words}
        return [
            mark._replace(
                word=self._named.get(mark.word, mark.word),
                worth=mark.worth * (BESIDE if mark.word in beside else 1.0),
            )
            for mark in found
            if mark.word not in lone
        ]

    def _in(self, text: str, regions: Iterable[Region]) -> list[Mark]:
        return [found for start, end in regions for found in self._marks(text, start, end)]

    def _marks(self, text: str, start: int = 0, end: int = maxsize) -> list[Mark]:
        words = self._words
        tokens = list(tokenise_some(text, words.__getitem__, start, end))
        found: list[Mark] = []
        for token in tokens:
            if meant := words[token.text]:
                found += [place.mark(token, text) for place in meant[0]]
        for row in self._rows:
            found += row.marks(tokens)
        return found

    def _add(self, at: int, leaf: Leaf) -> None:
        first = len(self._numbers)
        sought = leaf.node.sought
        if leaf.meaning and leaf.meaning.in_parts and self._reading.compounds:
            for half in leaf.meaning.halves:
                self._add_target(at, self._half(half))
            self._together.append(range(first, len(self._numbers)))
        elif leaf.meaning:
            self._add_target(at, self._target(leaf.meaning))
        elif sought.pattern:
            self._add_target(at, Target(frozenset(), 1.0, pattern=sought.pattern))
        elif not leaf.names:
            row = [self._alone(self._lexicon.meaning(word)) for word in sought.words]
            self._add_row(row, self._numbered(at, worth_of(row)), sought.gap)
        if leaf.names or leaf.apart:
            self._add_names(at, leaf)

    def _numbered(self, at: int, worth: float) -> int:
        """A new number for marks of leaf ``at``."""
        self._numbers.append((at, worth))
        return len(self._numbers) - 1

    def _add_target(self, at: int, target: Target) -> None:
        number = self._numbered(at, target.worth)
        self._targets.append(replace(target, number=number))

    def _add_row(
        self, row: list[Target], number: int, gap: int | None = None, most: float = inf
    ) -> None:
        self._rows.append(TargetRow(row, gap, min(worth_of(row), most), number))

    def _add_names(self, at: int, leaf: Leaf) -> None:
        """The other names of a leaf are marked as what they are names of, and are worth less; where
        that stands nowhere, as much as the rarest of them."""
        rows = [[self._of_terms(self._lexicon.forms(word)) for word in name] for name in leaf.names]
        apart = map(self._lexicon.row_apart, leaf.apart)
        rows += ([*map(self._of_terms, row)] for row in apart)
        number, most = len(self._numbers) - 1, max(map(worth_of, rows))
        if leaf.meaning is None or leaf.meaning.in_parts:
            number = self._numbered(at, most)
        elif leaf.meaning.known or len(leaf.meaning.slip):
            most = min(most, NAME_WORTH * self._numbers[number][1])
            self._named[len(self._numbers)] = number
            number = self._numbered(at, most)
        else:
            self._numbers[number] = (at, most)
        for row in rows:
            if len(row) > 1:
                self._add_row(row, number, most=most)
            else:
                worth = min(row[0].worth, most)
                self._targets.append(replace(row[0], worth=worth, number=number))

    def _target(self, meaning: Meaning) -> Target:
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
        return Target(alone.terms, worth, holders=holders, letters=letters, barred=barred)

    def _half(self, half: str) -> Target:
        """A part of a compound that the collection has not."""
        alone = self._of_terms(self._lexicon.of_keys((STEM + half,)))
        return replace(alone, holders=frozenset((half,)))

    def _alone(self, meaning: Meaning) -> Target:
        return self._of_terms(meaning.inflected if self._reading.inflections else meaning.exact)

    def _of_terms(self, terms: Terms) -> Target:
        texts = frozenset(map(self._lexicon.text, self._lexicon.of_segment(terms, self._segment)))
        return Target(texts, self._worth(terms))

    def _worth(self, terms: Terms) -> float:
        having = int(self._lexicon.pages_with(terms).sum())
        return max(idf(min(having, self.total), self.total), 0.1)

    def _what_of(self, word: str) -> _Meant | None:
        key = canonical(word)
        hinted = self._hint.search(key) or (key != word and self._hint.search(word))
        if not hinted and word not in self._known:
            return None
        places = tuple(self._inside(word, bool(hinted)))
        return (places,) if places or word in self._in_phrases else None

    def _inside(self, word: str, hinted: bool) -> Iterator[TokenMark]:
        """What of a word is to be marked, for each target."""
        for target in self._targets:
            if target.has(word):
                yield TokenMark(0, 0, target.number, target.worth)
            elif hinted and (held := self._held(word, target)):
                yield TokenMark(*held, target.number, target.worth * PART_WORTH)

    def _held(self, word: str, target: Target) -> tuple[int, int] | None:
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
            return spelt(word, target.letters)
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
