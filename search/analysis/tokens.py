"""Tokens: what a text or a query is made of, with the place where each stands.

The index holds exactly these; stems, compound parts and grams are worked out from the vocabulary.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from sys import maxsize
from typing import NamedTuple

from search.analysis import paragraphs
from search.analysis.groups import GROUPED, WIDE, range_together, together
from search.analysis.heads import head
from search.analysis.normalise import INVISIBLE, normalise
from search.analysis.units import ABBREVIATIONS, MONTHS, UNITS, date, number

MOST_REMEMBERED = 1 << 16
LONGEST = 100
"""Letters of a token that are kept; what is longer is no word (base64, a line without spaces)."""

HYPHENS = "\u2010\u2011-"
_INSIDE = f"[^\\W_]|[\u0300-\u036f{INVISIBLE}]"
_WORD = rf"[^\W_](?:{_INSIDE})*+(?:['’](?:s|t|et|en|er|erne|ens|ets)\b)?+"
_JOINT = rf"[{HYPHENS}]|(?:[.@_/]|://)(?=[^\W_])"
"""What makes one word of those on either side, and a hyphen that may show that one is short."""
_ABBREVIATION = "|".join(re.escape(a) for a in sorted(ABBREVIATIONS, key=len, reverse=True))
_THOUSANDS = rf"\d{{1,3}}(?:[{WIDE}]\d{{3}})+(?!\d)(?:,\d+)?"
_NUMBER = rf"(?:{_THOUSANDS}|\d+(?:[.,]\d+)*)"
_PERCENT = r"(?:%(?!-?point)|(?i:pct\b\.?|procent\b)(?!-?point))"
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
      (?P<plain> [^\W\d_]++(?![\w.@/:'’\u0300-\u036f{INVISIBLE}{HYPHENS}]) )
    | (?P<section> §\s?\d{{1,5}}(?!{paragraphs.MORE}) )
    | (?P<paragraph> §{{1,2}}\s{{0,2}}\d{{1,5}}(?=[^\W\d_]?(?![^\W_])) )
    | (?P<grouped> {GROUPED} )
    | (?P<date> \b(?: \d{{4}}-\d\d-\d\d | \d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}
                    | \d{{1,2}}/\d{{1,2}}[ ]\d{{4}} )\b )
    | (?P<written> {_WRITTEN} )
    | (?P<range> {_RANGE} )
    | (?P<points> {_WITH_POINTS} )
    | (?P<percent> {_WITH_PERCENT} )
    | (?P<number> \b(?:{_THOUSANDS}|\d+(?:[.,:]\d+)*+[½¼¾]?+)(?![^\W_]) )
    | (?P<abbreviation> \b(?i:{_ABBREVIATION})(?![^\W_]) )
    | (?P<alone> {_WORD} (?!{_JOINT}) )
    | (?P<word> {_WORD} )
    | (?P<ending> (?:(?<=\bog\s)|(?<=\beller\s)|(?<=\bsamt\s)) [{HYPHENS}][^\W\d_]+ )
    )
    """,
    re.VERBOSE,
)
_SHORT = rf"[{HYPHENS}](?:,\s[^\W_]{{1,60}}[{HYPHENS}]){{0,4}}\s{_AND}\s(?:\w+\s)?([^\W_]+)"
_SUSPENDED = re.compile(_SHORT, re.IGNORECASE)
_LENGTHENED = re.compile(rf"([^\W_]+),?\s{_AND}\s$", re.IGNORECASE)
_SPACED = re.compile(
    rf"{paragraphs.PARAGRAPH}|{GROUPED}|{_WRITTEN}|{_RANGE}|{_WITH_POINTS}|{_WITH_PERCENT}"
    rf"|(?i:{_ABBREVIATION})(?![^\W_])|[^\W_]+{_SHORT}|[^\W_]+\s{_AND}\s[{HYPHENS}][^\W\d_]+"
)
_WORDS = ("plain", "alone", "word")
_JOINING = frozenset(f"{HYPHENS}.@_/:")
_JOINS = re.compile(rf"(?:{_JOINT})(?=[^\W_])")
_NO_HYPHEN = str.maketrans("", "", HYPHENS)
_LONG = {short: tuple(long.split()) for short, long in ABBREVIATIONS.items()}
_FIGURE = re.compile(_NUMBER)
_GROUP = re.compile(r"[\d,]+[Xx]?|[Xx]")
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
    ``18-29``; what is written as one gives its pieces, and the whole without hyphens beside the
    first: ``ret-og-pligt-mentor``, ``37-timers``, ``karen@mentor.dk`` (and ``mentor.dk``),
    ``12 34 56 78``; ``uddannelses- og beskæftigelsesindsats`` gives ``uddannelsesindsats`` beside
    ``uddannelses``.
    """
    known, make = _KNOWN, tuple.__new__  # at half the cost of a call and of Token()
    run: list[Token] = []  # the pieces so far of what is written as one
    place, more = start, True
    while more:
        more = False
        for position, match in enumerate(_TOKEN.finditer(text, start, end), place):
            kind = match.lastgroup
            first, last = match.span()
            if not run and (kind == "plain" or kind == "alone"):
                word = known[match[0]]
                if only is None or only(word):
                    yield make(Token, (word, first, last, position))
                continue
            if not run and (
                kind == "number"
                and not (text[last : last + 1] in _JOINING and _JOINS.match(text, last, end))
                and text[first - 2 : first - 1] not in paragraphs.LAST_LETTERS
            ):
                yield make(Token, (number(match[0])[:LONGEST], first, last, position))
                continue
            if kind == "abbreviation":
                yield from _whole(run, text)
                run = []
                for form in _LONG[match[0].lower()]:
                    yield make(Token, (form, first, last, position))
                continue
            found = _told(match, position, end)
            yield from found
            if kind == "ending":
                continue
            run.append(found[-1])
            more = found[-1].end != last or kind == "grouped"
            last = found[-1].end
            if kind == "word":
                yield from _suspended(found[-1], text)
            joint = _JOINS.match(text, last, end)
            if joint is None or not _joins(joint, run):
                yield from _whole(run, text)
                run = []
            elif joint[0] not in HYPHENS and joint[0] not in "._":
                yield from _whole(_since(run, text), text)
            if more:
                start, place = last, max(token.position for token in found) + 1
                break


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


def _joins(joint: re.Match[str], run: list[Token]) -> bool:
    """Whether what stands on either side is written as one: not for a stroke between words
    (``og/eller``), but beside a figure and in an address."""
    text, (first, last) = joint.string, joint.span()
    if joint[0] != "/" or text[first - 1].isdigit() or text[last].isdigit():
        return True
    return any(sign in text[run[0].start : first] for sign in ".@")


def _since(run: list[Token], text: str) -> list[Token]:
    """The pieces since the last stroke or ``@``: the name of a host, a part of a path."""
    for n in range(len(run) - 1, 0, -1):
        if set(text[run[n - 1].end : run[n].start]) & set("@/"):
            return run[n:]
    return run


def _whole(run: list[Token], text: str) -> Iterator[Token]:
    """What the pieces are together, after the part since the last stroke."""
    if len(run) < 2:
        return
    part = _since(run, text)
    if part[0].text == "www":
        yield from _together(part[1:], text)
    if len(part) < len(run):
        yield from _together(part, text)
    yield from _together(run, text)


def _together(run: list[Token], text: str) -> Iterator[Token]:
    if len(run) > 1:
        signs = ("", *(text[a.end : b.start].translate(_NO_HYPHEN) for a, b in pairwise(run)))
        joined = "".join(sign + token.text for sign, token in zip(signs, run, strict=True))
        yield Token(joined[:LONGEST], run[0].start, run[-1].end, run[0].position)


def _suspended(token: Token, text: str) -> Iterator[Token]:
    found = _SUSPENDED.match(text, token.end)
    if found and (last := head(normalise(found[1]))):
        yield token._replace(text=(token.text + last)[:LONGEST])


def _told(match: re.Match[str], position: int, most: int) -> list[Token]:
    """What is found under which form, the whole last; it may reach beyond the match, or, when
    figures are in no groups after all, not as far. ``most`` is where the text ends."""
    kind, raw, (start, end) = str(match.lastgroup), match.group(), match.span()
    text = match.string
    if kind in _WORDS:
        return [Token(_KNOWN[raw], start, end, position)]
    if kind == "grouped":
        return _grouped(raw, start, position)
    begin = start if kind == "paragraph" else None
    if kind in ("number", "range"):
        begin = paragraphs.begins(text, start)
    if begin is not None and (found := _paragraphs(text, begin, most, position)):
        return found
    if kind == "range":
        return list(_range(raw, start, end, position))
    if kind == "ending":
        return list(_ending(Token(_word(raw[1:]), start + 1, end, position), text))
    return [Token(form[:LONGEST], start, end, position) for form in _FORMS[kind](raw)]


def _paragraphs(text: str, start: int, most: int, position: int) -> list[Token]:
    pieces = paragraphs.read(text, start, min(most, len(text)))
    return [Token(p.text, p.start, p.end, position + p.at) for p in pieces]


def _grouped(raw: str, start: int, position: int) -> list[Token]:
    whole = together(raw)
    groups = list(_GROUP.finditer(raw))[: None if whole else 1]
    if whole and " " not in raw:
        groups = []  # wide spaces leave no doubt
    found = [
        Token(number(group[0]).lower(), start + group.start(), start + group.end(), position + n)
        for n, group in enumerate(groups)
    ]
    return [*found, Token(whole, start, start + len(raw), position)] if whole else found


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
    if not unit and (figures := range_together(low[0], high[0])):
        yield Token(figures[:LONGEST], start, end, position)


def _ending(token: Token, text: str) -> Iterator[Token]:
    """``-koordinatorer`` after ``virksomhedsmentorer og``: also with the first part of that."""
    yield token
    before = text[max(0, token.start - 1 - _REACH) : token.start - 1]
    found = _LENGTHENED.search(before)
    if found and (last := head(normalise(found[1]))):
        first = normalise(found[1]).removesuffix(last)
        yield token._replace(text=(first + token.text)[:LONGEST])


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
    "section": lambda raw: (raw[1:].lstrip(), "§" + raw[1:].lstrip()),
    "paragraph": lambda raw: (normalise(raw).lstrip("§").strip(),),
    "percent": _percent,
    "points": _points,
    "date": _date,
    "written": _written,
    "number": lambda raw: (number(raw),),
}
