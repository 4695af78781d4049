"""Headings and publisher lines taken apart: kind, title, publishers, date."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from indexer.harvesting.citationline import CitationLine
from indexer.harvesting.citationparts import BROUGHT, is_house, settled_parts
from indexer.harvesting.detailnames import BY, WHO
from indexer.harvesting.fileinfo import FILE_ENDING, is_path, steps_of, without_file_info
from indexer.harvesting.fileinfo import PAGES as PAGES_INFO
from indexer.harvesting.labelling import AUTHOR as WRITER
from indexer.harvesting.labelling import DATE as WHEN_PART
from indexer.harvesting.labelling import (
    KEPT,
    KIND,
    PAGES,
    PUBLISHER,
    TEXT,
    CitationPart,
    fields_of,
    parts_of,
)
from indexer.harvesting.names import AND_OTHERS, is_person, is_prose, names
from search.library.dates import MONTHS, SHORT_MONTHS, date

KINDS = {
    "notat": "notat", "rapport": "rapport", "artikel": "artikel", "bog": "bog", "guide": "guide",
    "mentorguide": "guide", "evaluering": "evaluering", "evalueringsrapport": "evaluering",
    "hæfte": "hæfte", "inspirationshæfte": "hæfte", "pjece": "hæfte",
    "undersøgelse": "undersøgelse",
    "hjemmeside": "hjemmeside", "website": "hjemmeside", "effektstudie": "effektstudie",
    "kortlægning": "kortlægning", "analyse": "analyse", "håndbog": "håndbog", "manual": "håndbog",
    "vejledning": "vejledning", "casesamling": "casesamling",
}  # fmt: skip
"""Words for a kind of material, and the kind of the catalogue that each means."""

_MONTH = "|".join((*MONTHS, "sept", *SHORT_MONTHS))
DATE = re.compile(
    rf"\b(?:(?P<day>[0-3]?\d)\.?\s+)?(?:(?P<month>{_MONTH})\.?\s+)?"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
FIGURES = re.compile(
    r"\b(?:([0-3]?\d)(?P<sign>[./-]) ?([01]?\d)(?:(?P=sign) ?|(?<=/\d) |(?<=/\d\d) )"
    r"((?:19|20)\d\d)"
    r"|((?:19|20)\d\d)(?P<stop>[.-])([01]\d)(?P=stop)([0-3]\d))\b"
)
"""Dates in figures: 12.03.2019, 12-03-2019, 12/3 2019, 2019-03-12, 2019.03.12."""
CHANGED = re.compile(
    r"(?:sidst|senest) (?:ændret|rettet|opdateret|redigeret|revideret|gennemgået)"
    r"|\b(?:ændret|rettet|redigeret) (?:d\.|den|\d)",
    re.IGNORECASE,
)
"""What stands before the day on which a page was changed, which is no date of what it lists."""
SERVICE = re.compile(
    r"opdateret|publiceret d|senest|ophavsret|copyright|©"
    r"|\b(?:kontakt(?:person\w{0,3}|oplysning\w{0,5})?|telefon(?:nummer|nr)?)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"""^["'”“„»«’‘](?P<title>.+?)["'”“«»’‘](?P<rest>\s*[,.(–-].*|)$""")
LEADS = re.compile(
    r"\b(?:udgivet|publiceret|udarbejdet|skrevet) +(?:(?:af|av|for|fra|ved) +)?"
    rf"|\b(?:{WHO}|{BY}): ",
    re.I,
)
"""What leads to names within a line that cites."""
PART_OF = re.compile(r"(?:(?! og )[^,;&/(\d])+, (?:(?! og )[^,;&/(\d])+")
FOUNDED = re.compile(r"[^\W\d_][^,;:(\d]{2,60} (?:af|fra) (?:1[6-9]|20)\d\d")
"""A house that bears its first year in its name."""
TRANSLATED = re.compile(
    r"[.,;·|] {0,2}(?:oversat|oversættelse|översatt|översättning|oversatt)\b[^.;·|]{0,80}\.?$", re.I
)
"""What such a line ends with of its translation, which no other did who wrote or put it out."""
KEPT_AT = re.compile(
    r"\. (?:kan |den |rapporten |bogen )?"
    r"(?:findes|hentes|læses|lånes|købes|fås|bestilles|rekvireres)\b[^.]{0,120}\.?$",
    re.IGNORECASE,
)
"""What a reference ends with of where it is to be had, which names nobody who put it out."""
BEFORE_NAME = re.compile(r"^[a-zæøåäö][^,]{0,40}, (?=[A-ZÆØÅÄÖ])")
"""What a name doesn't begin with: »klasse, Skolernes Forlag« goes on from what stands before."""
AFTER_NAME = re.compile(rf"(?<=\w) (?:{'|'.join(KINDS)})(?:en|et|n)?$")
"""What goes on from a name to the title: »udgav Fonden rapporten *Titel*«."""
ENDS_DATED = re.compile(r"[,(;·|–] {0,2}(?:19|20)\d\d\)?\.$")
UNDATED = re.compile(
    r"\[?\b(?:u\. ?å\.|n\. ?d\.|(?:uden år(?:stal)?|(?:ukendt|intet) år(?:stal)?"
    r"|(?:år|årstal|dato) (?:er )?(?:ukendt|ikke angivet)|(?<=[,;(] )ikke angivet"
    r"|i trykken|under udgivelse|forthcoming|in press)\b)\]?",
    re.IGNORECASE,
)
"""What stands for a year that nobody knows."""
ENDS_IN_OTHERS = re.compile(rf"(?:{AND_OTHERS.pattern})$", re.IGNORECASE)
COMPANY = re.compile(r" (?:[A-ZÆØÅ]\w{1,3}|(?:\w\.){2,5}\w)\.$")
"""The end of a name that is shortened: »& Co.«, »a.m.b.a.«"""
SURE = 0.5
"""Probability of a part of a line below which it is left out. Of publishers in styles and with
names that were held apart, 30 % are right below it, 58 % just above, 95 % from 0.9 on."""
UNSURE = 0.3
"""The same where most other entries of the page tell it."""
AROUND_NAMES = 12
"""Characters beside the names on a line of authors: »Skrevet af «."""
CITATION_LENGTH, MOST_BETWEEN = 400, 0.25
"""Characters of a line that only cites, and the share of them between what it tells."""
IN_BRACKETS = re.compile(r" \([^()]{0,200}\)")
LINE_LENGTH = 140
LINE_WORDS = 16

QUOTES = "\"'”“„»«’‘"
SUBTITLE = re.compile(r"[:.–] ")
TITLE_WORDS = 3
"""Words of a title that are not found in a line by chance."""


@dataclass(frozen=True)
class Citation:
    """What a heading and its publisher line say. ``published`` is as in the catalogue, ``authors``
    as they are written."""

    title: str
    kind: str | None = None
    publishers: tuple[str, ...] = ()
    published: str | None = None
    authors: tuple[str, ...] = ()


def spelt_out(text: str) -> str:
    """``text`` with its dates in figures as words: 12.03.2019 as 12. marts 2019."""

    def spell(found: re.Match[str]) -> str:
        day, _, month, year = found.groups()[:4] if found[1] else found.group(8, 6, 7, 5)
        is_date = 0 < int(month) <= len(MONTHS)
        return f"{int(day)}. {MONTHS[int(month) - 1]} {year}" if is_date else found[0]

    return FIGURES.sub(spell, text)


@lru_cache(KEPT)
def cite(
    heading: str, line: str = "", authors: str = "", publisher: str = "", sure: float = SURE
) -> Citation:
    """Take a heading apart, and the publisher lines below it; what these say goes first, and
    before it what the page names ``authors`` and ``publisher``. What is less ``sure`` is left out.
    """
    kind, title, rest = _split_heading(heading)
    below, above = _details(_untitled(line, title), sure), _details(rest, sure)
    named = _named(publisher) if publisher else Citation("")
    house = "" if DATE.fullmatch(spelt_out(publisher)) else publisher
    houses = (
        named.publishers or tuple(filter(None, [house])) or below.publishers or above.publishers
    )
    by = names(authors, turned=True) if authors else below.authors or above.authors
    return Citation(
        title=title,
        kind=kind or below.kind or above.kind or KINDS.get(title.split(" ")[0].lower()),
        publishers=houses,
        published=below.published or named.published or above.published,
        authors=tuple(dict.fromkeys(name for name in by if name not in houses)),
    )


def _untitled(line: str, title: str) -> str:
    """The line without the title, as its heading has it or without what that adds to it."""
    for named in (title.strip(QUOTES), SUBTITLE.split(title)[0].strip(QUOTES)):
        at = line.lower().find(named.lower())
        if at >= 0 and len(named.split()) >= TITLE_WORDS and named != line:
            return f"{line[:at]}{line[at + len(named) :].lstrip('.,:;”“»')}"
    return line


def _named(publisher: str) -> Citation:
    """What stands under a name like ``Udgiver``: a house with its place (»Centret ved Havnen«) is
    one, and a part of a house with that; several have »og« before the last."""
    if FOUNDED.fullmatch(publisher):
        return Citation("", publishers=(publisher,))
    told = _details(f"Udgiver: {publisher}")
    if PART_OF.fullmatch(publisher) and ", ".join(told.publishers) == publisher:
        return replace(told, publishers=(publisher,))
    is_one = len(told.publishers) == 1 and publisher.startswith(told.publishers[0])
    if is_one and not re.search(r"[\d,;&/(]| og ", publisher):
        return replace(told, publishers=(publisher,))
    return told


def has_details(heading: str) -> bool:
    """Whether the heading itself ends in a date, as in ``Titel, Forlag, juni 2015``."""
    return _details(_split_heading(heading)[2]).published is not None


@lru_cache(KEPT)
def is_publisher_line(text: str, *, slanted: bool = False) -> bool:
    """Whether a line below a heading says who put the material out and when."""
    text = without_asides(text)
    if len(text) > LINE_LENGTH or len(text.split()) > LINE_WORDS or SERVICE.search(text):
        return False
    if slanted and not text.endswith("."):
        return True
    is_ended = ENDS_DATED.search(text) or ENDS_IN_OTHERS.search(text)
    sentence = text.endswith(".") and len(text.split()) > 7 and not is_ended
    is_dated = DATE.search(text) is not None or UNDATED.search(text) is not None
    return is_dated and not sentence


@lru_cache(KEPT)
def is_citation(text: str) -> bool:
    """Whether all of a line tells who made a publication, when, and the like: no sentence."""
    if len(text) > CITATION_LENGTH or DATE.search(text) is None:
        return False
    fields = _all_told(text)
    return WHEN_PART in fields and bool({WRITER, PUBLISHER} & fields)


def tells_who(text: str) -> bool:
    """Whether all of a short line tells who made a publication; when, it may leave out."""
    return len(text) <= LINE_LENGTH and bool({WRITER, PUBLISHER} & _all_told(text))


def without_asides(text: str) -> str:
    """A line without what it ends with of the translation, and of where it is to be had."""
    return KEPT_AT.sub(".", TRANSLATED.sub("", text))


@lru_cache(KEPT)
def _all_told(text: str) -> frozenset[str]:
    """The fields of a line that is nothing but such; none for other lines."""
    text = without_asides(text)
    parts = parts_of(CitationLine(text, is_titled=True))
    fields = {p.field for p in parts if p.sureness >= SURE or p.field == WHEN_PART}
    plain = LEADS.sub("", IN_BRACKETS.sub("", text))
    rest = len(plain) - sum(part.end - part.start for part in parts)
    is_other = TEXT in fields or SERVICE.search(text) or rest > len(text) * MOST_BETWEEN
    return frozenset() if is_other else frozenset(fields)


def is_kind(text: str) -> bool:
    """Whether a text is the name of a kind and nothing else."""
    return text.strip(" .:").lower() in KINDS


def kind_within(path: str) -> str:
    """The step of a path that is the name of a kind; '' without one."""
    return next(filter(is_kind, steps_of(path)), "") if is_path(path) else ""


@lru_cache(KEPT)
def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else but perhaps a kind and pages: ``2016 (bog)``."""
    if DATE.search(spelt_out(text[:LINE_LENGTH])) is None or CHANGED.search(text):
        return False
    return {p.field for p in parts_of(CitationLine(text, is_titled=True))} <= {
        WHEN_PART,
        KIND,
        PAGES,
    }


def is_name(text: str) -> bool:
    """Whether a line may be the name of a publisher: short, and no sentence."""
    is_sentence = text.endswith((".", ":", "?", "!")) and not COMPANY.search(text)
    return len(text) <= 80 and len(text.split()) <= 10 and not is_sentence and not is_path(text)


@lru_cache(KEPT)
def are_authors(text: str) -> bool:
    """Whether a line names persons, as their spelling shows too, and tells nothing else."""
    if len(text) > LINE_LENGTH or is_prose(text):
        return False
    said = f"Af {BROUGHT.sub('', text)}"
    parts = parts_of(CitationLine(said, is_titled=True))
    listed = [name.strip() for name in BROUGHT.sub("", text).split(";")]
    if len(listed) > 1 and all(map(is_person, listed)):
        return any(part.field == WRITER for part in parts)
    is_one = len(parts) == 1 and parts[0].field == WRITER and parts[0].sureness >= SURE
    is_alone = is_one and len(said) - len(parts[0].text) <= AROUND_NAMES
    return is_alone and all(map(is_person, names(parts[0].text, turned=True)))


def _split_heading(heading: str) -> tuple[str | None, str, str]:
    """Kind, title, and what the heading says beyond its title."""
    plain = FILE_ENDING.sub("", without_file_info(heading))
    text = re.sub(r"^[^\w(\"'”“„»«’‘]+", "", plain).rstrip(" .:–—-…")  # arrows, bullets, icons
    text = re.sub(r"(?<=[\w?!])\s+[^\w\s)\].,:;!?…'\"”“’»«%/-]+$", "", without_file_info(text))
    kind = None
    prefix = re.match(r"(?:ny(?:t|e)?\s+)?([^\W\d]+):\s+", text, re.IGNORECASE)
    if prefix and prefix[1].lower() in KINDS:
        kind, text = KINDS[prefix[1].lower()], text[prefix.end() :]
    quoted = QUOTED.match(text)
    if quoted and (not quoted["rest"] or DATE.search(quoted["rest"])):
        return kind, quoted["title"].strip(), quoted["rest"].strip(" ,.–-")
    bracket = re.search(r"(?<!\s)\s*\(([^()]*)\)$", text)
    if bracket and (DATE.search(bracket[1]) or bracket[1].lower() in KINDS):
        return kind, text[: bracket.start()], bracket[1]
    return kind, *_split_tail(text)


def _split_tail(text: str) -> tuple[str, str]:
    """``Titel, Forlag, juni 2015`` and ``Titel, juni 2015. Forlag``: the title, and the rest."""
    parts = re.split(r",\s+", text)
    dated = next((n for n, part in enumerate(parts) if n and _starts_with_date(part)), None)
    if dated is None:
        return text, ""
    before = parts[dated - 1]
    if dated > 1 and before[:1].isupper() and len(before.split()) <= 6:
        dated -= 1
    return ", ".join(parts[:dated]), ", ".join(parts[dated:])


def _starts_with_date(part: str) -> bool:
    return DATE.match(part) is not None


@lru_cache(KEPT)
def _details(text: str, sure: float = SURE) -> Citation:
    """What lines say, the first that says it."""
    told = [
        told_by(settled_parts(CitationLine(said, is_titled=True)), sure=sure)
        for whole in map(without_asides, text.split("\n"))
        for line in [UNDATED.sub("u.å.", whole)]
        for plain in [without_file_info(line)]
        for said in [line if is_citation(line) and _goes_on_with_pages(line, plain) else plain]
    ]
    return Citation(
        title="",
        kind=next((x.kind for x in told if x.kind), None),
        publishers=_distinct(name for x in told for name in x.publishers),
        published=next((x.published for x in sorted(told, key=_tells_date) if x.published), None),
        authors=next((x.authors for x in told if x.authors), ()),
    )


def _goes_on_with_pages(line: str, plain: str) -> bool:
    return PAGES_INFO.fullmatch(line.removeprefix(plain)) is not None


def _tells_date(cited: Citation) -> bool:
    """Sorts first what tells who put it out beside when: other dates may be those of the page."""
    return not (cited.published and cited.publishers)


def told_by(parts: Sequence[CitationPart], title: str = "", sure: float = SURE) -> Citation:
    """What the parts of a line say that are sure enough. One that isn't is left out: no publisher
    is better than a wrong one."""
    kinds = {KINDS[part.text.strip(" .:").lower()] for part in parts if is_kind(part.text)}
    dates = (date_of(text) for text in fields_of(parts, WHEN_PART, sure))
    told = [
        (part.field, _house(part.text) if part.field == PUBLISHER else part.text)
        for part in parts
        if part.field in (WRITER, PUBLISHER) and part.sureness >= sure
    ]
    houses = [text for field, text in told if field == PUBLISHER]
    persons = [text for text in houses if are_authors(text)] if len(houses) < len(told) else []
    if len(persons) < len(houses):  # one of several authors was taken for a publisher
        houses = [text for text in houses if text not in persons]
    by = [text for _, text in told if text not in houses]
    if by and not houses and all(map(is_house, by)):
        houses, by = by, []
    return Citation(
        title,
        kinds.pop() if len(kinds) == 1 else None,
        _distinct(text for text in houses if not is_kind(text)),
        next(filter(None, dates), None),
        tuple(name for text in by for name in _written_by(text)),
    )


def _house(text: str) -> str:
    return AFTER_NAME.sub("", BEFORE_NAME.sub("", BROUGHT.sub("", text)))


def _written_by(text: str) -> tuple[str, ...]:
    """The names in a text; a body with »og« in its own (»Udvalget om vold og trusler«) is one."""
    found = names(text, turned=True)
    return (text,) if any(map(str.islower, found[1:])) else found


def _distinct(found: Iterable[str]) -> tuple[str, ...]:
    by_plain = {name.lower(): name for name in found if re.search(r"[^\W\d_]{2}", name)}
    return tuple(by_plain.values())


def date_of(text: str) -> str | None:
    """The date in a text, as in the catalogue."""
    found = DATE.search(spelt_out(text))
    return _partial_date(found) if found else None


def _partial_date(found: re.Match[str]) -> str:
    """As precise as it is told, and as there is such a day."""
    if not found["month"]:
        return found["year"]
    n = SHORT_MONTHS.index(found["month"][:3].lower())
    month = f"{found['year']}-{n + 1:02}"
    return date(f"{found['day']}. {MONTHS[n]} {found['year']}") or month
