"""What evidence is worth on candidates: BM25F, of all words of a query at once, since a call of
numpy costs more than most words do."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import Floats
from search.ranking.candidates import Candidates
from search.ranking.leafevidence import Evidence, NamesEvidence, RowEvidence, WordEvidence
from search.ranking.scoring import Scorer
from search.ranking.vectors import PageTerms
from search.ranking.weights import Weights


class WordScores(NamedTuple):
    """By word and page: whether the word is ``there`` (1, within compounds alone less, else 0), and
    what it is ``worth``."""

    there: Floats
    worth: Floats


def score_words(words: Sequence[WordEvidence], candidates: Candidates, w: Weights) -> WordScores:
    """What each word is worth in all its forms, or, on pages that lack it, its own parts."""
    inflected = candidates.weights([word.found.inflected for word in words])
    within = candidates.weights([word.found.within for word in words])
    there = np.maximum(inflected > 0, (within > 0) * np.float32(w.covered_within))
    worth = _column([word.stem for word in words]) * saturate(inflected, w.k1)
    worth += _column([word.compound for word in words]) * saturate(inflected + within, w.k1)
    worth += _column([w.coverage * word.told for word in words]) * there
    for n, word in enumerate(words):
        if word.halves and (lacking := there[n] == 0).any():
            worth[n] += np.float32(word.share) * _in_halves(word, candidates, w) * lacking
    return WordScores(there, worth)


def _in_halves(word: WordEvidence, candidates: Candidates, w: Weights) -> Floats:
    """What a word's own parts tell of each page."""
    alone = candidates.weights([half.alone for half in word.halves])
    weight = alone + candidates.weights([half.within for half in word.halves])
    told = _column([half.idf for half in word.halves]) * saturate(weight, w.k1)
    share = np.where((weight > 0).all(axis=0), np.float32(w.halves), np.float32(w.half))
    found: Floats = told.sum(axis=0) * share
    return found


def score_evidence(
    evidence: Sequence[Evidence], candidates: Candidates, w: Weights
) -> tuple[Floats, WordScores]:
    """What each piece of evidence is worth on each page, and the same of its words, in order."""
    words = [one for one in evidence if isinstance(one, WordEvidence)]
    of_words = score_words(words, candidates, w)
    if len(words) == len(evidence):
        return of_words.worth, of_words
    row_of: dict[Evidence, int] = {word: n for n, word in enumerate(words)}
    rows = []
    for one in evidence:
        if isinstance(one, RowEvidence):
            (weight,) = candidates.weights((one.found,))
            rows.append(np.float32(one.worth) * saturate(weight, one.k1))
            if isinstance(one, NamesEvidence):
                rows[-1] *= of_words.there[row_of[one.word]] == 0
        else:
            rows.append(of_words.worth[row_of[one]])
    return np.stack(rows), of_words


def score_beside(scorer: Scorer, words: Sequence[WordEvidence], had: PageTerms) -> Floats:
    """What is told beside the words' forms, by word and page: their very spelling, and words alike
    by their letters, which tell no more than the word itself. These make no page a hit."""
    w = scorer.weights
    if not all(word.loosely for word in words):  # one query is read in one way
        return np.zeros((len(words), had.pages), np.float32)
    alike = [scorer.alike(word.meaning) for word in words]
    exact = [word.meaning.exact for word in words]
    shares = [np.ones(sum(map(len, exact)), np.float32), *(one.share for one in alike)]
    groups = [*exact, *(one.terms for one in alike)]
    spelt, like = np.split(had.of_any(groups).weigh(groups, np.concatenate(shares)), 2)
    share = [word.share for word in words]
    idf = scorer.idf_of_spellings(words)
    least = [
        min(one.idf, word.told) if word.meaning.known else one.idf
        for one, word in zip(alike, words, strict=True)
    ]
    worth = _column(np.multiply(idf, share) * w.exact) * saturate(spelt, w.k1)
    worth += _column(np.multiply(least, share) * w.gram) * saturate(like, w.k1 * w.gram_k1)
    return worth


def saturate(weight: Floats, k1: float) -> Floats:
    """BM25's saturation: half of the most is reached where the weight is ``k1``."""
    least = weight + np.float32(k1)
    np.divide(weight, least, out=least)
    least *= np.float32(k1 + 1)
    return least


def _column(values: Sequence[float] | NDArray[np.float64]) -> Floats:
    """A number for each word, held against its row of pages."""
    return np.array(values, np.float32)[:, None]
