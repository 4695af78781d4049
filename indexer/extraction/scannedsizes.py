"""How large the lines of a scan are set, as their words are drawn.

A word's box is as high as its highest letter and reaches as low as its lowest, so words are
compared with those of the page that have as tall and as deep letters.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

from indexer.extraction.runs import Run

TALL = re.compile(r"[^\W_acegmnopqrsuvwxyzæø]")
DEEP = re.compile(r"[gjpqyQ,;()§]")
LEAST_WORDS = 8
"""So many words of a page with as tall and as deep letters tell how high these are."""
LEAST_LETTERS = 3
"""A word with fewer tells nothing."""
ENDS = ":?!)"
"""What a title may end with."""
LARGER, LEAST = 1.13, 1.15
"""Of the usual size: a line from the first on is larger, and by the second at least, so that no
rounding makes it one of those around it."""


def larger_lines(
    lines: Mapping[tuple[str, ...], Sequence[Run]],
) -> dict[tuple[str, ...], float]:
    """How large those lines are that are larger than most and may be titles: they begin as
    sentences do, and end as none."""
    heights = defaultdict(list)
    for run in (run for runs in lines.values() for run in runs if _tells(run.text)):
        heights[_shape(run.text)].append(run.height)
    usual = {shape: median(found) for shape, found in heights.items() if len(found) >= LEAST_WORDS}
    made = {}
    for key, runs in lines.items():
        first, last = runs[0].text[0], runs[-1].text[-1]
        if first.islower() or not (first.isalnum() and (last.isalnum() or last in ENDS)):
            continue
        own = [
            run.height / usual[_shape(run.text)]
            for run in runs
            if _tells(run.text) and _shape(run.text) in usual
        ]
        if own and (size := median(own)) >= LARGER:
            made[key] = max(size, LEAST)
    return made


def _tells(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= LEAST_LETTERS


def _shape(text: str) -> tuple[bool, bool]:
    """Whether a word has tall letters, and deep ones."""
    return TALL.search(text) is not None, DEEP.search(text) is not None
