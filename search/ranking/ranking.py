"""From evidence on pages to ranked materials with their best pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from search.asking.query import Node
from search.index.segments.arrays import Floats, Ints
from search.ranking.candidates import Candidates
from search.ranking.collection import Collection
from search.ranking.evaluate import Evaluation
from search.ranking.feedback import feedback
from search.ranking.neighbours import neighbours
from search.ranking.pagelist import PageList
from search.ranking.scoring import WordEvidence, saturate

Worth = tuple[PageList, float]
JUST = np.float32(0.01)
"""A score higher by so much is higher."""
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
    def nbytes(self) -> int:
        """Bytes in memory."""
        return sum(array.nbytes for array in vars(self).values())

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
    return rank_pages(collection, evaluation, hits)


def rank_pages(
    collection: Collection, evaluation: Evaluation, hits: Ints, beside: Sequence[Worth] = ()
) -> Ranking:
    """Rank these pages, ascending, by what the leaves of the query found; ``beside`` are lists that
    tell for a page in the rough pass too."""
    rough = _rough(collection, evaluation, hits, beside)
    only = _only(collection, evaluation, hits)
    _put_first(rough, only)
    chosen = np.arange(len(hits))
    if len(hits) > MOST_CANDIDATES:
        chosen = np.sort(np.argpartition(-rough, MOST_CANDIDATES)[:MOST_CANDIDATES])
    candidates = Candidates(collection.pages, hits[chosen])
    words = [e.score(candidates) for leaf in evaluation.leaves for e in leaf.evidence]
    telling = _words(evaluation)
    full = _in_full(collection, telling, candidates, words)
    if not beside:  # what only resembles the query lacks all of its words anyhow
        full = full + feedback(collection, telling, candidates, full)
    _put_first(full, only[chosen])
    scores = full
    if len(chosen) < len(hits):
        least = full.min() * np.float32(0.99)
        scores = rough * (least / max(rough.max(), np.float32(1e-9)))
        scores[chosen] = full
    return _by_material(collection, hits, scores, candidates, words)


def _in_full(
    collection: Collection, telling: Sequence[WordEvidence], candidates: Candidates,
    words: Sequence[Floats],
) -> Floats:  # fmt: skip
    """The sum of what each leaf tells (``words``), and what the ``telling`` words do together; 1
    for each page when nothing tells."""
    if not words:
        return np.ones(len(candidates.doc_id), np.float32)
    full: Floats = np.add.reduce(words)
    full += neighbours(collection, telling, candidates)
    full += titles(collection, telling, candidates)
    return full


def _words(evaluation: Evaluation) -> list[WordEvidence]:
    evidence = (e for leaf in evaluation.leaves for e in leaf.evidence)
    return [e for e in evidence if isinstance(e, WordEvidence)]


def titles(collection: Collection, words: Sequence[WordEvidence], candidates: Candidates) -> Floats:
    """What the titles are worth: the words of the query in them, by idf, times the share of the
    title that they make up; so ``Ada`` is the page on Ada, not on languages such as Ada."""
    had = np.zeros(len(candidates.doc_id), np.float32)
    for word in words:
        had += np.float32(word.told) * candidates.in_title(word.found.inflected)
    summary = collection.pages.summary[candidates.material]
    whole = collection.pages.title_idf[summary]
    share = np.minimum(had / np.maximum(whole, np.float32(1e-6)), 1)
    found: Floats = np.float32(collection.scorer.weights.title) * had * share
    return found


def _only(collection: Collection, evaluation: Evaluation, hits: Ints) -> NDArray[np.bool_]:
    """For one word that stands in one material alone, which of the pages have it: as it is spelt,
    else in any inflection. For any other query none."""
    words = evaluation.leaves
    meaning = words[0].meaning if len(words) == 1 else None
    for terms in (meaning.exact, meaning.inflected) if meaning else ():
        found = collection.scorer.terms_list(terms).at(hits) > 0
        if found.any():
            alone = np.ptp(collection.pages.material[hits[found]]) == 0
            return found if alone else np.zeros(len(hits), np.bool_)
    return np.zeros(len(hits), np.bool_)


def _put_first(score: Floats, some: NDArray[np.bool_]) -> None:
    """Put some of the pages before all others."""
    if some.any() and not some.all():
        score[some] += max(score[~some].max() - score[some].min() + JUST, 0)


def _rough(
    collection: Collection, evaluation: Evaluation, hits: Ints, beside: Sequence[Worth]
) -> Floats:
    """About what each page is worth: lists are added up as if no page were on two of a word's."""
    pages, k1 = collection.pages, collection.scorer.weights.k1
    total = np.zeros(len(pages.alive), np.float32)
    of_titles = np.zeros(len(pages.materials), np.float32)
    worths = (w for leaf in evaluation.leaves for e in leaf.evidence for w in e.worths)
    for found, worth in chain(worths, beside):
        total[found.doc_id] += np.float32(worth) * saturate(found.weight, k1)
        title = found.titles(pages.is_summary)
        of_titles[pages.material[title.doc_id]] += np.float32(worth) * saturate(title.weight, k1)
    own: Floats = total[hits]
    own += of_titles[pages.material[hits]] * ~pages.is_summary[hits]
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
