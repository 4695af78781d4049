"""Character 4-grams of the vocabulary: which terms look like a word.

They reach what no stemmer and no splitter does: derivations (flette, fletning), foreign parts,
slips of the pen, compounds that the collection has no parts of.
"""

import re
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from search.analysis.normalise import canonical
from search.frequencies import Frequencies, idf
from search.weights import WEIGHTS

LENGTH = 4
"""4 is known to be best for Danish and its neighbours (McNamee and Mayfield 2004); 3 and 5 were no
better than none here."""

_NUMBER = re.compile(r"[\d,]+%?")


def grams(word: str) -> list[str]:
    """The different 4-grams of a word with its borders marked."""
    marked = f"^{word}$"
    if _NUMBER.fullmatch(word):
        return [marked]  # 2014 is not nearly 2015
    return sorted({marked[i : i + LENGTH] for i in range(max(1, len(marked) - LENGTH + 1))})


class GramIndex:
    """Terms by gram; the grams' weight comes from the pages that have any such term."""

    def __init__(self, terms: list[str], frequencies: Frequencies, total: int) -> None:
        found: dict[str, list[int]] = {}
        for t, term in enumerate(terms):
            for gram in grams(canonical(term)):
                found.setdefault(gram, []).append(t)
        self._terms = {gram: np.array(ts, np.int64) for gram, ts in found.items()}
        self._idf = {
            gram: idf(len(np.unique(frequencies.of(ts)[0])), total)
            for gram, ts in self._terms.items()
        }
        self._size = len(terms)

    def similar(self, word: str) -> tuple[NDArray[np.int64], NDArray[np.float32], float]:
        """Terms that share grams with the word: their numbers, the share of the word's grams that
        each has (by idf, 0..1), and the word's idf, the sum over its grams divided by the root of
        their number."""
        own = grams(canonical(word))
        known = [gram for gram in own if gram in self._terms]
        total = sum(self._idf[gram] for gram in known)
        if total <= 0:
            return np.zeros(0, np.int64), np.zeros(0, np.float32), 0.0
        share = np.zeros(self._size, np.float32)
        for gram in known:
            share[self._terms[gram]] += self._idf[gram] / total
        best = np.flatnonzero(share >= WEIGHTS.gram_share)
        if len(best) > WEIGHTS.gram_terms:
            best = np.sort(
                best[np.argpartition(-share[best], WEIGHTS.gram_terms)[: WEIGHTS.gram_terms]]
            )
        return best, share[best], total / sqrt(len(own))
