"""Figures: what numbers of a text say, with kind, unit, values and hedge.

A figure's text goes from its hedge to its unit: ``knap halvdelen``, ``mellem 7 og 10
procentpoint``, ``ca. 2,5 mio. kr.``; of a count it ends with the number, and the word after it is
its unit. Numbers that are names (page numbers, references, paragraphs, telephone numbers, points of
lists) are no figures. Every pattern is linear on any text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from search.analysis.stems import STOPWORDS, compares, lemma
from search.library.dates import MONTHS, SHORT_MONTHS
from search.library.dictionary import entry, is_known
from search.quoting import lead
from search.quoting.labels import (
    is_code,
    is_date_of_source,
    is_formula,
    is_label,
    is_of_names,
    point,
    telephone,
)
from search.quoting.measures import Measure, measure_after, measure_of_head
from search.quoting.numerals import NUMERAL, Numeral, read

KINDS = (
    "share", "count", "money", "time", "change", "ratio", "test value", "year", "mark",
)  # fmt: skip
"""What a figure may be."""

_BETWEEN = re.compile(r"\s?[-–—]\s?|\s(?:til|eller|og)\s|\s?[-–]\s?til\s?[-–]?\s?", re.I)
_OUT_OF = re.compile(r"\s(?:ud\s)?af\s(?:de\s|i\salt\s|alle\s)?", re.I)
_DATE = re.compile(
    rf"(?P<day>\d{{1,2}})\.?\s?(?:{'|'.join(MONTHS)}|(?:{'|'.join(SHORT_MONTHS)})\.)(?:\s(?P<year>\d{{4}}))?(?![^\W_])"
    r"|\d{1,2}[./-]\d{1,2}[./ -] ?(?P<short>\d{4})(?!\d)|(?P<iso>\d{4})-\d\d-\d\d(?!\d)"
    r"|(?P<compact>(?:19|20)\d\d)[01]\d[0-3]\d(?!\d)",
    re.I,
)
_YEAR = re.compile(r"(?:1[789]|20)\d\d\Z")
_YEARS = re.compile(
    r"(?P<from>(?:1[789]|20)\d\d)[-–/](?P<to>(?:1[789]|2[01])?\d\d)(?![^\W_]|[/.,:]\d|[-–]\d\d?(?!\d))"
)
"""»2014/15«, »2008-2009«."""
_CLOCK = re.compile(r"\bkl(?:\.|okken)?\s?\Z", re.I)
_TIME_OF_DAY = re.compile(
    r"\d{1,2}(?:[.:]\d\d)?(?:(?:\s?[-–]\s?|\stil\s)\d{1,2}(?:[.:]\d\d)?)?(?!\w)"
)
"""»kl. 9-15«."""
_IN_WEEK = re.compile(r"(?<![^\W_])uge(?:rne)?\s\Z", re.I)
_WEEK = re.compile(r"(?:[1-9]|[1-4]\d|5[0-3])(?:[-–](?:[1-4]?\d|5[0-3]))?(?![\w.,]\w|\w|[-–/])")
"""»uge 42«, »uge 7-9«."""
_ORDINAL = re.compile(r"\.\s?[^\W\d_A-ZÆØÅ]")
_GLUED = re.compile(r"[^\W\d_]|[-–](?:[^\W\d_a-zæøå])|[/:]\d|\.\d|\.[A-ZÆØÅ]\d|@|_|['’\]](?!\w)")
_NOUN = re.compile(r"\s?([ck]?m[²2³3]|°C)(?!\w)|[\s-]([^\W\d_]+(?:-[^\W\d_]+)?)")
_AMONG = re.compile(r"\saf\s(?:de|disse|alle|vores|deres|sine)\s([^\W\d_]+(?:-[^\W\d_]+)?)")
"""Of what there are so many: »fem af disse opgaver«."""
_NEXT = re.compile(r"(?:,|\sog|\seller)?\s([^\W\d_]+(?:-[^\W\d_]+)?)")
"""The word after an adjective, of which there may be several."""
_PART_OF_ONE = re.compile(r"[01][.,]\d+")
_AGAINST = re.compile(r"\si?mod\s(?:[^\W\d_]{1,12}\.?\s)?")
"""What stands between two figures of one kind, the second of which says none: »7 procent mod 5«."""
_ENGLISH = re.compile(
    r"\b(?:the|of|and|this|that|with|are|be|is|or|from|you|your|not|will|no|it|in|by)\b", re.I
)
_DANISH = re.compile(r"\b(?:og|er|af|på|til|som|det|den|de|der|med|ikke|fra|ved|en|et)\b", re.I)
"""Small words of one language and hardly of the other."""
_DEFINITE = ("ens", "ets", "ns", "ts", "mets", "erne")
"""How nouns end that are definite: of others the dictionary has no such forms."""
_BACK = 48
"""Characters before a number that may tell what it is."""
SHORT, LONGEST_SPAN = 2, 30
"""Digits of the last year that is written short, and how many years after the first it may be: of
»2018-12« 12 is a month."""
FUTURE = range(2100, 2200)
"""Years that are known as such by »år« alone."""
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
    text: str, start: int = 0, end: int | None = None, *, head: str = "", label: str = ""
) -> list[Figure]:
    """The figures of ``text[start:end]``, a sentence or a cell, in their order; of a cell the
    ``head`` of its column and the ``label`` of its row tell the unit where it doesn't."""
    end = len(text) if end is None else end
    if is_formula(text, start, end) or is_of_names(head):
        return []
    found = list(_Reader(text, start, end).figures())
    if not found or is_code(text, start, end):
        return []
    told = (measure_of_head(head) or measure_of_head(label)) if head or label else None
    return [_of_cell(figure, told) for figure in found] if told else found


def _of_cell(figure: Figure, told: Measure) -> Figure:
    """The figure of a cell under or beside what tells what it is; a share there without a sign is
    one of a whole (»andel 0,25«)."""
    if figure.kind != "count" or figure.unit:
        return figure
    values = figure.values
    if told.kind == "share" and told.scale != 1 and _PART_OF_ONE.fullmatch(figure.text):
        values = tuple(round(told.scale * value, 9) for value in values)
    return replace(figure, kind=told.kind, unit=told.unit, values=values)


class _Reader:
    """Reads the figures of one sentence or cell."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._done = start
        """Where the last figure ends."""
        self._last: Figure | None = None
        self._named = -1
        """Where the last number that is a name ends."""

    def figures(self) -> Iterator[Figure]:
        """Its figures, in their order and apart."""
        told = self._text, self._start, self._end
        at = self._start if _DATE.match(*told) else point(*told)
        for match in NUMERAL.finditer(self._text, at, self._end):
            if match.start() < at or (match["word"] and self._is_english):
                continue
            at, made = self._one(match)
            if made:
                self._done, self._last = at, made
                yield made

    @cached_property
    def _is_english(self) -> bool:
        """Whether it is English, in which »to« and »fire« are no numbers."""
        told = (self._text, self._start, self._end)
        return len(_ENGLISH.findall(*told)) > len(_DANISH.findall(*told))

    def _one(self, match: "re.Match[str]") -> tuple[int, Figure | None]:
        """What begins with this number, and where it ends."""
        if match["digits"] and (told := self._of_digits(match.start(), match.end())):
            return told
        first = read(match)
        made = self._out_of(first) or self._range(first) or self._single(first)
        return (made.end, made) if made else (match.end(), None)

    def _of_digits(self, start: int, end: int) -> tuple[int, Figure | None] | None:
        """Where the date, the time of day, the telephone number, the name or the years end that
        begin with these digits, and what figure they are; None when they are another number."""
        text = self._text
        if date := _DATE.match(text, start, self._end):
            digits = not date["day"]
            cited = is_date_of_source(text, self._start, start, in_digits=digits)
            return date.end(), None if cited else self._date(date)
        if (called := telephone(text, start, self._end)) > start:
            return called, None
        clock = _TIME_OF_DAY.match(text, start, self._end)
        if clock and _CLOCK.search(self._before(start)):
            return clock.end(), self._made(start, clock.end(), "time", (), "")
        week = _WEEK.match(text, start, self._end)
        if week and (lead_in := _IN_WEEK.search(self._before(start))):
            return week.end(), self._made(start - len(lead_in[0]), week.end(), "time", (), "")
        if not self._is_held_against(start) and is_label(
            text, self._start, start, end, self._named
        ):
            self._named = end
            return end, None
        return self._years(start)

    def _years(self, start: int) -> tuple[int, Figure] | None:
        """The years that are written as »2014/15« at a place."""
        found = _YEARS.match(self._text, start, self._end)
        if found is None:
            return None
        first, to = int(found["from"]), found["to"]
        last = int(found["from"][: -len(to)] + to)
        if len(to) == SHORT and not first < last <= first + LONGEST_SPAN:
            return None
        return found.end(), self._made(*found.span(), "year", (float(first), float(last)), "")

    def _date(self, date: "re.Match[str]") -> Figure:
        year = date["year"] or date["short"] or date["iso"] or date["compact"]
        kind, values = ("year", (float(year),)) if year else ("time", ())
        return self._made(date.start(), date.end(), kind, values, "")

    def _is_held_against(self, at: int) -> bool:
        """Whether the last figure is held against what stands at a place."""
        last = self._last
        return last is not None and _AGAINST.fullmatch(self._text, last.end, at) is not None

    def _before(self, at: int) -> str:
        """What stands before a place and after the last figure."""
        return self._text[max(self._done, at - _BACK) : at]

    def _second(
        self, first: Numeral, at: int, joint: "re.Pattern[str]"
    ) -> tuple[str, Numeral] | None:
        """The number that such letters join to the first, and these letters."""
        found = joint.match(self._text, at, self._end)
        other = NUMERAL.match(self._text, found.end(), self._end) if found else None
        if found is None or other is None or first.is_share:
            return None
        second = read(other)
        alone = second.is_share or second.is_article
        return None if alone else (found[0].strip().lower(), second)

    def _out_of(self, first: Numeral) -> Figure | None:
        """»4 ud af 10« as a share."""
        joined = self._second(first, first.end, _OUT_OF)
        if joined is None:
            return None
        joint, second = joined
        if not 0 <= first.value <= second.value or not second.value:
            return None
        is_year = _YEAR.match(self._text, second.start, second.end)
        if is_year or measure_after(self._text, second.end, self._end).kind:
            return None
        if not joint.startswith("ud") and (first.is_word or second.is_word):
            return None
        share = 100 * first.value / second.value
        return self._made(first.start, second.end, "share", (share,), "%")

    def _range(self, first: Numeral) -> Figure | None:
        """A range or a change, from one number to another."""
        text, end = self._text, self._end
        own = measure_after(text, first.end, end)
        joined = self._second(first, own.end, _BETWEEN)
        if joined is None or first.is_article:
            return None
        joint, second = joined
        said = measure_after(text, second.end, end)
        if not self._may_join(joint, first, own.kind, said.kind):
            return None
        years = {bool(_YEAR.match(text, n.start, n.end)) for n in (first, second)}
        kind, unit = said.kind, said.unit
        if not kind:
            kind, unit = ("year", "") if years == {True} else self._bare(first, second.end)
        if not kind or (not said.kind and len(years) > 1):
            return None
        scale = own.scale if own.scale != 1 else said.scale
        values = (first.value * scale, second.value * said.scale)
        start = first.start
        if joint == "til" and (found := lead.FROM.search(self._before(start))):
            start -= len(found[0])
            if kind in _SUM and not lead.VARIES.search(self._before(start)):
                kind = "change"
        return self._made(start, said.end, kind, values, unit)

    def _may_join(self, joint: str, first: Numeral, own: str, said: str) -> bool:
        """Whether what stands between two numbers of these kinds makes them one figure."""
        if own and own != said:
            return False
        if joint == "og":
            return lead.BETWEEN.search(self._before(first.start)) is not None
        return joint != "eller" or bool(said)

    def _single(self, one: Numeral) -> Figure | None:
        """A number by itself."""
        said = measure_after(self._text, one.end, self._end)
        kind, unit, end, start, value = said.kind, said.unit, said.end, one.start, one.value
        if one.is_nth and kind == "time":
            value = 100 / value
        elif one.is_share:
            kind, unit, end = "share", "%", one.end
        elif one.is_article and not self._is_counted(one, said):
            return None
        if kind in ("", "mark"):
            before = self._before(start)
            if money := lead.MONEY.search(before):
                kind, unit, start = "money", "kr.", start - len(money[0])
            else:
                told = lead.kind_before(before)
                kind, unit = told if told[0] else (kind, unit)
        if not kind:
            kind, unit = self._bare(one, end)
        value *= 1.0 if one.is_share else said.scale
        if self._text[max(self._done, start - 2) : start] in (" -", " −", "\n-", "(-", "\t-"):
            value, start = -value, start - 1
        return self._made(start, end, kind, (value,), unit) if kind else None

    def _is_counted(self, one: Numeral, said: Measure) -> bool:
        """Whether an article is a number: »en million«, »en gang så mange«, »et års frist«, »højst
        en uge«."""
        if said.scale != 1 or said.kind == "ratio":
            return True
        genitive = self._text[said.end - 1] == "s" and self._text[said.end : said.end + 1] == " "
        hedged = lead.hedge(self._before(one.start), 1) is not None
        return said.kind == "time" and (genitive or hedged)

    def _bare(self, one: Numeral, end: int) -> tuple[str, str]:
        """The kind and unit of a number with no sign of its own; '' when it is no figure."""
        text = self._text
        if _GLUED.match(text, end, self._end) or _ORDINAL.match(text, end, self._end):
            return "", ""
        before = text[max(self._start, one.start - _BACK) : one.start]
        is_of_year = one.value in FUTURE and lead.OF_YEAR.search(before)
        if _YEAR.match(text[one.start : one.end]) or is_of_year:
            return ("", "") if lead.CITED.search(before) else ("year", "")
        counted = self._counted(one, end)
        if counted is not None or one.is_word:
            return ("", "") if counted is None else ("count", counted)
        last = self._last if self._is_held_against(one.start) else None
        return (last.kind, last.unit) if last else ("count", "")

    def _counted(self, one: Numeral, end: int) -> str | None:
        """The unit or the noun that a number stands before; None where neither follows, or an
        article it would be."""
        text = self._text
        noun = _NOUN.match(text, end, self._end)
        if noun and noun[1]:
            return noun[1]
        if one.is_word and one.value == 1:
            return None
        among = _AMONG.match(text, end, self._end) if one.is_word else None
        found = among or noun
        word = among[1] if among else noun[2] if noun else ""
        if found is None or word.lower() in STOPWORDS or not word[:1].islower():
            return None
        return _noun_from(word, text, found.end(), self._end)

    def _made(
        self, start: int, end: int, kind: str, values: tuple[float, ...], unit: str
    ) -> Figure:
        text, before = self._text, self._before(start)
        hedge = lead.hedge(before, len(values))
        if hedge:
            before, start = before[: hedge.start()], start - len(hedge[0])
        more = kind == "share" and lead.MORE.match(text, end)
        if kind in _SUM and (more or lead.CHANGED.search(before)):
            kind = "change"
        said = hedge["hedge"].lower() if hedge else ""
        return Figure(text[start:end], kind, values, unit, said, start, end)


def _noun_from(word: str, text: str, at: int, end: int) -> str:
    """The noun that is the word, which ends ``at``, or stands after it where it is an adjective;
    the adjective where none may (»18 unge deltog«), '' where what does is none we know."""
    first = word
    while _is_adjective(word):
        after = _NEXT.match(text, at, end)
        if after is None or after[1].lower() in STOPWORDS:
            return first
        word, at = after[1], after.end()
    if word == first or _is_noun(word):
        return word
    return "" if word[:1].isupper() else first if is_known(word) else word


def _is_adjective(word: str) -> bool:
    """Whether a word has the ending of adjectives and participles in the plural and is, by the
    dictionary, compared or no form of a noun."""
    base = lemma(word)
    is_form = word.endswith("e") and base != word and is_known(word)
    return is_form and (compares(base) or not _is_noun(word))


def _is_noun(word: str) -> bool:
    """Whether the dictionary has a definite form of a word."""
    base = lemma(word)
    return any(entry(base + ending) == base for ending in _DEFINITE)
