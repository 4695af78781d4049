"""That a query of any length and shape is answered as the embedded engine does, since none asks
more at once than the cluster takes."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from search.asking.parsing import LONGEST_QUERY
from search.library.catalogue import Material
from search.library.errors import QueryTooLong
from search.library.record import MaterialRecord, PageRecord
from search.stores import store_of
from tests.cluster.conftest import Here, settings_of
from tests.cluster.test_contract import Pair, alike, pair_of, put, record
from tests.conftest import Collection
from webapp import create_app

pytest.importorskip("opensearchpy", reason="opensearch-py is not installed")
from opensearchpy import OpenSearch

from search.opensearch import clausecount
from search.opensearch.cluster import TOO_LONG, Body, Cluster
from search.opensearch.found import in_row
from search.opensearch.pagedocuments import FIELDS, facet, index_body
from search.opensearch.tokentext import BESIDE

TAKEN = 1024
"""Clauses of one query that OpenSearch takes."""
FIRST = (
    "arbejds", "børne", "kommune", "mentor", "sygefraværs", "uddannelses", "virksomheds",
    "frivillig", "havne", "natte", "skole", "sommer", "vinter", "by", "vand", "sundheds",
    "beskæftigelses", "trafik", "miljø", "fag",
)  # fmt: skip
LAST = (
    "politik", "ordning", "indsats", "plan", "hus", "vagt", "leder", "dag", "reglen", "arbejde",
    "møde", "støtte", "prøve", "skov", "lærer", "bog", "gruppe", "udvalg", "pris", "tilbud",
)  # fmt: skip
ENDS = ("", "en", "er", "erne", "s", "ernes")
COMPOUNDS = [first + last for first in FIRST for last in LAST]


def materials() -> Iterator[tuple[MaterialRecord, list[PageRecord]]]:
    """Compounds, whole, with a hyphen and apart, in several forms."""
    for n, first in enumerate(FIRST):
        whole = " ".join(f"{first}{last}{ENDS[(n + k) % 6]}" for k, last in enumerate(LAST))
        hyphens = " ".join(f"{first}-{last}" for last in LAST[n % 4 :: 4])
        apart = " ".join(f"{first} {last}{ENDS[k % 6]}" for k, last in enumerate(LAST[n % 3 :: 3]))
        texts = (f"Om {first}.", whole, hyphens, f"{apart} jobcenter", f"Nr. {n} om {LAST[n]}er.")
        year = 2000 + n
        title = f"{first.capitalize()} og {LAST[n]}"
        yield record(Material(id=f"m{n}", title=title, published=str(year)), *texts)


@pytest.fixture(scope="module")
def long(node: str, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The same behind both engines."""
    return pair_of(node, tmp_path_factory.mktemp("long"), materials())


WORD = st.one_of(
    st.sampled_from(COMPOUNDS), st.sampled_from(LAST), st.sampled_from(FIRST),
    st.builds("{}{}".format, st.sampled_from(LAST), st.sampled_from(ENDS)),
)  # fmt: skip
PAIR = st.builds("{} {}".format, st.sampled_from(FIRST), st.sampled_from(LAST))
KINDS = (
    WORD,
    PAIR,
    st.builds("{}-{}".format, st.sampled_from(FIRST), st.sampled_from(LAST)),
    st.builds("{}-{}-{}".format, WORD, WORD, WORD),
    st.builds('"{}"'.format, PAIR),
    st.builds('"{} {}"~{}'.format, WORD, WORD, st.integers(0, 9)),
    st.builds("{:.4}*".format, WORD),
    st.builds("-{}".format, st.sampled_from(COMPOUNDS)),
    st.builds("({} ELLER {})".format, WORD, WORD),
    st.builds('titel:"{}"'.format, PAIR),
    st.builds("år:2001..{}".format, st.integers(2002, 2030)),
    st.sampled_from(("jobcenter", "sygefravær", "§ 85", "22,50 kr.", "unge under 30", "og")),
)
KIND = st.sampled_from(KINDS)
QUERY = st.one_of(
    KIND.flatmap(lambda kind: st.lists(kind, min_size=60, max_size=260)),
    st.lists(st.one_of(KINDS), min_size=60, max_size=160),
).map(" ".join)  # fmt: skip
HYPHENS = " ".join(f"{first}-{last}" for first in FIRST for last in LAST[:7])
IN_A_ROW = f'"{" ".join(COMPOUNDS[:256])}"'
EITHER = " OG ".join(f"({a} ELLER {b})" for a, b in zip(COMPOUNDS, COMPOUNDS[9:60], strict=False))


@settings(max_examples=12, derandomize=True, deadline=None,
          suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])  # fmt: skip
@given(query=QUERY)
@example(HYPHENS)
@example(" ".join(COMPOUNDS))
@example(IN_A_ROW)
@example(f"{IN_A_ROW}~50")
@example('"dag dagen dage dagene dags leder"~3 "vagt vagter vagt"~2')
@example(EITHER)
@example(" ".join(f"-{word}" for word in COMPOUNDS[:160]))
@example(" ".join(f'+"{first} {last}"' for first in FIRST for last in LAST[:5]))
@example(" ".join(f"år:{year}..{year + 3}" for year in range(1800, 2000)))
def test_any_long_query_is_answered_the_same(long: Pair, query: str) -> None:
    one, other = (engine.search(query, limit=40) for engine in long)
    assert alike(other, one)
    assert other.total_all == one.total_all
    assert [*long.opensearch.occurrences(query)] == [*long.whoosh.occurrences(query)]
    assert long.opensearch.findings(query) == long.whoosh.findings(query)


def test_long_queries_find_something(long: Pair) -> None:
    for query in (HYPHENS, " ".join(COMPOUNDS[::3])):
        assert len(query) > LONGEST_QUERY / 2, query
        assert long.opensearch.search(query).total > len(FIRST) / 2


def test_nothing_that_is_asked_has_more_clauses_than_are_taken(
    long: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Body] = []
    plain = OpenSearch.search

    def search(client: OpenSearch, *, body: Body, **more: Any) -> Any:
        asked.extend([body["query"], *parts_of(body)])
        return plain(client, body=body, **more)

    monkeypatch.setattr(OpenSearch, "search", search)
    for query in (HYPHENS[:1990], IN_A_ROW, EITHER + " unge", " ".join(COMPOUNDS[7:])):
        long.opensearch.search(query + " 1", limit=40)
        long.opensearch.findings(query)
    assert boxes(asked)
    assert max(map(clausecount.clauses, asked + boxes(asked))) <= TAKEN


def parts_of(asked: Body) -> Iterator[Body]:
    """The queries of a request beside the first: each aggregation's filter is asked apart."""
    if "post_filter" in asked:
        yield asked["post_filter"]
    for one in asked.get("aggs", {}).values():
        yield from [one["filter"]] if "filter" in one else []
        yield from parts_of(one)


def boxes(asked: Any) -> list[Body]:
    """What stands in boxes, at any depth."""
    if isinstance(asked, dict):
        own = [one["filter"] for one in asked.get("functions", ())]
        return own + boxes(list(asked.values()))
    return [box for part in asked for box in boxes(part)] if isinstance(asked, list) else []


def some(n: int) -> dict[str, Body]:
    """A query of each kind, another for each ``n``."""
    word = f"ord{n}"
    near = in_row([[word, "b"], ["c", "d", word], ["e"]], 3, ("body",))
    return {
        "words": {"terms": {"all": [word, "b"]}},
        "forms": {"match": {"body": {"query": f"{word}{BESIDE}b"}}},
        "row": in_row([[word, "b"], ["c", word]], None),
        "near": near,
        "year": {"range": {facet("year"): {"gte": n, "lte": n + 9}}},
        "numbers": {"terms": {"order": [n, n + 1]}},
        "number": {"term": {"number": n}},
        "material": {"term": {"material": word}},
        "start": {"prefix": {"typed": word}},
        "shape": {"wildcard": {"named_title": {"value": f"{word}*d"}}},
        "without": {"bool": {"must_not": [{"terms": {"all": [word, "b"]}}]}},
        "worth": {"constant_score": {"filter": {"terms": {"all": [word, "b"]}}, "boost": 1 + n}},
        "best": {"dis_max": {"queries": [{"match": {name: word}} for name in FIELDS]}},
    }


@pytest.fixture(scope="module")
def cluster(node: str, tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    """A cluster with an empty index ``long``."""
    made = Cluster(settings_of(node, tmp_path_factory.mktemp("clauses")))
    index = f"{made.prefix}-long"
    made.ask(lambda client: client.indices.create(index=index, body=index_body(1, 0)))
    return made


def ask(cluster: Cluster, queries: Iterable[Body]) -> int:
    every = list(queries)
    nested = [{"bool": {"should": every[n : n + 500]}} for n in range(0, len(every), 500)]
    body = {"query": {"bool": {"should": nested}}}
    index = f"{cluster.prefix}-long"
    found = cluster.ask(lambda client: client.search(index=index, body=body))
    return int(found["hits"]["total"]["value"])


@pytest.mark.parametrize("kind", some(0))
def test_clauses_are_counted_as_the_cluster_counts_them(cluster: Cluster, kind: str) -> None:
    each = clausecount.clauses(some(0)[kind])
    fits = TAKEN // each
    assert ask(cluster, (some(n)[kind] for n in range(1, fits + 1))) == 0
    with pytest.raises(QueryTooLong, match="færre ord"):
        ask(cluster, (some(n)[kind] for n in range(1, fits + 3)))


def test_a_query_that_the_cluster_takes_for_too_long_is_told(
    node: str, here: Here, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = here(corpus=collection.corpus)
    put(store_of(settings), materials())
    client = create_app(settings).test_client()
    monkeypatch.setattr(clausecount, "MOST_FOUND", TAKEN * 99)
    answer = client.get("/api/search", query_string={"q": IN_A_ROW})
    assert (answer.status_code, answer.get_json()["detail"]) == (422, TOO_LONG)
    shown = client.get("/soeg", query_string={"q": IN_A_ROW})
    assert shown.status_code == 422
    assert TOO_LONG in shown.text
    assert client.get("/soeg", query_string={"q": "mentor"}).status_code == 200
