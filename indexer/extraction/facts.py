"""What a PDF says of itself: metadata and outline."""

import re
from collections.abc import Iterator
from typing import Any

import pypdfium2

from indexer.document import Metadata
from indexer.extraction.runs import tidy
from search.library.dates import MONTHS

WRITTEN = re.compile(rf"(?:\b([12]?\d|3[01])\.? ?)?\b({'|'.join(MONTHS)}) ((?:19|20)\d\d)\b", re.I)
FIGURES = re.compile(r"(?<![\d.-])([0-2]?\d|3[01])[-./]([01]?\d)[-./]((?:19|20)\d\d)(?!\d)")
YEAR = re.compile(r"(?:19|20)\d\d")
TIMELINE = 3
"""Years that begin lines from which on they are those of a timeline."""
FEW_WORDS = 12
"""A line of a cover has no more; dates in text may be of anything."""
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


def cover_date(text: str) -> str | None:
    """The date that stands on a cover, in a line of its own or among few words, as ISO 8601; the
    latest of several; None when there is none."""
    short = [part for part in untimed(text).split("\n") if len(part.split()) <= FEW_WORDS]
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
