"""What people changed in the local half of the catalogue: who, when and what, each to be undone."""

import getpass
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import Field

from search.library.catalogue import (
    Addition,
    Catalogue,
    Material,
    MaterialFields,
    Overlay,
    Source,
    Strict,
    editing_overlay,
    load_catalogue,
    load_overlay,
    save_overlay,
)
from search.library.errors import UserError
from search.library.fieldtypes import OneLine, Slug
from search.library.files import write_atomically
from search.library.sealing import Sealed

CHANGES_FILE = "changes.json"


class LocalEntry(Strict):
    """What the overlay has of one material."""

    added: Material | None = None
    finding: Addition = Addition()
    correction: MaterialFields = Field(default_factory=dict)

    @classmethod
    def of(cls, overlay: Overlay, material_id: str) -> "LocalEntry":
        """What ``overlay`` has of it."""
        return cls(
            added=next((m for m in overlay.added if m.id == material_id), None),
            finding=overlay.findings.get(material_id, Addition()),
            correction=overlay.corrections.get(material_id, {}),
        )


class Change(Strict):
    """A change: ``when`` (UTC, ISO 8601), ``who`` made it, ``what`` it was as a Danish phrase, and
    what the overlay had of each material ``before`` and ``after``, and of each source that was
    harvested (None: nothing); ``undone`` is when and by whom it was taken back. One command may
    bring many files: they are of one ``batch``, ``more`` of them than the one that ``what``
    names."""

    when: str
    who: OneLine
    what: str
    before: Mapping[Slug, LocalEntry]
    after: Mapping[Slug, LocalEntry]
    sources_before: Mapping[str, Source | None] = Field(default_factory=dict)
    sources_after: Mapping[str, Source] = Field(default_factory=dict)
    batch: str = ""
    more: int = 0
    undone: str | None = None

    @property
    def told(self) -> str:
        """What it was, and how much of that."""
        return f"{self.what} og {self.more} til" if self.more else self.what

    @property
    def key(self) -> str:
        """What tells it from every other, as it was when somebody saw it."""
        return f"{self.when} {self.who} {self.told}"

    @property
    def touched(self) -> Set[str]:
        """The materials and sources that it changed."""
        return self.after.keys() | self.sources_after.keys()

    def then(self, later: "Change") -> "Change":
        """This and a later one of the same batch as one."""
        return later.model_copy(update={
            "what": self.what,
            "before": {**later.before, **self.before},
            "after": {**self.after, **later.after},
            "sources_before": {**later.sources_before, **self.sources_before},
            "sources_after": {**self.sources_after, **later.sources_after},
            "more": self.more + 1,
        })  # fmt: skip


class Journal(Sealed, Strict):
    """All changes, the oldest first."""

    changes: tuple[Change, ...] = ()

    def having(self, made: Change) -> "Journal":
        """The journal with a new change: one with those of its batch, whatever came between them,
        unless that changed the same."""
        between: set[str] = set()
        for n, one in reversed([*enumerate(self.changes)]):
            if made.batch and one.batch == made.batch and one.undone is None:
                if between & (one.touched | made.touched):
                    break
                others = (*self.changes[:n], *self.changes[n + 1 :])
                return Journal(changes=(*others, one.then(made)))
            between |= one.touched
        return Journal(changes=(*self.changes, made))


@dataclass
class Edit:
    """A change while it is made: set ``overlay``, and ``what`` was done."""

    overlay: Overlay
    catalogue: Catalogue
    what: str = ""

    def put(self, added: Material) -> None:
        """Add a material, or change one that was added."""
        known = [m.id for m in self.overlay.added]
        others = [added if m.id == added.id else m for m in self.overlay.added]
        fresh = others if added.id in known else [*others, added]
        self.overlay = self.overlay.model_copy(update={"added": tuple(fresh)})

    def correct(self, material_id: str, fields: MaterialFields) -> None:
        """Correct fields of a catalogued material."""
        known = self.overlay.corrections.get(material_id, {})
        corrections = {**self.overlay.corrections, material_id: {**known, **fields}}
        self.overlay = self.overlay.model_copy(update={"corrections": corrections})

    def find(self, material_id: str, finding: Addition) -> None:
        """Set what was found of a material; an empty finding is none."""
        others = {i: f for i, f in self.overlay.findings.items() if i != material_id}
        kept = others if finding == Addition() else {**others, material_id: finding}
        self.overlay = self.overlay.model_copy(update={"findings": kept})

    def drop(self, material_id: str) -> None:
        """Take a material that was added out, with all that is known of it."""
        others = tuple(m for m in self.overlay.added if m.id != material_id)
        corrections = {i: c for i, c in self.overlay.corrections.items() if i != material_id}
        self.overlay = self.overlay.model_copy(update={"added": others, "corrections": corrections})
        self.find(material_id, Addition())


def load_journal(corpus: Path) -> Journal:
    """The changes made in ``corpus``. Raises UserError when their file can't be read."""
    remedy = "flyt filen væk; så kan ændringerne fra før ikke tages tilbage"
    return Journal.read(corpus / CHANGES_FILE, remedy)


def operator() -> str:
    """Who runs this, for the record of changes."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return "ukendt"


@contextmanager
def editing(corpus: Path, who: str | None, batch: str = "") -> Iterator[Edit]:
    """An Edit, kept and recorded when the block ends well and something changed; other processes
    wait meanwhile. Edits of one ``batch`` are one change (``Journal.having``); those of nobody
    (``who`` is None) aren't recorded, so that what a timer does stands before no person's change.
    The record is written first: killed between the two, undoing changes nothing.

    Raises CatalogueError and UserError."""
    with editing_overlay(corpus):
        before = load_overlay(corpus)
        journal = load_journal(corpus)
        edit = Edit(before, load_catalogue(corpus))
        yield edit
        ids = {m.id for o in (before, edit.overlay) for m in o.added}
        ids |= {i for o in (before, edit.overlay) for i in (*o.findings, *o.corrections)}
        pairs = {i: (LocalEntry.of(before, i), LocalEntry.of(edit.overlay, i)) for i in sorted(ids)}
        changed = {i: pair for i, pair in pairs.items() if pair[0] != pair[1]}
        sources = {
            place: (before.sources.get(place), source)
            for place, source in edit.overlay.sources.items()
            if before.sources.get(place) != source
        }
        if not changed and not sources:
            return
        if who is not None:
            _write(corpus, journal.having(_change(who, edit.what, changed, sources, batch)))
        save_overlay(corpus, edit.overlay)


def _change(
    who: str,
    what: str,
    changed: Mapping[str, tuple[LocalEntry, LocalEntry]],
    sources: Mapping[str, tuple[Source | None, Source]],
    batch: str,
) -> Change:
    return Change(
        when=_now(),
        who=who,
        what=what,
        before={i: pair[0] for i, pair in changed.items()},
        after={i: pair[1] for i, pair in changed.items()},
        sources_before={place: pair[0] for place, pair in sources.items()},
        sources_after={place: pair[1] for place, pair in sources.items()},
        batch=batch,
    )


def undo(corpus: Path, who: str, seen: str | None = None) -> Change:
    """Take the last change back that wasn't yet, and return it. What was found of its materials
    since stays. Raises UserError when there is none, or its materials were changed since, or it
    isn't the one of the key ``seen``, which somebody meant."""
    with editing_overlay(corpus):
        journal, overlay = load_journal(corpus), load_overlay(corpus)
        last = next((c for c in reversed(journal.changes) if c.undone is None), None)
        if last is None:
            raise UserError("Der er ingen ændring at tage tilbage.")
        if seen not in (None, last.key):
            raise UserError(
                f"Intet er taget tilbage, for noget er ændret siden: den seneste ændring er nu "
                f"»{last.told}« ({last.who})."
            )
        edit = Edit(overlay, load_catalogue(corpus))
        for material_id, before in last.before.items():
            _bring_back(edit, material_id, before, last.after[material_id])
        _bring_sources_back(edit, last)
        undone = last.model_copy(update={"undone": f"{_now()} {who}"})
        changes = tuple(undone if c is last else c for c in journal.changes)
        save_overlay(corpus, edit.overlay)
        _write(corpus, Journal(changes=changes))
    return undone


def _bring_back(edit: Edit, material_id: str, before: LocalEntry, after: LocalEntry) -> None:
    now = LocalEntry.of(edit.overlay, material_id)
    untouched = [before.added, before.correction], [after.added, after.correction]
    if [now.added, now.correction] not in untouched:
        raise UserError(
            f"{material_id} er ændret på anden vis siden; ret det med »mentorsoeg edit«."
        )
    edit.drop(material_id)
    if before.added:
        edit.put(before.added)
    if before.correction:
        edit.correct(material_id, before.correction)
    since = [link for link in now.finding.links if link not in after.finding.links]
    links = tuple(dict.fromkeys((*before.finding.links, *since)))
    later = now.finding.summary != after.finding.summary and now.finding.summary
    edit.find(material_id, Addition(links=links, summary=later or before.finding.summary))


def _bring_sources_back(edit: Edit, last: Change) -> None:
    """What a source lists, and what of it is doubtful, is as before, unless that was harvested
    since."""
    now = edit.overlay.sources
    same = {i: s for i, s in last.sources_before.items() if now.get(i) == last.sources_after[i]}
    sources = {i: s for i, s in {**now, **same}.items() if s is not None}
    edit.overlay = edit.overlay.model_copy(update={"sources": sources})


def _write(corpus: Path, journal: Journal) -> None:
    write_atomically(corpus / CHANGES_FILE, journal.sealed())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
