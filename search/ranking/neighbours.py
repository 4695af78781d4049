"""The bonus for neighbours in the query that are near each other on the page."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import Floats
from search.ranking.candidates import Candidates
from search.ranking.collection import Collection
from search.ranking.proximity import SHIFT, Places
from search.ranking.scoring import WordEvidence, saturate

FIELDS = ("title", "body")
APART = ((1, 1.0), (2, 0.5))
"""Words so far apart in the query are looked for, and what they count."""
REACH = 3
"""Words within which two count as near on the page."""
MOST_PAIRS = 8


def neighbours(
    collection: Collection, words: Sequence[WordEvidence], candidates: Candidates
) -> Floats:
    """What nearness is worth on each of the pages: a share of the less telling word's idf."""
    score = np.zeros(len(candidates.doc_id), np.float32)
    known = [word for word in words if len(word.meaning.inflected)]
    pairs = [
        (share * min(known[i].told, known[j].told), i, j)
        for i, j in combinations(range(len(known)), 2)
        for apart, share in APART
        if j - i == apart
    ]
    scale = collection.scale[candidates.doc_id]

    @cache
    def places(n: int) -> list[Places]:
        """Where a word stands, by field: most are looked at with several others."""
        terms = collection.lexicon.local(known[n].meaning.inflected)
        return [collection.positions.of(name, terms, candidates.among) for name in FIELDS]

    for worth, i, j in sorted(pairs, reverse=True)[:MOST_PAIRS]:
        weight = np.float32(collection.scorer.weights.near * worth)
        score += weight * saturate(_near(candidates, places(i), places(j), j - i) * scale, 1.0)
    return score


def _near(
    candidates: Candidates, first: Sequence[Places], second: Sequence[Places], apart: int
) -> Floats:
    """How often two words, of which these are the places by field, are near each other on each
    page."""
    near = np.zeros(len(candidates.doc_id), np.float32)
    for a, b in zip(first, second, strict=True):
        if len(a) and len(b):
            at = np.searchsorted(candidates.doc_id, a >> SHIFT)
            near += np.bincount(at, _around(a, b, apart), minlength=len(near)).astype(np.float32)
    return near


def _around(places: Places, others: Places, apart: int) -> Floats:
    """How many of the others are near each place, itself left out: 1 for one as far after it as in
    the query, a half for any other."""

    def upto(distance: int) -> NDArray[np.int64]:
        return np.searchsorted(others, places + distance, "right")

    near = upto(REACH) - upto(-REACH - 1) - (upto(0) - upto(-1))
    as_typed = upto(apart) - upto(apart - 1)
    found: Floats = (near + as_typed).astype(np.float32) / 2
    return found
