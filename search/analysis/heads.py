"""Last parts of compounds by a dictionary of Danish, for which no vocabulary is needed."""

import simplemma

LINKS = ("", "s", "e")
"""What may stand between two parts."""
SHORTEST_PART = 3
SHORTEST_HEAD = 4

ENDINGS = frozenset(
    {
        "ning", "ningen", "ninger", "eringen", "ering", "elsen", "else", "hederne", "heden",
        "hed", "lige", "ligt", "ende", "erne", "ernes", "eren", "erens", "iske", "bare",
        "somme", "inger", "ingerne", "ingen", "enes", "ens", "ede",
        "ing", "ion", "lig", "elig", "somhed", "somheden", "rens", "heder", "ister", "isterne", "isten", "ring", "ringen", "ringer", "ringerne",
        "ioner", "ionen", "ionerne",
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
        if last in ENDINGS or not simplemma.is_known(last, lang="da"):
            continue
        for link in LINKS:
            first = word[:start].removesuffix(link) if word[:start].endswith(link) else ""
            if len(first) >= SHORTEST_PART and simplemma.is_known(first, lang="da"):
                return last
    return None
