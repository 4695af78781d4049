"""Backup and restore of what can't be made again: the overlay, the records of links, of changes and
of drafts, originals."""

import gzip
import hashlib
import re
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pydantic import BaseModel, ValidationError

from indexer.journal import CHANGES_FILE, Journal, load_journal
from search.library.catalogue import OVERLAY_FILE, Overlay, editing_overlay, load_overlay
from search.library.errors import UserError
from search.library.files import locked, replacing, why, write_atomically
from search.library.intake import DRAFTS_FILE, DRAFTS_REMEDY, DraftBook
from search.library.originals import LINKS_FILE, LinkBook, Originals

ORIGINAL = re.compile(r"originals/([0-9a-f]{64})")
RECORDS: dict[str, type[BaseModel]] = {
    OVERLAY_FILE: Overlay, LINKS_FILE: LinkBook, CHANGES_FILE: Journal, DRAFTS_FILE: DraftBook,
}  # fmt: skip
LARGEST_RECORD = 200_000_000
LARGEST_READ = 1_000_000
"""Bytes read at once. A tar header that is longer, as extended ones may be, is an attack."""
SPARE = 100_000_000
"""Bytes of the disk that a restore leaves free."""


@dataclass(frozen=True)
class BackedUp:
    """The number of originals in a backup, and the hashes of those left out as damaged."""

    originals: int
    damaged: tuple[str, ...]


def backup(corpus: Path, file: Path) -> BackedUp:
    """Write a backup of ``corpus`` to ``file`` (tar, gzip); the file is whole or not there.

    The record of links comes first, so that every original that it names, and that is there, comes
    after it. Raises UserError when it can't be written.
    """
    load_overlay(corpus)  # a backup of damaged records would be no backup
    load_journal(corpus)
    Originals(corpus).links()
    DraftBook.read(corpus / DRAFTS_FILE, DRAFTS_REMEDY)
    try:
        with replacing(file) as stream:
            return _write(corpus, stream)
    except OSError as error:
        raise UserError(f"Kan ikke skrive {file}: {why(error)}.") from error


def _write(corpus: Path, stream: IO[bytes]) -> BackedUp:
    originals, good, damaged = Originals(corpus), 0, []
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name in RECORDS:
            if (corpus / name).exists():
                archive.add(corpus / name, arcname=name, recursive=False)
        for name in _originals(corpus):
            sha256 = name.removeprefix("originals/")
            if originals.is_whole(sha256):
                archive.add(corpus / name, arcname=name, recursive=False)
                good += 1
            else:  # one damaged original would make the whole backup worthless
                damaged.append(sha256)
    return BackedUp(good, tuple(damaged))


def _originals(corpus: Path) -> Iterator[str]:
    for path in sorted((corpus / "originals").glob("*")):
        if ORIGINAL.fullmatch(name := f"originals/{path.name}"):
            yield name


def restore(corpus: Path, file: Path) -> int:
    """Bring a backup back into ``corpus`` and return the number of originals that it holds.

    Originals there already stay; the records are replaced, once the whole backup was found in
    order, and those before are kept beside them as ``….before``. Whatever the file is, it writes
    nothing else, and takes no more of the disk than there is, and little memory.
    Raises UserError.
    """
    try:
        with ExitStack() as stack:
            unpacked = stack.enter_context(_Unpacked(file))
            archive = stack.enter_context(tarfile.open(fileobj=unpacked, mode="r:"))
            stack.enter_context(editing_overlay(corpus))
            stack.enter_context(Originals(corpus).recording())
            stack.enter_context(locked((corpus / DRAFTS_FILE).with_suffix(".lock")))
            return _bring_back(corpus, archive, file)
    except (OSError, tarfile.TarError, ValueError, EOFError, RecursionError, zlib.error) as error:
        if isinstance(error, OSError) and error.errno:
            told = f"Sikkerhedskopien {file} kan ikke lægges tilbage i {corpus}: {why(error)}."
        else:
            why_not = f": {error}" if isinstance(error, _Broken) else ""  # libraries' are English
            told = f"{file} er ikke en hel sikkerhedskopi{why_not}."
        raise UserError(told) from error


class _Broken(ValueError):
    """What is wrong with an archive, as a Danish phrase."""


class _Unpacked(gzip.GzipFile):
    """An unpacked archive that is read in small pieces only."""

    def read(self, size: int | None = -1) -> bytes:
        if size is None or not 0 <= size <= LARGEST_READ:
            raise _Broken("den har et for stort hoved")
        return super().read(size)


def _bring_back(corpus: Path, archive: tarfile.TarFile, file: Path) -> int:
    records: dict[str, bytes] = {}
    seen: set[str] = set()
    for member in archive:
        _check(member, seen, file)
        if member.size > shutil.disk_usage(corpus).free - SPARE:
            raise UserError(f"Der er ikke plads på disken til {member.name} af {file}.")
        if member.name in RECORDS:
            records[member.name] = _read_record(archive, member)
        else:
            _bring_original(corpus, archive, member)
    for name, content in records.items():
        _check_record(name, content)
    for name, content in records.items():
        if (corpus / name).exists():
            shutil.copy2(corpus / name, corpus / f"{name}.before")
        write_atomically(corpus / name, content)
    if OVERLAY_FILE in records and CHANGES_FILE not in records:  # of another overlay
        with suppress(FileNotFoundError):
            (corpus / CHANGES_FILE).replace(corpus / f"{CHANGES_FILE}.before")
    return len(seen - RECORDS.keys())


def _check(member: tarfile.TarInfo, seen: set[str], file: Path) -> None:
    known = member.name in RECORDS or ORIGINAL.fullmatch(member.name)
    if not known or not member.isfile() or member.issparse() or member.name in seen:
        raise UserError(f"{file} er ikke en sikkerhedskopi: den indeholder {member.name[:100]!r}.")
    seen.add(member.name)


def _pieces(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    stream = archive.extractfile(member)
    if stream is None:
        raise _Broken(f"{member.name!r} er ingen fil")
    left = member.size
    while left:
        piece = stream.read(min(left, LARGEST_READ))
        if not piece:
            raise _Broken("den er afkortet")
        left -= len(piece)
        yield piece


def _read_record(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    if member.size > LARGEST_RECORD:
        raise _Broken(f"{member.name} er for stor")
    return b"".join(_pieces(archive, member))


def _check_record(name: str, content: bytes) -> None:
    try:
        RECORDS[name].model_validate_json(content)
    except ValidationError as error:
        raise _Broken(f"{name} kan ikke forstås") from error


def _bring_original(corpus: Path, archive: tarfile.TarFile, member: tarfile.TarInfo) -> None:
    originals, sha256 = Originals(corpus), member.name.removeprefix("originals/")
    if not originals.is_whole(sha256):
        write_atomically(originals.path(sha256), _checked(_pieces(archive, member), sha256))


def _checked(pieces: Iterator[bytes], sha256: str) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
        yield piece
    if digest.hexdigest() != sha256:
        raise _Broken(f"originals/{sha256} er beskadiget; intet katalog er ændret")
