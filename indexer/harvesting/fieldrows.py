"""Lines that are rows of fields: each in an element of its own, with nothing but space between."""

import re
from itertools import islice, pairwise

from lxml import html

from indexer.harvesting.citation import is_date, is_kind
from indexer.harvesting.elements import text_of

INLINE = frozenset(["a", "small", "span", "time"])
HOLDERS = ("p", "div", "li", "td", "dd", "header", "footer")
MOST, LONGEST = 8, 80
"""Fields of a line, and the characters of one."""
BETWEEN = " · "
WORDS = re.compile(r"[^\W_]")


def part(root: html.HtmlElement) -> None:
    """Put a sign between the fields of lines in which one is a date or a kind."""
    for line in root.iter(*HOLDERS):
        fields = [*islice(line, MOST + 1)]
        if 1 < len(fields) <= MOST and not (line.text or "").strip() and _are_fields(fields):
            for field, _ in pairwise(fields):
                field.tail = BETWEEN


def _are_fields(elements: list[html.HtmlElement]) -> bool:
    if not all(e.tag in INLINE and not (e.tail or "").strip() for e in elements):
        return False
    texts = [text_of(e) for e in elements]
    are_short = all(WORDS.search(text) and len(text) <= LONGEST for text in texts)
    return are_short and any(is_date(text) or is_kind(text) for text in texts)
