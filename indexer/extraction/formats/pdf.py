"""PDF."""

import re

from indexer.document import ExtractedDocument
from indexer.extraction.allowance import Allowance
from indexer.extraction.formats.fileformat import HEAD, FileFormat

PARTS = re.compile(rb"\d+\s+\d+\s+obj\b.*?\bendobj\b|startxref\s+\d+", re.S)


class Pdf(FileFormat):
    """PDF, ISO 32000; one whose header is missing is known by its objects."""

    def is_signed(self, content: bytes) -> bool:
        return b"%PDF-" in content[:HEAD]

    def is_likely(self, content: bytes) -> bool:
        return PARTS.search(content) is not None

    def read(self, content: bytes, allowance: Allowance) -> ExtractedDocument:
        from indexer.extraction.chain import extract_pdf  # noqa: PLC0415 - loads PDFium

        return extract_pdf(content, allowance)
