"""Lists of references: what names other works and where they are, and states nothing itself."""

import re

LEAST, RATE = 5, 1 / 250
"""References on a page that lists them, and of its characters."""
_DATED = re.compile(r"^[^\n(]{0,200}\((?:[\w. ]{0,20} )?(?:19|20)\d\d[a-z]?\)[.:,]", re.M)
_LINKED = re.compile(r"^[^\n(]{0,200}?https?:", re.M)
_NUMBERED = re.compile(r"^\[\d{1,3}\] [^\W\d_]", re.M)
_KINDS = (("(", _DATED), ("[", _NUMBERED), ("http", _LINKED))
"""What each kind of reference has, and how it begins."""


def lists_references(text: str) -> bool:
    """Whether a page is a list of references: lines that begin with a work and its year in
    brackets, its number or its address, close upon each other. What is cited in brackets after a
    sentence is none."""
    least = max(LEAST, RATE * len(text))
    had = [(text.count(sign), kind) for sign, kind in _KINDS]
    if sum(count for count, _ in had) < least:
        return False
    return sum(len(kind.findall(text)) for count, kind in had if count) >= least
