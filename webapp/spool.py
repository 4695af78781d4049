"""Answers that wait in a file without a name, of which memory holds little."""

import os
from collections.abc import Iterator
from contextlib import suppress
from io import SEEK_SET, BufferedIOBase, BytesIO
from tempfile import TemporaryFile
from typing import IO
from weakref import finalize

from flask import Response

MOST_IN_MEMORY = 1 << 18
"""Bytes that wait in memory; what is more waits on the disk."""
AT_ONCE = 1 << 16
"""Bytes taken from a client, or given to it, at once."""


class Spool(BufferedIOBase):
    """A file to write an answer into, and to read it from: in memory while it is small, then on the
    disk; in memory again when the disk for temporary files has no room, or is none to write on."""

    def __init__(self) -> None:
        self._file: IO[bytes] = BytesIO()
        self._most: float = MOST_IN_MEMORY

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Write all of it."""
        at = self._file.tell()
        if at + len(data) > self._most:
            self._most = float("inf")
            with suppress(OSError):
                self._go_on_in(TemporaryFile(), at)  # noqa: SIM115 - closed with this
        try:
            self._file.write(data)
            self._file.flush()
        except OSError:
            self._go_on_in(BytesIO(), at)
            self._file.write(data)
        return len(data)

    def _go_on_in(self, other: IO[bytes], at: int) -> None:
        """Bring what there is into ``other``; where that has no room, stay."""
        before = self._file
        if isinstance(before, BytesIO):
            had = before.getvalue()
        else:  # what could not be written stands between a read and the disk
            had = os.pread(before.fileno(), os.fstat(before.fileno()).st_size, 0)
        try:
            other.write(had)
            other.flush()
        except OSError:
            _let_go(other)
            raise
        other.seek(at)
        self._file = other
        _let_go(before)

    def read(self, size: int | None = -1) -> bytes:
        """As a file does."""
        return self._file.read(-1 if size is None else size)

    def tell(self) -> int:
        """As a file does."""
        return self._file.tell()

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        """As a file does."""
        return self._file.seek(offset, whence)

    def readable(self) -> bool:
        """It is."""
        return True

    def writable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def close(self) -> None:
        """Free what it holds."""
        if not self.closed:
            super().close()
            _let_go(self._file)


def _let_go(file: IO[bytes]) -> None:
    with suppress(OSError):  # it tries once more to write what the disk has no room for
        file.close()


def give(response: Response, file: Spool) -> Response:
    """The response with what the file holds, which is closed when all of it is given."""
    response.content_length = file.tell()
    response.response = _pieces(file)
    response.call_on_close(file.close)
    finalize(response, file.close)  # though nobody takes it
    return response


def _pieces(file: Spool) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(AT_ONCE):
        yield piece
    file.close()
