"""Which texts of a page share words with its titles, and which lines are no texts."""

import re
from collections import Counter
from collections.abc import Sequence

from indexer.harvesting.citation import cite, is_publisher_line
from indexer.harvesting.elements import words_only
from search.library.dates import MONTHS, WEEKDAYS

FEW_WORDS = 12
STEM = 4
"""Letters at their beginning by which words are alike; shorter ones tell nothing."""
SURELY = 2
"""How many times as much titles have in common with what stands above them as with what stands
below, and words more, where what stands below the last doesn't tell."""

_DAY = "|".join((*WEEKDAYS, *MONTHS, "uge"))
DAYS = re.compile(rf"(?:\W|\d|den\b)*(?:{_DAY})\b(?:\W|\d|(?:den|{_DAY})\b)*", re.IGNORECASE)
"""A heading that is but a day or a week, as of menus and calendars."""


def names_something(text: str) -> bool:
    """Whether words are left of a title when kind, date, day and size are taken off."""
    title = cite(text).title
    return re.search(r"[^\W\d_]{2}", title) is not None and not DAYS.fullmatch(title)


def are_of_titles_below(titles: Sequence[str], texts: Sequence[str], last: str) -> bool:
    """Whether ``texts``, each right above one of the ``titles``, are of these and not of the titles
    before; ``last`` is what stands below the last one."""
    stems = [_stems(text) for text in texts]
    counted = Counter(stem for text in stems for stem in text)
    common = {stem for stem, count in counted.items() if 2 * count > len(texts)}
    told = [_stems(title) - common for title in titles]
    own = sum(len(title & text) for title, text in zip(told, stems, strict=True))
    nexts = zip(told, [*stems[1:], _stems(last)], strict=True)
    other = sum(len(title & text) for title, text in nexts)
    return own > other if not last else own >= SURELY * (other + 1)


def is_short_line(text: str) -> bool:
    """Whether a line is no running text: it says who or when, or is a few words without an end."""
    return is_publisher_line(text) or (len(text.split()) <= FEW_WORDS and text[-1] not in ".!?")


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in words_only(text).split() if len(word) >= STEM}
