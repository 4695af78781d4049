"""What a browser prints at the edges of a page: its title and when it was printed, its address and
which page of how many it is."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from indexer.extraction.runs import RawPage

FOOT = re.compile(
    r"(?:https?|file)://\S+\s+(?:(?:page|side) )?\d{1,4}(?: ?/ ?| of | af )\d{1,4}", re.I
)
WHEN = re.compile(
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}),? (?:kl\. ?)?\d\d?[.:]\d\d(?!\d)"
)


def by_browsers(pages: Sequence[RawPage]) -> set[tuple[int, int]]:
    """The lines, each with its page, that a browser printed on these pages."""
    said = ([" ".join(run.text for run in line) for line in page.lines] for page in pages)
    return {(index, at) for index, lines in enumerate(said) for at in _printed(lines)}


def without_browsers(text: str) -> str:
    """A page's text without such lines."""
    lines = text.split("\n")
    printed = _printed(lines)
    return "\n".join(line for at, line in enumerate(lines) if at not in printed)


def _printed(lines: Iterable[str]) -> set[int]:
    """Which of a page's lines are its foot, and what tells the time where there is one. Without
    the foot a time is the document's own."""
    said = [line.strip() for line in lines]
    feet = {at for at, line in enumerate(said) if FOOT.fullmatch(line)}
    for at, (address, count) in enumerate(pairwise(said)):
        if FOOT.fullmatch(f"{address} {count}"):
            feet |= {at, at + 1}
    return feet | {at for at, line in enumerate(said) if WHEN.search(line)} if feet else set()
