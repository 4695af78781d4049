"""The kinds of file that can be searched, and what is known of each without reading one."""

from enum import StrEnum


class MediaType(StrEnum):
    """A kind of file by its media type (RFC 6838); ``indexer.extraction.formats`` reads it.

    ``danish`` is what people call it. ``has_pages``: pages as in print, which can be linked by
    ``#page=`` and drawn. ``is_web_page``: it may be about a material rather than be it.
    ``served_as`` is what a browser is told of our copy: text, unless nothing that others put into
    such a file is run here.
    """

    danish: str
    has_pages: bool
    is_web_page: bool
    served_as: str

    PDF = ("application/pdf", "PDF", True, False, "application/pdf")
    HTML = ("text/html", "HTML", False, True)
    PLAIN = ("text/plain", "tekst")

    def __new__(
        cls,
        value: str,
        danish: str = "",
        has_pages: bool = False,
        is_web_page: bool = False,
        served_as: str = "text/plain",
    ) -> "MediaType":
        kind = str.__new__(cls, value)
        kind._value_, kind.danish, kind.served_as = value, danish, served_as
        kind.has_pages, kind.is_web_page = has_pages, is_web_page
        return kind


_names = [kind.danish for kind in MediaType]
NAMES = f"{', '.join(_names[:-1])} eller {_names[-1]}"
"""All that can be read, for a sentence: ``PDF, HTML eller tekst``."""
