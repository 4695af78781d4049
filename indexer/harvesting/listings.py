"""From the bytes of a list to its entries, whatever kind of list it is.

They are anybody's, so they are opened in a sandbox: ``read_entries`` is what runs there.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from indexer.document import Unreadable
from indexer.extraction.isolation import Broken, Sandbox
from indexer.extraction.limits import PROMPT
from indexer.harvesting.blocks import read_blocks
from indexer.harvesting.documents import is_word, read_word
from indexer.harvesting.entries import find_entries
from indexer.harvesting.entry import Entry
from indexer.harvesting.scripted import is_filled_by_script
from indexer.harvesting.syndication import is_feed, is_sitemap, read_feed, read_sitemap

_ENTRIES = TypeAdapter(list[Entry])


def is_list(content: bytes) -> bool:
    """Whether the bytes are a list of another kind than a web page."""
    return is_feed(content) or is_sitemap(content) or is_word(content)


def read_entries(content: bytes, place: str) -> list[Entry]:
    """The materials that the page, feed, sitemap or Word document from ``place`` lists."""
    if is_feed(content):
        return list(read_feed(content, place))
    if is_sitemap(content):
        return list(read_sitemap(content))
    page = read_word(content) if is_word(content) else content
    return find_entries(read_blocks(page, place))


def entries_of(source: Path | bytes, place: str) -> tuple[list[Entry], bool]:
    """The materials that a file, or bytes, list, and whether it is a page that only script
    fills. Raises Unreadable."""
    with Sandbox(PROMPT) as sandbox:
        try:
            told = sandbox.ask("entries", source, {"place": place})
        except Broken as error:
            raise Unreadable(str(error)) from error
    return _ENTRIES.validate_python(told["entries"]), bool(told["scripted"])


def answer(content: bytes, request: Mapping[str, Any]) -> dict[str, Any]:
    """The same within the sandbox, fit for JSON."""
    entries = read_entries(content, request["place"])
    scripted = not entries and is_filled_by_script(content)
    return {"entries": _ENTRIES.dump_python(entries, mode="json"), "scripted": scripted}
