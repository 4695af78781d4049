"""The second opinion: pypdf, opened only when a page needs it."""

import logging
from io import BytesIO
from typing import TYPE_CHECKING

from indexer.extraction.runs import tidy

if TYPE_CHECKING:
    import pypdf

log = logging.getLogger(__name__)


class SecondOpinion:
    """pypdf's reading of the PDF ``content``; whatever it stumbles over is logged and gives ''."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._reader: pypdf.PdfReader | None = None
        self._broken = False

    def __len__(self) -> int:
        """The number of pages; 0 when pypdf can't open the file."""
        try:
            return len(reader.pages) if (reader := self._open()) else 0
        except Exception as error:  # pypdf meets damage with any exception
            log.info("pypdf can't count the pages: %r", error)
            return 0

    def text(self, index: int) -> str:
        """The text of page ``index`` (from 0)."""
        try:
            reader = self._open()
            known = reader is not None and index < len(reader.pages)
            return tidy(reader.pages[index].extract_text()) if reader and known else ""
        except Exception as error:
            log.info("pypdf can't read page %d: %r", index + 1, error)
            return ""

    def _open(self) -> "pypdf.PdfReader | None":
        if self._reader is None and not self._broken:
            try:
                import pypdf  # noqa: PLC0415 - a third of a second that most files don't need

                reader = pypdf.PdfReader(BytesIO(self._content))
                if reader.is_encrypted:
                    reader.decrypt("")
                self._reader = reader
            except Exception as error:
                log.info("pypdf can't open the file: %r", error)
                self._broken = True
        return self._reader
