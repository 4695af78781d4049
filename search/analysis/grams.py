"""Character 4-grams of words, under which those that look alike meet.

They reach what no stemmer and no splitter does: derivations (flette, fletning), foreign parts,
slips of the pen, compounds that the collection has no parts of.
"""

import re

LENGTH = 4
"""4 is known to be best for Danish and its neighbours (McNamee and Mayfield 2004); 3 and 5 were no
better than none here."""

_NUMBER = re.compile(r"[\d,]+%?")


def grams(word: str) -> list[str]:
    """The different 4-grams of a word with its borders marked."""
    marked = f"^{word}$"
    if _NUMBER.fullmatch(word):
        return [marked]  # 2014 is not nearly 2015
    return sorted({marked[i : i + LENGTH] for i in range(max(1, len(marked) - LENGTH + 1))})
