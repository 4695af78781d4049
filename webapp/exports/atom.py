"""Atom feeds of materials (RFC 4287)."""

from collections.abc import Iterable
from datetime import UTC, datetime

from feedgen.feed import FeedGenerator

from search.library.record import MaterialRecord
from search.library.visible import one_line, visible
from webapp.exports.references.text import reference

ATOM = "application/atom+xml; charset=utf-8"
MOST_ENTRIES = 50


def atom(  # noqa: PLR0913 - what a feed says of itself
    title: str,
    records: Iterable[MaterialRecord],
    *,
    address: str,
    own_address: str,
    base: str,
    made: datetime,
) -> bytes:
    """The feed of the newest of ``records``, which are pages below ``base``.

    ``address`` is the page that the feed follows, ``own_address`` the feed's; ``made`` is when an
    empty one changed.
    """
    feed = FeedGenerator()
    feed.id(address)
    feed.title(one_line(title))
    feed.language("da")
    feed.link(href=address, rel="alternate")
    feed.link(href=own_address, rel="self")
    feed.author(name="Mentorsøg")
    newest = sorted(records, key=updated, reverse=True)[:MOST_ENTRIES]
    feed.updated(updated(newest[0]) if newest else made)
    for record in newest:
        _add(feed, record, f"{base}/materiale/{record.material.id}")
    written: bytes = feed.atom_str(pretty=True)
    return written


def _add(feed: FeedGenerator, record: MaterialRecord, address: str) -> None:
    material = record.material
    entry = feed.add_entry(order="append")
    entry.id(address)
    entry.link(href=address)
    entry.title(one_line(material.title))
    entry.updated(updated(record))
    for author in material.authors or material.publishers:
        entry.author(name=one_line(author))
    entry.category(term=one_line(material.kind))
    summary = (material.summary or material.page_summary).strip() or material.title
    entry.summary(visible(f"{summary}\n\n{reference(record).full}"))


def updated(record: MaterialRecord) -> datetime:
    """When the reader got something new: when the text was fetched; without text when it was
    published, as precisely as known."""
    if record.original:
        moment = datetime.fromisoformat(record.original.fetched)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    parts = [int(part) for part in (record.material.published or "1970").split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return datetime(year, month, day, tzinfo=UTC)
