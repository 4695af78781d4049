"""In what order the pages of a report are shown: where the query's words stand together first, and
before these what was typed word for word.

A word that most pages of a report have, such as one of its title, doesn't tell them apart. So words
are weighed by their idf in the collection times that in the report.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import Floats, Ints
from search.index.segments.postings import starts
from search.ranking.collection import Collection
from search.ranking.leaf import Leaf
from search.ranking.leafevidence import WordEvidence
from search.ranking.proximity import SHIFT, Places
from search.ranking.ranking import Ranking

CONSIDERED = 12
"""Pages of a report, those of most worth, that are held against each other."""
SPAN = 25
"""Words within which others stand together: two sentences."""
ON_FRONT = 0.5
"""What a word that stands in what is told of the whole report, its title, summary or first page,
tells among its pages: these are about it all. Right page first for 2 of 104 questions more on
``benchmarks.paraphrases --half dev``; on parliament in its meetings no change."""
MOST_WORDS = 12
"""Words of a query, those that tell most, whose places are looked at."""


def told_within(
    collection: Collection, leaves: Sequence[Leaf], ranking: Ranking, places: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What each leaf tells in each of the materials at these places in ``ranking.materials``,
    ``[leaf, material]``: its idf among the material's pages, less for what the front tells of all
    of them; 0 when one page of each is found."""
    pages, materials = collection.pages, ranking.materials[places]
    if not (ranking.page_counts[places] > 1).any():
        return np.zeros((len(leaves), len(places)))
    size = pages.ends[materials] - pages.starts[materials]
    having = collection.having_within(leaves, materials)
    told: NDArray[np.float64] = np.log1p((np.maximum(size - having, 0) + 0.5) / (having + 0.5))
    summary = pages.starts[materials].astype(np.int32)
    front = np.minimum(summary + 1, pages.ends[materials] - 1).astype(np.int32)
    for row, leaf in zip(told, leaves, strict=True):
        row[leaf.stands_on(summary) | leaf.stands_on(front)] *= ON_FRONT
    return told


def in_order(
    collection: Collection, leaves: Sequence[Leaf], ranking: Ranking, places: Sequence[int],
    told: NDArray[np.float64],
) -> list[NDArray[np.int64]]:  # fmt: skip
    """For each of these places in ``ranking.materials`` the numbers of its found pages, best
    first, among equals the earlier; ``told`` is ``told_within`` for the same materials."""
    found = [ranking.pages_of(at) for at in places]
    pasted = [ranking.pasted.on(pages) for pages, _ in found]
    orders = [np.lexsort((-scores, ~own)) for (_, scores), own in zip(found, pasted, strict=True)]
    several = [n for n, order in enumerate(orders) if len(order) > 1]
    words = _words(leaves)
    if len(words) < 2 or not several:
        return orders
    chosen = [np.sort(orders[n][:CONSIDERED]) for n in several]
    doc_ids = [found[n][0][rows] for n, rows in zip(several, chosen, strict=True)]
    worth = np.array([word.told * told[n, several] for n, word in words])
    together = _together(collection, [word for _, word in words], doc_ids, worth)
    weight = collection.scorer.weights.together
    for n, rows, best in zip(several, chosen, together, strict=True):
        scores = found[n][1][rows]
        value = _share(scores) + weight * _share(best)
        first = rows[np.lexsort((rows, -scores, -value, ~pasted[n][rows]))]
        orders[n] = np.concatenate((first, orders[n][CONSIDERED:]))
    return orders


def _words(leaves: Sequence[Leaf]) -> list[tuple[int, WordEvidence]]:
    """The words that make a page a hit, those that tell most, with the numbers of their leaves."""
    every = [
        (n, evidence)
        for n, leaf in enumerate(leaves) if leaf.counts
        for evidence in leaf.evidence
        if isinstance(evidence, WordEvidence) and evidence.found.inflected.spread
    ]  # fmt: skip
    return sorted(every, key=lambda word: -word[1].told)[:MOST_WORDS]


def _together(
    collection: Collection, words: Sequence[WordEvidence], doc_ids: Sequence[Ints],
    worth: NDArray[np.float64],
) -> list[NDArray[np.float64]]:  # fmt: skip
    """The most that words within ``SPAN`` of each other are ``worth`` (by word and report) on each
    of the pages of each report."""
    pages = np.concatenate(doc_ids)
    order = np.argsort(pages)
    ascending = pages[order]
    report = np.repeat(np.arange(len(doc_ids)), [len(some) for some in doc_ids])[order]
    among = np.zeros(len(collection.pages.alive), np.bool_)
    among[ascending] = True
    terms = [collection.lexicon.local(word.meaning.inflected) for word in words]
    places = collection.positions.of_each("body", terms, among)
    every: Places = np.sort(np.concatenate(places))
    page = np.searchsorted(ascending, every >> SHIFT)
    value = np.zeros(len(every))
    for n, word in enumerate(places):
        if len(word):
            following = word[np.minimum(np.searchsorted(word, every), len(word) - 1)]
            near = (following >= every) & (following < every + SPAN)
            value += near * worth[n][report[page]]
    best = np.zeros(len(ascending))
    if len(every):
        first = starts(page)
        best[page[first]] = np.maximum.reduceat(value, first)
    of_page = np.empty_like(best)
    of_page[order] = best
    return np.split(of_page, np.cumsum([len(some) for some in doc_ids])[:-1])


def _share(values: Floats | NDArray[np.float64]) -> NDArray[np.float64]:
    """The values as shares of the most."""
    return values.astype(np.float64) / max(float(values.max()), 1e-9)
