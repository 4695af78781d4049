"""The index on disk: generations, of which one is current.

Below the index folder each generation is a folder with a whole Whoosh index and its manifest;
the file ``CURRENT`` names the one that is served. A writer makes the next generation beside it
(segments never change, so those kept are hard links) and switches by one atomic rename: a crash
at any moment leaves the old generation or the new one. Writers exclude each other by ``flock``.
"""

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from search.index.checksums import Checksum, Damaged, check, check_sizes, checksums
from search.index.generation import GenerationWriter
from search.index.making import keys_provenance, provenances
from search.index.manifest import MANIFEST, NUMBERED, REMEDY, Came, Manifest
from search.index.opened import OpenIndex, open_index
from search.index.segments import arrayfile
from search.index.segments.arrays import SUFFIX
from search.index.whoosh.contents import read_contents, whoosh_files
from search.index.whoosh.segment import Segment, arrays_of_all
from search.library.errors import IndexDamaged, IndexUnavailable, UserError
from search.library.files import locked, sync, why, write_atomically
from search.library.provenance import Provenance

CURRENT = "CURRENT"
NAME = re.compile(r"generation-([0-9]{6,12})(-[0-9a-f]{6})?")
"""A number that counts up, and a mark of chance: the name of a generation never comes again, also
when the folder was emptied meanwhile, so a reader sees by the name alone that there is another."""
QUICKLY_READ = 1 << 28
"""Bytes that are read through in an eighth of a second."""
KEPT = 2
"""Generations kept: the current one, and the one before for readers that are about to open it."""


class IndexStore:
    """The generations below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def generation(self) -> str:
        """The name of the current generation. Raises IndexUnavailable when there is none."""
        try:
            name = (self.folder / CURRENT).read_bytes().decode("ascii", "replace").strip()
        except FileNotFoundError:
            raise IndexUnavailable(
                f"Der er intet indeks i {self.folder}. Kør »mentorsoeg update« først."
            ) from None
        except OSError as error:
            raise IndexUnavailable(
                f"Indekset i {self.folder} kan ikke læses: {why(error)}."
            ) from error
        if not NAME.fullmatch(name):
            raise self.damaged(f"{CURRENT} nævner {name[:40]!r}")
        return name

    def kept(self) -> list[str]:
        """The names of all generations that are there, whole or not, the latest first."""
        return [path.name for path in reversed(self._generations())]

    def path(self, generation: str) -> Path:
        """The folder of that generation."""
        return self.folder / generation

    def manifest(self, generation: str | None = None) -> Manifest:
        """The manifest of a generation, else of the current one. Raises IndexUnavailable."""
        file = self.path(generation or self.generation()) / MANIFEST
        try:
            return Manifest.model_validate_json(file.read_bytes())
        except OSError as error:
            raise self.damaged(f"{MANIFEST}: {why(error)}") from error
        except ValidationError as error:
            raise self.damaged(f"{MANIFEST} kan ikke forstås") from error

    def age(self, made_with: Mapping[str, Provenance]) -> str:
        """What of the current generation this program would make otherwise, as a Danish sentence;
        '' when nothing. ``made_with`` as in ``writing``. Raises IndexUnavailable."""
        return self.manifest().age({**provenances(), **made_with})

    def open(self, generation: str, *, verified_later: bool = False) -> OpenIndex:
        """Open that generation, after reading it through; when that is done later, it is only
        measured. One that another version made is opened if it can be. Raises
        IndexUnavailable when it is damaged or can't be opened."""
        manifest = self.manifest(generation)
        if manifest.schema_version != NUMBERED:
            age = manifest.age(provenances())
            raise IndexUnavailable(f"{age} Det ligger i {self.folder}. {REMEDY}")
        if verified_later:
            self._measure(generation, manifest)
        else:
            self.verify(generation)
        try:
            # an older program, still running, must leave no arrays by its own rules for others
            ours = keys_provenance()
            maker = "" if manifest.made_with.get("keys") == ours else ours.digest
            return open_index(self.path(generation), maker=maker)
        except Exception as error:  # Whoosh meets a damaged file with any exception
            raise self.unreadable(generation, error) from error

    def verify(self, generation: str) -> bool:
        """Read the generation through, and raise IndexUnavailable unless it is as it was written;
        whether what is open of it is so, too: damaged arrays are thrown away, and made again when
        it is opened the next time.

        Takes as long as reading the index from the disk, and half a second of CPU for a GB.
        """
        try:
            check(self.path(generation), self.manifest(generation).files)
            arrays = list(self.path(generation).glob(f"*{SUFFIX}"))
            damaged = [file for file in arrays if not arrayfile.is_whole(file)]
            for file in damaged:
                file.unlink()
        except (OSError, Damaged) as error:
            raise self.damaged(error) from error
        return not damaged

    def _measure(self, generation: str, manifest: Manifest) -> None:
        try:
            check_sizes(self.path(generation), manifest.files)
        except (OSError, Damaged) as error:
            raise self.damaged(error) from error

    def is_large(self, generation: str) -> bool:
        """Whether reading a generation through takes longer than one waits for an answer."""
        try:
            files = self.path(generation).iterdir()
            return sum(file.stat().st_size for file in files) > QUICKLY_READ
        except OSError as error:
            raise self.damaged(error) from error

    def damaged(self, reason: object) -> IndexDamaged:
        """The error for an index that is there but can't be used, and why."""
        told = why(reason) if isinstance(reason, OSError) else reason
        return IndexDamaged(
            f"Indekset i {self.folder} er beskadiget ({told}). "
            "Kør »mentorsoeg index --rebuild«; originaler og tekster er der stadig."
        )

    def unreadable(self, generation: str, reason: object) -> IndexUnavailable:
        """The error for a generation that is whole but can't be opened, and why: its age, if it is
        of another version, else damage."""
        if not (age := self.manifest(generation).age(provenances())):
            return self.damaged(reason)
        return IndexUnavailable(
            f"{age} Det ligger i {self.folder} og kan ikke læses mere. {REMEDY}"
        )

    @contextmanager
    def writing(
        self,
        *,
        rebuild: bool = False,
        made_with: Mapping[str, Provenance] | None = None,
        waiting: Callable[[], object] | None = None,
    ) -> Iterator[GenerationWriter]:
        """Make the next generation: from the current one, or from nothing with ``rebuild`` or when
        the current one is damaged or its postings are made with something else; when only its keys
        are, its arrays are made again. ``made_with`` tells what the texts are made with. Leaving
        the block switches to it, unless nothing was changed; an exception leaves the current one.
        When another process writes, ``waiting`` is called and its end awaited. Raises UserError
        when there is no ``waiting``, and when the disk is full or read-only.
        """
        try:
            with self._alone(waiting):
                yield from self._write(rebuild, {**provenances(), **(made_with or {})})
        except OSError as error:
            raise UserError(
                f"Kan ikke skrive indekset i {self.folder}: {why(error)}. Det gamle indeks er "
                "urørt."
            ) from error

    @contextmanager
    def _alone(self, waiting: Callable[[], object] | None) -> Iterator[None]:
        with ExitStack() as stack:
            try:
                stack.enter_context(locked(self.folder / "lock", wait=False))
            except BlockingIOError:
                if waiting is None:
                    raise UserError(
                        f"En anden kørsel skriver allerede i {self.folder}. Prøv igen om lidt."
                    ) from None
                waiting()
                stack.enter_context(locked(self.folder / "lock"))
            yield

    def _write(self, rebuild: bool, made_with: dict[str, Provenance]) -> Iterator[GenerationWriter]:
        old, renewal = (None, "") if rebuild else self._base(made_with)
        target = self._next()
        try:
            segments: Sequence[Segment] = ()
            before = Manifest() if old is None else self.manifest(old)
            if old is not None:
                same = before.made_with.get("keys") == made_with["keys"]
                segments = _link_segments(self.path(old), target, arrays=same)
                if not same:
                    arrays_of_all(target, segments)
            manifest = before.next(made_with, self._came())
            generation = GenerationWriter(target, segments, manifest, renewal)
            generation.changed |= old is None
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

    def _base(self, made_with: Mapping[str, Provenance]) -> tuple[str | None, str]:
        """The generation to go on from, None when that can't be done; and what is wrong with it."""
        if not (self.folder / CURRENT).exists():
            return None, ""
        try:
            name = self.generation()
            usable, renewal = self.manifest(name).renewal(made_with, ["postings"])
            if usable:
                self.verify(name)
        except IndexUnavailable as error:
            return None, str(error)
        return name if usable else None, renewal

    def _came(self) -> Came:
        """What came when, by the current generation; nothing when it can't be read."""
        try:
            return self.manifest().known()
        except IndexUnavailable:
            return {}

    def _next(self) -> Path:
        """Make the folder of the next generation, after clearing what a crash left."""
        with suppress(IndexUnavailable):  # then one of the generations may be whole: leave them all
            self._clean(self.generation())
        last = max(map(_number, self._generations()), default=0)
        target = self.path(f"generation-{last + 1:06}-{secrets.token_hex(3)}")
        target.mkdir()
        return target

    def _switch(self, target: Path, manifest: Manifest) -> None:
        dated = manifest.dated(
            datetime.now(UTC).isoformat(timespec="milliseconds"),
            checksums(whoosh_files(target), _segments_of(manifest)),
        )
        for file in target.iterdir():
            sync(file)
        write_atomically(target / MANIFEST, dated.sealed())
        write_atomically(self.folder / CURRENT, target.name.encode() + b"\n")
        self._clean(target.name)

    def _generations(self) -> list[Path]:
        """The folders of all generations, whole or not, the oldest first."""
        found = (path for path in self.folder.iterdir() if NAME.fullmatch(path.name))
        return sorted(found, key=_number)

    def _clean(self, current: str) -> None:
        """Remove all generations but the current one and the one before, and half-made files."""
        older = [p for p in self._generations() if _number(p) < _number(self.path(current))]
        kept = {current, *(path.name for path in older[-(KEPT - 1) :])}
        for path in self._generations():
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)
        for file in self.folder.glob(f".{CURRENT}.*"):
            file.unlink(missing_ok=True)


def _number(generation: Path) -> int:
    return int(generation.name.split("-")[1])


def _segments_of(manifest: Manifest) -> dict[str, Checksum]:
    """The checksums of files that never change: all but the table of contents."""
    return {name: known for name, known in manifest.files.items() if not name.endswith(".toc")}


def _link_segments(old: Path, new: Path, *, arrays: bool) -> Sequence[Segment]:
    """Put the files of a generation's segments into another folder too, with or without the arrays;
    give the segments."""
    segments: Sequence[Segment] = read_contents(old)
    names = tuple(f"{segment.segment_id()}." for segment in segments)
    for file in old.iterdir():
        if file.name.startswith(names) and (arrays or file.suffix != SUFFIX):
            try:
                os.link(file, new / file.name)
            except OSError:  # a file system without hard links
                shutil.copyfile(file, new / file.name)
    return segments
