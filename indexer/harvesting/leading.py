"""Texts of a material that begin with who wrote it, who put it out and when."""

import re
from dataclasses import dataclass

from indexer.harvesting.citation import DATE, LINE_WORDS, is_name
from indexer.harvesting.names import are_inverted, are_persons, are_spelt_out

LONGEST = 140
LEAST_WORDS = 3
"""Words of what is said after the citation."""
MOST_OF_NAME = 8
BEFORE_DATE = re.compile(r"[(,;·•|–—-] {0,2}$")
AFTER_DATE = re.compile(r"[a-z]?\)?(?:[.:·•|–—-]|(?<=\))) {0,2}(?=\S)")
SENTENCE_END = re.compile(r"[^\W\d_]{3}[.?!] ")


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
    found = DATE.search(text[:LONGEST])
    before = text[: found.start()] if found else ""
    after = AFTER_DATE.match(text, found.end()) if found else None
    by = before.rstrip(" (,;·•|–—-")
    if not found or not after or not by or not BEFORE_DATE.search(before):
        return None
    rest = text[after.end() :]
    if len(by.split()) > LINE_WORDS or SENTENCE_END.search(by) or not _goes_on(rest):
        return None
    is_person = before.rstrip().endswith("(") and are_persons(by)
    if not (is_person or are_inverted(by) or are_spelt_out(by)):
        return Lead("", by, found[0], rest) if is_name(by) else None
    house, _, said = rest.partition(". ")
    if house[:1].isupper() and len(house.split()) <= MOST_OF_NAME and is_name(house):
        return Lead(by, house, found[0], said) if _goes_on(said) else None
    return Lead(by, "", found[0], rest)


def _goes_on(text: str) -> bool:
    return len(text.split(maxsplit=LEAST_WORDS)) >= LEAST_WORDS
