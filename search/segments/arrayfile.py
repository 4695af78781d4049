"""A file of named arrays that is mapped into memory, not read."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.files import write_atomically

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
        body = np.ascontiguousarray(array).tobytes()
        places[name] = [array.dtype.str, len(array), at]
        padding = -len(body) % ALIGNED
        bodies += [body, bytes(padding)]
        at += len(body) + padding
    header = json.dumps({"version": version, "size": at, "arrays": places}).encode()
    header += b" " * (-(len(MAGIC) + _SIZE + len(header)) % ALIGNED)
    lead = MAGIC + len(header).to_bytes(_SIZE, "little")
    write_atomically(path, b"".join([lead, header, *bodies]))


def load(path: Path, version: str) -> dict[str, NDArray[Any]]:
    """The arrays of a file, read only. Raises DamagedArrays, and OSError when there is no file."""
    whole = np.memmap(path, np.uint8, mode="r") if path.stat().st_size else np.zeros(0, np.uint8)
    try:
        return _views(whole, version)
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedArrays(f"{path}: {error}") from error


def _views(whole: NDArray[np.uint8], version: str) -> dict[str, NDArray[Any]]:
    lead = len(MAGIC) + _SIZE
    if whole[: len(MAGIC)].tobytes() != MAGIC:
        raise ValueError("no file of arrays")
    start = lead + int.from_bytes(whole[len(MAGIC) : lead].tobytes(), "little")
    header = json.loads(whole[lead:start].tobytes())
    if header["version"] != version or len(whole) != start + header["size"]:
        raise ValueError("another version, or not whole")
    return {
        name: np.frombuffer(whole, np.dtype(kind), count, start + at)
        for name, (kind, count, at) in header["arrays"].items()
    }
