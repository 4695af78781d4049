"""Stems and lemmas: the keys under which inflected forms of a word meet."""

from functools import lru_cache
from importlib import resources
from threading import local
from typing import Any

import Stemmer

from search.analysis.normalise import canonical
from search.library.dictionary import entry, is_known, lemmatise

SHORTEST_BARE = 4
"""Letters that a stem must have to lose its ``ig`` or ``lig``: else ``ledig`` is ``leder``, and
``billig`` is ``bil``."""

COURSES = ("kurser", "kurserne", "kursernes", "kurset", "kursets")
"""Forms that the dictionary takes for rates (kurs): of nouns in -us the only one that loses it
in common use."""
_ADJECTIVES = frozenset({"god", "normal", "ny", "rå", "tom", "øm"})
"""Those that the dictionary doesn't compare, that have few letters, or whose neuter is a noun."""
SHORTEST_ADJECTIVE = 3
_VOWELS = "aeiouyæøå"

_ARTICLES = ("en", "et", "ene")
_OF_E = frozenset({"", "n", "r", "rne", "re", "ren"})
_OF_ER = frozenset({"", "e", "en", "ne"})

_local = local()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The Snowball stem of a word, its spelling made canonical first; with a letter more where that
    is a function word's (``sommer`` is not ``som``, ``vare`` not ``var``)."""
    plain = _common_gender(canonical(word))
    bare: str = _stemmer().stemWord(plain)
    if len(bare) < SHORTEST_BARE:
        bare = _with_ending(plain, bare)
    if bare == plain or plain in STOPWORDS:
        return bare
    return plain[: len(bare) + 1] if bare in _FUNCTION else _own(plain, bare) or bare


def _own(word: str, bare: str) -> str | None:
    """The stem of a word that Snowball takes for a form of the noun ``bare``, and the dictionary
    for one of another: ``bille`` is not ``bil``, ``tale`` not ``tal``, ``borgere`` not ``borg``.
    None for any other: verbs stay with their nouns (``købe``, ``køb``)."""
    form, base = word.removesuffix("s"), entry(word) or ""
    if base == bare or not base.startswith(bare) or not has_article(bare) or compares(bare):
        return None
    double = bare + bare[-1]
    if bare[-1] not in _VOWELS and base.startswith(double):
        doubles = any(entry(double + end) == bare for end in (*_ARTICLES, "erne"))
        return None if doubles else double
    noun, doer = bare + "e", bare + "er"
    if form.removeprefix(noun) in _OF_E and _declines(noun):
        return noun
    return doer if form.removeprefix(doer) in _OF_ER and _is_doer(doer) else None


def has_article(word: str, *, genitive: bool = False) -> bool:
    """Whether the dictionary has the word as a noun with its article (bilen, tallet), and, when
    asked for, in its ``genitive``, which no verb has."""
    s = "s" if genitive else ""
    roots = (word.removesuffix("e"),) if word.endswith("e") else (word, word + word[-1:])
    ends = (root + end for root in roots for end in _ARTICLES)
    return any(entry(form) == word == entry(form + s) for form in ends)


def _declines(noun: str) -> bool:
    """Whether the dictionary has a noun in -e: its article and genitive, which no verb has, and its
    plural (talens, billerne); a verb in -ede is told by having no such plural."""
    if any(entry(noun + end) != noun for end in ("", "n", "ns")):
        return False
    return entry(noun + "rne") == noun or entry(noun + "de") != noun


def _is_doer(word: str) -> bool:
    """Whether the dictionary has who does or is something in -er (borger, borgere), and no verb
    of which it may as well be the present (bruger)."""
    ends, infinitive = ("e", "en", "ne"), word.removesuffix("r")
    return entry(infinitive) != infinitive and all(entry(word + end) == word for end in ends)


def _with_ending(word: str, bare: str) -> str:
    ending = next((e for e in ("ig", "lig") if word.startswith(bare + e)), "")
    return bare + ending


def _common_gender(word: str) -> str:
    """An adjective in the neuter as it is in the common gender (rødt: rød, tomt: tom), any other
    word as it is: Snowball takes the ``t`` of longer words alone, and simplemma knows few of these.
    """
    bare = word.removesuffix("t")
    if bare == word or not (bare in _ADJECTIVES or (compares(bare) and not _is_noun(word))):
        return word
    return bare


def compares(word: str) -> bool:
    """Whether a word is an adjective of which the dictionary has the degrees (grøn, grønnere,
    grønnest), or one of the few that it doesn't compare."""
    if word in _ADJECTIVES:
        return True
    if len(word) < SHORTEST_ADJECTIVE:
        return False
    double = word[-1] not in _VOWELS and word[-2] in _VOWELS
    return any(
        is_known(root + "ere") and (is_known(root + "est") or is_known(root + "este"))
        for root in (word, word + word[-1] if double else word)
    )


def _is_noun(word: str) -> bool:
    """Whether the dictionary has the word with the definite article (vagt, vagten)."""
    return entry(word + "en") == word


def _stemmer() -> Any:
    """This thread's stemmer: one can't be shared, and making one costs as much as ten stems."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("danish", 0)  # its own cache costs thrice what it saves
    return _local.stemmer


@lru_cache(maxsize=1 << 18)  # several vocabularies of 32 million characters
def lemma(word: str) -> str:
    """The dictionary form (bøger: bog, børn: barn), the word itself when it is not known."""
    if not word.isalpha():
        return word
    word = _common_gender(word)
    found = lemmatise(word).lower()
    if found != word and word.endswith(("erne", "ernes")):
        # the dictionary has bøger (bog) but takes bøgerne for trees
        plural = word.removesuffix("s").removesuffix("ne")
        found = (entry(plural) or found).lower()
    if found != word and word.endswith("er") and _is_doer(word):
        found = word  # the dictionary takes a borger for one who borger
    course = next((e for e in COURSES if word.endswith(e)), None)
    if course:
        found = word.removesuffix(course) + "kursus"
    if found in STOPWORDS and word not in STOPWORDS:
        found = word  # miner is a form of mine, a noun
    return canonical(found)


def is_form(word: str, of: str) -> bool:
    """Whether a word is an inflection of another that is in its dictionary form, by the dictionary
    where that knows the word, else by its stem: ``navne`` is none of ``navnlig``, nor ``hypen`` of
    ``hyppig``, though their stems are one."""
    base = lemma(word)
    if of in (word, base):
        return True
    if base != word and base == lemma(of):  # ledere: the dictionary takes leder for a led
        return stem(word) == stem(of)
    return not is_known(word) and stem(word) == stem(of)


def _stopwords() -> frozenset[str]:
    text = (resources.files("search") / "data" / "stopwords.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


STOPWORDS = _stopwords()
"""Danish function words; in a query with other words they are left out."""
_FUNCTION = frozenset(_stemmer().stemWord(canonical(word)) for word in STOPWORDS)
