"""Compounds and their last parts by a dictionary of Danish, for which no vocabulary is needed."""

from search.analysis.stems import STOPWORDS
from search.library.dictionary import is_known

LINKS = ("", "s", "e")
"""What may stand between two parts."""
SHORTEST_PART = 3
SHORTEST_HEAD = 4

ENDINGS = frozenset(
    {
        "bare", "ede", "elig", "else", "elsen", "ende", "enes", "ens", "eren", "erens",
        "ering", "eringen", "erne", "ernes", "hed", "heden", "heder", "hederne", "ing",
        "ingen", "inger", "ingerne", "ion", "ionen", "ioner", "ionerne", "iske", "isten",
        "ister", "isterne", "lig", "lige", "ligt", "ning", "ningen", "ninger", "rens",
        "ring", "ringen", "ringer", "ringerne", "somhed", "somheden", "somme", "tisk",
        "tiske",
    }
)  # fmt: skip
"""Derivations and inflections that look like a last part and are none."""


def head(word: str) -> str | None:
    """The last part of a compound, None when the dictionary shows no compound.

    For a text's own short forms, which must be completed before there is a vocabulary:
    ``uddannelses- og beskæftigelsesindsats``.
    """
    for start in range(SHORTEST_PART, len(word) - SHORTEST_HEAD + 1):
        last = word[start:]
        if last in ENDINGS or not is_known(last):
            continue
        for link in LINKS:
            first = word[:start].removesuffix(link) if word[:start].endswith(link) else ""
            if len(first) >= SHORTEST_PART and is_known(first):
                return last
    return None


def is_compound(word: str) -> bool:
    """Whether a word may be made of words that the dictionary has: two or more, the first maybe
    without its e (``maskinarbejde``), the others of four letters and more. More than ``head`` takes
    for one, since nothing is taken apart here."""
    starts = {0}
    for end in range(SHORTEST_PART, len(word) - SHORTEST_HEAD + 1):
        if any(_is_part(word[start:end], first=start == 0) for start in starts if start < end):
            starts |= {end + len(link) for link in LINKS if word.startswith(link, end)}
    return any(_is_part(word[start:], first=False) for start in starts - {0})


def _is_part(part: str, *, first: bool) -> bool:
    if not first:
        return len(part) >= SHORTEST_HEAD and part not in ENDINGS and is_known(part)
    if part in STOPWORDS:
        return False
    return is_known(part) or (len(part) >= SHORTEST_HEAD and is_known(part + "e"))
