"""What is shown of a query's answer: each material's best pages, in order, with their snippets."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.answering.results import Hit, MaterialHit, Told
from search.answering.told import told
from search.asking.definitionframes import what_is_asked
from search.asking.figurekinds import asks_for_figure, figures_asked
from search.asking.query import Query
from search.library.budget import FINDING, SHOWING, Budget
from search.library.pagelayout import Span
from search.ranking.collection import Collection
from search.ranking.coverage import Coverage
from search.ranking.evaluate import Evaluation
from search.ranking.pageorder import in_order, told_within
from search.ranking.ranking import Ranking
from search.showing.fieldlines import FieldText, field_text
from search.showing.highlighting import Highlighter
from search.showing.marks import Mark
from search.showing.snippets import Excerpt, Snippet, make_excerpt

PAGES_SHOWN = 3
ASKING = 0.25
"""What a word that asks for a figure tells among a report's pages, beside the figure itself
(»procent«: 40 %). Of 1, .5, .25, .1 and 0 the best on ``benchmarks.paraphrases --half dev``."""
EXPLAINS = 3.0
"""What a mark counts where the page says what the thing is that is asked for."""
EXPLAINING = 6
"""So many of a report's best pages are looked at for that, while less of the budget is spent than
finding may take."""
ELSEWHERE = 0.1
"""What a mark counts on a page that has what was typed word for word, beside that place."""
MOST_REMEMBERED = 20
"""Materials of an answer that are remembered as they are shown: what is found on the first page of
results is asked of them again."""
MOST_MARKED = 30
"""Pages of an answer of which is remembered where it stands on them: three of each material on the
first page of results."""

ITS_OWN_BYTES, WORD_BYTES = 90_000, 18_000
"""Of an answer in memory beside its lists: what is shown, and evidence and marks of each word."""


@dataclass(frozen=True)
class Answered:
    """A query evaluated: its tree, what its words were taken for, and the ranking of all found;
    ``markers`` are made when they are first needed, one for each segment, and so are what is
    ``shown`` of the first materials, by their places in the ranking, how many pages of each, and
    whether with snippets, what is ``marked`` on pages, and what is ``told`` of the words."""

    query: Query
    evaluation: Evaluation
    ranking: Ranking
    markers: dict[int, Highlighter] = field(default_factory=dict)
    shown: dict[tuple[int, int, bool], MaterialHit] = field(default_factory=dict)
    marked: dict[int, tuple[Mark, ...]] = field(default_factory=dict)
    explained: dict[int, list[Span]] = field(default_factory=dict)

    @cached_property
    def told(self) -> Told:
        """What the words were taken for."""
        return told(self.evaluation.collection.lexicon, self.evaluation)

    @cached_property
    def asks_what(self) -> bool:
        """Whether it is asked what something is."""
        return bool(what_is_asked(self.query.text))

    @property
    def nbytes(self) -> int:
        """About how many bytes it takes in memory, with what is made later: of 120 answers to three
        words over 10,000 pages 204 kB each, of which ranking and lists were 60."""
        leaves = self.evaluation.leaves
        lists = (had for leaf in leaves for had in leaf.hits)
        beside = ITS_OWN_BYTES + WORD_BYTES * len(leaves)
        return self.ranking.nbytes + sum(had.nbytes for had in lists) + beside


class Show(NamedTuple):
    """What is shown of each material: so many pages, with snippets or without, within a budget;
    those first that explain what is asked for, unless they are ``alike`` alone."""

    pages: int
    snippets: bool
    budget: Budget
    alike: bool = False

    @property
    def looked_at(self) -> int:
        """How many pages are looked at to show these."""
        return max(self.pages, PAGES_SHOWN if self.snippets else 0)


class _Order(NamedTuple):
    """A report's pages as they are shown, and what each leaf tells among them."""

    rows: NDArray[np.int64]
    told: NDArray[np.float64]


@dataclass(frozen=True)
class Presenter:
    """Makes hits of what is found in one collection."""

    collection: Collection

    def fields(self, page: int) -> FieldText | None:
        """What stands over the text of a summary; None of any other page."""
        if not self.collection.pages.is_summary[page]:
            return None
        material = int(self.collection.pages.material[page])
        return field_text(self.collection.record(material).material)

    def marks(self, answer: Answered, page: int, text: str) -> tuple[Mark, ...]:
        """Where the query stands in the text of a page."""
        return self.marker(answer, self.collection.segment_of(page)).marks(text)

    def marks_on(self, answer: Answered, page: int) -> tuple[Mark, ...]:
        """The same in a page's own text, remembered for some: what is found on the first page of
        results is asked of pages that are shown there."""
        found = answer.marked.get(page)
        if found is None:
            found = self.marks(answer, page, self.collection.text(page))
            if len(answer.marked) < MOST_MARKED:
                answer.marked[page] = found
        return found

    def marker(self, answer: Answered, segment: int) -> Highlighter:
        """What marks the query in the pages of a segment."""
        if segment not in answer.markers:
            evaluation, collection = answer.evaluation, self.collection
            answer.markers[segment] = Highlighter(
                collection.lexicon, collection.pages.with_text, evaluation.leaves,
                evaluation.reading, segment,
            )  # fmt: skip
        return answer.markers[segment]

    def materials(
        self, answer: Answered, coverage: Coverage, places: NDArray[np.int64], show: Show
    ) -> tuple[MaterialHit, ...]:
        """The materials at these places of the ranking."""
        keys = {at: (at, show.pages, show.snippets) for at in places.tolist()}
        known = {at: answer.shown[key] for at, key in keys.items() if key in answer.shown}
        new = np.array([at for at in keys if at not in known], np.int64)
        made = self._new(answer, coverage, new, show)
        if not show.budget.cut and len(answer.shown) + len(made) <= MOST_REMEMBERED:
            answer.shown.update({keys[at]: hit for at, hit in made.items()})
        known |= made
        return tuple(known[at] for at in keys if at in known)

    def _new(
        self, answer: Answered, coverage: Coverage, places: NDArray[np.int64], show: Show
    ) -> dict[int, MaterialHit]:
        """These materials by their places, while there is a budget."""
        ranking = answer.ranking
        found = [ranking.pages_of(at)[0] for at in places.tolist()]
        missing, orders = coverage.missing(found), self._orders(answer, places)
        explains = show.snippets and not show.alike
        if explains and answer.asks_what:
            each = zip(found, orders, strict=True)
            orders = [
                self._explained_first(answer, pages, order, show.budget) for pages, order in each
            ]
        best = (pages[o.rows[: show.looked_at]] for pages, o in zip(found, orders, strict=True))
        self.collection.prepare(page for pages in best for page in pages.tolist())
        every = list(zip(places.tolist(), orders, missing, strict=True))
        return {
            at: self._material(answer, at, order, lacking, show)
            for at, order, lacking in show.budget.within(every, SHOWING)
        }

    def _orders(self, answer: Answered, places: NDArray[np.int64]) -> list[_Order]:
        """In what order the pages of the materials at these places are shown."""
        collection, ranking, leaves = self.collection, answer.ranking, answer.evaluation.leaves
        told = told_within(collection, leaves, ranking, places)
        told[[n for n, leaf in enumerate(leaves) if asks_for_figure(leaf.text)]] *= ASKING
        rows = in_order(collection, leaves, ranking, places.tolist(), told)
        return [_Order(*one) for one in zip(rows, told.T, strict=True)]

    def _explained_first(
        self, answer: Answered, pages: NDArray[np.int32], order: _Order, budget: Budget
    ) -> _Order:
        """The order of a report's pages, those first that say what the thing is that is asked for,
        of those that are held against each other."""
        first = order.rows[:EXPLAINING]
        if len(first) < 2 or budget.spent(FINDING):
            return order
        self.collection.prepare(pages[first].tolist())
        silent = [not self._explained(answer, int(page)) for page in pages[first]]
        ahead = first[np.argsort(silent, kind="stable")]
        return order._replace(rows=np.concatenate((ahead, order.rows[EXPLAINING:])))

    def _explained(self, answer: Answered, page: int) -> list[Span]:
        """Where a page says what the thing is that is asked for; nowhere when that isn't asked."""
        from search.findings.asked import Asked  # noqa: PLC0415 - few searches need it
        from search.findings.explanations import explained_in  # noqa: PLC0415

        query, found = answer.query.text, answer.explained
        if not answer.asks_what:
            return []
        if page not in found:
            text, marks = self.collection.text(page), self.marks_on(answer, page)
            asked = Asked.of(query, self.marker(answer, self.collection.segment_of(page)))
            found[page] = explained_in(asked, text, marks, self.collection.layout(page))
        return found[page]

    def _material(
        self, answer: Answered, at: int, order: _Order, missing: tuple[str, ...], show: Show
    ) -> MaterialHit:
        ranking = answer.ranking
        pages, scores = ranking.pages_of(at)
        pasted = ranking.pasted.on(pages)
        best = self._contents_last(pages, order.rows, show.looked_at, pasted)
        told = order.told if len(pages) > 1 else None
        hits = [
            self.hit(answer, int(pages[n]), float(scores[n]), show.snippets, told)
            for n in show.budget.within(best, SHOWING)
        ]
        ahead = [
            bool(pasted[n] or (show.snippets and self._explained(answer, int(pages[n]))))
            for n in best
        ]
        return MaterialHit(
            record=self.collection.record(int(ranking.materials[at])),
            score=float(ranking.values[at]),
            pages=tuple(self._by_passage(hits, ahead)[: show.pages]),
            page_count=len(pages),
            hit_pages=tuple(self.collection.pages.number[pages].tolist()),
            missing=missing,
        )

    def _contents_last(
        self, pages: NDArray[np.int32], rows: NDArray[np.int64], count: int,
        pasted: NDArray[np.bool_],
    ) -> list[int]:  # fmt: skip
        """The first ``count`` of these rows of ``pages``, those of contents after all others, but
        for those that have what was ``pasted``."""
        found: list[int] = []
        contents: list[int] = []
        for n in rows.tolist():
            is_contents = not pasted[n] and self.collection.stored(int(pages[n])).get("contents")
            (contents if is_contents else found).append(n)
            if len(found) == count:
                break
        return (found + contents)[:count]

    def _by_passage(self, hits: list[tuple[Hit, float]], ahead: list[bool]) -> list[Hit]:
        """The hits of a report, the first of them in the order of the passages that are shown,
        before them those that are to be ``ahead``."""
        most = max((told for _, told in hits), default=0.0) or 1.0
        best = max((hit.score for hit, _ in hits), default=0.0) or 1.0
        weight = self.collection.scorer.weights.passage

        def value(hit: tuple[Hit, float]) -> float:
            return weight * hit[1] / most + hit[0].score / best

        looked_at = list(zip(hits, ahead, strict=False))[:PAGES_SHOWN]
        looked_at.sort(key=lambda one: (not one[1], one[0][0].contents, -value(one[0])))
        every = [hit for hit, _ in (*(one for one, _ in looked_at), *hits[PAGES_SHOWN:])]
        return sorted(every, key=lambda hit: hit.fields)  # a passage tells more than a field

    def hit(
        self, answer: Answered, page: int, score: float, snippets: bool,
        told: NDArray[np.float64] | None = None,
    ) -> tuple[Hit, float]:  # fmt: skip
        """A page with its snippet, and how much that tells."""
        stored = self.collection.stored(page)
        excerpt = Excerpt(())
        line: Snippet = ()
        if snippets:
            excerpt = self._excerpt(answer, page, told)
            line = () if excerpt.passage else self._field_line(answer, page)
        return Hit(
            int(stored["number"]), str(stored.get("label") or ""), score, line or excerpt.snippet,
            stored.get("confidence"), bool(stored.get("contents")), excerpt.passage, bool(line),
        ), excerpt.told  # fmt: skip

    def _field_line(self, answer: Answered, page: int) -> Snippet:
        """The fields over a summary in which the query stands; nothing of any other page."""
        fields = self.fields(page)
        marks = self.marks(answer, page, fields.text) if fields else ()
        return fields.shown(marks) if fields and marks else ()

    def _excerpt(self, answer: Answered, page: int, told: NDArray[np.float64] | None) -> Excerpt:
        """What of a page's text is shown, with its passage when the query stands in it; ``told`` is
        what each leaf tells among the report's pages."""
        text, marks = self.collection.text(page), self.marks_on(answer, page)
        if not marks:
            return make_excerpt(text, ())._replace(passage=None)
        marks = self._where_pasted(answer, page, text, marks)
        if told is not None:
            leaf_of = self.marker(answer, self.collection.segment_of(page)).leaf_of
            telling = told.tolist()
            marks = tuple(
                Mark(start, end, word, worth * telling[leaf_of(word)])
                for start, end, word, worth in marks
            )
        if spans := self._explained(answer, page):
            marks = tuple(
                mark._replace(worth=mark.worth * EXPLAINS)
                if any(start <= mark.start < end for start, end in spans)
                else mark
                for mark in marks
            )
        layout, figures = self.collection.layout(page), figures_asked(answer.query.text)
        return make_excerpt(text, marks, layout=layout, figures=figures)

    def _where_pasted(
        self, answer: Answered, page: int, text: str, marks: tuple[Mark, ...]
    ) -> tuple[Mark, ...]:
        """The marks of a page, those outside of what was pasted from it worth less."""
        if (span := answer.ranking.pasted.span(page, text)) is None:
            return marks
        return tuple(
            mark if span[0] <= mark.start < span[1] else mark._replace(worth=mark.worth * ELSEWHERE)
            for mark in marks
        )
