"""What extraction gives: a document of pages."""

from dataclasses import dataclass, field, replace

from search.library.errors import UserError
from search.library.pagelayout import PLAIN, PageLayout


class Unreadable(UserError):
    """A file that can't be read; the message says why, and what a person can do."""


@dataclass(frozen=True)
class Metadata:
    """What the file says of itself; None where it is silent. ``date`` is ISO 8601."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class ExtractedPage:
    """One page: its physical ``number`` from 1, the ``label`` printed on it, or that number when
    its ``layout`` says that it is only ``counted``, its ``text`` with a blank line between
    paragraphs, the library (``extractor``) that read it, and its headings."""

    number: int
    label: str
    text: str
    extractor: str
    headings: tuple[str, ...] = ()
    language: str | None = None
    layout: PageLayout = PLAIN


@dataclass(frozen=True)
class ExtractedDocument:
    """All pages of one original, in order; a text without pages is one, or,
    when it is long, has its parts for pages. ``notes`` are Danish sentences
    on what could not be read, and what to do about it."""

    metadata: Metadata
    pages: tuple[ExtractedPage, ...]
    outline: tuple[tuple[str, int], ...] = field(default=())
    notes: tuple[str, ...] = ()

    @property
    def has_text(self) -> bool:
        """Whether any page holds text."""
        return any(page.text.strip() for page in self.pages)

    def only(self, number: int) -> "ExtractedDocument":
        """The document with page ``number`` (from 1) alone. Raises UserError when it has none."""
        if number > len(self.pages):
            raise UserError(f"Filen har ingen side {number}; den har {len(self.pages)}.")
        return replace(self, pages=self.pages[number - 1 : number])
