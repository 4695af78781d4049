"""Tokens: what a text or a query is made of, with the place where each stands.

The index holds exactly these; stems, compound parts and grams are worked out from the vocabulary.
"""

import re
from collections.abc import Callable, Iterator
from sys import maxsize
from typing import NamedTuple

from search.analysis.heads import head
from search.analysis.normalise import INVISIBLE, normalise
from search.analysis.units import ABBREVIATIONS, MONTHS, UNITS, date, number

MOST_REMEMBERED = 1 << 16
LONGEST = 100
"""Letters of a token that are kept; what is longer is no word (base64, a line without spaces)."""

HYPHENS = "\u2010\u2011-"
_INSIDE = f"[^\\W_]|[\u0300-\u036f{INVISIBLE}]"
_ABBREVIATION = "|".join(re.escape(a) for a in sorted(ABBREVIATIONS, key=len, reverse=True))
_NUMBER = r"\d+(?:[.,]\d+)*"
_PERCENT = r"(?:%(?!-?point)|(?i:pct\b\.?|procent\b)(?!-?point))"
_PARAGRAPH = r"§{1,2}\s{0,2}\d{1,5}[a-z]?\b"
_WRITTEN = rf"\b\d{{1,2}}\.?[ ]?(?i:{'|'.join(MONTHS)})[ ]\d{{4}}\b"
_WITH_PERCENT = rf"\b{_NUMBER}\s?{_PERCENT}"
_WITH_POINTS = rf"\b{_NUMBER}\s?(?i:%|pct\.?|procent)(?i:-?point\b)"
_RANGE = (
    rf"(?<![\d/–-])(?<!\d[.,]){_NUMBER}(?:-|[ ]?–[ ]?){_NUMBER}(?!\w|[.,/–-]\d)(?:\s?{_PERCENT})?"
)
_AND = r"(?:og|eller|samt)"
_TOKEN = re.compile(
    rf"""
    (?=[\w§{HYPHENS}])(?:  # what starts no token costs one look, not ten
      (?P<plain> [^\W\d_]++(?![\w.'’\u0300-\u036f{INVISIBLE}{HYPHENS}]) )
    | (?P<paragraph> {_PARAGRAPH} )
    | (?P<date> \b(?: \d{{4}}-\d\d-\d\d | \d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}
                    | \d{{1,2}}/\d{{1,2}}[ ]\d{{4}} )\b )
    | (?P<written> {_WRITTEN} )
    | (?P<range> {_RANGE} )
    | (?P<points> {_WITH_POINTS} )
    | (?P<percent> {_WITH_PERCENT} )
    | (?P<number> \b\d+(?:[.,:\u00a0\u202f]\d+)*[½¼¾]?(?![^\W_]) )
    | (?P<abbreviation> \b(?i:{_ABBREVIATION})(?![^\W_]) )
    | (?P<word> [^\W_](?:{_INSIDE})* (?: ['’](?:s|t|et|en|er|erne|ens|ets)\b )? )
    | (?P<ending> (?:(?<=\bog\s)|(?<=\beller\s)|(?<=\bsamt\s)) [{HYPHENS}][^\W\d_]+ )
    )
    """,
    re.VERBOSE,
)
_SHORT = rf"[{HYPHENS}](?:,\s[^\W_]{{1,60}}[{HYPHENS}]){{0,4}}\s{_AND}\s(?:\w+\s)?([^\W_]+)"
_SUSPENDED = re.compile(_SHORT, re.IGNORECASE)
_LENGTHENED = re.compile(rf"([^\W_]+),?\s{_AND}\s$", re.IGNORECASE)
_SPACED = re.compile(
    rf"{_PARAGRAPH}|{_WRITTEN}|{_RANGE}|{_WITH_POINTS}|{_WITH_PERCENT}"
    rf"|(?i:{_ABBREVIATION})(?![^\W_])|[^\W_]+{_SHORT}|[^\W_]+\s{_AND}\s[{HYPHENS}][^\W\d_]+"
)
_WORDS = ("plain", "word")
_JOINING = frozenset(HYPHENS)
_FIGURE = re.compile(_NUMBER)
_REACH = 80
"""Letters before a word that may be what it is short for."""


class Token(NamedTuple):
    """A normalised word and the characters ``[start, end)`` it stands for. ``position`` counts
    words; a token beside another at the same position is the same word in another form."""

    text: str
    start: int
    end: int
    position: int


def tokenise(
    text: str, only: Callable[[str], object] | None = None, start: int = 0, end: int = maxsize
) -> Iterator[Token]:
    """The tokens of a text or a query, in the order in which they end; with ``only``, those plain
    words are left out that it answers nothing for, which takes half the time. Of ``[start, end)``
    alone when those are given; positions then count from ``start``, so that the words of pieces
    apart are never neighbours.

    ``27,2 pct.`` gives ``27,2`` and ``27,2%`` at one position, ``18-29`` gives ``18``, ``29`` and
    ``18-29``; ``ret-og-pligt-mentor`` gives its four parts, and the whole without hyphens beside
    the first; ``uddannelses- og beskæftigelsesindsats`` gives ``uddannelsesindsats`` beside
    ``uddannelses``.
    """
    known, make = _KNOWN, tuple.__new__  # at half the cost of a call and of Token()
    run: list[Token] = []  # the parts so far of a word with hyphens
    for position, match in enumerate(_TOKEN.finditer(text, start, end), start):
        kind = match.lastgroup
        first, last = match.span()
        if not run and (
            kind == "plain" or (kind == "word" and text[last : last + 1] not in _JOINING)
        ):
            word = known[match[0]]
            if only is None or only(word):
                yield make(Token, (word, first, last, position))
            continue
        if kind in _WORDS or (run and kind == "number"):
            token = Token(_word(match.group()), first, last, position)
            yield token
            run.append(token)
            if text[last : last + 1] in HYPHENS and last < len(text):
                yield from _suspended(token, text)
                if _TOKEN.match(text, last + 1):
                    continue
            yield from _whole(run)
            run = []
        else:
            yield from _whole(run)
            run = []
            yield from _special(match, position)


def spaced(text: str, at: int) -> int:
    """Where the token that begins at ``at`` ends when it may have a space within it (``27,2 pct.``,
    ``§ 85``, ``17. marts 2015``, ``ældre- og handicappolitik``); ``at`` for any other."""
    found = _SPACED.match(text, at)
    return found.end() if found else at


def words(text: str) -> list[str]:
    """The texts of the tokens alone."""
    return [token.text for token in tokenise(text)]


def _word(raw: str) -> str:
    word = normalise(raw.split("'", maxsplit=1)[0].split("’", maxsplit=1)[0])[:LONGEST]
    return UNITS.get(word, word)


class _Words(dict[str, str]):
    """The normal form of words as they stand, remembered."""

    def __missing__(self, raw: str) -> str:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[raw] = word = _word(raw)
        return word


_KNOWN = _Words()


def _whole(run: list[Token]) -> Iterator[Token]:
    if len(run) > 1:
        joined = "".join(token.text for token in run)[:LONGEST]
        yield Token(joined, run[0].start, run[-1].end, run[0].position)


def _suspended(token: Token, text: str) -> Iterator[Token]:
    found = _SUSPENDED.match(text, token.end)
    if found and (last := head(normalise(found[1]))):
        yield token._replace(text=(token.text + last)[:LONGEST])


def _special(match: re.Match[str], position: int) -> Iterator[Token]:
    kind, raw, (start, end) = str(match.lastgroup), match.group(), match.span()
    if kind == "range":
        yield from _range(raw, start, end, position)
    elif kind == "ending":
        yield from _ending(Token(_word(raw[1:]), start + 1, end, position), match.string)
    else:
        for form in _FORMS[kind](raw):
            yield Token(form[:LONGEST], start, end, position)


def _range(raw: str, start: int, end: int, position: int) -> Iterator[Token]:
    low, high = _FIGURE.finditer(raw)
    unit = "%" if high.end() < len(raw) else ""
    forms = [number(figure[0]) for figure in (low, high)]
    for figure, form, last in ((low, forms[0], low.end()), (high, forms[1], len(raw))):
        at = (start + figure.start(), start + last, position)
        yield Token(form[:LONGEST], *at)
        if unit:
            yield Token((form + unit)[:LONGEST], *at)
    yield Token("-".join(forms)[:LONGEST], start, end, position)


def _ending(token: Token, text: str) -> Iterator[Token]:
    """``-koordinatorer`` after ``virksomhedsmentorer og``: also with the first part of that."""
    yield token
    before = text[max(0, token.start - 1 - _REACH) : token.start - 1]
    found = _LENGTHENED.search(before)
    if found and (last := head(normalise(found[1]))):
        first = normalise(found[1]).removesuffix(last)
        yield token._replace(text=(first + token.text)[:LONGEST])


def _paragraph(raw: str) -> tuple[str, ...]:
    figure = normalise(raw).lstrip("§").strip()
    return figure, f"§{figure}"


def _percent(raw: str) -> tuple[str, ...]:
    found = _FIGURE.match(raw)
    figure = number(found[0] if found else raw)
    return figure, f"{figure}%"


def _points(raw: str) -> tuple[str, ...]:
    figure, _ = _percent(raw)
    return figure, "procentpoint", f"{figure}procentpoint"


def _date(raw: str) -> tuple[str, ...]:
    iso = date(raw) or raw
    return (iso[:4], iso) if iso[:4].isdigit() else (raw[-4:], raw)


def _written(raw: str) -> tuple[str, ...]:
    pieces = re.findall(r"[^\W_]+", normalise(raw))
    iso = date(raw)
    return (*pieces, iso) if iso else tuple(pieces)


_FORMS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "paragraph": _paragraph,
    "percent": _percent,
    "points": _points,
    "date": _date,
    "written": _written,
    "number": lambda raw: (number(raw),),
    "abbreviation": lambda raw: tuple(ABBREVIATIONS[raw.lower()].split()),
}
