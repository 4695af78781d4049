"""From originals to the index: extract what is new, write what changed."""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import compress, islice
from pathlib import Path

from indexer.document import ExtractedDocument
from indexer.extraction import extract_many, provenance
from indexer.progress import Progress, silent
from indexer.records import recorded
from indexer.texts import Extraction, Texts
from search import Writer, captions_of, store_of
from search.library.catalogue import Material, has_catalogue, load_catalogue
from search.library.errors import UserError
from search.library.holdings import Holding, best_original, held_in_words, holding_of
from search.library.originals import LinkBook, Original, Originals
from search.library.record import SUMMARY_PAGE, Caption, MaterialRecord, PageRecord, is_part
from search.library.settings import Settings

FETCHED_AT_ONCE = 8
"""Originals that are held against their digests at once, or fetched from storage that is shared."""
MOST_CAPTIONS = 2000
"""Tables and figures of a material that are known by their captions."""


@dataclass(frozen=True)
class IndexReport:
    """Which materials a run put into the index, anew or again, and which it took out; ``renewal``
    is the Danish sentence on what was wrong with the index before, '' when nothing was."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    renewal: str = ""


def build_index(
    settings: Settings, *, rebuild: bool = False, progress: Progress = silent
) -> IndexReport:
    """Bring the index up to date with the catalogue, the originals and this program; a damaged one
    is made anew, and of an older one what is made otherwise today. Another run that writes is
    waited for: what was changed is in the index then.

    Raises CatalogueError, and UserError when the index can't be written, or the catalogue seems to
    be away; the old one is then untouched.
    """
    if not has_catalogue(settings.corpus):
        _check_missed(settings, len(recorded(settings)))
    texts = cached_texts(settings)
    _extract_new(settings, texts, progress)  # takes long, and keeps no other writer out
    store, made_with = store_of(settings), {"texts": provenance()}
    waiting = partial(progress, "Venter på en anden kørsel", 0, 1)
    with store.writing(rebuild=rebuild, made_with=made_with, waiting=waiting) as writer:
        wanted = _extract_new(settings, texts, progress)  # what others put in meanwhile
        known = writer.fingerprints.keys()
        if wanted and known.isdisjoint(source.material.id for source in wanted):
            _check_missed(settings, len(known))
        return _write(writer, wanted, texts, Originals.of(settings), progress)


def _check_missed(settings: Settings, known: int) -> None:
    """Raise UserError when an index has materials of which the catalogue has none: rather than that
    all were taken out, the disk with the corpus isn't there."""
    if known:
        raise UserError(
            f"Indekset har {known} materialer, og kataloget i {settings.corpus} har ingen af dem. "
            "Er mappen den rigtige, og er dens disk der? Indekset er urørt. Skal det begynde "
            f"forfra, så slet {settings.index} først."
        )


@dataclass(frozen=True)
class Share:
    """The ``number``-th of ``count`` shares of all files, by their digests: of about a size, and
    the same on every host that shares the corpus."""

    number: int
    count: int

    def __contains__(self, sha256: str) -> bool:
        return int(sha256[:8], 16) % self.count == self.number - 1


ALL = Share(1, 1)


def read_texts(settings: Settings, share: Share, *, progress: Progress = silent) -> int:
    """Extract what was not read before of a share of the files, for the run that indexes, here or
    on another host; give how many there were. Raises CatalogueError and UserError."""
    texts = cached_texts(settings)
    return _extract(settings, material_sources(settings, texts), texts, progress, share)


def age(settings: Settings) -> str:
    """What of the index this program would make otherwise, as a Danish sentence; '' when nothing.
    Raises IndexUnavailable."""
    return store_of(settings).age({"texts": provenance()})


@dataclass(frozen=True)
class MaterialSource:
    """What a material's part of the index is made from; ``text`` is the digest of its text in the
    cache, None when there is none."""

    material: Material
    original: Original | None
    book: LinkBook
    text: str | None

    @cached_property
    def fingerprint(self) -> str:
        """A hash that changes when the material's part of the index would."""
        parts = [self.text or "", self.material.model_dump_json(), *self.reasons]
        if self.original:
            parts.append(self.original.model_dump_json(exclude={"fetched", "headers", "status"}))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    @property
    def reasons(self) -> list[str]:
        """Why its links gave nothing, in their order."""
        tried = (self.book.links.get(url) for url in self.material.links)
        return [state.reason for state in tried if state and state.reason]

    def read(self, texts: Texts, originals: Originals) -> "MaterialText":
        """The source with its text from the cache; ``originals`` tell why there is none."""
        extraction = texts.get(self.original.sha256) if self.original else None
        if self.original and isinstance(extraction, ExtractedDocument) and extraction.has_text:
            return MaterialText(self, extraction, held_in_words(self.material, self.original))
        source = self if extraction is not None else replace(self, text=None)  # it may just be lost
        return MaterialText(source, None, self._missing(extraction, originals))

    def _missing(self, extraction: Extraction | None, originals: Originals) -> str:
        if self.original is None:
            return self._no_original()
        if extraction is None:
            if originals.is_whole(self.original.sha256):
                return "Filen er ikke læst endnu."
            again = "Den hentes igen." if self.original.final_url else "Den må lægges ind igen."
            return f"Vores kopi af filen mangler eller er beskadiget. {again}"
        if isinstance(extraction, str):
            return f"Filen kan ikke læses: {extraction}"
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
class MaterialText:
    """A source with its ``document``; without one, or when that isn't surely the full text,
    ``missing`` says why."""

    source: MaterialSource
    document: ExtractedDocument | None
    missing: str | None

    def record(self) -> MaterialRecord:
        """The record that the index holds of the material."""
        pages = self.document.pages if self.document else ()
        material, original = self.source.material, self.source.original
        return MaterialRecord(
            material=material,
            original=original,
            holding=holding_of(material, original) if pages and original else Holding.NONE,
            pages=len(pages),
            characters=sum(len(page.text) for page in pages),
            missing=self.missing,
            outline=self.document.outline if self.document else (),
            in_parts=any(is_part(page.label) for page in pages),
            captions=tuple(islice(self._captions(), MOST_CAPTIONS)),
        )

    def _captions(self) -> Iterator[Caption]:
        for page in self.pages():
            if page.number != SUMMARY_PAGE:
                yield from captions_of(page)

    def pages(self) -> Iterator[PageRecord]:
        """The summary page, and a page for each of the document's."""
        material = self.source.material
        summary = "\n\n".join(filter(None, (material.summary, material.page_summary)))
        yield PageRecord(SUMMARY_PAGE, "", summary, language="da")
        for page in self.document.pages if self.document else ():
            yield PageRecord(
                page.number, "" if page.layout.counted else page.label, page.text, page.headings,
                page.language, page.layout,
            )  # fmt: skip


def cached_texts(settings: Settings) -> Texts:
    """The texts that this program's extraction gave."""
    return Texts(settings.corpus, provenance().digest, settings.originals)


def material_sources(settings: Settings, texts: Texts) -> tuple[MaterialSource, ...]:
    """The source of each catalogued material. Raises CatalogueError and UserError."""
    book = Originals.of(settings).links()
    made = []
    for material in load_catalogue(settings.corpus).materials:
        original = best_original(material, book)
        text = texts.digest(original.sha256) if original else None
        made.append(MaterialSource(material, original, book, text))
    return tuple(made)


def _extract_new(
    settings: Settings, texts: Texts, progress: Progress
) -> tuple[MaterialSource, ...]:
    """Extract what was not read before; give every source."""
    wanted = material_sources(settings, texts)
    read = _extract(settings, wanted, texts, progress)
    return material_sources(settings, texts) if read else wanted


def _extract(
    settings: Settings,
    wanted: Sequence[MaterialSource],
    texts: Texts,
    progress: Progress,
    share: Share = ALL,
) -> int:
    """Extract what of a share was not read before, and give how many. An original that is missing
    or damaged is left out: what it gives is not what the file said."""
    originals = Originals.of(settings)
    new = {s.original.sha256: s.original for s in wanted if s.original and s.text is None}
    mine = [sha256 for sha256 in new if sha256 in share]
    with ThreadPoolExecutor(FETCHED_AT_ONCE) as pool:
        whole = list(pool.map(originals.is_whole, mine))
    paths = [(originals.path(name), new[name].media_type) for name in compress(mine, whole)]
    pages: dict[Path, tuple[int, int]] = {}

    def scanning(path: Path, done: int, total: int) -> None:
        pages[path] = done, total
        progress("Læser skannede sider", *map(sum, zip(*list(pages.values()), strict=True)))

    if paths:
        progress("Læser filer", 0, len(paths))
    for done, (path, extraction) in enumerate(extract_many(paths, scanning=scanning), 1):
        texts.put(path.name, extraction)
        if path in pages:
            scanning(path, pages[path][1], pages[path][1])
        progress("Læser filer", done, len(paths))
    return len(paths)


def _write(
    writer: Writer,
    wanted: Sequence[MaterialSource],
    texts: Texts,
    originals: Originals,
    progress: Progress,
) -> IndexReport:
    """Take out what is wanted no more, and put what changed."""
    known = dict(writer.fingerprints)
    removed = sorted(known.keys() - {s.material.id for s in wanted})
    for material_id in removed:
        writer.remove(material_id)
    stale = [s for s in wanted if known.get(s.material.id) != s.fingerprint]
    for done, source in enumerate(stale, 1):
        text = source.read(texts, originals)
        writer.put(text.record(), text.pages(), text.source.fingerprint)
        progress("Skriver indekset", done, len(stale))
    return IndexReport(tuple(s.material.id for s in stale), tuple(removed), writer.renewal)
