"""Queries as the cluster is asked them: evaluated over no pages, so that queries remain."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from cachetools import LRUCache

from search.asking.parsing import parse
from search.asking.query import Query, Reading
from search.asking.synonyms import load as load_synonyms
from search.library.budget import Budget
from search.opensearch.cluster import Body
from search.opensearch.found import FoundPages, PageCounts
from search.opensearch.selection import Whole
from search.opensearch.sketch import Sketch
from search.ranking.coverage import MOST as MOST_ASKED
from search.ranking.coverage import asked as asked_of
from search.ranking.evaluate import Evaluation
from search.ranking.leaf import Leaf
from search.ranking.ranking import Worth, rank_pages

REMEMBERED = 512


@dataclass(frozen=True)
class ClusterQuery:
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


class ClusterQueries:
    """Makes queries of what is typed, and remembers the last ``REMEMBERED``."""

    def __init__(self, whole: Whole, counts: PageCounts) -> None:
        self._whole = whole
        self._counts = counts
        self._synonyms = load_synonyms()
        self._remembered: LRUCache[tuple[str, Reading], ClusterQuery] = LRUCache(REMEMBERED)
        self._lock = Lock()

    def of(self, query: str, reading: Reading, budget: Budget) -> ClusterQuery:
        """A query as the cluster is asked it, what is to be counted for it counted at once."""
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
    ) -> ClusterQuery:
        """The query evaluated; with ``noted``, what is to be counted for it is noted there."""
        sketch = Sketch(self._whole, FoundPages(self._counts, noted=noted))
        evaluation = Evaluation(sketch, self._synonyms, reading, budget)
        hits: Any = sketch.having(()) if query.node is None else evaluation.match(query.node)
        if noted is not None:
            rank_pages(sketch, evaluation, np.zeros(0, np.int32))
            hits.counts()
            for leaf in evaluation.leaves:
                sketch.note(leaf.hits)
        return ClusterQuery(query, sketch, evaluation, hits)
