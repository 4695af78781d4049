"""Atom feeds of materials (RFC 4287)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from feedgen.feed import FeedGenerator
from markupsafe import Markup

from search.library.record import MaterialRecord
from search.library.visible import one_line, visible
from webapp.exports.excerpts import PageExcerpt
from webapp.exports.references.text import SCANNED, reference

ATOM = "application/atom+xml; charset=utf-8"
MOST_ENTRIES = 50


@dataclass(frozen=True)
class FeedEntry:
    """A material, with pages of it and when it came into the index; '' when that isn't known."""

    record: MaterialRecord
    excerpts: tuple[PageExcerpt, ...] = ()
    came: str = ""

    @property
    def updated(self) -> datetime:
        """When the reader got something new: when it came; else when the text was fetched; without
        text when it was published, as precisely as known."""
        return _moment(self.came) if self.came else self.dated

    @property
    def dated(self) -> datetime:
        """The same by the material alone."""
        if self.record.original:
            return _moment(self.record.original.fetched)
        parts = [int(part) for part in (self.record.material.published or "1970").split("-")]
        year, month, day = (*parts, 1, 1)[:3]
        return datetime(year, month, day, tzinfo=UTC)


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def atom(  # noqa: PLR0913 - what a feed says of itself
    title: str,
    entries: Iterable[FeedEntry],
    *,
    address: str,
    own_address: str,
    base: str,
    made: datetime,
    note: str = "",
) -> bytes:
    """The feed of the newest of ``entries``, which are pages below ``base``.

    ``address`` is the page that the feed follows, ``own_address`` the feed's; ``made`` is when an
    empty one changed, ``note`` is told beside the title.
    """
    feed = FeedGenerator()
    feed.id(address)
    feed.title(one_line(title))
    feed.language("da")
    feed.subtitle(note or None)
    feed.link(href=address, rel="alternate")
    feed.link(href=own_address, rel="self")
    feed.author(name="Mentorsøg")
    shown = newest(entries)
    feed.updated(shown[0].updated if shown else made)
    for entry in shown:
        _add(feed, entry, base)
    written: bytes = feed.atom_str(pretty=True)
    return written


def newest(entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    """The entries that a feed has, the newest first."""
    by_time = sorted(entries, key=lambda entry: (entry.updated, entry.dated), reverse=True)
    return by_time[:MOST_ENTRIES]


def _add(feed: FeedGenerator, given: FeedEntry, base: str) -> None:
    record, material = given.record, given.record.material
    address = f"{base}/materiale/{material.id}"
    entry = feed.add_entry(order="append")
    entry.id(address)
    entry.link(href=address)
    entry.title(one_line(material.title))
    entry.updated(given.updated)
    for author in material.authors or material.publishers:
        entry.author(name=one_line(author))
    if material.known_kind:
        entry.category(term=one_line(material.known_kind))
    summary = (material.summary or material.page_summary).strip() or material.title
    entry.summary(visible(f"{summary}\n\n{reference(record).full}"))
    if given.excerpts:
        entry.content("".join(_paragraph(one, base) for one in given.excerpts), type="html")


def _paragraph(one: PageExcerpt, base: str) -> str:
    note = f" {SCANNED}" if one.scanned else ""
    return Markup('<p><a href="{}">{}</a>: {}{}</p>').format(
        one.address(base), one_line(one.place), one_line(one.text), note
    )
