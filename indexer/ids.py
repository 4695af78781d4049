"""Ids of materials, made of their titles."""

import re
import unicodedata

LONGEST = 80
"""Characters of an id, up to which its title's words are taken."""
DANISH: dict[str, str | int | None] = {"æ": "ae", "ø": "oe", "å": "aa"}


def slug(title: str) -> str:
    """``title`` as an id: ``Håndbog for mentorer, 2. udg.`` is ``haandbog-for-mentorer-2-udg``."""
    danish = title.lower().translate(str.maketrans(DANISH))
    plain = unicodedata.normalize("NFKD", danish).encode("ascii", "ignore").decode()
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "materiale"
    if len(whole) <= LONGEST:
        return whole
    return whole[: LONGEST + 1].rpartition("-")[0] or whole[:LONGEST]


def free_id(title: str, taken: set[str]) -> str:
    """The slug of ``title``, with the first number that makes it differ from those ``taken``."""
    base = slug(title)
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate
