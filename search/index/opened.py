"""A generation of the index, open for reading."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import SegmentArrays
from search.index.whoosh.contents import StoredFields, read_contents
from search.index.whoosh.segment import alive_pages, arrays_of_all


@dataclass(frozen=True)
class OpenIndex:
    """The arrays of each of its ``segments``, which of their pages are ``alive`` (not deleted), and
    what is stored of each page."""

    segments: tuple[SegmentArrays, ...]
    alive: tuple[NDArray[np.bool_], ...]
    stored: StoredFields


def open_index(folder: Path, *, maker: str = "") -> OpenIndex:
    """Open the generation in a folder; ``maker`` is the program that opens it, where another made
    it, for its own arrays. Raises any exception for a damaged one."""
    segments = read_contents(folder)
    return OpenIndex(
        tuple(arrays_of_all(folder, segments, maker=maker)),
        tuple(map(alive_pages, segments)),
        StoredFields(folder),
    )
