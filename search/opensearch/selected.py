"""What a selection's pages have, in the terms of the whole generation's lexicon: lists, places and
vectors."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.index.fields import FIELD_WEIGHTS, LEADS
from search.index.segments.arrays import (
    FieldPostings,
    Floats,
    Ints,
    SegmentArrays,
    Terms,
)
from search.index.segments.readylists import EIGHTHS, MOST, QUARTERS, weighted
from search.library.record import SUMMARY_PAGE
from search.opensearch.cluster import Body
from search.opensearch.found import FoundPages, in_row
from search.opensearch.pagedocuments import FIELDS
from search.ranking.candidates import Candidates
from search.ranking.frequencies import gather, had
from search.ranking.lexicon import Lexicon
from search.ranking.lists import Lists
from search.ranking.pagelist import PageList
from search.ranking.proximity import Positions
from search.ranking.vectors import PageTerms, Rows, VectorPart, Vectors


class Translation:
    """From the lexicon's terms, by lexicon and numbered as there, to those of the selection."""

    def __init__(self, lexicon: Lexicon, terms: dict[str, int]) -> None:
        self.lexicon = lexicon
        self.terms = terms

    def texts(self, terms: Sequence[Terms]) -> list[str]:
        """Their texts."""
        return [
            self.lexicon.text(int(base) + t)
            for base, local in zip(self.lexicon.bases, terms, strict=False)
            for t in local.tolist()
        ]

    def numbers(self, texts: Iterable[str]) -> dict[int, int]:
        """Those the selection has: by their number there the place in ``texts``."""
        found: dict[int, int] = {}
        for at, text in enumerate(texts):
            number = self.terms.get(text)
            if number is not None:
                found.setdefault(number, at)
        return dict(sorted(found.items()))


class SelectedLists(Lists):
    """The lists of the selection's pages, which tell of all pages too."""

    def __init__(
        self, segment: SegmentArrays, bases: NDArray[np.int64], scale: Floats,
        translate: Translation, found: FoundPages,
    ) -> None:  # fmt: skip
        is_summary = segment.pages.number == SUMMARY_PAGE
        super().__init__([segment], bases, scale, is_summary, translate.lexicon.numbers)
        self._segment = segment
        self._translate = translate
        self._found = found

    def of_keys(self, names: Sequence[str]) -> list[PageList]:
        """The pages of each key."""
        return [self._of_key(name) for name in names]

    def _of_key(self, name: str) -> PageList:
        """The pages of a key, weighed as ready lists are."""
        lexicon = self._translate.lexicon
        texts = list(dict.fromkeys(map(lexicon.text, lexicon.of_keys((name,)).tolist())))
        numbers = self._translate.numbers(texts)
        size = len(self._scale)
        weight, lead = np.zeros(size, np.float32), np.zeros(size, np.float32)
        for field_name in FIELD_WEIGHTS:
            field = self._segment.fields[field_name]
            doc_id, value = _postings(field_name, field, numbers, self._segment.lists.opens)
            np.add.at(lead if field_name in LEADS else weight, doc_id, value)
        quarters = np.clip(np.ceil(weight * QUARTERS), 0, MOST).astype(np.float32)
        eighths = np.clip(np.ceil(lead * EIGHTHS), 0, MOST).astype(np.float32)
        doc_id = np.flatnonzero((quarters > 0) | (eighths > 0)).astype(np.int32)
        total = quarters[doc_id] / np.float32(QUARTERS) * self._scale[doc_id]
        total += eighths[doc_id] / np.float32(EIGHTHS)
        return PageList(doc_id, total, self._found.of_terms(texts))

    def of_terms(self, terms: Sequence[Terms], shares: Floats | None = None) -> PageList:
        """The pages of any of these terms."""
        texts = self._translate.texts(terms)
        numbers = self._translate.numbers(texts)
        own = np.array(list(numbers), np.int64)
        share = None if shares is None else shares[list(numbers.values())]
        found = super().of_terms([own], share)
        return PageList(found.doc_id, found.weight, self._found.of_terms(dict.fromkeys(texts)))

    def count(self, keys: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
        """How many pages of all have each of some keys, and how many summary pages."""
        lexicon = self._translate.lexicon
        every = [
            self._found.of_terms(
                dict.fromkeys(map(lexicon.text, lexicon.of_numbers(some).tolist()))
            )
            for some in keys
        ]
        noted: dict[str, Body] = {}
        for found in every:
            found.had.of(found.query, noted)
        self._found.had.learn(noted)
        return [found.counts() for found in every]


def _postings(
    name: str, field: FieldPostings, numbers: Iterable[int], opens: Floats
) -> tuple[NDArray[Any], Floats]:
    """The pages of a field's postings of these terms, and what each counts."""
    _, place = had(field, np.array(list(numbers), np.int64))
    first = field.indptr[place].astype(np.int64)
    posting = gather(first, field.indptr[place + 1] - first)
    return field.doc_id[posting], weighted(name, field, posting, opens)


class SelectedPositions(Positions):
    """Where terms stand on the selection's pages."""

    def __init__(
        self, segment: SegmentArrays, bases: NDArray[np.int64], alive: NDArray[np.bool_],
        translate: Translation, found: FoundPages,
    ) -> None:  # fmt: skip
        super().__init__([segment], bases, alive)
        self._translate = translate
        self._found = found

    def phrase(self, words: Sequence[Sequence[Terms]], gap: int | None) -> PageList:
        """The pages on which the words stand in a row, or near each other."""
        found = super().phrase(words, gap)
        texts = [list(dict.fromkeys(self._translate.texts(word))) for word in words]
        return PageList(found.doc_id, found.weight, self._found.of(in_row(texts, gap, FIELDS)))

    def of_each(
        self, name: str, words: Sequence[Sequence[Terms]],
        among: NDArray[np.bool_] | None = None, *, together: bool = False,
    ) -> list[NDArray[np.int64]]:  # fmt: skip
        """Where each word stands in a field."""
        numbers = (self._translate.numbers(self._translate.texts(word)) for word in words)
        own = [[np.array(list(numbers_of), np.int64)] for numbers_of in numbers]
        return super().of_each(name, own, among, together=together)


class SelectedTerms(PageTerms):
    """What selected pages have, made when it is asked for: the lexicon has the numbers of words,
    and few of all that stand on the pages are wanted."""

    def __init__(
        self, pages: int, terms: int,
        made: Callable[[NDArray[np.bool_], NDArray[np.bool_] | None], Iterable[VectorPart]],
    ) -> None:  # fmt: skip
        super().__init__(pages, terms, ())
        self._made = made

    def where(self, wanted: NDArray[np.bool_], pages: NDArray[np.bool_] | None = None) -> Rows:
        """The rows of the terms that are ``wanted`` (a mask), of some ``pages`` (a mask) or all."""
        parts = list(self._made(wanted, pages))
        return PageTerms(self.pages, self._terms, parts).where(wanted, pages)


class SelectedVectors(Vectors):
    """The vectors of the selection's pages, in the lexicon's terms; of its ``parts`` a page's words
    are in ``part_of``."""

    def __init__(
        self, translate: Translation, segment: SegmentArrays, scale: Floats,
        parts: Sequence[SegmentArrays], part_of: Callable[[int], int],
    ) -> None:  # fmt: skip
        super().__init__(parts, np.zeros(0, np.int64), translate.lexicon.bases, scale)
        self._vectors = segment.vectors
        self._translate = translate
        self._texts = list(translate.terms)
        self._part_of = part_of

    def of(self, candidates: Candidates) -> PageTerms:
        """What each of these pages has, and what its material's summary page has."""
        doc_id, summary = candidates.doc_id, candidates.summary
        below = np.flatnonzero(summary >= 0)
        rows = (doc_id, np.arange(len(doc_id))), (summary[below], below)

        def made(
            wanted: NDArray[np.bool_], pages: NDArray[np.bool_] | None
        ) -> Iterator[VectorPart]:
            own = self._own(wanted)
            for some, owner in rows:
                kept = slice(None) if pages is None else pages[owner]
                yield from self._selected(some[kept], owner[kept], own)

        return SelectedTerms(len(doc_id), int(self._terms[-1]), made)

    def _own(self, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which terms of the selection are wanted; all, when that is found out faster there."""
        numbers = np.flatnonzero(wanted)
        if len(numbers) >= len(self._texts):
            return np.ones(len(self._texts), np.bool_)
        own = np.zeros(len(self._texts), np.bool_)
        texts = map(self._translate.lexicon.text, numbers.tolist())
        own[[*self._translate.numbers(texts)]] = True
        return own

    def _selected(
        self, doc_id: Ints, owner: NDArray[np.int64], wanted: NDArray[np.bool_]
    ) -> Iterator[VectorPart]:
        """The rows of ascending pages, by lexicon."""
        lexicon_of = np.array([*map(self._part_of, doc_id.tolist())], np.int64)
        for s in np.unique(lexicon_of).tolist():
            here = lexicon_of == s
            yield self._part(s, doc_id[here], owner[here], wanted)

    def _part(
        self, s: int, pages: Ints, owner: NDArray[np.int64], wanted: NDArray[np.bool_]
    ) -> VectorPart:
        vectors = self._vectors
        first = vectors.indptr[pages].astype(np.int64)
        count = vectors.indptr[pages + 1] - first
        every = vectors.terms(pages.astype(np.int64), first, first + count)
        kept = np.flatnonzero(wanted[every])
        row = np.repeat(np.arange(len(pages)), count)[kept]
        own, place = np.unique(every[kept], return_inverse=True)
        numbers = map(self._segments[s].vocabulary.number, (self._texts[t] for t in own.tolist()))
        terms = np.array([-1 if n is None else n for n in numbers], np.int64)[place]
        order = np.lexsort((terms, row))
        weight = vectors.weight[gather(first, count)[kept][order]]
        lead = vectors.lead[gather(vectors.first_lead[pages], count)[kept][order]]
        ends = np.cumsum(np.bincount(row, minlength=len(pages)))
        none = np.zeros(len(pages), np.int64)
        return VectorPart(
            self._terms[s], terms[order], weight, lead, none, none, ends, owner, self._scale[pages],
        )  # fmt: skip
