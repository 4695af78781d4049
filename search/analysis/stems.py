"""Stems and lemmas: the keys under which inflected forms of a word meet."""

from functools import lru_cache
from importlib import resources
from threading import local
from typing import Any

import simplemma
import Stemmer

from search.analysis.normalise import canonical

SHORTEST_BARE = 4
"""Letters that a stem must have to lose its ``ig`` or ``lig``: else ``ledig`` is ``leder``, and
``billig`` is ``bil``."""

COURSES = ("kurser", "kurserne", "kursernes", "kurset", "kursets")
"""Forms that the dictionary takes for rates (kurs): of nouns in -us the only one that loses it
in common use."""

_local = local()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The Snowball stem of a word, its spelling made canonical first."""
    plain = canonical(word)
    bare: str = _stemmer().stemWord(plain)
    return bare if len(bare) >= SHORTEST_BARE else _with_ending(plain, bare)


def _with_ending(word: str, bare: str) -> str:
    ending = next((e for e in ("ig", "lig") if word.startswith(bare + e)), "")
    return bare + ending


def _stemmer() -> Any:
    """This thread's stemmer: one can't be shared, and making one costs as much as ten stems."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("danish", 0)  # its own cache costs thrice what it saves
    return _local.stemmer


@lru_cache(maxsize=1 << 18)  # several vocabularies of 24 million characters
def lemma(word: str) -> str:
    """The dictionary form (bøger: bog, børn: barn), the word itself when it is not known."""
    if not word.isalpha():
        return word
    found = simplemma.lemmatize(word, lang="da").lower()
    if found != word and word.endswith(("erne", "ernes")):
        # the dictionary has bøger (bog) but takes bøgerne for trees
        plural = word.removesuffix("s").removesuffix("ne")
        if simplemma.is_known(plural, lang="da"):
            found = simplemma.lemmatize(plural, lang="da").lower()
    course = next((e for e in COURSES if word.endswith(e)), None)
    if course:
        found = word.removesuffix(course) + "kursus"
    return canonical(found)


def _stopwords() -> frozenset[str]:
    text = (resources.files("search") / "data" / "stopwords.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


STOPWORDS = _stopwords()
"""Danish function words; in a query with other words they are left out."""
