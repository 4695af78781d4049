"""Signs, measured on a page's text, that its reader did badly."""

import re
from collections.abc import Sequence

from search.library.dictionary import is_known

STRANGE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
LEADS = (b"\xee", b"\xef", b"\xf3", b"\xf4")
"""With which all of these begin in UTF-8: few pages have one, which is told in less time."""
LETTER = re.compile(r"[^\W\d_]")
LONG = 31
GLUED = re.compile(rf"[^\W\d_]{{{LONG},}}")
"""Danish compounds are long, but a longer word is nearly always several glued."""
SINGLE = 0.3
"""Of the words: more of one letter are letters set apart."""
MARGIN = 0.1
GARBLED = 0.5
LATIN = re.compile(r"[A-Za-zÀ-ſ\d\[\]\\^_`]{3,}")
LIKELY = re.compile(r"[A-Za-zÀ-ſ]?[a-zß-ÿ]+|\d+")
"""What most words look like. A font without a table of characters often gives letters a fixed
number of places too low, which makes capitals and signs of the small ones."""
FEWEST_WORDS = 30
LEAST_KNOWN = 0.1


def faults(text: str) -> float:
    """From 0 (none) to 1 (nothing readable): of the characters that no font explains, of letters in
    glued words, of words of one letter beyond what a text has, and of words that are none, the
    share that is largest."""
    words = text.split()
    if not words:
        return 1.0
    lengths = list(map(len, words))
    solid, glued, spaced = sum(lengths), 0, 0.0
    if max(lengths) >= LONG:
        glued = sum(len(part) for word in words for part in GLUED.findall(word))
    if len(words) > 20 and lengths.count(1) > SINGLE * len(words):
        single = sum(LETTER.fullmatch(word) is not None for word in words)
        spaced = max(0.0, single / len(words) - SINGLE) / (1 - SINGLE)
    return max(_strange(text) / solid, glued / solid, spaced, _unknown(text, words))


def _strange(text: str) -> int:
    """How many characters of the text no font explains."""
    encoded = text.encode("utf-8", "surrogatepass")
    return len(STRANGE.findall(text)) if any(lead in encoded for lead in LEADS) else 0


def _unknown(text: str, parts: Sequence[str]) -> float:
    """The share of words in a text of these ``parts`` that neither Danish nor English has, when the
    text does not look like words and hardly any is known; else 0. It takes a second to load the
    dictionaries, so they are asked of such a text only."""
    if sum(map(str.islower, parts)) > len(parts) / 2:
        return 0.0  # as nearly every text
    if len([part for part in parts if part[1:].islower()]) > len(parts) / 2:
        return 0.0
    words = LATIN.findall(text)
    if len(words) < FEWEST_WORDS:
        return 0.0
    if sum(LIKELY.fullmatch(word) is not None for word in words) > len(words) / 2:
        return 0.0
    known = sum(is_known(word.lower(), "da") or is_known(word.lower(), "en") for word in words)
    share = known / len(words)
    return 1.0 - share if share < LEAST_KNOWN else 0.0


def is_doubtful(text: str) -> bool:
    """Whether a second opinion is worth its time: with fewer faults than these none is better."""
    return faults(text) > MARGIN


def is_better(other: str, text: str) -> bool:
    """Whether ``other`` should stand in place of ``text`` for a page."""
    return bool(other.strip()) and faults(other) < faults(text) - MARGIN


def is_garbled(text: str) -> bool:
    """Whether hardly anything of a page's text can be read, so that OCR may do better."""
    words = text.split()
    solid = sum(map(len, words))
    return bool(solid) and max(_strange(text) / solid, _unknown(text, words)) > GARBLED
