"""What answers over one generation of the index, as those who ask it need it: ``Searcher`` over one
in a folder, ``ClusterEngine`` over one in a cluster."""

from abc import ABC, abstractmethod
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.answering.presenting import PAGES_SHOWN
from search.answering.results import Hit, MaterialHit, Occurrence, Results
from search.asking.filters import NO_FILTERS, Filters
from search.asking.query import AS_USUAL, EXACT, Reading
from search.index.manifest import Manifest
from search.library.budget import SHOWING, UNBOUNDED, Budget
from search.library.record import MaterialRecord, PageRecord
from search.ranking.lexicon import Lexicon
from search.ranking.similar import telling_terms
from search.ranking.suggesting import complete
from search.showing.highlighting import Highlighter
from search.showing.marks import apart

if TYPE_CHECKING:
    from search.findings.finding import Findings


@dataclass(frozen=True)
class AskedQuery:
    """A query as it is asked: as what its words are taken, of which materials, within a budget."""

    text: str
    reading: Reading = AS_USUAL
    filters: Filters = NO_FILTERS
    budget: Budget = UNBOUNDED


@dataclass(frozen=True)
class WantedMaterials:
    """Which of the materials found are wanted, and what of each and beside them, as ``search``
    has it."""

    limit: int
    offset: int
    sort: str
    pages: int
    snippets: bool
    facets: bool
    alike: bool
    suggestion: bool

    @property
    def upto(self) -> int:
        """How many of the first materials these are among."""
        return self.offset + self.limit


@dataclass(frozen=True)
class WantedFindings:
    """Which of the findings are wanted, as ``findings`` has it."""

    limit: int
    offset: int
    each: int | None
    kinds: Container[str] | None
    thin: bool | None


class Engine(ABC):
    """Answers over one generation of the index; safe to share between threads.

    A query is one of docs/query-language.md, and none is refused. ``reading`` tells as what its
    words are taken; ``exact`` just as typed, without inflections, compounds, synonyms and slips.
    Pages are numbered from 1; 0 is a material's summary. A page is a hit when what is asked for
    can be marked on it or, for a summary, in what stands over it (title, publishers, authors,
    subjects); all below speak of these hits. What there is no ``budget`` for is left out.
    """

    def __init__(self, manifest: Manifest, lexicon: Lexicon) -> None:
        self.manifest = manifest
        self._lexicon = lexicon

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
        ``sort`` is one of ``search.answering.accepted.ORDERS``; any other is relevance. What there
        is no ``budget`` for is left out, and a hint says so."""
        return self._search(
            AskedQuery(query, EXACT if exact else reading, filters, budget),
            WantedMaterials(limit, offset, sort, pages, snippets, facets,
                            alike=alike and not exact, suggestion=not exact),
        )  # fmt: skip

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
        return self._occurrences(AskedQuery(query, EXACT if exact else reading, filters, budget))

    def findings(  # noqa: PLR0913 - each is a choice of the searcher's own
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        each: int | None = None,
        kinds: Container[str] | None = None,
        thin: bool | None = False,
        exact: bool = False,
        reading: Reading = AS_USUAL,
        filters: Filters = NO_FILTERS,
        budget: Budget = UNBOUNDED,
    ) -> "Findings":
        """The sentences and rows that state what ``query`` asks, ``limit`` of them from number
        ``offset``, best first, at most ``each`` of one report (None: any number); none when the
        evidence is thin. With ``kinds`` those alone that have a figure of one of these
        (``search.KINDS``). ``thin`` gives all that have any of the query's words, on all pages,
        while there is a ``budget``; None does where nothing is sure."""
        return self._findings(
            AskedQuery(query, EXACT if exact else reading, filters, budget),
            WantedFindings(limit, offset, each, kinds, thin),
        )

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
        asked = AskedQuery(query, EXACT if exact else reading, budget=budget)
        every = (one.marks(text) for one in self._highlighters(asked, material_id))
        found = apart(mark for marks in every for mark in marks)
        return tuple((mark.start, mark.end) for mark in found)

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
        if not query or budget.spent(SHOWING):
            return None
        return self._hit(AskedQuery(query, reading, budget=budget), material_id, number)

    def complete(self, typed: str, budget: Budget = UNBOUNDED) -> tuple[str, ...]:
        """What the typed text may become, at most eight; fewer when the budget is spent."""
        return complete(self._lexicon, self._titles(typed), typed, budget)

    def similar(
        self, material_id: str, number: int, limit: int = 5, budget: Budget = UNBOUNDED
    ) -> tuple[MaterialHit, ...]:
        """Other materials with pages like that one, by its telling terms."""
        if budget.spent(SHOWING):
            return ()
        text = self.page_text(material_id, number) or ""
        terms = telling_terms(self._lexicon, text)
        if not terms:
            return ()
        found = self.search(" ".join(terms), limit=limit + 1, budget=budget.rest())
        others = (hit for hit in found.materials if hit.record.material.id != material_id)
        return tuple(others)[:limit]

    @abstractmethod
    def material(self, material_id: str) -> MaterialRecord | None:
        """The record of a material, None when the index has none with that id."""

    @abstractmethod
    def materials(
        self, filters: Filters = NO_FILTERS, *, sort: str = ""
    ) -> tuple[MaterialRecord, ...]:
        """Every material that the filters accept, as ``sort`` has it in ``search``; in the order
        of the collection when it is relevance or any other."""

    @abstractmethod
    def facet_counts(self, filters: Filters = NO_FILTERS) -> dict[str, dict[str, int]]:
        """How many of all materials have each value of each facet."""

    @abstractmethod
    def page(self, material_id: str, number: int) -> PageRecord | None:
        """A page as indexed, None when the index has no such page."""

    @abstractmethod
    def page_text(self, material_id: str, number: int) -> str | None:
        """The text of a page, None when the index has no such page."""

    @abstractmethod
    def _search(self, asked: AskedQuery, wanted: WantedMaterials) -> Results: ...

    @abstractmethod
    def _occurrences(self, asked: AskedQuery) -> Iterator[Occurrence]: ...

    @abstractmethod
    def _findings(self, asked: AskedQuery, wanted: WantedFindings) -> "Findings": ...

    @abstractmethod
    def _highlighters(self, asked: AskedQuery, material_id: str | None) -> Iterable[Highlighter]:
        """What marks the query in texts, as each part of the index that has the material, or any,
        takes its words."""

    @abstractmethod
    def _hit(self, asked: AskedQuery, material_id: str, number: int) -> Hit | None: ...

    @abstractmethod
    def _titles(self, typed: str) -> Iterable[str]:
        """The titles that may begin with the typed text."""
