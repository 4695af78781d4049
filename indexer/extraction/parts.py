"""A text without pages as parts of readable size."""

from collections.abc import Iterator, Sequence

from indexer.document import ExtractedPage

MOST = 6000
"""Characters of a part, some three printed pages."""
LEAST = MOST // 3
"""Characters from which a heading begins the next part."""
ENDS = ("\n", ". ", " ")
"""Where a paragraph longer than a part is cut, the best first."""


def in_parts(text: str, extractor: str, headings: Sequence[str] = ()) -> tuple[ExtractedPage, ...]:
    """The text, whose paragraphs have a blank line between them, cut at headings and paragraphs;
    each part is a page whose label is its place (``del 3 af 12``). A short text is one page."""
    known = frozenset(headings)
    parts = [text] if len(text) <= MOST else list(_parts(text, known))
    return tuple(
        ExtractedPage(
            number=number,
            label=f"del {number} af {len(parts)}" if len(parts) > 1 else "1",
            text=part,
            extractor=extractor,
            headings=tuple(p for p in part.split("\n\n") if p in known),
        )
        for number, part in enumerate(parts, 1)
    )


def _parts(text: str, headings: frozenset[str]) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for paragraph in _paragraphs(text):
        full = size + len(paragraph) > MOST or (paragraph in headings and size >= LEAST)
        if held and full:
            yield "\n\n".join(held)
            held, size = [], 0
        held.append(paragraph)
        size += len(paragraph) + 2
    yield "\n\n".join(held)


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs, those longer than a part in pieces."""
    for paragraph in text.split("\n\n"):
        start = 0
        while len(paragraph) - start > MOST:
            end = _end(paragraph, start)
            yield paragraph[start:end].strip()
            start = end
        if rest := paragraph[start:].strip():
            yield rest


def _end(text: str, start: int) -> int:
    last = start + MOST
    for end in ENDS:
        at = text.rfind(end, start + LEAST, last)
        if at >= 0:
            return at + len(end)
    return last
