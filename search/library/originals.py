"""Originals: what links gave, kept by content hash, and the record of every link tried.

Below the corpus folder: ``originals/<sha256>`` holds the bytes as they came; ``links.json`` holds
for each URL the last try and the last original that it gave.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from pydantic import Field

from search.library.catalogue import Material, Strict
from search.library.errors import UserError
from search.library.files import locked, why, write_atomically
from search.library.mediatypes import MediaType
from search.library.sealing import Sealed

LINKS_FILE = "links.json"

WEB_KINDS = frozenset({"artikel", "hjemmeside"})
"""Kinds of material that are web pages themselves."""
FULL_TEXT = 6000
"""Characters of running text, some three printed pages: a web page with as many is taken for the
report itself, one with fewer for a page about it."""


class Original(Strict):
    """Bytes that a link gave. ``fetched`` is UTC in ISO 8601; ``final_url`` is after redirects and
    landing pages; ``archived`` is the Internet Archive's date (``2016-05-03``) when it came from
    there; ``characters`` of running text are counted for HTML only."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int
    media_type: MediaType
    final_url: str
    fetched: str
    status: int
    headers: Mapping[str, str]
    archived: str | None = None
    characters: int = 0


class LinkState(Strict):
    """What is known of one URL: the last try, its outcome (``reason`` is a Danish phrase, None when
    it went well), and the best original it ever gave."""

    url: str
    checked: str
    reason: str | None = None
    original: Original | None = None


class LinkBook(Sealed, Strict):
    """Every link ever tried, by URL."""

    links: Mapping[str, LinkState] = Field(default_factory=dict)


class Originals:
    """The store of originals below folder ``corpus``."""

    def __init__(self, corpus: Path) -> None:
        self._folder = corpus / "originals"
        self._book = corpus / LINKS_FILE
        self._lock = corpus / f"{LINKS_FILE}.lock"

    def path(self, sha256: str) -> Path:
        """Where the bytes with that hash are kept."""
        return self._folder / sha256

    def keep(self, content: bytes) -> str:
        """Store ``content`` and return its SHA-256 in hexadecimal."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if not self.is_whole(sha256):
            write_atomically(path, content)
        return sha256

    def is_whole(self, sha256: str) -> bool:
        """Whether the original is there, byte for byte as it came."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def links(self) -> LinkBook:
        """The record of links; an empty one when nothing was tried. Raises UserError."""
        try:
            return LinkBook.model_validate(json.loads(self._book.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return LinkBook()
        except OSError as error:
            raise UserError(f"{self._book} kan ikke læses: {why(error)}.") from error
        except (ValueError, RecursionError) as error:  # ValidationError is a ValueError
            raise UserError(
                f"{self._book} er beskadiget. Læg en sikkerhedskopi tilbage med »mentorsoeg "
                "restore«, eller flyt filen væk, og kør »mentorsoeg fetch«."
            ) from error

    def save_links(self, book: LinkBook) -> None:
        """Write the record of links, the whole file at once."""
        write_atomically(self._book, book.sealed())

    def record(self, *states: LinkState) -> None:
        """Put the state of links into the record of links; other processes wait meanwhile."""
        if not states:
            return
        with self.recording():
            book = self.links()
            fresh = {state.url: state for state in states}
            self.save_links(book.model_copy(update={"links": {**book.links, **fresh}}))

    def recording(self) -> AbstractContextManager[None]:
        """Held while the record of links is read and written; other processes wait meanwhile."""
        return locked(self._lock)


def best_original(material: Material, book: LinkBook) -> Original | None:
    """The original that serves a reader best, None when there is none.

    A file (PDF, text) goes before a web page, a web page as long as a report before a shorter one,
    and among equals the more trusted link decides. Where the material is itself a web page, a page
    counts as much as a file. For a book only a file counts: its links lead to shops.
    """
    states = (book.links.get(url) for url in material.links)
    originals = [state.original for state in states if state and state.original]
    ranked = sorted(originals, key=lambda original: worth(material, original), reverse=True)
    return next((o for o in ranked if worth(material, o) > 0), None)


def worth(material: Material, original: Original) -> int:
    """How much of the material the original holds: 3 all of it, 2 likely all, 1 some, 0 none."""
    if not original.media_type.is_web_page:
        return 3
    if not material.full_text_expected:
        return 0
    if material.kind in WEB_KINDS:
        return 3
    return 2 if original.characters >= FULL_TEXT else 1
