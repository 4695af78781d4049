"""The order of the Danish alphabet."""

import re

from search.analysis.normalise import bare, normalise

_LAST = str.maketrans("æøå", "{|}")
"""The letters after z by the characters after z."""
_FIGURES = re.compile(r"[0-9]+")
_WIDTH = 12
"""Figures that numbers are filled up to, to stand in the order of their values."""
_NO_LETTERS = re.compile(r"[^\w\s]+|_")


def alphabetical(text: str) -> str:
    """What to sort ``text`` by: æ, ø and å come last, in that order; what is spelt alike stands
    together (aa with å, ä with æ, ö with ø), ü with y; numbers stand in the order of their values
    (2 before 10); accents, case and what is no letter, figure or space count nothing. As
    Retskrivningsordbogen sorts, but for words of several.
    """
    letters = _NO_LETTERS.sub("", normalise(text)).replace("aa", "å").replace("ü", "y")
    numbered = _FIGURES.sub(lambda found: found[0].zfill(_WIDTH), letters)
    return "".join(map(bare, numbered)).translate(_LAST).strip()
