"""Feedback: what the best pages are about, where the words of a question are found on none.

Rocchio's centroid of the best pages (Manning, Raghavan and Schütze, "Introduction to Information
Retrieval", 9.1.1), its weightiest stems alone. Used as much as the best pages lack the question's
words, so that short queries, whose words are all there, are left as they are. nDCG@10 on passages
of parliament +7 %, on the others less than 1 % either way.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.analysis.stems import STOPWORDS, stem
from search.analysis.tokens import words
from search.index.segments.arrays import Floats
from search.index.segments.keys import STEM
from search.ranking.candidates import Candidates
from search.ranking.collection import Collection
from search.ranking.scoring import WordEvidence

BEST, STEMS, LOOKED_AT = 5, 40, 120
"""Pages that tell, stems kept of their centroid, and stems among which these are found."""
HALF = 30.0
"""Information (idf, added up) that the best pages must lack for half of the most to count."""
LEAST = 0.1
"""Below this share of the most, nothing is looked for."""


def feedback(
    collection: Collection, asked: Sequence[WordEvidence], candidates: Candidates, score: Floats
) -> Floats:
    """What candidates are worth for being like the best of them, or, in reports of several pages,
    for the pages before and after."""
    nothing = np.zeros(len(score), np.float32)
    weights = collection.scorer.weights
    if len(score) < BEST:
        return nothing
    best = np.argsort(-score, kind="stable")[:BEST]
    share = _lacking(asked, candidates, best[:3])
    share /= share + HALF
    if share < LEAST:
        return nothing
    if not candidates.alone(best):
        return _context(collection, candidates, score) * np.float32(weights.context * share)
    alike = _likeness(collection, candidates, best, score[best])
    most = float(alike.max())
    worth = weights.feedback * share * float(score[best[0]])
    return alike * np.float32(worth / most) if most > 0 else nothing


def _context(collection: Collection, candidates: Candidates, score: Floats) -> Floats:
    """What the pages before and after are worth: what a report says of a matter goes on over the
    page."""
    follow = np.diff(candidates.doc_id) == 1
    follow &= ~collection.pages.is_summary[candidates.doc_id[:-1]]
    follow &= candidates.material[1:] == candidates.material[:-1]
    found = np.zeros_like(score)
    found[1:] += score[:-1] * follow
    found[:-1] += score[1:] * follow
    return found


def _lacking(
    asked: Sequence[WordEvidence], candidates: Candidates, best: NDArray[np.int64]
) -> float:
    """How much of the question (idf, added up) the best pages lack in the mean."""
    known = [word for word in asked if word.meaning.known]
    lack = [word.told * (1 - float(word.coverage(candidates)[best].mean())) for word in known]
    return sum(lack)


def _likeness(
    collection: Collection, candidates: Candidates, best: NDArray[np.int64], score: Floats
) -> Floats:
    """The cosine of each candidate and the centroid of the best, up to a factor."""
    pages = collection.pages
    norm = np.maximum(pages.norm[candidates.doc_id], np.float32(1e-6))
    weighed = []
    chosen: list[int] = candidates.doc_id[best].tolist()
    collection.prepare(chosen)
    keys = _stems(collection, chosen)
    lists = [collection.scorer.lists.of_key(STEM + key) for key in keys]
    collection.foresee(lists)
    for found in lists:
        if 2 <= found.spread < pages.with_text / 2:
            vector = collection.scorer.worth(found, candidates)
            weighed.append((float((score * vector[best] / norm[best]).sum()), vector))
    weighed.sort(key=lambda row: -row[0])
    total = np.zeros(len(norm), np.float32)
    for centroid, vector in weighed[:STEMS]:
        total += np.float32(centroid) * vector
    return (total / norm).astype(np.float32)


def _stems(collection: Collection, doc_ids: list[int]) -> list[str]:
    """Stems of the pages, those on most of them and most often first."""
    often, on = Counter[str](), Counter[str]()
    for doc_id in doc_ids:
        counted = Counter(words(collection.text(doc_id)))
        of_page = Counter[str]()
        for word, times in counted.items():
            if word not in STOPWORDS and len(word) > 2:
                of_page[stem(word)] += times
        often += of_page
        on.update(of_page.keys())
    return sorted(often, key=lambda key: (-on[key] * often[key], key))[:LOOKED_AT]
