"""The formats that can be read, a class each."""

from indexer.extraction.formats.docx import Docx
from indexer.extraction.formats.epub import Epub
from indexer.extraction.formats.fileformat import FileFormat
from indexer.extraction.formats.html import Html
from indexer.extraction.formats.odt import Odt
from indexer.extraction.formats.pdf import Pdf
from indexer.extraction.formats.plain import PlainText
from indexer.extraction.formats.pptx import Pptx
from indexer.extraction.formats.rtf import Rtf
from indexer.extraction.formats.xlsx import Xlsx
from search.library.mediatypes import MediaType

__all__ = ["FILE_FORMATS", "FileFormat", "is_web_page", "media_type_of"]

FILE_FORMATS: dict[MediaType, FileFormat] = {
    MediaType.DOCX: Docx(),
    MediaType.PPTX: Pptx(),
    MediaType.XLSX: Xlsx(),
    MediaType.ODT: Odt(),
    MediaType.EPUB: Epub(),
    MediaType.RTF: Rtf(),
    MediaType.PDF: Pdf(),
    MediaType.HTML: Html(),
    MediaType.PLAIN: PlainText(),
}
"""In the order in which they are asked whether some bytes are theirs."""


def media_type_of(content: bytes) -> MediaType | None:
    """The media type that the bytes show, and nothing but the bytes; None when no format takes them
    for its own. In the worker only: what is zipped is opened for it, and all of a file is looked
    through."""
    signed = (kind for kind, known in FILE_FORMATS.items() if known.is_signed(content))
    likely = (kind for kind, known in FILE_FORMATS.items() if known.is_likely(content))
    return next(signed, None) or next(likely, None)


def is_web_page(head: bytes) -> bool:
    """Whether a file that begins so is signed as a web page, and as nothing else before."""
    signed = (kind for kind, known in FILE_FORMATS.items() if known.is_signed(head))
    kind = next(signed, None)
    return kind is not None and kind.is_web_page
