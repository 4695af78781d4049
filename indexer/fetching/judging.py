"""What counts as the thing that was asked for, and what may replace what we have.

A server that answers 200 may give a login, an error, its front page, or half a file. So a file is
kept only when it can be opened, a page only when it has text of its own, and neither replaces an
earlier original that had far more.
"""

import re
import threading
from urllib.parse import urlsplit

import pypdfium2

from indexer.fetching.deadlinks import Dead
from indexer.fetching.webpage import WebPage
from search.library.mediatypes import MediaType
from search.library.originals import Original

STUB = 300
"""Characters of running text below which a page is a signpost, not a text."""
ERROR_TEXT = 2000
"""Characters below which a page that calls itself an error or a login is one."""
SHRUNK = 0.5
"""A new version with less than this share of the old one's pages or text is not believed."""

ERROR = re.compile(
    r"\b(404|403|50[0-3])\b|\bnot found\b|\b(ikke|kunne ikke) (fundet|findes)\b"
    r"|\bside(n)? (findes ikke|eksisterer ikke)|^(fejl|error)\b|der (opstod|skete) en fejl"
    r"|\blog ?(ind|in)\b|\bsign in\b|adgang nægtet|access denied|\bforbidden\b|just a moment"
    r"|attention required|captcha|under maintenance|lukket for vedligeholdelse",
    re.IGNORECASE,
)

_pdfium = threading.Lock()  # PDFium is not safe to share between threads


def count_pages(content: bytes) -> int:
    """The number of pages of a PDF. Raises Dead when it can't be opened or has none."""
    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(content)
            try:
                count = len(document)
            finally:
                document.close()
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise Dead("filen er låst med en adgangskode" if locked else BROKEN) from error
    if not count:
        raise Dead(BROKEN)
    return count


BROKEN = "filen er en PDF, men kan ikke åbnes"


def check_page(page: WebPage, asked: str, got: str) -> None:
    """Raise Dead when the page that ``got`` gave isn't what the link ``asked`` for."""
    if _is_front(got) and not _is_front(asked):
        raise Dead("viderestiller til forsiden")
    if page.asks_password and len(page.text) < ERROR_TEXT:
        raise Dead("siden kræver login")
    if ERROR.search(page.title) and len(page.text) < ERROR_TEXT:
        raise Dead("svarede med en fejlside")


def _is_front(url: str) -> bool:
    return re.fullmatch(r"/?|/[a-z]{2}/?|/(index|default)\.\w+", urlsplit(url).path) is not None


def check_text(content: bytes) -> None:
    """Raise Dead when a plain text is no text for readers: a word or two, or a program's answer."""
    start = content.lstrip()[:5]
    if len(content) < STUB or start[:1] in (b"{", b"[") or start == b"<?xml":
        raise Dead("svarede med noget, der ikke er en tekst")


def check_replacement(new: Original, content: bytes, old: Original, before: bytes) -> None:
    """Raise Dead when ``new`` with its ``content`` must not replace ``old`` with ``before``."""
    if old.media_type.has_pages and not new.media_type.has_pages:
        raise Dead("svarede med en webside i stedet for filen")
    if new.media_type != old.media_type:
        return
    if new.media_type is MediaType.PDF:
        if _ends(before) and not _ends(content):
            raise Dead("filen er ikke hel")
        shrunk = count_pages(content) < SHRUNK * _pages_before(before)
    else:
        shrunk = (new.characters or new.size) < SHRUNK * (old.characters or old.size)
    if shrunk:
        raise Dead("svarede med en udgave, der er meget kortere end den tidligere")


def _ends(pdf: bytes) -> bool:
    return b"%%EOF" in pdf[-1024:]


def _pages_before(content: bytes) -> int:
    try:
        return count_pages(content)
    except Dead:  # damaged on our disk: anything is better
        return 0
