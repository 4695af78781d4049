"""One generation as one request sees it: a point in time of its index, asked again when it is
lost."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from search.library.errors import IndexUnavailable
from search.library.record import SUMMARY_PAGE
from search.opensearch.cluster import AWAY, HURT, SLOW, Body, Cluster
from search.opensearch.pagedocuments import FACETS, RANKED, facet
from search.opensearch.rankedpage import RankedPage, unpacked

KEEP = "2m"
PLAIN = {"realtime": "false"}
"""Of any copy of a shard: nothing that is read is still being written."""
MOST = 10_000
"""Pages of one answer of the cluster: what OpenSearch gives at once, unless it is set otherwise."""
BATCH = 500
COUNTED_AT_ONCE = 20_000
"""Counts of one answer, of at most 65,535 that OpenSearch gives at once."""
IN_ORDER = [{"order": "asc"}, {"number": "asc"}]
PLACES: Body = {"_source": False, "stored_fields": "_none_"}
"""Wanted of a page: what it is sorted by alone, so that nothing that is stored is read."""
AS_RANKED: Body = {**PLACES, "docvalue_fields": [RANKED]}
"""Wanted of a page: what ranking takes of it."""
RECORDS: Body = {"_source": ["stored.record"]}
SUMMARIES: Body = {"term": {"number": SUMMARY_PAGE}}

_COUNT = {
    "init_script": "state.seen = new HashSet(); state.had = new HashMap();",
    "map_script": """
        if (state.seen.add(doc['order'].value)) {
            for (field in params.fields) {
                for (value in doc[field]) {
                    String key = field + '/' + value;
                    state.had.put(key, state.had.getOrDefault(key, 0) + 1);
                }
            }
        }""",
    "combine_script": "return ['materials': state.seen.size(), 'had': state.had];",
    "reduce_script": """
        int materials = 0; Map had = new HashMap();
        for (state in states) {
            materials += state.materials;
            for (entry in state.had.entrySet()) {
                had.put(entry.getKey(), had.getOrDefault(entry.getKey(), 0) + entry.getValue());
            }
        }
        return ['materials': materials, 'had': had];""",
}
"""Counts materials, and the values of their facets, among pages: exactly, since a material's pages
lie in one shard (the cluster's own count of distinct values is a guess)."""


def count_materials(facets: bool) -> Body:
    """The aggregation that counts the materials of pages and the values of their facets."""
    fields = [facet(name) for name in FACETS] if facets else []
    return {"scripted_metric": {**_COUNT, "params": {"fields": fields}}}


def place_of(hit: Body) -> tuple[int, int]:
    """The order and the number of a page that is sorted by them at last."""
    order, number = hit["sort"][-2:]
    return order, number


def ranked_of(hits: Iterable[Body]) -> list[RankedPage]:
    """Pages as the cluster gives them that are wanted ``AS_RANKED``."""
    return [unpacked(hit["fields"][RANKED][0]) for hit in hits]


class PointInTime:
    """A generation's pages: those of ``index`` that meet ``kept``. Used in a ``with`` block, by one
    thread; ``once`` for a single question, which takes no point in time."""

    def __init__(self, cluster: Cluster, index: str, kept: Body, *, once: bool = False) -> None:
        self._cluster = cluster
        self._index = index
        self._kept = kept
        self._once = once
        self._pit = ""

    def __enter__(self) -> "PointInTime":
        return self

    def __exit__(self, *_: object) -> None:
        self._let_go()

    def search(self, query: Body, **more: Any) -> Body:
        """What the cluster gives for a query among the generation's pages. Raises
        IndexUnavailable."""
        body = {"query": {"bool": {"must": [query], "filter": [self._kept]}},
                "track_total_hits": True, **more}  # fmt: skip
        return self._patiently(lambda: self._search(body))

    def _patiently(self, question: Callable[[], Body]) -> Body:
        """The answer to a question, asked again as long as a failure may pass soon."""
        return self._cluster.patiently(question, self._let_go)

    def _let_go(self, error: IndexUnavailable | None = None) -> None:
        """End the point in time: a cluster has some hundreds, and those that are forgotten last for
        ``KEEP``. One that can't be reached isn't asked to."""
        pit, self._pit = self._pit, ""
        if pit and str(error) not in (AWAY, SLOW):
            with suppress(IndexUnavailable):
                self._cluster.ask(lambda c: c.delete_pit(body={"pit_id": [pit]}))

    def _search(self, body: Body) -> Body:
        params = {"allow_partial_search_results": "false"}
        index = self._index if self._once else None
        if not self._once:
            body = {**body, "pit": {"id": self._at(), "keep_alive": KEEP}}
        found: Body = self._cluster.ask(lambda c: c.search(body=body, index=index, params=params))
        return found

    def hits(self, query: Body, **more: Any) -> list[Body]:
        """The pages that meet a query, as the cluster gives them."""
        found: list[Body] = self.search(query, **more)["hits"]["hits"]
        return found

    def ranked(self, query: Body, **more: Any) -> list[RankedPage]:
        """The pages that meet a query, at most ``MOST``, as they are ranked."""
        return ranked_of(self.hits(query, **{"size": MOST, **AS_RANKED, **more}))

    def every(
        self, query: Body, wanted: Body, order: Sequence[Body] = IN_ORDER
    ) -> Iterator[list[Body]]:
        """All pages that meet a query, in an order, with what is ``wanted`` of each, some at a
        time."""
        after: Body = {}
        while hits := self.hits(query, size=BATCH, sort=list(order), **wanted, **after):
            yield hits
            if len(hits) < BATCH:
                return
            after = {"search_after": hits[-1]["sort"]}

    def stored(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Body]:
        """What is stored of pages, each an order and a number; without those that aren't there."""
        wanted = [
            {"_id": f"{order}/{number}", "routing": str(order), "_source": ["stored"]}
            for order, number in places
        ]
        found: dict[tuple[int, int], Body] = {}
        for start in range(0, len(wanted), BATCH):
            body = {"docs": wanted[start : start + BATCH]}
            got = self._patiently(lambda: self._get(body))  # noqa: B023 - asked at once
            for one in got["docs"]:
                if one.get("found"):
                    order, number = one["_id"].split("/")
                    found[int(order), int(number)] = one["_source"]["stored"]
        return found

    def within(
        self, queries: Sequence[Body], orders: Sequence[int]
    ) -> list[dict[int, tuple[int, int]]]:
        """By query, how many pages of each of these materials meet it, and how many summaries."""
        found: list[dict[int, tuple[int, int]]] = [dict.fromkeys(orders, (0, 0)) for _ in queries]
        each = max(1, COUNTED_AT_ONCE // max(1, len(queries)))
        for start in range(0, len(orders), each):
            some = list(orders[start : start + each])
            summaries = {"filter": {"term": {"number": SUMMARY_PAGE}}}
            of_order = {"terms": {"field": "order", "size": each}, "aggs": {"summaries": summaries}}
            aggregations = {
                str(n): {"filter": query, "aggs": {"orders": of_order}}
                for n, query in enumerate(queries)
            }
            wanted = {"terms": {"order": some}}
            told = self.search(wanted, size=0, aggs=aggregations)["aggregations"]
            for n, counted in enumerate(found):
                for one in told[str(n)]["orders"]["buckets"]:
                    counted[one["key"]] = one["doc_count"], one["summaries"]["doc_count"]
        return found

    def _get(self, body: Body) -> Body:
        got: Body = self._cluster.ask(lambda c: c.mget(index=self._index, body=body, params=PLAIN))
        if any("error" in one for one in got["docs"]):
            raise IndexUnavailable(HURT)
        return got

    def _at(self) -> str:
        if not self._pit:
            made = self._cluster.ask(
                lambda c: c.create_pit(
                    index=self._index,
                    params={"keep_alive": KEEP, "allow_partial_pit_creation": "false"},
                )
            )
            self._pit = made["pit_id"]
        return self._pit
