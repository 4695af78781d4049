"""What stands in headings and is no part of the title: icons that are text, and kinds as badges.

Accordions say with a sign or a word that they open (``+``, ``expand_more``, »Åbn«), hidden from
readers aloud or from all others; cards put »Rapport« before the title.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from lxml import html

from indexer.harvesting.citation import KINDS
from indexer.harvesting.elements import text_of
from indexer.harvesting.headings import BLOCKS, BODY, HEADING_LENGTH, LONGEST_CLASS, heading_rank

LONGEST = 40
"""Characters of an icon or a badge."""
MOST_PARTS = 20
MARK_WORDS = 2
MARK = re.compile(r"(^|[-_\s])(badge|lozenge|chip|pill)([-_\s]|$)", re.IGNORECASE)
WORDS = re.compile(r"[^\W_]")


def icons(root: html.HtmlElement) -> set[html.HtmlElement]:
    """The parts of headings that are signs, hidden from those who hear the page, or the same in
    several headings."""
    alike: defaultdict[str, dict[html.HtmlElement, list[html.HtmlElement]]] = defaultdict(dict)
    found: set[html.HtmlElement] = set()
    for heading, part, text in _parts(root):
        is_sign = not WORDS.search(text) or part.get("aria-hidden") == "true"
        if is_sign or (_is_mark(part) and text.lower() not in KINDS):
            found.add(part)
        elif text.lower() not in KINDS:
            alike[text.lower()].setdefault(heading, []).append(part)
    for by_heading in alike.values():
        if len(by_heading) > 1:
            found.update(part for parts in by_heading.values() for part in parts)
    return found


def _is_mark(part: html.HtmlElement) -> bool:
    """Whether a part is called what marks something: »Ny«, »Læst«, »Udgået«."""
    is_short = len(text_of(part).split()) <= MARK_WORDS
    return is_short and MARK.search(part.get("class", "")[:LONGEST_CLASS]) is not None


def badges(root: html.HtmlElement) -> set[html.HtmlElement]:
    """The parts of headings that are but the name of a kind."""
    return {part for _, part, text in _parts(root) if text.lower() in KINDS}


def _parts(root: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, html.HtmlElement, str]]:
    """Each heading with each part of its line that is not all of it, and the part's text."""
    within: set[html.HtmlElement] = set()  # headings in headings are parts of the outer
    for heading in root.iter("*"):
        if heading in within or heading_rank(heading) == BODY:
            continue
        if len(whole := text_of(heading)) > HEADING_LENGTH:
            continue
        within.update(islice(heading.iterdescendants("*"), MOST_PARTS))
        for part in islice(heading.iterdescendants("*"), MOST_PARTS):
            text = text_of(part)
            if part.tag not in BLOCKS and 0 < len(text) <= LONGEST and text != whole:
                yield heading, part, text
