"""Measures: what the letters after a number, or the head of its column, say that it is."""

import re
from typing import NamedTuple

_SCALE = re.compile(
    r"[\s-]?(?P<scale>mio\b\.?|mill\b\.?|million(?:er)?\b|mia\b\.?|milliard(?:er)?\b|tusinde?\b"
    r"|tus\.|t\.(?=\s?kr))",
    re.I,
)
_SCALES = {"milliard": 1e9, "mia": 1e9, "mi": 1e6, "t": 1e3}
"""By how words for them begin, the longest first."""
_POINTS = re.compile(r"[\s-]?(?:%|pct\.?|procent)-?\s?point(?:s)?\b", re.I)
_SHARE = re.compile(r"\s?(?:%|‰)|[\s-]?(?:pct\b\.?|procents?\b|promille\b)", re.I)
_MONEY = re.compile(
    r"[\s-]?(?:(?P<unit>kr\b\.?|kroner\b|kroners\b|dkk\b|euro\b|eur\b|usd\b|dollars?\b|øre\b"
    r"|[€£]|\$(?!\s?\(|\w|\.\s?[a-z]))|,-)",
    re.I,
)
_KRONER = frozenset(("kr", "kroner", "kroners", "dkk"))
_TIME = re.compile(
    r"[\s-]{0,2}(?P<unit>(?:milli|mikro|nano)?sekund(?:er|ers)?|[mµn]s|sek\.?|minut(?:ter|ters)?|min\.|timer?s?"
    r"|arbejdsdage?s?|hverdage?s?|dage?s?|døgns?|uge(?:r|rs|s)?|måned(?:er|ers|s)?|mdr\.?"
    r"|kvartal(?:er)?|års?(?!\s(?:19|20)\d\d(?!\d))|årige?s?|årtier|min)(?![^\W_]|-)",
    re.I,
)
_TIMES = {
    "sek": "sekunder", "min": "minutter", "tim": "timer", "dag": "dage", "døg": "døgn",
    "uge": "uger", "mån": "måneder", "mdr": "måneder", "kva": "kvartaler", "arb": "arbejdsdage",
    "hve": "hverdage", "årt": "årtier", "ms": "millisekunder", "mil": "millisekunder",
    "µs": "mikrosekunder", "mik": "mikrosekunder", "ns": "nanosekunder", "nan": "nanosekunder",
}  # fmt: skip
"""Units of time by how their words begin; all others are years."""
_RATIO = re.compile(
    r"[\s-]?(?:gange?\b(?=\s(?:så|flere|større|højere|mindre|lavere|mere|færre|oftere))"
    r"|dobbelt(?:e|es)?\b)",
    re.I,
)
_CLOSE = re.compile(
    r"(?P<unit>[ck]?m[²2³3]|[kcmµ]?m|[kMG]?Wh?|[km]?[VΩ]|mA|[kMG]?Hz|[kKMGT]B|kg|[cdm]l|dB|°C)"
    r"(?!\w)"
)
"""Units that stand close to their number."""
_POINTS_GIVEN = re.compile(r"\spoint\b", re.I)
_SCORED = re.compile(r"\s(?:stjerner\b|på en skala\b|på skalaen\b)|[-\s]?tallet\b", re.I)
_SHARES = re.compile(r"%|\b(?:pct|procent)|andel(?:en)?\b", re.I)
_IN_PERCENT = re.compile(r"%|\b(?:pct|procent)|procent(?:andel|del)", re.I)
_AMOUNTS = re.compile(r"\b(?:kr|dkk|kroner|pris|beløb|udgift)(?:er|en|et)?\b", re.I)
_TIMED = re.compile(r"\b(?P<unit>minutter|timer|dage|uger|måneder|mdr)\b", re.I)


class Measure(NamedTuple):
    """What a number is: its ``kind`` ('' when nothing tells) and ``unit``, by how much it is to be
    multiplied, and where the letters that say so end."""

    end: int
    kind: str = ""
    unit: str = ""
    scale: float = 1.0


def measure_after(text: str, at: int, end: int) -> Measure:
    """What stands after a number that ends ``at``, before ``end``."""
    scale = 1.0
    if found := _SCALE.match(text, at, end):
        said, at = found["scale"].lower(), found.end()
        scale = next(scale for begin, scale in _SCALES.items() if said.startswith(begin))
    for pattern, kind, unit in _FIXED:
        if found := pattern.match(text, at, end):
            return Measure(found.end(), kind, "‰" if "‰" in found[0] else unit, scale)
    if found := _MONEY.match(text, at, end):
        unit = (found["unit"] or "kr").lower().rstrip(".")
        return Measure(found.end(), "money", "kr." if unit in _KRONER else unit, scale)
    if found := _TIME.match(text, at, end):
        return Measure(found.end(), "time", _time(found), scale)
    if found := _CLOSE.match(text, at, end):
        return Measure(found.end(), "count", found["unit"], scale)
    return Measure(at, "mark" if _SCORED.match(text, at, end) else "", "", scale)


_FIXED = (
    (_POINTS, "change", "procentpoint"),
    (_SHARE, "share", "%"),
    (_RATIO, "ratio", "gange"),
    (_POINTS_GIVEN, "mark", "point"),
)


def measure_of_head(head: str) -> Measure | None:
    """What the head of a column, or the label of a row, tells of the numbers under or beside it;
    None when nothing."""
    if _SHARES.search(head):
        return Measure(0, "share", "%", 1.0 if _IN_PERCENT.search(head) else 100.0)
    if _AMOUNTS.search(head):
        return Measure(0, "money", "kr.")
    found = _TIMED.search(head)
    return Measure(0, "time", _time(found)) if found else None


def _time(found: "re.Match[str]") -> str:
    return _TIMES.get(found["unit"][:3].lower(), "år")
