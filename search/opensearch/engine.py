"""Answering over one generation in the cluster.

The cluster finds the pages that meet a query, counts them, and puts first those that are about the
best; these are ranked, marked and shown by the searcher of the embedded index, over a collection of
them alone.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from cachetools import LRUCache

from search.analysis.alphabetical import alphabetical
from search.asking.filters import NO_FILTERS, VALUES, Filters
from search.asking.parsing import parse
from search.asking.query import AS_USUAL, EXACT, Query, Reading
from search.asking.synonyms import load as load_synonyms
from search.findings.finding import Findings
from search.index.manifest import Manifest
from search.index.segments.arrays import SegmentArrays
from search.library.budget import SHOWING, UNBOUNDED, Budget
from search.library.pagelayout import PageLayout
from search.library.record import SUMMARY_PAGE, MaterialRecord, PageRecord
from search.opensearch.cluster import Body, Cluster
from search.opensearch.clustermanifest import ClusterManifest
from search.opensearch.filtering import ORDERS, accepted, narrowed
from search.opensearch.found import EVERYTHING, NOTHING, FoundPages, PageCounts
from search.opensearch.pagedocuments import FACETS, TOKENS, facet, typed
from search.opensearch.rough import rough
from search.opensearch.selection import Selection, Whole
from search.opensearch.sketch import Sketch
from search.opensearch.view import IN_ORDER, MOST, PointInTime, count_materials
from search.presenting import PAGES_SHOWN
from search.ranking.coverage import MOST as MOST_ASKED
from search.ranking.coverage import asked as asked_of
from search.ranking.evaluate import Evaluation, Leaf
from search.ranking.lexicon import Lexicon
from search.ranking.ranking import MOST_CANDIDATES, Worth, rank_pages
from search.ranking.resembling import likenesses
from search.ranking.similar import telling_terms
from search.ranking.suggesting import complete
from search.ranking.weights import WEIGHTS, Weights
from search.results import Hit, MaterialHit, Occurrence, Results
from search.searcher import Searcher
from search.showing.highlighting import Highlighter, apart

COUNTED_AT_ONCE = 200
REMEMBERED = 512
BEST: list[Body] = [{"_score": "desc"}, *IN_ORDER]
SUMMARIES: Body = {"term": {"number": SUMMARY_PAGE}}


@dataclass(frozen=True)
class _Asked:
    """A query as the cluster is asked it: the pages that are its ``hits``, and what they are worth
    roughly (``worths``); ``evaluation`` has its leaves."""

    query: Query
    sketch: Sketch
    evaluation: Evaluation
    hits: FoundPages

    @property
    def worths(self) -> list[Worth]:
        """The lists that tell for a page."""
        return [w for leaf in self.evaluation.leaves for e in leaf.evidence for w in e.worths]

    def standing(self, leaves: Sequence[Leaf]) -> Body:
        """The pages on which any of the leaves stands."""
        found: FoundPages = self.sketch.having(had for leaf in leaves for had in leaf.hits)
        return found.query

    @property
    def parts(self) -> dict[str, Body]:
        """The pages on which each of what is asked for stands, by what was typed."""
        every = list(asked_of(self.evaluation.leaves).items())[:MOST_ASKED]
        return {text: self.standing(leaves) for text, leaves in every}


class _Counted(NamedTuple):
    """What the cluster counted: materials, pages, pages with all words, facets."""

    total: int
    pages: int
    all_pages: int
    facets: dict[str, dict[str, int]]


class _Wish(NamedTuple):
    """Which of the materials found are asked for, the first ``upto`` of them, and whether facets
    are."""

    filters: Filters
    sort: str
    upto: int
    facets: bool


class _Over(Searcher):
    """The searcher over a selection; whether another query finds anything, the engine knows."""

    def __init__(
        self, selection: Selection, manifest: Manifest, finds: Callable[[str, Budget], bool]
    ) -> None:
        super().__init__(selection, manifest)
        self._finds_elsewhere = finds

    def _finds(self, query: str, budget: Budget) -> bool:
        return self._finds_elsewhere(query, budget)


class ClusterEngine:
    """Answers over one generation in the cluster; safe to share between threads."""

    def __init__(
        self, cluster: Cluster, manifest: ClusterManifest, lexicons: Sequence[SegmentArrays],
        weights: Weights = WEIGHTS,
    ) -> None:  # fmt: skip
        self.manifest: Manifest = manifest
        self._cluster = cluster
        self._kept = manifest.filter
        self._index = manifest.index
        self._orders = manifest.orders
        self._counts = PageCounts(self._count)
        self._synonyms = load_synonyms()
        self._remembered: LRUCache[tuple[str, Reading], _Asked] = LRUCache(REMEMBERED)
        self._lock = Lock()
        with_text, spread = self._measure()
        self._whole = Whole(
            Lexicon(lexicons, with_text, weights), lexicons, with_text, spread,
            tuple(part.last for part in manifest.lexicons), weights,
        )  # fmt: skip

    def search(  # noqa: PLR0913 - each is a choice of the searcher's own
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        filters: Filters = NO_FILTERS,
        sort: str = "relevance",
        exact: bool = False,
        reading: Reading = AS_USUAL,
        pages: int = PAGES_SHOWN,
        snippets: bool = True,
        facets: bool = True,
        alike: bool = True,
        budget: Budget = UNBOUNDED,
    ) -> Results:
        """The materials that answer; see ``search.door.Engine``."""
        start = perf_counter()
        asked = self._asked(query, EXACT if exact else reading, budget)
        show: Body = {"reading": reading, "pages": pages, "snippets": snippets, "facets": False,
                      "exact": exact, "filters": filters, "budget": budget}  # fmt: skip
        with self._view() as view:
            hits, counted = self._first(view, asked, _Wish(filters, sort, offset + limit, facets))
            selection = self._selection(view, hits)
            if sort in ORDERS:
                selection.prepare_records()
            over = self._over(selection)
            results = over.search(query, limit=limit, offset=offset, sort=sort, alike=False, **show)
            materials = results.materials
            if counted.pages > len(hits):
                materials = self._completed(view, asked, materials)
            left = limit - len(materials) if alike and not exact else 0
            like: tuple[MaterialHit, ...] = ()
            if left > 0 and counted.total <= offset + limit:
                like = self._alike(view, asked, query, {**show, "limit": left})
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

    def occurrences(
        self,
        query: str,
        *,
        exact: bool = False,
        reading: Reading = AS_USUAL,
        filters: Filters = NO_FILTERS,
        budget: Budget = UNBOUNDED,
    ) -> Iterator[Occurrence]:
        """Every place where ``query`` stands, in the order of materials and pages."""
        asked = self._asked(query, EXACT if exact else reading, budget)
        wanted = {"bool": {"filter": [asked.hits.query, accepted(filters)]}}
        with self._view() as view:
            for hits in view.every(wanted, TOKENS):
                selection = self._selection(view, hits)
                here = {(h["_source"]["material"], h["_source"]["number"]) for h in hits}
                places = ((h["_source"]["order"], h["_source"]["number"]) for h in hits)
                ids = (selection.doc_id(*place) for place in places)
                selection.prepare([doc_id for doc_id in ids if doc_id is not None])
                found = self._over(selection).occurrences(
                    query, exact=exact, reading=reading, budget=budget
                )
                yield from (one for one in found if (one.material_id, one.number) in here)
                if budget.spent(SHOWING):
                    return

    def findings(  # noqa: PLR0913 - each is a choice of the searcher's own
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        each: int | None = None,
        kinds: Container[str] | None = None,
        thin: bool = False,
        exact: bool = False,
        reading: Reading = AS_USUAL,
        filters: Filters = NO_FILTERS,
        budget: Budget = UNBOUNDED,
    ) -> Findings:
        """The sentences and rows that state what is asked; see ``search.door.Engine``."""
        asked = self._asked(query, EXACT if exact else reading, budget)
        with self._view() as view:
            hits = self._best(view, asked, filters, MOST if thin else MOST_CANDIDATES)
            return self._over(self._selection(view, hits)).findings(
                query, limit=limit, offset=offset, each=each, kinds=kinds, thin=thin, exact=exact,
                reading=reading, filters=filters, budget=budget,
            )  # fmt: skip

    def hit(
        self,
        query: str,
        material_id: str,
        number: int,
        *,
        reading: Reading = AS_USUAL,
        budget: Budget = UNBOUNDED,
    ) -> Hit | None:
        """A page as a hit of ``query``; see ``search.door.Engine``."""
        order = self._orders.get(material_id)
        if order is None or not query or budget.spent(SHOWING):
            return None
        page = {"bool": {"filter": [{"term": {"order": order}}, {"term": {"number": number}}]}}
        with self._view() as view:
            over = self._over(self._selection(view, view.pages(page, TOKENS)))
            return over.hit(query, material_id, number, reading=reading, budget=budget)

    def highlight(  # noqa: PLR0913 - each is a choice of the searcher's own
        self,
        query: str,
        text: str,
        *,
        exact: bool = False,
        reading: Reading = AS_USUAL,
        material_id: str | None = None,
        budget: Budget = UNBOUNDED,
    ) -> tuple[tuple[int, int], ...]:
        """Where ``query`` stands in ``text``: character ranges."""
        asked = self._asked(query, EXACT if exact else reading, budget)
        order = self._orders.get(material_id or "")
        ends = self._whole.ends
        some = range(len(ends)) if order is None else [sum(end <= order for end in ends)]
        every = (
            Highlighter(
                self._whole.lexicon, self._whole.with_text, asked.evaluation.leaves,
                asked.evaluation.reading, segment,
            ).marks(text)
            for segment in some
        )  # fmt: skip
        return tuple((m.start, m.end) for m in apart(mark for marks in every for mark in marks))

    def complete(self, typed_text: str, budget: Budget = UNBOUNDED) -> tuple[str, ...]:
        """What the typed text may become, at most eight."""
        start = typed(typed_text.lstrip())
        titles: list[str] = []
        if start.strip():
            with self._view(once=True) as view:
                wanted = {"bool": {"filter": [SUMMARIES, {"prefix": {"typed": start}}]}}
                hits = view.pages(wanted, ["stored.record"], sort=IN_ORDER, size=2)
            titles = [_record(hit).material.title for hit in hits]
        return complete(self._whole.lexicon, titles, typed_text, budget)

    def similar(
        self, material_id: str, number: int, limit: int = 5, budget: Budget = UNBOUNDED
    ) -> tuple[MaterialHit, ...]:
        """Other materials with pages like this one, by its telling terms."""
        if budget.spent(SHOWING):
            return ()
        text = self.page_text(material_id, number) or ""
        terms = telling_terms(self._whole.lexicon, text, self._whole.with_text)
        if not terms:
            return ()
        found = self.search(" ".join(terms), limit=limit + 1, budget=budget.rest())
        others = (hit for hit in found.materials if hit.record.material.id != material_id)
        return tuple(others)[:limit]

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
            every = view.every(wanted, ["stored.record"], order)
            return tuple(_record(hit) for hits in every for hit in hits)

    def facet_counts(self, filters: Filters = NO_FILTERS) -> dict[str, dict[str, int]]:
        """How many of all materials have each value of each facet."""
        with self._view(once=True) as view:
            found = view.search(SUMMARIES, size=0, aggs=_facet_aggregations(filters, ()))
        return _facets(found["aggregations"], filters)

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

    def _over(self, selection: Selection) -> _Over:
        return _Over(selection, self.manifest, self._finds)

    def _finds(self, query: str, budget: Budget) -> bool:
        return self._asked(query, AS_USUAL, budget).hits.counts()[0] > 0

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

    def _asked(self, query: str, reading: Reading, budget: Budget) -> _Asked:
        key = (query, reading)
        with self._lock:
            known = self._remembered.get(key)
        if known is None:
            parsed = parse(query)
            noted: dict[str, Body] = {}
            self._sketched(parsed, reading, budget, noted)
            self._counts.learn(noted)
            known = self._sketched(parsed, reading, budget, None)
            with self._lock:
                if not budget.cut:
                    self._remembered[key] = known
        return known

    def _sketched(
        self, query: Query, reading: Reading, budget: Budget, noted: dict[str, Body] | None
    ) -> _Asked:
        """The query evaluated; with ``noted``, what is to be counted for it is noted there."""
        sketch = Sketch(self._whole, FoundPages(NOTHING, self._counts, noted=noted))
        evaluation = Evaluation(sketch, self._synonyms, reading, budget)
        hits: Any = sketch.having(()) if query.node is None else evaluation.match(query.node)
        if noted is not None:
            rank_pages(sketch, evaluation, np.zeros(0, np.int32))
            hits.counts()
            for leaf in evaluation.leaves:
                sketch.note(leaf.hits)
        return _Asked(query, sketch, evaluation, hits)

    def _selection(self, view: PointInTime, hits: Sequence[Body]) -> Selection:
        """These pages, with the summary pages of their materials."""
        orders = {hit["_source"]["order"] for hit in hits}
        orders -= {h["_source"]["order"] for h in hits if h["_source"]["number"] == SUMMARY_PAGE}
        more: list[Body] = []
        if orders:
            wanted = {"bool": {"filter": [SUMMARIES, {"terms": {"order": sorted(orders)}}]}}
            more = view.pages(wanted, TOKENS)
        return Selection(self._whole, [*hits, *more], FoundPages(NOTHING, self._counts), view)

    def _first(self, view: PointInTime, asked: _Asked, wish: _Wish) -> tuple[list[Body], _Counted]:
        """The pages that come first, and what is counted of all."""
        filters, sort, upto, facets = wish
        parts = asked.parts
        every = {"all": {"filter": {"bool": {"filter": list(parts.values())}}}}
        aggregations = _facet_aggregations(filters, FACETS if not facets else (), every)
        scored = {"bool": {"filter": [asked.hits.query], "should": self._rough(asked, ())}}
        size = min(MOST, max(MOST_CANDIDATES, 10 * upto))
        more: Body = {"post_filter": _among(asked.hits, filters, size), "aggs": aggregations}
        by_time = sort in ORDERS and asked.hits.counts()[0] > size
        if not by_time:
            found = view.search(scored, _source=list(TOKENS), size=size, sort=BEST, **more)
        else:
            order = [*ORDERS[sort], *BEST]
            found = view.search(
                scored, _source=["order"], size=min(MOST, upto), sort=order,
                collapse={"field": "order"}, **more,
            )  # fmt: skip
        hits: list[Body] = found["hits"]["hits"]
        if by_time:
            orders = [hit["_source"]["order"] for hit in hits]
            kept = {"bool": {"must": [scored], "filter": [{"terms": {"order": orders}}]}}
            hits = view.pages(kept, TOKENS, size=size, sort=BEST)
        kept = found["aggregations"]["kept"]
        counted = _Counted(
            kept["materials"]["value"]["materials"],
            kept["doc_count"],
            kept["all"]["doc_count"] if len(parts) > 1 else kept["doc_count"],
            _facets(found["aggregations"], filters) if facets else {},
        )
        return hits, counted

    def _best(self, view: PointInTime, asked: _Asked, filters: Filters, size: int) -> list[Body]:
        """The pages that come first, so many."""
        wanted = {"bool": {"filter": [asked.hits.query, _among(asked.hits, filters, size)],
                           "should": self._rough(asked, ())}}  # fmt: skip
        return view.pages(wanted, TOKENS, size=size, sort=BEST)

    def _rough(self, asked: _Asked, beside: Sequence[Worth]) -> list[Body]:
        return rough([*asked.worths, *beside], asked.sketch.scorer.idf)

    def _completed(
        self, view: PointInTime, asked: _Asked, materials: Sequence[MaterialHit]
    ) -> tuple[MaterialHit, ...]:
        """The materials with all pages that are hits, where the selection hasn't all."""
        orders = {self._orders[hit.record.material.id]: hit for hit in materials}
        wanted = {"bool": {"filter": [asked.hits.query, {"terms": {"order": sorted(orders)}}]}}
        parts = asked.parts
        of_order = {"terms": {"field": "order", "size": len(orders) or 1}}
        each = {str(n): {"filter": part} for n, part in enumerate(parts.values())}
        found = view.search(wanted, size=0, aggs={"orders": {**of_order, "aggs": each}})
        numbers: dict[int, list[int]] = {}
        for hits in view.every(wanted, ["order", "number"]):
            for hit in hits:
                numbers.setdefault(hit["_source"]["order"], []).append(hit["_source"]["number"])
        missing = {
            one["key"]: tuple(
                text for n, text in enumerate(parts)
                if len(parts) > 1 and not one[str(n)]["doc_count"]
            )
            for one in found["aggregations"]["orders"]["buckets"]
        }  # fmt: skip
        return tuple(
            replace(hit, page_count=len(numbers[order]), hit_pages=tuple(numbers[order]),
                    missing=missing[order])
            for order, hit in orders.items()
        )  # fmt: skip

    def _alike(
        self, view: PointInTime, asked: _Asked, query: str, show: Body
    ) -> tuple[MaterialHit, ...]:
        """The materials that only resemble the query."""
        if not asked.evaluation.leaves:
            return ()
        worths = list(likenesses(asked.sketch, asked.evaluation))
        like: FoundPages = asked.sketch.having(found for found, _ in worths)
        wanted = {
            "bool": {
                "filter": [like.query, _among(like, show["filters"], MOST_CANDIDATES)],
                "must_not": [asked.hits.query],
                "should": self._rough(asked, worths),
            }
        }
        hits = view.pages(wanted, TOKENS, size=MOST_CANDIDATES, sort=BEST)
        orders = sorted({hit["_source"]["order"] for hit in hits})
        found = view.search(
            {"bool": {"filter": [asked.hits.query, {"terms": {"order": orders}}]}}, size=0,
            aggs={"orders": {"terms": {"field": "order", "size": len(orders) or 1}}},
        )  # fmt: skip
        had = {one["key"] for one in found["aggregations"]["orders"]["buckets"]}
        hits = [hit for hit in hits if hit["_source"]["order"] not in had]
        if not hits:
            return ()
        return self._over(self._selection(view, hits)).search(query, alike=True, **show).alike


def _among(found: FoundPages, filters: Filters, size: int) -> Body:
    """What the best so many of the pages are chosen among: what the filters accept, but all that
    was found when that is no more, since each tells of the others."""
    fits = filters == NO_FILTERS or found.counts()[0] <= size
    return EVERYTHING if fits else accepted(filters)


def _facet_aggregations(
    filters: Filters, without: Sequence[str], beside: Body | None = None
) -> Body:
    """What counts materials and facets, a facet as if it were not narrowed; none ``without``."""
    wanted = [name for name in FACETS if name not in without]
    found: Body = {
        "kept": {
            "filter": accepted(filters),
            "aggs": {"materials": count_materials(bool(wanted)), **(beside or {})},
        }
    }
    for name in set(narrowed(filters)) & set(wanted):
        found[name] = {
            "filter": accepted(filters, without=name),
            "aggs": {"materials": count_materials(facets=True)},
        }
    return found


def _facets(aggregations: Body, filters: Filters) -> dict[str, dict[str, int]]:
    """The counts of each facet, the most first, equals in the order of the alphabet."""
    found: dict[str, dict[str, int]] = {}
    for name in (*VALUES, "year"):
        counted = aggregations[name if name in narrowed(filters) else "kept"]
        start = f"{facet(name)}/"
        had = {
            key.removeprefix(start): int(count)
            for key, count in counted["materials"]["value"]["had"].items()
            if key.startswith(start)
        }
        order = sorted(had, key=lambda value: (-had[value], alphabetical(value), value))
        found[name] = {value: had[value] for value in order}
    return found


def _record(hit: Body) -> MaterialRecord:
    return MaterialRecord.model_validate_json(hit["_source"]["stored"]["record"])
