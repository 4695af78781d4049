"""Originals: what links gave, kept by content hash, and the record of every link tried.

Below the corpus folder: ``originals/<sha256>`` holds the bytes as they came; ``links.json`` holds
for each URL the last try and the last original that it gave.
"""

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field

from search.library.catalogue import Strict
from search.library.credentials import without_credentials
from search.library.files import locked, write_atomically
from search.library.mediatypes import MediaType
from search.library.sealing import Sealed
from search.library.settings import Settings
from search.library.sharedfiles import SharedFiles

LINKS_FILE = "links.json"
FOLDER = "originals"

WEB_KINDS = frozenset({"artikel", "hjemmeside"})
"""Kinds of material that are web pages themselves."""
LISTING = "en-side"
"""In the place of a material's id, for a page that lists materials."""
FULL_TEXT = 6000
"""Characters of running text, some three printed pages: a web page with as many holds at least a
part of the report, one with fewer is a page about it."""


class Original(Strict):
    """Bytes that a link gave. ``fetched`` is UTC in ISO 8601; ``final_url`` is after redirects and
    landing pages; ``archived`` is the Internet Archive's date (``2016-05-03``) when it came from
    there; ``characters`` of running text, and ``pages``, those that a web page prints the text of
    among them, are 0 for files got before they were counted; ``chapters`` are the web pages that it
    was put together of, 0 when it is as it came.

    ``likeness`` to what was sought is from 0 to 1, None when it couldn't be told; ``role`` is the
    Danish word for a lesser thing than the material (``faktaark``), ``doubt`` a Danish phrase."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int
    media_type: MediaType
    final_url: str
    fetched: str
    status: int
    headers: Mapping[str, str]
    archived: str | None = None
    characters: int = 0
    pages: int = 0
    chapters: int = 0
    likeness: float | None = None
    role: str = ""
    doubt: str = ""

    @property
    def urn(self) -> str:
        """The link of a file that staff put in, by its content."""
        return f"urn:sha256:{self.sha256}"


TAKEN = "taget"
"""What was done with a file that is what was sought."""


class Step(Strict):
    """An address asked on a link's road: what ``came``, how like it was to what is sought (0 to 1,
    None when that wasn't told), and what was ``done`` with it and why, as Danish phrases."""

    url: Annotated[str, AfterValidator(without_credentials)]
    came: str = ""
    likeness: float | None = None
    done: str = ""


class LinkState(Strict):
    """What is known of one URL: the last try, its outcome (``reason`` is a Danish phrase, None when
    it went well), and the best original it ever gave. ``steps`` are those of the last whole walk,
    of ``walked`` (UTC, ISO 8601), ``page`` the digest of the landing page that it started from.
    ``material`` is the id of what it was followed for, '' where that doesn't matter or, as in
    records of before, isn't known."""

    url: str
    material: str = ""
    checked: str
    reason: str | None = None
    original: Original | None = None
    steps: tuple[Step, ...] = ()
    walked: str | None = None
    page: str = ""


class LinkBook(Sealed, Strict):
    """Every link ever tried, by URL. A link of several materials, as to a list of reports, leads
    each to another: that of the second goes by its URL, a space and the material's id."""

    links: Mapping[str, LinkState] = Field(default_factory=dict)

    def state(self, url: str, material: str) -> LinkState | None:
        """What is known of a link of the material with that id."""
        first = self.links.get(url)
        if first and first.material in ("", material):
            return first
        return self.links.get(f"{url} {material}")

    def with_states(self, states: Iterable[LinkState]) -> Self:
        """The book with these states, each in the place of the one before."""
        links = dict(self.links)
        for state in states:
            first = links.get(state.url)
            shared = first and first.material not in ("", state.material)
            links[f"{state.url} {state.material}" if shared else state.url] = state
        return self.model_copy(update={"links": links})


class Originals:
    """The store of originals below folder ``corpus``; those that aren't there are fetched from the
    storage ``shared``, where it is told, and what is kept is put there too."""

    def __init__(self, corpus: Path, shared: str = "") -> None:
        self._shared = SharedFiles(shared) if shared else None
        self._folder = corpus / FOLDER
        self._book = corpus / LINKS_FILE
        self._lock = corpus / f"{LINKS_FILE}.lock"

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Those that the settings name."""
        return cls(settings.corpus, settings.originals)

    def path(self, sha256: str) -> Path:
        """Where the bytes with that hash are kept."""
        return self._folder / sha256

    def keep(self, content: bytes) -> str:
        """Store ``content`` and return its SHA-256 in hexadecimal."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self._is_here(sha256):
            write_atomically(self.path(sha256), content)
        if self._shared:
            self._shared.put(f"{FOLDER}/{sha256}", content)
        return sha256

    def is_whole(self, sha256: str) -> bool:
        """Whether the original is there, byte for byte as it came. Raises UserError when the
        storage that has it can't be asked."""
        return self._is_here(sha256) or self._comes(sha256)

    def _comes(self, sha256: str) -> bool:
        """Whether it is fetched, whole."""
        content = self._shared.get(f"{FOLDER}/{sha256}") if self._shared else None
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            return False
        write_atomically(self.path(sha256), content)
        return True

    def _is_here(self, sha256: str) -> bool:
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def links(self) -> LinkBook:
        """The record of links; an empty one when nothing was tried. Raises UserError."""
        return LinkBook.read(self._book, "flyt filen væk, og kør »mentorsoeg fetch«")

    def save_links(self, book: LinkBook) -> None:
        """Write the record of links, the whole file at once."""
        write_atomically(self._book, book.sealed())

    def record(self, *states: LinkState) -> None:
        """Put the state of links into the record of links; other processes wait meanwhile."""
        if not states:
            return
        with self.recording():
            for left in self._book.parent.glob(f".{self._book.name}.*"):  # by who was killed
                left.unlink(missing_ok=True)
            self.save_links(self.links().with_states(states))

    def recording(self) -> AbstractContextManager[None]:
        """Held while the record of links is read and written; other processes wait meanwhile."""
        return locked(self._lock)
