"""The date that stands on a cover."""

import re
from collections.abc import Iterator

from search.library.dates import MONTHS

WRITTEN = re.compile(rf"(?:\b([12]?\d|3[01])\.? ?)?\b({'|'.join(MONTHS)}) ((?:19|20)\d\d)\b", re.I)
FIGURES = re.compile(r"(?<![\d.-])([0-2]?\d|3[01])[-./]([01]?\d)[-./]((?:19|20)\d\d)(?!\d)")
YEAR = re.compile(r"(?:19|20)\d\d")
TIMELINE = 3
"""Years that begin lines from which on they are those of a timeline."""
TO_COME = re.compile(
    r"\b(?:gyldig(?:t|e)? til|gælder til|udløber"
    r"|næste (?:gang|revision|udgave|bygningsgennemgang))\b",
    re.I,
)
"""What tells of a date that it is none on which the report came out."""
FEW_WORDS = 12
"""A line of a cover has no more; dates in text may be of anything."""


def cover_date(text: str) -> str | None:
    """The date that stands on a cover, in a line of its own or among few words, as ISO 8601; the
    latest of several; None when there is none."""
    lines = [part for part in untimed(text).split("\n") if not TO_COME.search(part)]
    short = [part for part in lines if len(part.split()) <= FEW_WORDS]
    found = [date for part in short for date in _dates(part)]
    return max(found, default=None)


def untimed(text: str) -> str:
    """A text without the lines of a timeline: those that begin with a year, or have nothing but
    years, where several do."""
    lines = text.split("\n")
    begun = [YEAR.findall(line) if YEAR.match(line.strip()) else [] for line in lines]
    if len({year for years in begun for year in years}) < TIMELINE:
        return text
    return "\n".join(line for line, years in zip(lines, begun, strict=True) if not years)


def _dates(line: str) -> Iterator[str]:
    for day, month, year in WRITTEN.findall(line):
        yield f"{year}-{MONTHS.index(month.lower()) + 1:02}" + (f"-{int(day):02}" if day else "")
    for day, month, year in FIGURES.findall(line):
        if int(month) <= len(MONTHS):
            yield f"{year}-{int(month):02}-{int(day):02}"
    if YEAR.fullmatch(line.strip()):
        yield line.strip()
