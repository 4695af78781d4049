"""A line that may cite, and its tokens."""

import re
from dataclasses import dataclass

REFERENCES, LINES, MENTIONS = "references", "lines", "mentions"
"""The models that read them."""
LONGEST = 1000
"""Characters of a line that are read."""

_SENTENCE_END = re.compile(r"[^\W_][)\"”»]?[.!?](?=\s|$)")
TOKEN = re.compile(r"https?://[^\s<>]+|\w+|[^\w\s]")


def sentence_ends(text: str) -> list[int]:
    """Where sentences of a text end, in order."""
    return [found.end() for found in _SENTENCE_END.finditer(text)]


@dataclass(frozen=True)
class CitationLine:
    """A line with, of the whole, what is set apart in it (``emphasis``) and ``linked``.
    ``is_titled``: its title is told elsewhere; ``is_running``: it is running text."""

    text: str
    emphasis: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    is_titled: bool = False
    is_running: bool = False

    @property
    def model(self) -> str:
        """The name of the model that reads it."""
        return LINES if self.is_titled else MENTIONS if self.is_running else REFERENCES


def tokens_of(text: str) -> list[re.Match[str]]:
    """The tokens of a line, as far as it is read."""
    return [*TOKEN.finditer(text[:LONGEST])]
