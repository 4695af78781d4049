"""The vocabularies: which terms the segments have, by text and by key, and on how many pages."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from search.analysis.compounds import Splitter
from search.analysis.normalise import canonical
from search.index.segments.arrays import Ints, SegmentArrays, Terms
from search.index.segments.keys import SPELLING, STEM
from search.ranking.frequencies import gather
from search.ranking.shapes import terms_of_shape
from search.ranking.terms import NONE, any_of, each_once, joined, key_starting, one
from search.ranking.within import holding_letters

SegmentKeys = Sequence[tuple[int, int]]
"""A key as the segments that have it, each once, and its number in each."""
REMEMBERED = 4096
"""Words of which is remembered what was found."""


class Vocabularies:
    """The vocabularies of all segments of a generation of ``total`` pages.

    A term's number is that in its segment's vocabulary, plus the sizes of the vocabularies before:
    a word that is in several segments is several terms.
    """

    def __init__(self, segments: Sequence[SegmentArrays], total: int) -> None:
        self._segments = segments
        sizes = [len(segment.vocabulary) for segment in segments]
        self.bases = np.cumsum([0, *sizes], dtype=np.int64)
        self._starts: list[int] = self.bases.tolist()
        self.total = total
        self._splitter = Splitter(self.count_word, self.count_stem)
        self.numbers = lru_cache(maxsize=4 * REMEMBERED)(self._numbers)

    @cached_property
    def _pages_with(self) -> Ints:
        """The pages that have each term, of all segments: asked many times for a word."""
        every = [segment.pages_with.astype(np.int32) for segment in self._segments]
        return np.concatenate([np.zeros(0, np.int32), *every])

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

    def every_text(self, terms: Terms) -> list[str]:
        """The texts of many terms."""
        order = np.argsort(terms, kind="stable")
        cuts = np.searchsorted(terms, self.bases, sorter=order).tolist()
        texts = [""] * len(terms)
        for s, segment in enumerate(self._segments):
            here = order[cuts[s] : cuts[s + 1]]
            own = segment.vocabulary.some(terms[here] - self.bases[s])
            for at, text in zip(here.tolist(), own, strict=True):
                texts[at] = text
        return texts

    def stems(self, terms: Terms) -> tuple[list[str], NDArray[np.int64]]:
        """The stems of ascending terms, and which of them each term has; a stem comes again for
        each segment."""
        stems: list[str] = []
        numbers = [NONE]
        for segment, local in zip(self._segments, self.local(terms), strict=True):
            keys, number = np.unique(segment.vectors.stem[local], return_inverse=True)
            numbers.append(number + len(stems))
            stems += (name.removeprefix(STEM) for name in segment.keys.names.some(keys))
        return stems, np.concatenate(numbers)

    def completions(self, prefix: str, limit: int) -> list[str]:
        """The words that start so, those of most pages first."""
        terms = self.starting(prefix)
        if len(terms) > limit:
            most = np.argpartition(-self.pages_with(terms), limit)[:limit]
            terms = terms[most]
        return self.texts(terms)

    def terms(self, text: str) -> Terms:
        """The terms with that very text."""
        return self._collect(lambda segment: one(segment.vocabulary.number(text)))

    def starting(self, prefix: str) -> Terms:
        """The terms that start so, as they stand or as what is spelt alike."""
        key = canonical(prefix)
        found = [self._collect(lambda segment: key_starting(segment.keys, SPELLING + key))]
        for start in {prefix, key}:
            found.append(self._starting(start))
        return each_once(np.concatenate(found))

    def _starting(self, prefix: str) -> Terms:
        return self._collect(lambda segment: np.arange(*segment.vocabulary.starting(prefix)))

    def of_shape(self, pattern: str) -> Terms:
        """The terms of a wildcard's shape, as they stand or as what is spelt alike."""
        return each_once(self._collect(partial(terms_of_shape, pattern=pattern)))

    def holding(self, letters: str) -> Terms:
        """The terms that have these letters within them."""
        return each_once(self._collect(partial(holding_letters, letters=letters)))

    def pages_with(self, terms: Terms) -> Ints:
        """The pages that have each of the terms."""
        return self._pages_with.take(terms)

    def count_word(self, word: str) -> int:
        """The pages with that very word."""
        return int(self.pages_with(self.terms(word)).sum())

    def count_stem(self, key: str) -> int:
        """The pages with words of that stem, those with several of them counted again."""
        return int(self.pages_with(self.of_key(STEM + key)).sum())

    def local(self, terms: Terms) -> list[Terms]:
        """Ascending terms by segment, numbered as there."""
        cuts = np.searchsorted(terms, self.bases)
        return [terms[cuts[s] : cuts[s + 1]] - self.bases[s] for s in range(len(self._segments))]

    def of_segment(self, terms: Terms, segment: int) -> list[int]:
        """Those of the terms that are of that segment."""
        first, last = self._starts[segment], self._starts[segment + 1]
        return [term for term in terms.tolist() if first <= term < last]

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

    def of_key(self, name: str) -> Terms:
        """The terms of a key, ascending."""
        return self.of_numbers(self.numbers(name))

    def of_keys(self, names: Iterable[str]) -> Terms:
        """The terms of any of these keys, ascending."""
        return any_of(map(self.of_key, names))

    def _numbers(self, name: str) -> SegmentKeys:
        """The segments that have a key, and its number in each."""
        every = ((s, arrays.keys.names.number(name)) for s, arrays in enumerate(self._segments))
        return [(s, key) for s, key in every if key is not None]

    def of_numbers(self, keys: Iterable[tuple[int, int]]) -> Terms:
        """The terms of keys, each of a segment and by its number; ascending if the segments do."""
        return joined([self._segments[s].keys.of_number(key) + self.bases[s] for s, key in keys])

    def of_each(self, keys: Sequence[SegmentKeys]) -> tuple[Terms, NDArray[np.int64]]:
        """The terms of each of some keys, and which of the keys each term has."""
        terms, rows = [NONE], [NONE]
        for s, row, key in by_segment(keys):
            own = self._segments[s].keys
            first = own.indptr[key].astype(np.int64)
            count = own.indptr[key + 1] - first
            terms.append(own.terms[gather(first, count)] + self.bases[s])
            rows.append(row.repeat(count))
        return np.concatenate(terms), np.concatenate(rows)

    def _collect(self, find: Callable[[SegmentArrays], NDArray[np.integer]]) -> Terms:
        found = [find(segment) for segment in self._segments]
        numbered = [
            terms + base for terms, base in zip(found, self.bases, strict=False) if len(terms)
        ]
        return joined(numbered)


def by_segment(
    keys: Sequence[SegmentKeys],
) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int64]]]:
    """Keys by segment: which of them that has, each once, and their numbers there."""
    every = [(s, row, key) for row, some in enumerate(keys) for s, key in some]
    segment, row, key = np.array(every, np.int64).reshape(-1, 3).T
    for s in each_once(segment).tolist():
        here = segment == s
        yield s, row[here], key[here]
