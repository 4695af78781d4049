"""Which catalogued material a listed one is.

A page shortens titles, puts quotes round them, adds a subtitle or another one. So two titles are
the same when they are nearly alike, or when their main titles are and nothing speaks against it.
"""

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from indexer.harvesting.citation import Citation
from search.catalogue import Material

ALIKE = 88.0
"""Likeness in percent (rapidfuzz's ratio) of two titles that are taken for one."""
MAIN_WORDS, MAIN_LENGTH = 2, 14
"""A main title of fewer words or characters (»Notat«, »Årsrapport«) says too little."""
YEARS_APART = 1
"""A page and a catalogue may date the same work by its writing and by its publication."""


def match(citation: Citation, materials: Iterable[Material]) -> Material | None:
    """The material that is most like what is cited; None when none is enough."""
    scored = [(likeness(citation, material), n, material) for n, material in enumerate(materials)]
    best = max(scored, key=lambda entry: (entry[0], -entry[1]), default=(0.0, 0, None))
    return best[2] if best[0] >= ALIKE else None


def likeness(citation: Citation, material: Material) -> float:
    """0 to 100; 0 when the years speak against it."""
    if _years_differ(citation, material):
        return 0.0
    ours = [material.title, f"{material.title} {material.subtitle or ''}"]
    theirs = citation.title
    whole = max(fuzz.ratio(_plain(theirs), _plain(title)) for title in ours)
    main = max((fuzz.ratio(a, b) for a in _mains(theirs) for b in _mains(ours[0])), default=0.0)
    return max(whole, main - 1)


def _mains(title: str) -> Iterator[str]:
    """The title, and its part before a dash, colon, comma or bracket, when that says enough."""
    for part in (title, re.split(r"\s[–—-]\s|[:(,]", title.strip("(: "))[0]):
        plain = _plain(part)
        if len(plain) >= MAIN_LENGTH and len(plain.split()) >= MAIN_WORDS:
            yield plain


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _years_differ(citation: Citation, material: Material) -> bool:
    if not citation.published or not material.year:
        return False
    return abs(int(citation.published[:4]) - material.year) > YEARS_APART
