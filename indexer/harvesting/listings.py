"""From the bytes of a list to its entries: they are anybody's, so a sandbox reads them."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter

from indexer.document import Unreadable
from indexer.extraction.isolation import Broken, Sandbox
from indexer.extraction.limits import LISTING
from indexer.harvesting.entry import Entry

_ENTRIES = TypeAdapter(list[Entry])


def entries_of(
    source: Path | bytes, place: str, known: Sequence[str] = ()
) -> tuple[list[Entry], bool]:
    """The materials that a file, or bytes, from ``place`` list, some of which may be of the titles
    ``known``, and whether it is a page that only script fills. Raises Unreadable."""
    with Sandbox(LISTING) as sandbox:
        try:
            told = sandbox.ask("entries", source, {"place": place, "known": [*known]})
        except Broken as error:
            raise Unreadable(str(error)) from error
    return _ENTRIES.validate_python(told["entries"]), bool(told["scripted"])
