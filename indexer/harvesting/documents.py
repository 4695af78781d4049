"""Word documents that list materials, read as the HTML that mammoth makes of them."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from indexer.extraction.formats.package import Package

ZIP = b"PK\x03\x04"
MAIN_PART = "word/document.xml"
MOST_BYTES = 50_000_000
"""Unpacked; a list of materials has a thousandth of that."""


def is_word(content: bytes) -> bool:
    """Whether the bytes are a Word document (ECMA-376)."""
    if not content.startswith(ZIP):
        return False
    try:
        with ZipFile(BytesIO(content)) as archive:
            return MAIN_PART in archive.namelist()
    except (BadZipFile, ValueError, OSError):
        return False


def read_word(content: bytes) -> bytes:
    """The document as HTML; without anything when it can't be read."""
    import mammoth  # noqa: PLC0415 - a tenth of a second, for few lists

    try:
        Package(content).without_doctypes()
        with ZipFile(BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                return b""
        made: str = mammoth.convert_to_html(
            BytesIO(content), convert_image=mammoth.images.img_element(lambda _: {})
        ).value
    except Exception:  # a reader of others' over anybody's file: no list, whatever went wrong
        return b""
    return f"<main>{made}</main>".encode()
