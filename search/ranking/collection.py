"""One generation of the index, open for asking."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.asking.fieldnames import CAPTION, VALUES
from search.index.opened import OpenIndex
from search.index.segments.arrays import Ints
from search.library.pagelayout import PageLayout
from search.library.record import MaterialRecord
from search.ranking.facets import FacetTable
from search.ranking.frequencies import gather, length_scale
from search.ranking.leaf import Leaf
from search.ranking.lexicon import Lexicon
from search.ranking.lists import Lists
from search.ranking.named import FieldValues, NamedValues
from search.ranking.pagelist import PageList
from search.ranking.pages import read_pages
from search.ranking.proximity import Positions
from search.ranking.scoring import Scorer
from search.ranking.vectors import Vectors
from search.ranking.weights import Weights

Mask = NDArray[np.bool_]
REMEMBERED_PAGES = 4096
"""Pages whose stored fields are remembered, some 10 MB of text."""
READ_AGAIN = 64
"""Pages whose layout is remembered: of those that are shown, findings are read next."""
_layout = lru_cache(maxsize=READ_AGAIN)(PageLayout.load)


class Collection:
    """What the search needs of one generation. Read only; safe to share between threads."""

    def __init__(self, index: OpenIndex, weights: Weights) -> None:
        self._index = index
        segments = index.segments
        self.pages = pages = read_pages(segments, index.alive)
        sizes = [len(segment.pages.number) for segment in segments]
        bases = np.cumsum([0, *sizes], dtype=np.int64)
        self._bases: list[int] = bases.tolist()
        self.lexicon = Lexicon(segments, pages.with_text)
        self.scale = length_scale(segments, pages.alive, weights.b)
        lists = Lists(segments, bases, self.scale, pages.is_summary, self.lexicon.numbers)
        self.scorer = Scorer(lists, self.lexicon, pages, weights)
        self.vectors = Vectors(segments, bases, self.lexicon.bases, self.scale)
        self.positions = Positions(segments, bases, pages.alive)
        self.named: Callable[[str], FieldValues] = lru_cache(maxsize=None)(self._named)
        self.record = lru_cache(maxsize=None)(self._record)
        self._stored: Callable[[int], Mapping[str, Any]] = lru_cache(maxsize=REMEMBERED_PAGES)(
            index.stored.of
        )

    def __bool__(self) -> bool:
        return bool(self.pages.materials)

    @cached_property
    def facets(self) -> FacetTable:
        """The materials' values of every facet."""
        return FacetTable([self.record(m) for m in range(len(self.pages.materials))])

    def _named(self, field: str) -> NamedValues:
        """The values of a field that a query can name. Raises KeyError for one of numbers."""
        if field == CAPTION:
            return NamedValues(self._captions())
        value = VALUES[field]
        every = range(len(self.pages.materials))
        return NamedValues([value(self.record(m).material) for m in every])

    def _captions(self) -> list[str]:
        """What the tables and figures of each page are called."""
        said = [""] * len(self.pages.alive)
        for m in range(len(self.pages.materials)):
            for caption in self.record(m).captions:
                if (page := self.page(m, caption.number)) is not None:
                    said[page] += f"{caption.searched}\n"
        return said

    def every(self) -> Mask:
        """All pages."""
        return self.pages.alive.copy()

    def having(self, lists: Iterable[PageList]) -> Mask:
        """The pages on any of the lists."""
        found = np.zeros(len(self.pages.alive), np.bool_)
        for pages in lists:
            found[pages.doc_id] = True
        return found

    def numbered(self, first: int, last: int) -> Mask:
        """The pages with these numbers, both included."""
        number = self.pages.number
        found: Mask = self.pages.alive & (number >= first) & (number <= last)
        return found

    def in_years(self, first: int, last: int) -> Mask:
        """The pages of what was published in these years, both included."""
        return self.of_materials(self.facets.in_years(first, last))

    def of_materials(self, some: Mask) -> Mask:
        """The pages of some materials."""
        found: Mask = self.pages.alive & some[self.pages.material]
        return found

    def having_within(self, leaves: Sequence[Leaf], materials: Ints) -> NDArray[np.float64]:
        """On how many pages of each of these materials each leaf stands, ``[leaf, material]``."""
        counts = self.pages.ends[materials] - self.pages.starts[materials]
        own = gather(self.pages.starts[materials], counts).astype(np.int32)
        first = np.cumsum(counts) - counts
        having = np.zeros((len(leaves), len(counts)))
        for n, leaf in enumerate(leaves):
            having[n] = np.add.reduceat(leaf.stands_on(own), first, dtype=np.int64)
        return having

    def share_below(self, leaf: Leaf, material: int) -> float:
        """On which share of a material's pages, the summary left out, a leaf stands."""
        own = np.arange(self.pages.starts[material] + 1, self.pages.ends[material], dtype=np.int32)
        return float(np.count_nonzero(leaf.stands_on(own)) / len(own))

    def prepare(self, doc_ids: Iterable[int]) -> None:
        """Make ready what is stored of these pages, where that is far away."""

    @property
    def segments(self) -> int:
        """How many segments there are."""
        return len(self._index.segments)

    def segment_of(self, doc_id: int) -> int:
        """The segment of a page."""
        return bisect_right(self._bases, doc_id) - 1

    def stored(self, doc_id: int) -> Mapping[str, Any]:
        """What is stored of a page."""
        return self._stored(doc_id)

    def text(self, doc_id: int) -> str:
        """The text of a page."""
        stored = self.stored(doc_id)
        return str(stored.get("body") or stored.get("summary") or "")

    def layout(self, doc_id: int) -> PageLayout:
        """What is known of a page beside its text."""
        return _layout(self.stored(doc_id).get("layout"))

    def page(self, material: int, number: int) -> int | None:
        """The ``doc_id`` of a material's page, None when it has no such page."""
        start, end = int(self.pages.starts[material]), int(self.pages.ends[material])
        numbers = self.pages.number[start:end]
        at = int(numbers.searchsorted(number, "right")) - 1
        return start + at if at >= 0 and numbers[at] == number else None

    def _record(self, material: int) -> MaterialRecord:
        stored = self._index.stored.of(int(self.pages.summary[material]))
        return MaterialRecord.model_validate_json(stored["record"])
