"""Lines in reading order.

The order of the file is kept but where the page itself shows that it is wrong: columns of prose
drawn line by line across the page, and columns of figures drawn apart from their labels.
"""

import re

from indexer.extraction.grid import is_figure
from indexer.extraction.ruledtables import PROSE, as_one
from indexer.extraction.runs import Line, Run

STEP = 2.5
"""Heights of a line: how far over the first figure of a column its label stands."""
MARK = re.compile(r"[•·▪●○◦‣■□–✓]|\(?(?:[a-z]|\d{1,2})[.)]", re.I)
"""The mark of a point of a list, where it stands alone."""
LEAST_MARKS = 2
"""So many marks drawn apart are those of a list."""
MOST_APART = 1_000
"""Marks, or figures, that stand alone: a page has no more, and each is held against all lines."""
BEFORE = 2.5
"""Sizes of the font: a mark stands no further before its text."""
LEAST_ROWS = 3
"""Rows with two columns of prose that make them columns."""


def split_columns(lines: list[Line]) -> list[Line]:
    """The lines with columns of prose that were drawn across the page taken one by one."""
    made: list[Line] = []
    start = 0
    while start < len(lines):
        end, gutter = _across(lines, start) if len(lines[start]) > 1 else (start + 1, None)
        if gutter is None:
            made.append(lines[start])
            start += 1
            continue
        sides: tuple[list[Line], list[Line]] = ([], [])
        for line in lines[start:end]:
            for side, keep in zip(sides, (False, True), strict=True):
                if part := tuple(run for run in line if (run.left > gutter) is keep):
                    side.append(part)
        made += sides[0] + split_columns(sides[1])
        start = end
    return made


def _across(lines: list[Line], start: int) -> tuple[int, float | None]:
    """Where the block of lines from ``start`` ends that leave one gutter free, and the gutter; None
    when it is no two columns of prose."""
    low, high, prose = float("-inf"), float("inf"), 0
    end = start
    for line in lines[start:]:
        if len(line) < 2:
            left, right = line[0].left, line[0].right
            if not (right <= high or left >= low):
                break
        else:
            new_low, new_high = max(low, line[0].right), min(high, line[1].left)
            if new_low >= new_high:
                break
            low, high = new_low, new_high
            prose += sum(len(run.text.split()) >= PROSE for run in line[:2]) == 2
        end += 1
    while end > start and len(lines[end - 1]) < 2:
        end -= 1
    both = sum(len(line) > 1 for line in lines[start:end])
    is_prose = prose >= LEAST_ROWS and prose > 0.6 * both and not _figures_right(lines[start:end])
    return (end, (low + high) / 2) if is_prose else (start + 1, None)


def _figures_right(lines: list[Line]) -> bool:
    many = [line for line in lines if len(line) > 1]
    return sum(has_figures(line) for line in many) > 0.3 * len(many)


def attach_figures(lines: list[Line]) -> list[Line]:
    """The lines with each column of figures that was drawn apart put behind its labels."""
    figures = [_only_figures(line) for line in lines]
    if not 0 < sum(figures) <= MOST_APART:
        return lines
    made = list(lines)
    moved: dict[int, int] = {}
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and figures[end]:
            end += 1
        homes = [
            home
            for number in range(index, end)
            if (home := _home(made, number, lines[number][0])) is not None
        ]
        if len(homes) >= 2 and len(homes) == len(set(homes)) == end - index:
            if (above := _label_home(made, index)) is not None:
                index, homes = index - 1, [above, *homes]
            for number, nearest in zip(range(index, end), homes, strict=True):
                home = nearest
                while home in moved:  # a figure of the column to the left
                    home = moved[home]
                moved[number] = home
                made[home] += made[number]
                made[number] = ()
        index = max(end, index + 1)
    return [line for line in made if line]


def attach_marks(lines: list[Line]) -> list[Line]:
    """The lines with the marks of points that were drawn apart, as those of lists are by some
    programs after all text, put before the text that stands right beside them."""
    marks = [at for at, line in enumerate(lines) if len(line) == 1 and MARK.fullmatch(line[0].text)]
    if len(marks) > MOST_APART:
        return lines
    homes = {at: home for at in marks if (home := _marked(lines, at))}
    if len(set(homes.values())) < max(LEAST_MARKS, len(homes)):
        return lines
    made = list(lines)
    for at, (place, number) in homes.items():
        line = made[place]
        made[place] = (*line[:number], as_one((lines[at][0], line[number])), *line[number + 1 :])
        made[at] = ()
    return [line for line in made if line]


def _marked(lines: list[Line], at: int) -> tuple[int, int] | None:
    """The line in another place of the file, and which of its runs, that a mark stands before."""
    mark = lines[at][0]
    found = [
        (run.left - mark.right, place, number)
        for place, line in enumerate(lines)
        if place != at
        for number, run in enumerate(line)
        if 0 <= run.left - mark.right < BEFORE * run.em and run.level_with(mark)
    ]
    if not found:
        return None
    _, place, number = min(found)
    is_text = MARK.fullmatch(lines[place][number].text) is None
    return (place, number) if is_text and place != at + 1 else None


def _label_home(made: list[Line], index: int) -> int | None:
    """The line, in another place of the file, to which the label of the figures from line ``index``
    goes that was drawn right before them."""
    label, figure = made[index - 1] if index else (), made[index][0]
    if len(label) != 1 or len(label[0].text.split()) >= PROSE:
        return None
    run = label[0]
    is_over = 0 < run.bottom - figure.bottom < STEP * run.height
    if not is_over or min(run.right, figure.right) <= max(run.left, figure.left):
        return None
    return _home(made, index - 1, run)


def _home(made: list[Line], number: int, run: Run) -> int | None:
    """The line, in another place of the file, that stands level with line ``number``, which is
    ``run``, to its left and nearest to it."""
    found = [
        (run.left - line[-1].right, place)
        for place, line in enumerate(made)
        if place != number and line and run.left >= line[-1].right and run.level_with(line[-1])
    ]
    return min(found)[1] if found else None


def _only_figures(line: Line) -> bool:
    return len(line) == 1 and is_figure(line[0].text)


def has_figures(line: Line) -> bool:
    """Whether a run after the first is a figure."""
    return any(is_figure(run.text) for run in line[1:])
