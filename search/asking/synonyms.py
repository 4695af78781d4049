"""Synonyms of the field: a small curated list, used below the word that was typed."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from search.analysis.stems import stem
from search.analysis.tokens import words


@dataclass(frozen=True)
class Named:
    """Words ``[first, last)`` of a query that the list knows, and what else they are called: each
    name as its words."""

    first: int
    last: int
    others: tuple[tuple[str, ...], ...]


class Synonyms:
    """Groups of words or word sequences that mean the same, or nearly."""

    def __init__(self, groups: list[list[str]]) -> None:
        self._groups = groups

    @cached_property
    def _others(self) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """The other names of each, by its stems; made when first asked for, since stems need the
        dictionary, which takes half a second to load."""
        made: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
        for group in self._groups:
            names = [tuple(words(member)) for member in group]
            for name in names:
                key = tuple(map(stem, name))
                others = (other for other in names if tuple(map(stem, other)) != key)
                made[key] = tuple(dict.fromkeys((*made.get(key, ()), *others)))
        return made

    def find(self, typed: Sequence[str]) -> Iterator[Named]:
        """What of the words typed, in any inflection, has other names; the longest first, and no
        word twice."""
        keys = tuple(map(stem, typed))
        taken: set[int] = set()
        longest = max(map(len, self._others), default=0)
        for length in range(min(longest, len(keys)), 0, -1):
            for first in range(len(keys) - length + 1):
                last = first + length
                others = self._others.get(keys[first:last])
                if others and taken.isdisjoint(range(first, last)):
                    taken.update(range(first, last))
                    yield Named(first, last, others)


def load() -> Synonyms:
    """The list that the package brings."""
    text = (resources.files("search") / "data" / "synonyms.toml").read_text(encoding="utf-8")
    return Synonyms(tomllib.loads(text)["groups"])
