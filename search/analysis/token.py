"""The token: what texts and queries are made of."""

from typing import NamedTuple

LONGEST = 100
"""Letters of a token that are kept; what is longer is no word (base64, a line without spaces)."""


class Token(NamedTuple):
    """A normalised word and the characters ``[start, end)`` it stands for. ``position`` counts
    words; a token beside another at the same position is the same word in another form."""

    text: str
    start: int
    end: int
    position: int
