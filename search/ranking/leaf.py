"""What a piece of a query found."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.asking.query import LeafNode
from search.asking.synonyms import Name
from search.ranking.leafevidence import Evidence
from search.ranking.lexicon import Meaning
from search.ranking.pagelist import PageList

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Leaf:
    """A word, phrase or wildcard of the query that tells for a page: its ``text`` as a person
    reads it, what it found, for a word its ``meaning``, and the other ``names`` taken for it and,
    of a compound, its words in a row, ``apart``; of a compound that words were typed side by side
    of, those words, which it ``joins``.
    It ``counts`` when it makes a page a hit: a piece of something typed as one only ranks. Asked
    ``of_field``, it need not stand on a page."""

    text: str
    node: LeafNode
    evidence: tuple[Evidence, ...]
    meaning: Meaning | None = None
    names: tuple[Name, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    counts: bool = True
    joins: tuple[str, ...] = ()
    of_field: bool = False

    @property
    def hits(self) -> Iterator[PageList]:
        """The lists of the pages on which it stands."""
        for evidence in self.evidence if self.counts else ():
            yield from evidence.hits

    @property
    def found(self) -> bool:
        """Whether it stands anywhere."""
        return any(had.spread for had in self.hits)

    def stands_on(self, pages: NDArray[np.int32]) -> Mask:
        """On which of these pages it stands."""
        found = np.zeros(len(pages), np.bool_)
        for had in self.hits:
            if len(had):
                found |= had.at(pages) > 0
        return found

    def on(self, pages: int) -> Mask:
        """On which of so many pages it stands."""
        found = np.zeros(pages, np.bool_)
        for had in self.hits:
            found[had.doc_id] = True
        return found
