"""Some pages of a generation as a collection of their own, which our code ranks, marks and shows.

What depends on all pages (how many have a word, how long they are) is told by the cluster, so a
page is worth here what it is worth in the embedded index.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import (
    Compounds,
    Ints,
    Keys,
    PageTable,
    ReadyLists,
    SegmentArrays,
)
from search.index.segments.readylists import make_vectors
from search.index.segments.vocabulary import Vocabulary
from search.library.record import SUMMARY_PAGE, MaterialRecord
from search.opensearch.cluster import Body
from search.opensearch.found import FoundPages
from search.opensearch.pagedocuments import stored
from search.opensearch.rankedpage import RankedPage, field_tokens
from search.opensearch.selected import (
    SelectedLists,
    SelectedPositions,
    SelectedVectors,
    Translation,
)
from search.opensearch.view import PointInTime
from search.ranking.collection import Collection
from search.ranking.facets import FacetTable
from search.ranking.frequencies import length_scale
from search.ranking.leaf import Leaf
from search.ranking.lexicon import Lexicon
from search.ranking.named import FieldValues, NamedValues
from search.ranking.pagelist import PageList
from search.ranking.pages import Pages
from search.ranking.scoring import Scorer
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
    """Some ``pages``, with the summary pages of their materials. Pages between them that are not
    there have numbers too, so that neighbours are neighbours."""

    def __init__(
        self, whole: Whole, pages: Sequence[RankedPage], found: FoundPages,
        view: PointInTime | None,
    ) -> None:  # fmt: skip
        self.whole = whole
        self._view = view
        self._found = found
        self._had: dict[int, Body] = {}
        self._having: dict[str, dict[int, tuple[int, int]]] = {}
        every = {(page.order, page.number): page for page in pages}
        some = [every[place] for place in sorted(every)]
        self._lay_out(some)
        segment = self._segment(some)
        bases = np.array([0, len(self.pages.alive)], np.int64)
        weights = whole.weights
        self.lexicon = whole.lexicon
        self.scale = length_scale([segment], self.pages.alive, weights.b, whole.spread)
        translate = Translation(whole.lexicon, self._terms)
        lists = SelectedLists(segment, bases, self.scale, translate, found)
        self.scorer = Scorer(lists, whole.lexicon, self.pages, weights)
        self.vectors = SelectedVectors(translate, segment, self.scale, whole.parts, self.segment_of)
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
        some = (of for part in lists if isinstance(of := part.of, FoundPages))
        return self._found.of_any(some).query

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

    def _lay_out(self, some: Sequence[RankedPage]) -> None:
        """Number the pages: ``pages``, and from page to place and back."""
        counts: dict[int, int] = {}
        names: dict[int, str] = {}
        for page in some:
            counts[page.order] = page.pages
            names[page.order] = page.material
        self._orders = list(counts)
        material = {order: m for m, order in enumerate(self._orders)}
        bounds = list(accumulate(counts.values(), initial=0))
        size = bounds[-1]
        alive, number = np.zeros(size, np.bool_), np.full(size, -1, np.int32)
        title_idf, norm = np.zeros(size, np.float32), np.zeros(size, np.float32)
        self._opens, contents = np.zeros(size, np.float32), np.zeros(size, np.bool_)
        summary = np.zeros(len(counts), np.int64)
        self._places: dict[int, tuple[int, int]] = {}
        for page in some:
            m = material[page.order]
            doc_id = bounds[m] + page.place
            self._places[doc_id] = (page.order, page.number)
            alive[doc_id], number[doc_id] = True, page.number
            title_idf[doc_id], norm[doc_id] = page.title_idf, page.norm
            self._opens[doc_id], contents[doc_id] = page.opens, page.contents
            if page.number == SUMMARY_PAGE:
                summary[m] = doc_id
        self._ids = {place: doc_id for doc_id, place in self._places.items()}
        self.pages = Pages(
            alive, number, np.repeat(np.arange(len(counts)), [*counts.values()]).astype(np.int32),
            tuple(names.values()), np.array(bounds[:-1], np.int64), np.array(bounds[1:], np.int64),
            summary, self.whole.with_text, title_idf, norm, contents,
        )  # fmt: skip

    def _segment(self, some: Sequence[RankedPage]) -> SegmentArrays:
        """The pages' postings."""
        size, doc_ids = len(self.pages.alive), np.array(list(self._places), np.int32)
        tokens, self._terms = field_tokens(some, doc_ids)
        fields = {name: found.sort(size) for name, found in tokens.items()}
        nothing = np.zeros(0, np.int32)
        none = Vocabulary.of(())
        return SegmentArrays(
            none, nothing, Keys(none, np.zeros(1, np.int32), nothing), Compounds.of({}),
            ReadyLists.of_none(self._opens, self.pages.title_idf, self.pages.norm),
            make_vectors(fields, self._opens), fields,
            PageTable(
                self.pages.number, self.pages.material, self.pages.materials, self.pages.contents
            ),
        )  # fmt: skip
