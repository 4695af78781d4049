"""What a search gives to the command line and to the front end."""

from dataclasses import dataclass, field

from search.library.record import MaterialRecord
from search.showing.snippets import Snippet


@dataclass(frozen=True)
class Hit:
    """A page that answers the query. ``number`` 0 is the material's summary."""

    number: int
    label: str
    score: float
    snippet: Snippet = ()


@dataclass(frozen=True)
class MaterialHit:
    """A material that answers the query: its best pages, best first, of ``page_count`` in all;
    ``hit_pages`` are the numbers of all of them."""

    record: MaterialRecord
    score: float
    pages: tuple[Hit, ...]
    page_count: int
    hit_pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Results:
    """The answer to a query: ``materials`` is the asked-for part of ``total``, best first.

    ``hints`` are Danish sentences on what was done with the query; ``expansions`` the word forms
    and ``synonyms`` the other words that were searched for too; ``took`` is in seconds. ``facets``
    are materials per value of each facet of ``search.asking.filters``.
    """

    query: str
    total: int
    total_pages: int
    took: float
    materials: tuple[MaterialHit, ...]
    alike: tuple[MaterialHit, ...] = ()
    hints: tuple[str, ...] = ()
    expansions: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    suggestion: str | None = None
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
