"""How a posting's positions are written into Whoosh's files."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.formats import Positions

from search.analysis.tokens import tokenise

POSITION = "I"
"""The type of a position: 32 bits, unsigned, in the machine's order (an index stays where it was
made). Read back by ``np.frombuffer`` a block at a time, where Whoosh's own pickles are loaded one
by one; and written in half the time."""


class TokenPositions(Positions):
    """Whoosh's positions format over our tokens, as plain arrays; phrases in Whoosh still work."""

    def word_values(  # type: ignore[override]  # Whoosh encodes the text itself
        self, value: str, analyzer: Any, **_: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """Each word of a text with its count, its weight (the same) and its positions."""
        if not isinstance(value, str):
            raise TypeError(value)
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for text, _start, _end, position in tokenise(value):
            positions[text].append(position)
        for text, found in positions.items():
            yield text, len(found), float(len(found)), self.encode(found)

    def encode(self, poslist: Iterable[int]) -> bytes:
        """The positions as bytes."""
        return array(POSITION, poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The positions of one posting."""
        return array(POSITION, valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many they are."""
        return len(valuestring) // array(POSITION).itemsize
