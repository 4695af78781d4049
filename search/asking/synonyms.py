"""Synonyms: a curated list, used below the word that was typed."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
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
            keys = _keys(name[0]) if len(name) == 1 else [tuple(map(stem, name))]
            for key in dict.fromkeys(keys):
                made.setdefault(key, []).append(name)
        return made

    @cached_property
    def _lengths(self) -> list[int]:
        """How many words the names have, the most first."""
        return sorted(set(map(len, self._others)), reverse=True)

    def find(self, typed: Sequence[str]) -> Iterator[Named]:
        """What of the words typed, in any inflection, has other names; the longest first, and no
        word twice."""
        taken: set[int] = set()
        stems = tuple(map(stem, typed))
        for length in self._lengths:
            for first in range(len(typed) - length + 1):
                last = first + length
                keys = _keys(typed[first]) if length == 1 else [stems[first:last]]
                known = dict.fromkeys(n for key in keys for n in self._by_key.get(key, ()))
                if not known or not taken.isdisjoint(range(first, last)):
                    continue
                if others := self._called(typed[first], known):
                    taken.update(range(first, last))
                    yield Named(first, last, others)

    def _called(self, first: str, known: Iterable[Name]) -> tuple[Name, ...]:
        """What else the words are called that may be any of the names ``known``."""
        same = [name for name in known if len(name) > 1 or is_form(first, name[0])]
        every = dict.fromkeys(other for name in same for other in self._others[name])
        return tuple(other for other in every if other not in same)


def _keys(word: str) -> list[Name]:
    """The keys under which a name of one word may be found."""
    return [(word,), (lemma(word),), (stem(word),)]


@cache
def load() -> Synonyms:
    """The list that the package brings."""
    text = (resources.files("search") / "data" / "synonyms.toml").read_text(encoding="utf-8")
    return Synonyms(tomllib.loads(text)["groups"])
