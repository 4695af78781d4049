"""From originals to the index: extract what is new, write what changed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from indexer.document import ExtractedDocument
from indexer.extraction import EXTRACTOR_VERSION, extract_many
from indexer.progress import Progress, silent
from indexer.texts import Outcome, Texts
from search.index.store import IndexStore
from search.library.catalogue import Material, load_catalogue
from search.library.originals import LinkBook, Original, Originals, best_original
from search.library.record import SUMMARY_PAGE, MaterialRecord, PageRecord
from search.library.settings import Settings

UNFINISHED = ""
"""Fingerprint of a material whose text is still to come: the next run tries again."""


@dataclass(frozen=True)
class IndexReport:
    """Which materials a run put into the index, anew or again, and which it took out; ``damage`` is
    the Danish sentence on what was wrong with the index before, '' when nothing was."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    damage: str = ""


def build_index(
    settings: Settings, *, rebuild: bool = False, progress: Progress = silent
) -> IndexReport:
    """Bring the index up to date with the catalogue and the originals; a damaged one is made anew.

    Raises CatalogueError, and UserError when the index can't be written; the old one is then
    untouched.
    """
    texts = Texts(settings.corpus, EXTRACTOR_VERSION)
    _extract_new(settings, texts, progress)  # takes long, and keeps no other writer out
    with IndexStore(settings.index).writing(rebuild=rebuild) as writer:
        wanted = _extract_new(settings, texts, progress)  # what others put in meanwhile
        known = writer.manifest.fingerprints
        removed = sorted(known.keys() - {s.material.id for s in wanted})
        for material_id in removed:
            writer.remove(material_id)
        stale = [s for s in wanted if known.get(s.material.id) != s.fingerprint]
        for done, source in enumerate(stale, 1):
            text = source.read(texts)
            writer.put(text.record(), text.pages(), text.fingerprint)
            progress("Skriver indekset", done, len(stale))
    return IndexReport(tuple(s.material.id for s in stale), tuple(removed), writer.damage)


@dataclass(frozen=True)
class Source:
    """What a material's part of the index is made from."""

    material: Material
    original: Original | None
    book: LinkBook

    @cached_property
    def fingerprint(self) -> str:
        """A hash that changes when the material's part of the index would."""
        parts = [EXTRACTOR_VERSION, self.material.model_dump_json(), *self.reasons]
        if self.original:
            parts.append(self.original.model_dump_json(exclude={"fetched", "headers", "status"}))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    @property
    def reasons(self) -> list[str]:
        """Why its links gave nothing, in their order."""
        tried = (self.book.links.get(url) for url in self.material.links)
        return [state.reason for state in tried if state and state.reason]

    def read(self, texts: Texts) -> "SourceText":
        """The source with its text from the cache."""
        outcome = texts.get(self.original.sha256) if self.original else None
        if isinstance(outcome, ExtractedDocument) and outcome.has_text:
            return SourceText(self, outcome, None, self.fingerprint)
        finished = outcome is not None or self.original is None
        fingerprint = self.fingerprint if finished else UNFINISHED
        return SourceText(self, None, self._missing(outcome), fingerprint)

    def _missing(self, outcome: Outcome | None) -> str:
        if self.original is None:
            return self._no_original()
        if outcome is None:
            return "Vores kopi af filen mangler eller er beskadiget. Den hentes igen."
        if isinstance(outcome, str):
            return f"Filen kan ikke læses: {outcome}"
        return "Filen har ingen tekst, som kan læses."

    def _no_original(self) -> str:
        if not self.material.full_text_expected:
            return "Bog. Kan lånes på biblioteket eller købes hos forlaget."
        if not self.material.links:
            return "Vi kender ingen adresse til materialet."
        if not self.reasons:
            return "Materialets links er ikke prøvet endnu."
        return f"Materialets links giver ikke teksten: {self.reasons[0]}."


@dataclass(frozen=True)
class SourceText:
    """A source with its ``document``; without one, ``missing`` says why. ``fingerprint`` is the
    source's, or UNFINISHED."""

    source: Source
    document: ExtractedDocument | None
    missing: str | None
    fingerprint: str

    def record(self) -> MaterialRecord:
        """The record that the index holds of the material."""
        pages = self.document.pages if self.document else ()
        return MaterialRecord(
            material=self.source.material,
            original=self.source.original,
            pages=len(pages),
            characters=sum(len(page.text) for page in pages),
            missing=self.missing,
            outline=self.document.outline if self.document else (),
        )

    def pages(self) -> Iterator[PageRecord]:
        """The summary page, and a page for each of the document's."""
        material = self.source.material
        summary = "\n\n".join(filter(None, (material.summary, material.page_summary)))
        yield PageRecord(SUMMARY_PAGE, "", summary, language="da")
        for page in self.document.pages if self.document else ():
            yield PageRecord(page.number, page.label, page.text, page.headings, page.language)


def sources(settings: Settings) -> tuple[Source, ...]:
    """The source of each catalogued material. Raises CatalogueError and UserError."""
    book = Originals(settings.corpus).links()
    materials = load_catalogue(settings.corpus).materials
    return tuple(Source(m, best_original(m, book), book) for m in materials)


def _extract_new(settings: Settings, texts: Texts, progress: Progress) -> tuple[Source, ...]:
    """Extract what was not read before; give every source. An original that is missing or damaged
    is left out: what it gives is not what the file said."""
    originals = Originals(settings.corpus)
    wanted = sources(settings)
    new = {s.original.sha256: s.original for s in wanted if s.original}
    paths = [
        (originals.path(sha256), original.media_type)
        for sha256, original in new.items()
        if texts.get(sha256) is None and originals.is_whole(sha256)
    ]
    for done, (path, outcome) in enumerate(extract_many(paths), 1):
        texts.put(path.name, outcome)
        progress("Læser filer", done, len(paths))
    return wanted
