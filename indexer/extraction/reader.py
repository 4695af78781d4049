"""Reading files in a worker process, again where a step broke it."""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from indexer.document import ExtractedDocument, ExtractedPage, Metadata, Unreadable
from indexer.extraction.isolation import Broken, Sandbox
from indexer.extraction.limits import Limits
from indexer.extraction.steps import START, scanned_pages
from search.library.mediatypes import MediaType
from search.library.pagelayout import PageLayout

log = logging.getLogger(__name__)

Scanning = Callable[[Path, int, int], None]
"""Told (the file, how many of its scanned pages OCR has read, of how many), in any thread."""
RETRIES = 4
LEAST = 2.0
"""Seconds: with less left, a file is not tried again."""


class Reader:
    """Reads files one after another.

    A worker that dies or falls silent is replaced, and the file tried again without the step that
    it did not survive: one page that PDFium breaks down over is then read by pypdf. ``scanning`` is
    told how OCR gets on.
    """

    def __init__(self, limits: Limits, scanning: Scanning | None = None) -> None:
        self._worker = Sandbox(limits, self._tell)
        self._scanning, self._path = scanning, Path()

    def _tell(self, step: str) -> None:
        if self._scanning and (pages := scanned_pages(step)):
            self._scanning(self._path, *pages)

    def read(self, path: Path, media_type: MediaType | None) -> ExtractedDocument:
        """The document in the file. Raises Unreadable, also for a file that breaks its reader."""
        self._path, start = path, time.monotonic()
        skip: list[str] = []
        while True:
            spent = time.monotonic() - start
            try:
                made = self._worker.ask(
                    "read", path, {"media_type": media_type, "skip": skip}, spent
                )
                return _document(made)
            except Broken as broken:
                if self._worker.closed:
                    raise Unreadable(str(broken)) from broken
                step = self._worker.step
                late = time.monotonic() - start > self._worker.limits.total - LEAST
                if late or step in ("", START) or len(skip) == RETRIES:
                    raise Unreadable(str(broken)) from broken
                log.warning("%s: %s Den læses på en anden måde.", path, broken)
                skip.append(step)

    def close(self) -> None:
        """End the worker, whatever it is doing."""
        self._worker.close()


def _structure(page: Any) -> dict[str, Any]:
    return {"headings": tuple(page["headings"]), "layout": PageLayout.of(page["layout"])}


def _document(made: Any) -> ExtractedDocument:
    """The document that the worker made, from its JSON. Raises Unreadable when it is none."""
    try:
        return ExtractedDocument(
            Metadata(**made["metadata"]),
            tuple(ExtractedPage(**page | _structure(page)) for page in made["pages"]),
            outline=tuple((str(title), int(number)) for title, number in made["outline"]),
            notes=tuple(made["notes"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable("Filen forstyrrede sin læser.") from error
