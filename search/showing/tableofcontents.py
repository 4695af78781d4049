"""Tables of contents within a page: lines that end with the numbers of pages, which rise.

What is said of a matter stands elsewhere, so a line of one, like the labels of a chart, is the last
to be shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile

from search.library.pagelayout import TextChart
from search.showing.marks import Mark

SHARE = 0.1
"""What a mark in a table of contents or a chart is worth beside one in a text, by judgement."""
LEAST = 4
"""Lines in a row that make a table of contents."""
REACH = 800
"""Characters before and after a mark in which they are looked for."""
LEADERS = " \t\xa0._…"
DIGITS = "0123456789"


def discounted(
    text: str, marks: Iterable[Mark], charts: Sequence[TextChart] = ()
) -> Iterator[Mark]:
    """The marks, those in a table of contents or in one of the ``charts`` worth less."""

    @cache
    def listed(start: int) -> bool:
        return _is_contents(text, start)

    for mark in marks:
        start = max(text.rfind("\n", 0, mark.start) + 1, mark.start - REACH)
        aside = listed(start) or any(c.start <= mark.start < c.end for c in charts)
        yield mark._replace(worth=mark.worth * SHARE) if aside else mark


def _is_contents(text: str, start: int) -> bool:
    """Whether the line that begins there is one of several that end with rising numbers."""
    following = _numbers(text[start : start + REACH].split("\n"))
    if not following:
        return False
    before = _numbers(text[max(0, start - REACH) : start].split("\n")[-2::-1])
    up = _rising([*following])
    down = _rising([-n for n in (following[0], *before)])
    return up + down - 1 >= LEAST


def _rising(numbers: Sequence[int]) -> int:
    """How many of the first rise, or stay."""
    return 1 + sum(1 for _ in takewhile(lambda pair: pair[0] <= pair[1], pairwise(numbers)))


def _numbers(lines: Iterable[str]) -> list[int]:
    """The numbers that lines end with, until one that has none; blank lines apart."""
    had = (_number(line) for line in lines if line.strip())
    return [*takewhile(lambda number: number >= 0, had)]


def _number(line: str) -> int:
    """The number of a page that a line of a table of contents ends with, -1 when it is none."""
    line = line.rstrip()
    head = line.rstrip(DIGITS)
    digits = line[len(head) :]
    is_one = 1 <= len(digits) <= 3 and head[-1:] in LEADERS and any(map(str.isalpha, head))
    return int(digits) if is_one else -1
