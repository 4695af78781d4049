"""Keyword in context: every occurrence on a line with its words to left and right."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice
from typing import Any

from search import Engine, Occurrence, alphabetical
from search.library.budget import Budget
from search.library.pagelayout import Span
from search.library.record import MaterialRecord, PageRecord
from webapp.retrieval.collocates import Neighbourhood
from webapp.state import SearchState

CONTEXT, NEAR = 60, 30
"""Letters on each side at least, as far as the text goes; and those shown on narrow screens."""
LOOKED_AT = 400
"""Letters on each side in which they are found: longer words are cut."""
LONGEST_WORD = 100
MOST_LINES = 10_000


@dataclass(frozen=True)
class ConcordanceLine:
    """An occurrence: the whole word or words in which it stands, in three ``parts`` of which the
    second is what was found; and the words on both sides, those near
    the word and those far from it. What is near has a space at the word, where the text has one.
    It stands at ``place`` of the page's text, or, None, in a line of the material's fields. Nothing
    is quoted of these, nor of a page of ``contents``; a ``scanned`` one was read with OCR."""

    record: MaterialRecord
    number: int
    label: str
    far_left: str
    near_left: str
    parts: tuple[str, str, str]
    near_right: str
    far_right: str
    contents: bool
    scanned: bool
    place: Span | None

    @property
    def is_quotable(self) -> bool:
        """Whether it stands in what can be quoted."""
        return self.place is not None and not self.contents

    @property
    def keyword(self) -> str:
        """The word or words as they are spelt."""
        return "".join(self.parts)

    @property
    def left(self) -> str:
        """All on the left."""
        return f"{self.far_left} {self.near_left}".lstrip()

    @property
    def right(self) -> str:
        """All on the right."""
        return f"{self.near_right} {self.far_right}".rstrip()


ORDERS: dict[str, tuple[str, Callable[[ConcordanceLine], Any]]] = {
    "rapport": (
        "rapport og side",
        lambda line: (alphabetical(line.record.material.title), line.number),
    ),
    "side": ("sidetal", lambda line: (line.number, alphabetical(line.record.material.title))),
    "venstre": ("ord til venstre", lambda line: alphabetical(line.left).split()[::-1]),
    "hoejre": ("ord til højre", lambda line: alphabetical(line.right).split()),
    "ord": ("søgeordets form", lambda line: alphabetical(line.keyword)),
    "aar": ("år", lambda line: (line.record.material.year or 0, line.record.material.title)),
}


def concordance_lines(
    engine: Engine,
    state: SearchState,
    sort: str,
    budget: Budget,
    neighbourhood: Neighbourhood | None = None,
) -> list[ConcordanceLine]:
    """Every line for the state's query and filters, at most ``MOST_LINES``, and no more than there
    is a ``budget`` for, in that order. The words around them are counted in ``neighbourhood``."""
    records = {record.material.id: record for record in engine.materials()}

    @lru_cache(maxsize=8)
    def page(material_id: str, number: int) -> PageRecord | None:
        return engine.page(material_id, number)

    found = engine.occurrences(
        state.query, reading=state.reading, filters=state.filters, budget=budget
    )
    made = []
    for place in islice(found, MOST_LINES):
        if found_on := page(place.material_id, place.number):
            made.append(concordance_line(records[place.material_id], found_on, place))
            if neighbourhood:
                neighbourhood.see(place, place.head or found_on.text)
    return sorted(made, key=ORDERS[sort][1])


def concordance_line(
    record: MaterialRecord, page: PageRecord, place: Occurrence
) -> ConcordanceLine:
    """The line for a place on a page or in what stands over a summary; words are kept whole."""
    text = place.head or page.text
    start, end = _whole(text, place.start, place.end)
    first, last = max(0, start - LOOKED_AT), end + LOOKED_AT
    before, after = text[first:start].split(), text[end:last].split()
    if first and len(before) > 1 and not text[first - 1].isspace():
        del before[0]
    if len(text) > last and len(after) > 1 and not text[last].isspace():
        del after[-1]
    near_left, far_left = _parted(before[::-1])
    near_right, far_right = _parted(after)
    return ConcordanceLine(
        record,
        page.number,
        page.label,
        " ".join(far_left[::-1]),
        " ".join(near_left[::-1]) + (" " if text[start - 1 : start].isspace() else ""),
        (
            text[start : place.start],
            " ".join(text[place.start : place.end].split()),
            text[place.end : end],
        ),
        (" " if text[end : end + 1].isspace() else "") + " ".join(near_right),
        " ".join(far_right),
        page.layout.contents,
        page.layout.confidence is not None,
        None if place.head else (place.start, place.end),
    )


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The range, widened to the words that begin before it or end after it."""
    first, last = max(0, start - LONGEST_WORD), min(len(text), end + LONGEST_WORD)
    begins, ends = text[start].isalnum(), text[end - 1].isalnum()
    while begins and start > first and _goes_on(text, start - 1, start - 2):
        start -= 1
    while ends and end < last and _goes_on(text, end, end + 1):
        end += 1
    return start, end


def _goes_on(text: str, at: int, beyond: int) -> bool:
    """Whether the letter at ``at`` belongs to the word: also the hyphen of a compound."""
    if text[at] == "-":
        return 0 <= beyond < len(text) and text[beyond].isalnum()
    return text[at].isalnum()


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """The words nearest first, cut into those near and those far."""
    lengths = list(accumulate(len(word) + 1 for word in words))
    near = sum(length <= NEAR for length in lengths) + 1
    far = sum(length <= CONTEXT for length in lengths) + 1
    return words[:near], words[near:far]


def forms(found: Iterable[ConcordanceLine]) -> list[tuple[str, int]]:
    """The forms that the keyword has in the lines, the most frequent first."""
    return Counter(line.keyword.lower() for line in found).most_common()


def per_material(found: Iterable[ConcordanceLine]) -> list[tuple[MaterialRecord, int]]:
    """The lines in each material, the most first."""
    records = {line.record.material.id: line.record for line in found}
    counts = Counter(line.record.material.id for line in found)
    return [(records[material_id], count) for material_id, count in counts.most_common()]
