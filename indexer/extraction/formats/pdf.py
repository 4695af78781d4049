"""PDF."""

import re

from indexer.document import ExtractedDocument
from indexer.extraction.allowance import Allowance
from indexer.extraction.formats.fileformat import HEAD, FileFormat

OBJECT = re.compile(rb"(?<!\d)\d{1,10}\s{1,9}\d{1,5}\s{1,9}obj\b")
END = re.compile(rb"startxref\s{1,9}\d")


class Pdf(FileFormat):
    """PDF, ISO 32000; one whose header is missing is known by its end or
    its first object."""

    def is_signed(self, content: bytes) -> bool:
        return b"%PDF-" in content[:HEAD]

    def is_likely(self, content: bytes) -> bool:
        first = OBJECT.search(content)
        ended = first is not None and content.rfind(b"endobj") > first.end()
        return ended or END.search(content) is not None

    def read(self, content: bytes, allowance: Allowance) -> ExtractedDocument:
        from indexer.extraction.chain import extract_pdf  # noqa: PLC0415 - loads PDFium

        return extract_pdf(content, allowance)
