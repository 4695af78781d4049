"""Checks of catalogue, originals, texts and index against one another."""

import errno
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from indexer.extraction.confinement import LANDLOCK, SECCOMP
from indexer.extraction.isolation import Broken, confined
from indexer.inbox import waiting
from indexer.indexing import age, cached_texts, material_sources
from indexer.journal import load_journal
from indexer.metadata import is_table
from indexer.standing import INBOX, Standing
from indexer.uploads import Uploads
from search import REMEDY, LiveSearcher, store_of
from search.library.catalogue import load_catalogue
from search.library.counting import count
from search.library.dictionary import KEPT
from search.library.errors import CatalogueError, UserError
from search.library.files import leftovers, try_writing, why
from search.library.originals import LinkState, Originals
from search.library.settings import Settings

log = logging.getLogger(__name__)

SEE_STATUS = "Se hvorfor med »mentorsoeg status«."
_ROOM = "Gør plads."
_RIGHTS = "Giv brugeren ret til at skrive der, eller kør som den bruger, der ejer samlingen."
WRITABLE = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EROFS: "Montér disken, så der også kan skrives på den.",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
}
"""What is done where nothing can be written, by why."""
LOW_DISK = 500 * 2**20
"""Bytes: less than this free, and a new generation of a large index may not fit."""


@dataclass(frozen=True)
class Diagnosis:
    """One check: what was looked at, what is wrong (None when nothing is) and what to do; ``note``
    is worth knowing where nothing is wrong. ``must_mend`` is False for what is only counted."""

    subject: str
    wrong: str | None = None
    remedy: str | None = None
    must_mend: bool = True
    note: str = "i orden"


def examine(settings: Settings) -> Iterator[Diagnosis]:
    """Check everything, and give a diagnosis per thing looked at, or per thing that is wrong; the
    next step last."""
    first = ""
    for subject, check in (
        ("Indstillinger", _environment),
        ("Skriveadgang", _writing),
        ("Katalog", _catalogue),
        ("Ændringer", _changes),
        ("Originaler", _originals),
        ("Fuldtekst", _holdings),
        ("Indbakke", _inbox),
        ("Links", _links),
        ("Tekster", _texts),
        ("Indeks", _index),
        ("Diskplads", _disk),
        ("Mellemlagre", _caches),
    ):
        try:
            must = check not in COUNTED
            found = [Diagnosis(subject, wrong, remedy, must) for wrong, remedy in check(settings)]
        except CatalogueError as error:
            found = [Diagnosis(subject, str(error), "Ret filen, eller kør »mentorsoeg restore«.")]
        except UserError as error:  # its text says what to do
            found = [Diagnosis(subject, str(error))]
        except Exception:  # what is broken enough may break the look at it, too
            log.exception("looking at %s", subject)
            wrong = "kan ikke ses efter."
            found = [Diagnosis(subject, wrong, "Kør »mentorsoeg index --rebuild«.")]
        first = first or next((one.remedy for one in found if one.must_mend and one.remedy), "")
        yield from found or [Diagnosis(subject)]
    yield _sandboxes()
    yield from _next_step(settings, first)


def _next_step(settings: Settings, first: str) -> Iterator[Diagnosis]:
    """What is done next: ``first``, where something must be mended."""
    with suppress(UserError):
        standing = _standing(settings)
        step = first or standing.next_step
        note = " ".join(filter(None, (standing.sentence, step)))
        yield Diagnosis("Næste skridt" if step else "Samlingen", note=note)


def _sandboxes() -> Diagnosis:
    """What holds those who read files to their file. A system that lacks it is not ill."""
    try:
        held = confined()
    except (Broken, UserError) as error:
        return Diagnosis("Læsere af filer", f"De kan ikke starte: {error}", "Se loggen.")
    only = f"kun læse deres egen fil ({LANDLOCK})"
    files = only if LANDLOCK in held else "læse alt, hvad brugeren må"
    net = f"uden netadgang ({SECCOMP})" if SECCOMP in held else "med netadgang"
    return Diagnosis("Læsere af filer", note=f"{net}; de kan {files}")


Wrong = Iterator[tuple[str, str]]


def _environment(_: Settings) -> Wrong:
    prefix = str(Settings.model_config["env_prefix"])
    known = {prefix + name.upper() for name in Settings.model_fields}
    for name in sorted(set(map(str.upper, os.environ)) - known):
        if name.startswith(prefix):
            yield f"{name} er ingen indstilling og gør intet.", "Ret navnet, se docs/operation.md."


def _catalogue(settings: Settings) -> Wrong:
    if not load_catalogue(settings.corpus).materials:
        yield f"Kataloget i {settings.corpus} er tomt.", "Er --corpus den rigtige mappe?"


def _changes(settings: Settings) -> Wrong:
    """Whether what people changed, and what waits for them, can be read."""
    load_journal(settings.corpus)
    Uploads(settings).drafts()
    return iter(())


def _originals(settings: Settings) -> Wrong:
    originals = Originals.of(settings)

    def damage(sha256: str) -> str:
        """What is wrong with an original, as a Danish phrase with its path; '' when it is whole."""
        if originals.is_whole(sha256):
            return ""
        path = originals.path(sha256)
        return f"{'er beskadiget' if path.exists() else 'mangler'} ({path})"

    for state in originals.links().links.values():
        if state.original and (found := damage(state.original.sha256)):
            yield f"Originalen fra {state.url} {found}.", _again(state)
    for draft in Uploads(settings).drafts():
        if found := damage(draft.sha256):
            yield f"{draft.name}, som venter på at blive udgivet, {found}.", "Læg filen ind igen."


def _holdings(settings: Settings) -> Wrong:
    """What isn't there in full, and why, in the words of the page and of »status«; then what waits
    for a person to say whether it is a material."""
    standing = _standing(settings)
    for records, what in (
        (standing.lacking, "uden fuldtekst"), (standing.doubtful, "med tvivlsom tekst"),
    ):  # fmt: skip
        if records:
            yield f"{count(len(records), 'materiale', 'materialer')} {what}:", ""
        for record in records:
            yield f"{record.material.id}: {record.missing}", ""
    for material in standing.found:
        yield f"tvivlsomt på kildesiden: {material.id}: {material.title}.", ""


def _inbox(settings: Settings) -> Wrong:
    if files := [file for file in waiting(settings.corpus) if not is_table(file)]:
        names = ", ".join(file.name for file in files)
        said = f"{count(len(files), 'fil', 'filer')} venter i {settings.corpus / INBOX}: {names}."
        them = "den" if len(files) == 1 else "dem"
        yield said, f"»mentorsoeg update« tager {them} ind eller siger, hvorfor ikke."


def _standing(settings: Settings) -> Standing:
    texts, originals = cached_texts(settings), Originals.of(settings)
    records = (s.read(texts, originals).record() for s in material_sources(settings, texts))
    return Standing.of(records, settings.corpus)


def _links(settings: Settings) -> Wrong:
    """How many links gave something once, and don't any more."""
    states = Originals.of(settings).links().links.values()
    died = [s.url for s in states if s.reason and s.original and not s.original.archived]
    if died:
        yield (
            f"{count(len(died), 'link', 'links')} svarer ikke længere: {', '.join(died)}.",
            SEE_STATUS,
        )


def _again(state: LinkState) -> str:
    if state.url.startswith("http"):
        return "Kør »mentorsoeg fetch« eller »mentorsoeg restore«."
    return "Læg filen ind igen med »mentorsoeg add«, eller kør »mentorsoeg restore«."


def _texts(settings: Settings) -> Wrong:
    texts, missing = cached_texts(settings), []
    originals = Originals.of(settings)
    for source in material_sources(settings, texts):
        if source.original is None:
            continue
        extraction = texts.get(source.original.sha256)
        if extraction is None:
            if originals.is_whole(source.original.sha256):  # of any other it is told above
                missing.append(source.material.id)
        elif isinstance(extraction, str):
            yield f"{source.material.title}: {extraction}", "Find en anden udgave, og læg den ind."
    if missing:
        yield f"Teksten er ikke trukket ud af {', '.join(missing)}.", REMEDY


def _index(settings: Settings) -> Wrong:
    store = store_of(settings)
    store.verify(store.generation())
    LiveSearcher(store_of(settings)).get().materials()
    if older := age(settings):
        yield older, REMEDY
    known = store.manifest().fingerprints
    every = material_sources(settings, cached_texts(settings))
    wanted = {source.material.id: source.fingerprint for source in every}
    if stale := [name for name, fingerprint in wanted.items() if known.get(name) != fingerprint]:
        yield f"Indekset er bagud med {', '.join(stale)}.", REMEDY
    if gone := known.keys() - wanted.keys():
        yield f"Indekset har {', '.join(sorted(gone))} endnu.", REMEDY


def _writing(settings: Settings) -> Wrong:
    """What can't be written of what the collection is written to; of a folder in which nothing can
    be, not what lies in it."""
    for folder in (settings.corpus, settings.index):
        there = next((path for path in (folder, *folder.parents) if path.exists()), folder)
        inside = [path for path in there.glob("*") if path.is_dir() or path.suffix == ".lock"]
        for path in (there, *(inside if there == folder == settings.corpus else ())):
            if wrong := _unwritten(path):
                yield f"{wrong[0]}; der kan søges, men intet lægges ind eller indekseres.", wrong[1]
                if path == there:
                    break


def _unwritten(path: Path) -> tuple[str, str] | None:
    """Why a folder or file can't be written, and what to do; None when it can."""
    is_lock = path.suffix == ".lock"
    try:
        if is_lock:
            path.open("r+b").close()
        else:
            try_writing(path)
    except OSError as error:
        place = "" if is_lock else "i "
        return f"Der kan ikke skrives {place}{path}: {why(error)}", WRITABLE.get(
            error.errno or 0, "Er det den rigtige mappe, og er dens disk hel?"
        )
    return None


def _caches(_: Settings) -> Wrong:
    """Whether what only saves time can be kept."""
    there = next(path for path in (KEPT, *KEPT.parents) if path.exists())
    if wrong := _unwritten(there):
        yield f"{wrong[0]}; alt virker, men kommandoer begynder langsommere.", wrong[1]
    if wrong := _unwritten(Path(gettempdir())):
        yield f"{wrong[0]}; store svar fylder i hukommelsen, og Excel-filer mislykkes.", wrong[1]


def _disk(settings: Settings) -> Wrong:
    for folder in {settings.corpus, settings.index}:
        if folder.exists() and (free := shutil.disk_usage(folder).free) < LOW_DISK:
            yield f"Kun {free // 2**20} MB ledig i {folder}.", "Gør plads, før der indekseres."
    corpus = settings.corpus
    for folder in (corpus, *(path for path in corpus.glob("*") if path.is_dir())):
        if left := leftovers(folder):
            size = sum(file.stat().st_size for file in left) // 2**20
            yield (
                f"{count(len(left), 'halv fil', 'halve filer')} fra afbrudte kørsler i {folder} "
                f"({size} MB).",
                f"Slet {folder}/.*.????????",
            )


COUNTED = (_holdings, _inbox, _links, _caches)
"""Checks whose findings are everyday events, or stop nothing: a book, a file that waits, a link
that died, a cache that isn't kept."""
