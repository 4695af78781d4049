"""From evidence on pages to ranked materials with their best pages."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.asking.query import Node
from search.index.segments.arrays import Floats, Ints
from search.ranking.collection import Collection
from search.ranking.evaluate import Evaluation, Evidence, Leaf
from search.ranking.scoring import ALIKE, OWN, STRONG, WEAK, Scores

WEAK_SHARE = 0.02
"""A page that only resembles the query counts as found from this share of the best score."""

Pages = NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Ranking:
    """The found ``pages``, ascending, with their ``scores``, and the found ``materials`` with their
    ``values``: the pages of ``materials[i]`` are ``[starts[i], starts[i + 1])``."""

    pages: Pages
    scores: Floats
    materials: Ints
    values: Floats
    starts: NDArray[np.int64]

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        return sum(array.nbytes for array in vars(self).values())

    @property
    def page_counts(self) -> NDArray[np.int64]:
        """How many pages of each material were found."""
        return np.diff(self.starts)

    def first(self, among: NDArray[np.int64], count: int) -> NDArray[np.int64]:
        """The ``count`` best of these places in ``materials``, best first; among equals the first
        in the collection."""
        values = -self.values[among]
        if count < len(among) // 4:
            kept = np.flatnonzero(values <= np.partition(values, count)[count])
            among, values = among[kept], values[kept]
        return among[np.argsort(values, kind="stable")[:count]]

    def pages_of(self, at: int) -> tuple[Pages, Floats]:
        """The found pages of ``materials[at]``, ascending, with their scores."""
        row = slice(int(self.starts[at]), int(self.starts[at + 1]))
        return self.pages[row], self.scores[row]


def rank(collection: Collection, evaluation: Evaluation, node: Node | None) -> Ranking:
    """Rank what a query finds.

    A material is worth its best page, and up to ``Weights.spread`` more when its other pages have
    words of the query that the best page lacks: so a long report does not win by its length, nor
    lose because it says things on different pages.
    """
    if node is None or not collection:
        nowhere = np.zeros(0, np.int32)
        return _by_material(collection, nowhere, nowhere.astype(np.float32), ())
    if isinstance(node, Leaf):
        scores = evaluation.scores(node)
        return collection.scorer.remember(
            ("found", scores), lambda: _rank(collection, evaluation, evaluation.evidence(scores))
        )
    return _rank(collection, evaluation, evaluation.evaluate(node))


def _rank(collection: Collection, evaluation: Evaluation, evidence: Evidence) -> Ranking:
    total = np.zeros(len(collection.pages.alive), np.float32)
    for scores in (*evidence.scores, *evaluation.neighbours()):
        scores.add_to(total)
    seen = evaluation.seen()
    near = (evidence.marks & WEAK != 0) & (seen & ALIKE != 0)
    near &= total >= WEAK_SHARE * total.max(initial=0)
    pages = np.flatnonzero((evidence.marks & STRONG != 0) & (seen & OWN != 0) | near)
    score = total[pages] if evidence.scores else np.ones(len(pages), np.float32)
    return _by_material(collection, pages, score, evidence.scores)


def _by_material(
    collection: Collection, pages: Pages, score: Floats, words: Iterable[Scores]
) -> Ranking:
    material = collection.pages.material[pages]
    first = np.flatnonzero(np.diff(material, prepend=-1))
    found = material[first]
    best = np.maximum.reduceat(score, first) if len(first) else score[:0]
    spread = np.zeros_like(best)
    for scores in words:
        spread += scores.best[found]
    share = np.float32(collection.scorer.weights.spread)
    values = best + share * np.maximum(spread - best, 0)
    return Ranking(pages, score, found, values, np.append(first, len(pages)))
