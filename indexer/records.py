"""What the index has of each material."""

from typing import TYPE_CHECKING

from search.library.errors import IndexUnavailable

if TYPE_CHECKING:
    from search.library.record import MaterialRecord
    from search.library.settings import Settings


def recorded(settings: "Settings") -> "tuple[MaterialRecord, ...]":
    """The records of all materials; none when there is no index."""
    from search import LiveSearcher, store_of

    try:
        return LiveSearcher(store_of(settings)).surely(lambda served: served.searcher.materials())
    except IndexUnavailable:
        return ()
