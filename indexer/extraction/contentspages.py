"""Pages that are a table of contents, an index or a list of references: they name what stands
elsewhere, and say nothing of it."""

import re
from collections.abc import Callable, Iterator, Sequence
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
INDEXES = frozenset(["stikordsregister", "stikordsliste", "stikord", "register", "sagregister",
                     "emneregister", "indeks", "index"])  # fmt: skip
REFERENCES = frozenset(["litteratur", "litteraturliste", "litteraturfortegnelse", "referencer",
                        "referenceliste", "kilder", "kildeliste", "kildefortegnelse",
                        "bibliografi", "references", "bibliography"])  # fmt: skip
BETWEEN = re.compile(r"(?<=\d) (?=[^\W\d_])")
"""Words of an index whose lines were put together."""
DATED = re.compile(r"\b(?:19|20)\d\d|https?:|www\.")
"""What nearly every reference has. In 30 real reports the eight pages that are nothing but
references are told, and no other page."""
LONGEST = 150
"""Letters to a year or address of references that were put together."""
LEAST, SHARE = 4, 0.6
"""Entries of a table of contents, and the share of the page's lines that they are."""

_Entry = tuple[str, str]


def with_contents(document: ExtractedDocument) -> ExtractedDocument:
    """The document with its pages of contents known: those that list titles with page numbers that
    rise, and are called so or list the headings of other pages; those that list words with page
    numbers in the order of the alphabet, or works with their years or addresses, and are called an
    index or a list of references, or go on with one."""
    pages, made = document.pages, []
    begun: Callable[[Sequence[str]], bool] | None = None
    for page in pages:
        lines = [line.strip() for line in page.text.splitlines() if line.strip()]
        begun = _begun(page, lines) or (begun if not page.headings else None)
        if begun and not begun(lines):
            begun = None
        is_one = begun is not None or _is_contents(page, lines, pages)
        made.append(replace(page, layout=replace(page.layout, contents=True)) if is_one else page)
    return replace(document, pages=tuple(made))


def _begun(page: ExtractedPage, lines: Sequence[str]) -> Callable[[Sequence[str]], bool] | None:
    """Whether lines go on with what the page is called; None when that is no list, or it has more
    than one heading."""
    if len(page.headings) > 1:
        return None
    called = [set(_words(line).split()) - {"og"} for line in lines[:3]]
    if any(words and words <= INDEXES for words in called):
        return _is_index
    return _is_references if any(words and words <= REFERENCES for words in called) else None


def _is_index(lines: Sequence[str]) -> bool:
    entries = list(_entries([word for line in lines for word in BETWEEN.split(line)]))
    initials = [ord(title[0].casefold()[0]) for title, _ in entries]
    return len(entries) >= max(LEAST, SHARE * len(lines)) and _rise(initials)


def _is_references(lines: Sequence[str]) -> bool:
    found = [len(DATED.findall(line)) for line in lines]
    dated = sum(map(bool, found)) >= SHARE * len(lines)
    return sum(found) >= LEAST and (dated or sum(found) * LONGEST >= sum(map(len, lines)))


def _is_contents(page: ExtractedPage, lines: Sequence[str], pages: Sequence[ExtractedPage]) -> bool:
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
