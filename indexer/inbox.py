"""The inbox: files that people lay into a folder are taken in, and those in doubt are told of."""

import shlex
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from indexer.adding import take
from indexer.bulk import Added, files_of, is_inside
from indexer.fetching.likeness import SURE, Wanted, likeness
from indexer.fetching.looker import Looker
from indexer.incoming import Incoming, bring
from indexer.metadata import NEW, MetadataRow, is_table, read_metadata
from indexer.progress import Progress, silent
from indexer.standing import INBOX, named
from search.library.errors import UserError
from search.library.holdings import best_original, is_whole
from search.library.originals import Originals
from search.library.settings import Settings

TAKEN = "taget"
"""Where the files are moved to that were taken in."""
WHO = "indbakken"
SETTLING = 1.0
"""Seconds that a file must have been left alone."""
FileState = tuple[int, int, int] | None
"""Bytes of a file, and when it and what is known of it was changed (ns); None: it is gone."""
UNFINISHED = ("~$", ".")
"""How the names of files begin that programs keep beside others."""


def take_inbox(settings: Settings, progress: Progress = silent) -> tuple[Added, ...]:
    """Take in the files of the inbox, made when there is none, and move them aside; those in doubt
    stay, with the reason. Tables of metadata that lie there tell what is known of files.

    Raises UserError when the folder can't be made."""
    inbox = settings.corpus / INBOX
    inbox.mkdir(parents=True, exist_ok=True)
    there = waiting(settings.corpus)
    try:
        known = read_metadata(*(file for file in there if is_table(file)))
    except UserError as error:
        return (Added(str(inbox), wrong=str(error)),)
    files = [file for file in there if not is_table(file)]
    added: list[Added] = []
    states = _settled(files)
    if files:
        batch = token_hex(8)
        with Looker() as looker:
            for done, file in enumerate(files, 1):
                row = known.of(str(file), inbox)
                row = row or MetadataRow(file.name)
                added += _take(settings, looker, file, row, states[file], batch)
                progress("Læser indbakken", done, len(files))
    return tuple(added)


def waiting(corpus: Path) -> list[Path]:
    """The files that lie in the inbox, tables too; none when there is no inbox."""
    inbox = corpus / INBOX
    every = files_of(str(inbox)) if inbox.is_dir() else ()
    return [Path(file) for file, _ in every if _is_waiting(inbox, Path(file))]


def _state(file: Path) -> FileState:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _settled(files: Iterable[Path]) -> dict[Path, FileState]:
    """How the files are, told so long before they are read that who still writes one is seen."""
    states = {file: _state(file) for file in files}
    newest = max((state[2] / 1e9 for state in states.values() if state), default=0.0)
    time.sleep(min(SETTLING, max(0.0, newest + SETTLING - time.time())))
    return states


def _is_waiting(inbox: Path, file: Path) -> bool:
    """Whether it is a file of the inbox itself, and no link to what lies elsewhere."""
    real = is_inside(file, inbox) and not file.is_symlink()
    aside = file.is_relative_to(inbox / TAKEN) or file.name.startswith(UNFINISHED)
    return real and not aside


def _take(  # noqa: PLR0913, PLR0917 - a file, and how it was
    settings: Settings, looker: Looker, file: Path, row: MetadataRow, before: FileState, batch: str
) -> Iterator[Added]:
    name = str(file)
    try:
        brought = bring(settings, looker, name, str(row.given.get("title", "")))
        if _state(file) != before:
            yield Added(name, wrong="den skrives stadig.")
            return
        to = None if row.to == NEW else row.to or _surely(settings, brought)
        if wrong := _doubt(brought, row, to):
            yield Added(name, wrong=wrong)
            return
        yield Added(name, take(settings, brought, row.given, WHO, to, batch=batch))
    except UserError as error:
        yield Added(name, wrong=str(error).replace(name, "filen", 1))
        return
    with suppress(OSError):  # where that can't be done, it is known the next time
        _move_aside(settings.corpus / INBOX / TAKEN, file)


def _surely(settings: Settings, brought: Incoming) -> str | None:
    """The id of the one material without a whole text whose text this surely is."""
    book = Originals.of(settings).links()
    if len(brought.alike) != 1 or brought.sight is None:
        return None
    material = brought.alike[0]
    best = best_original(material, book)
    if best and is_whole(material, best):
        return None
    alike = likeness(Wanted.of(material), brought.sight)
    return material.id if alike is not None and alike >= SURE else None


def _doubt(brought: Incoming, row: MetadataRow, to: str | None) -> str:
    """Why a person must look at it, as a Danish sentence; '' when nobody must."""
    if brought.known:
        return ""
    if brought.sight is None:
        return f"{brought.unread}."
    if not brought.is_whole:
        return "filen er ikke hel."
    return "" if to or row.to == NEW else _whose(brought, titled="title" in row.given)


def _whose(brought: Incoming, *, titled: bool) -> str:
    """Why it can't be told whose text it is, and what to do; '' for what is surely a new one."""
    command = f"mentorsoeg add {shlex.quote(brought.name)}"
    if brought.alike:
        alike = "; ".join(map(named, brought.alike))
        it = f"»{command} --to {brought.alike[0].id}«"
        return f"titlen ligner {alike}. Er det den, så kør {it}; ellers »{command} --new«."
    if not (brought.is_titled or titled):
        return f"dens titel kan ikke læses. Kør »{command} --title …«."
    return ""


def _move_aside(folder: Path, file: Path) -> None:
    folder.mkdir(exist_ok=True)
    place, number = folder / file.name, 1
    while place.exists():
        number += 1
        place = folder / f"{file.stem} ({number}){file.suffix}"
    file.rename(place)
