"""The text of an original: one door, whatever the kind of file and whichever library read it."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from indexer.document import ExtractedDocument, Unreadable
from indexer.extraction.formats import is_web_page
from indexer.extraction.limits import PATIENT, PROMPT, Limits
from indexer.extraction.reader import Reader, Scanning
from indexer.extraction.tesseract import model_digests, tesseract
from search.library.mediatypes import MediaType

if TYPE_CHECKING:
    from search.library.provenance import Provenance

__all__ = ["Unreadable", "extract", "extract_many", "is_web_page", "provenance"]

NO_READERS = (
    "__init__.py", "archives.py", "confinement.py", "isolation.py", "letters.py", "looking.py",
    "readingprocess.py", "rendering.py", "sight.py", "steps.py", "webaddresses.py", "webpage.py",
)  # fmt: skip
"""Of this folder, what has no say in the text that a file gives. Any other file counts."""
LIBRARIES = (
    "htmldate", "justext", "lxml", "mammoth", "numpy", "openpyxl", "pikepdf", "pypdf",
    "pypdfium2", "python-pptx", "simplemma", "striprtf", "trafilatura", "webencodings",
)  # fmt: skip


def readers() -> list[str]:
    """The files of ours that have a say in texts."""
    from search.library.provenance import files  # noqa: PLC0415 - no reader needs it

    return [
        *files("indexer/extraction/*.py", NO_READERS), *files("indexer/extraction/formats/*.py"),
        "indexer/document.py", "indexer/texts.py", "search/library/dates.py",
        "search/library/dictionary.py", "search/library/encoding.py",
        "search/library/mediatypes.py", "search/library/pagelayout.py",
    ]  # fmt: skip


@cache
def provenance() -> "Provenance":
    """What texts are made with: part of the key under which they are cached."""
    from search.library.provenance import Provenance  # noqa: PLC0415 - no reader needs it

    programs = {"tesseract": tesseract(), **model_digests()}
    return Provenance.of(readers(), LIBRARIES, **programs)


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
    paths: Iterable[tuple[Path, MediaType]],
    limits: Limits = PATIENT,
    scanning: Scanning | None = None,
) -> Iterator[tuple[Path, ExtractedDocument | str]]:
    """Extract files over all cores; of one that can't be read, the reason. Each comes when it is
    done, so in any order. ``scanning`` is told how OCR gets on."""
    wanted = list(paths)
    cores = max(1, min(os.cpu_count() or 1, len(wanted)))
    readers = [Reader(limits, scanning) for _ in range(cores)]
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
