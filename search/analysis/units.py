"""Numbers, units and abbreviations brought to one form."""

import re

from search.analysis.groups import WIDE

ABBREVIATIONS = {
    "bl.a.": "blandt andet", "bl. a.": "blandt andet",
    "f.eks.": "fx", "f. eks.": "fx", "feks.": "fx",
    "m.fl.": "mfl", "m.m.": "mm", "m.v.": "mv", "m.h.t.": "mht", "o.l.": "ol", "o.lign.": "ol",
    "d.v.s.": "dvs", "o.s.v.": "osv", "p.t.": "pt", "p.g.a.": "pga", "i.h.t.": "iht",
    "jf.": "jævnfør", "jvf.": "jævnfør", "pct.-point": "procentpoint", "pct.point": "procentpoint",
    "mio.": "million", "mia.": "milliard", "kr.": "krone", "nr.": "nummer", "stk.": "stykke",
    "kap.": "kapitel", "mdr.": "måned", "ca.": "cirka", "inkl.": "inklusive", "evt.": "eventuelt",
    "vedr.": "vedrørende",
}  # fmt: skip
"""Abbreviations with their points, and what they are in the index."""
ABBREVIATIONS |= {short[:-1]: long for short, long in ABBREVIATIONS.items() if "." in short[:-1]}

UNITS = {
    "pct": "procent", "kr": "krone", "kroner": "krone", "dkk": "krone", "mio": "million",
    "millioner": "million", "mia": "milliard", "milliarder": "milliard", "nr": "nummer",
    "stk": "stykke", "kap": "kapitel", "jf": "jævnfør", "feks": "fx",
    "procentpoints": "procentpoint", "mdr": "måned", "ca": "cirka", "inkl": "inklusive",
    "evt": "eventuelt", "vedr": "vedrørende", "1⁄2": "0,5", "1⁄4": "0,25", "3⁄4": "0,75",
}  # fmt: skip
"""Words without a point that are another's short or inflected form."""

SHORTENED = frozenset(
    word for long in (*ABBREVIATIONS.values(), *UNITS.values()) for word in long.split()
)
"""The words that may stand in other letters: no part of one can be shown in a text."""

_THOUSANDS = re.compile(rf"\d{{1,3}}(?:[.{WIDE}]\d{{3}})+(?:,\d+)?")
_TELEPHONE = re.compile(r"\d\d(?:\.\d\d){3}")
_FRACTIONS = {"½": ",5", "¼": ",25", "¾": ",75"}
_DECIMAL_POINT = re.compile(r"\d+\.\d{1,2}")


def number(text: str) -> str:
    """A number in Danish form: no thousands separators, decimals after a comma (27.2 is 27,2, 1½ is
    1,5), telephone numbers without points."""
    if text.isdecimal():
        return text
    if text[-1:] in _FRACTIONS and text[:-1].isdigit():
        return text[:-1] + _FRACTIONS[text[-1]]
    if _THOUSANDS.fullmatch(text):
        return re.sub(f"[.{WIDE}]", "", text)
    if _TELEPHONE.fullmatch(text):
        return text.replace(".", "")
    if _DECIMAL_POINT.fullmatch(text):
        return text.replace(".", ",")
    return text
