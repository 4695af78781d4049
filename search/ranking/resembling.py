"""Pages that have none of the words, but others like them: shown below the last hit, uncounted."""

import numpy as np

from search.index.segments.arrays import Floats
from search.ranking.collection import Collection
from search.ranking.evaluate import Leaf
from search.ranking.ranking import Ranking


def resembling(collection: Collection, leaves: list[Leaf], hits: Ranking, limit: int) -> Ranking:
    """The ``limit`` best of the materials without a hit, ranked by what their pages have of the
    words' own parts and of words alike by their letters."""
    pages, k1 = collection.pages, collection.scorer.weights.k1
    total = np.zeros(len(pages.alive), np.float32)
    titles = np.zeros(len(pages.materials), np.float32)
    for leaf in leaves:
        for found, worth, half in (
            collection.scorer.likenesses(leaf.meaning) if leaf.meaning else ()
        ):
            score = np.float32(worth * (k1 + 1)) * found.weight / (found.weight + np.float32(half))
            total[found.doc_id] += score
            title = found.titles(pages.is_summary)
            titles[pages.material[title.doc_id]] += total[title.doc_id]
    had = np.zeros(len(pages.materials), np.bool_)
    had[hits.materials] = True
    page = np.flatnonzero((total > 0) & ~had[pages.material]).astype(np.int32)
    own: Floats = total[page] + titles[pages.material[page]] * ~pages.is_summary[page]
    material = pages.material[page]
    first = np.flatnonzero(np.diff(material, prepend=-1))
    values = np.maximum.reduceat(own, first) if len(first) else own
    return Ranking(page, own, material[first], values, np.append(first, len(page)))
