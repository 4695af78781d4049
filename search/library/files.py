"""Files that are whole or not there, and what is wrong when they can't be had."""

import errno
import fcntl
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

_WHY = {
    errno.ENOSPC: "disken er fuld",
    errno.EDQUOT: "kvoten er brugt op",
    errno.EFBIG: "filen må ikke blive så stor",
    errno.EROFS: "disken kan kun læses",
    errno.EACCES: "det er der ikke rettigheder til",
    errno.EPERM: "det er der ikke rettigheder til",
    errno.ENOENT: "filen er der ikke",
    errno.ENOTDIR: "det er ingen mappe",
    errno.EISDIR: "det er en mappe",
    errno.EEXIST: "det er der allerede",
    errno.ELOOP: "det er et link i ring",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ESTALE: "disken er der ikke",
    errno.ENOTCONN: "disken er der ikke",
    errno.EIO: "disken fejler",
    errno.EMFILE: "for mange åbne filer",
    errno.ENFILE: "for mange åbne filer",
}

LEFTOVER_SECONDS = 24 * 3600
BLOCK = 4096
"""Bytes: what any file takes of a disk."""


def why(error: OSError) -> str:
    """What went wrong with a file, as a Danish phrase."""
    return _WHY.get(error.errno or 0, error.strerror or str(error))


def open_file(path: Path) -> IO[bytes]:
    """A file to read that lies on a disk. Raises OSError, and at once for what is no such file: a
    folder, a device, a pipe that waits for who writes into it."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise OSError(errno.EISDIR if stat.S_ISDIR(mode) else 0, "det er ingen almindelig fil")
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")


def read_file(path: Path, most: int) -> bytes:
    """The content of a file on a disk of up to ``most`` bytes. Raises OSError, as ``open_file``
    does and for a larger one, however it came to be so large."""
    with open_file(path) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(0, f"filen er større end {most / 1_000_000:g} MB")
    return content


def memory_file() -> IO[bytes]:
    """A file without a name, to write and read: in memory where the system has such (Linux), so
    that a full disk doesn't matter. Raises OSError."""
    if sys.platform == "linux":
        return os.fdopen(os.memfd_create("mentorsoeg"), "w+b")
    return tempfile.TemporaryFile()


def write_atomically(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write ``content``, whole or in pieces, as ``replacing`` does; makes the folder when it is
    missing. Raises OSError, and what the pieces raise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.writelines([content] if isinstance(content, bytes) else content)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write, which becomes ``path`` when the block ends well: a reader, or a crash, sees
    the old file or the new.

    Raises OSError (full disk, no permission), which names the folder; the old file is then
    untouched, as it is when the block raises.
    """
    with _told_of(path.parent, prefix := f".{path.name}."):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=prefix)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
            sync(path.parent)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


@contextmanager
def _told_of(folder: Path, ours: str) -> Iterator[None]:
    """Where an OSError that names no file, or one that only we know, which begins with ``ours``,
    names the folder that it lies in."""
    try:
        yield
    except OSError as error:
        if error.filename is None or Path(str(error.filename)).name.startswith(ours):
            error.filename = str(folder)
        raise


def try_writing(folder: Path) -> None:
    """Raise the OSError that one meets who writes a file into ``folder``; nothing of the try
    stays."""
    with tempfile.TemporaryFile(dir=folder) as file:  # where the system can, without a name
        file.write(bytes(BLOCK))
        file.flush()
        os.fsync(file.fileno())


def leftovers(folder: Path) -> list[Path]:
    """What ``replacing`` left in ``folder`` when it was killed, long enough ago that nobody
    writes it still."""
    old = time.time() - LEFTOVER_SECONDS
    return [file for file in folder.glob(".?*.????????") if file.stat().st_mtime < old]


def sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the lock file ``path``, against other processes and threads. It goes with the process,
    also when that is killed.

    Raises BlockingIOError when another holds it and ``wait`` is False, and OSError.
    """
    with ExitStack() as stack:
        with _told_of(path.parent, path.name):
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = stack.enter_context(path.open("w"))
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
