"""From the pages that a search finds to findings."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import NamedTuple

from search.findings.asked import Asked, Telling
from search.findings.evidence import (
    LONGEST,
    Contender,
    PageEvidence,
    Statement,
    contenders,
    most,
    most_of_page,
    statement,
)
from search.findings.features import FIGURE, PASSAGE, Judging
from search.findings.finding import Finding
from search.findings.pageends import MarksOf, quoted_whole
from search.library.budget import SHOWING, UNBOUNDED, Budget
from search.library.pagelayout import Span
from search.quoting.bibliographies import lists_references
from search.quoting.unit import Unit
from search.ranking.collection import Collection
from search.ranking.leaf import Leaf
from search.showing.highlighting import Highlighter
from search.showing.marks import Mark
from search.showing.passages import within

MOST_JUDGED = 100
"""Contenders whose figures are read, those that are best without."""
SEVERAL, TOPIC = 3, 0.4
"""A report of several pages is about a word that stands on this share of them."""
NAMED = 0.1
"""The share of the words that name the matter, by idf, that stand in what is shown, over it or
before it in its paragraph."""
CELL = " · "
"""Between cells of a row."""
LEFT_OUT = "…"
_SPACE = re.compile(r"\s+")

Marker = Callable[[int], Highlighter]
"""What marks the query in the pages of a segment."""
Stated = tuple[int, Statement]
"""A page and what is stated on it."""


class ReadPage(NamedTuple):
    """A page that may state what is asked, whether its report is the ``first`` that the search
    shows, the ``passage`` that it shows of the page, and whether that page ``leads`` those of its
    report."""

    page: int
    first: bool = False
    passage: Span | None = None
    leads: bool = False


@dataclass
class Finder:
    """Finds what answers one query in pages of one generation; with ``wants_figure`` figures
    alone."""

    collection: Collection
    query: str
    marker: Marker
    marks: MarksOf
    wants_figure: bool = False
    _asked: dict[int, Asked] = field(default_factory=dict)
    _titles: dict[int, Telling] = field(default_factory=dict)
    _contenders: dict[ReadPage, list[Contender]] = field(default_factory=dict)

    def find(
        self, pages: Iterable[ReadPage], *, thin: bool, budget: Budget = UNBOUNDED
    ) -> list[Stated]:
        """The statements of these pages, each with its page, best first; with ``thin`` all with
        half of the words in or around them. What there is no ``budget`` for is left out."""
        read = (
            (one.page, stated)
            for one in budget.within(pages, SHOWING)
            for stated in self._read(one, budget, thin=thin)
        )
        some = (
            (row for row in read if row[1].has_half and row[1].named)  # stated as they are read
            if thin
            else self._best_of(list(read))
        )
        found = [
            (page, statement(self._asked_on(page), one, self._judging.weights))
            for page, one in some
        ]
        found.sort(key=lambda row: (-row[1].score, row[0], row[1].unit.start))
        if thin:
            return found
        every, judging = self._asked.values(), self._judging
        if any(asked.is_word for asked in every):
            found = [row for row in found if row[1].has_value]
        if any(asked.is_about_nothing or asked.wants_meaning for asked in every):
            found = [row for row in found if row[1].features.defines]
        sure = any(stated.score >= judging.stated for _, stated in found[:1])
        return [row for row in found if sure and row[1].score >= judging.beside]

    def judged(self, pages: Iterable[ReadPage]) -> Iterator[tuple[int, Contender, Statement]]:
        """All that these pages may state, each as it is judged, with its page."""
        for one in pages:
            for contender in self._read(one, UNBOUNDED, thin=True):
                weights = self._judging.weights
                yield one.page, contender, statement(self._asked_on(one.page), contender, weights)

    @property
    def asked(self) -> Asked | None:
        """What is asked, by one of the segments that were read."""
        return next(iter(self._asked.values()), None)

    def _best_of(self, some: list[tuple[int, Contender]]) -> list[tuple[int, Contender]]:
        """Those whose figures are read: the best without, if any of them may be shown; none when
        none may state what is asked."""
        weights, _, least, beside = self._judging
        scores = [most(self._asked_on(page), one).score(weights) for page, one in some]
        if max(scores, default=0.0) < least:
            return []
        some = [row for row, score in zip(some, scores, strict=True) if score >= beside]
        some = [row for row in some if row[1].named >= NAMED]
        some.sort(key=lambda row: -row[1].features.score(weights))
        return some[:MOST_JUDGED]

    def findings(self, found: Iterable[Stated], budget: Budget = UNBOUNDED) -> tuple[Finding, ...]:
        """These as they are shown, while there is a ``budget``: once what is two, a sentence's
        parts on two pages."""
        every: dict[tuple[str, int, int, int], Finding] = {}
        for one in (self._finding(*row) for row in budget.within(found)):
            every.setdefault((one.record.material.id, one.number, one.start, one.end), one)
        return tuple(every.values())

    def _finding(self, page: int, stated: Statement) -> Finding:
        collection = self.collection
        said = quoted_whole(collection, page, stated, self.marks)
        text, unit, stored = said.text, said.unit, collection.stored(said.page)
        sentence, before = _quoted(text, unit)
        every = self.marks(said.page)
        lead = _lead(self._asked_on(said.page), unit, said.marks, every)
        marks = (*(within(every, lead) if lead else ()), *said.marks)
        return Finding(
            record=collection.record(int(collection.pages.material[page])),
            number=int(stored["number"]),
            label=str(stored.get("label") or ""),
            start=unit.start,
            end=unit.end,
            sentence=sentence + _SPACE.sub(" ", said.beyond),
            figure=said.figure,
            figures=said.figures,
            marks=tuple((mark.start, mark.end) for mark in marks),
            score=round(1 / (1 + exp(self._judging.none - stated.score)), 4),
            beyond=said.beyond,
            before=before,
            heading=_flat(text[slice(*unit.heading)]) if unit.heading else "",
            lead=lead,
            is_row=bool(unit.cells),
            confidence=stored.get("confidence"),
        )

    @property
    def _judging(self) -> Judging:
        every = [_judging_of(asked) for asked in self._asked.values()]
        return PASSAGE if PASSAGE in every else FIGURE

    def material_of(self, page: int) -> int:
        """The number of the material of a page."""
        return int(self.collection.pages.material[page])

    def _read(self, candidate: ReadPage, budget: Budget, *, thin: bool) -> list[Contender]:
        """The contenders of a page, which is read once, as far as the budget goes; none where,
        unless ``thin`` evidence does, none may be shown."""
        if candidate not in self._contenders:
            asked = self._asked_on(candidate.page)
            if asked.is_about_nothing and not (asked.term or thin):
                return []
            page = self._evidence(candidate)
            if page and not thin:
                weights, _, _, beside = _judging_of(asked)
                if most_of_page(asked, page).score(weights) < beside:
                    return []
            every = contenders(asked, page) if page and not lists_references(page.text) else ()
            self._contenders[candidate] = list(budget.within(every, SHOWING))
        return self._contenders[candidate]

    def _evidence(self, candidate: ReadPage) -> PageEvidence | None:
        """What is looked at of a page; None when there is nothing of the query on it."""
        page, first, passage, leads = candidate
        marks = self.marks(page)
        if not marks or self.collection.stored(page).get("contents"):
            return None
        title = self._title(page, self._asked_on(page))
        return PageEvidence(
            self.collection.text(page), lambda: self.collection.layout(page),
            marks, title, first, passage, leads,
        )  # fmt: skip

    def _asked_on(self, page: int) -> Asked:
        """What is asked, by the words of the page's segment."""
        segment = self.collection.segment_of(page)
        if segment not in self._asked:
            asked = Asked.of(self.query, self.marker(segment), wants_figure=self.wants_figure)
            self._asked[segment] = asked
        return self._asked[segment]

    def _title(self, page: int, asked: Asked) -> Telling:
        """What of each word the report of a page is about: those in its title, and those on many
        of its pages."""
        material = self.material_of(page)
        if material not in self._titles:
            marker = self.marker(self.collection.segment_of(page))
            title = self.collection.record(material).material.title
            told = asked.told(marker.marks(title))
            self._titles[material] = told | asked.all_of(self._topics(material, marker))
        return self._titles[material]

    def _topics(self, material: int, marker: Highlighter) -> Iterator[Leaf]:
        """The leaves of the query that stand on many pages of a material."""
        pages = self.collection.pages
        if pages.ends[material] - pages.starts[material] - 1 >= SEVERAL:
            for leaf in dict.fromkeys(marker.leaves):
                if self.collection.share_below(leaf, material) >= TOPIC:
                    yield leaf


def _judging_of(asked: Asked) -> Judging:
    return PASSAGE if asked.by_passage else FIGURE


def at_most(
    found: Iterable[Stated], each: int, material_of: Callable[[int], int]
) -> Iterator[Stated]:
    """Of these, best first, at most ``each`` of one material."""
    had: Counter[int] = Counter()
    for page, stated in found:
        material = material_of(page)
        had[material] += 1
        if had[material] <= each:
            yield page, stated


def _lead(asked: Asked, unit: Unit, own: Iterable[Mark], marks: Sequence[Mark]) -> Span | None:
    """What stands before or over a unit with a word that names what is asked about and tells more
    of it than those in the unit."""
    said = asked.named_by(own)
    heads = ((head.start, head.end) for head in unit.heads)
    over = filter(None, (unit.before, unit.caption, unit.heading, *heads))
    return next((span for span in over if asked.named_by(within(marks, span)) > said), None)


def _quoted(text: str, unit: Unit) -> tuple[str, str]:
    """What a unit says as it stands, and what stands before it, or over and beside it."""
    sentence = CELL.join(_row(text, unit)) if unit.cells else _flat(text[unit.start : unit.end])
    if unit.before and unit.before[1] - unit.before[0] <= LONGEST:
        return sentence, _flat(text[slice(*unit.before)])
    heads = [*unit.carried, *(text[c.start : c.end] for c in unit.heads)]
    return sentence, CELL.join(map(_flat, heads))


def _row(text: str, unit: Unit) -> Iterator[str]:
    """The cells of a row, with an ellipsis for those between that are quoted by the sentence."""
    end = unit.start
    for cell in unit.cells:
        if text[end : cell.start].strip():
            yield LEFT_OUT
        yield _flat(text[cell.start : cell.end])
        end = cell.end


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
