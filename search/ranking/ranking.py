"""From evidence on pages to ranked materials with their best pages."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.asking.query import Node
from search.index.segments.arrays import Floats, Ints
from search.ranking.candidates import Candidates
from search.ranking.collection import Collection
from search.ranking.evaluate import Evaluation
from search.ranking.neighbours import neighbours
from search.ranking.scoring import saturate

MOST_CANDIDATES = 1000
"""Pages that are scored in full, those that a rough pass puts first."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """The found ``pages``, ascending, with their ``scores``, and the found ``materials`` with their
    ``values``: the pages of ``materials[i]`` are ``[starts[i], starts[i + 1])``."""

    pages: Ints
    scores: Floats
    materials: Ints
    values: Floats
    starts: NDArray[np.int64]

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

    def pages_of(self, at: int) -> tuple[Ints, Floats]:
        """The found pages of ``materials[at]``, ascending, with their scores."""
        row = slice(int(self.starts[at]), int(self.starts[at + 1]))
        return self.pages[row], self.scores[row]


def rank(collection: Collection, evaluation: Evaluation, node: Node | None) -> Ranking:
    """Rank what a query finds.

    Every page that has the words gets a rough score from their ready lists; the best are scored in
    full, and the others stay after them in the order of the rough.

    A material is worth its best page, and up to ``Weights.spread`` more when its other pages have
    words of the query that the best page lacks: so a long report does not win by its length, nor
    lose because it says things on different pages.
    """
    if node is None or not collection:
        hits = np.zeros(0, np.int32)
    else:
        hits = np.flatnonzero(evaluation.match(node)).astype(np.int32)
    rough = _rough(collection, evaluation, hits)
    chosen = np.arange(len(hits))
    if len(hits) > MOST_CANDIDATES:
        chosen = np.sort(np.argpartition(-rough, MOST_CANDIDATES)[:MOST_CANDIDATES])
    candidates = Candidates(collection.pages, hits[chosen])
    words = [e.score(candidates) for leaf in evaluation.leaves for e in leaf.evidence]
    scores = np.zeros(len(hits), np.float32)
    full = sum(words, np.zeros(len(chosen), np.float32)) + neighbours(
        collection, evaluation, candidates
    )
    if not evaluation.leaves:
        full = np.ones(len(chosen), np.float32)
    if len(chosen) < len(hits):
        least = full.min() * np.float32(0.99)
        scores = rough * (least / max(rough.max(), np.float32(1e-9)))
    scores[chosen] = full
    return _by_material(collection, hits, scores, candidates, words)


def _rough(collection: Collection, evaluation: Evaluation, hits: Ints) -> Floats:
    """About what each page is worth: lists are added up as if no page were on two of a word's."""
    pages, k1 = collection.pages, collection.scorer.weights.k1
    total = np.zeros(len(pages.alive), np.float32)
    titles = np.zeros(len(pages.materials), np.float32)
    for leaf in evaluation.leaves:
        for evidence in leaf.evidence:
            for found, worth in evidence.worths:
                score = np.float32(worth) * saturate(found.weight, k1)
                total[found.doc_id] += score
                summary = np.flatnonzero(pages.is_summary[found.doc_id])
                titles[pages.material[found.doc_id[summary]]] += score[summary]
    own = total[hits]
    own += titles[pages.material[hits]] * ~pages.is_summary[hits]
    return own


def _by_material(
    collection: Collection, hits: Ints, scores: Floats, candidates: Candidates,
    words: Sequence[Floats],
) -> Ranking:  # fmt: skip
    material = collection.pages.material[hits]
    first = np.flatnonzero(np.diff(material, prepend=-1))
    found = material[first]
    values = np.maximum.reduceat(scores, first) if len(first) else scores[:0]
    of_candidate = np.flatnonzero(np.diff(candidates.material, prepend=-1))
    if len(words) > 1 and len(of_candidate):
        spread = sum(np.maximum.reduceat(word, of_candidate) for word in words)
        at = np.searchsorted(found, candidates.material[of_candidate])
        share = np.float32(collection.scorer.weights.spread)
        values[at] += share * np.maximum(spread - values[at], 0)
    return Ranking(hits, scores, found, values, np.append(first, len(hits)))
