"""Searching one generation of the index: the door through which everything else asks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import inf
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from search.analysis.alphabetical import alphabetical
from search.asking.filters import NO_FILTERS, Filters
from search.asking.parsing import parse
from search.asking.query import Query
from search.asking.synonyms import load as load_synonyms
from search.index.manifest import Manifest
from search.index.opened import OpenIndex
from search.library.record import MaterialRecord, PageRecord
from search.ranking.collection import Collection
from search.ranking.evaluate import EXACT, Evaluation, Reading
from search.ranking.ranking import Ranking, rank
from search.ranking.resembling import resembling
from search.ranking.similar import telling_terms
from search.ranking.suggesting import complete, suggestion
from search.ranking.weights import WEIGHTS, Weights
from search.results import Hit, MaterialHit, Results
from search.showing.highlighting import Highlighter, Mark, apart
from search.showing.snippets import Snippet, make_snippet

SORTS = ("relevance", "newest", "oldest", "title")
PAGES_SHOWN = 3
MOST_EXPANSIONS = 12


@dataclass(frozen=True)
class Occurrence:
    """One place where the query stands: characters ``[start, end)`` of a page's text."""

    material_id: str
    number: int
    start: int
    end: int


@dataclass(frozen=True)
class _Answer:
    """A query evaluated: its tree, what its words were taken for, and the ranking of all found."""

    query: Query
    evaluation: Evaluation
    ranking: Ranking
    markers: dict[int, Highlighter]


class Searcher:
    """Ranked search in one open index; safe to share between threads."""

    def __init__(self, index: OpenIndex, manifest: Manifest, weights: Weights = WEIGHTS) -> None:
        self.manifest = manifest
        self._collection = Collection(index, weights)
        self._synonyms = load_synonyms()

    def search(  # noqa: PLR0913 - each is a choice of the searcher's own
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        filters: Filters = NO_FILTERS,
        sort: str = "relevance",
        exact: bool = False,
        whole: bool = False,
        pages: int = PAGES_SHOWN,
        snippets: bool = True,
        facets: bool = True,
        alike: bool = False,
    ) -> Results:
        """The materials that answer ``query`` within ``filters``, from number ``offset``, each with
        its best ``pages`` pages.

        ``exact`` takes words just as typed, without inflections, compounds, synonyms and slips;
        ``whole`` takes them in any inflection and within compounds, but nothing that merely
        resembles them, halves of compounds and synonyms: what is to be counted.
        """
        start = perf_counter()
        answer = self._answer(query, exact)
        ranking, collection = answer.ranking, self._collection
        kept = self._accepted(ranking, filters)
        shown = self._ordered(ranking, kept, sort, offset + limit)[offset:]
        names = (name for leaf in answer.evaluation.leaves for name in leaf.names)
        return Results(
            query=query,
            total=len(kept),
            total_pages=int(ranking.page_counts[kept].sum()),
            materials=tuple(self._material(answer, int(at), pages, snippets) for at in shown),
            hints=answer.query.hints,
            expansions=self._expansions(answer.evaluation),
            synonyms=tuple(dict.fromkeys(map(" ".join, names))),
            suggestion=None if exact else self._suggestion(answer),
            facets=collection.facets.counts(self._found(ranking), filters) if facets else {},
            alike=self._alike(answer, limit - len(shown), pages) if alike else (),
            took=perf_counter() - start,  # counted last
        )

    def occurrences(
        self, query: str, *, exact: bool = False, filters: Filters = NO_FILTERS
    ) -> Iterator[Occurrence]:
        """Every place where ``query`` stands whole, in the order of materials and pages."""
        answer = self._answer(query, exact)
        collection, ranking = self._collection, answer.ranking
        for at in self._accepted(ranking, filters).tolist():
            name = collection.pages.materials[int(ranking.materials[at])]
            for page in ranking.pages_of(at)[0].tolist():
                number = int(collection.pages.number[page])
                for mark in self._marks(answer, page, collection.text(page)):
                    yield Occurrence(name, number, mark.start, mark.end)

    def highlight(
        self, query: str, text: str, *, exact: bool = False
    ) -> tuple[tuple[int, int], ...]:
        """Where ``query`` stands whole in ``text``, a page's of this index: character ranges."""
        answer = self._answer(query, exact)
        every = (self._marker(answer, s).marks(text) for s in range(self._collection.segments))
        found = apart(mark for marks in every for mark in marks)
        return tuple((mark.start, mark.end) for mark in found)

    def complete(self, typed: str) -> tuple[str, ...]:
        """What the typed text may become, at most eight."""
        titles = [record.material.title for record in self.materials()]
        return complete(self._collection.lexicon, titles, typed)

    def similar(self, material_id: str, number: int, limit: int = 5) -> tuple[MaterialHit, ...]:
        """Other materials with pages like this one, by its telling terms."""
        text = self.page_text(material_id, number)
        terms = telling_terms(
            self._collection.lexicon, text or "", self._collection.pages.with_text
        )
        if not terms:
            return ()
        found = self.search(" ".join(terms), limit=limit + 1)
        others = (hit for hit in found.materials if hit.record.material.id != material_id)
        return tuple(others)[:limit]

    def material(self, material_id: str) -> MaterialRecord | None:
        """The record of a material, None when the index has none with that id."""
        number = self._collection.pages.by_id.get(material_id)
        return None if number is None else self._collection.record(number)

    def materials(self, filters: Filters = NO_FILTERS) -> tuple[MaterialRecord, ...]:
        """Every material of the index that the filters accept."""
        accepted = self._collection.facets.accepted(filters)
        return tuple(map(self._collection.record, np.flatnonzero(accepted).tolist()))

    def facet_counts(self, filters: Filters = NO_FILTERS) -> dict[str, dict[str, int]]:
        """How many of all materials have each value of each facet, as ``Results.facets`` has it."""
        every = np.ones(len(self._collection.pages.materials), np.bool_)
        return self._collection.facets.counts(every, filters)

    def page(self, material_id: str, number: int) -> PageRecord | None:
        """A page as indexed, None when the index has no such page."""
        page = self._place(material_id, number)
        if page is None:
            return None
        stored = self._collection.stored(page)
        return PageRecord(
            number, str(stored.get("label") or ""), self._collection.text(page),
            language=stored.get("language"),
        )  # fmt: skip

    def page_text(self, material_id: str, number: int) -> str | None:
        """The text of a page, None when the index has no such page."""
        page = self._place(material_id, number)
        return None if page is None else self._collection.text(page)

    def _place(self, material_id: str, number: int) -> int | None:
        material = self._collection.pages.by_id.get(material_id)
        return None if material is None else self._collection.page(material, number)

    def _answer(self, query: str, exact: bool) -> _Answer:
        parsed = parse(query)
        evaluation = Evaluation(self._collection, self._synonyms, EXACT if exact else Reading())
        ranking = rank(self._collection, evaluation, parsed.node)
        return _Answer(parsed, evaluation, ranking, {})

    def _alike(self, answer: _Answer, limit: int, pages: int) -> tuple[MaterialHit, ...]:
        found = resembling(self._collection, answer.evaluation, answer.ranking)
        best = found.first(np.arange(len(found.materials)), limit) if limit > 0 else ()
        other = replace(answer, ranking=found)
        return tuple(self._material(other, int(at), pages, False) for at in best)

    def _accepted(self, ranking: Ranking, filters: Filters) -> NDArray[np.int64]:
        """The places in ``ranking.materials`` that the filters accept."""
        if filters == NO_FILTERS:
            return np.arange(len(ranking.materials))
        return np.flatnonzero(self._collection.facets.accepted(filters)[ranking.materials])

    def _found(self, ranking: Ranking) -> NDArray[np.bool_]:
        found = np.zeros(len(self._collection.pages.materials), np.bool_)
        found[ranking.materials] = True
        return found

    def _ordered(
        self, ranking: Ranking, kept: NDArray[np.int64], sort: str, count: int
    ) -> NDArray[np.int64]:
        """The first ``count`` of the places ``kept`` in the order asked for."""
        by_relevance = ranking.first(kept, len(kept) if sort in _ORDERS else count)
        if sort not in _ORDERS:
            return by_relevance
        order, record = _ORDERS[sort], self._collection.record
        at = sorted(by_relevance.tolist(), key=lambda at: order(record(int(ranking.materials[at]))))
        return np.array(at[:count], np.int64)

    def _marker(self, answer: _Answer, segment: int) -> Highlighter:
        if segment not in answer.markers:
            evaluation, collection = answer.evaluation, self._collection
            answer.markers[segment] = Highlighter(
                collection.lexicon, collection.pages.with_text, evaluation.leaves,
                evaluation.reading, segment,
            )  # fmt: skip
        return answer.markers[segment]

    def _marks(self, answer: _Answer, page: int, text: str) -> tuple[Mark, ...]:
        return self._marker(answer, self._collection.segment_of(page)).marks(text)

    def _material(self, answer: _Answer, at: int, most: int, snippets: bool) -> MaterialHit:
        ranking = answer.ranking
        pages, scores = ranking.pages_of(at)
        best = (-scores).argsort(kind="stable")[:most].tolist()
        return MaterialHit(
            record=self._collection.record(int(ranking.materials[at])),
            score=float(ranking.values[at]),
            pages=tuple(self._hit(answer, int(pages[n]), float(scores[n]), snippets) for n in best),
            page_count=len(pages),
            hit_pages=tuple(self._collection.pages.number[pages].tolist()),
        )

    def _hit(self, answer: _Answer, page: int, score: float, snippets: bool) -> Hit:
        stored = self._collection.stored(page)
        snippet: Snippet = ()
        if snippets:
            text = self._collection.text(page)
            marks = self._marks(answer, page, text)
            if not marks and self._collection.pages.is_summary[page]:
                text = self._collection.head(page)
                marks = self._marks(answer, page, text)
            snippet = make_snippet(text, marks)
        return Hit(int(stored["number"]), str(stored.get("label") or ""), score, snippet)

    def _expansions(self, evaluation: Evaluation) -> tuple[str, ...]:
        """The inflections that the query's words were also taken for, those of most pages first."""
        if not evaluation.reading.inflections:
            return ()
        words = [leaf.meaning.word for leaf in evaluation.leaves if leaf.meaning]
        typed = set(words)
        found = dict.fromkeys(
            text for word in words for text in self._collection.lexicon.expansions(word)
        )
        return tuple(text for text in found if text not in typed)[:MOST_EXPANSIONS]

    def _suggestion(self, answer: _Answer) -> str | None:
        meanings = [leaf.meaning for leaf in answer.evaluation.leaves if leaf.meaning]
        better = suggestion(self._collection.lexicon, answer.query.text, meanings)
        if better is None or not len(self._answer(better, exact=False).ranking.materials):
            return None
        return better


def _title(record: MaterialRecord) -> str:
    return alphabetical(record.material.title)


def _time(record: MaterialRecord) -> float:
    return float((record.material.published or "").replace("-", "").ljust(8, "0"))


_ORDERS: dict[str, Callable[[MaterialRecord], tuple[float, str]]] = {
    "newest": lambda record: (-_time(record), _title(record)),
    "oldest": lambda record: (_time(record) or inf, _title(record)),
    "title": lambda record: (0.0, _title(record)),
}
