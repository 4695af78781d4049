"""The order of the Danish alphabet."""

import re

from search.analysis.normalise import bare, normalise

_LAST = str.maketrans("æøå", "{|}")
"""The letters after z by the characters after z."""
_NEIGHBOURS = str.maketrans("äöü", "æøy")
_NO_LETTERS = re.compile(r"[^\w\s]+|_")


def alphabetical(text: str) -> str:
    """What to sort ``text`` by: æ, ø and å come last, in that order; aa is å, and letters of
    neighbours stand with ours (ä with æ, ö with ø, ü with y); accents, case and what is no letter,
    figure or space count nothing. As Retskrivningsordbogen sorts, but for words of several.
    """
    letters = _NO_LETTERS.sub("", normalise(text)).replace("aa", "å").translate(_NEIGHBOURS)
    return "".join(map(bare, letters)).translate(_LAST).strip()
