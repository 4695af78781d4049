"""The chain that reads a PDF: PDFium first, qpdf to mend, pypdf as second opinion, then OCR.

PDFium goes first because it was found better than pypdf and faster (``docs/extraction.md``, by
``benchmarks.fidelity`` and ``benchmarks.extraction``). Which one read a page is noted in
``ExtractedPage.extractor``.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2

from indexer.document import ExtractedDocument, Unreadable
from indexer.extraction import pdfium
from indexer.extraction.allowance import Allowance
from indexer.extraction.assembly import assemble_document
from indexer.extraction.coverdates import cover_date
from indexer.extraction.facts import metadata_of, outline_of
from indexer.extraction.opening import mend, open_pdf
from indexer.extraction.quality import is_better, is_doubtful, is_garbled
from indexer.extraction.runs import Line, RawPage, box_of, lines_of
from indexer.extraction.scannedtext import ScannedText, with_words
from indexer.extraction.second import SecondOpinion
from indexer.extraction.tesseract import INSTALL, tesseract

log = logging.getLogger(__name__)


def extract_pdf(content: bytes, allowance: Allowance) -> ExtractedDocument:
    """All pages of the PDF. Raises Unreadable when it is locked or beyond repair."""
    second = SecondOpinion(content)
    opened = open_pdf(content) if allowance.begin("open") else None
    if opened is None:
        return _by_pypdf_alone(second, allowance)
    pdf, content = opened
    pages = list(_read(pdf, second, allowance))
    if not any(page.lines or page.scanned for page in pages) and allowance.begin("mend"):
        mended = mend(content)
        again = open_pdf(mended) if mended else None
        if again and (found := list(_read(again[0], second, allowance))):
            pages = found
    notes = _note_of_unread(len(pdf), len(pages))
    pages, scans, more = _with_ocr(pdf, pages, allowance)
    document = assemble_document(pages, outline_of(pdf))
    said = metadata_of(pdf, document.metadata.language)
    cover = cover_date(document.pages[0].text) if document.pages else None
    return replace(
        document,
        pages=tuple(
            with_words(page, scans[page.number]) if page.number in scans else page
            for page in document.pages
        ),
        metadata=replace(said, date=cover or said.date),
        notes=(*notes, *more),
    )


def _read(
    pdf: pypdfium2.PdfDocument, second: SecondOpinion, allowance: Allowance
) -> Iterator[RawPage]:
    for index in range(len(pdf)):
        if not allowance.may_read():
            return
        yield _page(pdf, index, second, allowance)


def _page(
    pdf: pypdfium2.PdfDocument, index: int, second: SecondOpinion, allowance: Allowance
) -> RawPage:
    """The page as PDFium reads it, or as pypdf does where that shows fewer faults."""
    page = RawPage(index + 1, "", (), (0.0, 0.0, 0.0, 0.0), "pdfium")
    if allowance.begin(f"page {index}"):
        try:
            page = pdfium.read_page(pdf, index)
        except pypdfium2.PdfiumError as error:
            log.info("PDFium can't read page %d: %s", index + 1, error)
    if is_doubtful(page.text) and allowance.begin(f"pypdf {index}"):
        text = second.text(index)
        if is_better(text, page.text):
            page = _typed(page, text, "pypdf")
        if is_garbled(page.text):
            page = replace(page, scanned=True)
    return page


def _typed(page: RawPage, text: str, extractor: str) -> RawPage:
    lines = lines_of(text)
    return replace(page, lines=lines, box=box_of(lines), extractor=extractor, scanned=False, turn=0)


def _by_pypdf_alone(second: SecondOpinion, allowance: Allowance) -> ExtractedDocument:
    pages = []
    for index in range(len(second) if allowance.begin("pypdf") else 0):
        if not allowance.may_read():
            break
        empty = RawPage(index + 1, "", (), (0.0, 0.0, 0.0, 0.0), "pypdf")
        text = second.text(index) if allowance.begin(f"pypdf {index}") else ""
        pages.append(_typed(empty, text, "pypdf"))
    if not pages:
        raise Unreadable("Filen er beskadiget eller ingen hel PDF; hent den igen fra udgiveren.")
    return assemble_document(pages, ())


def _note_of_unread(count: int, read: int) -> tuple[str, ...]:
    if read == count:
        return ()
    return (f"Kun de første {read} af {count} sider er læst; resten tog for lang tid.",)


def _with_ocr(
    pdf: pypdfium2.PdfDocument, pages: list[RawPage], allowance: Allowance
) -> tuple[list[RawPage], dict[int, ScannedText], tuple[str, ...]]:
    """The pages with the scanned ones read by OCR, what it gave by their numbers, and notes on
    those that are not read."""
    scanned = [page.number - 1 for page in pages if page.scanned]
    if not scanned:
        return pages, {}, ()
    if tesseract() is None:
        return (
            pages,
            {},
            (
                f"{_pages(scanned)} uden tekst, der kan læses: skannet, eller med skrifttyper uden "
                f"tegntabel. Det kræver OCR. Installér det: {INSTALL}",
            ),
        )
    from indexer.extraction import ocr  # noqa: PLC0415 - needed by scans only

    read = dict(ocr.read_scans(pdf, scanned, allowance))
    better = {
        page.number: text
        for page in pages
        if (text := read.get(page.number - 1)) and text.lines and _is_better(text.lines, page)
    }
    made = [
        replace(page.as_shown(), lines=better[page.number].lines, extractor="tesseract")
        if page.number in better
        else page
        for page in pages
    ]
    left = [index for index in scanned if index not in read]
    notes = (
        (f"{_pages(left)} skannet og blev ikke læst; OCR fejlede eller tog for lang tid.",)
        if left
        else ()
    )
    return made, better, notes


def _is_better(lines: tuple[Line, ...], page: RawPage) -> bool:
    """Whether what OCR read should stand in place of a page's text; where that is but a stamp on
    it, whether it is the text that the stamp is on."""
    read = replace(page, lines=lines).text
    if not page.lines or is_garbled(page.text):
        return is_better(read, page.text)
    return len(read) > len(page.text) + pdfium.STAMP and not is_doubtful(read)


def _pages(indices: list[int]) -> str:
    """``Side 1, 2 og 3 er`` for pages counted from 0, shortened when they are many."""
    numbers = [str(index + 1) for index in indices]
    if len(numbers) == 1:
        return f"Side {numbers[0]} er"
    if len(numbers) > 6:
        return f"{len(numbers)} sider (den første er side {numbers[0]}) er"
    return f"Side {', '.join(numbers[:-1])} og {numbers[-1]} er"
