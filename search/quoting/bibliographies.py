"""Lists of references: what names other works and where they are, and states nothing itself."""

import re

LEAST, RATE = 5, 1 / 250
"""References on a page that lists them, and of its characters."""
_DATED = re.compile(r"\((?:[\w. ]{0,20} )?(?:19|20)\d\d[a-z]?\)[.:,]")
_NUMBERED = re.compile(r"^\[\d{1,3}\] [^\W\d_]", re.M)


def lists_references(text: str) -> bool:
    """Whether a page is a list of references: works with their years in brackets, by number, or
    with addresses, close upon each other."""
    found = len(_DATED.findall(text)) + len(_NUMBERED.findall(text)) + text.count("http")
    return found >= LEAST and found >= RATE * len(text)
