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
    "vedr.": "vedrørende", "ekskl.": "eksklusive", "incl.": "inklusive", "excl.": "eksklusive",
    "tlf.": "telefon", "hhv.": "henholdsvis", "ph.d.": "phd",
}  # fmt: skip
"""Abbreviations with their points, and what they are in the index."""
ABBREVIATIONS |= {short[:-1]: long for short, long in ABBREVIATIONS.items() if "." in short[:-1]}

UNITS = {
    "pct": "procent", "kr": "krone", "kroner": "krone", "dkk": "krone", "mio": "million",
    "millioner": "million", "mia": "milliard", "milliarder": "milliard", "nr": "nummer",
    "stk": "stykke", "kap": "kapitel", "jf": "jævnfør", "feks": "fx",
    "procentpoints": "procentpoint", "mdr": "måned", "ca": "cirka", "inkl": "inklusive",
    "evt": "eventuelt", "vedr": "vedrørende", "ekskl": "eksklusive", "incl": "inklusive",
    "excl": "eksklusive", "tlf": "telefon", "hhv": "henholdsvis",
    "1⁄2": "0,5", "1⁄4": "0,25", "3⁄4": "0,75",
}  # fmt: skip
"""Words without a point that are another's short or inflected form."""

SHORTENED = frozenset(
    word for long in (*ABBREVIATIONS.values(), *UNITS.values()) for word in long.split()
)
"""The words that may stand in other letters: no part of one can be shown in a text."""

SYMBOLS = (
    "mm", "cm", "dm", "m", "km", "m2", "m²", "m3", "m³", "km2", "km²", "ha", "mg", "g", "kg", "t",
    "ml", "cl", "dl", "l", "W", "kW", "MW", "GW", "Wh", "kWh", "MWh", "GWh", "TWh", "kV", "Hz",
    "kHz", "MHz", "GHz", "kB", "MB", "GB", "TB", "kbit", "Mbit", "Gbit", "ms", "kJ", "MJ",
    "GJ", "dB", "ppm",
)  # fmt: skip
"""Symbols of units (SI and those used with it) that may stand close to their number or apart."""

_THOUSANDS = re.compile(rf"\d{{1,3}}(?:[.{WIDE}]\d{{3}})+(?:,\d+)?")
_TELEPHONE = re.compile(r"\d\d(?:\.\d\d){3}")
_ABROAD = re.compile(r"(?:00)?45[2-9]\d{7}")
"""A Danish telephone number as it is dialled from abroad."""
_VAT = re.compile(r"[Dd][Kk](?=[1-9]\d{7}\Z)")
"""What makes a VAT number of a CVR number."""
_FRACTIONS = {"½": ",5", "¼": ",25", "¾": ",75"}
_DECIMAL_POINT = re.compile(r"\d+\.\d{1,2}")
_ROUND = re.compile(r"(,[1-9])0|,00")
"""Decimals of an amount of money that tell nothing."""


def number(text: str) -> str:
    """A number in Danish form: no thousands separators, decimals after a comma (27.2 is 27,2, 1½ is
    1,5) and of two no last zero (22,50 is 22,5, 10,00 is 10), telephone numbers without points and
    they and VAT numbers without the country's."""
    if text.isdecimal():
        return text[-8:] if _ABROAD.fullmatch(text) else text
    if text[-1:] in _FRACTIONS and text[:-1].isdigit():
        return text[:-1] + _FRACTIONS[text[-1]]
    text = text[:-3] + _ROUND.sub(r"\1", text[-3:]) if text[-3:-2] == "," else text
    if _THOUSANDS.fullmatch(text):
        return re.sub(f"[.{WIDE}]", "", text)
    if _TELEPHONE.fullmatch(text):
        return text.replace(".", "")
    if _DECIMAL_POINT.fullmatch(text):
        return text.replace(".", ",")
    return _VAT.sub("", text)
