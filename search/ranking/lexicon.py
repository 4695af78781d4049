"""The lexicon: which terms of the collection a word means."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, compress
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import cdist

from search.analysis.compounds import Splitter
from search.analysis.grams import grams
from search.analysis.normalise import canonical, danish_letters
from search.analysis.stems import is_form, lemma, stem
from search.index.segments.arrays import Floats, Ints, SegmentArrays, Terms
from search.index.segments.keys import GRAM, LEMMA, PART, SPELLING, STEM
from search.index.segments.postings import starts
from search.ranking.frequencies import idf
from search.ranking.shapes import terms_of_shape
from search.ranking.terms import NONE, any_of, each_once, joined, key_starting, one, without
from search.ranking.weights import Weights
from search.ranking.within import holding_letters

SHORTEST_INSIDE = 5
"""Letters of a word that is looked for within others by its letters alone."""
SHORTEST_TYPO = 4
LONG = 8
"""From so many letters two slips are forgiven, below one."""
MOST_TYPOS = 5
ALIKE = 1000
"""Terms, those that share most grams, among which the word is looked for that was meant."""
REMEMBERED = 4096
"""Words whose forms are remembered."""


@dataclass(frozen=True)
class Meaning:
    """What a query's word means in the collection.

    ``exact`` are the terms spelt so (å/aa and accents alike), ``inflected`` those of the same stem
    or lemma, ``within`` the compounds that hold it whole, and ``slip``, only when there are none of
    these, those that it may be a slip of. ``stems`` and ``holders`` are the keys whose ready lists
    have the pages of ``inflected`` and ``within``; none where these must be put together.
    ``halves`` are the stems of the word's own parts.
    """

    word: str
    exact: Terms
    inflected: Terms
    within: Terms
    slip: Terms
    stems: tuple[str, ...]
    holders: tuple[str, ...]
    halves: tuple[str, ...]

    @property
    def keys_of_halves(self) -> list[tuple[str, str]]:
        """The keys of each of the word's own parts, as a word and within compounds."""
        return [(STEM + half, PART + half) for half in self.halves]

    @property
    def keys(self) -> Iterable[str]:
        """The keys whose lists tell where the word stands."""
        return chain(self.stems, self.holders, *self.keys_of_halves)

    @property
    def in_parts(self) -> bool:
        """Whether the word, which the collection has not, is taken for its parts together."""
        return not self.known and not len(self.slip) and len(self.halves) > 1

    @property
    def known(self) -> bool:
        """Whether the collection has the word, in any inflection or within a compound."""
        return len(self.inflected) > 0 or len(self.within) > 0


@dataclass(frozen=True)
class Alike:
    """The terms that share grams with a word: the ``share`` of the word's grams that each of
    ``terms`` has (by idf, 0..1), and the information ``idf`` of the word's grams."""

    terms: Terms
    share: Floats
    idf: float


NO_ALIKE = Alike(NONE, np.zeros(0, np.float32), 0.0)


class Lexicon:
    """The vocabularies of all segments of a generation of ``total`` pages.

    A term's number is that in its segment's vocabulary, plus the sizes of the vocabularies before:
    a word that is in several segments is several terms.
    """

    def __init__(self, segments: Sequence[SegmentArrays], total: int, weights: Weights) -> None:
        self._segments = segments
        sizes = [len(segment.vocabulary) for segment in segments]
        self.bases = np.cumsum([0, *sizes], dtype=np.int64)
        self._starts: list[int] = self.bases.tolist()
        self.total = total
        self._weights = weights
        self._splitter = Splitter(self.count_word, self.count_stem)
        self.inflected = lru_cache(maxsize=REMEMBERED)(self._inflected)
        self.forms = lru_cache(maxsize=REMEMBERED)(self._forms)
        # the texts of a word's forms, those of most pages first
        self.expansions = lru_cache(maxsize=REMEMBERED)(self._expansions)
        self.meaning = lru_cache(maxsize=REMEMBERED)(self._meaning)
        self.alike = lru_cache(maxsize=REMEMBERED)(self._alike)
        self._of_gram = lru_cache(maxsize=REMEMBERED)(self._gram)
        self.numbers = lru_cache(maxsize=4 * REMEMBERED)(self._numbers)

    def _expansions(self, word: str) -> tuple[str, ...]:
        meaning = self.meaning(word)
        return tuple(self.texts(each_once(np.concatenate((meaning.inflected, meaning.slip)))))

    def text(self, term: int) -> str:
        """The text of a term."""
        s = bisect_right(self._starts, term) - 1
        return self._segments[s].vocabulary[term - self._starts[s]]

    def texts(self, terms: Terms, limit: int | None = None) -> list[str]:
        """The texts of terms, each once, those of most pages first; with a ``limit``, about so
        many."""
        pages: Counter[str] = Counter()
        count = self.pages_with(terms)
        if limit and len(terms) > (most := limit * len(self._segments)):
            kept = np.argsort(-count, kind="stable")[:most]
            terms, count = terms[kept], count[kept]
        for term, having in zip(terms.tolist(), count.tolist(), strict=True):
            pages[self.text(term)] += having
        return sorted(pages, key=lambda text: (-pages[text], text))

    def terms(self, text: str) -> Terms:
        """The terms with that very text."""
        return self._collect(lambda segment: one(segment.vocabulary.number(text)))

    def pages_with(self, terms: Terms) -> Ints:
        """The pages that have each of the terms."""
        if len(self._segments) == 1:
            return self._segments[0].pages_with[terms].astype(np.int32)
        found = np.zeros(len(terms), np.int32)
        segment_of = np.searchsorted(self.bases, terms, "right") - 1
        for s, segment in enumerate(self._segments):
            here = np.flatnonzero(segment_of == s)
            found[here] = segment.pages_with[terms[here] - self.bases[s]]
        return found

    def local(self, terms: Terms) -> list[Terms]:
        """Ascending terms by segment, numbered as there."""
        cuts = np.searchsorted(terms, self.bases)
        return [terms[cuts[s] : cuts[s + 1]] - self.bases[s] for s in range(len(self._segments))]

    def count_word(self, word: str) -> int:
        """The pages with that very word."""
        return int(self.pages_with(self.terms(word)).sum())

    def count_stem(self, key: str) -> int:
        """The pages with words of that stem, those with several of them counted again."""
        return int(self.pages_with(self.of_key(STEM + key)).sum())

    def _inflected(self, word: str) -> Terms:
        """The terms with the word's stem or lemma, or its very spelling."""
        base = lemma(word)
        keys = sorted({STEM + stem(word), STEM + stem(base), LEMMA + base})
        found = any_of(map(self.of_key, keys))
        spelled = self.spelled(word)
        if set(spelled.tolist()) <= set(found.tolist()):
            return found
        return any_of((found, spelled))

    def _forms(self, base: str) -> Terms:
        """The terms that are inflections of a word in its dictionary form; fewer than have its
        stem, since nobody typed it."""
        found = self.inflected(base)
        kept = [is_form(self.text(term), base) for term in found.tolist()]
        return found[np.array(kept, np.bool_)]

    def spelled(self, word: str) -> Terms:
        """The terms spelt so, å/aa and accents alike."""
        spelling = canonical(word)
        return any_of((self.terms(spelling), self.of_key(SPELLING + spelling)))

    def starting(self, prefix: str) -> Terms:
        """The terms that start so, as they stand or as what is spelt alike."""
        key = canonical(prefix)
        found = [self._collect(lambda segment: key_starting(segment.keys, SPELLING + key))]
        for start in {prefix, key}:
            found.append(self._starting(start))
        return each_once(np.concatenate(found))

    def _starting(self, prefix: str) -> Terms:
        return self._collect(lambda segment: np.arange(*segment.vocabulary.starting(prefix)))

    def completions(self, prefix: str, limit: int) -> list[str]:
        """The words that start so, those of most pages first."""
        terms = self.starting(prefix)
        if len(terms) > limit:
            most = np.argpartition(-self.pages_with(terms), limit)[:limit]
            terms = terms[most]
        return self.texts(terms)

    def of_shape(self, pattern: str) -> Terms:
        """The terms of a wildcard's shape, as they stand or as what is spelt alike."""
        return each_once(self._collect(partial(terms_of_shape, pattern=pattern)))

    def near(self, word: str) -> Terms:
        """The terms that the word may be a slip of, nearest first, then those of most pages; those
        of which it may be another inflection with a slip, when there are none."""
        if len(word) < SHORTEST_TYPO or not word.isalpha():
            return NONE
        most = 2 if len(word) >= LONG else 1
        alike = self.alike(word, 0.0, ALIKE).terms
        texts = [self.text(term) for term in alike.tolist()]
        words = np.array([text.isalpha() for text in texts], np.bool_)
        found = self._nearest(alike[words], _slips((word,), compress(texts, words), most), most)
        if len(found) or len(word) < LONG:  # bred is no slip of brevet
            return found[:MOST_TYPOS]
        stems = map(stem, compress(texts, words))
        made = _slips((word, stem(word)), stems, most)
        return self._nearest(alike[words], made, most)[:MOST_TYPOS]

    def _nearest(self, terms: Terms, made: Ints, most: int) -> Terms:
        """Those of the terms in which the fewest slips, at most ``most``, are ``made``, those of
        most pages first."""
        near = np.flatnonzero(made == min(made.min(initial=most), most))
        found = terms[near]
        return found[np.lexsort((found, -self.pages_with(found)))]

    def _meaning(self, word: str) -> Meaning:
        word, inflected = self._spelling(word)
        base = lemma(word)
        holders = tuple(dict.fromkeys((PART + stem(word), PART + stem(base))))
        within = without(self.of_keys(holders), inflected)
        if not len(inflected) and not len(within):
            holders, within = (), self._by_letters(word)
        slip = NONE if len(inflected) or len(within) else self._slips(word)
        stems = tuple(dict.fromkeys((STEM + stem(word), LEMMA + base, STEM + stem(base))))
        return Meaning(
            word, self.spelled(word), inflected, within, slip, stems, holders, self._halves(word)
        )

    def of_keys(self, names: Iterable[str]) -> Terms:
        """The terms of any of these keys, ascending."""
        return any_of(map(self.of_key, names))

    def _by_letters(self, word: str) -> Terms:
        """The compounds that have the letters of a word that is a part of none: where nobody knows
        the other part (``kvantecomputerforskningen``)."""
        letters = canonical(word)
        if len(letters) < SHORTEST_INSIDE or not letters.isalpha():
            return NONE
        return each_once(self._collect(partial(holding_letters, letters=letters)))

    def _halves(self, word: str) -> tuple[str, ...]:
        """The stems of the word's own parts, () when it is no compound."""
        return tuple(dict.fromkeys(stem(word[a:b]) for a, b in self.parts(word)))

    def parts(self, word: str) -> list[tuple[int, int]]:
        """The places ``[start, end)`` of a word's parts, [] when it is no compound: as the index
        has it, or by the collection's words when it has not the word."""
        for segment in self._segments:
            term = segment.vocabulary.number(word)
            if term is not None:
                return segment.compounds.parts(term)
        return [(part.start, part.end) for part in self._splitter.split(word)]

    def parts_in(self, word: str, segment: int) -> list[tuple[int, int]]:
        """The places of a word's parts as that segment has it."""
        arrays = self._segments[segment]
        term = arrays.vocabulary.number(word)
        return [] if term is None else arrays.compounds.parts(term)

    def of_segment(self, terms: Terms, segment: int) -> list[int]:
        """Those of the terms that are of that segment."""
        first, last = self._starts[segment], self._starts[segment + 1]
        return [term for term in terms.tolist() if first <= term < last]

    def _slips(self, word: str) -> Terms:
        """The terms that the word may be a slip of, and the other inflections of the likeliest."""
        near = self.near(word).tolist()
        more = self.inflected(self.text(near[0])).tolist() if near else []
        return np.array(list(dict.fromkeys([*near, *more])), np.int64)

    def _spelling(self, word: str) -> tuple[str, Terms]:
        """The word, with Danish letters for ``ae``, ``oe`` when only so the collection knows it."""
        found = self.inflected(word)
        danish = danish_letters(word)
        if len(found) == 0 and danish != word:
            meant = self.inflected(danish)
            if len(meant) or len(self.of_keys((PART + stem(danish),))):
                return danish, meant
        return word, found

    def _alike(self, word: str, least: float, most: int) -> Alike:
        """The terms, at most ``most``, that have at least ``least`` of the word's grams."""
        own = grams(canonical(word))
        every_gram = [found for gram in own if len((found := self._of_gram(gram))[0])]
        if not every_gram:
            return NO_ALIKE
        having, worths = zip(*every_gram, strict=True)
        worth = np.array(worths)
        total, bits = float(worth.sum()), len(worth).bit_length()
        # numbers sort in a quarter of the time that telling their order takes
        rows = np.concatenate([(terms << bits) + n for n, terms in enumerate(having)])
        rows.sort()
        every, gram = rows >> bits, rows & ((1 << bits) - 1)
        first = starts(every)
        share = np.add.reduceat((worth / total)[gram], first).astype(np.float32)
        kept = np.flatnonzero(share >= least)
        if len(kept) > most:
            kept = np.sort(kept[np.argpartition(-share[kept], most)[:most]])
        return Alike(every[first[kept]].astype(np.int64), share[kept], total / sqrt(len(own)))

    def _gram(self, gram: str) -> tuple[Terms, float]:
        """The terms that have a 4-gram, and how much it tells."""
        numbers = self.numbers(GRAM + gram)
        # the pages that any of its terms is on if they are spread by chance: counting them would
        # cost more than all else
        of_key = ((self._segments[s], key) for s, key in numbers)
        had = [arrays.pages_with[arrays.keys.of_number(key)].sum() for arrays, key in of_key]
        expected = self.total * (1 - exp(-int(sum(had)) / self.total))
        return self.of_numbers(numbers), idf(expected, self.total)

    def of_key(self, name: str) -> Terms:
        """The terms of a key, ascending."""
        return self.of_numbers(self.numbers(name))

    def _numbers(self, name: str) -> list[tuple[int, int]]:
        """The segments that have a key, and its number in each."""
        every = ((s, arrays.keys.names.number(name)) for s, arrays in enumerate(self._segments))
        return [(s, key) for s, key in every if key is not None]

    def of_numbers(self, keys: Iterable[tuple[int, int]]) -> Terms:
        """The terms of keys, each of a segment and by its number; ascending if the segments do."""
        return joined([self._segments[s].keys.of_number(key) + self.bases[s] for s, key in keys])

    def _collect(self, find: Callable[[SegmentArrays], NDArray[np.integer]]) -> Terms:
        found = [find(segment) for segment in self._segments]
        numbered = [
            terms + base for terms, base in zip(found, self.bases, strict=False) if len(terms)
        ]
        return joined(numbered)


def _slips(typed: Sequence[str], meant: Iterable[str], most: int) -> Ints:
    """How many slips of the keyboard (Damerau-Levenshtein) part each word that may be meant from
    the nearest of those typed; more than ``most`` are ``most`` and one."""
    made: Ints = cdist(
        typed, list(meant), scorer=DamerauLevenshtein.distance, score_cutoff=most, dtype=np.int32
    )
    least: Ints = made.min(axis=0)
    return least
