"""What a search gives to the command line and to the front end."""

from dataclasses import dataclass, field

from search.library.pagelayout import Span
from search.library.record import MaterialRecord
from search.showing.snippets import Snippet


@dataclass(frozen=True)
class Hit:
    """A page that answers the query. ``number`` 0 is the material's summary; ``confidence`` is
    OCR's in a scanned page, 0 to 1; ``contents`` when it is a page of contents, which says nothing
    to quote; ``fields`` when its snippet is a line of the material's fields, which is no text.
    ``passage`` are the characters of the page's text that the snippet is of, None when it
    is of none."""

    number: int
    label: str
    score: float
    snippet: Snippet = ()
    confidence: float | None = None
    contents: bool = False
    passage: Span | None = None
    fields: bool = False

    @property
    def is_quotable(self) -> bool:
        """Whether the snippet is words that can be quoted."""
        return bool(self.snippet) and not (self.contents or self.fields)


@dataclass(frozen=True)
class MaterialHit:
    """A material that answers the query: its best pages, best first, of ``page_count`` in all;
    ``hit_pages`` are the numbers of all of them, ``missing`` the words that are on none."""

    record: MaterialRecord
    score: float
    pages: tuple[Hit, ...]
    page_count: int
    hit_pages: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Occurrence:
    """One place where the query stands: characters ``[start, end)`` of a page's text, or, on a
    summary page, of ``head``, a line of the fields that stand over it (``Emner: tilsyn``)."""

    material_id: str
    number: int
    start: int
    end: int
    head: str = ""


@dataclass(frozen=True)
class Told:
    """What the words of a query were taken for beside as they are typed: other ``inflections``,
    ``compounds`` that hold them, ``synonyms``, ``slips`` put right and ``parts`` of compounds that
    are nowhere, each with the word typed; words typed side by side with the compound that they are
    and compounds with their words in a row, ``joined``; and the words that are ``nowhere``."""

    inflections: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    slips: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    joined: tuple[tuple[str, str], ...] = ()
    nowhere: tuple[str, ...] = ()


@dataclass(frozen=True)
class Results:
    """The answer to a query: ``materials`` is the asked-for part of ``total``, best first.

    ``total_pages`` are the pages with any of the words, ``total_all`` those with all. ``alike`` are
    materials that only resemble the query, counted nowhere. ``hints`` are Danish sentences on what
    was done with the query; ``took`` is in seconds. ``facets`` are materials per value of each
    facet of ``search.asking.filters``.
    """

    query: str
    total: int
    total_pages: int
    took: float
    materials: tuple[MaterialHit, ...]
    total_all: int = 0
    alike: tuple[MaterialHit, ...] = ()
    hints: tuple[str, ...] = ()
    told: Told = Told()
    suggestion: str | None = None
    facets: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def expansions(self) -> tuple[str, ...]:
        """The word forms that were searched for too."""
        return self.told.inflections

    @property
    def synonyms(self) -> tuple[str, ...]:
        """The other words that were searched for too."""
        return tuple(dict.fromkeys(name for _, name in self.told.synonyms))
