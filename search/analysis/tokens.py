"""Tokens: what a text or a query is made of, with the place where each stands.

The index holds exactly these; stems, compound parts and grams are worked out from the vocabulary.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from search.analysis.compounds import head
from search.analysis.normalise import INVISIBLE, normalise
from search.analysis.units import ABBREVIATIONS, MONTHS, UNITS, date, number

LONGEST = 100
"""Letters of a token that are kept; what is longer is no word (base64, a line without spaces)."""

_HYPHENS = "\u2010\u2011-"
_INSIDE = f"[^\\W_]|[\u0300-\u036f{INVISIBLE}]"
_ABBREVIATION = "|".join(re.escape(a) for a in sorted(ABBREVIATIONS, key=len, reverse=True))
_TOKEN = re.compile(
    rf"""
    (?=[\w§])(?:  # what starts no token costs one look, not eight
      (?P<plain> [^\W\d_]++(?![\w.'’\u0300-\u036f{INVISIBLE}{_HYPHENS}]) )
    | (?P<paragraph> §{{1,2}}\s{{0,2}}\d{{1,5}}[a-z]?\b )
    | (?P<date> \b(?: \d{{4}}-\d\d-\d\d | \d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}
                    | \d{{1,2}}/\d{{1,2}}[ ]\d{{4}} )\b )
    | (?P<written> \b\d{{1,2}}\.?[ ]?(?i:{"|".join(MONTHS)})[ ]\d{{4}}\b )
    | (?P<percent> \b\d+(?:[.,]\d+)*\s?(?: % | (?i:pct\b\.?|procent\b)(?!-?point) ) )
    | (?P<number> \b\d+(?:[.,:\u00a0\u202f]\d+)*(?![^\W_]) )
    | (?P<abbreviation> \b(?i:{_ABBREVIATION})(?![^\W_]) )
    | (?P<word> [^\W_](?:{_INSIDE})* (?: ['’](?:s|t|et|en|er|erne|ens|ets)\b )? )
    )
    """,
    re.VERBOSE,
)
_SUSPENDED = re.compile(rf"[{_HYPHENS}] (?:og|eller|samt) (?:\w+ )?([^\W_]+)", re.IGNORECASE)
_WORDS = ("plain", "word")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


class Token(NamedTuple):
    """A normalised word and the characters ``[start, end)`` it stands for. ``position`` counts
    words; a token beside another at the same position is the same word in another form."""

    text: str
    start: int
    end: int
    position: int


def tokenise(text: str) -> Iterator[Token]:
    """The tokens of a text or a query, in the order in which they end.

    ``27,2 pct.`` gives ``27,2`` and ``27,2%`` at one position; ``ret-og-pligt-mentor`` gives its
    four parts, and the whole without hyphens beside the first; ``uddannelses- og
    beskæftigelsesindsats`` gives ``uddannelsesindsats`` beside ``uddannelses``.
    """
    run: list[Token] = []  # the parts so far of a word with hyphens
    for position, match in enumerate(_TOKEN.finditer(text)):
        kind, (start, end) = match.lastgroup, match.span()
        if kind == "plain" and not run:
            yield Token(_word(match.group()), start, end, position)
        elif kind in _WORDS:
            token = Token(_word(match.group()), start, end, position)
            yield token
            run.append(token)
            if text[end : end + 1] in _HYPHENS and end < len(text):
                yield from _suspended(token, text)
                if _TOKEN.match(text, end + 1):
                    continue
            yield from _whole(run)
            run = []
        else:
            yield from _whole(run)
            run = []
            yield from _special(str(kind), match.group(), start, end, position)


def words(text: str) -> list[str]:
    """The texts of the tokens alone."""
    return [token.text for token in tokenise(text)]


@lru_cache(maxsize=1 << 16)
def _word(raw: str) -> str:
    word = normalise(raw.split("'", maxsplit=1)[0].split("’", maxsplit=1)[0])[:LONGEST]
    return UNITS.get(word, word)


def _whole(run: list[Token]) -> Iterator[Token]:
    if len(run) > 1:
        joined = "".join(token.text for token in run)[:LONGEST]
        yield Token(joined, run[0].start, run[-1].end, run[0].position)


def _suspended(token: Token, text: str) -> Iterator[Token]:
    found = _SUSPENDED.match(text, token.end)
    if found and (last := head(normalise(found[1]))):
        yield token._replace(text=(token.text + last)[:LONGEST])


def _special(kind: str, raw: str, start: int, end: int, position: int) -> Iterator[Token]:
    for text in _FORMS[kind](raw):
        yield Token(text[:LONGEST], start, end, position)


def _paragraph(raw: str) -> tuple[str, ...]:
    figure = normalise(raw).lstrip("§").strip()
    return f"§{figure}", figure


def _percent(raw: str) -> tuple[str, ...]:
    found = _FIGURE.match(raw)
    figure = number(found[0] if found else raw)
    return figure, f"{figure}%"


def _date(raw: str) -> tuple[str, ...]:
    iso = date(raw) or raw
    return (iso, iso[:4]) if iso[:4].isdigit() else (raw, raw[-4:])


def _written(raw: str) -> tuple[str, ...]:
    pieces = re.findall(r"[^\W_]+", normalise(raw))
    iso = date(raw)
    return (*pieces, iso) if iso else tuple(pieces)


_FORMS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "paragraph": _paragraph,
    "percent": _percent,
    "date": _date,
    "written": _written,
    "number": lambda raw: (number(raw),),
    "abbreviation": lambda raw: tuple(ABBREVIATIONS[raw.lower()].split()),
}
