"""HTML."""

import re

from indexer.document import ExtractedDocument
from indexer.extraction.allowance import Allowance
from indexer.extraction.formats.fileformat import HEAD, FileFormat

TAGS = re.compile(
    rb"<(!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|table|article|main|ul)\b", re.I
)


class Html(FileFormat):
    """HTML, known by a tag near its start, in UTF-16 too."""

    def is_signed(self, content: bytes) -> bool:
        return TAGS.search(content[:HEAD].replace(b"\0", b"")) is not None

    def read(self, content: bytes, allowance: Allowance) -> ExtractedDocument:
        from indexer.extraction.web import extract_html  # noqa: PLC0415 - loads trafilatura

        return extract_html(content)
