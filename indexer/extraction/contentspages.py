"""Pages that are a table of contents: they name what stands elsewhere, and say nothing of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.document import ExtractedDocument, ExtractedPage

PLACE = re.compile(r"[ \t.…·_](\d{1,4}|[ivxlc]{1,7})$", re.I)
"""The page where what a line names stands; before it leaders or a gap."""
LEADERS = " \t.…·_"
LETTER = re.compile(r"[^\W\d_]")
NUMBERING = re.compile(r"^[\W\d_]*")
WORDS = re.compile(r"[^\W_]+")
NAMES = frozenset(["indhold", "indholdsfortegnelse", "contents", "table of contents"])
LEAST, SHARE = 4, 0.6
"""Entries of a table of contents, and the share of the page's lines that they are."""

_Entry = tuple[str, str]


def with_contents(document: ExtractedDocument) -> ExtractedDocument:
    """The document with its pages of contents known: those that list titles with page numbers that
    rise, and are called so or list the headings of other pages."""
    pages = document.pages
    made = (
        replace(page, layout=replace(page.layout, contents=True)) if _is_contents(page, pages)
        else page for page in pages
    )  # fmt: skip
    return replace(document, pages=tuple(made))


def _is_contents(page: ExtractedPage, pages: Sequence[ExtractedPage]) -> bool:
    lines = [line.strip() for line in page.text.splitlines() if line.strip()]
    entries = list(_entries(lines))
    if len(entries) < max(LEAST, SHARE * len(lines)):
        return False
    if not _rise([int(place) for _, place in entries if place.isdigit()]):
        return False
    if any(_words(line) in NAMES for line in lines[:3]):
        return True
    headings = {_words(each) for other in pages if other is not page for each in other.headings}
    return 2 * sum(_words(title) in headings for title, _ in entries) >= len(entries)


def _entries(lines: Sequence[str]) -> Iterator[_Entry]:
    """The titles with their places."""
    for line in lines:
        if place := PLACE.search(line):
            title = line[: place.start()].rstrip(LEADERS)
            if LETTER.search(title):
                yield title, place[1]


def _rise(numbers: Sequence[int]) -> bool:
    """Whether hardly any is smaller than the one before, and not all are the same."""
    falls = sum(after < before for before, after in pairwise(numbers))
    return len(set(numbers)) > 2 and 10 * falls <= len(numbers)


def _words(title: str) -> str:
    """A title as it compares: its words without numbering and case."""
    return " ".join(WORDS.findall(NUMBERING.sub("", title).lower()))
