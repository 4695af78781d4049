"""Numbers written in groups of figures: thousands, telephone, CVR and ISBN numbers.

Such a number is one thing in whichever groups it is written: its figures alone.
"""

import re
from itertools import count

WIDE = "\u00a0\u2007\u2009\u202f"
"""Spaces that keep together what is on either side: no-break, figure, thin, narrow no-break."""
_SPACE = f"[ {WIDE}]"
_EITHER = f"[-\u2010\u2011 {WIDE}]"
_NEXT = f"[-\u2010\u2011/ {WIDE}][\\dXx]"
_YEAR = r"(?:19|20)\d\d"
_FORMS = "|".join(
    (
        rf"(?:(?:00)?45{_SPACE})?\d\d(?:{_SPACE}\d\d){{3}}",  # 12 34 56 78
        rf"(?:00)?45{_SPACE}[2-9]\d{{3}}{_SPACE}?\d{{4}}",  # +45 12345678
        rf"(?!{_YEAR}{_SPACE}{_YEAR})\d{{4}}{_SPACE}\d{{4}}",  # 1234 5678
        rf"(?:97[89]|579)(?:{_EITHER}?\d){{10}}(?!{_EITHER}?\d)",  # ISBN, EAN
        rf"\d{{1,5}}{_SPACE}\d{{1,7}}{_SPACE}\d{{1,7}}{_SPACE}[\dXx]",  # ISBN of ten
        rf"0\d{{2,5}}[/ {WIDE}]\d{{4,10}}",  # 05145 8841815
        rf"[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+(?:,\d+)?",  # 12 500
    )
)
_BEFORE = rf"(?=\d+{_NEXT})(?<![\d.,/–-])(?<!\d{_SPACE})\b"
GROUPED = rf"{_BEFORE}(?:{_FORMS})(?![^\W_]|{_SPACE}\d|[.,/–-]\d)"
"""Groups with spaces between; none where more figures stand before or behind, as in a table."""
_TEN = re.compile(rf"\d{{1,5}}{_SPACE}\d{{1,7}}{_SPACE}\d{{1,7}}{_SPACE}[\dXx]")
_COUNTRY = re.compile(rf"(?:00)?45{_SPACE}(?=(?:{_SPACE}?\d\d){{4}}\Z)")
_BOOK = re.compile(r"(?:97[89]|579)\d{10}")
_BETWEEN = re.compile(f"[-\u2010\u2011/ {WIDE}]")
LEAST = 8
"""Figures of the shortest number that is no amount: telephone and CVR numbers."""


def together(raw: str) -> str | None:
    """The number that groups with spaces are; None when they are none: four groups that are neither
    an ISBN of ten by its check nor an ISBN or EAN of thirteen."""
    figures = _BETWEEN.sub("", _COUNTRY.sub("", raw)).lower()
    if _TEN.fullmatch(raw) and not (_checks(figures) or _BOOK.fullmatch(figures)):
        return None
    return figures


def range_together(low: str, high: str) -> str | None:
    """The number that two groups with a hyphen between are (``05145-8841815``); None when they may
    be a range of amounts or of years."""
    figures = low + high
    years = re.fullmatch(_YEAR, low) and re.fullmatch(_YEAR, high)
    return figures if figures.isdigit() and len(figures) >= LEAST and not years else None


def _checks(figures: str) -> bool:
    """Whether the last figure of an ISBN of ten is right (ISO 2108: weights 10 to 1, modulo 11)."""
    worth = ["0123456789x".index(figure) for figure in figures]
    return len(worth) == 10 and sum(a * b for a, b in zip(count(10, -1), worth)) % 11 == 0
