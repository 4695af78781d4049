"""How many clauses of a query the cluster counts, and that it never counts too many.

OpenSearch takes 1024 of a query (``indices.query.bool.max_clause_count``), those of all its parts
together. What a function of a score is given to is asked apart, so a query in such a box is one
clause of what it is part of, however many it has itself. A box is held against each page, where
other queries skip from one they have to the next: it is for long queries alone.
"""

from collections.abc import Iterable
from typing import Any

from search.opensearch.cluster import Body
from search.opensearch.pagedocuments import facet

MOST_CLAUSES = 960
"""Of all that is asked at once, beside what every question has: its generation and filters."""
MOST_FOUND = 400
"""Of one query of pages, of which two may stand side by side."""
LEAVES = frozenset(
    ("match", "regexp", "term", "terms", "range", "prefix", "wildcard", "exists", "match_all",
     "match_none", "function_score")
)  # fmt: skip
ROW, WITHOUT = "match_phrase", "must_not"
NUMBERS = frozenset(("order", "number", facet("year")))
"""Fields that are asked in two ways, of which the cluster takes the cheaper and counts both."""


def clauses(query: Any) -> int:
    """How many clauses OpenSearch counts: each word of a row is one, however many forms it has."""
    if isinstance(query, dict):
        return sum(_of(name, part) for name, part in query.items())
    return sum(map(clauses, query)) if isinstance(query, list | tuple) else 0


def _of(name: str, part: Any) -> int:
    if name in LEAVES:
        return 1 if NUMBERS.isdisjoint(part) else 2
    if name == ROW:
        return sum(len(given["query"].split()) for given in part.values())
    return clauses(part) + (name == WITHOUT)


def any_of(parts: Iterable[Body]) -> Body:
    """What meets any of the queries."""
    return _together("should", parts) or {"match_none": {}}


def all_of(parts: Iterable[Body]) -> Body:
    """What meets all of the queries."""
    return _together("filter", parts) or {"match_all": {}}


def _together(occur: str, parts: Iterable[Body]) -> Body:
    found, size = list[Body](), 0
    for part in parts:
        same = part.get("bool", {})
        more = same[occur] if same.keys() == {occur} else [part]
        asked = clauses(more)
        if found and size + asked > MOST_FOUND:
            found, size = [_boxed({"bool": {occur: found}})], 1
        if size + asked > MOST_FOUND:
            more, asked = [_boxed(part)], 1
        found, size = found + more, size + asked
    if not found:
        return {}
    return found[0] if len(found) == 1 else {"bool": {occur: found}}


def _boxed(query: Body) -> Body:
    """The same pages by a query of one clause: those that don't meet it have a score of 1."""
    function = {"filter": query, "weight": 2}
    return {"function_score": {"query": {"match_all": {}}, "functions": [function],
                               "boost_mode": "replace", "min_score": 2}}  # fmt: skip
