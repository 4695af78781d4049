"""What materials, or pages, have in a field that a query can name, to be looked up by word."""

from collections.abc import Iterable, Sequence, Set
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.analysis.tokens import tokenise
from search.asking.wildcards import fits

Mask = NDArray[np.bool_]


class FieldValues(Protocol):
    """What a query can ask of a field's values."""

    def any_of(self, words: Iterable[str]) -> Mask:
        """The materials that have any of the words."""

    def of_shape(self, pattern: str) -> Mask:
        """The materials that have a word of that shape."""

    def row(self, row: Sequence[Set[str]], gap: int | None) -> Mask:
        """The materials that have the words (any of those given at each place) in a row, or, with
        ``gap``, near the first with at most so many others between."""


class NamedValues:
    """The values of one field, one text per material; masks are by material. So with pages."""

    def __init__(self, values: Sequence[str]) -> None:
        self._size = len(values)
        self._places: dict[str, dict[int, set[int]]] = {}
        """By word and material the positions at which it stands."""
        for m, value in enumerate(values):
            for token in tokenise(value):
                self._places.setdefault(token.text, {}).setdefault(m, set()).add(token.position)

    def any_of(self, words: Iterable[str]) -> Mask:
        """The materials that have any of the words."""
        return self._mask(m for word in words for m in self._places.get(word, ()))

    def of_shape(self, pattern: str) -> Mask:
        """The materials that have a word of that shape."""
        return self.any_of([word for word in self._places if fits(word, pattern)])

    def row(self, row: Sequence[Set[str]], gap: int | None) -> Mask:
        """The materials that have the words (any of those given at each place) in a row, or, with
        ``gap``, near the first with at most so many others between."""
        found = self.any_of(row[0])
        for words in row[1:]:
            found &= self.any_of(words)
        return self._mask(
            m for m in np.flatnonzero(found).tolist()
            if self._stands([self._positions(words, m) for words in row], gap)
        )  # fmt: skip

    def _stands(self, places: Sequence[set[int]], gap: int | None) -> bool:
        if gap is None:
            return any(all(at + n in p for n, p in enumerate(places)) for at in places[0])
        reach = range(-gap - 1, gap + 2)
        return any(all(any(at + d in p for d in reach) for p in places[1:]) for at in places[0])

    def _positions(self, words: Iterable[str], material: int) -> set[int]:
        return set().union(*(self._places.get(word, {}).get(material, ()) for word in words))

    def _mask(self, materials: Iterable[int]) -> Mask:
        found = np.zeros(self._size, np.bool_)
        found[list(materials)] = True
        return found
