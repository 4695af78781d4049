"""The text of an original: one door, whatever the kind of file and whichever library read it."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue

from indexer.document import ExtractedDocument, Unreadable
from indexer.extraction.formats import media_type_of
from indexer.extraction.limits import PATIENT, PROMPT, Limits
from indexer.extraction.reader import Reader
from search.library.mediatypes import MediaType

__all__ = ["EXTRACTOR_VERSION", "Unreadable", "extract", "extract_many", "media_type_of"]

EXTRACTOR_VERSION = "3"
"""Part of the key of cached texts: changed whenever the same file would give another text."""


def extract(
    path: Path, media_type: MediaType | None = None, limits: Limits = PROMPT
) -> ExtractedDocument:
    """The document in the file, which has no text when the file has none.

    ``media_type`` is judged from the bytes when it is None. Raises Unreadable.
    """
    reader = Reader(limits)
    try:
        return reader.read(path, media_type)
    finally:
        reader.close()


def extract_many(
    paths: Iterable[tuple[Path, MediaType]], limits: Limits = PATIENT
) -> Iterator[tuple[Path, ExtractedDocument | str]]:
    """Extract files over all cores; of one that can't be read, the reason. Each comes when it is
    done, so in any order."""
    wanted = list(paths)
    cores = max(1, min(os.cpu_count() or 1, len(wanted)))
    readers = [Reader(limits) for _ in range(cores)]
    free: SimpleQueue[Reader] = SimpleQueue()
    for reader in readers:
        free.put(reader)

    def one(path: Path, media_type: MediaType) -> ExtractedDocument | str:
        reader = free.get()
        try:
            return reader.read(path, media_type)
        except Unreadable as error:
            return str(error)
        finally:
            free.put(reader)

    with ThreadPoolExecutor(cores) as pool:
        tasks: dict[Future[ExtractedDocument | str], Path] = {
            pool.submit(one, path, media_type): path for path, media_type in wanted
        }
        try:
            for task in as_completed(tasks):
                yield tasks[task], task.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for reader in readers:
                reader.close()
