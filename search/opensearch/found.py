"""What is asked of the cluster: which pages, and how many."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock

from cachetools import LRUCache

from search.opensearch.cluster import Body
from search.opensearch.pagedocuments import FIELDS
from search.opensearch.tokentext import safe

MOST_TERMS = 65_536
"""Of one list in a query: what OpenSearch takes, unless it is set otherwise."""
MOST_IN_ROW = 1000
"""Forms of a word in a phrase, those of most pages first."""
REMEMBERED = 20_000
NOTHING: Body = {"match_none": {}}
EVERYTHING: Body = {"match_all": {}}


class PageCounts:
    """How many pages of the generation have what was asked, remembered; ``count`` asks the cluster
    for several at once. What is not counted yet is taken to be there, and noted."""

    def __init__(self, count: Callable[[Sequence[Body]], list[tuple[int, int]]]) -> None:
        self._count = count
        self._known: LRUCache[str, tuple[int, int]] = LRUCache(REMEMBERED)
        self._lock = Lock()

    def of(self, query: Body, noted: dict[str, Body] | None) -> tuple[int, int]:
        """Pages and summary pages; with ``noted``, what isn't known is put there instead."""
        if query == NOTHING:
            return 0, 0
        key = json.dumps(query, sort_keys=True)
        with self._lock:
            known = self._known.get(key)
        if known is None and noted is not None:
            noted[key] = query
            return 1, 1
        return known or self.learn({key: query})[key]

    def learn(self, noted: dict[str, Body]) -> dict[str, tuple[int, int]]:
        """Count what was noted."""
        if not noted:
            return {}
        found = dict(zip(noted, self._count([*noted.values()]), strict=True))
        with self._lock:
            self._known.update(found)
        return found


@dataclass(frozen=True)
class FoundPages:
    """The pages that meet ``query``; those that have any of some ``terms`` when that is all. With
    ``noted``, counts that aren't known are put there in place of being asked for."""

    query: Body
    had: PageCounts
    terms: tuple[str, ...] = ()
    noted: dict[str, Body] | None = field(default=None, repr=False)

    def counts(self) -> tuple[int, int]:
        """How many pages meet it, and how many summary pages of those."""
        return self.had.of(self.query, self.noted)

    def __or__(self, other: "FoundPages") -> "FoundPages":
        if NOTHING in (self.query, other.query):
            return other if self.query == NOTHING else self
        if self.terms and other.terms:
            return self.of_terms(dict.fromkeys((*self.terms, *other.terms)))
        return self._made({"bool": {"should": [self.query, other.query]}})

    def __and__(self, other: "FoundPages") -> "FoundPages":
        if NOTHING in (self.query, other.query):
            return self._made(NOTHING)
        return self._made({"bool": {"filter": [self.query, other.query]}})

    def __invert__(self) -> "FoundPages":
        return self._made({"bool": {"must_not": [self.query]}})

    def of_terms(self, terms: Iterable[str]) -> "FoundPages":
        """The pages that have any of these terms, in any field."""
        some = tuple(terms)[:MOST_TERMS]
        return FoundPages(any_of("all", some), self.had, some, self.noted)

    def of(self, query: Body) -> "FoundPages":
        """The pages that meet another query."""
        return self._made(query)

    def _made(self, query: Body) -> "FoundPages":
        return FoundPages(query, self.had, (), self.noted)


def any_of(name: str, terms: Sequence[str]) -> Body:
    """What has any of these terms in a field."""
    return {"terms": {name: [*map(safe, terms)]}} if terms else NOTHING


def in_row(words: Sequence[Sequence[str]], gap: int | None, fields: Sequence[str] = FIELDS) -> Body:
    """What has the words (any of the terms of each) in a row in one of the fields, or, with
    ``gap``, near the first with at most so many others between."""
    if not all(words):
        return NOTHING
    rows = [[*map(safe, terms[:MOST_IN_ROW])] for terms in words]
    should = [{"intervals": {name: _row(rows) if gap is None else _near(rows, gap)}}
              for name in fields]  # fmt: skip
    return {"bool": {"should": should}}


def _word(terms: Sequence[str]) -> Body:
    every = [{"match": {"query": term}} for term in terms]
    return every[0] if len(every) == 1 else {"any_of": {"intervals": every}}


def _row(rows: Sequence[Sequence[str]]) -> Body:
    if len(rows) == 1:
        return _word(rows[0])
    return {"all_of": {"ordered": True, "max_gaps": 0, "intervals": [*map(_word, rows)]}}


def _near(rows: Sequence[Sequence[str]], gap: int) -> Body:
    """The first word where each other is near it: it lies in an interval with that other."""
    found = _word(rows[0])
    for other in rows[1:]:
        both = {"all_of": {"ordered": False, "max_gaps": gap,
                           "intervals": [_word(rows[0]), _word(other)]}}  # fmt: skip
        if same := [term for term in rows[0] if term in other]:  # the word is near itself
            both = {"any_of": {"intervals": [both, _word(same)]}}
        found = {"all_of": {"intervals": [found], "filter": {"contained_by": both}}}
    return found
