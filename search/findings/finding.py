"""What a question is answered with: a sentence or row quoted as it stands, its figure and place."""

from dataclasses import dataclass

from search.library.pagelayout import Span
from search.library.record import MaterialRecord
from search.quoting.figures import Figure


@dataclass(frozen=True)
class Finding:
    """A sentence, a short passage, or a row of a table, that states what is asked.

    It stands on page ``number`` (0 is the summary; ``label`` is what is printed) as characters
    ``[start, end)`` of the page's text. ``sentence`` is that text with its kinds of space made one;
    of a row, its cells with `` · `` between, and ``…`` for such as are quoted by the sentence. Of
    one that ends on the next page, ``beyond`` is what stands there: places from ``end`` on are of
    that.
    ``before`` is the sentence before it, or, of a row, the labels of its columns; ``heading`` what
    stands over it; '' where there is none. Of all its ``figures``, ``figure`` is the one that
    answers, None when it states none; their places, and those of the ``marks`` of the query's
    words, are of the page's text, too. ``score`` is 0 to 1, about how likely it is that it answers;
    ``confidence`` is OCR's in a scanned page, 0 to 1.
    """

    record: MaterialRecord
    number: int
    label: str
    start: int
    end: int
    sentence: str
    figure: Figure | None
    marks: tuple[Span, ...]
    score: float
    figures: tuple[Figure, ...] = ()
    beyond: str = ""
    before: str = ""
    heading: str = ""
    lead: Span | None = None
    is_row: bool = False
    confidence: float | None = None


@dataclass(frozen=True)
class Findings:
    """The part asked for of all ``total`` findings, best first; ``sure`` when they were to state
    what is asked, not merely to have its words; ``hints`` as in ``Results``."""

    query: str
    total: int
    results: tuple[Finding, ...]
    hints: tuple[str, ...] = ()
    sure: bool = True
