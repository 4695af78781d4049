"""The index on disk: generations, of which one is current.

Below the index folder each generation is a folder with a whole Whoosh index and its manifest;
the file ``CURRENT`` names the one that is served. A writer makes the next generation beside it
(segments never change, so those kept are hard links) and switches by one atomic rename: a crash
at any moment leaves the old generation or the new one. Writers exclude each other by ``flock``.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError
from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from search.errors import IndexUnavailable, UserError
from search.files import write_atomically
from search.generation import GenerationWriter
from search.manifest import MANIFEST, Manifest
from search.schema import SCHEMA_VERSION, schema
from search.segments.writing import INDEX_NAME

CURRENT = "CURRENT"
PREFIX = "generation-"
KEPT = 2
"""Generations kept: the current one, and the one before for readers that are about to open it."""


class IndexStore:
    """The generations below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def generation(self) -> str:
        """The name of the current generation. Raises IndexUnavailable when there is none."""
        try:
            name = (self.folder / CURRENT).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise IndexUnavailable(
                f"Der er intet indeks i {self.folder}. Kør »mentorsoeg update« først."
            ) from None
        except OSError as error:
            raise IndexUnavailable(f"Indekset i {self.folder} kan ikke læses: {error}") from error
        if not name.startswith(PREFIX) or not name.removeprefix(PREFIX).isdigit():
            raise IndexUnavailable(_broken(self.folder, f"{CURRENT} nævner {name[:40]!r}"))
        return name

    def path(self, generation: str) -> Path:
        """The folder of that generation."""
        return self.folder / generation

    def manifest(self, generation: str | None = None) -> Manifest:
        """The manifest of a generation, else of the current one. Raises IndexUnavailable."""
        file = self.path(generation or self.generation()) / MANIFEST
        try:
            return Manifest.model_validate_json(file.read_bytes())
        except (OSError, ValidationError) as error:
            raise IndexUnavailable(_broken(self.folder, error)) from error

    def open(self, generation: str) -> FileIndex:
        """Open that generation's Whoosh index. Raises IndexUnavailable when it is of another
        schema or can't be opened."""
        if (found := self.manifest(generation).schema_version) != SCHEMA_VERSION:
            raise IndexUnavailable(
                f"Indekset i {self.folder} er lavet af en anden version ({found}, ikke "
                f"{SCHEMA_VERSION}). Kør »mentorsoeg index«."
            )
        try:
            return whoosh_index.open_dir(str(self.path(generation)), schema=schema())
        except Exception as error:  # Whoosh meets a damaged file with any exception
            raise IndexUnavailable(_broken(self.folder, error)) from error

    @contextmanager
    def writing(self, *, rebuild: bool = False) -> Iterator[GenerationWriter]:
        """Make the next generation: from the current one, or from nothing with ``rebuild`` or when
        the current one is of another schema. Leaving the block switches to it, unless nothing was
        changed; an exception leaves the current one. Raises UserError when another process writes,
        or the disk is full or read-only.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._lock():
                yield from self._write(rebuild)
        except OSError as error:
            raise UserError(
                f"Kan ikke skrive indekset i {self.folder}: {error.strerror or error}. "
                "Det gamle indeks er urørt."
            ) from error

    def _write(self, rebuild: bool) -> Iterator[GenerationWriter]:
        old = None if rebuild else self._base()
        target = self._next()
        try:
            segments: Sequence[W3Segment] = ()
            manifest = Manifest()
            if old is not None:
                manifest = self.manifest()
                segments = _link_segments(old, target)
            generation = GenerationWriter(target, segments, manifest)
            generation.changed = old is None
            try:
                yield generation
                if generation.changed:
                    generation.finish()
            finally:
                generation.close()
            if generation.changed:
                self._switch(target, manifest)
            else:
                shutil.rmtree(target)
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise

    def _base(self) -> Path | None:
        try:
            if self.manifest().schema_version == SCHEMA_VERSION:
                return self.path(self.generation())
        except IndexUnavailable:
            pass
        return None

    def _next(self) -> Path:
        """Make the folder of the next generation, after clearing what a crash left."""
        try:
            current = int(self.generation().removeprefix(PREFIX))
        except IndexUnavailable:
            current = 0
        target = self.path(f"{PREFIX}{current + 1:06}")
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        return target

    def _switch(self, target: Path, manifest: Manifest) -> None:
        dated = manifest.model_copy(
            update={"created": datetime.now(UTC).isoformat(timespec="seconds")}
        )
        write_atomically(target / MANIFEST, dated.model_dump_json(indent=1).encode())
        _sync(target)
        write_atomically(self.folder / CURRENT, target.name.encode() + b"\n")
        self._clean(target.name)

    def _clean(self, current: str) -> None:
        older = sorted(p for p in self.folder.glob(f"{PREFIX}*") if p.name < current)
        for stale in older[: -(KEPT - 1)]:
            shutil.rmtree(stale, ignore_errors=True)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UserError(
                    f"En anden kørsel skriver allerede i {self.folder}. Prøv igen om lidt."
                ) from None
            yield


def _broken(folder: Path, why: object) -> str:
    return (
        f"Indekset i {folder} er beskadiget ({why}). "
        "Kør »mentorsoeg index --rebuild«; originaler og tekster er der stadig."
    )


def _link_segments(old: Path, new: Path) -> Sequence[W3Segment]:
    """Put the files of a generation's segments into another folder too; give the segments."""
    segments: Sequence[W3Segment] = TOC.read(FileStorage(str(old)), INDEX_NAME).segments
    names = tuple(f"{segment.segment_id()}." for segment in segments)
    for file in old.iterdir():
        if file.name.startswith(names):
            os.link(file, new / file.name)
    return segments


def _sync(folder: Path) -> None:
    """Bring the folder's files to the disk before the switch names them."""
    for file in (*folder.iterdir(), folder):
        handle = os.open(file, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
