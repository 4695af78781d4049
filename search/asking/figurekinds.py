"""What figure a question asks for: a share, an amount of money, a time, a date, a count.

Told by the words with which Danes ask, and by what such a figure looks like where it stands. Every
pattern is linear on any text: a run of digits is looked at once.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from search.analysis.stems import stem
from search.library.dates import SHORT_MONTHS

_RUN = r"(?<![\w.,])\d++(?:[.,]\d++)*+"
"""A number with its separators, from its first digit on."""
_FEW = r"\b(?:én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv)"
_PARTS = r"[½⅓⅔¼¾](?! ?[^\W_])|[½⅓⅔¼¾](?= af )|\b(?:halvdel|tredjedel|fjerdedel)"
_MONTH = rf"(?:{'|'.join(SHORT_MONTHS)})"
_YEAR = r"(?:18|19|20)\d\d\b"
_DAY = rf"\b\d{{1,2}}\. ?{_MONTH}|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\b20\d{{6}}\b"
_NUMBERED = r"(?<!§ )(?<!stk\. )(?<!nr\. )(?<!kap\. )(?<!tabel )(?<!figur )(?<!afsnit )(?<!bilag )"
"""Not after what makes a number a name: § 7, tabel 3."""
_MEASURES = (
    r"sekund(?:er)?|minut(?:ter)?|time[r]?|dage?|døgn|uger?|måned(?:er)?|kvartal(?:er)?|år"
    r"|gram|kg|kilo|tons?|liter|cm|mm|meter|km|kilometer|kvadratmeter|kubikmeter|m2|m3|hektar|ha"
    r"|grader|watt|kwh|procent|pct|kr|kroner|sider?|tegn|stk|point"
)
"""Nouns that amounts are told in."""
_CODE = r"\d{6}|\d{4} (?-i:[A-ZÆØÅ])"
"""A number too long to be said without separators, as registers have, or a postcode."""
_LISTED = r"(?:(?<=\n)|(?<=[.!?:] )|\A)\d++(?:\.\s|(?:\.\d++)*+\.?\s+(?-i:[A-ZÆØÅ]))"
"""The number of a point in a list, or of a heading."""
_END = r"(?:e?[nrt]|e?r?ne)?s?\b"
"""What a noun may end with: what asks for a kind is the last part of a compound (»timeløn«), which
is what the whole is, and not the first (»lønsystem«)."""
_NO_TIMES = (
    "al", "da", "del", "for", "frem", "fri", "fuld", "hel", "høj", "imidler", "mellem", "nu",
    "old", "sam", "under",
)  # fmt: skip
_SPENT = (
    r"(?<=[^\W\d_]{2})" + "".join(rf"(?<!\b{word})" for word in _NO_TIMES) + r"tid(?:en|er|erne)?\b"
)
"""How words for a time end (»ventetid«), but for those that are none (»altid«, »fremtid«)."""


@dataclass(frozen=True)
class _Kind:
    asked: re.Pattern[str]
    stands: re.Pattern[str]
    exact: re.Pattern[str] | None = None
    """What the more exact of these look like."""


def _kind(asked: str, stands: str, exact: str = "") -> _Kind:
    more = re.compile(exact, re.I) if exact else None
    return _Kind(re.compile(asked, re.I), re.compile(stands, re.I), more)


_SHARE_ASKED = rf"procent|\bpct|(?<![hm])andele?{_END}|\bhvor stor en del|flertal"
_COUNT = _kind(
    r"\bhvor (?:mange|meget|stor|lille|små|høj|lang|lav|bred|dyb|tyk|tynd|tung|varm|kold)|\bantal"
    r"|\bmaks|\bmaksim|\bminim|\bmindst|\bhøjst|gennemsnit"
    rf"|(?:størrelse(?:sorden)?|længde|(?<!be)grænse(?:værdi)?|\bfaktor(?!er)|mængde|højde|bredde"
    rf"|dybde|afstande?|rækkevidde|areal|temperatur|hastighed){_END}|vægten?\b",
    rf"(?=\d){_NUMBERED}(?!{_YEAR}|{_LISTED}|{_CODE}){_RUN}(?![\w-])|{_FEW}\b|{_PARTS}",
)
_KINDS = (
    _kind(
        _SHARE_ASKED,
        rf"{_RUN}\s?(?:%|pct|procent)|{_PARTS}|\b\d{{1,4}} ud af ",
    ),
    _kind(
        r"\bkoste|\bkr\b|\bkroner\b|\beuro\b|\bdollars?\b|\bhvor mange penge|betal(?:er?|te?|es)\b"
        rf"|(?:pris|beløb|betaling|løn(?:ning)?|lønn(?=en)|udgift|omkostning|erstatning|gebyr|kontingent|honorar"
        rf"|takst){_END}",
        rf"{_RUN}\s?(?:mi[oa]\.?\s|milli(?:on|ard)(?:er)?\s)?(?:kr|dkk|euro|dollar|€)|\bkr\.?\s?\d",
    ),
    _kind(
        r"\bhvor (?:længe|lang tid|langt (?:tilbage|frem)\b|tit|ofte|hurtig|gam(?:mel|le))|hyppig"
        rf"|(?:varighed|\bfrist|(?<!ad)vars(?:el|let)|tidsforbrug|periode){_END}|{_SPENT}",
        rf"(?:{_RUN}|{_FEW}|\b(?:en|et))\.?[ -]{{0,2}}"
        r"(?:sekund|minut|time|dag|døgn|uge|måned|år\b|arbejdsdag)",
    ),
    _kind(
        r"\bhvornår|\bhvad tid\b|\bhvad klokken|\bhvilken dag|\bhvilket år"
        rf"|(?:dato|årstal(?:let)?|tidspunkt|deadline|\bfrist){_END}",
        rf"{_DAY}|\b{_YEAR}|\b(?:kl\.|klokken) ?\d",
        _DAY,
    ),
)


WHEN = ("year", "time")
"""What tells when: a date, with its year or without."""
_CHANGES = (
    (
        re.compile(
            rf"(?:\beffekt(?:størrelse)?|(?<!bi)virkning|stigning|\bfald|ændring|udvikling){_END}"
            r"|\bsteg",
            re.I,
        ),
        ("change", "ratio", "test value", "share"),
    ),
)
"""What alone is asked how, when a figure is."""
_KINDS_ASKED = (
    (
        re.compile(rf"{_SHARE_ASKED}|\brate", re.I),
        ("share", "change"),
    ),
    (_KINDS[1].asked, ("money",)),
    (_KINDS[2].asked, ("time",)),
    (_KINDS[3].asked, WHEN),
    *_CHANGES,
    (re.compile(rf"(?:karakter|\bscore|\brating){_END}", re.I), ("mark",)),
)
_MANY = re.compile(r"\bhvor mange|\bantal", re.I)
_PERIODS = r"sekunder|minutter|timer|dage|døgn|uger|måneder|kvartaler"
TIMED = re.compile(rf"(?<!\d )(?<![-\w])(?:{_PERIODS})(?![-\w])", re.I)
"""Words in which time is counted, when they are no part of another (»døgn- og ugeplan«)."""
_PERIOD = re.compile(
    r"(?:sekund|minutt?|time|dag|døgn|uge|måned|kvartal|år)(?:e?ne?|et|e?r|e)?(?:ne)?", re.I
)
"""The same in any inflection."""
_TIME_COUNTED = re.compile(
    rf"\b(?:hvor mange|antal(?:let)?(?: af)?) (?:[^\W\d_]{{1,30}}+ )?(?:{_PERIODS}|år)(?![-\w])",
    re.I,
)
_NAMED_KINDS = (
    (re.compile(r"penge|beløb|kr\b|kroner|øre|euro|dollars?", re.I), ("money",)),
    (re.compile(r"procent|pct\b|andele?", re.I), ("share", "change")),
)
"""What is asked the number of, where it is itself the unit of a figure."""
_MANY_OF = re.compile(r"\b(?:hvor mange|antal(?:let)?(?: af)?) (?=[^\W\d_]{3})", re.I)
_NO_FIGURE = re.compile(
    r"\s*(?:hvem|kan|kunne|må|måtte|skal|skulle|vil|ville|bør|burde|er|var|har|havde|bliver|blev"
    r"|får|fik|findes|fandtes|gælder|afhænger|(?P<why>hvorfor))\b",
    re.I,
)
"""How questions begin that ask who, why or whether, whatever else they name."""
_WHICH = re.compile(r"\s*(?:[^\W\d_]{1,5} )?hvil(?:ken|ket|ke)(?: [^\s,.?]+){1,2}", re.I)
"""Which: the noun after it, before which an adjective may stand, tells what is asked for."""
_TIME_FIRST = re.compile(
    r"\s*(?:hvornår|hvor (?:længe|lang tid|langt (?:tilbage|frem)|tit|ofte|gam(?:mel|le)))\b"
    r"(?!.*\b(?:og|samt|eller) hv)",
    re.I,
)
"""What asks for a time alone, whatever else the question names, when it asks no more."""
_HOW = re.compile(r"\s*hvordan\b", re.I)
_TYPED = re.compile(
    rf"{_RUN}[ -]?(?:(?:mi[oa]\b\.?|milli(?:on|ard)(?:er)?|tusinde)[ ])?"
    r"(?:%|(?:pct|procent|kr|kroner|euro|dollars?)(?![-\w]))",
    re.I,
)
"""A figure that a question has itself, which asks for none of its kind."""
_ASKS = re.compile(r"\bhv(?:or|ad|ilke[nt]?|em|is)", re.I)
_ANY = ("count", "share", "money", "time", "change", "ratio", "mark")


@lru_cache(256)
def kinds_asked(query: str) -> tuple[str, ...]:
    """The kinds (of ``search.quoting.figures``) of figures of which a query asks for one; () when
    it asks for none."""
    if _NO_FIGURE.match(query):
        return ()
    if which := _WHICH.match(query) or _TIME_FIRST.match(query):
        query = which[0]  # what else the question names isn't asked for
    elif _ASKS.search(query):
        query = _TYPED.sub(" ", query)
    every = _KINDS_ASKED if not _HOW.match(query) else _CHANGES
    found = [kind for asked, kinds in every if asked.search(query) for kind in kinds]
    many = _MANY.search(query) is not None
    if many and (of := _MANY_OF.search(query)):  # what else the question names isn't asked for
        named = [kinds for unit, kinds in _NAMED_KINDS if unit.match(query, of.end())]
        found = [kind for kinds in named for kind in kinds]
    if not found and (_TIME_COUNTED if many else TIMED).search(query):
        found = ["time"]
    if many and not found:
        found = ["count", "share"]
    elif not found and every is _KINDS_ASKED and _COUNT.asked.search(query):
        found = list(_ANY)
    return tuple(dict.fromkeys(found))


def is_told_by_none(query: str) -> bool:
    """Whether a question asks who or whether, which no figure tells: one may tell why."""
    found = _NO_FIGURE.match(query)
    return found is not None and not found["why"]


def asks(query: str) -> bool:
    """Whether a query is a question, and no bare words."""
    return bool(_ASKS.search(query) or _NO_FIGURE.match(query) or query.rstrip().endswith("?"))


def is_unit(word: str) -> bool:
    """Whether figures are told in a word: »timer«, »kvadratmeter«."""
    measure = measure_asked(word)
    told_in = measure is not None and measure.fullmatch(word)
    return bool(told_in or _PERIOD.fullmatch(word))


def merely_asks(word: str) -> bool:
    """Whether a word only asks for a kind of figure: »procent«, but not »svarprocent«, nor what
    names a measure (»højde«)."""
    if measure_asked(word):
        return False
    every = (*(asked for asked, _ in _KINDS_ASKED), _MANY, _COUNT.asked)
    return bool(kinds_asked(word)) and any(asked.match(word) for asked in every)


_LENGTHS = r"(?:[mcdk]?m|(?:milli|centi|kilo)?meter)(?![^\W_])|[x×] ?\d"
_AREAS = r"(?:[mk]?m ?[2²]|kvm|kvadratmeter|ha|hektar)(?![^\W_])|[x×] ?\d"
_MEASURED = (
    (r"\bhvor (?:lang|bred|dyb|tyk|tynd)t?\b(?! (?:tid|tilbage|frem)\b)|\bhvor højt"
     r"|længden?\b|bredden?\b|dybden?\b|højden?\b|afstand|rækkevidde"
     r"|\bhvor mange (?:kilo)?meter\b", _LENGTHS),
    (r"areal|\bhvor (?:stor(?:t|e)?|lille|små)\b(?! (?:en )?(?:andel|del))|kvadratmeter|\bm2\b",
     rf"{_LENGTHS}|{_AREAS}|[kMGT]?B\b"),
    (r"\bhvor (?:tung|meget vejer)|vægten?\b", r"(?:m?g|kg|kilo|gram|tons?)(?![^\W_])"),
    (r"\bhvor (?:varm|kold)|temperatur", r"(?:[°◦º] ?C?|grader)(?![^\W_])"),
)  # fmt: skip
_MEASURES_ASKED = tuple((re.compile(a, re.I), re.compile(rf"[\s-]?(?:{u})")) for a, u in _MEASURED)


@lru_cache(256)
def measure_asked(query: str) -> "re.Pattern[str] | None":
    """What stands after the number of a figure that tells the length, size, weight or warmth that a
    query asks for; None when it asks for none."""
    return next((unit for asked, unit in _MEASURES_ASKED if asked.search(query)), None)


_COUNTED = re.compile(r"\bhvor mange |\bantal(?:let)? (?:af )?", re.I)
_NOUN = re.compile(r"[^\W\d_]{3,40}(?![-\w])")
_MEASURE = re.compile(rf"(?<!\d)(?<!\d[ .])(?<![-\w])(?:{_MEASURES})(?![-\w])", re.I)


@lru_cache(256)
def figures_asked(query: str) -> tuple[re.Pattern[str], ...]:
    """What the figures look like of which a query asks for one: those of its kind, and those that
    count what it names (``hvor mange uger``, ``oprydning timer``), each of which tells; none when
    it asks for no figure. A count is asked for where nothing nearer is."""
    asked = [kind for kind in _KINDS if kind.asked.search(query)]
    kinds = [kind.stands.pattern for kind in asked]
    named = _counted(query)
    measure = measure_asked(query)
    measured = measure and re.compile(rf"{_RUN}(?:{measure.pattern})", re.I)
    if not kinds and (named or _COUNT.asked.search(query)):
        kinds = [_COUNT.stands.pattern]
    every = [re.compile("|".join(kinds), re.I)] if kinds else []
    return (*every, *filter(None, (*(kind.exact for kind in asked), named, measured)))


@lru_cache(1024)
def asks_for_figure(word: str) -> bool:
    """Whether a word of a query asks for a figure, such as »procent« and »antal«."""
    return any(kind.asked.search(word) for kind in (*_KINDS, _COUNT))


def _counted(query: str) -> re.Pattern[str] | None:
    """Numbers of what a query wants to have counted, with at most a word between."""
    found = _COUNTED.search(query)
    noun = _NOUN.match(query, found.end()) if found else None
    noun = noun or _MEASURE.search(query)
    if noun is None:
        return None
    counted = re.escape(stem(noun[0].lower()))
    return re.compile(rf"(?:{_RUN}|{_FEW}\b)[ -](?:[^\W\d_]{{1,30}}+ )?{counted}", re.I)
