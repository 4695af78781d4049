"""Plain text."""

import re

from indexer.document import ExtractedDocument, ExtractedPage, Metadata
from indexer.extraction.allowance import Allowance
from indexer.extraction.formats.fileformat import HEAD, FileFormat
from indexer.extraction.parts import in_parts
from search.library.encoding import decode

BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


class PlainText(FileFormat):
    """Text without control characters near its start, or with a byte order mark; in parts when
    it is long."""

    def is_likely(self, content: bytes) -> bool:
        head = content[:HEAD]
        is_clean = head == head.translate(None, CONTROLS)
        return bool(content.strip()) and (content.startswith(BOMS) or is_clean)

    def read(self, content: bytes, allowance: Allowance) -> ExtractedDocument:
        """Its lines as they are, without control characters."""
        text = re.sub(r"(?<![^\S\n])[^\S\n]*(\r\n?|\f)", "\n", decode(content))
        text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text).strip()
        return ExtractedDocument(Metadata(), in_parts(ExtractedPage(1, "1", text, "text")))
