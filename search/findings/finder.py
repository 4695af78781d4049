"""From the pages that a search finds to findings."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from search.findings.evidence import STATED, Asked, PageEvidence, Statement, Worths, statements
from search.findings.finding import Finding
from search.library.record import SUMMARY_PAGE
from search.ranking.collection import Collection
from search.showing.highlighting import Highlighter

CELL = " · "
"""Between cells of a row."""
_SPACE = re.compile(r"\s+")
_CELLS = re.compile(r"\s*[\t\n]\s*")

Marker = Callable[[int], Highlighter]
"""What marks the query in the pages of a segment."""


@dataclass(frozen=True)
class _Judged:
    page: int
    statement: Statement


class Finder:
    """Finds what answers one query in pages of one generation."""

    def __init__(self, collection: Collection, query: str, marker: Marker) -> None:
        self._collection = collection
        self._query = query
        self._marker = marker
        self._asked: dict[int, Asked] = {}
        self._titles: dict[int, Worths] = {}

    def find(
        self, pages: Iterable[tuple[int, float]], *, thin: bool
    ) -> list[tuple[int, Statement]]:
        """The statements of these pages, given with their scores, each with its page, best first;
        with ``thin`` those, too, whose evidence is no answer."""
        every = [(page, one) for page, score in pages for one in self._of_page(page, score)]
        every = [row for row in every if thin or row[1].score >= STATED]
        return sorted(every, key=lambda row: (-row[1].score, row[0], row[1].unit.start))

    def finding(self, page: int, statement: Statement) -> Finding:
        """The statement as it is shown."""
        collection, unit = self._collection, statement.unit
        text, stored = collection.text(page), collection.stored(page)
        if unit.cells:
            heads = [*unit.carried, *(text[c.start : c.end] for c in unit.heads)]
            before = CELL.join(map(_flat, heads))
            sentence = CELL.join(_flat(text[c.start : c.end]) for c in unit.cells)
        else:
            sentence = _flat(text[unit.start : unit.end])
            before = _flat(text[slice(*unit.before)]) if unit.before else ""
        return Finding(
            record=collection.record(int(collection.pages.material[page])),
            number=int(stored["number"]),
            label=str(stored.get("label") or ""),
            start=unit.start,
            end=unit.end,
            sentence=sentence,
            figure=statement.figure,
            marks=tuple((mark.start, mark.end) for mark in statement.marks),
            score=statement.score,
            before=before,
            heading=_flat(text[slice(*unit.heading)]) if unit.heading else "",
            is_row=bool(unit.cells),
        )

    def _of_page(self, page: int, score: float) -> Iterable[Statement]:
        collection = self._collection
        segment = collection.segment_of(page)
        marker = self._marker(segment)
        if segment not in self._asked:
            self._asked[segment] = Asked.of(self._query, marker)
        asked, text = self._asked[segment], collection.text(page)
        marks = marker.marks(text)
        if not marks:
            return ()
        layout, title = collection.layout(page), self._title(page, asked)
        return statements(asked, PageEvidence(text, layout, marks, title, score))

    def _title(self, page: int, asked: Asked) -> Worths:
        """What the title of a page's report tells."""
        material = int(self._collection.pages.material[page])
        if material not in self._titles:
            summary = int(self._collection.pages.summary[material])
            marker = self._marker(self._collection.segment_of(summary))
            marks = marker.marks(self._collection.record(material).material.title)
            self._titles[material] = asked.told(marks)
        return self._titles[material]


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def one_each(
    found: Iterable[tuple[int, Statement]], material_of: Callable[[int], int], each: int | None
) -> Iterator[tuple[int, Statement]]:
    """Of these, best first, at most ``each`` of one report; all of them with None."""
    had: Counter[int] = Counter()
    for page, statement in found:
        material = material_of(page)
        had[material] += 1
        if each is None or had[material] <= each:
            yield page, statement
