"""Words of a shape: ``*`` is any letters, ``?`` one."""

import re

from search.analysis.normalise import canonical

MANY, ANY = "*", "?"


def prefix(pattern: str) -> str | None:
    """What the words of a pattern begin with, when that is all it asks; else None."""
    plain = pattern.endswith("*") and not re.search(r"[*?]", pattern[:-1])
    return pattern[:-1] if plain else None


def literal(pattern: str) -> str:
    """The longest run of letters that all words of a pattern hold."""
    return max(re.split(r"[*?]", pattern), key=len)


def spellings(pattern: str) -> tuple[str, ...]:
    """The pattern as typed, and, where it differs, as the key of those spelt alike."""
    return tuple(dict.fromkeys((pattern, canonical(pattern))))


def fits(term: str, pattern: str) -> bool:
    """Whether a term has the shape, as it stands or as what is spelt alike (``aarh*`` is
    ``århu*``)."""
    return _fits(term, pattern) or _fits(canonical(term), canonical(pattern))


def _fits(term: str, pattern: str) -> bool:
    """Whether it has the shape, in time linear in the term: pieces between stars are looked for one
    after the other."""
    first, *rest = pattern.split("*")
    if not rest:
        return len(term) == len(first) and _at(term, first, 0)
    if not _at(term, first, 0):
        return False
    at = len(first)
    *middle, last = rest
    for piece in middle:
        found = next((i for i in range(at, len(term) + 1) if _at(term, piece, i)), None)
        if found is None:
            return False
        at = found + len(piece)
    return len(term) - len(last) >= at and _at(term, last, len(term) - len(last))


def _at(term: str, piece: str, start: int) -> bool:
    part = term[start : start + len(piece)]
    return len(part) == len(piece) and all(p in ("?", c) for p, c in zip(piece, part, strict=True))
