"""From evidence on pages to ranked materials with their best pages."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from search.collection import Collection
from search.evaluate import Evaluation, Evidence
from search.frequencies import idf
from search.lexicon import Forms
from search.postings import Floats
from search.proximity import neighbours
from search.weights import Weights

WEAK_SHARE = 0.02
"""A page that only resembles the query counts as found from this share of the best score."""


@dataclass(frozen=True)
class Ranking:
    """Materials by rank: ``order`` are their numbers, best first, ``scores`` by material; ``page``
    scores by page, 0 where a page was not found."""

    order: NDArray[np.int64]
    scores: Floats
    pages: Floats


def rank(collection: Collection, evidence: Evidence, evaluation: Evaluation) -> Ranking:
    """Rank what was found.

    A material is worth its best page, and up to ``Weights.spread`` more when its other pages have
    words of the query that the best page lacks: so a long report does not win by its length, nor
    lose because it says things on different pages.
    """
    weights, pages = collection.scorer.weights, collection.pages
    size = len(pages.alive)
    found = (evidence.match | evidence.weak) & pages.alive
    scores = [np.where(found, score, np.float32(0)) for score in evidence.scores]
    total: Floats = np.zeros(size, np.float32)
    for score in scores:
        total += score
    total += _pair_bonus(collection, evaluation.forms, total, weights)
    if not scores:
        total = found.astype(np.float32)
    strong, alike = evaluation.own()
    near = alike & (total >= WEAK_SHARE * total.max(initial=0))
    found &= (evidence.match & strong) | near
    total = np.where(found, total, np.float32(0))
    best = pages.best(total)
    spread = np.zeros_like(best)
    for score in scores:
        spread += pages.best(score)
    value = best + np.float32(weights.spread) * np.maximum(spread - best, 0)
    has = np.flatnonzero(pages.best(found.astype(np.float32)))
    return Ranking(has[np.argsort(-value[has], kind="stable")], value, total)


def _pair_bonus(
    collection: Collection, forms: list[Forms], total: Floats, weights: Weights
) -> Floats:
    """The bonus for words of the query that are neighbours, on the best pages."""
    bonus = np.zeros_like(total)
    if len(forms) < 2 or not weights.pair or not total.any():
        return bonus
    top = np.argpartition(-total, min(weights.pair_candidates, len(total) - 1))
    mask = np.zeros(len(total), np.bool_)
    mask[top[: weights.pair_candidates]] = True
    every = collection.total
    for first, second in pairwise(forms):
        if not (first.known and second.known):
            continue
        near = neighbours(collection.postings, first.stem, second.stem, mask, weights.fields)
        near = collection.family.inherit(near, weights.inherit)
        rare = idf(int(np.count_nonzero(near)), every)
        bonus += np.float32(weights.pair * rare) * near / (near + np.float32(weights.k1))
    return bonus
