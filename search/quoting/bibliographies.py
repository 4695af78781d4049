"""Lists of references: what names other works and where they are, and states nothing itself."""

import re

LEAST, RATE = 5, 1 / 250
"""References on a page that lists them, and of its characters."""
_DATED = re.compile(r"^[^\n(]{0,200}\((?:[\w. ]{0,20} )?(?:19|20)\d\d[a-z]?\)[.:,]", re.M)
_LINKED = re.compile(r"^[^\n(]{0,200}?https?:", re.M)
_NUMBERED = re.compile(r"^\[\d{1,3}\] [^\W\d_]", re.M)


def lists_references(text: str) -> bool:
    """Whether a page is a list of references: lines that begin with a work and its year in
    brackets, its number or its address, close upon each other. What is cited in brackets after a
    sentence is none."""
    found = sum(len(one.findall(text)) for one in (_DATED, _NUMBERED, _LINKED))
    return found >= LEAST and found >= RATE * len(text)
