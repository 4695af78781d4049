"""The kinds of file that can be searched, and what is known of each without reading one."""

from enum import StrEnum

OFFICE = "application/vnd.openxmlformats-officedocument."


class MediaType(StrEnum):
    """A kind of file by its media type (RFC 6838); ``indexer.extraction.formats`` reads it.

    ``danish`` is what people call it, ``part`` what they call a page of it, ``ending`` what its
    files' names end in. ``has_pages``: pages as in print, which can be linked by ``#page=`` and
    drawn. ``is_web_page``: it may be about a material rather than be it. ``served_as`` is what a
    browser is told of our copy: text for what it would run. It is shown only where it
    ``is_shown``, and saved to disk otherwise.
    """

    danish: str
    ending: str
    part: str
    has_pages: bool
    is_web_page: bool
    is_shown: bool

    PDF = ("application/pdf", "PDF", "pdf", "side", True, False, True)
    DOCX = (f"{OFFICE}wordprocessingml.document", "Word", "docx")
    PPTX = (f"{OFFICE}presentationml.presentation", "PowerPoint", "pptx", "slide")
    XLSX = (f"{OFFICE}spreadsheetml.sheet", "Excel", "xlsx", "ark")
    ODT = ("application/vnd.oasis.opendocument.text", "ODT", "odt")
    EPUB = ("application/epub+zip", "EPUB", "epub", "kapitel")
    RTF = ("application/rtf", "RTF", "rtf")
    HTML = ("text/html", "HTML", "html", "side", False, True, True)
    PLAIN = ("text/plain", "tekst", "txt", "side", False, False, True)

    def __new__(  # noqa: PLR0913, PLR0917 - a row of a table
        cls,
        value: str,
        danish: str = "",
        ending: str = "",
        part: str = "side",
        has_pages: bool = False,
        is_web_page: bool = False,
        is_shown: bool = False,
    ) -> "MediaType":
        kind = str.__new__(cls, value)
        kind._value_, kind.danish, kind.ending, kind.part = value, danish, ending, part
        kind.has_pages, kind.is_web_page, kind.is_shown = has_pages, is_web_page, is_shown
        return kind

    @property
    def served_as(self) -> str:
        """What a browser is told of our copy."""
        return "text/plain" if self.is_web_page else self.value


_names = [kind.danish for kind in MediaType]
NAMES = f"{', '.join(_names[:-1])} eller {_names[-1]}"
"""All that can be read, for a sentence: ``PDF, Word … eller tekst``."""
