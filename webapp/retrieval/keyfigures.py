"""What a report itself tells most of: its key sentences."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from search import STOPWORDS, Engine, Figure, figures_in, units_of, words
from search.library.budget import Budget
from search.library.pagelayout import Span
from search.library.record import FIRST_PAGE, MaterialRecord, PageRecord
from webapp.drawing.quotes import QuotePiece, pieces

MOST_PAGES = 120
"""Pages of a report that are read: 4 ms each, once in a generation of the index."""
MOST_KEPT = 500
"""Reports whose figures are remembered, some 5 kB each."""
MOST_SENTENCES = 10
LENGTHS = range(40, 401)
"""Characters of a sentence that tells something alone."""
SUMMING_UP = 2.0
"""What a sentence is worth for standing in a section that sums up; ``AGAIN`` for each other place
of the report with the same figure, at most ``MOST_AGAIN`` of them."""
AGAIN, MOST_AGAIN = 1.0, 3
WORTHS = {"share": 1.0, "change": 1.0, "money": 0.8, "ratio": 0.8, "test value": 0.4, "mark": 0.4,
          "count": 0.3, "time": 0.3}  # fmt: skip
"""What a figure of a kind is worth; the best of a sentence counts."""
PLAIN, PLAIN_WORTH = 10, 0.1
"""Counts and times up to this are worth little, and no sign that two sentences tell the same."""
_SUMMARY = re.compile(
    r"(?:[\divx.]{1,8}\s)?(?:resum[eé]|sammenfatning|sammendrag|konklusion|opsummering"
    r"|hovedresultat|hovedkonklusion|hovedpointe|abstract|summary|conclusion|executive summary"
    r"|samlet vurdering|de vigtigste|nøgletal)",
    re.I,
)
_FRAGMENT = re.compile(r"[a-zæøå]|\d[^\n]{0,400}\s\d{1,3}\Z")
"""What goes on from the page before, and a line of a table of contents."""
SMALL_WORDS = 2
"""Function words that a sentence has, and neither code nor a label."""
FOREIGN = "en"
"""The language whose small words are read as Danish numbers: »to«."""


@dataclass(frozen=True)
class KeySentence:
    """A sentence of a report that tells much: where it stands, how it is quoted, and whether its
    page was ``scanned``."""

    number: int
    label: str
    place: Span
    sentence: str
    quotation: list[QuotePiece]
    scanned: bool = False


@dataclass(frozen=True)
class _Told:
    page: PageRecord
    place: Span
    figures: tuple[Figure, ...]
    sums_up: bool


_Sign = tuple[str, tuple[float, ...], str]
_read: WeakKeyDictionary[Engine, dict[str, tuple[KeySentence, ...]]] = WeakKeyDictionary()


def key_sentences(
    engine: Engine, record: MaterialRecord, budget: Budget
) -> tuple[KeySentence, ...]:
    """What a report tells most of; read once for each generation of the index, unless there was no
    ``budget`` for all of it."""
    known = _read.setdefault(engine, {})
    found = known.get(record.material.id)
    if found is None:
        last = min(record.pages, MOST_PAGES)
        numbers = budget.within(range(FIRST_PAGE, last + 1))
        pages = [engine.page(record.material.id, number) for number in numbers]
        found = _gathered([page for page in pages if page])
        if not budget.cut:
            if len(known) >= MOST_KEPT:
                known.clear()
            known[record.material.id] = found
    return found


def _gathered(pages: list[PageRecord]) -> tuple[KeySentence, ...]:
    told = list(_sentences(pages))
    places = Counter(sign for one in told for sign in _signs(one.figures))
    ranked = sorted(told, key=lambda one: -_worth(one, places))
    best: dict[str, KeySentence] = {}
    for one in _each_figure_first(ranked):
        made = _key_sentence(one)
        best.setdefault(made.sentence.casefold(), made)
        if len(best) == MOST_SENTENCES:
            break
    return tuple(best.values())


def _each_figure_first(ranked: list[_Told]) -> Iterator[_Told]:
    """These, the best sentence of each figure before others with the same."""
    seen: set[_Sign] = set()
    others = []
    for one in ranked:
        sign = _sign(_best(one.figures))
        if sign in seen:
            others.append(one)
        else:
            seen.add(sign)
            yield one
    yield from others


def _sentences(pages: Iterable[PageRecord]) -> Iterator[_Told]:
    """The sentences with figures, of running text; what follows a heading that sums up does so up
    to the next heading."""
    sums_up = False
    for page in pages:
        if page.language == FOREIGN or page.layout.contents:
            continue
        headings = set(page.layout.headings)
        for unit in units_of(page.text, page.layout):
            if unit.is_heading or unit.span in headings:
                sums_up = _SUMMARY.match(page.text, *unit.span) is not None
            elif not unit.cells and unit.end - unit.start in LENGTHS:
                figures = tuple(figures_in(page.text, *unit.span))
                if any(map(_value, figures)) and _is_sentence(page.text, unit.span):
                    yield _Told(page, unit.span, figures, sums_up)


def _is_sentence(text: str, span: Span) -> bool:
    if _FRAGMENT.match(text, *span):
        return False
    return sum(word in STOPWORDS for word in words(text[slice(*span)])) >= SMALL_WORDS


def _is_plain(figure: Figure) -> bool:
    return figure.kind in ("count", "time") and max(figure.values, default=0) <= PLAIN


def _value(figure: Figure) -> float:
    """What a figure alone is worth."""
    worth = WORTHS.get(figure.kind, 0.0)
    return min(worth, PLAIN_WORTH) if _is_plain(figure) else worth


def _signs(figures: Iterable[Figure]) -> set[_Sign]:
    """What tells that the same is said elsewhere."""
    return {_sign(one) for one in figures if one.kind in WORTHS and not _is_plain(one)}


def _sign(figure: Figure) -> _Sign:
    return figure.kind, figure.values, figure.unit


def _best(figures: Iterable[Figure]) -> Figure:
    """The figure of a sentence that is worth most."""
    return max(figures, key=_value)


def _worth(one: _Told, places: Counter[_Sign]) -> float:
    kinds = max(map(_value, one.figures))
    again = max((places[sign] - 1 for sign in _signs(one.figures)), default=0)
    return SUMMING_UP * one.sums_up + kinds + AGAIN * min(again, MOST_AGAIN)


def _key_sentence(one: _Told) -> KeySentence:
    page, text = one.page, one.page.text
    best = _best(one.figures)
    quotation = pieces(text, one.place, (), (best.start, best.end))
    sentence = " ".join(text[slice(*one.place)].split())
    scanned = page.layout.confidence is not None
    return KeySentence(page.number, page.label, one.place, sentence, quotation, scanned)
