"""Numerals: numbers as Danes write them, in digits, words and fractions, and their values."""

import re
from collections.abc import Iterable
from typing import NamedTuple

CARDINALS = {
    "en": 1, "et": 1, "én": 1, "ét": 1, "halvanden": 1.5, "halvandet": 1.5, "to": 2, "tre": 3,
    "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10, "elleve": 11,
    "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16, "sytten": 17,
    "atten": 18, "nitten": 19, "tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50,
    "tres": 60, "halvfjerds": 70, "firs": 80, "halvfems": 90, "hundrede": 100, "hundred": 100,
    "tusind": 1000, "tusinde": 1000,
}  # fmt: skip
"""Number words that are given, each with its value."""
ORDINALS = {
    "anden": 2, "andet": 2, "tredje": 3, "tredie": 3, "fjerde": 4, "femte": 5, "sjette": 6,
    "syvende": 7, "ottende": 8, "niende": 9, "tiende": 10, "tolvte": 12, "tyvende": 20,
}  # fmt: skip
"""What »hver« is followed by, and what names parts (»fjerdedel«)."""
_ARTICLES = frozenset(("en", "et"))
_GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4}


def _any_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first, parted by their first letters, which
    takes less than half the time."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


_WORDS, _NTH = _any_of(CARDINALS), _any_of(ORDINALS)
_PART = rf"(?:{_NTH})del(?:en|e|ene)?|halvdel(?:en|e)?"
NUMERAL = re.compile(
    rf"""
    (?=[\d½⅓⅔¼¾adeéfhnost])(?:
      (?<![^\W_])(?<!\d[.,:/])(?P<digits>
          \d{{1,3}}(?:[.]\d{{3}})++(?!\d)(?:,\d++)?+
        | \d{{1,3}}(?:[ \xa0\u202f\u2009]\d{{3}})++(?!\d)(?:,\d++)?+
        | \d++(?:[.,]\d++)?+
      )(?P<glyph>[½⅓⅔¼¾]?)
    | (?P<alone>[½⅓⅔¼¾])
    | (?<![^\W_])(?<![-–])(?:
          (?P<half>(?:den[ ](?:ene|anden)[ ])?halvdel(?:en)?|halvt(?=[ ]så))
        | (?:(?P<parts>{_WORDS}|\d{{1,2}})[ ])?(?P<part>{_PART})
        | hver(?:t)?[ ](?P<nth>{_NTH}|\d{{1,2}}\.)
        | (?P<word>{_WORDS})
      )(?![^\W_]|-)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A number, on its own; what is a share by its word alone is told by ``read``."""
_COUNTS = _any_of(word for word in CARDINALS if word not in _ARTICLES)
HINT = re.compile(rf"[\d½⅓⅔¼¾]|(?<![^\W_])(?:{_COUNTS}|{_PART}|hver)(?![^\W_])", re.I)
"""What no figure is without: a digit, a number word that is no article, a part."""
_PART_OF = re.compile(r"\saf\b")
"""What stands after a fraction that is a share."""
SPACED = re.compile(r"[ \xa0\u202f\u2009]")


class Numeral(NamedTuple):
    """A number, characters ``[start, end)``; ``is_share`` when its word says that it is a share, in
    percent then, ``is_word`` when it is no digits, ``is_article`` when it may just be one,
    ``is_nth`` when it is »hver fjerde«."""

    start: int
    end: int
    value: float
    is_share: bool = False
    is_word: bool = False
    is_article: bool = False
    is_nth: bool = False


def read(match: "re.Match[str]") -> Numeral:
    """The numeral that ``NUMERAL`` found."""
    span = match.span()
    if match["digits"]:
        return Numeral(*span, value_of(match["digits"]) + _GLYPHS.get(match["glyph"], 0.0))
    if match["alone"]:
        part = _GLYPHS[match["alone"]]
        is_share = _PART_OF.match(match.string, match.end()) is not None
        return Numeral(*span, part * 100 if is_share else part, is_share=is_share)
    if match["half"]:
        return Numeral(*span, 50.0, is_share=True, is_word=True)
    if match["part"]:
        whole = match["part"].lower().partition("del")[0]
        size = 2 if whole == "halv" else ORDINALS[whole]
        times = match["parts"] or "1"
        many = float(times) if times.isdigit() else CARDINALS[times.lower()]
        return Numeral(*span, 100 * many / size, is_share=True, is_word=True)
    if match["nth"]:
        nth = match["nth"].lower()
        size = int(nth[:-1]) if nth[0].isdigit() else ORDINALS[nth]
        return Numeral(*span, 100 / max(size, 1), is_share=True, is_word=True, is_nth=True)
    word = match["word"].lower()
    return Numeral(*span, float(CARDINALS[word]), is_word=True, is_article=word in _ARTICLES)


def value_of(digits: str) -> float:
    """The value of a number in digits: points and spaces part thousands, a comma decimals, and so
    does a point that isn't followed by three."""
    bare = SPACED.sub("", digits)
    whole, comma, decimals = bare.partition(",")
    head, point, tail = whole.rpartition(".")
    if point and not comma and (len(tail) != 3 or ("." not in head and head.startswith("0"))):
        return float(f"{head.replace('.', '')}.{tail}"[:300])
    return float(f"{whole.replace('.', '')}.{decimals or 0}"[:300])
