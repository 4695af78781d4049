"""Pages that have none of the words, but others like them: shown below the last hit, uncounted."""

from collections.abc import Iterable, Iterator

import numpy as np

from search.index.segments.arrays import Floats
from search.ranking.collection import Collection
from search.ranking.evaluate import Leaf
from search.ranking.pagelist import PageList
from search.ranking.ranking import Ranking
from search.ranking.scoring import saturate


def resembling(collection: Collection, leaves: list[Leaf], hits: Ranking, limit: int) -> Ranking:
    """The ``limit`` best of the materials without a hit, ranked by what their pages have of the
    words' own parts and of words alike by their letters."""
    pages, k1 = collection.pages, collection.scorer.weights.k1
    total = np.zeros(len(pages.alive), np.float32)
    titles = np.zeros(len(pages.materials), np.float32)
    for found, worth, half in _likenesses(collection, leaves):
        total[found.doc_id] += np.float32(worth) * saturate(found.weight, k1, half)
        title = found.titles(pages.is_summary)
        titles[pages.material[title.doc_id]] += np.float32(worth) * saturate(title.weight, k1, half)
    had = np.zeros(len(pages.materials), np.bool_)
    had[hits.materials] = True
    page = np.flatnonzero((total > 0) & ~had[pages.material]).astype(np.int32)
    own: Floats = total[page] + titles[pages.material[page]] * ~pages.is_summary[page]
    material = pages.material[page]
    first = np.flatnonzero(np.diff(material, prepend=-1))
    values = np.maximum.reduceat(own, first) if len(first) else own
    return Ranking(page, own, material[first], values, np.append(first, len(page)))


def _likenesses(
    collection: Collection, leaves: Iterable[Leaf]
) -> Iterator[tuple[PageList, float, float]]:
    """What is like the words: its pages, what it is worth, and the weight at half of the most."""
    scorer = collection.scorer
    w = scorer.weights
    for leaf in leaves:
        if leaf.meaning is None:
            continue
        for half in scorer.halves(leaf.meaning):
            yield half, w.halves * scorer.idf(len(half)), w.k1
        alike, idf = scorer.alike(leaf.meaning)
        yield alike, w.gram * idf, w.k1 * w.gram_k1
