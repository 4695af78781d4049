"""Excerpts as a document for a word processor, by kind of file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

from webapp.exports.excerpts import GoneExcerpt, PageExcerpt


def as_docx(
    file: IO[bytes], excerpts: Iterable[PageExcerpt], gone: Iterable[GoneExcerpt], base: str
) -> None:
    """The quotations as a document for a word processor, with addresses below ``base``."""
    from webapp.exports.worddocument import write_document  # noqa: PLC0415 - few ask for one

    write_document(file, excerpts, gone, base)


@dataclass(frozen=True)
class DocumentFormat:
    """A kind of document: its name, its media type, and what writes excerpts, and those that are
    gone, as one."""

    name: str
    media_type: str
    write: Callable[[IO[bytes], Iterable[PageExcerpt], Iterable[GoneExcerpt], str], None]


DOCUMENT_FORMATS = {
    "docx": DocumentFormat(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        as_docx,
    ),
}
"""By file ending."""
