"""The bonus for neighbours in the query that are near each other on the page."""

from collections.abc import Sequence

import numpy as np

from search.index.segments.arrays import Floats
from search.ranking.candidates import Candidates
from search.ranking.collection import Collection
from search.ranking.leafevidence import WordEvidence
from search.ranking.proximity import SHIFT, Places
from search.ranking.wordscores import saturate

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
    known = [word for word in words if word.found.inflected.spread]
    pairs = [
        (share * min(known[i].told, known[j].told), i, j)
        for apart, share in APART
        for i, j in zip(range(len(known)), range(apart, len(known)), strict=False)
    ]
    pairs = sorted(pairs, reverse=True)[:MOST_PAIRS]
    if not pairs:
        return score
    paired = sorted({n for _, *pair in pairs for n in pair})
    found = _places(collection, [known[n] for n in paired], candidates)
    places = dict(zip(paired, found, strict=True))
    scale = collection.scale[candidates.doc_id]
    for worth, i, j in pairs:
        near = np.zeros(len(score), np.float32)
        for a, b in zip(places[i], places[j], strict=True):
            if len(a) and len(b):
                at = np.searchsorted(candidates.doc_id, a >> SHIFT)
                near += np.bincount(at, _around(a, b, j - i), len(near)).astype(np.float32)
        weight = np.float32(collection.scorer.weights.near * worth)
        score += weight * saturate(near * scale, 1.0)
    return score


def _places(
    collection: Collection, words: Sequence[WordEvidence], candidates: Candidates
) -> list[tuple[Places, ...]]:
    """By word and field where it stands, on those of the pages that have several of the words."""
    had = candidates.weights([word.found.inflected for word in words]) > 0
    several = had.sum(axis=0) > 1
    among = np.zeros(len(collection.pages.alive), np.bool_)
    among[candidates.doc_id[several]] = True
    fields = FIELDS if (candidates.is_summary & several).any() else FIELDS[1:]
    local, positions = collection.lexicon.local, collection.positions
    terms = [local(word.meaning.inflected) for word in words]
    return list(zip(*(positions.of_each(name, terms, among) for name in fields), strict=True))


def _around(places: Places, others: Places, apart: int) -> Floats:
    """How many of the others are near each place, itself left out: 1 for one as far after it as in
    the query, a half for any other."""
    bounds = np.array([REACH, -REACH - 1, 0, -1, apart, apart - 1])
    upto = np.searchsorted(others, places + bounds[:, None], "right")
    near = upto[0] - upto[1] - (upto[2] - upto[3])
    as_typed = upto[4] - upto[5]
    found: Floats = (near + as_typed).astype(np.float32) / 2
    return found
