"""Paragraphs of acts: ``§ 31 b``, ``§§ 21 og 22``, ``§§ 85-87``, ``§ 10, stk. 2``."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LETTER = (
    r"(?:[a-zæøåA-Z]|\s[a-hj-zA-Z](?![-\u2010\u2011'’][^\W\d_]{2}"
    r"|[/&][^\W_]|\.\s?[a-zæøå\d]))(?![^\W_])"
)
"""What may follow a number: ``§ 31 b``, not ``§ 31 i loven``, ``§ 31 a-kasse``, ``§ 31 s. 4``."""
_NUMBER = rf"\d{{1,5}}(?:{_LETTER})?(?![^\W_])"
_SUBDIVISION = r"(?:,?\s(?i:stk\.?|stykke|nr\.?|nummer)\s\d{1,3}(?![^\W_])){0,2}"
_ITEM = rf"{_NUMBER}{_SUBDIVISION}"
_AND = r",?\s(?:og|eller|samt|til)\s"
_SEVERAL = rf"{_ITEM}(?:(?:,\s|{_AND}|\s?[-–]\s?){_ITEM}(?!\s?(?:%|pct|procent|kr))){{0,9}}"
_ONE = rf"{_NUMBER}(?:[-–]{_NUMBER}|{_SUBDIVISION})"
_PLURAL = r"§§\s{0,2}|(?i:paragraffer(?:ne)?)\s"
_SINGLE = r"§\s{0,2}|(?i:paragraf(?:fen)?)\s"
PARAGRAPH = rf"(?:(?:{_PLURAL}){_SEVERAL}|(?:{_SINGLE}){_ONE})"
MORE = r"[^\W_]|[-–]\d|,?\s(?:[a-hj-zA-Z](?![^\W_])|(?i:stk|stykke|nr|nummer))"
"""What may follow the number of one paragraph and be part of it."""
SPELT_OUT = "(?i:graf|ffen|ffer|erne)"
"""How ``paragraf`` ends, inflected too: four letters each."""
_WRITTEN = re.compile(PARAGRAPH)
_LEAD = re.compile(rf"{_PLURAL}|{_SINGLE}")
_SPELT_OUT = re.compile(r"\bparagraf(?:fen|fer|ferne)?\s\Z", re.IGNORECASE)
_LONGEST_LEAD = len("paragrafferne ") + 1
_PIECE = re.compile(rf"(?P<item>{_NUMBER})|(?P<dash>[-–])|(?P<word>[^\W\d_]+)")
_SHORT = {"stk": "stk", "stykke": "stk", "nr": "nr", "nummer": "nr"}
_LONG = {"stk": "stykke", "nr": "nummer"}


_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


class Piece(NamedTuple):
    """A ``text`` that characters ``[start, end)`` stand for; ``at`` counts words from 0."""

    text: str
    start: int
    end: int
    at: int


def begins(text: str, at: int) -> int | None:
    """Where the paragraphs whose first number is at ``at`` begin when the sign is spelt out
    (``paragraf 31``); None when it isn't."""
    found = _SPELT_OUT.search(text, max(0, at - _LONGEST_LEAD), at)
    return found.start() if found else None


def read(text: str, start: int, end: int) -> Iterator[Piece]:
    """What the paragraphs at ``start`` are found under, in the order in which it ends; nothing when
    there are none: each number, with its sign, ``§31b``; ``§10stk2``; both ends and ``§85-87``."""
    written, lead = _WRITTEN.match(text, start, end), _LEAD.match(text, start, end)
    if not written or not lead:
        return
    at, item, low = -1, Piece("", start, start, 0), None
    for found in _PIECE.finditer(text, lead.end(), written.end()):
        kind, raw, (first, last) = found.lastgroup, found[0].lower(), found.span()
        if kind == "dash":
            low = item
            continue
        at += low is None
        if kind == "word":
            short = _SHORT.get(raw, "")
            item = item._replace(text=item.text + short)
            yield Piece(_LONG.get(short, raw), first, last, at)
        elif item.text.endswith(tuple(_LONG)):
            item = item._replace(text=item.text + raw, end=last)
            yield from (Piece(raw, first, last, at), item)
        else:
            name = "".join(raw.split())
            item = Piece(f"§{name}", first if item.text else start, last, at)
            forms = dict.fromkeys((name.rstrip(_LETTERS), name, item.text))
            yield from (item._replace(text=form) for form in forms)
            if low:
                whole = item._replace(text=f"{low.text}-{name}", start=low.start)
                yield from (whole._replace(text=whole.text[1:]), whole)
                low = None
