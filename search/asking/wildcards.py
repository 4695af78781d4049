"""Words of a shape: ``*`` is any letters, ``?`` one."""

import re
from functools import lru_cache

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
    first, *middle = map(_piece, pattern.split(MANY))
    last = middle.pop() if middle else None
    if last is None:
        return first.fullmatch(term) is not None
    found = first.match(term)
    for piece in middle:
        found = found and piece.search(term, found.end())
    rest = max(0, len(term) - len(pattern.rpartition(MANY)[2]))
    return found is not None and found.end() <= rest and last.fullmatch(term, rest) is not None


@lru_cache(maxsize=256)
def _piece(letters: str) -> re.Pattern[str]:
    """What finds a piece without stars, which has a length."""
    return re.compile(re.escape(letters).replace(re.escape(ANY), "."), re.DOTALL)
