"""What a PDF says of itself: metadata and outline."""

import re
from typing import Any

import pypdfium2

from indexer.document import Metadata
from indexer.extraction.runs import tidy

DATE = re.compile(r"(?:D:)?(\d{4})-?(\d{2})?-?(\d{2})?")
NO_TITLE = re.compile(r"untitled|unavngivet|titel|title|document\d*|dokument\d*|.*\.indd", re.I)
PROGRAM = re.compile(
    r"^Microsoft (Office )?(Word|PowerPoint|Excel) *[-–] *|\.(docx?|pptx?|pdf|odt)$", re.I
)
LONGEST = 300
MOST_ENTRIES = 2000
DEEPEST = 6


def metadata_of(pdf: pypdfium2.PdfDocument, language: str | None) -> Metadata:
    """Title, author and date where the file has them; ``language`` is what its text is in."""
    said = {key: _line(value) for key, value in pdf.get_metadata_dict(skip_empty=True).items()}
    title = PROGRAM.sub("", said.get("Title", "")).strip()
    return Metadata(
        title=None if NO_TITLE.fullmatch(title) else title or None,
        author=said.get("Author") or None,
        date=iso_date(said.get("CreationDate", "")),
        language=language,
    )


def iso_date(text: str) -> str | None:
    """A PDF date (``D:20180617…``) as ISO 8601, as precise as it is; None when it is none."""
    match = DATE.match(text)
    if match is None or not "1900" <= match.group(1) <= "2100":
        return None
    year, month, day = match.groups()
    if month is None or not "01" <= month <= "12":
        return year
    return f"{year}-{month}-{day}" if day and "01" <= day <= "31" else f"{year}-{month}"


def outline_of(pdf: pypdfium2.PdfDocument) -> tuple[tuple[str, int], ...]:
    """The outline's titles, each with its physical page from 1."""
    found: list[tuple[str, int]] = []
    for entry in pdf.get_toc(max_depth=DEEPEST):
        if len(found) == MOST_ENTRIES:
            break
        title, index = _line(entry.get_title()), _index(entry)
        if title and index is not None:
            found.append((title, index + 1))
    return tuple(found)


def _index(entry: Any) -> int | None:
    try:
        destination = entry.get_dest()
        return destination.get_index() if destination else None
    except pypdfium2.PdfiumError:
        return None


def _line(text: str) -> str:
    return " ".join(tidy(text).split())[:LONGEST]
