"""Where a reader finds the original, and what is known of each link, in words."""

from dataclasses import dataclass

from search import source_url
from search.library.originals import LinkBook, LinkState, Original
from search.library.record import SUMMARY_PAGE, MaterialRecord
from webapp.drawing.danish import danish_date


@dataclass(frozen=True)
class Whereabouts:
    """The way to an original: ``url`` at its source (``dead`` when it didn't answer the last time),
    and ``copy``, our own stored copy; each at the page asked for, None when there is none. For a
    file that staff put in, ``url`` is the material's first address, without page."""

    url: str | None
    dead: bool
    copy: str | None


def whereabouts(
    record: MaterialRecord, number: int, book: LinkBook, *, copies: bool = True
) -> Whereabouts:
    """The way to page ``number`` of the original; ``copies`` tells whether ours may be shown."""
    url = source_url(record, number, copies=copies)
    if url and not url.startswith(("http://", "https://")):
        url = next(iter(record.material.web_links), None)
    original = record.original
    material = record.material
    states = [s for each in material.links if (s := book.state(each, material.id))]
    state = next(
        (s for s in states if s.original and s.original == original),
        book.state(url or "", material.id),
    )
    copy = f"/original/{original.sha256}" if original and copies else None
    if copy and original and original.media_type.has_pages and number != SUMMARY_PAGE:
        copy += f"#page={number}"
    return Whereabouts(url, bool(state and state.reason), copy)


def link_states(record: MaterialRecord, book: LinkBook) -> list[tuple[str, str]]:
    """Each link of the material with its state in words."""
    material = record.material
    return [(url, in_words(book.state(url, material.id))) for url in material.web_links]


def in_words(state: LinkState | None) -> str:
    """What is known of a link."""
    if state is None:
        return "ikke prøvet endnu"
    original, checked = state.original, danish_date(state.checked)
    if original and original.archived:
        return f"findes kun i Internetarkivet, {danish_date(original.archived)}"
    if state.reason is None:
        lesser = f": {original.role or original.doubt}" if original and _is_lesser(original) else ""
        return f"svarede {checked}{lesser}"
    if original:
        copied = danish_date(original.fetched)
        return f"gav ingen tekst: {state.reason} (prøvet {checked}); vi har en kopi fra {copied}"
    return f"gav ingen tekst: {state.reason} (prøvet {checked})"


def _is_lesser(original: Original) -> bool:
    return bool(original.role or original.doubt)
