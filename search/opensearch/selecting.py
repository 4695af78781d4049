"""Which pages come first, as the cluster ranks them roughly: those that our code then ranks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from search.answering.engine import WantedMaterials
from search.answering.results import MaterialHit
from search.asking.filters import NO_FILTERS, Filters
from search.library.record import SUMMARY_PAGE
from search.opensearch.clausecount import all_of
from search.opensearch.cluster import Body
from search.opensearch.clusterquery import ClusterQuery
from search.opensearch.facetcounts import facet_aggregations, facets_of
from search.opensearch.filtering import ORDERS, accepted
from search.opensearch.found import EVERYTHING, FoundPages, PageCounts
from search.opensearch.pagedocuments import FACETS
from search.opensearch.rankedpage import RankedPage
from search.opensearch.rough import rough
from search.opensearch.selection import Selection, Whole
from search.opensearch.view import (
    AS_RANKED,
    IN_ORDER,
    MOST,
    PLACES,
    SUMMARIES,
    PointInTime,
    place_of,
    ranked_of,
)
from search.ranking.ranking import MOST_CANDIDATES, Worth
from search.ranking.resembling import likenesses

BEST: list[Body] = [{"_score": "desc"}, *IN_ORDER]


class Counted(NamedTuple):
    """What the cluster counted: materials, pages, pages with all words, facets."""

    total: int
    pages: int
    all_pages: int
    facets: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Selecting:
    """Selects pages as one request sees them (``view``); ``orders`` tells the number of each
    material."""

    view: PointInTime
    whole: Whole
    counts: PageCounts
    orders: Mapping[str, int]

    def selection(self, pages: Sequence[RankedPage]) -> Selection:
        """These pages, with the summary pages of their materials."""
        orders = {page.order for page in pages}
        orders -= {page.order for page in pages if page.number == SUMMARY_PAGE}
        more: list[RankedPage] = []
        if orders:
            wanted = {"bool": {"filter": [SUMMARIES, {"terms": {"order": sorted(orders)}}]}}
            more = self.view.ranked(wanted)
        return Selection(self.whole, [*pages, *more], FoundPages(self.counts), self.view)

    def first(
        self, asked: ClusterQuery, filters: Filters, wanted: WantedMaterials
    ) -> tuple[list[RankedPage], Counted]:
        """The pages that come first, and what is counted of all."""
        parts, sort, facets = asked.parts, wanted.sort, wanted.facets
        every = {"all": {"filter": all_of(parts.values())}}
        aggregations = facet_aggregations(filters, FACETS if not facets else (), every)
        scored = {"bool": {"filter": [asked.hits.query], "should": self._rough(asked)}}
        size = min(MOST, max(MOST_CANDIDATES, 10 * wanted.upto))
        more: Body = {"post_filter": _among(asked.hits, filters, size), "aggs": aggregations}
        by_time = sort in ORDERS and asked.hits.counts()[0] > size
        if not by_time:
            found = self.view.search(scored, size=size, sort=BEST, **AS_RANKED, **more)
            pages = ranked_of(found["hits"]["hits"])
        else:
            order = [*ORDERS[sort], *BEST]
            found = self.view.search(
                scored, size=min(MOST, wanted.upto), sort=order, collapse={"field": "order"},
                **PLACES, **more,
            )  # fmt: skip
            orders = [place_of(hit)[0] for hit in found["hits"]["hits"]]
            kept = {"bool": {"must": [scored], "filter": [{"terms": {"order": orders}}]}}
            pages = self.view.ranked(kept, size=size, sort=BEST)
        kept = found["aggregations"]["kept"]
        counted = Counted(
            kept["materials"]["value"]["materials"],
            kept["doc_count"],
            kept["all"]["doc_count"],
            facets_of(found["aggregations"], filters) if facets else {},
        )
        return pages, counted

    def best(self, asked: ClusterQuery, filters: Filters, size: int) -> list[RankedPage]:
        """The pages that come first, so many."""
        wanted = {"bool": {"filter": [asked.hits.query, _among(asked.hits, filters, size)],
                           "should": self._rough(asked)}}  # fmt: skip
        return self.view.ranked(wanted, size=size, sort=BEST)

    def _rough(
        self, asked: ClusterQuery, more: Sequence[Worth] = (), *others: FoundPages
    ) -> list[Body]:
        """What adds to a page's score: what was asked, and ``more``; ``others`` are asked too."""
        beside = [found.query for found in (asked.hits, *others)]
        return rough([*asked.worths, *more], asked.sketch.scorer.idf, beside)

    def completed(
        self, asked: ClusterQuery, materials: Sequence[MaterialHit]
    ) -> tuple[MaterialHit, ...]:
        """The materials with all pages that are hits, where the selection hasn't all."""
        orders = {self.orders[hit.record.material.id]: hit for hit in materials}
        wanted = {"bool": {"filter": [asked.hits.query, {"terms": {"order": sorted(orders)}}]}}
        parts = asked.parts
        of_order = {"terms": {"field": "order", "size": len(orders) or 1}}
        each = {str(n): {"filter": part} for n, part in enumerate(parts.values())}
        found = self.view.search(wanted, size=0, aggs={"orders": {**of_order, "aggs": each}})
        numbers: dict[int, list[int]] = {}
        for hits in self.view.every(wanted, PLACES):
            for order, number in map(place_of, hits):
                numbers.setdefault(order, []).append(number)
        missing = {
            one["key"]: tuple(
                text for n, text in enumerate(parts)
                if not one[str(n)]["doc_count"]
            )
            for one in found["aggregations"]["orders"]["buckets"]
        }  # fmt: skip
        return tuple(
            replace(hit, page_count=len(numbers[order]), hit_pages=tuple(numbers[order]),
                    missing=missing[order])
            for order, hit in orders.items()
        )  # fmt: skip

    def alike(self, asked: ClusterQuery, filters: Filters) -> list[RankedPage]:
        """The pages that come first of the materials that only resemble the query."""
        if not asked.evaluation.leaves:
            return []
        worths = list(likenesses(asked.sketch, asked.evaluation))
        like: FoundPages = asked.sketch.having(found for found, _ in worths)
        wanted = {
            "bool": {
                "filter": [like.query, _among(like, filters, MOST_CANDIDATES)],
                "must_not": [asked.hits.query],
                "should": self._rough(asked, worths, like),
            }
        }
        pages = self.view.ranked(wanted, size=MOST_CANDIDATES, sort=BEST)
        orders = sorted({page.order for page in pages})
        found = self.view.search(
            {"bool": {"filter": [asked.hits.query, {"terms": {"order": orders}}]}}, size=0,
            aggs={"orders": {"terms": {"field": "order", "size": len(orders) or 1}}},
        )  # fmt: skip
        had = {one["key"] for one in found["aggregations"]["orders"]["buckets"]}
        return [page for page in pages if page.order not in had]


def _among(found: FoundPages, filters: Filters, size: int) -> Body:
    """What the best so many of the pages are chosen among: what the filters accept, but all that
    was found when that is no more, since each tells of the others."""
    fits = filters == NO_FILTERS or found.counts()[0] <= size
    return EVERYTHING if fits else accepted(filters)
