"""What kind of file some bytes are, judged by the bytes alone."""

import re

from search.library.mediatypes import MediaType

HEAD = 4096
TAGS = re.compile(
    rb"<(!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|table|article|main|ul)\b", re.I
)
PDF_PARTS = re.compile(rb"\d+\s+\d+\s+obj\b.*?\bendobj\b|startxref\s+\d+", re.S)
BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


def media_type_of(content: bytes) -> MediaType | None:
    """The media type that the bytes show; None when they are neither PDF, HTML nor text.

    A PDF whose header is missing is known by its objects.
    """
    head = content[:HEAD]
    if b"%PDF-" in head:
        return "application/pdf"
    if TAGS.search(head.replace(b"\0", b"")):
        return "text/html"
    if PDF_PARTS.search(content):
        return "application/pdf"
    if content.strip() and (content.startswith(BOMS) or head == head.translate(None, CONTROLS)):
        return "text/plain"
    return None
