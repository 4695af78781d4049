"""The terms of a few pages, whatever the collection's size: Lucene's term vectors."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.analysis.stems import STOPWORDS
from search.index.segments.arrays import Floats, Ints, SegmentArrays, Terms
from search.index.segments.readylists import EIGHTHS, QUARTERS
from search.ranking.candidates import Candidates
from search.ranking.frequencies import gather
from search.ranking.terms import NONE

QUARTER, EIGHTH = np.float32(1 / QUARTERS), np.float32(1 / EIGHTHS)
SHORTEST = 3
"""Letters of a word that tells what a page is about."""


@dataclass(frozen=True, eq=False)
class Rows:
    """What some ``pages`` have, a row for each term on each: ``owner`` int64 is the place of the
    page among them, ``term`` its number in the lexicon, ``weight`` as in PageList."""

    pages: int
    owner: NDArray[np.int64]
    term: Terms
    weight: Floats

    def weigh(self, groups: Sequence[Terms], shares: Floats) -> Floats:
        """What each page has of each group of terms, ``[group, page]``; ``shares`` are what each of
        these counts, one after the other."""
        terms = np.concatenate([NONE, *groups])
        order = np.argsort(self.term, kind="stable")
        sorted_terms = self.term[order]
        first = sorted_terms.searchsorted(terms)
        counts = sorted_terms.searchsorted(terms, "right") - first
        rows = order[gather(first, counts)]
        group = np.arange(len(groups)).repeat([*map(len, groups)]) * self.pages
        worth = self.weight.take(rows) * shares.repeat(counts)
        size = len(groups) * self.pages
        at = group.repeat(counts) + self.owner.take(rows)
        found = np.bincount(at, worth.astype(np.float64), size)
        return found.astype(np.float32).reshape(len(groups), self.pages)


class Stem(NamedTuple):
    """A stem by the name of its key and by its number among others; ``keys`` are the numbers of its
    key by segment, as far as they are known."""

    name: str
    number: int
    keys: dict[int, int]


class VectorPart(NamedTuple):
    """The ``terms`` of some pages of a segment, those of page ``owner[i]`` (with the scale
    ``scale[i]``) up to ``ends[i]``; their ``weight`` is ``shift[i]`` further on there, as in
    TermVectors, and their ``lead`` by ``lead_shift[i]`` more. The first of the segment's terms has
    number ``base``."""

    base: np.int64
    terms: NDArray[Any]
    weight: NDArray[np.uint8]
    lead: NDArray[np.uint8]
    shift: NDArray[np.int64]
    lead_shift: NDArray[np.int64]
    ends: NDArray[np.int64]
    owner: NDArray[np.int64]
    scale: Floats

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where the terms of each page begin."""
        return np.concatenate(([0], self.ends[:-1]))

    def rows(self, pages: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The rows of those of its pages whose owners a mask keeps."""
        some = np.flatnonzero(pages[self.owner])
        starts = self.starts[some]
        return gather(starts, self.ends[some] - starts)


class PageTerms:
    """All that so many ``pages`` have; ``terms`` is the size of the lexicon."""

    def __init__(self, pages: int, terms: int, parts: Sequence[VectorPart]) -> None:
        self.pages = pages
        self._terms = terms
        self._parts = parts

    def of_any(self, groups: Iterable[Terms]) -> Rows:
        """The rows of these terms."""
        wanted = np.zeros(self._terms, np.bool_)
        wanted[np.concatenate([NONE, *groups])] = True
        return self.where(wanted)

    def where(self, wanted: NDArray[np.bool_], pages: NDArray[np.bool_] | None = None) -> Rows:
        """The rows of the terms that are ``wanted`` (a mask), of some ``pages`` (a mask) or all."""
        rows = []
        for part in self._parts:
            table = wanted[part.base :]
            if pages is None:
                kept = np.flatnonzero(table.take(part.terms))
            else:
                kept = part.rows(pages)
                kept = kept[table.take(part.terms.take(kept))]
            page = np.searchsorted(part.ends, kept, "right")
            at = kept + part.shift.take(page)
            weight = part.scale.take(page) * (part.weight[at] * QUARTER)
            at += part.lead_shift.take(page)
            weight += part.lead[at] * EIGHTH
            rows.append((part.owner.take(page), part.terms.take(kept) + part.base, weight))
        nothing = np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
        owner, term, weight = map(np.concatenate, zip(nothing, *rows, strict=True))
        return Rows(self.pages, owner, term, weight)


class Vectors:
    """The vectors of all segments; ``scale`` is that of Lists, ``bases`` and ``terms`` number the
    pages and the terms of each."""

    def __init__(
        self,
        segments: Sequence[SegmentArrays],
        bases: NDArray[np.int64],
        terms: NDArray[np.int64],
        scale: Floats,
    ) -> None:
        self._segments = segments
        self._bases = bases
        self._terms = terms
        self._scale = scale

    def of(self, candidates: Candidates) -> PageTerms:
        """What each of these pages has, and, since a title belongs to all pages, what its
        material's summary page has."""
        doc_id, summary = candidates.doc_id, candidates.summary
        below = np.flatnonzero(summary >= 0)
        parts = [*self._parts(doc_id, np.arange(len(doc_id))), *self._parts(summary[below], below)]
        return PageTerms(len(doc_id), int(self._terms[-1]), parts)

    def _parts(self, doc_id: Ints, owner: NDArray[np.int64]) -> Iterator[VectorPart]:
        """The rows of ascending pages, by segment."""
        cuts = np.searchsorted(doc_id, self._bases).tolist()
        for s, segment in enumerate(self._segments):
            here = slice(cuts[s], cuts[s + 1])
            if here.start == here.stop:
                continue
            vectors, pages = segment.vectors, doc_id[here]
            local = pages - self._bases[s]
            first = vectors.indptr[local].astype(np.int64)
            after = vectors.indptr[local + 1].astype(np.int64)
            counts = after - first
            ends = np.cumsum(counts)
            yield VectorPart(
                self._terms[s],  # a Python number would not widen the terms'
                vectors.terms(local, first, after), vectors.weight, vectors.lead,
                first - ends + counts, vectors.first_lead[local] - first, ends,
                owner[here], self._scale[pages],
            )  # fmt: skip

    @cached_property
    def telling(self) -> NDArray[np.bool_]:
        """By term whether it may tell what a page is about: no function word, and not short."""
        parts = [np.zeros(0, np.bool_)]
        for segment in self._segments:
            vocabulary = segment.vocabulary
            starts = (vocabulary.letters & 0xC0) != 0x80  # no byte in the middle of a letter
            before = np.concatenate(([0], np.cumsum(starts)))[vocabulary.offsets]
            long = np.diff(before) >= SHORTEST
            numbers = map(vocabulary.number, STOPWORDS)
            long[[t for t in numbers if t is not None]] = False
            parts.append(long)
        return np.concatenate(parts)

    def stems(self, terms: Terms) -> tuple[list[Stem], NDArray[np.int64]]:
        """The stems of ascending terms, each once, and which of them each term has."""
        stems: dict[str, Stem] = {}
        numbers = [np.zeros(0, np.int64)]
        cuts = np.searchsorted(terms, self._terms).tolist()
        several = len(self._segments) > 1
        for s, segment in enumerate(self._segments):
            local = terms[cuts[s] : cuts[s + 1]] - self._terms[s]
            keys, number = np.unique(segment.vectors.stem[local], return_inverse=True)
            # the keys of one segment need no names to be told apart
            names = segment.keys.names.some(keys) if several else map(str, keys.tolist())
            every = [stems.setdefault(name, Stem(name, len(stems), {})) for name in names]
            for stem, key in zip(every, keys.tolist(), strict=True):
                stem.keys[s] = key
            numbers.append(np.array([stem.number for stem in every], np.int64)[number])
        return list(stems.values()), np.concatenate(numbers)

    def keys(self, stem: Stem) -> list[tuple[int, int]]:
        """The segments that have a stem, and the number of its key in each."""
        every = (
            (s, stem.keys[s] if s in stem.keys else segment.keys.names.number(stem.name))
            for s, segment in enumerate(self._segments)
        )
        return [(s, key) for s, key in every if key is not None]
