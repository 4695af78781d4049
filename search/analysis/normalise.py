"""Normal forms of one word: Unicode, spelling, accents."""

import re
import unicodedata
from functools import lru_cache

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""What may stand inside a word without being part of it: soft hyphen, joiners, zero-width space."""

_NEIGHBOURS = {"ä": "æ", "ö": "ø", "ß": "ss"}
_STROKED = {"ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ı": "i"}
"""Letters with a stroke and the like, which Unicode doesn't take apart."""
_NUMBERS = {
    "en": 1, "et": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8,
    "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
}  # fmt: skip
_FIRST_OF_NUMBERS = frozenset(word[0] for word in _NUMBERS)
_OF_NUMBER = re.compile(rf"({'|'.join(_NUMBERS)})(årig(?:e|t|es)?|(?:år|dage|uger|måneder|timer)s)")
"""What lasts so long, or is so old: ``toårig`` is ``2-årig``."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def normalise(word: str) -> str:
    """The word in NFKC (ligatures taken apart), lower case, without invisible characters."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", word)).lower()


@lru_cache(maxsize=1 << 16)
def canonical(word: str) -> str:
    """The normalised word as a key for those spelt alike: ``aa`` is ``å`` (Aarhus, Århus), letters
    of neighbours are ours (Malmö, Malmø; Straße, Strasse), and accents that Danish sets at will are
    gone (idé, ide; centrér, centrer). A number that an age or a time begins with is in figures
    (toårig, 2-årig).

    Only a key: the index keeps each word as it stands.
    """
    word = word.replace("aa", "å")
    if word[:1] in _FIRST_OF_NUMBERS and (spelt := _OF_NUMBER.fullmatch(word)):
        word = f"{_NUMBERS[spelt[1]]}{spelt[2]}"
    if word.isascii():
        return word
    return "".join(map(bare, word))


@lru_cache(maxsize=1 << 12)
def bare(char: str) -> str:
    """A letter without accents, in Danish letters: ``ä`` is ``æ``, ``ö`` is ``ø``, ``ß`` is
    ``ss``."""
    if char.isascii() or char in "æøå":
        return char
    if char in _NEIGHBOURS:
        return _NEIGHBOURS[char]
    if char in _STROKED:
        return _STROKED[char]
    plain = "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
    return plain or char


def danish_letters(word: str) -> str:
    """The word with ``ae``, ``oe`` and ``aa`` as the letters they stand for on a foreign keyboard.

    A guess: ``koen`` may be the cow as well as ``køn``, so ask the vocabulary first.
    """
    return word.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")
