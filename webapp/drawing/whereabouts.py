"""Where a reader finds the original, and what is known of each link, in words."""

from dataclasses import dataclass

from search.library.originals import LinkBook, LinkState
from search.library.record import SUMMARY_PAGE, MaterialRecord
from webapp.drawing.danish import date


@dataclass(frozen=True)
class Source:
    """The way to an original: ``url`` at its source (``dead`` when it didn't answer the last time),
    and ``copy``, our own stored copy; each at the page asked for, None when there is none."""

    url: str | None
    dead: bool
    copy: str | None


def source(record: MaterialRecord, number: int, book: LinkBook) -> Source:
    """The way to page ``number`` of the original."""
    url = record.source_url(number)
    if url and not url.startswith(("http://", "https://")):
        url = None
    original = record.original
    states = filter(None, map(book.links.get, record.material.links))
    state = next((s for s in states if s.original and s.original == original), None)
    copy = f"/original/{original.sha256}" if original else None
    if copy and original and original.media_type.has_pages and number != SUMMARY_PAGE:
        copy += f"#page={number}"
    return Source(url, bool(state and state.reason), copy)


def sources(record: MaterialRecord, book: LinkBook) -> list[tuple[str, str]]:
    """Each link of the material with its state in words."""
    return [(url, in_words(book.links.get(url))) for url in record.material.web_links]


def in_words(state: LinkState | None) -> str:
    """What is known of a link."""
    if state is None:
        return "ikke prøvet endnu"
    original, checked = state.original, date(state.checked)
    if original and original.archived:
        return f"findes kun i Internetarkivet, {date(original.archived)}"
    if state.reason is None:
        return f"svarede {checked}"
    if original:
        return (
            f"svarer ikke ({state.reason}, {checked}); vi har en kopi fra {date(original.fetched)}"
        )
    return f"gav ingen tekst: {state.reason} (prøvet {checked})"
