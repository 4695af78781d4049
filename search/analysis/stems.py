"""Stems and lemmas: the keys under which inflected forms of a word meet."""

from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from threading import local
from typing import Any

import simplemma
import Stemmer

from search.analysis.normalise import canonical

_local = local()


def stems(words: Iterable[str]) -> list[str]:
    """The Snowball stem of each word, its spelling made canonical first."""
    found: list[str] = _stemmer().stemWords([canonical(word) for word in words])
    return found


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of one word."""
    return stems([word])[0]


def _stemmer() -> Any:
    """This thread's stemmer: one can't be shared, and making one costs as much as ten stems."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("danish")
    return _local.stemmer


def lemma(word: str) -> str:
    """The dictionary form (bøger: bog, børn: barn), the word itself when it is not known."""
    if not word.isalpha():
        return word
    return canonical(simplemma.lemmatize(word, lang="da").lower())


def _stopwords() -> frozenset[str]:
    text = (resources.files("search") / "data" / "stopwords.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


STOPWORDS = _stopwords()
"""Danish function words; in a query with other words they are left out."""
