"""Texts that end in their citation."""

import re

from indexer.harvesting.citation import is_citation
from indexer.harvesting.citationline import sentence_ends

BRACKET = re.compile(r"[.!?] (\()(?=[^()]{6,120}\)\.?$)")
EDGES = "(). "


def citing_end(text: str) -> int | None:
    """Where the citation begins that a text ends in, as a sentence or in brackets: 0 where it is
    all of the text. None for other texts."""
    if is_citation(text):
        return 0
    found = BRACKET.search(text)
    ends = [end for end in sentence_ends(text) if end < len(text)]
    place = found.start(1) if found else ends[-1] if ends else 0
    return place if place and is_citation(text[place:].strip(EDGES)) else None
