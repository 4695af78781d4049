"""Harvesting: from a page that lists materials to the overlay of the catalogue."""

import re
from pathlib import Path

from indexer.extraction import media_type_of
from indexer.fetching import fetch_page
from indexer.harvesting.blocks import read_blocks
from indexer.harvesting.documents import is_word, read_word
from indexer.harvesting.entries import find_entries
from indexer.harvesting.entry import Entry
from indexer.harvesting.feeds import is_feed, is_sitemap, read_feed, read_sitemap
from indexer.harvesting.overlaying import Merged, merge
from search.library.catalogue import editing_overlay, load_catalogue, load_overlay, save_overlay
from search.library.errors import UserError
from search.library.files import why
from search.library.mediatypes import MediaType
from search.library.originals import Originals
from search.library.settings import Settings

PLACELESS = "file:"
"""Base of a page read from a file: its relative links lead nowhere and are left out."""


def harvest(settings: Settings, source: str) -> Merged:
    """Merge the materials that the page at ``source``, a URL or a file, lists into the overlay.

    Again, it changes nothing. Raises UserError when the page can't be read or lists none.
    """
    if re.match(r"https?://", source, re.IGNORECASE):
        content, place = _fetch(settings, source)
    else:
        content, place = _read(Path(source)), PLACELESS
    entries = read_entries(content, place)
    if not entries:
        raise UserError(f"{source}: her er ingen materialer at finde.")
    with editing_overlay(settings.corpus):
        overlay = load_overlay(settings.corpus)
        merged = merge(load_catalogue(settings.corpus), overlay, entries)
        if merged.overlay != overlay:
            save_overlay(settings.corpus, merged.overlay)
    return merged


def harvest_sources(settings: Settings) -> tuple[str, ...]:
    """Harvest the catalogue's source pages; give a Danish sentence for each that failed."""
    failed = []
    for source in load_catalogue(settings.corpus).sources:
        try:
            harvest(settings, source)
        except UserError as error:
            failed.append(str(error))
    return tuple(failed)


def read_entries(content: bytes, place: str) -> list[Entry]:
    """The materials that the page, feed, sitemap or Word document from ``place`` lists."""
    if is_feed(content):
        return list(read_feed(content, place))
    if is_sitemap(content):
        return list(read_sitemap(content))
    page = read_word(content) if is_word(content) else content
    return find_entries(read_blocks(page, place))


def _fetch(settings: Settings, url: str) -> tuple[bytes, str]:
    state = fetch_page(settings, url)
    originals = Originals(settings.corpus)
    originals.record(state)
    if state.original is None:
        raise UserError(f"{url} kan ikke hentes: {state.reason}.")
    place = url if state.original.archived else state.original.final_url
    return originals.path(state.original.sha256).read_bytes(), place


def _read(file: Path) -> bytes:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} kan ikke læses: {why(error)}.") from error
    is_list = is_feed(content) or is_sitemap(content) or is_word(content)
    if not is_list and media_type_of(content) is not MediaType.HTML:
        raise UserError(f"{file} er hverken en webside, et feed eller et Word-dokument.")
    return content
