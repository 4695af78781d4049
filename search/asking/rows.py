"""The tokens of what was typed, in a row: what a phrase is of, and which is whole."""

import re

from search.analysis.token import Token
from search.analysis.tokens import tokenise
from search.analysis.units import SYMBOLS

_FIGURE = r"\d[\d.]*(?:,\d+)?"
_MONEY = r"(?:kr\.?|kroner|dkk)"
_LARGE = r"(?:mio\.?|mia\.?|millioner|milliarder|million|milliard)"
_SYMBOL = "|".join(map(re.escape, sorted(SYMBOLS, key=len, reverse=True)))
_CLOCK = r"(?:kl\.?|klokken)\s\d{1,2}[.:]\d\d(?![^\W_])"
_WITH_UNIT = rf"(?<![\d.]){_FIGURE}\s?(?:{_LARGE}(?:\s?{_MONEY})?|{_MONEY}|(?:{_SYMBOL}))(?![^\W_])"
AMOUNT = re.compile(
    rf"(?i:(?<![\w.,]){_MONEY}\s{_FIGURE}(?:\s{_LARGE})?(?![^\W_])|{_CLOCK}|{_WITH_UNIT})"
)
"""A number with its unit: ``22,50 kr.``, ``kr. 22,5``, ``1,5 mio. kr.``, ``450kW``; a time: ``kl.
14.30``."""
_GLUED = re.compile(rf"({_FIGURE})\s?(\D.*)")
SHORTEST_NUMBERED = 2
"""Letters of a name whose number may stand apart: ``A4`` is not ``bilag a 4``."""
_SCHEME = re.compile(r"(?:https?://)?(?:www\.)?")


def in_a_row(text: str) -> list[str]:
    """The words of a phrase, one for each position: where there are several forms, the last, which
    says the most (``27,2%``)."""
    tokens = list(tokenise(text))
    starts = {token.position: token.start for token in reversed(tokens)}
    row: dict[int, str] = {}
    for token in tokens:
        if token.end <= starts.get(token.position + 1, len(text)):
            row[token.position] = token.text
    return list(row.values())


def whole_over(token: Token, tokens: list[Token]) -> str:
    """The last other token that covers this one, "" when there is none. A share is no piece of its
    percentage: a table has the sign in its heading."""
    covering = (t for t in tokens if t.start <= token.start and token.end <= t.end)
    *_, last = covering
    same = (token.text, f"{token.text}%")
    return "" if last.text in same or is_address_of(last.text, token.text) else last.text


def is_address_of(address: str, bare: str) -> bool:
    """Whether an address is another with ``https://`` or ``www.`` before it."""
    return "." in bare and _SCHEME.sub("", address, count=1) == bare


def row_of_words(token: Token, tokens: list[Token]) -> tuple[str, ...]:
    """The words in a row that a whole with hyphens is as well (``it-mentor``, ``covid-19``), ()
    when it is no whole of words alone, or of words and a number: ``37-timers`` is no row."""
    within = (t for t in reversed(tokens) if token.start <= t.start and t.end <= token.end)
    row = {t.position: t.text for t in within}
    words = tuple(row[position] for position in sorted(row))
    if len(words) < 2 or "".join(words) != token.text:
        return ()
    numbered = words[-1].isdecimal() and len(words[0]) >= SHORTEST_NUMBERED
    named = words[:-1] if numbered else words
    return words if all(map(str.isalpha, named)) else ()


def rows_of_amount(text: str) -> list[tuple[str, ...]]:
    """The rows of words in which an amount may be written, [] when it is none: money before the
    number and behind it, a unit close to it and apart."""
    amount = text.strip()
    if not AMOUNT.fullmatch(amount):
        return []
    split = _GLUED.fullmatch(amount)
    number, unit = (split[1], split[2]) if split else ("", "")
    row = in_a_row(f"{number} {unit}" if split else amount)
    if ":" in row[-1]:
        return [(row[-1],)]
    glued = in_a_row(f"{number}{unit}") if split else row
    turned = [row[-1], *row[:-1]] if split else [*row[1:], row[0]]
    rows = (row, turned, glued) if "krone" in row else (row, glued)
    return list(dict.fromkeys(map(tuple, rows)))
