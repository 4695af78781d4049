"""From evidence on pages to ranked materials with their best pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.asking.query import Node
from search.index.segments.arrays import Floats, Ints
from search.index.segments.postings import starts
from search.ranking.candidates import Candidates
from search.ranking.collection import Collection
from search.ranking.evaluate import Evaluation
from search.ranking.feedback import context, lacking, likeness
from search.ranking.leafevidence import WordEvidence
from search.ranking.neighbours import neighbours
from search.ranking.pagelist import ListRows, PageList
from search.ranking.vectors import PageTerms
from search.ranking.verbatim import NOWHERE, Verbatim, verbatim
from search.ranking.wordscores import saturate, score_beside, score_evidence

Worth = tuple[PageList, float]
JUST = np.float32(0.01)
"""A score higher by so much is higher."""
MOST_CANDIDATES = 1000
"""Pages that are scored by all that finds them, those that a rough pass puts first."""
MOST_CLOSELY = 200
"""The best of these, which are looked at closely too."""
NEARLY = 0.9
"""With those that score so much of the last of them: where one word is rare and another common, the
pages of the common one score all but alike, and what is like the rare one tells."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """The found ``pages``, ascending, with their ``scores``, and the found ``materials`` with their
    ``values``: the pages of ``materials[i]`` are ``[starts[i], starts[i + 1])``. The pages that are
    ``pasted`` from have what was typed word for word."""

    pages: Ints
    scores: Floats
    materials: Ints
    values: Floats
    starts: NDArray[np.int64]
    pasted: Verbatim = NOWHERE

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
    contents = collection.pages.contents.take(hits)
    evidence = [e for leaf in evaluation.leaves for e in leaf.evidence]
    worths = [*(worth for e in evidence for worth in e.worths), *beside]
    rows = ListRows.of([*(had for had, _ in worths), *(had for e in evidence for had in e.lists)])
    rough = _rough(collection, rows, worths, hits)
    _discount(collection, contents, [rough])
    only = _only(collection, evaluation, hits)
    _put_first(rough, only)
    chosen = np.arange(len(hits))
    if len(hits) > MOST_CANDIDATES:
        chosen = np.sort(np.argpartition(-rough, MOST_CANDIDATES)[:MOST_CANDIDATES])
    candidates = Candidates(collection.pages, hits[chosen])
    candidates.look_up(rows)
    scores, of_words = score_evidence(evidence, candidates, collection.scorer.weights)
    full, pasted = np.ones(len(chosen), np.float32), NOWHERE
    if evidence:
        telling = np.flatnonzero([isinstance(e, WordEvidence) for e in evidence])
        words = [e for e in evidence if isinstance(e, WordEvidence)]
        full = scores.sum(axis=0) + titles(collection, words, candidates)
        close = _look_closely(collection, candidates, rough[chosen] if beside else full)
        if words:
            more = score_beside(collection.scorer, words, close.terms)
            scores[telling[:, None], close.at] += more
            full[close.at] += more.sum(axis=0) + neighbours(collection, words, close.candidates)
        if not beside:  # what only resembles the query lacks all of its words anyhow
            lack = lacking(words, of_words.there[:, close.at], full[close.at])
            _add_feedback(collection, lack, candidates, close, full)
            own = full[close.at]
            pasted = verbatim(collection, evaluation.typed, words, close.candidates, own)
        _discount(collection, contents[chosen], [full, scores.T])
    _put_first(full, only[chosen] | np.isin(candidates.doc_id, pasted.leading))
    score = full
    if len(chosen) < len(hits):
        least = full.min() * np.float32(0.99)
        score = rough * (least / max(rough.max(), np.float32(1e-9)))
        score[chosen] = full
    found = _by_material(collection, hits, score, candidates, scores)
    _put_first(found.values, np.isin(found.materials, collection.pages.material[pasted.leading]))
    return replace(found, pasted=pasted)


class _Close(NamedTuple):
    """The candidates looked at closely: their places ``at`` among all, and what they have."""

    at: NDArray[np.int64]
    candidates: Candidates
    terms: PageTerms


def _look_closely(collection: Collection, candidates: Candidates, score: Floats) -> _Close:
    """Look closely at the best."""
    at = np.arange(len(score))
    if len(score) > MOST_CLOSELY:
        last = np.partition(score, -MOST_CLOSELY)[-MOST_CLOSELY]
        at = np.flatnonzero(score >= np.float32(NEARLY) * last)
    close = candidates.some(at)
    return _Close(at, close, collection.vectors.of(close))


def _add_feedback(
    collection: Collection, lack: tuple[float, NDArray[np.int64]], candidates: Candidates,
    close: _Close, full: Floats,
) -> None:  # fmt: skip
    """Add what candidates are worth for being like the best of them, or, in reports of several
    pages, for the pages before and after, as much as these ``lack``."""
    weights, score = collection.scorer.weights, full[close.at]
    share, best = lack
    if share and close.candidates.alone(best):
        alike = likeness(collection, close.candidates, close.terms, best, score[best])
        full[close.at] += np.float32(weights.feedback * share * float(score[best[0]])) * alike
    elif share:
        full += np.float32(weights.context * share) * context(collection, candidates, full)


def titles(collection: Collection, words: Sequence[WordEvidence], candidates: Candidates) -> Floats:
    """What the titles are worth: the words of the query in them, by idf, times the share of the
    title that they make up; so ``Ada`` is the page on Ada, not on languages such as Ada."""
    told = np.array([word.told for word in words], np.float32)
    had = told @ candidates.in_title([word.found.inflected for word in words])
    summary = collection.pages.summary[candidates.material]
    whole = collection.pages.title_idf[summary]
    share = np.minimum(had / np.maximum(whole, np.float32(1e-6)), 1)
    found: Floats = np.float32(collection.scorer.weights.title) * had * share
    return found


def _discount(
    collection: Collection, contents: NDArray[np.bool_], scores: Sequence[Floats]
) -> None:
    """Lower these scores of the pages of contents, which name what is told elsewhere."""
    if contents.any():
        for score in scores:
            score[contents] *= np.float32(collection.scorer.weights.contents)


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


def _rough(collection: Collection, rows: ListRows, worths: Sequence[Worth], hits: Ints) -> Floats:
    """About what each page is worth: lists are added up as if no page were on two of a word's."""
    pages = collection.pages
    worth = dict.fromkeys(rows.lists, 0.0)
    for found, told in worths:
        worth[found] += told
    value = saturate(rows.weight, collection.scorer.weights.k1)
    value *= np.array(list(worth.values()), np.float32).take(rows.row)
    total = np.bincount(rows.doc_id, value.astype(np.float64), len(pages.alive))  # else it is slow
    titles = total.take(pages.summary).take(pages.material.take(hits))
    own = total.take(hits) + titles * ~pages.is_summary.take(hits)
    return own.astype(np.float32)


def _by_material(
    collection: Collection, hits: Ints, scores: Floats, candidates: Candidates, words: Floats
) -> Ranking:
    """The ranking of pages with these scores; ``words`` is what candidates have of each piece of
    evidence."""
    material = collection.pages.material.take(hits)
    first = starts(material)
    found = material[first]
    values = np.maximum.reduceat(scores, first) if len(first) else scores[:0]
    of_candidate = starts(candidates.material)
    if len(words) > 1 and len(of_candidate):
        spread = np.maximum.reduceat(words, of_candidate, axis=1).sum(axis=0)
        at = np.searchsorted(found, candidates.material[of_candidate])
        share = np.float32(collection.scorer.weights.spread)
        values[at] += share * np.maximum(spread - values[at], 0)
    return Ranking(hits, scores, found, values, np.append(first, len(hits)))
