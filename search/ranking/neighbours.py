"""The bonus for neighbours in the query that are neighbours on the page."""

from itertools import pairwise

import numpy as np

from search.index.segments.arrays import Floats
from search.ranking.candidates import Candidates
from search.ranking.collection import Collection
from search.ranking.evaluate import Evaluation
from search.ranking.lexicon import Meaning
from search.ranking.proximity import followed
from search.ranking.scoring import WordEvidence

OFFSETS = ((1, 1.0), (2, 0.5), (-1, 0.5))
"""What is counted: in this order, with one word between, turned round."""
FIELDS = ("title", "body")
MOST_PAIRS = 8
_SHIFT = 32


def neighbours(collection: Collection, evaluation: Evaluation, candidates: Candidates) -> Floats:
    """What the neighbours are worth on each of the pages: a share of the less telling one's idf."""
    score = np.zeros(len(candidates.doc_id), np.float32)
    weight = collection.scorer.weights.pair
    words = [e for leaf in evaluation.leaves for e in leaf.evidence if isinstance(e, WordEvidence)]
    pairs = [(min(a.idf, b.idf), a.meaning, b.meaning) for a, b in pairwise(words)]
    known = [pair for pair in pairs if len(pair[1].inflected) and len(pair[2].inflected)]
    for worth, first, second in sorted(known, key=lambda pair: -pair[0])[:MOST_PAIRS]:
        near = _near(collection, candidates, first, second)
        score += np.float32(weight * worth) * near / (near + 1)
    return score


def _near(
    collection: Collection, candidates: Candidates, first: Meaning, second: Meaning
) -> Floats:
    """How often two words are neighbours on each page."""
    local, positions = collection.lexicon.local, collection.positions
    near = np.zeros(len(candidates.doc_id), np.float32)
    for name in FIELDS:
        a = positions.of(name, local(first.inflected), candidates.among)
        b = positions.of(name, local(second.inflected), candidates.among)
        for offset, worth in OFFSETS if len(a) and len(b) else ():
            page = a[followed(a, b, offset)] >> _SHIFT
            at = np.searchsorted(candidates.doc_id, page)
            near += np.float32(worth) * np.bincount(at, minlength=len(near)).astype(np.float32)
    return near
