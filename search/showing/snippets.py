"""Snippets: the window of a page that shows the finding."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.analysis.tokens import tokenise
from search.showing.highlighting import Mark
from search.showing.passages import Figures, best_passage, figures_beside

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

_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÆØÅ0-9»\"“(–-])|\n\s*\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:bl\.a|f\.eks|dvs|pct|ca|nr|kap|jf|m\.v|mv|ift|inkl|evt|s|St)\.)$"
)
_BREAK = re.compile(r"(?<![\d§])\s+|(?<=[.!?])\s+|(?<=\d)\s+(?![\d%]|pct|procent|kr|mio|mia)")

_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Fragment:
    """A piece of a snippet; ``marked`` when it is what was searched for."""

    text: str
    marked: bool = False


Snippet = tuple[Fragment, ...]


def plain(snippet: Snippet) -> str:
    """The snippet as text without marks."""
    return "".join(fragment.text for fragment in snippet)


def make_snippet(
    text: str, marks: Sequence[Mark], width: int = WIDTH, figures: Figures = ()
) -> Snippet:
    """The passage of ``text`` with the most telling ``marks``, these marked, and, when such
    ``figures`` are asked for, with one of them.

    It begins and ends with a sentence where one fits, else between words, never within a figure;
    an ellipsis shows where text was left out.
    """
    if not marks:
        start, end = 0, _before_figure(text, _end(text, 0, width))
    else:
        start, end = _passage(text, marks, width, figures)
    fragments = [Fragment("… ")] if text[:start].strip() else []
    at = start
    for mark in marks:
        if start <= mark.start and mark.end <= end and mark.start >= at:
            fragments.append(Fragment(_flat(text[at : mark.start])))
            fragments.append(Fragment(_flat(text[mark.start : mark.end]), marked=True))
            at = mark.end
    fragments.append(Fragment(_flat(text[at:end])))
    if text[end:].strip():
        fragments.append(Fragment(" …"))
    return tuple(fragment for fragment in fragments if fragment.text)


def _passage(text: str, marks: Sequence[Mark], width: int, figures: Figures) -> tuple[int, int]:
    start, end = best_passage(text, marks, figures, width + SLACK)
    own = [mark for mark in marks if start <= mark.start < end]
    if end - start > width + SLACK:  # one long sentence
        least = min(mark.worth for mark in own) * LESS
        asked = [
            Mark(*span, FIGURE, least) for span in figures_beside(text[:end], own, figures, width)
        ]
        return _window(text[: max(end, own[-1].end)], sorted(own + asked), width)
    start += len(text[start : own[0].start]) - len(text[start : own[0].start].lstrip())
    end = max(len(text[:end].rstrip()), own[-1].end)
    return _before_figure(text, start), max(_before_figure(text, end), own[-1].end)


def _window(text: str, marks: Sequence[Mark], width: int) -> tuple[int, int]:
    best = max(marks, key=lambda first: (_worth(first, marks, width), -first.start))
    last = max(m.end for m in marks if m.start >= best.start and m.end <= best.start + width)
    start = _start(text, best.start, max(SLACK, (width - (last - best.start)) // 2))
    start = _before_figure(text, start)
    return start, max(_before_figure(text, _end(text, start, width)), last)


def _worth(first: Mark, marks: Sequence[Mark], width: int) -> float:
    seen: set[int] = set()
    worth = 0.0
    for mark in marks:
        if first.start <= mark.start and mark.end <= first.start + width:
            worth += mark.worth * (AGAIN if mark.word in seen else 1.0)
            seen.add(mark.word)
    return worth


def _sentence_starts(text: str, low: int, high: int) -> list[int]:
    return [
        found.end()
        for found in _SENTENCE_END.finditer(text, low, high)
        if not _ABBREVIATED.search(text, max(0, found.start() - 8), found.start())
    ]


def _start(text: str, mark: int, reach: int) -> int:
    """Where the sentence of the mark begins, or a word within reach of it."""
    low = max(0, mark - reach)
    starts = _sentence_starts(text, low, mark + 1)
    if starts:
        return starts[-1] if mark - starts[-1] > reach // 4 else starts[0]
    if low == 0:
        return 0
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
