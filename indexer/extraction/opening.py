"""Opening a PDF with PDFium, after a repair by qpdf when it is damaged."""

import logging
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO

import pypdfium2
from pypdfium2 import raw

from indexer.document import Unreadable

log = logging.getLogger(__name__)


def open_pdf(content: bytes) -> tuple[pypdfium2.PdfDocument, bytes] | None:
    """The open document and the bytes it is of; None when neither PDFium nor qpdf can open it.

    Raises Unreadable when it asks for a password.
    """
    pdf = _open(content)
    if pdf is None or not len(pdf):
        mended = mend(content)
        if mended is None:
            return (pdf, content) if pdf else None
        content, pdf = mended, _open(mended)
    return (pdf, content) if pdf else None


def mend(content: bytes) -> bytes | None:
    """The file as qpdf writes it anew, without encryption; None when it can't.

    Raises Unreadable when it asks for a password.
    """
    import pikepdf  # noqa: PLC0415 - slow to load, and needed by damaged files only

    mended = BytesIO()
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            pdf.save(mended)
    except pikepdf.PasswordError as error:
        raise Unreadable(
            "Filen er låst med en adgangskode; få en udgave uden, og læg den ind."
        ) from error
    except Exception as error:  # what qpdf and its binding throw at damage is open
        log.info("qpdf can't mend the file: %r", error)
        return None
    return mended.getvalue()


def _open(content: bytes) -> pypdfium2.PdfDocument | None:
    try:
        pdf = pypdfium2.PdfDocument(content)
        if pdf.get_formtype() != raw.FORMTYPE_NONE:
            pdf.init_forms()  # so that filled fields are drawn
    except pypdfium2.PdfiumError as error:
        log.info("PDFium can't open the file: %s", error)
        return None
    return pdf


def joined(parts: Iterable[bytes]) -> tuple[bytes, int]:
    """One PDF with the pages of several, the same each time, and how many gave theirs: what is
    locked or broken doesn't. Raises Unreadable."""
    import pikepdf  # noqa: PLC0415 - slow to load, and needed by damaged files and parts only

    made, whole, taken = BytesIO(), pikepdf.new(), 0
    try:
        for part in parts:
            with suppress(pikepdf.PdfError):
                whole.pages.extend(pikepdf.open(BytesIO(part)).pages)
                taken += 1
        whole.save(made, deterministic_id=True)
    except pikepdf.PdfError as error:
        raise Unreadable("Filens dele kan ikke sættes sammen.") from error
    return made.getvalue(), taken
