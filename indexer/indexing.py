"""From originals to the index: extract what is new, write what changed."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexer.document import ExtractedDocument
from indexer.extraction import EXTRACTOR_VERSION, extract_many
from indexer.progress import Progress, silent
from indexer.texts import Outcome, Texts
from search.catalogue import Material, load_catalogue
from search.originals import LinkBook, Original, Originals, best_original
from search.record import SUMMARY_PAGE, MaterialRecord, PageRecord
from search.settings import Settings
from search.store import IndexStore


@dataclass(frozen=True)
class IndexReport:
    """Which materials a run put into the index, anew or again, and which it took out."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def build_index(
    settings: Settings, *, rebuild: bool = False, progress: Progress = silent
) -> IndexReport:
    """Bring the index up to date with the catalogue and the originals.

    Raises CatalogueError, and UserError when the index can't be written; the old one is then
    untouched.
    """
    wanted = sources(settings)
    texts = Texts(settings.corpus, EXTRACTOR_VERSION)
    originals = [source.original for source in wanted if source.original]
    _extract_new(Originals(settings.corpus), texts, originals, progress)
    store = IndexStore(settings.index)
    with store.writing(rebuild=rebuild) as writer:
        known = writer.manifest.fingerprints
        removed = sorted(known.keys() - {s.material.id for s in wanted})
        for material_id in removed:
            writer.remove(material_id)
        stale = [s for s in wanted if known.get(s.material.id) != s.fingerprint]
        for done, source in enumerate(stale, 1):
            text = source.read(texts)
            writer.put(text.record(), text.pages(), source.fingerprint)
            progress("Skriver indekset", done, len(stale))
    return IndexReport(tuple(s.material.id for s in stale), tuple(removed))


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
            return SourceText(self, outcome, None)
        return SourceText(self, None, self._missing(outcome))

    def _missing(self, outcome: Outcome | None) -> str:
        if isinstance(outcome, str):
            return f"Filen kan ikke læses: {outcome}"
        if self.original:
            return "Filen har ingen tekst, som kan læses."
        if not self.material.full_text_expected:
            return "Bog. Kan lånes på biblioteket eller købes hos forlaget."
        if not self.material.links:
            return "Vi kender ingen adresse til materialet."
        if not self.reasons:
            return "Materialets links er ikke prøvet endnu."
        return f"Materialets links giver ikke teksten: {self.reasons[0]}."


@dataclass(frozen=True)
class SourceText:
    """A source with its ``document``; without one, ``missing`` says why."""

    source: Source
    document: ExtractedDocument | None
    missing: str | None

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


def _extract_new(
    originals: Originals, texts: Texts, wanted: Sequence[Original], progress: Progress
) -> None:
    media = {o.sha256: o.media_type for o in wanted if texts.get(o.sha256) is None}
    paths = [(originals.path(sha256), media_type) for sha256, media_type in media.items()]
    for done, (path, outcome) in enumerate(extract_many(paths), 1):
        texts.put(path.name, outcome)
        progress("Læser filer", done, len(paths))
