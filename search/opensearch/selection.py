"""Some pages of a generation as a collection of their own, which our code ranks, marks and shows.

What depends on all pages (how many have a word, how long they are) is told by the cluster, so a
page is worth here what it is worth in the embedded index.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.index.fields import FIELD_WEIGHTS, LEADS, TEXT_FIELDS
from search.index.segments.arrays import (
    Compounds,
    FieldPostings,
    Floats,
    Ints,
    Keys,
    PageTable,
    ReadyLists,
    SegmentArrays,
    Terms,
)
from search.index.segments.readylists import EIGHTHS, MOST, QUARTERS, make_vectors, weighted
from search.index.segments.vocabulary import Vocabulary
from search.library.record import SUMMARY_PAGE, MaterialRecord
from search.opensearch.cluster import Body
from search.opensearch.found import NOTHING, FoundPages, in_row
from search.opensearch.pagedocuments import FIELDS, stored
from search.opensearch.tokentext import decode
from search.opensearch.view import PointInTime
from search.ranking.collection import Collection
from search.ranking.evaluate import Leaf
from search.ranking.facets import FacetTable
from search.ranking.frequencies import gather, had, length_scale
from search.ranking.lexicon import Lexicon
from search.ranking.lists import Lists
from search.ranking.named import FieldValues, NamedValues
from search.ranking.pagelist import PageList
from search.ranking.pages import Pages
from search.ranking.proximity import Positions
from search.ranking.scoring import Scorer
from search.ranking.vectors import VectorPart, Vectors
from search.ranking.weights import Weights


@dataclass(frozen=True)
class Whole:
    """What is known of all pages: the ``lexicon`` and its ``parts``, how many pages have text, mean
    and deviation of the logarithms of their lengths, and the first order after each lexicon's."""

    lexicon: Lexicon
    parts: Sequence[SegmentArrays]
    with_text: int
    spread: tuple[float, float]
    ends: tuple[int, ...]
    weights: Weights


class Selection(Collection):
    """The pages of ``hits`` (as the cluster gives them), and the summary pages of their materials,
    which must be among them. Pages between them that are not there have numbers too, so that
    neighbours are neighbours."""

    def __init__(
        self, whole: Whole, hits: Sequence[Body], found: FoundPages, view: PointInTime | None
    ) -> None:
        self.whole = whole
        self._view = view
        self._found = found
        self._had: dict[int, Body] = {}
        self._having: dict[str, dict[int, tuple[int, int]]] = {}
        sources = sorted(
            {(h["_source"]["order"], h["_source"]["number"]): h["_source"] for h in hits}.items()
        )
        self._sources = [source for _, source in sources]
        self._lay_out()
        segment = self._segment()
        bases = np.array([0, len(self.pages.alive)], np.int64)
        weights = whole.weights
        self.lexicon = whole.lexicon
        self.scale = length_scale([segment], self.pages.alive, weights.b, whole.spread)
        translate = _Translation(whole.lexicon, self._terms)
        lists = SelectedLists(segment, bases, self.scale, translate, found)
        self.scorer = Scorer(lists, whole.lexicon, self.pages, weights)
        self.vectors = SelectedVectors(whole.lexicon, segment, self._terms, self.scale, self)
        self.positions = SelectedPositions(segment, bases, self.pages.alive, translate, found)
        self.named: Callable[[str], FieldValues] = lru_cache(maxsize=None)(self._named)
        self.record = lru_cache(maxsize=None)(self._record)

    def __bool__(self) -> bool:
        return True

    def stored(self, doc_id: int) -> Body:
        """What is stored of a page."""
        if doc_id not in self._had:
            self.prepare([doc_id])
        return self._had[doc_id]

    def prepare(self, doc_ids: Iterable[int]) -> None:
        """Fetch what is stored of these pages, and of their materials' summary pages."""
        every = list(doc_ids)
        every += [int(self.pages.summary[self.pages.material[doc_id]]) for doc_id in every]
        wanted = {self._place(doc_id): doc_id for doc_id in every if doc_id not in self._had}
        if self._view and wanted:
            for place, content in self._view.stored(wanted).items():
                self._had[wanted[place]] = stored(content)

    def foresee(self, lists: Iterable[PageList]) -> None:
        """Count these lists' pages at once."""
        noted: dict[str, Body] = {}
        for part in lists:
            if isinstance(part.of, FoundPages):
                part.of.had.of(part.of.query, noted)
        self._found.had.learn(noted)

    def having_within(self, leaves: Sequence[Leaf], materials: Ints) -> NDArray[np.float64]:
        """On how many pages of each of these materials each leaf stands, ``[leaf, material]``."""
        told = self._count_within(leaves, materials.tolist())
        return np.array([[of[self._orders[m]][0] for m in materials.tolist()] for of in told],
                        np.float64).reshape(len(leaves), len(materials))  # fmt: skip

    def share_below(self, leaf: Leaf, material: int) -> float:
        """On which share of a material's pages, the summary left out, a leaf stands."""
        ((having, summaries),) = (
            of[self._orders[material]] for of in self._count_within([leaf], [material])
        )
        size = int(self.pages.ends[material] - self.pages.starts[material]) - 1
        return (having - summaries) / size

    def _count_within(
        self, leaves: Sequence[Leaf], materials: Iterable[int]
    ) -> list[dict[int, tuple[int, int]]]:
        """By leaf and order of these materials: pages on which it stands, and summary pages. What
        is not known is asked at once, for the materials of all pages that are made ready too."""
        queries = [self._having_any(leaf.hits) for leaf in leaves]
        keys = [json.dumps(query, sort_keys=True) for query in queries]
        orders = {self._orders[m] for m in materials}
        known = [self._having.setdefault(key, {}) for key in keys]
        if self._view and any(orders - of.keys() for of in known):
            orders |= {self._place(doc_id)[0] for doc_id in self._had}
            for of, counted in zip(known, self._view.within(queries, sorted(orders)), strict=True):
                of.update(counted)
        return known

    def _having_any(self, lists: Iterable[PageList]) -> Body:
        found = self._found.of(NOTHING)
        for part in lists:
            if isinstance(part.of, FoundPages):
                found |= part.of
        return found.query

    def prepare_records(self) -> None:
        """Fetch the records of all materials."""
        self.prepare(self.pages.summary.tolist())

    @cached_property
    def facets(self) -> FacetTable:
        """The facets of its materials."""
        self.prepare_records()
        return FacetTable([self.record(m) for m in range(len(self.pages.materials))])

    @property
    def segments(self) -> int:
        """How many lexicons there are."""
        return len(self.whole.ends)

    def segment_of(self, doc_id: int) -> int:
        """The lexicon that has a page's words."""
        return bisect_right(self.whole.ends, self._place(doc_id)[0])

    def doc_id(self, order: int, number: int) -> int | None:
        """A page, None when it isn't among them."""
        return self._ids.get((order, number))

    def page(self, material: int, number: int) -> int | None:
        """The ``doc_id`` of a material's page, None when it isn't among them."""
        return self.doc_id(self._orders[material], number)

    def _place(self, doc_id: int) -> tuple[int, int]:
        return self._places[doc_id]

    def _record(self, material: int) -> MaterialRecord:
        kept = self.stored(int(self.pages.summary[material]))
        return MaterialRecord.model_validate_json(kept["record"])

    def _named(self, field: str) -> NamedValues:
        self.prepare_records()
        return super()._named(field)

    def _lay_out(self) -> None:
        """Number the pages: ``pages``, and from page to place and back."""
        counts: dict[int, int] = {}
        names: dict[int, str] = {}
        for source in self._sources:
            counts[source["order"]] = source["count"]
            names[source["order"]] = source["material"]
        self._orders = list(counts)
        material = {order: m for m, order in enumerate(self._orders)}
        bounds = list(accumulate(counts.values(), initial=0))
        size = bounds[-1]
        alive, number = np.zeros(size, np.bool_), np.full(size, -1, np.int32)
        title_idf, norm = np.zeros(size, np.float32), np.zeros(size, np.float32)
        self._opens = np.zeros(size, np.float32)
        summary = np.zeros(len(counts), np.int64)
        self._places: dict[int, tuple[int, int]] = {}
        for source in self._sources:
            m = material[source["order"]]
            doc_id = bounds[m] + source["place"]
            self._places[doc_id] = (source["order"], source["number"])
            alive[doc_id], number[doc_id] = True, source["number"]
            weights = source["weights"]
            title_idf[doc_id], norm[doc_id] = weights["title_idf"], weights["norm"]
            self._opens[doc_id] = weights["opens"]
            if source["number"] == SUMMARY_PAGE:
                summary[m] = doc_id
        self._ids = {place: doc_id for doc_id, place in self._places.items()}
        self.pages = Pages(
            alive, number, np.repeat(np.arange(len(counts)), [*counts.values()]).astype(np.int32),
            tuple(names.values()), np.array(bounds[:-1], np.int64), np.array(bounds[1:], np.int64),
            summary, self.whole.with_text, title_idf, norm,
        )  # fmt: skip

    def _segment(self) -> SegmentArrays:
        """The pages' postings."""
        terms: dict[str, int] = defaultdict(count().__next__)
        size, doc_ids = len(self.pages.alive), np.array(list(self._places), np.int32)
        fields = {}
        for name in TEXT_FIELDS:
            encoded = [
                source["weights"]["opening"] if name == "opening" else source.get(name) or ""
                for source in self._sources
            ]
            fields[name] = decode(encoded, doc_ids, terms).sort(size)
        self._terms = terms
        nothing = np.zeros(0, np.int32)
        none = Vocabulary.of(())
        return SegmentArrays(
            none, nothing, Keys(none, np.zeros(1, np.int32), nothing), Compounds.of({}),
            ReadyLists(0, np.zeros(1, np.int32), nothing, nothing.astype(np.uint8),
                       nothing.astype(np.uint8), nothing, self._opens, self.pages.title_idf,
                       self.pages.norm),
            make_vectors(fields, self._opens), fields,
            PageTable(self.pages.number, self.pages.material, self.pages.materials),
        )  # fmt: skip


class _Translation:
    """From the lexicon's terms, by lexicon and numbered as there, to those of the selection."""

    def __init__(self, lexicon: Lexicon, terms: dict[str, int]) -> None:
        self.lexicon = lexicon
        self._terms = terms

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
            number = self._terms.get(text)
            if number is not None:
                found.setdefault(number, at)
        return dict(sorted(found.items()))


class SelectedLists(Lists):
    """The lists of the selection's pages, which tell of all pages too."""

    def __init__(
        self, segment: SegmentArrays, bases: NDArray[np.int64], scale: Floats,
        translate: _Translation, found: FoundPages,
    ) -> None:  # fmt: skip
        super().__init__([segment], bases, scale, segment.pages.number == SUMMARY_PAGE)
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
        translate: _Translation, found: FoundPages,
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
        self, name: str, words: Sequence[Sequence[Terms]], among: NDArray[np.bool_] | None = None
    ) -> list[NDArray[np.int64]]:
        """Where each word stands in a field."""
        numbers = (self._translate.numbers(self._translate.texts(word)) for word in words)
        return super().of_each(name, [[np.array(list(own), np.int64)] for own in numbers], among)


class SelectedVectors(Vectors):
    """The vectors of the selection's pages, in the lexicon's terms."""

    def __init__(
        self, lexicon: Lexicon, segment: SegmentArrays, terms: dict[str, int], scale: Floats,
        selection: Selection,
    ) -> None:  # fmt: skip
        super().__init__(selection.whole.parts, np.zeros(0, np.int64), lexicon.bases, scale)
        self._vectors = segment.vectors
        self._texts = list(terms)
        self._selection = selection

    def _parts(self, doc_id: Ints, owner: NDArray[np.int64]) -> Iterator[VectorPart]:
        """The rows of ascending pages, by lexicon."""
        lexicon_of = np.array([*map(self._selection.segment_of, doc_id.tolist())], np.int64)
        for s in np.unique(lexicon_of).tolist():
            here = lexicon_of == s
            yield self._part(s, doc_id[here], owner[here])

    def _part(self, s: int, pages: Ints, owner: NDArray[np.int64]) -> VectorPart:
        first = self._vectors.indptr[pages].astype(np.int64)
        count = self._vectors.indptr[pages + 1] - first
        at = gather(first, count)
        own, place = np.unique(self._vectors.terms[at], return_inverse=True)
        numbers = map(self._segments[s].vocabulary.number, (self._texts[t] for t in own.tolist()))
        terms = np.array([-1 if n is None else n for n in numbers], np.int64)[place]
        order = np.lexsort((terms, np.repeat(np.arange(len(pages)), count)))
        base: np.int64 = self._terms[s]
        return VectorPart(
            self._vectors,
            base,
            at[order],
            terms[order],
            np.cumsum(count),
            owner,
            self._scale[pages],
        )
