"""Which reader a file gets. Runs inside the worker process."""

from importlib import import_module
from pathlib import Path

from indexer.document import ExtractedDocument, Unreadable
from indexer.extraction.allowance import Allowance
from indexer.extraction.media import media_type_of
from search.library.mediatypes import MediaType


def read(path: Path, media_type: MediaType | None, allowance: Allowance) -> ExtractedDocument:
    """The document in the file. Raises Unreadable, and MemoryError.

    Each reader is imported when the first file of its kind comes: they take half a second to load,
    and most runs need one of them.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(f"{path} findes ikke.") from error
    except OSError as error:
        raise Unreadable(f"{path} kan ikke læses: {error.strerror}.") from error
    if not content:
        raise Unreadable("Filen er tom.")
    media_type = media_type or media_type_of(content)
    document: ExtractedDocument
    if media_type == "application/pdf":
        document = import_module("indexer.extraction.pdf").extract_pdf(content, allowance)
    elif media_type == "text/html":
        document = import_module("indexer.extraction.web").extract_html(content)
    elif media_type == "text/plain":
        document = import_module("indexer.extraction.plain").extract_plain(content)
    else:
        raise Unreadable("Filen er hverken PDF, HTML eller tekst.")
    return document
