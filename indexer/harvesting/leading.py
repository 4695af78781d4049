"""Texts of a material that begin with who wrote it, who put it out and when."""

from dataclasses import dataclass

from indexer.harvesting.citationline import CitationLine
from indexer.harvesting.citationparts import settled_parts
from indexer.harvesting.labelling import AUTHOR, DATE, PUBLISHER, TEXT, fields_of

LEAST_WORDS = 3
"""Words of what is said after the citation."""
SURE = 0.5


@dataclass(frozen=True)
class Lead:
    """What a text says before its ``rest``; '' for who isn't told."""

    authors: str
    publisher: str
    year: str
    rest: str


def led_by(text: str) -> Lead | None:
    """``Holm, A. (2015). Udgiver. Om …`` and ``Udgiver, 2015. Om …``, where the title is elsewhere;
    None for other texts."""
    parts = settled_parts(CitationLine(text, is_titled=True))
    start = next((part.start for part in parts if part.field == TEXT), len(text))
    led = [part for part in parts if part.end <= start]
    said = [" / ".join(fields_of(led, field, SURE)) for field in (AUTHOR, PUBLISHER, DATE)]
    authors, publisher, year = said
    is_one = (authors or publisher) and year and len(text[start:].split()) >= LEAST_WORDS
    return Lead(authors, publisher, year, text[start:]) if is_one else None
