"""Answers that wait in a file without a name, of which memory holds little."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from weakref import finalize

from flask import Response

MOST_IN_MEMORY = 1 << 18
"""Bytes that wait in memory; what is more waits on the disk."""
AT_ONCE = 1 << 16
"""Bytes taken from a client, or given to it, at once."""


def spool() -> SpooledTemporaryFile[bytes]:
    """A file to write an answer into."""
    return SpooledTemporaryFile(MOST_IN_MEMORY)


def give(response: Response, file: SpooledTemporaryFile[bytes]) -> Response:
    """The response with what the file holds, which is closed when all of it is given."""
    response.content_length = file.tell()
    response.response = _pieces(file)
    response.call_on_close(file.close)
    finalize(response, file.close)  # though nobody takes it
    return response


def _pieces(file: SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(AT_ONCE):
        yield piece
    file.close()
