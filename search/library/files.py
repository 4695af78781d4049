"""Files that are whole or not there, and what is wrong when they can't be had."""

import errno
import fcntl
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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
    errno.EIO: "disken fejler",
    errno.EMFILE: "for mange åbne filer",
    errno.ENFILE: "for mange åbne filer",
}

LEFTOVER_SECONDS = 24 * 3600


def why(error: OSError) -> str:
    """What went wrong with a file, as a Danish phrase."""
    return _WHY.get(error.errno or 0, error.strerror or str(error))


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

    Raises OSError (full disk, no permission); the old file is then untouched, as it is when the
    block raises.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
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
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
