"""Pages that have none of the words, but others like them: shown below the last hit, uncounted."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from search.asking.questionframes import is_empty
from search.library.budget import FINDING
from search.ranking.collection import Collection
from search.ranking.evaluate import Evaluation
from search.ranking.leaf import Leaf
from search.ranking.lists import ReadLists
from search.ranking.ranking import Ranking, Worth, rank_pages
from search.ranking.terms import NONE, each_once


def resembling(
    collection: Collection, evaluation: Evaluation, hits: Ranking
) -> tuple[Ranking, list[Leaf]]:
    """The materials without a hit, ranked by what their pages have of pieces of the words, their
    own parts, and words alike by their letters; and those words as leaves, to be marked."""
    pages = collection.pages
    worths = list(likenesses(collection, evaluation))
    like = np.zeros(len(pages.alive), np.bool_)
    for found, _ in worths:
        like[found.doc_id] = True
    had = np.zeros(len(pages.materials), np.bool_)
    had[hits.materials] = True
    like &= ~had[pages.material]
    ranking = rank_pages(collection, evaluation, np.flatnonzero(like).astype(np.int32), worths)
    return ranking, list(_leaves(collection, telling(evaluation)))


def telling(evaluation: Evaluation) -> list[Leaf]:
    """The words that pages may resemble: no function words that only rank."""
    return [leaf for leaf in evaluation.leaves if leaf.counts or not is_empty(leaf.node)]


def _leaves(collection: Collection, leaves: Iterable[Leaf]) -> Iterator[Leaf]:
    """What is marked on pages that are alike: pieces and parts of the words, and words alike."""
    lexicon = collection.lexicon
    for leaf in leaves:
        if leaf.meaning is None:
            continue
        if not leaf.counts:
            yield replace(leaf, counts=True)
        alike = collection.scorer.alike(leaf.meaning)
        terms = [lexicon.of_keys((f"s{half}", f"p{half}")) for half in leaf.meaning.halves]
        every = each_once(np.concatenate([alike.terms, *terms]))
        if len(every):
            meaning = replace(leaf.meaning, inflected=every, within=NONE, slip=NONE, halves=())
            yield replace(leaf, meaning=meaning, names=())


def likenesses(collection: Collection, evaluation: Evaluation) -> Iterator[Worth]:
    """What is like the words, as far as the budget goes: its pages, and what it is worth."""
    scorer = collection.scorer
    w = scorer.weights
    for leaf in evaluation.budget.within(telling(evaluation), FINDING):
        if not leaf.counts:
            for evidence in leaf.evidence:
                yield from evidence.worths
        if leaf.meaning:
            for half in scorer.halves(leaf.meaning, ReadLists(scorer.lists)):
                yield half, w.halves * scorer.idf(half)
            alike, idf = scorer.alike_list(leaf.meaning)
            yield alike, w.gram * idf
