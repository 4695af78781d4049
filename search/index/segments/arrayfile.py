"""A file of named arrays that is mapped into memory, not read."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

MAGIC = b"MSARRAY2"
ALIGNED = 64
_SIZE = 8
"""Bytes of each of the two numbers after the mark: size and checksum of the header."""

_NUMBERS = (len(MAGIC), len(MAGIC) + _SIZE)
_LEAD = len(MAGIC) + 2 * _SIZE

Arrays = Mapping[str, NDArray[Any]]


class DamagedArrays(Exception):
    """The file is no file of arrays, of another version, or not whole."""


def packed(arrays: Arrays, version: str) -> bytes:
    """The content of a file of one-dimensional arrays with their names."""
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
    header += b" " * (-(_LEAD + len(header)) % ALIGNED)
    lead = MAGIC + b"".join(n.to_bytes(_SIZE, "little") for n in (len(header), crc32(header)))
    return lead + header + body


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
    lead = whole[:_LEAD].tobytes()
    if not lead.startswith(MAGIC):
        raise ValueError("no file of arrays")
    size, sum_ = (int.from_bytes(lead[at : at + _SIZE], "little") for at in _NUMBERS)
    start = _LEAD + size
    header = whole[_LEAD:start].tobytes()
    if crc32(header) != sum_:
        raise ValueError("the header is changed")
    facts = json.loads(header)
    if len(whole) != start + facts["size"]:
        raise ValueError("not whole")
    return facts, whole[start:]
