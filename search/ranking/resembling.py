"""Pages that have none of the words, but others like them: shown below the last hit, uncounted."""

from collections.abc import Iterable, Iterator

import numpy as np

from search.ranking.collection import Collection
from search.ranking.evaluate import Evaluation, Leaf
from search.ranking.ranking import Ranking, Worth, rank_pages


def resembling(collection: Collection, evaluation: Evaluation, hits: Ranking) -> Ranking:
    """The materials without a hit, ranked by what their pages have of pieces of the words, their
    own parts, and words alike by their letters."""
    pages = collection.pages
    worths = [(found, worth) for found, worth in _likenesses(collection, evaluation.leaves)]
    like = np.zeros(len(pages.alive), np.bool_)
    for found, _ in worths:
        like[found.doc_id] = True
    had = np.zeros(len(pages.materials), np.bool_)
    had[hits.materials] = True
    like &= ~had[pages.material]
    return rank_pages(collection, evaluation, np.flatnonzero(like).astype(np.int32), worths)


def _likenesses(collection: Collection, leaves: Iterable[Leaf]) -> Iterator[Worth]:
    """What is like the words: its pages, and what it is worth."""
    scorer = collection.scorer
    w = scorer.weights
    for leaf in leaves:
        if not leaf.counts:
            for evidence in leaf.evidence:
                yield from evidence.worths
        if leaf.meaning:
            for half in scorer.halves(leaf.meaning):
                yield half, w.halves * scorer.idf(len(half))
            alike, idf = scorer.alike(leaf.meaning)
            yield alike, w.gram * idf
