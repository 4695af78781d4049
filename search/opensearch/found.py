"""What is asked of the cluster: which pages, and how many."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from threading import Lock

from cachetools import LRUCache

from search.opensearch.clausecount import all_of, any_of
from search.opensearch.cluster import Body
from search.opensearch.pagedocuments import FIELDS
from search.opensearch.tokentext import BESIDE, safe

MOST_TERMS = 65_536
"""Of one list in a query: what OpenSearch takes, unless it is set otherwise."""
MOST_FORMS = 50
"""Of a word near others that are asked as one pattern: OpenSearch bounds how many letters one may
have, and how many words it may stand for."""
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
    """The pages that have any of some ``terms`` or meet any of the ``others``, which are queries;
    without both none. With ``noted``, counts that aren't known are put there in place of being
    asked for."""

    had: PageCounts
    terms: tuple[str, ...] = ()
    others: tuple[Body, ...] = ()
    noted: dict[str, Body] | None = field(default=None, repr=False)

    @cached_property
    def query(self) -> Body:
        """What the cluster is asked for them."""
        return any_of((*having("all", self.terms), *self.others))

    def counts(self) -> tuple[int, int]:
        """How many pages meet it, and how many summary pages of those."""
        return self.had.of(self.query, self.noted)

    def __or__(self, other: "FoundPages") -> "FoundPages":
        return self.of_any((self, other))

    def __and__(self, other: "FoundPages") -> "FoundPages":
        if NOTHING in (self.query, other.query):
            return self.of_any(())
        return self.of(all_of([self.query, other.query]))

    def __invert__(self) -> "FoundPages":
        return self.of({"bool": {"must_not": [self.query]}})

    def of_any(self, several: Iterable["FoundPages"]) -> "FoundPages":
        """The pages that are in any of several."""
        every = list(several)
        terms = tuple(dict.fromkeys(chain.from_iterable(found.terms for found in every)))
        others = tuple(chain.from_iterable(found.others for found in every))
        return FoundPages(self.had, terms, others, self.noted)

    def of_terms(self, terms: Iterable[str]) -> "FoundPages":
        """The pages that have any of these terms, in any field."""
        return FoundPages(self.had, tuple(terms), (), self.noted)

    def of(self, query: Body) -> "FoundPages":
        """The pages that meet another query."""
        return FoundPages(self.had, (), () if query == NOTHING else (query,), self.noted)


def having(name: str, terms: Sequence[str]) -> list[Body]:
    """What has any of these terms in a field, each of the queries some."""
    return [
        {"terms": {name: [*map(safe, terms[start : start + MOST_TERMS])]}}
        for start in range(0, len(terms), MOST_TERMS)
    ]


def in_row(words: Sequence[Sequence[str]], gap: int | None, fields: Sequence[str] = FIELDS) -> Body:
    """What has the words (any of the terms of each) in a row in one of the fields, or, with
    ``gap``, near the first with at most so many others between."""
    if not all(words):
        return NOTHING
    if gap is None or len(words) == 1:
        text = " ".join(BESIDE.join(map(safe, terms)) for terms in words)
        return any_of({"match_phrase": {name: {"query": text}}} for name in fields)
    near = _near([*map(tuple, words)], gap)
    return any_of({"intervals": {name: near}} for name in fields)


def _near(words: Sequence[tuple[str, ...]], gap: int) -> Body:
    """The first word where each other is near it: it lies in an interval with that other, which may
    be one term of both. A word is near itself."""
    first, *others = dict.fromkeys(words)
    beside: list[Body] = [
        {"all_of": {"ordered": False, "max_gaps": gap, "intervals": [_word(first), _word(other)]}}
        for other in others
    ]
    if len(beside) == 1:
        return beside[0]
    return _within_each(_word(first), beside) if beside else _word(first)


def _within_each(word: Body, intervals: Sequence[Body]) -> Body:
    """A word where it lies in one of each of the intervals; by halves, since there is a bound to
    how deep a query may be."""
    half = len(intervals) // 2
    one = _within_each(word, intervals[:half]) if half else word
    other = _within_each(word, intervals[half:]) if half else intervals[0]
    return {"all_of": {"intervals": [one], "filter": {"contained_by": other}}}


def _word(terms: Sequence[str]) -> Body:
    """Any of the terms; several are one clause, by their letters."""
    if len(terms) == 1:
        return {"match": {"query": safe(terms[0])}}
    some = (terms[start : start + MOST_FORMS] for start in range(0, len(terms), MOST_FORMS))
    patterns: list[Body] = [
        {"regexp": {"pattern": "|".join(map(_escaped, part)), "max_expansions": MOST_FORMS}}
        for part in some
    ]
    return patterns[0] if len(patterns) == 1 else {"any_of": {"intervals": patterns}}


def _escaped(term: str) -> str:
    """A term as a pattern that means nothing else."""
    return "".join(c if c.isalnum() else f"\\{c}" for c in safe(term))
