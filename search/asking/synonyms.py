"""Synonyms: a curated list, used below the word that was typed."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from search.analysis.stems import is_form, lemma, stem
from search.analysis.tokens import words

Name = tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """Words ``[first, last)`` of a query that the list knows, and what else they are called: each
    name as its words."""

    first: int
    last: int
    others: tuple[Name, ...]


class Synonyms:
    """Groups of words or word sequences that mean the same, or nearly. A word is known in its
    inflections, by the dictionary; one of a sequence by its stem."""

    def __init__(self, groups: list[list[str]]) -> None:
        self._groups = groups

    @cached_property
    def _others(self) -> dict[Name, tuple[Name, ...]]:
        """The other names of each."""
        made: dict[Name, dict[Name, None]] = {}
        for group in self._groups:
            names = [tuple(words(member)) for member in group]
            for name in names:
                made.setdefault(name, {}).update((other, None) for other in names if other != name)
        return {name: tuple(others) for name, others in made.items()}

    @cached_property
    def _by_key(self) -> dict[Name, list[Name]]:
        """The names by the keys under which they may be found; made when first asked for, since
        these need the dictionary, which takes half a second to load."""
        made: dict[Name, list[Name]] = {}
        for name in self._others:
            for key in dict.fromkeys(_keys(name)):
                made.setdefault(key, []).append(name)
        return made

    def find(self, typed: Sequence[str]) -> Iterator[Named]:
        """What of the words typed, in any inflection, has other names; the longest first, and no
        word twice."""
        taken: set[int] = set()
        longest = max(map(len, self._others), default=0)
        for length in range(min(longest, len(typed)), 0, -1):
            for first in range(len(typed) - length + 1):
                last = first + length
                others = self._called(tuple(typed[first:last]))
                if others and taken.isdisjoint(range(first, last)):
                    taken.update(range(first, last))
                    yield Named(first, last, others)

    def _called(self, typed: Name) -> tuple[Name, ...]:
        """What else all these words together are called."""
        known = dict.fromkeys(n for key in _keys(typed) for n in self._by_key.get(key, ()))
        same = [name for name in known if len(name) > 1 or is_form(typed[0], name[0])]
        every = dict.fromkeys(other for name in same for other in self._others[name])
        return tuple(other for other in every if other not in same)


def _keys(name: Name) -> Iterable[Name]:
    if len(name) > 1:
        return [tuple(map(stem, name))]
    (word,) = name
    return [(word,), (lemma(word),), (stem(word),)]


def load() -> Synonyms:
    """The list that the package brings."""
    text = (resources.files("search") / "data" / "synonyms.toml").read_text(encoding="utf-8")
    return Synonyms(tomllib.loads(text)["groups"])
