"""Tokens: what a text or a query is made of, with the place where each stands.

The index holds exactly these; stems, compound parts and grams are worked out from the vocabulary.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from sys import maxsize

from search.analysis import lawsections
from search.analysis.groups import GROUPED, WIDE, range_together, together
from search.analysis.heads import head
from search.analysis.normalise import INVISIBLE, normalise
from search.analysis.token import LONGEST, Token
from search.analysis.units import ABBREVIATIONS, UNITS, number
from search.analysis.wholes import APOSTROPHES, HYPHENS, JOINT, JoinedRun
from search.library.dates import MONTHS, date

MOST_REMEMBERED = 1 << 16

_INSIDE = f"[^\\W_]|[\u0300-\u036f{INVISIBLE}]"
_WORD = rf"[^\W_](?:{_INSIDE})*+(?:['’](?:s|t|et|en|er|erne|ens|ets)\b)?+"
_ABBREVIATION = "|".join(re.escape(a) for a in sorted(ABBREVIATIONS, key=len, reverse=True))
_THOUSANDS = rf"\d{{1,3}}(?:[{WIDE}]\d{{3}})+(?!\d)(?:,\d+)?"
_NUMBER = rf"(?:{_THOUSANDS}|\d+(?:[.,]\d+)*)"
_FIGURES = rf"(?>{_THOUSANDS}|\d+(?:[.,:]\d+)*[½¼¾]?)"
_PERCENT = r"(?:%(?!-?point)|(?i:pct\b\.?|procent\b)(?!-?point))"
_WRITTEN = rf"\b\d{{1,2}}\.?[ ]?(?i:{'|'.join(MONTHS)})[ ]\d{{4}}\b"
_WITH_PERCENT = rf"\b{_NUMBER}\s?{_PERCENT}"
_WITH_POINTS = rf"\b{_NUMBER}\s?(?i:%|pct\.?|procent)(?i:-?point\b)"
_RANGE = (
    rf"(?<![\d/–-])(?<!\d[.,]){_NUMBER}(?:-|[ ]?–[ ]?){_NUMBER}(?!\w|[.,/–-]\d)(?:\s?{_PERCENT})?"
)
_OCLOCK = r"(?:(?<=\bkl\.\s)|(?<=\bkl\s)|(?<=\bklokken\s))"
_HOUR = r"(?:[01]?\d|2[0-4])"
_CLOCK = rf"(?<![\d.,:])(?:{_HOUR}:[0-5]\d|(?i:{_OCLOCK}){_HOUR}\.[0-5]\d)(?![^\W_]|[–.,:-]\d)"
_DECADE = rf"\b\d++[{APOSTROPHES}](?i:er|erne|ernes|eren|erens)\b"
_AND = r"(?:og|eller|samt)"
_DOTTED = r"(?<![^\s(\"'»„])\.[^\W\d_]{2}"
"""How what has a point for its first sign begins: ``.NET``, ``.pdf``."""
_SLASHED = r"\d{1,2}/\d{1,2}[ ]\d{4}"
"""»17/3 2015«."""
_TOKEN = re.compile(
    rf"""
    (?=[\w§{HYPHENS}]|{_DOTTED})(?:  # what starts no token costs one look, not ten
      (?P<plain> [^\W\d_]++(?![\w.@/&:#+'’\u0300-\u036f{INVISIBLE}{HYPHENS}]) )
    | (?P<signed> (?<![^\W_])[^\W\d_](?:\#|\+\+)(?![\w#+]) )
    | (?P<dotted> \.[^\W\d_]++(?![^\W_]) )
    | (?P<section> §\s?\d{{1,5}}(?!{lawsections.MORE}) )
    | (?P<paragraph> §{{1,2}}\s{{0,2}}\d{{1,5}}(?=[^\W\d_]?(?![^\W_])) )
    | (?P<grouped> {GROUPED} )
    | (?P<date> \b(?: \d{{4}}-\d\d-\d\d | \d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}
                    | {_SLASHED} )\b )
    | (?P<written> {_WRITTEN} )
    | (?P<clock> {_CLOCK} )
    | (?P<decade> {_DECADE} )
    | (?P<range> {_RANGE} )
    | (?P<points> {_WITH_POINTS} )
    | (?P<percent> {_WITH_PERCENT} )
    | (?P<lettered> (?=\d)(?<={lawsections.SPELT_OUT}\s)\d{{1,5}}[^\W\d_]
                    (?![^\W_]|[{HYPHENS}][^\W\d_]) )
    | (?P<figure> (?<!{lawsections.SPELT_OUT}\s)\b{_FIGURES}(?![^\W_]|{JOINT}) )
    | (?P<number> \b{_FIGURES}(?![^\W_]) )
    | (?P<abbreviation> \b(?i:{_ABBREVIATION})(?![^\W_]) )
    | (?P<alone> {_WORD} (?!{JOINT}) )
    | (?P<word> {_WORD} )
    | (?P<ending> (?:(?<=\bog\s)|(?<=\beller\s)|(?<=\bsamt\s)) [{HYPHENS}][^\W\d_]+ )
    )
    """,
    re.VERBOSE,
)
_BETWEEN = rf"(?:[^\w§.{HYPHENS}]|\.(?![^\W\d_]))*+"
_PLAIN = re.compile(
    rf"""
    {_BETWEEN}
    (?:  # plain words, and others at the end of a sentence
      (?: [^\W\d_]++(?![\w.@/&:#+'’\u0300-\u036f{INVISIBLE}{HYPHENS}])
        | (?!(?i:{_ABBREVIATION})(?![^\W_])) [^\W\d_]++(?=\.(?:\s|\Z)) )
      {_BETWEEN}
    )++
    """,
    re.VERBOSE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT = rf"[{HYPHENS}](?:,\s[^\W_]{{1,60}}[{HYPHENS}]){{0,4}}\s{_AND}\s(?:\w+\s)?([^\W_]+)"
_SUSPENDED = re.compile(_SHORT, re.IGNORECASE)
_LENGTHENED = re.compile(rf"(?<![^\W_])([^\W_]+),?\s{_AND}\s$", re.IGNORECASE)
_SPACED = re.compile(
    rf"{lawsections.PARAGRAPH}|{GROUPED}|{_WRITTEN}|{_SLASHED}\b|{_RANGE}|{_WITH_POINTS}|{_WITH_PERCENT}"
    rf"|(?i:{_ABBREVIATION})(?![^\W_])|[^\W_]+{_SHORT}|[^\W_]+\s{_AND}\s[{HYPHENS}][^\W\d_]+"
)
_WORDS = ("plain", "alone", "word", "figure")
_ALONE = ("plain", "alone", "figure")
"""What is nothing more where it is joined to nothing before."""
_APART = ("abbreviation", "ending")
"""What is never a piece of something written as one."""
_EXPANDED = {short: tuple(long.split()) for short, long in ABBREVIATIONS.items()}
_FIGURE = re.compile(_NUMBER)
_GROUP = re.compile(r"[\d,]+[Xx]?|[Xx]")
_REACH = 80
"""Letters before a word that may be what it is short for."""


def tokenise(text: str) -> Iterator[Token]:
    """The tokens of a text or a query, in the order in which they end.

    ``27,2 pct.`` gives ``27,2`` and ``27,2%`` at one position, ``18-29`` gives ``18``, ``29`` and
    ``18-29``; what is written as one gives its pieces, and the whole without hyphens beside the
    first: ``ret-og-pligt-mentor``, ``37-timers``, ``karen@mentor.dk`` (and ``mentor.dk``),
    ``12 34 56 78``; ``uddannelses- og beskæftigelsesindsats`` gives ``uddannelsesindsats`` beside
    ``uddannelses``.
    """
    known, make = _KNOWN, tuple.__new__  # at half the cost of a call and of Token()
    run = JoinedRun(text, maxsize)
    pieces = run.pieces
    begin, place = 0, 0
    while begin >= 0:
        matches, begin = _TOKEN.finditer(text, begin), -1
        for position, match in enumerate(matches, place):
            if not pieces and match.lastgroup in _ALONE:
                first, last = match.span()
                yield make(Token, (known[match[0]], first, last, position))
                continue
            found, after, following = _next(run, match, position, maxsize)
            yield from found
            if after != match.end() or following > position + 1:
                begin, place = after, following
                break


def tokenise_some(
    text: str, only: Callable[[str], object], start: int = 0, end: int = maxsize
) -> Iterator[Token]:
    """The same of ``text[start:end]`` without those plain words that ``only`` answers nothing for,
    in a third of the time when most are. Positions count from ``start``, so that the words of
    pieces apart are never neighbours."""
    run = JoinedRun(text, end)
    begin, place = start, start
    while True:
        if not run.pieces and (plain := _PLAIN.match(text, begin, end)):
            span = begin, plain.end()
            texts = [*map(_KNOWN.__getitem__, _LETTERS.findall(text, *span))]
            if any(map(only, texts)):
                every = zip(texts, _LETTERS.finditer(text, *span), count(place))
                yield from (Token(word, *at.span(), n) for word, at, n in every if only(word))
            begin, place = span[1], place + len(texts)
        if (match := _TOKEN.search(text, begin, end)) is None:
            return
        if not run.pieces and match.lastgroup in _ALONE:
            word = _KNOWN[match[0]]
            if only(word):
                yield Token(word, *match.span(), place)
            begin, place = match.end(), place + 1
        else:
            tokens, begin, place = _next(run, match, place, end)
            yield from tokens


def indexed(text: str) -> Iterator[tuple[Iterable[str], Iterable[int]]]:
    """The texts and positions of all tokens, many at once, which takes half the time."""
    run = JoinedRun(text, maxsize)
    begin, place = 0, 0
    while True:
        if not run.pieces and (plain := _PLAIN.match(text, begin)):
            words = _LETTERS.findall(text, begin, plain.end())
            yield map(_KNOWN.__getitem__, words), range(place, place + len(words))
            begin, place = plain.end(), place + len(words)
        if (match := _TOKEN.search(text, begin)) is None:
            return
        if not run.pieces and match.lastgroup in _ALONE:
            yield (_KNOWN[match[0]],), (place,)
            begin, place = match.end(), place + 1
        else:
            found, begin, place = _next(run, match, place, maxsize)
            yield [token.text for token in found], [token.position for token in found]


def _next(
    run: JoinedRun, match: re.Match[str], position: int, most: int
) -> tuple[list[Token], int, int]:
    """The tokens that end with a match, and where and with which position the next may begin."""
    kind, found = match.lastgroup, _told(match, position, most)
    if kind in _APART:
        return [*run.finish(), *found], match.end(), position + 1
    every = [*found, *run.add(found[0 if kind in _WORDS else -1])]
    if found[-1].end != match.end() or kind == "grouped":
        return every, found[-1].end, max(token.position for token in found) + 1
    return every, match.end(), position + 1


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
        self[raw] = word = _word(number(raw))
        return word


_KNOWN = _Words()


def _suspended(token: Token, text: str) -> Iterator[Token]:
    found = _SUSPENDED.match(text, token.end)
    if found and (last := head(normalise(found[1]))):
        yield token._replace(text=(token.text + last)[:LONGEST])


def _told(match: re.Match[str], position: int, most: int) -> list[Token]:
    """What is found under which form, the whole last; it may reach beyond the match, or, when
    figures are in no groups after all, not as far. ``most`` is where the text ends."""
    kind, raw, (start, end) = str(match.lastgroup), match[0], match.span()
    text = match.string
    if kind in _WORDS:
        token = Token(_KNOWN[raw], start, end, position)
        return [token, *_suspended(token, text)] if kind == "word" else [token]
    if found := _paragraphs(match, position, most):
        return found
    match kind:
        case "grouped":
            return _grouped(raw, start, position)
        case "range":
            return list(_range(raw, start, end, position))
        case "ending":
            return list(_ending(Token(_word(raw[1:]), start + 1, end, position), text))
        case _:
            return [Token(form[:LONGEST], start, end, position) for form in _FORMS[kind](raw)]


def _paragraphs(match: re.Match[str], position: int, most: int) -> list[Token]:
    kind, text, at = match.lastgroup, match.string, match.start()
    begin = at if kind == "paragraph" else None
    if kind in ("number", "range", "lettered"):
        begin = lawsections.begins(text, at)
    if begin is None:
        return []
    pieces = lawsections.read(text, begin, min(most, len(text)))
    return [Token(p.text, p.start, p.end, position + p.at) for p in pieces]


def _grouped(raw: str, start: int, position: int) -> list[Token]:
    whole = together(raw)
    groups = list(_GROUP.finditer(raw))[: None if whole else 1]
    if whole and (" " not in raw or whole == groups[-1][0]):
        groups = []  # wide spaces, and the country's before eight figures, leave no doubt
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


def _clock(raw: str) -> tuple[str, ...]:
    hour, minutes = re.split("[.:]", raw)
    return f"{hour},{minutes}", f"{int(hour)}:{minutes}"


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
    "abbreviation": lambda raw: _EXPANDED[raw.lower()],
    "clock": _clock,
    "decade": lambda raw: (re.sub(f"[{APOSTROPHES}]", "", raw).lower(),),
    "date": _date,
    "written": _written,
    "number": lambda raw: (number(raw),),
    "lettered": lambda raw: (normalise(raw),),  # after a word such as fotograf
    "signed": lambda raw: (normalise(raw[0]), normalise(raw)),  # C#, C++
    "dotted": lambda raw: (normalise(raw[1:]), normalise(raw)),
}
