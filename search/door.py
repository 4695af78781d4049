"""What answers, what writes and what keeps generations, as those who use an index need them:
``Searcher``, ``GenerationWriter`` and ``LocalStore`` in a folder, or those of ``search.opensearch``
in a cluster."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from search.asking.filters import NO_FILTERS, Filters
from search.asking.query import AS_USUAL, Reading
from search.index.manifest import Manifest
from search.library.budget import UNBOUNDED, Budget
from search.library.errors import IndexUnavailable
from search.library.provenance import Provenance
from search.library.record import MaterialRecord, PageRecord
from search.presenting import PAGES_SHOWN
from search.results import Hit, MaterialHit, Occurrence, Results

if TYPE_CHECKING:
    from search.findings.finding import Findings


class Engine(Protocol):
    """Answers over one generation of the index; safe to share between threads.

    A query is one of docs/query-language.md, and none is refused. ``reading`` tells as what its
    words are taken; ``exact`` just as typed, without inflections, compounds, synonyms and slips.
    Pages are numbered from 1; 0 is a material's summary. A page is a hit when what is asked for
    can be marked on it or, for a summary, in what stands over it; all below speak of these hits.
    """

    @property
    def manifest(self) -> Manifest:
        """What the generation was made of, with what, and when."""

    def search(  # noqa: PLR0913 - each is a choice of the searcher's own
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        filters: Filters = NO_FILTERS,
        sort: str = "relevance",
        exact: bool = False,
        reading: Reading = AS_USUAL,
        pages: int = PAGES_SHOWN,
        snippets: bool = True,
        facets: bool = True,
        alike: bool = True,
        budget: Budget = UNBOUNDED,
    ) -> Results:
        """The materials that answer, ``limit`` of them from number ``offset``, each with its best
        ``pages`` pages; where the hits end, those that only resemble the query, apart.
        ``sort`` is one of ``search.searcher.SORTS``; any other is relevance. What there is no
        ``budget`` for is left out, and a hint says so."""

    def occurrences(
        self,
        query: str,
        *,
        exact: bool = False,
        reading: Reading = AS_USUAL,
        filters: Filters = NO_FILTERS,
        budget: Budget = UNBOUNDED,
    ) -> Iterator[Occurrence]:
        """Every place where ``query`` stands, in the order of materials and pages, while there is a
        ``budget``."""

    def findings(  # noqa: PLR0913 - each is a choice of the searcher's own
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        each: int | None = None,
        kinds: Container[str] | None = None,
        thin: bool = False,
        exact: bool = False,
        reading: Reading = AS_USUAL,
        filters: Filters = NO_FILTERS,
        budget: Budget = UNBOUNDED,
    ) -> "Findings":
        """The sentences and rows that state what ``query`` asks, ``limit`` of them from number
        ``offset``, best first, at most ``each`` of one report (None: any number); none when the
        evidence is thin. With ``kinds`` those alone that have a figure of one of these
        (``search.KINDS``). ``thin`` gives all that have any of the query's words, on all pages,
        while there is a ``budget``."""

    def highlight(  # noqa: PLR0913 - each is a choice of the searcher's own
        self,
        query: str,
        text: str,
        *,
        exact: bool = False,
        reading: Reading = AS_USUAL,
        material_id: str | None = None,
        budget: Budget = UNBOUNDED,
    ) -> tuple[tuple[int, int], ...]:
        """Where ``query`` stands in the text of a page of that material, or of any: characters
        ``[start, end)``."""

    def hit(
        self,
        query: str,
        material_id: str,
        number: int,
        *,
        reading: Reading = AS_USUAL,
        budget: Budget = UNBOUNDED,
    ) -> Hit | None:
        """A page as a hit of ``query``, with its snippet; None when there is nothing to mark."""

    def complete(self, typed: str, budget: Budget = UNBOUNDED) -> tuple[str, ...]:
        """What the typed text may become, at most eight; fewer when the budget is spent."""

    def similar(
        self, material_id: str, number: int, limit: int = 5, budget: Budget = UNBOUNDED
    ) -> tuple[MaterialHit, ...]:
        """Other materials with pages like that one."""

    def material(self, material_id: str) -> MaterialRecord | None:
        """The record of a material, None when the index has none with that id."""

    def materials(
        self, filters: Filters = NO_FILTERS, *, sort: str = ""
    ) -> tuple[MaterialRecord, ...]:
        """Every material that the filters accept, as ``sort`` has it in ``search``; in the order
        of the collection when it is relevance or any other."""

    def facet_counts(self, filters: Filters = NO_FILTERS) -> dict[str, dict[str, int]]:
        """How many of all materials have each value of each facet."""

    def page(self, material_id: str, number: int) -> PageRecord | None:
        """A page as indexed, None when the index has no such page."""

    def page_text(self, material_id: str, number: int) -> str | None:
        """The text of a page, None when the index has no such page."""


class Writer(Protocol):
    """Makes the next generation of an index out of the one before; ``Store.writing`` gives
    one, and switches when its block ends. Raises OSError when the disk is full or read-only."""

    @property
    def renewal(self) -> str:
        """The Danish sentence on why more than what changed must be put again; '' when nothing."""

    @property
    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of each material that the generation has, by its id."""

    def put(self, record: MaterialRecord, pages: Iterable[PageRecord], fingerprint: str) -> None:
        """Put a material with all its pages in place of what there was of it."""

    def remove(self, material_id: str) -> None:
        """Take a material out. Raises KeyError when the generation has none with that id."""


class Store(Protocol):
    """The generations of an index, one of which is current. All that is asked of it raises
    IndexUnavailable when it can't be had. It is looked at every ``look_seconds`` for the next."""

    look_seconds: float

    def reach(self) -> None:
        """Raise IndexUnavailable unless what was opened can be asked now."""

    def generation(self) -> str:
        """The name of the current generation."""

    def kept(self) -> list[str]:
        """The names of all generations that are there, whole or not, the latest first."""

    def manifest(self, generation: str | None = None) -> Manifest:
        """The manifest of a generation, else of the current one."""

    def engine(self, generation: str) -> Engine:
        """What answers over that generation."""

    def unreadable(self, generation: str, reason: object) -> IndexUnavailable:
        """The error for a generation that is whole but can't be opened, and why."""

    def verify(self, generation: str) -> None:
        """Raise IndexUnavailable unless the generation is as it was written."""

    def age(self, made_with: Mapping[str, Provenance]) -> str:
        """What of the current generation this program would make otherwise, as a Danish sentence;
        '' when nothing. ``made_with`` tells what the texts are made with."""

    def writing(
        self,
        *,
        rebuild: bool = False,
        made_with: Mapping[str, Provenance] | None = None,
        waiting: Callable[[], object] | None = None,
    ) -> AbstractContextManager[Writer]:
        """Make the next generation: from the current one, or from nothing with ``rebuild`` or when
        that can't be done. Leaving the block switches to it, unless nothing was changed; an
        exception leaves the current one. When another process writes, ``waiting`` is called and
        its end awaited. Raises UserError when there is no ``waiting``."""
