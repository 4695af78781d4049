"""What a front end needs to let people put reports in; ``indexer`` does it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.library.catalogue import Material, Strict
from search.library.fieldtypes import OneLine
from search.library.mediatypes import MediaType
from search.library.sealing import Sealed

DRAFTS_FILE = "drafts.json"
DRAFTS_REMEDY = "flyt filen væk; så er der ingen, der venter"

WrittenFields = Mapping[str, str]
"""Fields of a Material by name, as a person writes them; several values stand on a line each."""


class Draft(Strict):
    """A file that somebody brought and nobody has published: ``name`` is what it was called,
    ``when`` is UTC in ISO 8601."""

    sha256: str
    name: OneLine
    who: OneLine
    when: str
    size: int
    media_type: MediaType


class DraftBook(Sealed, Strict):
    """All drafts, the oldest first."""

    drafts: tuple[Draft, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """What a draft seems to be: its pages (0: none that can be drawn), or what else its text is in,
    as the place (``Slide 1``) and the text of each; what it says of itself, the material that has
    it already, and those that it may be the text of; the year in which the file was made, when
    nothing tells that of the report (``undated``)."""

    draft: Draft
    pages: int
    texts: Sequence[tuple[str, str]]
    fields: WrittenFields
    known: Material | None
    alike: tuple[Material, ...]
    undated: str


@dataclass(frozen=True)
class Published:
    """The material that a draft is the text of, and whether that changed anything."""

    material: Material
    is_changed: bool


@dataclass(frozen=True)
class ChangeEvent:
    """A change: what tells it from others, when (UTC, ISO 8601), by whom, what, and when and by
    whom it was taken back."""

    key: str
    when: str
    who: str
    what: str
    undone: str | None


class Intake(Protocol):
    """Puts reports in for people. All methods raise UserError with the sentence they read."""

    def receive(self, name: str, content: bytes, who: str) -> Draft:
        """Keep a file that can be read as a draft."""

    def drafts(self) -> Sequence[Draft]:
        """Those that wait to be published."""

    def proposal(self, sha256: str) -> Proposal | None:
        """What a draft seems to be; None when there is none."""

    def publish(self, sha256: str, written: WrittenFields, to: str | None, who: str) -> Published:
        """Make a draft the text of material ``to``, or of a new one with these fields."""

    def discard(self, sha256: str, who: str) -> None:
        """Forget a draft."""

    def materials(self) -> Sequence[Material]:
        """All materials, as the catalogue has them now."""

    def correct(self, material_id: str, written: WrittenFields, who: str) -> Sequence[str]:
        """Correct fields of a material; what changed, as Danish phrases."""

    def withdraw(self, material_id: str, who: str) -> Material:
        """Take out a material that was put in, or the files that a catalogued one was given."""

    def undo(self, who: str, seen: str) -> ChangeEvent:
        """Take the last change back, if it is the one whose key was ``seen``."""

    def events(self) -> Sequence[ChangeEvent]:
        """All changes, the newest first."""
