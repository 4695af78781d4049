"""Snippets: the window of a page that shows the finding."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import NamedTuple

from search.analysis.tokens import tokenise
from search.library.pagelayout import PLAIN, PageLayout, Span
from search.quoting.sentences import sentence_spans
from search.showing.marks import Mark, apart
from search.showing.passages import Figures, Passage, best_passage, figures_beside
from search.showing.tableofcontents import discounted
from search.showing.tablesnippets import HitRow, best_row, snippet_of, without

WIDTH = 260
"""Characters of a snippet: three to four lines of the results page."""
SLACK = 90
"""How far a snippet may begin before its first mark, or go on past its width, for a whole
sentence."""
NEAR = 40
"""Characters around the end of a window in which a figure may stand that must not be cut."""
AGAIN = 0.1
"""What a second match of the same word is worth beside its first."""

FIGURE = -1
"""The figures asked for, as if they were a word of the query."""
LESS = 0.9
"""What such a figure is worth beside the least of the words, so that no window has it alone."""
LEFT_OUT = "…"
CELL_GAP = "\u2003"
"""Between cells of a row: a space that is seen to be one."""
SHORT_CELL = 60
"""Characters of a cell that are shown whatever else the row has."""

_BREAK = re.compile(r"(?<![\d§])\s+|(?<=[.!?])\s+|(?<=\d)\s+(?![\d%]|pct|procent|kr|mio|mia)")

_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Fragment:
    """A piece of a snippet; ``marked`` when it is what was searched for, ``heading`` when it stands
    over the others."""

    text: str
    marked: bool = False
    heading: bool = False


Snippet = tuple[Fragment, ...]


def plain(snippet: Snippet) -> str:
    """The snippet as text without marks."""
    return "".join(fragment.text for fragment in snippet)


class Excerpt(NamedTuple):
    """A snippet, the characters of the text that it is of (of a table those of the row), and how
    much what it shows tells, as a passage does."""

    snippet: Snippet
    passage: Span | None = None
    told: float = 0.0


def make_excerpt(
    text: str,
    marks: Sequence[Mark],
    width: int = WIDTH,
    layout: PageLayout = PLAIN,
    figures: Figures = (),
) -> Excerpt:
    """The passage of ``text`` with the most telling ``marks`` (ascending and apart), these marked,
    and, when such ``figures`` are asked for, with one of them.

    It begins and ends with a sentence where one fits, else between words, never within a figure,
    and goes over no heading and into no table; an ellipsis shows where text was left out. Of a
    table the labels and the row with the marks are shown.
    """
    told = 0.0
    marks = tuple(discounted(text, marks, layout.charts))
    row = best_row(text, layout, marks, figures)
    prose = without(layout.tables, marks) if row else marks
    if not marks:
        at, start, end = 0, 0, _before_figure(text, _end(text, 0, width))
    elif row and not prose:
        return _row_snippet(text, row, width)
    else:
        passage = best_passage(text, prose, figures, width + SLACK, layout)
        if row and row.told >= passage.told:
            return _row_snippet(text, row, width)
        start, end = _trimmed(text, passage, prose, width, figures)
        at = passage.begins if passage.begins < passage.start else start
        told = passage.told
    fragments = [Fragment("… ")] if text[:at].strip() else []
    for first, last in layout.headings:
        if at <= first and last <= end:
            fragments += marked_fragments(text, at, first, marks)
            own = marked_fragments(text, first, last, marks)
            fragments += (replace(fragment, heading=True) for fragment in own)
            at = last
    fragments += marked_fragments(text, at, end, marks)
    if text[end:].strip():
        fragments.append(Fragment(" …"))
    return Excerpt(_joined(fragments), (start, end), told)


def marked_fragments(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Fragment]:
    """The characters ``[start, end)`` of the text, with the marks (ascending and apart) in them."""
    made = []
    at = start
    for mark in marks:
        first, last = max(mark.start, at), min(mark.end, end)
        if first < last:
            made.append(Fragment(_flat(text[at:first])))
            made.append(Fragment(_flat(text[first:last]), marked=True))
            at = last
    made.append(Fragment(_flat(text[at:end])))
    return made


def _row_snippet(text: str, hit: HitRow, width: int) -> Excerpt:
    shown = snippet_of(hit, width)
    fragments: list[Fragment] = []
    if hit.heading:
        start, end = hit.heading
        heading = marked_fragments(text, start, end, hit.marks)
        fragments += [Fragment("… ")] if text[:start].strip() else []
        fragments += (replace(fragment, heading=True) for fragment in heading)
        fragments.append(Fragment(" "))
    first, *more = shown.rows
    after = " · " if shown.begins else " … "
    for spans, sign in ((shown.labels, ""), (first, after), *((row, " · ") for row in more)):
        if spans and sign and (shown.labels or spans is not first):
            fragments.append(Fragment(sign))
        rooms = repeat(width) if spans in more else _rooms(spans, hit.marks, width)
        for number, ((start, end), room) in enumerate(zip(spans, rooms, strict=False)):
            if number:
                fragments.append(Fragment(CELL_GAP))
            fragments += _cell(text, start, end, hit.marks, room)
    passage = first[0][0], shown.rows[-1][-1][1]
    if not shown.ends or text[passage[1] :].strip():
        fragments.append(Fragment(" …"))
    return Excerpt(_joined(fragments), passage, hit.told)


def _joined(fragments: Iterable[Fragment]) -> Snippet:
    """What is to be shown of the fragments: where one ellipsis follows another, left out of a cell,
    of the row and of the text, one tells it."""
    shown: list[Fragment] = []
    for one in fragments:
        text = one.text
        before = plain(tuple(shown[-2:])) if text.lstrip().startswith(LEFT_OUT) else ""
        if before.rstrip().endswith(LEFT_OUT):
            text = text.lstrip().removeprefix(LEFT_OUT)
            text = text.lstrip() if before[-1].isspace() else text
        if text:
            shown.append(one if text == one.text else replace(one, text=text))
    return tuple(shown)


def _rooms(spans: Sequence[Span], marks: Sequence[Mark], width: int) -> list[int]:
    """How many characters are shown of each cell: all of a short one; the long ones share what is
    left, each by what its marks tell."""
    long = [(start, end) for start, end in spans if end - start > SHORT_CELL]
    left = width - sum(end - start for start, end in spans if end - start <= SHORT_CELL)
    told = {span: _worth(m for m in marks if span[0] <= m.start < span[1]) for span in long}
    total = sum(told.values())
    return [
        int(left * told[span] / total) if total and span in told else SHORT_CELL for span in spans
    ]


def _cell(text: str, start: int, end: int, marks: Sequence[Mark], width: int) -> list[Fragment]:
    """A cell, or, of a long one, the window with its marks, or its beginning."""
    own = [
        mark._replace(start=max(mark.start, start), end=min(mark.end, end))
        for mark in marks
        if mark.start < end and start < mark.end
    ]
    width = max(width, SHORT_CELL)
    if end - start <= width:
        return marked_fragments(text, start, end, own)
    low, high = start, start + len(text[start:end][:width].rsplit(" ", 1)[0])
    if own:
        low, high = _window(text[:end], own, width, start)
    made = marked_fragments(text, low, high, own)
    return [
        *([Fragment("… ")] if low > start else []),
        *made,
        *([Fragment(" …")] if high < end else []),
    ]


def _trimmed(
    text: str, passage: Passage, marks: Sequence[Mark], width: int, figures: Figures
) -> Span:
    """What of the passage is shown: no space at its ends, and of one long sentence a window."""
    start, end = passage.start, passage.end
    own = [mark for mark in marks if start <= mark.start < end]
    if end - start > width + SLACK:  # one long sentence
        least = min(mark.worth for mark in own) * LESS
        asked = [
            Mark(*span, FIGURE, least) for span in figures_beside(text[:end], own, figures, width)
        ]
        both = apart(sorted(own + asked))
        return _window(text[: max(end, own[-1].end)], both, width, start)
    start += len(text[start : own[0].start]) - len(text[start : own[0].start].lstrip())
    end = max(len(text[:end].rstrip()), own[-1].end)
    return max(start, _before_figure(text, start)), max(_before_figure(text, end), own[-1].end)


def _window(text: str, marks: Sequence[Mark], width: int, low: int) -> Span:
    """From where to where of the text, but not before ``low``, its most telling marks (ascending
    and apart) are shown."""
    best = max(range(len(marks)), key=lambda n: _worth(_near(marks, n, width)))
    first, last = marks[best][:2]
    for mark in _near(marks, best, width):
        last = mark.end
    start = _start(text, first, max(SLACK, (width - (last - first)) // 2), low)
    start = max(low, _before_figure(text, start))
    start += len(text[start:first]) - len(text[start:first].lstrip())
    return start, max(_before_figure(text, _end(text, start, width)), last)


def _worth(marks: Iterable[Mark]) -> float:
    seen: set[int] = set()
    worth = 0.0
    for mark in marks:
        worth += mark.worth * (AGAIN if mark.word in seen else 1.0)
        seen.add(mark.word)
    return worth


def _near(marks: Sequence[Mark], first: int, width: int) -> Iterator[Mark]:
    """The marks from this one on that fit in the width: no more than it has letters, however many
    there are."""
    for n in range(first, len(marks)):
        if marks[n].end > marks[first].start + width:
            return
        yield marks[n]


def _sentence_starts(text: str, low: int, high: int) -> list[int]:
    return [start for start, _ in sentence_spans(text, low, high)][1:]


def _start(text: str, mark: int, reach: int, first: int) -> int:
    """Where the sentence of the mark begins, or a word within reach of it; not before ``first``."""
    low = max(first, mark - reach)
    starts = _sentence_starts(text, low, mark + 1)
    if starts:
        return starts[-1] if mark - starts[-1] > reach // 4 else starts[0]
    if low == first:
        return first
    words = [found.end() for found in _BREAK.finditer(text, low, mark)]
    return words[0] if words else mark


def _end(text: str, start: int, width: int) -> int:
    """Where a sentence ends near the width, else a word."""
    limit = start + width
    if len(text) <= limit:
        return len(text)
    starts = [at for at in _sentence_starts(text, start + width // 2, limit + SLACK) if at > start]
    if starts:
        return len(text[: min(starts, key=lambda at: abs(at - limit))].rstrip())
    words = [found.start() for found in _BREAK.finditer(text, start, limit)]
    return words[-1] if words else limit


def _before_figure(text: str, at: int) -> int:
    """The place itself, or the start of the date or figure with its unit that it would cut."""
    low = max(0, at - NEAR)
    if not _DIGIT.search(text, low, at + NEAR):
        return at
    for token in tokenise(text[low : at + NEAR]):
        raw = text[low + token.start : low + token.end]
        if token.start < at - low < token.end and _DIGIT.search(raw) and _SPACE.search(raw):
            return low + token.start
    return at


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text)
