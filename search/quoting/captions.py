"""Captions: by what a page's tables and figures are called."""

import re
from collections.abc import Iterator

from search.library.pagelayout import TextTable
from search.library.record import Caption, PageRecord

_CAPTION = re.compile(
    r"(?i:figur|tabel|diagram|graf|boks)\s\d{1,3}(?:[.:-]\d{1,3}){0,3}[a-z]?(?=[.:]?\s?(?:[–—-]\s?)?[A-ZÆØÅ»”\"]|[.:]?\Z)"
)
"""A line that names a table or figure, and doesn't go on as a sentence about it."""
_CONTENTS = re.compile(r"[\t.]\s?\d{1,4}\Z")
LONGEST_CAPTION = 240
CELL = " · "
"""Between the labels of columns."""


def captions_of(page: PageRecord) -> list[Caption]:
    """The tables and figures of a page, those that a table of contents lists left out; a table
    without a caption is called by the labels of its columns."""
    return sorted(_captions(page), key=lambda one: (one.start, one.end))


def _captions(page: PageRecord) -> Iterator[Caption]:
    text, at = page.text, 0
    captions = {table.caption for table in page.layout.tables if table.caption}
    for table in page.layout.tables:
        if not table.caption and (name := _labels(text, table)):
            yield _caption(page, table.span, name, is_table=True)
    for line in text.split("\n"):
        place = at, at + len(line)
        at = place[1] + 1
        named = _CAPTION.match(line) and not _CONTENTS.search(line)
        said = " ".join(line.split())[:LONGEST_CAPTION] if named or place in captions else ""
        if said:
            is_table = place in captions or line[:5].lower() == "tabel"
            yield _caption(page, place, said, is_table=is_table)


def _caption(page: PageRecord, place: tuple[int, int], text: str, *, is_table: bool) -> Caption:
    return Caption(
        number=page.number, label=page.label, start=place[0], end=place[1], text=text,
        is_table=is_table,
    )  # fmt: skip


def _labels(text: str, table: TextTable) -> str:
    heads = (text[c.start : c.end] for c in table.cells if c.header == "col")
    return CELL.join(" ".join(head.split()) for head in heads if head.strip())[:LONGEST_CAPTION]
