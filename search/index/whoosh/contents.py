"""The index as Whoosh has it on disk: which segments it has, and what is stored of each page."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from search.index.segments.arrays import SUFFIX
from search.index.whoosh.schema import schema
from search.index.whoosh.segment import Segment
from search.index.whoosh.writing import INDEX_NAME


def whoosh_files(folder: Path) -> list[Path]:
    """Whoosh's files of an index, without the arrays that are derived from them."""
    found = (*folder.glob(f"{INDEX_NAME}_*"), *folder.glob(f"_{INDEX_NAME}_*"))
    return [file for file in found if file.suffix != SUFFIX]


def read_contents(folder: Path) -> Sequence[Segment]:
    """The segments of the index in a folder. Raises any exception for a damaged one."""
    segments: Sequence[Segment] = TOC.read(
        FileStorage(str(folder)), INDEX_NAME, schema=schema()
    ).segments
    return segments


def write_contents(folder: Path, segments: Sequence[Segment]) -> None:
    """Write which segments the index in a folder has."""
    TOC(schema(), list(segments), 1).write(FileStorage(str(folder)), INDEX_NAME)


def clear(folder: Path, segments: Sequence[Segment]) -> None:
    """Remove the files of all other segments, and what Whoosh left."""
    kept = tuple(f"{segment.segment_id()}." for segment in segments)
    for file in folder.glob(f"{INDEX_NAME}_*"):
        if not file.name.startswith(kept):
            file.unlink()
    temporary = folder / f"{INDEX_NAME}.tmp"
    if temporary.exists():
        temporary.rmdir()


class StoredFields:
    """What is stored of each page of an index. Safe to share between threads.

    Opening raises any exception for a damaged index.
    """

    def __init__(self, folder: Path) -> None:
        self._reader: Any = whoosh_index.open_dir(str(folder), schema=schema()).reader()
        finalize(self, self._reader.close)
        self._lock = Lock()
        for segment, _ in self._reader.leaf_readers():
            if segment.doc_count_all():
                segment.stored_fields(0)  # opens the file, which may be cleared away from now on

    def of(self, doc_id: int) -> Mapping[str, Any]:
        """The stored fields of page ``doc_id``, counted over all segments."""
        with self._lock:  # Whoosh seeks in a file that all threads share
            found: Mapping[str, Any] = self._reader.stored_fields(doc_id)
        return found
