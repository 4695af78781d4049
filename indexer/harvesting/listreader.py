"""Reads the bytes of a list, whatever kind of list it is. Runs in the worker process."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from indexer.harvesting.blocks import read_blocks
from indexer.harvesting.documents import is_word, read_word
from indexer.harvesting.entries import find_entries
from indexer.harvesting.entry import Entry
from indexer.harvesting.guessedtitles import with_guessed
from indexer.harvesting.knowntitles import with_known
from indexer.harvesting.listkinds import is_feed, is_sitemap
from indexer.harvesting.scripted import is_filled_by_script
from indexer.harvesting.syndication import read_feed, read_sitemap

_ENTRIES = TypeAdapter(list[Entry])


def read_entries(content: bytes, place: str, known: Sequence[str] = ()) -> list[Entry]:
    """The materials that the page, feed, sitemap or Word document from ``place`` lists, those whose
    titles are ``known`` wherever they stand in it."""
    if is_feed(content):
        return list(read_feed(content, place))
    if is_sitemap(content):
        return list(read_sitemap(content))
    page = read_word(content) if is_word(content) else content
    plain, told = read_blocks(page, place)
    return with_guessed(with_known(find_entries(told), plain, known), plain)


def answer(content: bytes, request: Mapping[str, Any]) -> dict[str, Any]:
    """The same, and whether it is a page that only script fills, fit for JSON."""
    entries = read_entries(content, request["place"], request["known"])
    scripted = not entries and is_filled_by_script(content)
    return {"entries": _ENTRIES.dump_python(entries, mode="json"), "scripted": scripted}
