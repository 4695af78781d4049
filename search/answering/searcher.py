"""Searching one generation of the index in a folder, or a selection of one in a cluster."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from cachetools import LRUCache

from search.answering.accepted import ORDERS, Accepted
from search.answering.engine import AskedQuery, Engine, WantedFindings, WantedMaterials
from search.answering.presenting import PAGES_SHOWN, Answered, Presenter, Show
from search.answering.results import Hit, MaterialHit, Occurrence, Results
from search.asking.filters import NO_FILTERS, Filters
from search.asking.parsing import parse
from search.asking.query import Reading
from search.asking.synonyms import load as load_synonyms
from search.index.manifest import Manifest
from search.index.opened import OpenIndex
from search.library.budget import FINDING, SHOWING, Budget
from search.library.record import MaterialRecord, PageRecord
from search.ranking.collection import Collection
from search.ranking.coverage import Coverage
from search.ranking.evaluate import Evaluation
from search.ranking.ranking import Ranking, rank
from search.ranking.resembling import resembling
from search.ranking.suggesting import suggestion
from search.ranking.weights import WEIGHTS, Weights
from search.showing.highlighting import Highlighter

if TYPE_CHECKING:
    from search.findings.finder import Finder, ReadPage, Stated
    from search.findings.finding import Findings

BROAD = "Søgningen er for bred til at blive gennemgået helt; her er de første fund."
SHORTENED = "Søgningen er for bred til at blive gennemgået helt; kun dens første ord er brugt."
PAGES_READ = 15
"""The best pages, in which what answers is looked for; all, when all is asked for."""
REPORTS_READ = 5
"""The best reports, in whose pages that are shown it is looked for, too."""
REMEMBERED_BYTES = 64 << 20
"""Answers that are remembered, the least recently used let go: turning a page, filtering, taking
results home and looking into a report ask the same again."""


class Searcher(Engine):
    """Ranked search in one open index."""

    def __init__(
        self, index: OpenIndex | Collection, manifest: Manifest, weights: Weights = WEIGHTS
    ) -> None:
        collection = index if isinstance(index, Collection) else Collection(index, weights)
        super().__init__(manifest, collection.lexicon)
        self._collection = collection
        self._shown = Presenter(collection)
        self._synonyms = load_synonyms()
        self._answers: LRUCache[tuple[str, Reading], Answered] = LRUCache(
            REMEMBERED_BYTES, getsizeof=lambda answer: answer.nbytes
        )
        self._lock = Lock()

    def _search(self, asked: AskedQuery, wanted: WantedMaterials) -> Results:
        start = perf_counter()
        filters, budget, before = asked.filters, asked.budget, asked.budget.cut
        answer = self._answer(asked.text, asked.reading, budget)
        broad = SHORTENED if budget.cut and not before else BROAD
        ranking = answer.ranking
        kept = Accepted(self._collection, ranking, filters)
        shown = kept.first(wanted.upto, wanted.sort)[wanted.offset :]
        coverage = Coverage(self._collection, answer.evaluation.leaves)
        left = wanted.limit - len(shown) if wanted.alike and len(kept) <= wanted.upto else 0
        show = Show(wanted.pages, wanted.snippets, budget)
        materials = self._shown.materials(answer, coverage, shown, show)
        resembling = self._alike(answer, filters, left, show)
        return Results(
            query=asked.text,
            total=len(kept),
            total_pages=len(kept.pages),
            total_all=coverage.count_all(kept.pages),
            materials=materials,
            alike=resembling,
            hints=(*answer.query.hints, *([broad] if budget.cut else [])),
            told=answer.told,
            suggestion=self._suggestion(answer, budget) if wanted.suggestion else None,
            facets=self._facets(ranking, filters) if wanted.facets else {},
            took=perf_counter() - start,  # counted last
        )

    def _occurrences(self, asked: AskedQuery) -> Iterator[Occurrence]:
        budget = asked.budget
        answer = self._answer(asked.text, asked.reading, budget)
        collection, ranking = self._collection, answer.ranking
        kept = Accepted(collection, ranking, asked.filters)
        for at in budget.within(kept.places.tolist(), SHOWING):
            name = collection.pages.materials[int(ranking.materials[at])]
            for page in budget.within(ranking.pages_of(at)[0].tolist(), SHOWING):
                number = int(collection.pages.number[page])
                if fields := self._shown.fields(page):
                    for mark in self._shown.marks(answer, page, fields.text):
                        value = fields.value_at(mark.start)
                        start, end = mark.start, min(mark.end, value.end)
                        moved = value.at - value.start
                        yield Occurrence(name, number, start + moved, end + moved, value.line)
                for mark in self._shown.marks(answer, page, collection.text(page)):
                    yield Occurrence(name, number, mark.start, mark.end)

    def _findings(self, asked: AskedQuery, wanted: WantedFindings) -> "Findings":
        from search.findings.finder import at_most  # noqa: PLC0415 - no search needs it
        from search.findings.finding import Findings  # noqa: PLC0415 - the same

        budget, kinds = asked.budget, wanted.kinds
        answer = self._answer(asked.text, asked.reading, budget)
        wants_figure = wanted.thin is not False or kinds is not None
        finder = self._finder(asked.text, answer, wants_figure=wants_figure)

        def stated(*, thin: bool) -> "list[Stated]":
            count = None if thin else PAGES_READ
            candidates = self._candidates(answer, asked.filters, count, budget)
            self._collection.prepare(one.page for one in candidates)
            found = finder.find(candidates, thin=thin, budget=budget)
            if kinds is None:
                return found
            return [row for row in found if row[1].figure and row[1].figure.kind in kinds]

        found = [] if wanted.thin else stated(thin=False)
        sure = bool(found) or wanted.thin is False
        found = found if sure else stated(thin=True)
        if wanted.each is not None:
            found = list(at_most(found, wanted.each, finder.material_of))
        upto = wanted.offset + wanted.limit
        results = finder.findings(found[wanted.offset : upto], budget)
        return Findings(
            query=asked.text,
            total=len(found),
            results=results,
            hints=(*answer.query.hints, *([BROAD] if budget.cut else [])),
            sure=sure,
        )

    def _finder(self, query: str, answer: Answered, *, wants_figure: bool) -> "Finder":
        from search.findings.finder import Finder  # noqa: PLC0415 - no search needs it

        marker = partial(self._shown.marker, answer)
        marks = cache(partial(self._shown.marks_on, answer))  # asked when read and when quoted
        return Finder(self._collection, query, marker, marks, wants_figure)

    def finder(self, query: str) -> "tuple[Finder, list[ReadPage]]":
        """What finds the findings of a query, and the pages in which it looks."""
        asked = AskedQuery(query)
        answer = self._answer(asked.text, asked.reading, asked.budget)
        candidates = self._candidates(answer, asked.filters, PAGES_READ, asked.budget)
        return self._finder(query, answer, wants_figure=False), candidates

    def _candidates(
        self, answer: Answered, filters: Filters, count: int | None, budget: Budget
    ) -> "list[ReadPage]":
        """The pages that may state what is asked: the ``count`` best, or all, and those that are
        shown of the best reports."""
        from search.findings.finder import ReadPage  # noqa: PLC0415 - no search needs it

        ranking, of = answer.ranking, self._collection.pages.material
        kept = Accepted(self._collection, ranking, filters)
        best = kept.best_pages(count).tolist()
        reports = kept.first(REPORTS_READ)
        coverage = Coverage(self._collection, answer.evaluation.leaves)
        show = Show(PAGES_SHOWN, snippets=True, budget=budget)
        shown = {
            self._place(hit.record.material.id, page.number): (page.passage, page is hit.pages[0])
            for hit in self._shown.materials(answer, coverage, reports, show)
            for page in hit.pages
        }
        firsts = ranking.materials[reports[:1]].tolist()
        return [
            ReadPage(page, int(of[page]) in firsts, *shown.get(page, (None, False)))
            for page in dict.fromkeys((*best, *shown))
            if page is not None
        ]

    def _highlighters(self, asked: AskedQuery, material_id: str | None) -> Iterator[Highlighter]:
        answer = self._answer(asked.text, asked.reading, asked.budget)
        pages = self._collection.pages
        own = pages.by_id.get(material_id or "")
        some = range(len(pages.materials)) if own is None else (own,)
        segments = {self._collection.segment_of(int(pages.summary[m])) for m in some}
        return (self._shown.marker(answer, segment) for segment in segments)

    def _hit(self, asked: AskedQuery, material_id: str, number: int) -> Hit | None:
        if (page := self._place(material_id, number)) is None:
            return None
        answer = self._answer(asked.text, asked.reading, asked.budget)
        found, _ = self._shown.hit(answer, page, 0.0, snippets=True)
        return found if any(fragment.marked for fragment in found.snippet) else None

    def _titles(self, typed: str) -> Iterator[str]:
        return (record.material.title for record in self.materials())

    def material(self, material_id: str) -> MaterialRecord | None:
        """The record of a material, None when the index has none with that id."""
        number = self._collection.pages.by_id.get(material_id)
        return None if number is None else self._collection.record(number)

    def materials(
        self, filters: Filters = NO_FILTERS, *, sort: str = ""
    ) -> tuple[MaterialRecord, ...]:
        """Every material of the index that the filters accept, as ``ORDERS`` has it; in the order
        of the collection when there is none by that name."""
        accepted = self._collection.facets.accepted(filters)
        records = map(self._collection.record, np.flatnonzero(accepted).tolist())
        return tuple(sorted(records, key=ORDERS[sort]) if sort in ORDERS else records)

    def facet_counts(self, filters: Filters = NO_FILTERS) -> dict[str, dict[str, int]]:
        """How many of all materials have each value of each facet, as ``Results.facets`` has it."""
        every = np.ones(len(self._collection.pages.materials), np.bool_)
        return self._collection.facets.counts(every, filters)

    def page(self, material_id: str, number: int) -> PageRecord | None:
        """A page as indexed, None when the index has no such page."""
        if (page := self._place(material_id, number)) is None:
            return None
        stored = self._collection.stored(page)
        return PageRecord(
            number, str(stored.get("label") or ""), self._collection.text(page),
            language=stored.get("language"),
            layout=self._collection.layout(page),
        )  # fmt: skip

    def page_text(self, material_id: str, number: int) -> str | None:
        """The text of a page, None when the index has no such page."""
        page = self._place(material_id, number)
        return None if page is None else self._collection.text(page)

    def _place(self, material_id: str, number: int) -> int | None:
        material = self._collection.pages.by_id.get(material_id)
        return None if material is None else self._collection.page(material, number)

    def _answer(self, query: str, reading: Reading, budget: Budget) -> Answered:
        key = (query, reading)
        with self._lock:
            known = self._answers.get(key)
        if known is None:
            parsed = parse(query)
            evaluation = Evaluation(self._collection, self._synonyms, reading, budget, query)
            known = Answered(parsed, evaluation, rank(self._collection, evaluation, parsed.node))
            with self._lock:
                if known.nbytes <= REMEMBERED_BYTES and not budget.cut:
                    self._answers[key] = known
        return known

    def _facets(self, ranking: Ranking, filters: Filters) -> dict[str, dict[str, int]]:
        found = np.zeros(len(self._collection.pages.materials), np.bool_)
        found[ranking.materials] = True
        return self._collection.facets.counts(found, filters)

    def _alike(
        self, answer: Answered, filters: Filters, limit: int, show: Show
    ) -> tuple[MaterialHit, ...]:
        """The materials that only resemble the query, their words alike marked."""
        if limit <= 0 or not answer.evaluation.leaves or show.budget.spent(FINDING):
            return ()
        collection = self._collection
        ranking, leaves = resembling(collection, answer.evaluation, answer.ranking)
        best = Accepted(collection, ranking, filters).first(limit)
        like = replace(answer.evaluation, leaves=leaves)
        other = Answered(answer.query, like, ranking)
        found = self._shown.materials(
            other, Coverage(collection, ()), best, show._replace(alike=True)
        )
        return tuple(filter(None, map(_alike_shown, found))) if show.snippets else found

    def _suggestion(self, answer: Answered, budget: Budget) -> str | None:
        if budget.spent(FINDING):
            return None
        meanings = list(answer.evaluation.meanings())
        better = suggestion(self._lexicon, answer.query.text, meanings)
        return better if better is not None and self._finds(better, budget) else None

    def _finds(self, query: str, budget: Budget) -> bool:
        """Whether a query finds anything."""
        node = parse(query).node
        evaluation = Evaluation(self._collection, self._synonyms, budget=budget)
        return node is not None and bool(evaluation.match(node).any())


def _alike_shown(hit: MaterialHit) -> MaterialHit | None:
    """What only resembles the query, with only the pages on which it is seen that it does: one
    letter is nothing alike, and contents tell nothing. None when there is no such page."""
    pages = [
        page
        for page in hit.pages
        if not page.contents and any(part.marked and part.text[1:] for part in page.snippet)
    ]
    return replace(hit, pages=tuple(pages)) if pages else None
