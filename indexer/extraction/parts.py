"""A text without pages as parts of readable size."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from indexer.document import ExtractedPage
from search.library.pagelayout import NoteMark, PageLayout, Span

MOST = 6000
"""Characters of a part, some three printed pages."""
LEAST = MOST // 3
"""Characters from which a heading begins the next part."""
ENDS = ("\n", ". ", " ")
"""Where a paragraph longer than a part is cut, the best first."""


def in_parts(page: ExtractedPage) -> tuple[ExtractedPage, ...]:
    """The page, whose paragraphs have a blank line between them, cut at headings and paragraphs;
    each part is a page whose label is its place (``del 3 af 12``). A short text is one page."""
    if len(page.text) <= MOST:
        return (page,)
    spans = list(_parts(page.text, frozenset(start for start, _ in page.layout.headings)))
    spans = spans or [(0, 0)]
    return tuple(
        _part(page, number, f"del {number} af {len(spans)}", span)
        for number, span in enumerate(spans, 1)
    )


def _part(page: ExtractedPage, number: int, label: str, span: Span) -> ExtractedPage:
    start, end = span
    text, layout = page.text[start:end], _within(page.layout, span)
    headings = tuple(text[first:last] for first, last in layout.headings)
    return replace(page, number=number, label=label, text=text, headings=headings, layout=layout)


def _within(layout: PageLayout, span: Span) -> PageLayout:
    """What the layout knows of a part of its text; of a table that is cut, nothing."""
    start, end = span

    def holds(first: int, last: int) -> bool:
        return start <= first and last <= end

    tables = []
    for table in layout.tables:
        if holds(*table.span):
            kept = table.caption and holds(*table.caption)
            whole = table if kept else replace(table, caption=None)
            tables.append(whole.placed((-start).__add__))
    marks = layout.notes[bisect_left(layout.notes, start, key=lambda mark: mark.at) :]
    notes = []
    for mark in marks:
        if mark.at > end:
            break
        note = mark.note - start if mark.note is not None and holds(mark.note, mark.note) else None
        notes.append(NoteMark(mark.at - start, mark.text, note))
    headings = tuple((a - start, b - start) for a, b in layout.headings if holds(a, b))
    return PageLayout(tables=tuple(tables), notes=tuple(notes), headings=headings)


def _parts(text: str, headings: frozenset[int]) -> Iterator[Span]:
    first = last = -1
    for start, end in _paragraphs(text):
        full = end - first > MOST or (start in headings and last - first >= LEAST)
        if first >= 0 and full:
            yield first, last
            first = -1
        first, last = (start if first < 0 else first), end
    if first >= 0:
        yield first, last


def _paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs, those longer than a part in pieces, without white space at their ends."""
    at = 0
    for paragraph in text.split("\n\n"):
        start, after = at, at + len(paragraph)
        while after - start > MOST:
            end = _end(text, start)
            yield from _stripped(text, start, end)
            start = end
        yield from _stripped(text, start, after)
        at = after + 2


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if bare := piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(bare)


def _end(text: str, start: int) -> int:
    last = start + MOST
    for end in ENDS:
        at = text.rfind(end, start + LEAST, last)
        if at >= 0:
            return at + len(end)
    return last
