"""Reports put in from a browser: drafts until somebody publishes them."""

import logging
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from threading import Thread

from indexer.adding import edit_material, remove_material, take
from indexer.document import ExtractedDocument, ExtractedPage, Unreadable
from indexer.extraction import extract
from indexer.extraction.tesseract import tesseract
from indexer.fetching.looker import Looker
from indexer.incoming import Incoming, keep, look_at
from indexer.journal import Change, load_journal, undo
from search.library.catalogfields import BY_NAME, fields_given, written_field
from search.library.catalogue import Material, MaterialFields, load_catalogue
from search.library.errors import UserError
from search.library.files import locked, why, write_atomically
from search.library.intake import (
    DRAFTS_FILE,
    DRAFTS_REMEDY,
    ChangeEvent,
    Draft,
    DraftBook,
    Proposal,
    Published,
    WrittenFields,
)
from search.library.originals import Original, Originals
from search.library.record import is_part
from search.library.settings import Settings

MOST_DRAFTS = 200
"""So many may wait."""
NO_TEXT = "filen har ingen tekst"

log = logging.getLogger(__name__)


class Uploads:
    """The drafts and changes of one collection. What is published is read and indexed by a process
    of its own, so that nobody waits for it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._file = settings.corpus / DRAFTS_FILE

    def receive(self, name: str, content: bytes, who: str) -> Draft:
        """Keep a file that can be read as a draft. Raises UserError, as all others do."""
        if len(content) > self._settings.file_bytes:
            most = self._settings.file_bytes / 1_000_000
            raise UserError(f"{name} er større end {most:g} MB.")
        try:
            with Looker() as looker:
                original = keep(self._settings, looker, name, content)
        except OSError as error:
            raise UserError(f"{name} kan ikke gemmes: {why(error)}.") from error
        draft = Draft(
            sha256=original.sha256, name=name, who=who, when=_now(), size=original.size,
            media_type=original.media_type,
        )  # fmt: skip
        self._check(draft)
        self._change(lambda drafts: [*(d for d in drafts if d.sha256 != draft.sha256), draft])
        return draft

    def drafts(self) -> tuple[Draft, ...]:
        """Those that wait to be published."""
        return DraftBook.read(self._file, DRAFTS_REMEDY).drafts

    def proposal(self, sha256: str) -> Proposal | None:
        """What a draft seems to be; None when there is none."""
        draft = self._draft(sha256)
        if draft is None:
            return None
        brought = self._look(draft)
        pages, texts = 0, []
        if draft.media_type.has_pages:
            pages = brought.sight.pages if brought.sight else 0
        else:
            with suppress(Unreadable):  # publishing it tells
                texts = [(_place(page, draft), page.text) for page in self._read(draft).pages]
        return Proposal(
            draft, pages, texts, _written(brought.said), brought.known, brought.alike,
            brought.undated,
        )  # fmt: skip

    def publish(self, sha256: str, written: WrittenFields, to: str | None, who: str) -> Published:
        """Make a draft the text of material ``to``, or of a new one with these fields."""
        draft = self._draft(sha256)
        if draft is None:
            raise UserError("Filen venter ikke længere: den er udgivet eller kasseret.")
        self._check(draft)
        given = {} if to else _given(written)
        taken = take(self._settings, self._look(draft), given, who, to)
        self.discard(sha256, who)
        is_changed = taken.is_new or taken.was_given or bool(taken.changes)
        if is_changed:
            self._index()
        return Published(taken.material, is_changed)

    def discard(self, sha256: str, who: str) -> None:
        """Forget a draft; its bytes are kept."""
        self._change(lambda drafts: [d for d in drafts if d.sha256 != sha256])

    def materials(self) -> tuple[Material, ...]:
        """All materials, as the catalogue has them now."""
        return load_catalogue(self._settings.corpus).materials

    def correct(self, material_id: str, written: WrittenFields, who: str) -> tuple[str, ...]:
        """Correct fields of a material; what changed, as Danish phrases."""
        _, changes = edit_material(self._settings, material_id, _given(written), who)
        if changes:
            self._index()
        return changes

    def withdraw(self, material_id: str, who: str) -> Material:
        """Take out a material that was put in, or the files that a catalogued one was given."""
        material = remove_material(self._settings, material_id, who)
        self._index()
        return material

    def undo(self, who: str, seen: str) -> ChangeEvent:
        """Take the last change back, if it is the one whose key was ``seen``."""
        change = undo(self._settings.corpus, who, seen)
        self._index()
        return _event(change)

    def events(self) -> tuple[ChangeEvent, ...]:
        """All changes, the newest first."""
        return tuple(map(_event, reversed(load_journal(self._settings.corpus).changes)))

    def _draft(self, sha256: str) -> Draft | None:
        return next((d for d in self.drafts() if d.sha256 == sha256), None)

    def _check(self, draft: Draft) -> None:
        """Raise UserError when nothing of it could be searched."""
        if wrong := self._unread(draft):
            raise UserError(f"{draft.name} kan ikke læses: {wrong}")

    def _unread(self, draft: Draft) -> str:
        """Why nothing of it could be searched, as a Danish sentence; '' when it is a report."""
        if draft.media_type.has_pages:  # a look opens it; what is scanned is read when published
            brought = self._look(draft)
            read = brought.sight is not None and (brought.sight.characters or tesseract())
            return "" if read else f"{brought.unread or NO_TEXT}."
        try:
            return "" if self._read(draft).has_text else f"{NO_TEXT}."
        except Unreadable as error:
            return f"{error}"[:1].lower() + f"{error}"[1:]

    def _read(self, draft: Draft) -> ExtractedDocument:
        """The document in it. Raises Unreadable."""
        return extract(Originals.of(self._settings).path(draft.sha256), draft.media_type)

    def _look(self, draft: Draft) -> Incoming:
        original = Original(
            sha256=draft.sha256, size=draft.size, media_type=draft.media_type, final_url="",
            fetched=draft.when, status=200, headers={},
        )  # fmt: skip
        with Looker() as looker:
            return look_at(self._settings, looker, draft.name, original)

    def _change(self, make: Callable[[Iterable[Draft]], Sequence[Draft]]) -> None:
        try:
            with locked(self._file.with_suffix(".lock")):
                drafts = tuple(make(self.drafts()))
                if len(drafts) > MOST_DRAFTS:
                    raise UserError(f"Der venter allerede {MOST_DRAFTS} filer: udgiv dem først.")
                write_atomically(self._file, DraftBook(drafts=drafts).sealed())
        except OSError as error:
            raise UserError(f"{self._file} kan ikke skrives: {why(error)}.") from error

    def _index(self) -> None:
        """Bring the index up to date in a process of its own."""
        folders = ("--corpus", str(self._settings.corpus), "--index", str(self._settings.index))
        command = [sys.executable, "-m", "mentorsoeg", "index", *folders]
        try:
            process = subprocess.Popen(  # noqa: S603 - our own command
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except OSError as error:  # the next update does it
            log.error("no process can be started to index: %s", why(error))
            return
        Thread(target=_await, args=[process], daemon=True).start()


def _place(page: ExtractedPage, draft: Draft) -> str:
    place = page.label if is_part(page.label) else f"{draft.media_type.part} {page.number}"
    return f"{place[:1].upper()}{place[1:]}"


def _await(process: "subprocess.Popen[bytes]") -> None:
    if process.wait():
        log.error(
            "indexing what was put in failed with %s; run mentorsoeg index", process.returncode
        )


def _given(written: WrittenFields) -> MaterialFields:
    """Fields that a person wrote; several values stand on a line each."""
    lines = {
        name: [line for line in text.splitlines() if line.strip()] or [""]
        if BY_NAME[name].many
        else text
        for name, text in written.items()
        if name in BY_NAME
    }
    return fields_given(lines)


def _written(said: MaterialFields) -> WrittenFields:
    material = Material.model_validate({"id": "kladde", **said})
    return {name: written_field(field, material) for name, field in BY_NAME.items()}


def _event(change: Change) -> ChangeEvent:
    return ChangeEvent(change.key, change.when, change.who, change.told, change.undone)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
