"""Backup and restore of what can't be made again: the overlay, the record of links, originals."""

import re
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from pydantic import BaseModel

from search.catalogue import OVERLAY_FILE, Overlay, load_overlay
from search.errors import UserError
from search.files import write_atomically
from search.originals import LINKS_FILE, LinkBook, Originals

ORIGINAL = re.compile(r"originals/([0-9a-f]{64})")
RECORDS: dict[str, type[BaseModel]] = {OVERLAY_FILE: Overlay, LINKS_FILE: LinkBook}


def backup(corpus: Path, file: Path) -> int:
    """Write a backup of ``corpus`` to ``file`` (tar, gzip) and return the number of originals.

    The file is whole or not there. Raises UserError when it can't be written.
    """
    part = file.with_name(f"{file.name}.part")
    try:
        with tarfile.open(part, "w:gz") as archive:
            for name in _names(corpus):
                archive.add(corpus / name, arcname=name, recursive=False)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(f"Kan ikke skrive {file}: {error.strerror or error}.") from error
    return sum(1 for _ in _originals(corpus))


def restore(corpus: Path, file: Path) -> int:
    """Bring a backup back into ``corpus`` and return the number of originals that it holds.

    Originals there already stay; the overlay and the record of links are replaced, and those
    before are kept beside them as ``….before``. Nothing is written unless the whole backup is in
    order. Raises UserError.
    """
    try:
        with tarfile.open(file, "r:*") as archive:
            members = {m.name: m for m in archive.getmembers() if _check(m, file)}
            records = {name: _read(archive, members[name]) for name in RECORDS if name in members}
            for name, content in records.items():
                RECORDS[name].model_validate_json(content)
            return _bring_back(corpus, archive, members, records)
    except (OSError, tarfile.TarError, ValueError, EOFError) as error:
        raise UserError(f"{file} er ikke en hel sikkerhedskopi: {error}") from error


def _names(corpus: Path) -> Iterator[str]:
    load_overlay(corpus)  # a backup of a damaged overlay would be no backup
    Originals(corpus).links()
    yield from (name for name in RECORDS if (corpus / name).exists())
    yield from _originals(corpus)


def _originals(corpus: Path) -> Iterator[str]:
    for path in sorted((corpus / "originals").glob("*")):
        if ORIGINAL.fullmatch(name := f"originals/{path.name}"):
            yield name


def _check(member: tarfile.TarInfo, file: Path) -> bool:
    if member.isfile() and (member.name in RECORDS or ORIGINAL.fullmatch(member.name)):
        return True
    raise UserError(f"{file} er ikke en sikkerhedskopi: den indeholder {member.name!r}.")


def _stream(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(member)
    if stream is None:
        raise ValueError(f"{member.name!r} er ingen fil")
    return stream


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    return _stream(archive, member).read()


def _bring_back(
    corpus: Path,
    archive: tarfile.TarFile,
    members: dict[str, tarfile.TarInfo],
    records: dict[str, bytes],
) -> int:
    originals = Originals(corpus)
    wanted = {name: m for name, m in members.items() if name not in RECORDS}
    for name, member in wanted.items():
        if originals.keep(_read(archive, member)) != name.removeprefix("originals/"):
            raise UserError(f"Sikkerhedskopiens {name} er beskadiget; intet katalog er ændret.")
    for name, content in records.items():
        if (corpus / name).exists():
            shutil.copy2(corpus / name, corpus / f"{name}.before")
        write_atomically(corpus / name, content)
    return len(wanted)
