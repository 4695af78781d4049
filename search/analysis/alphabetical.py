"""The order of the Danish alphabet."""

import re

from search.analysis.normalise import bare, normalise

_LAST = str.maketrans("æøå", "{|}")
"""The letters after z by the characters after z."""
_NO_LETTERS = re.compile(r"[^\w\s]+|_")


def alphabetical(text: str) -> str:
    """What to sort ``text`` by: æ, ø and å come last, in that order; what is spelt alike stands
    together (aa with å, ä with æ, ö with ø), ü with y; accents, case and what is no letter, figure
    or space count nothing. As Retskrivningsordbogen sorts, but for words of several.
    """
    letters = _NO_LETTERS.sub("", normalise(text)).replace("aa", "å").replace("ü", "y")
    return "".join(map(bare, letters)).translate(_LAST).strip()
