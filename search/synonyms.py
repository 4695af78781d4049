"""Synonyms of the field: a small curated list, used below the word that was typed."""

import tomllib
from importlib import resources

from search.analysis.stems import stem
from search.analysis.tokens import words


class Synonyms:
    """Groups of words or word sequences that mean the same, or nearly."""

    def __init__(self, groups: list[list[str]]) -> None:
        self._others: dict[str, tuple[str, ...]] = {}
        for group in groups:
            for member in group:
                key = _key(member)
                others = [other for other in group if _key(other) != key]
                self._others[key] = tuple(dict.fromkeys((*self._others.get(key, ()), *others)))

    def of(self, word: str) -> tuple[str, ...]:
        """What else the word, in any inflection, is called; () when the list has nothing."""
        return self._others.get(_key(word), ())

    def sequences(self) -> dict[str, tuple[str, ...]]:
        """The members of several words, as joined stems, with what else they are called."""
        return {key: others for key, others in self._others.items() if " " in key}


def _key(text: str) -> str:
    return " ".join(stem(word) for word in words(text))


def load() -> Synonyms:
    """The list that the package brings."""
    text = (resources.files("search") / "data" / "synonyms.toml").read_text(encoding="utf-8")
    return Synonyms(tomllib.loads(text)["groups"])
