"""What a PDF says of itself: metadata and outline."""

import re
from typing import Any

import pypdfium2

from indexer.document import Metadata
from indexer.extraction.runs import tidy

DATE = re.compile(r"(?:D:)?(\d{4})-?(\d{2})?-?(\d{2})?")
NO_TITLE = re.compile(
    r"\s*+(?:untitled|unavngivet|uden titel|no slide title|titel|title|word document|blank"
    r"|(?:document|dokument|pr(?:æ|ae)sentation|presentation|book|mappe|ark|sheet|slide|dias|layout"
    r"|side|page|udskrift|print|scan)[\s_-]*+(?:nummer\s*+)?\d*"
    r"|powerpoint[- ]pr(?:æ|ae)sentation|powerpoint presentation"
    r"|(?:microsoft|adobe|openoffice|libreoffice)\b[\w. -]*"
    r"|[\w -]*(?:skabelon|template)\w*|scanned (?:document|image)[\w -]*)\s*",
    re.I,
)
"""What programs, templates and scanners put where a title should be."""
PROGRAM = re.compile(r"^Microsoft (?:Office )?(?:Word|PowerPoint|Excel) *[-–] *", re.I)
EXTENSION = re.compile(
    r"\.(?:docx?|dotx?|dotm|docm|pptx?|potx|xlsx?|pdf|odt|odp|rtf|indd|qxd|pub|tex|dvi|tmp|wpd|html?"
    r"|png|jpe?g|tiff?)$",
    re.I,
)
FILE_NAME = re.compile(r"(?=[^\s]*[_\d\\/~])[^\s]+|[A-Za-z]:\\.*|\S*_\S*_.*")
"""One word with a figure or an underscore, or a path."""
LEAST_WORDS = 3
"""So many words make a title of a file's name."""
LONGEST = 300
MOST_ENTRIES = 2000
DEEPEST = 6


def metadata_of(pdf: pypdfium2.PdfDocument, language: str | None) -> Metadata:
    """Title, author and date where the file has them; ``language`` is what its text is in."""
    said = {key: _line(value) for key, value in pdf.get_metadata_dict(skip_empty=True).items()}
    return Metadata(
        title=title_of(said.get("Title", "")),
        author=said.get("Author") or None,
        date=iso_date(said.get("CreationDate", "")),
        language=language,
    )


def title_of(said: str) -> str | None:
    """The title that a file says it has; None when that is the name of a file, of a template or of
    a program."""
    bare = PROGRAM.sub("", said)
    title = EXTENSION.sub("", bare).strip()
    is_file = title != said.strip() and len(title.split()) < LEAST_WORDS
    if not title or is_file or NO_TITLE.fullmatch(title) or FILE_NAME.fullmatch(title):
        return None
    return title


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
