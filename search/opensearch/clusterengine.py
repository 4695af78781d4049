"""Answering over one generation in the cluster.

The cluster finds the pages that meet a query, counts them, and puts first those that are about the
best; these are ranked, marked and shown by the searcher of the embedded index, over a collection of
them alone.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter

from search.answering.engine import AskedQuery, Engine, WantedFindings, WantedMaterials
from search.answering.results import Hit, MaterialHit, Occurrence, Results
from search.answering.searcher import Searcher
from search.asking.filters import NO_FILTERS, Filters
from search.asking.query import AS_USUAL
from search.findings.finding import Findings
from search.index.manifest import Manifest
from search.index.segments.arrays import SegmentArrays
from search.library.budget import SHOWING, Budget
from search.library.pagelayout import PageLayout
from search.library.record import SUMMARY_PAGE, MaterialRecord, PageRecord
from search.opensearch.cluster import Body, Cluster
from search.opensearch.clustermanifest import ClusterManifest
from search.opensearch.clusterquery import ClusterQueries, ClusterQuery
from search.opensearch.facetcounts import facet_aggregations, facets_of
from search.opensearch.filtering import ORDERS, accepted
from search.opensearch.found import EVERYTHING, PageCounts
from search.opensearch.pagedocuments import typed as typed_start
from search.opensearch.selecting import Selecting
from search.opensearch.selection import Selection, Whole
from search.opensearch.view import (
    AS_RANKED,
    IN_ORDER,
    MOST,
    RECORDS,
    SUMMARIES,
    PointInTime,
    ranked_of,
)
from search.ranking.lexicon import Lexicon
from search.ranking.ranking import MOST_CANDIDATES
from search.ranking.weights import WEIGHTS, Weights
from search.showing.highlighting import Highlighter

COUNTED_AT_ONCE = 200


class _Over(Searcher):
    """The searcher over a selection; whether another query finds anything, the engine knows."""

    def __init__(
        self, selection: Selection, manifest: Manifest, finds: Callable[[str, Budget], bool]
    ) -> None:
        super().__init__(selection, manifest)
        self._finds_elsewhere = finds

    def _finds(self, query: str, budget: Budget) -> bool:
        return self._finds_elsewhere(query, budget)


class ClusterEngine(Engine):
    """Answers over one generation in the cluster."""

    def __init__(
        self, cluster: Cluster, manifest: ClusterManifest, lexicons: Sequence[SegmentArrays],
        weights: Weights = WEIGHTS,
    ) -> None:  # fmt: skip
        self._cluster = cluster
        self._kept = manifest.filter
        self._index = manifest.index
        self._orders = manifest.orders
        self._counts = PageCounts(self._count)
        with_text, spread = self._measure()
        super().__init__(manifest, Lexicon(lexicons, with_text))
        self._whole = Whole(
            self._lexicon, lexicons, with_text, spread,
            tuple(part.last for part in manifest.lexicons), weights,
        )  # fmt: skip
        self._queries = ClusterQueries(self._whole, self._counts)

    def _search(self, asked: AskedQuery, wanted: WantedMaterials) -> Results:
        start = perf_counter()
        query = self._query(asked)
        with self._selecting() as some:
            pages, counted = some.first(query, asked.filters, wanted)
            selection = some.selection(pages)
            if wanted.sort in ORDERS:
                selection.prepare_records()
            mine = replace(wanted, facets=False, alike=False)
            results = self._over(selection)._search(asked, mine)
            materials = results.materials
            if counted.pages > len(pages):
                materials = some.completed(query, materials)
            left = wanted.limit - len(materials) if wanted.alike else 0
            like: tuple[MaterialHit, ...] = ()
            if (
                left > 0
                and counted.total <= wanted.upto
                and (others := some.alike(query, asked.filters))
            ):
                rest = replace(wanted, limit=left, offset=0, sort="relevance", facets=False)
                like = self._over(some.selection(others))._search(asked, rest).alike
        return replace(
            results,
            total=counted.total,
            total_pages=counted.pages,
            total_all=counted.all_pages,
            materials=materials,
            alike=like,
            facets=counted.facets,
            took=perf_counter() - start,
        )

    def _occurrences(self, asked: AskedQuery) -> Iterator[Occurrence]:
        wanted = {"bool": {"filter": [self._query(asked).hits.query, accepted(asked.filters)]}}
        with self._selecting() as some:
            for hits in some.view.every(wanted, AS_RANKED):
                pages = ranked_of(hits)
                selection = some.selection(pages)
                here = {(page.material, page.number) for page in pages}
                ids = (selection.doc_id(page.order, page.number) for page in pages)
                selection.prepare([doc_id for doc_id in ids if doc_id is not None])
                found = self._over(selection)._occurrences(replace(asked, filters=NO_FILTERS))
                yield from (one for one in found if (one.material_id, one.number) in here)
                if asked.budget.spent(SHOWING):
                    return

    def _findings(self, asked: AskedQuery, wanted: WantedFindings) -> Findings:
        size = MOST_CANDIDATES if wanted.thin is False else MOST
        with self._selecting() as some:
            pages = some.best(self._query(asked), asked.filters, size)
            return self._over(some.selection(pages))._findings(asked, wanted)

    def _hit(self, asked: AskedQuery, material_id: str, number: int) -> Hit | None:
        order = self._orders.get(material_id)
        if order is None:
            return None
        page = {"bool": {"filter": [{"term": {"order": order}}, {"term": {"number": number}}]}}
        with self._selecting() as some:
            over = self._over(some.selection(some.view.ranked(page)))
            return over._hit(asked, material_id, number)

    def _highlighters(self, asked: AskedQuery, material_id: str | None) -> Iterator[Highlighter]:
        evaluation = self._query(asked).evaluation
        order = self._orders.get(material_id or "")
        ends = self._whole.ends
        some = range(len(ends)) if order is None else [sum(end <= order for end in ends)]
        return (
            Highlighter(self._lexicon, self._whole.with_text, evaluation.leaves,
                        evaluation.reading, segment)
            for segment in some
        )  # fmt: skip

    def _titles(self, typed: str) -> list[str]:
        start = typed_start(typed.lstrip())
        if not start.strip():
            return []
        with self._view(once=True) as view:
            wanted = {"bool": {"filter": [SUMMARIES, {"prefix": {"typed": start}}]}}
            hits = view.hits(wanted, sort=IN_ORDER, size=2, **RECORDS)
        return [_record(hit).material.title for hit in hits]

    def material(self, material_id: str) -> MaterialRecord | None:
        """The record of a material, None when the index has none with that id."""
        found = self._stored(material_id, SUMMARY_PAGE)
        return None if found is None else MaterialRecord.model_validate_json(found["record"])

    def materials(
        self, filters: Filters = NO_FILTERS, *, sort: str = ""
    ) -> tuple[MaterialRecord, ...]:
        """Every material that the filters accept."""
        order = [*ORDERS.get(sort, ()), *IN_ORDER]
        wanted = {"bool": {"filter": [SUMMARIES, accepted(filters)]}}
        with self._view() as view:
            every = view.every(wanted, RECORDS, order)
            return tuple(_record(hit) for hits in every for hit in hits)

    def facet_counts(self, filters: Filters = NO_FILTERS) -> dict[str, dict[str, int]]:
        """How many of all materials have each value of each facet."""
        with self._view(once=True) as view:
            found = view.search(SUMMARIES, size=0, aggs=facet_aggregations(filters, ()))
        return facets_of(found["aggregations"], filters)

    def page(self, material_id: str, number: int) -> PageRecord | None:
        """A page as indexed, None when the index has no such page."""
        found = self._stored(material_id, number)
        if found is None:
            return None
        return PageRecord(
            number, str(found["label"] or ""), str(found["text"]), language=found["language"],
            layout=PageLayout.load(found["layout"]),
        )  # fmt: skip

    def page_text(self, material_id: str, number: int) -> str | None:
        """The text of a page, None when the index has no such page."""
        found = self._stored(material_id, number)
        return None if found is None else str(found["text"])

    def _stored(self, material_id: str, number: int) -> Body | None:
        order = self._orders.get(material_id)
        if order is None:
            return None
        with self._view() as view:
            return view.stored([(order, number)]).get((order, number))

    def _view(self, *, once: bool = False) -> PointInTime:
        return PointInTime(self._cluster, self._index, self._kept, once=once)

    @contextmanager
    def _selecting(self) -> Iterator[Selecting]:
        with self._view() as view:
            yield Selecting(view, self._whole, self._counts, self._orders)

    def _over(self, selection: Selection) -> _Over:
        return _Over(selection, self.manifest, self._finds)

    def _query(self, asked: AskedQuery) -> ClusterQuery:
        return self._queries.of(asked.text, asked.reading, asked.budget)

    def _finds(self, query: str, budget: Budget) -> bool:
        return self._queries.of(query, AS_USUAL, budget).hits.counts()[0] > 0

    def _measure(self) -> tuple[int, tuple[float, float]]:
        """How many pages have text; mean and deviation of the logarithms of their lengths."""
        aggregations = {
            "lengths": {"extended_stats": {"field": "log_length"}},
            "with_text": {"filter": {"term": {"has_text": True}}},
        }
        with self._view(once=True) as view:
            found = view.search(EVERYTHING, size=0, aggs=aggregations)["aggregations"]
        lengths = found["lengths"]
        spread = (lengths["avg"] or 0.0, lengths["std_deviation"] or 0.0)
        return max(1, found["with_text"]["doc_count"]), spread

    def _count(self, queries: Sequence[Body]) -> list[tuple[int, int]]:
        """How many pages meet each query, and how many summary pages."""
        found: list[tuple[int, int]] = []
        with self._view(once=True) as view:
            for start in range(0, len(queries), COUNTED_AT_ONCE):
                some = queries[start : start + COUNTED_AT_ONCE]
                aggregations = {
                    str(n): {"filter": query, "aggs": {"summaries": {"filter": SUMMARIES}}}
                    for n, query in enumerate(some)
                }
                told = view.search(EVERYTHING, size=0, aggs=aggregations)["aggregations"]
                each = (told[str(n)] for n in range(len(some)))
                found += ((one["doc_count"], one["summaries"]["doc_count"]) for one in each)
        return found


def _record(hit: Body) -> MaterialRecord:
    return MaterialRecord.model_validate_json(hit["_source"]["stored"]["record"])
