"""Figures: what numbers of a text say, with kind, unit, values and hedge.

A figure's text goes from its hedge to its unit: ``knap halvdelen``, ``mellem 7 og 10
procentpoint``, ``ca. 2,5 mio. kr.``; of a count it ends with the number, and the word after it is
its unit. Numbers that are names (page numbers, references, paragraphs, telephone numbers, points of
lists) are no figures. Every pattern is linear on any text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.analysis.stems import STOPWORDS
from search.analysis.units import MONTHS
from search.quoting.labels import (
    is_date_of_source,
    is_formula,
    is_label,
    is_of_names,
    point,
    telephone,
)
from search.quoting.numerals import NUMERAL, Numeral, read

KINDS = (
    "share", "count", "money", "time", "change", "ratio", "test value", "year", "mark",
)  # fmt: skip
"""What a figure may be."""

_HEDGES = (
    r"ca\.?|cirka|omkring|omtrent|næsten|knapt?|godt|henved|op mod|op imod|op til|tæt på|nær ved"
    r"|lidt (?:over|under|mere end|mindre end|flere end|færre end)"
    r"|(?:langt |ikke )?(?:mere|mindre|flere|færre|højere|lavere|længere|kortere|større|ældre|yngre) end"
    r"|(?:ikke )?(?:over|under)|mindst|højst|maksimalt|max\.?|maks\.?|minimum|maksimum|min\."
    r"|i hvert fald|kun|blot|hele|skønsmæssigt|anslået|estimeret|i størrelsesordenen|små"
    r"|mellem|imellem|[<>≤≥~±≈]"
)
_HEDGE = re.compile(rf"(?:(?<![\w])|(?<=[<>≤≥~±≈]))(?P<hedge>{_HEDGES})\s?\Z", re.I)
_FROM = re.compile(r"(?<!\w)fra\s\Z", re.I)
_BETWEEN = re.compile(r"\s?[-–—]\s?|\s(?:til|eller|og)\s|\s?[-–]\s?til\s?[-–]?\s?", re.I)
_SHARE = re.compile(r"\s?(?:%|‰)|[\s-]?(?:pct\b\.?|procents?\b|promille\b)", re.I)
_POINTS = re.compile(r"[\s-]?(?:%|pct\.?|procent)-?\s?point(?:s)?\b", re.I)
_SCALE = re.compile(
    r"[\s-]?(?P<scale>mio\b\.?|mill\b\.?|million(?:er)?\b|mia\b\.?|milliard(?:er)?\b|tusinde?\b|tus\.|t\.(?=\s?kr))",
    re.I,
)
_SCALES = {"mio": 1e6, "mil": 1e6, "mia": 1e9, "tus": 1e3, "t.": 1e3}
_MONEY = re.compile(
    r"[\s-]?(?:(?P<unit>kr\b\.?|kroner\b|kroners\b|dkk\b|euro\b|eur\b|usd\b|dollars?\b|øre\b|[€$£])|,-)",
    re.I,
)
_MONEY_BEFORE = re.compile(r"(?:(?<!\w)(?:kr\.?|dkk|eur|usd)|[€$£])\s?\Z", re.I)
_TIMES = {
    "sek": "sekunder", "min": "minutter", "tim": "timer", "dag": "dage", "døg": "døgn",
    "uge": "uger", "mån": "måneder", "mdr": "måneder", "år": "år", "åri": "år", "års": "år",
    "kva": "kvartaler", "arb": "arbejdsdage", "hve": "hverdage", "årt": "årtier",
}  # fmt: skip
_TIME = re.compile(
    r"[\s-]{0,2}(?P<unit>sekund(?:er|ers)?|sek\.?|minut(?:ter|ters)?|min\.|timer?s?|arbejdsdage?s?|hverdage?s?|dage?s?"
    r"|døgns?|uge(?:r|rs|s)?|måned(?:er|ers|s)?|mdr\.?|kvartal(?:er)?|års?|årige?s?|årtier|min)(?![^\W_]|-)",
    re.I,
)
_RATIO = re.compile(
    r"[\s-]?(?:gange?\b(?=\s(?:så|flere|større|højere|mindre|lavere|mere|færre|oftere))|dobbelt(?:e|es)?\b)",
    re.I,
)
_OUT_OF = re.compile(r"\s(?:ud\s)?af\s(?:de\s|i\salt\s|alle\s)?", re.I)
_MARK_BEFORE = re.compile(
    r"\b(?:karakter|karakteren|karaktergennemsnit|karaktergennemsnittet|score|scoren|gennemsnitsscore|rating)\s(?:på\s|er\s|var\s|af\s)?(?:i gennemsnit\s)?\Z",
    re.I,
)
_MARK_AFTER = re.compile(
    r"\s(?:point\b|stjerner\b|på en skala\b|på skalaen\b)|[-\s]?tallet\b", re.I
)
_TEST = re.compile(
    r"(?<![^\W_])(?P<name>p|t|z|f|r|r2|r²|d|β|b|α|κ|kappa|χ2|χ²|chi2|sd|se|df|p-værdi(?:en)?|t-værdi(?:en)?"
    r"|standardafvigelse(?:n)?|signifikansniveau(?:et)?|korrelation(?:en)?|cronbachs alpha|alpha|effektstørrelse(?:n)?|konfidensinterval(?:let)?)"
    r"(?:\s?\(\d{1,4}(?:,\s?\d{1,4})?\))?\s?(?:[=<>≤≥]|\s(?:på|er|var)(?:\sca\.)?)\s?-?\Z",
    re.I,
)
_ODDS = re.compile(
    r"(?<![^\W_])(?:odds ratio|oddsratio|or|hr|rr|hazard ratio)\s?(?:[=<>≤≥]|på|er)\s?\Z", re.I
)
_CHANGED = re.compile(
    r"(?<![^\W_])(?:st[ei]g\w{0,6}|fald\w{0,4}|faldt|øge\w{0,4}|forøg\w{0,6}|reduc\w{0,6}|reduktion\w{0,3}|vækst\w{0,2}|vokse\w{0,3}"
    r"|fremgang\w{0,2}|tilbagegang\w{0,2}|forbedr\w{0,6}|forværr\w{0,6}|sænke\w{0,3}|hæve\w{0,3}|mindske\w{0,3}|ændr\w{0,6})"
    r"(?:\s[^\W\d_]{1,14}){0,3}?\s(?:med|på)\s\Z",
    re.I,
)
_MORE = re.compile(
    r"\s(?:højere|lavere|flere|færre|mere|mindre|større|stigning|fald|lavere|hurtigere|længere|kortere)\b",
    re.I,
)
_DATE = re.compile(
    rf"(?P<day>\d{{1,2}})\.?\s?(?P<month>{'|'.join(MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sep|okt|nov|dec)\.)(?:\s(?P<year>\d{{4}}))?(?![^\W_])"
    r"|\d{1,2}[./-]\d{1,2}[./ -] ?(?P<short>\d{4})(?!\d)|(?P<iso>\d{4})-\d\d-\d\d(?!\d)|(?P<compact>(?:19|20)\d\d)[01]\d[0-3]\d(?!\d)",
    re.I,
)
_MONTH_BEFORE = re.compile(rf"(?<![^\W_])(?:{'|'.join(MONTHS)})\s\Z", re.I)
_YEAR = re.compile(r"(?:1[789]|20)\d\d\Z")
_ORDINAL = re.compile(r"\.\s?[^\W\d_A-ZÆØÅ]")
_CITED = re.compile(r"(?:\b(?:et al|m\.fl|mfl)\.?,?\s|[^\W\d_a-zæøå][^\W\d_]{1,30},\s|\()\Z")
_GLUED = re.compile(r"[^\W\d_]|[-–](?:[^\W\d_a-zæøå])|[/:]\d|\.\d|@|_|['’\]](?!\w)")
_NOUN = re.compile(r"[\s-]([^\W\d_]+(?:-[^\W\d_]+)?)|(?:\s)?(m²|m2|m³|km²|°C)")
_VARIES = re.compile(r"(?:varier|sving|spænd|ligge|strækk)[^\W\d_]{0,5}\s\Z", re.I)
_SHARES = re.compile(r"%|\b(?:pct|procent|andel)", re.I)
_AMOUNTS = re.compile(r"\b(?:kr|dkk|kroner|pris|beløb|udgift)(?:er|en|et)?\b", re.I)
_TIMED = re.compile(r"\b(?P<unit>minutter|timer|dage|uger|måneder|mdr)\b", re.I)
_BACK = 48
"""Characters before a number that may tell what it is."""
_SUM = frozenset(("share", "count", "money"))
"""Kinds of which there may be more or less than before."""


@dataclass(frozen=True)
class Figure:
    """A figure, characters ``[start, end)`` of a text, which are ``text``.

    ``kind`` is one of ``KINDS``; ``values`` one or, of a range or a change, two in the order of the
    text: shares in percent, money in whole ``unit``, all else in the ``unit`` as written. ``hedge``
    is what makes it less than exact, in small letters; '' when nothing does.
    """

    text: str
    kind: str
    values: tuple[float, ...]
    unit: str
    hedge: str
    start: int
    end: int


def figures_in(
    text: str, start: int = 0, end: int | None = None, head: str = "", label: str = ""
) -> list[Figure]:
    """The figures of ``text[start:end]``, a sentence or a cell, in their order; of a cell the
    ``head`` of its column and the ``label`` of its row tell the unit where it doesn't."""
    end = len(text) if end is None else end
    if is_formula(text, start, end) or is_of_names(head):
        return []
    found = list(_Reader(text, start, end).figures())
    if not (head or label):
        return found
    bare = ("count", "")
    of_cell = _of_head(head) or _of_head(label)
    return [
        replace(figure, kind=of_cell[0], unit=of_cell[1])
        if of_cell and (figure.kind, figure.unit) == bare
        else figure
        for figure in found
    ]


def _of_head(head: str) -> tuple[str, str] | None:
    """The kind and unit that the head of a column, or the label of a row, tells."""
    if _SHARES.search(head):
        return "share", "%"
    if _AMOUNTS.search(head):
        return "money", "kr."
    if found := _TIMED.search(head):
        return "time", _TIMES[found["unit"].lower()[:3]]
    return None


@dataclass(frozen=True)
class _Said:
    """What the letters after a number say: its ``kind`` ('' for none), ``unit`` and ``scale``."""

    end: int
    kind: str = ""
    unit: str = ""
    scale: float = 1.0


class _Reader:
    """Reads the figures of one sentence or cell."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._done = start
        """Where the last figure ends."""
        self._named = -1
        """Where the last number that is a name ends."""

    def figures(self) -> Iterator[Figure]:
        """Its figures, in their order and apart."""
        at = point(self._text, self._start, self._end)
        for match in NUMERAL.finditer(self._text, at, self._end):
            if match.start() < at:
                continue
            at, made = self._one(match)
            if made:
                self._done = at
                yield made

    def _one(self, match: "re.Match[str]") -> tuple[int, Figure | None]:
        """What begins with this number, and where it ends."""
        text, start = self._text, match.start()
        if match["digits"]:
            if date := _DATE.match(text, start, self._end):
                digits = not date["day"]
                cited = is_date_of_source(text, self._start, start, in_digits=digits)
                return date.end(), None if cited else self._date(date)
            if (end := telephone(text, start, self._end)) > start:
                return end, None
            if is_label(text, self._start, start, match.end(), self._named):
                self._named = match.end()
                return match.end(), None
        first = read(match)
        made = self._out_of(first) or self._range(first) or self._single(first)
        return (made.end, made) if made else (match.end(), None)

    def _date(self, date: "re.Match[str]") -> Figure:
        year = date["year"] or date["short"] or date["iso"] or date["compact"]
        kind, values = ("year", (float(year),)) if year else ("time", ())
        return self._made(date.start(), date.end(), kind, values, "")

    def _said(self, at: int) -> _Said:
        """What stands after a number that ends there."""
        text, end = self._text, self._end
        scale, unit = 1.0, ""
        if found := _SCALE.match(text, at, end):
            scale, unit, at = _SCALES[found["scale"][:3].lower()[:3]], "", found.end()
        if found := _POINTS.match(text, at, end):
            return _Said(found.end(), "change", "procentpoint", scale)
        if found := _SHARE.match(text, at, end):
            return _Said(found.end(), "share", "‰" if "‰" in found[0] else "%", scale)
        if found := _MONEY.match(text, at, end):
            unit = (found["unit"] or "kr").lower().rstrip(".")
            unit = {"kr": "kr.", "kroner": "kr.", "kroners": "kr.", "dkk": "kr."}.get(unit, unit)
            return _Said(found.end(), "money", unit, scale)
        if found := _TIME.match(text, at, end):
            letters = found["unit"].lower()
            return _Said(
                found.end(),
                "time",
                _TIMES[letters[:2] if letters[:2] == "år" else letters[:3]],
                scale,
            )
        if found := _RATIO.match(text, at, end):
            return _Said(found.end(), "ratio", "gange")
        if found := _MARK_AFTER.match(text, at, end):
            return _Said(found.end() if found[0].strip().startswith("p") else at, "mark")
        return _Said(at, scale=scale)

    def _out_of(self, first: Numeral) -> Figure | None:
        """»4 ud af 10« as a share."""
        joint = _OUT_OF.match(self._text, first.end, self._end)
        other = NUMERAL.match(self._text, joint.end(), self._end) if joint else None
        if joint is None or other is None or first.is_share:
            return None
        second = read(other)
        if (
            second.is_share
            or second.is_article
            or not 0 <= first.value <= second.value
            or not second.value
        ):
            return None
        if _YEAR.match(self._text, second.start, second.end) or self._said(second.end).kind:
            return None
        if "ud" not in joint[0] and (first.is_word or second.is_word):
            return None
        return self._made(
            first.start, second.end, "share", (100 * first.value / second.value,), "%"
        )

    def _range(self, first: Numeral) -> Figure | None:
        """A range or a change, from one number to another."""
        text = self._text
        if first.is_share:
            return None
        own = self._said(first.end)
        joint = _BETWEEN.match(text, own.end, self._end)
        other = NUMERAL.match(text, joint.end(), self._end) if joint else None
        if other is None or joint is None:
            return None
        second = read(other)
        if second.is_share or second.is_article or first.is_article:
            return None
        said = self._said(second.end)
        before = text[max(self._done, first.start - _BACK) : first.start]
        is_from, between = _FROM.search(before), re.search(r"mellem\s\Z", before, re.I)
        word = joint[0].strip().lower()
        if (word == "og" and not between) or word == "eller" and not said.kind:
            return None
        if (
            own.kind
            and said.kind != own.kind
            or (own.kind == "" and said.kind == "" and _GLUED.match(text, second.end))
        ):
            return None
        years = [bool(_YEAR.match(text, n.start, n.end)) for n in (first, second)]
        if not said.kind and any(years) and not all(years):
            return None
        scale = said.scale
        values = (first.value * (own.scale if own.scale != 1 else scale), second.value * scale)
        kind, unit = said.kind, said.unit
        if not kind:
            kind, unit = ("year", "") if all(years) else self._bare(first, second.end)
            if not kind:
                return None
        start = first.start
        if is_from and word == "til":
            start = first.start - len(is_from[0])
            lead = text[max(self._start, start - _BACK) : start]
            kind = "change" if kind in _SUM and not _VARIES.search(lead) else kind
        return self._made(start, said.end, kind, values, unit)

    def _single(self, one: Numeral) -> Figure | None:
        text = self._text
        said = self._said(one.end)
        before = text[max(self._done, one.start - _BACK) : one.start]
        kind, unit, end, start = said.kind, said.unit, said.end, one.start
        if one.is_share:
            often = one.is_nth and said.kind == "time"
            if not often:
                kind, unit, end = "share", "%", one.end
            one = one._replace(value=100 / one.value) if often else one
        elif one.is_article and (said.scale == 1 and kind != "ratio"):
            return None
        if not kind or kind == "mark":
            if money := _MONEY_BEFORE.search(before):
                kind, unit, start = "money", "kr.", one.start - len(money[0])
            elif test := _TEST.search(before):
                kind, unit = "test value", test["name"]
            elif _ODDS.search(before):
                kind = "ratio"
            elif _MARK_BEFORE.search(before):
                kind = "mark"
        if not kind:
            kind, unit = self._bare(one, end)
        if not kind:
            return None
        value = one.value * said.scale
        if (
            text[start - 1 : start] in "-−"
            and text[start - 2 : start - 1] in " (\n\t"
            and start - 1 >= self._done
        ):
            value, start = -value, start - 1
        return self._made(start, end, kind, (value,), unit)

    def _bare(self, one: Numeral, end: int) -> tuple[str, str]:
        """The kind and unit of a number with no sign of its own; '' when it is no figure."""
        text = self._text
        digits = text[one.start : one.end]
        if _GLUED.match(text, end, self._end) or (_ORDINAL.match(text, end, self._end)):
            return "", ""
        noun = _NOUN.match(text, end, self._end)
        unit = (noun[1] or noun[2]) if noun else ""
        named = bool(unit) and unit.lower() not in STOPWORDS and unit[:1].islower()
        if _YEAR.match(digits):
            before = text[max(self._start, one.start - _BACK) : one.start]
            return ("", "") if _CITED.search(before) else ("year", "")
        if one.is_word and (not named or one.value == 1):
            return "", ""
        return "count", unit if named else ""

    def _made(
        self, start: int, end: int, kind: str, values: tuple[float, ...], unit: str
    ) -> Figure:
        text = self._text
        hedge = _HEDGE.search(text[max(self._done, start - _BACK) : start])
        before = text[max(self._start, start - _BACK) : start]
        if kind in _SUM and (
            _CHANGED.search(before) or (kind == "share" and _MORE.match(text, end))
        ):
            kind = "change"
        if hedge:
            before = before[: hedge.start()]
            if kind in _SUM and _CHANGED.search(before):
                kind = "change"
            start -= len(hedge[0])
        return Figure(
            text[start:end], kind, values, unit, hedge["hedge"].lower() if hedge else "",
            start, end,
        )  # fmt: skip
