"""A file of named arrays that is mapped into memory, not read."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from search.library.files import write_atomically

MAGIC = b"MSARRAYS"
ALIGNED = 64
_SIZE = 8

Arrays = Mapping[str, NDArray[Any]]


class DamagedArrays(Exception):
    """The file is no file of arrays, of another version, or not whole."""


def save(path: Path, arrays: Arrays, version: str) -> None:
    """Write one-dimensional arrays with their names. Raises OSError."""
    places, at, bodies = {}, 0, []
    for name, array in arrays.items():
        content = np.ascontiguousarray(array).tobytes()
        places[name] = [array.dtype.str, len(array), at]
        padding = -len(content) % ALIGNED
        bodies += [content, bytes(padding)]
        at += len(content) + padding
    body = b"".join(bodies)
    facts = {"version": version, "size": at, "crc": crc32(body), "arrays": places}
    header = json.dumps(facts).encode()
    header += b" " * (-(len(MAGIC) + _SIZE + len(header)) % ALIGNED)
    lead = MAGIC + len(header).to_bytes(_SIZE, "little")
    write_atomically(path, lead + header + body)


def load(path: Path, version: str) -> dict[str, NDArray[Any]]:
    """The arrays of a file, read only. Raises DamagedArrays, and OSError when there is no file."""
    try:
        facts, body = _open(path)
        if facts["version"] != version:
            raise ValueError("another version")
        return {
            name: np.frombuffer(body, np.dtype(kind), count, at)
            for name, (kind, count, at) in facts["arrays"].items()
        }
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedArrays(f"{path}: {error}") from error


def is_whole(path: Path) -> bool:
    """Whether a file is as it was written; reads it through. Raises OSError."""
    try:
        facts, body = _open(path)
        return bool(crc32(body.data) == facts["crc"])
    except (ValueError, KeyError, TypeError):
        return False


def _open(path: Path) -> tuple[dict[str, Any], NDArray[np.uint8]]:
    """The header of a file, and what comes after it. Raises ValueError, KeyError and TypeError."""
    whole = np.memmap(path, np.uint8, mode="r") if path.stat().st_size else np.zeros(0, np.uint8)
    lead = len(MAGIC) + _SIZE
    if whole[: len(MAGIC)].tobytes() != MAGIC:
        raise ValueError("no file of arrays")
    start = lead + int.from_bytes(whole[len(MAGIC) : lead].tobytes(), "little")
    facts = json.loads(whole[lead:start].tobytes())
    if len(whole) != start + facts["size"]:
        raise ValueError("not whole")
    return facts, whole[start:]
