"""How a document and its pages are set: the size of the text, the step from line to line, the right
edge of its columns. All are measured, so that a text set with space between its lines has the same
paragraphs as one without."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from indexer.extraction.layout import Row, body_height
from indexer.extraction.runs import Run

STEP = 1.2
"""In sizes of the font: the step from line to line where nothing shows another."""
STEPS = (0.8, 2.6)
"""Between which it may be."""
FINE = 20
"""In how many parts of the font's size steps are told from each other."""
LEAST_STEPS = 6
"""So many lines of a page tell their own step, fewer the document's."""
LEAST_WITHIN = 2
"""So many lines that go on with a sentence tell the step of these."""
LARGER = 1.25
"""In steps from line to line of a sentence: what is larger leads to another paragraph."""
COLUMN = 2.0
"""In sizes of the font: lines that begin within this are of one column."""
EARLY = 0.4
"""Of a column's width: a line that leaves so much free was ended on purpose, whatever follows."""
NARROW = 0.6
"""Of a column's width: lines that are all narrower are of a column of their own."""
FLUSH = 0.02
"""In sizes of the font: lines that end so close to each other are set to one edge."""
BESIDE = 1.5
"""In sizes of the font: how far over or under a line a box keeps its edge."""
NEXT = 2
"""So many rows before and after a line, in the order of the file, are of its own column."""
HIGHEST = 5
"""Of so many lines in a column one may be wider than it: a title, or a line that stands out."""

LineStep = tuple[float, bool]
"""From a line to the next, in sizes of the font, and whether a sentence goes on there."""


@dataclass(frozen=True)
class Setting:
    """The size of the ``body`` in points, and the usual ``step`` from line to line in sizes."""

    body: float
    step: float

    @classmethod
    def of(cls, pages: Sequence[Sequence[Row]]) -> "Setting":
        """How most of the pages' text is set."""
        steps = [step for page in pages for step in _steps(page)]
        return cls(body_height(pages), _usual(steps) or STEP)


@dataclass(frozen=True)
class PageSetting:
    """The usual ``step`` on a page, the right ``edges`` of its columns, and the ``boxes`` of its
    rows."""

    step: float
    edges: Mapping[int, float]
    boxes: Sequence[Run] = ()

    @classmethod
    def of(cls, rows: Sequence[Row], document: Setting) -> "PageSetting":
        """How the page of these rows is set, in a document that is set like ``document``."""
        steps = list(_steps(rows))
        rights = defaultdict(list)
        for row in rows:
            if len(row.cells) == 1:
                for key in _columns(row.box):
                    rights[key].append(row.box.right)
        edges = {key: sorted(found)[-1 - len(found) // HIGHEST] for key, found in rights.items()}
        return cls(_usual(steps) or document.step, edges, [row.box for row in rows])

    def fits(self, new: Run, block: Sequence[Row]) -> bool:
        """Whether the first word of ``new`` would have had its place at the end of the ``block`` of
        lines before it, so that the last line was ended on purpose."""
        if is_flush(block):
            return False
        last = block[-1].box
        word = len(new.text.split(None, 1)[0]) / len(new.text) * (new.right - new.left)
        place = last.right + word + 0.5 * last.em
        return self._edge(new, block) > place and self._beside(last) > place

    def ends_early(self, new: Run, block: Sequence[Row]) -> bool:
        """Whether the last line of the ``block`` before ``new`` leaves much of its width free, and
        room for the word that follows."""
        if not self.fits(new, block):
            return False
        last, edge = block[-1].box, self._edge(new, block)
        left = min(row.box.left for row in block)  # that of a line drawn in pieces
        edge = min(edge, self._beside(last))
        return edge - last.right > EARLY * (edge - left)

    def _beside(self, line: Run) -> float:
        """Where what stands to the right of a line begins, as a box does that text runs round."""
        at = self.boxes.index(line)
        others = (*self.boxes[: max(0, at - NEXT)], *self.boxes[at + 1 + NEXT :])
        near = BESIDE * line.em
        lefts = (
            box.left
            for box in others
            if box.left >= line.right
            and box.bottom < line.top + near
            and box.top > line.bottom - near
        )
        return min(lefts, default=inf)

    def _edge(self, new: Run, block: Sequence[Row]) -> float:
        """The right edge of the column in which the block goes on with ``new``: when all of it is
        narrow, as in a cell, it is its own column."""
        last = block[-1].box
        own = max(new.right, *(row.box.right for row in block))
        edge = self.edges.get(_columns(last)[1], own)
        return own if own - last.left < NARROW * (edge - last.left) else max(own, edge)


def is_flush(block: Sequence[Row]) -> bool:
    """Whether the last line ends at the edge at which the one before it ends, as lines do that run
    round a picture."""
    if len(block) < 2:
        return False
    before, last = block[-2].box, block[-1].box
    return (
        abs(before.right - last.right) < FLUSH * last.em and abs(before.left - last.left) < last.em
    )


def _columns(run: Run) -> tuple[int, int, int]:
    """The column in which a run begins, and those beside it."""
    key = round(run.left / COLUMN / 10)
    return key - 1, key, key + 1


def _steps(rows: Sequence[Row]) -> Iterator[LineStep]:
    """The steps from line to line of one size, one above the other, in sizes of the font, and
    whether the lower line goes on with the upper, as it begins with a small letter or both end at
    one edge."""
    for above, below in pairwise(row.box for row in rows if len(row.cells) == 1):
        size = below.em or 1.0
        step = (above.base - below.base) / size
        level = min(above.right, below.right) - max(above.left, below.left)
        if STEPS[0] < step < STEPS[1] and level > 0 and abs(above.em - below.em) < 0.1 * size:
            flush = abs(above.right - below.right) < FLUSH * size
            yield step, below.text[0].islower() or flush


def _usual(steps: Sequence[LineStep]) -> float:
    """The most frequent step; the one from line to line of a sentence where most steps are far
    larger, as they are from point to point of a list. 0 where few lines tell, or none goes on with
    a sentence: then each may be a point."""
    if len(steps) < LEAST_STEPS or not any(goes_on for _, goes_on in steps):
        return 0.0
    usual = _most_frequent(step for step, _ in steps)
    within = [step for step, goes_on in steps if goes_on]
    if len(within) >= LEAST_WITHIN:
        own = _most_frequent(within)
        return own if LARGER * own < usual else usual
    return usual


def _most_frequent(steps: Iterable[float]) -> float:
    """The most frequent step, and of as frequent ones the smallest."""
    counts = Counter(round(FINE * step) for step in steps)
    return max(sorted(counts), key=lambda step: counts[step] + counts[step + 1]) / FINE
