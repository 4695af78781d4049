"""What is filled in on a form, put to the label of its field: PDFium draws it after all text."""

from collections.abc import Sequence

from indexer.extraction.ruledtables import PROSE, as_one
from indexer.extraction.runs import Line, Run

MOST_VALUES, MOST_LINES = 300, 2000
"""A form has no more, and each value is held against all lines."""
STEP = 1.7
"""Sizes of the font: from line to line of one value, at most."""
BELOW = 2.0
"""Heights of the label: a value under it stands no further down."""
NEAR = 1.0
"""Heights of the label: so far to its left or right may a value begin that stands under it."""


def with_values(printed: tuple[Line, ...], filled: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines ``filled``, of a page with its fields drawn after what is ``printed``:
    each value stands behind the label level with it, or else on the line after the one over it."""
    first = len(printed)
    values = filled[first:]
    if filled[:first] != printed or first > MOST_LINES or not 0 < len(values) <= MOST_VALUES:
        return filled
    rest = list[Line]()
    beside, below = dict[tuple[int, int], list[Run]](), dict[int, list[Line]]()
    label: tuple[int, int] | None = None
    before: Run | None = None
    for value in values:
        goes_on = label and before and _goes_on(before, value[0])
        if label := _beside(printed, value[0]) or (label if goes_on else None):
            beside.setdefault(label, []).extend(value)
        elif (over := _over(printed, value[0])) is not None:
            below.setdefault(over, []).append(value)
        else:
            rest.append(value)
        before = value[0]
    lines = [
        tuple(as_one((run, *beside.get((at, number), ()))) for number, run in enumerate(line))
        for at, line in enumerate(printed)
    ]
    placed = [each for at, line in enumerate(lines) for each in (line, *below.get(at, ()))]
    return (*placed, *rest)


def _is_label(run: Run) -> bool:
    return run.text.endswith(":") or len(run.text.split()) < PROSE


def _beside(lines: Sequence[Line], value: Run) -> tuple[int, int] | None:
    """The numbers of the line and of its run that is the label right before a value; None where
    other text is, or none."""
    level = [
        (run.right, at, number)
        for at, line in enumerate(lines)
        for number, run in enumerate(line)
        if run.right <= value.left + NEAR and run.level_with(value)
    ]
    _, at, number = max(level, default=(0.0, -1, 0))
    return (at, number) if at >= 0 and _is_label(lines[at][number]) else None


def _goes_on(before: Run, value: Run) -> bool:
    """Whether a line of a value is right below another of it."""
    return abs(value.left - before.left) < NEAR and 0 < before.base - value.base < STEP * value.em


def _over(lines: Sequence[Line], value: Run) -> int | None:
    """The number of the line of a label right over a value."""
    found = [
        (label.bottom - value.top, at)
        for at, line in enumerate(lines)
        for label in line
        if -NEAR < label.bottom - value.top < BELOW * label.height
        and abs(label.left - value.left) < NEAR * label.height
        and _is_label(label)
    ]
    return min(found)[1] if found else None
