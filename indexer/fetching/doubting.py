"""What speaks against a file that bears the title sought.

Whoever cites a report names its title: a letter that encloses it, a magazine that tells of it, a
thesis on it. A report stands under its title, is as long as one, and is of its year.
"""

import re
from dataclasses import replace

from indexer.extraction.coverdates import untimed
from indexer.extraction.sight import Sight
from indexer.fetching.chapters import say_report
from indexer.fetching.likeness import (
    COMMON,
    COVER,
    GUIDE,
    LEAST_TITLE,
    OTHER,
    SAME,
    YEAR,
    Wanted,
    coverage,
    found_in,
    has_title,
    has_word,
    is_fact,
    is_unnamed,
    named,
    stem,
    weight,
    words,
)
from indexer.fetching.naming import is_called_else, is_worded_else
from indexer.fetching.roles import BRIEF, CONTENTS
from indexer.fetching.sisters import is_longer, is_sister
from indexer.fetching.subtitles import says_other_kind
from search.library.counting import count

SHRUNK = 0.5
"""A file with less than this share of the pages that it is said to have is not believed, nor is a
new version with less than this share of the old one's pages or text."""
LENGTH = 5
"""Pages from which on a file is taken for a report, whatever it calls itself."""
LONG = re.compile(r"rapport|bog\b|evaluering|undersøgelse|kortlægning|analyse|afhandling|antologi")
"""Kinds of which none is shorter."""
MAY_BE_MEMO = re.compile(r"undersøgelse|kortlægning|analyse")
"""Those that may be a memo."""
MEMO_TITLE = re.compile(r"(notat|redegørelse|orientering) (om|for|vedr)", re.I)
MEMO = re.compile(
    r"([a-zæøå]{0,12}notat|([a-zæøå]{1,12} )?[a-zæøå]{0,12}analyse|policy ?brief)"
    r"\b\W{0,3}(nr\.? ?\d.{0,12})?",
    re.I,
)
"""What a line of a memo's first page says of its kind."""
LEAST_MEMO = 3
START = 600
"""Characters at the start of a web page's text where its cover is."""
LONG_REST = 20.0
"""Weight of what follows a title's first part from which on it is of a subject, and of no place."""
MOST_DATE = 2
"""Words of a date on a cover: month and year."""
MOST_LINES = 6
"""Lines that a title goes over."""
FULL_LINE = 60
"""Characters of a line from which on the next may go on with its sentence."""
LABEL = re.compile(r"^(emne|vedr|titel|om)\b[.:]{1,2}", re.I)
"""What stands before the title of a memo."""
FIELD = re.compile(r"(\w{1,20} )?titel\W{1,3}", re.I)
ISSUE = 12
"""Pages from which on a file is a whole issue, unless it has an article's title in large type."""
GOES_ON = re.compile(r"[\"'»«“”]?\s(er|var|bliver|blev|har|havde|viser|skal|kan)\s")
"""What follows a title that is the beginning of a sentence."""
LISTING = re.compile(
    r"\s*((nye|vores|seneste) )?(udgivelser|rapporter|publikation(er|sliste|skatalog)|nyhedsbrev)"
    r"\b",
    re.I,
)
"""What a list of a house's reports is headed by."""
SECTION = re.compile(r"\d{1,2}(\.\d{1,2})*\.? [A-ZÆØÅ]")
THESIS = re.compile(
    r"(kandidat|master)?(speciale|afhandling)|(bachelor|master)(projekt|opgave)\b"
    r"|semesterprojekt|eksamensopgave",
    re.I,
)
"""How a line on the cover of a student's work begins."""
STUDENTS = re.compile(rf"(?:{THESIS.pattern}),? (?:af|skrevet af|v/) (?-i:[A-ZÆØÅ])", re.I)
"""What a text that has lost its lines says of a student's work."""
NUMBERED = re.compile(r"\b(nr|no|nummer|årgang|vol)\b", re.I)
"""What the cover of a magazine says."""
MUNICIPALITY = re.compile(r"[A-ZÆØÅ][\w-]{1,30} Kommune\b")
EDITION = re.compile(r"\b(\d{1,2})\.,? (?:\w{1,20} ){0,2}(?:udgave|edition)\b", re.I)
"""Which edition a title or a colophon says that it is; a printing (»oplag«) has the same text."""


def doubt_of_file(wanted: Wanted, sight: Sight) -> str:
    """Why a file may not be what is sought, as a Danish phrase; '' when nothing speaks against
    it."""
    if not sight.whole:
        return "filen er ikke hel"
    if sight.pages and not (sight.scanned or sight.opening.strip()):
        return "filen har ingen tekst, der kan læses"
    if is_unnamed(wanted, sight):
        return f"titlen »{wanted.brief}« står ikke på de første sider"
    place = _other_municipality(wanted, sight)
    if place:
        return f"filen er fra {place}"
    if any(_is_within_longer(wanted, theirs, sight) for theirs in sight.titles[:1]):
        return f"filen kalder sig »{sight.titles[0]}«"
    return ""


def doubt_of_page(wanted: Wanted, sight: Sight) -> str:
    """Why the text of a web page with the title sought may be another's, as a Danish phrase: of
    another municipality, or with other words in its title's second part; '' when nothing speaks
    against it, as a line of other years beside the publisher's name does."""
    start = sight.opening[:START]
    head = replace(sight, tops=(start,))
    if _is_students(wanted, head):
        return "siden er en studerendes opgave"
    place = _other_municipality(wanted, head)
    if place:
        return f"siden er fra {place}"
    if _is_dated_else(wanted, start):
        return f"siden er ikke fra {wanted.year}"
    if is_worded_else(wanted, start):
        return f"siden har ikke titlen »{wanted.titles[0]}«"
    return ""


def _is_dated_else(wanted: Wanted, start: str) -> bool:
    """Whether short lines that name the publisher, with hardly a word more, have other years than
    the one sought. A year elsewhere on a web page may be that of the page."""
    if not wanted.year:
        return False
    years = {
        int(year)
        for line in start.splitlines()
        for name in wanted.publishers
        if len(line) <= FULL_LINE and coverage(name, line) == 1.0
        for year in YEAR.findall(line)
    }
    return bool(years) and all(abs(year - wanted.year) > 1 for year in years)


def _is_within_longer(wanted: Wanted, theirs: str, sight: Sight) -> bool:
    """Whether a title that says too little to be judged by is a part of another."""
    is_there = bool(wanted.brief) and coverage(wanted.brief, theirs) >= SAME
    return is_there and is_longer(wanted.brief, theirs, wanted, sight)


def doubt_of_length(wanted: Wanted, sight: Sight, pages: int) -> str:
    """Why a file may be too short for what is sought. ``pages``: as many are said to be in it, 0
    when nobody says."""
    if sight.pages < SHRUNK * pages:
        return f"filen har {count(sight.pages, 'side', 'sider')}, men skulle have {pages}"
    is_long = LONG.search(wanted.kind) and not _is_memo(wanted, sight)
    if 0 < sight.pages < min(LENGTH, pages or LENGTH) and is_long:
        return f"filen har kun {count(sight.pages, 'side', 'sider')}"
    return ""


def _is_memo(wanted: Wanted, sight: Sight) -> bool:
    """Whether a few pages may be all of it: its title names such a text, or a line of its first
    page does where an analysis or the like is sought."""
    if any(MEMO_TITLE.match(title) for title in wanted.titles):
        return True
    lines = map(str.strip, sight.top.splitlines())
    return (
        sight.pages >= LEAST_MEMO
        and MAY_BE_MEMO.search(wanted.kind) is not None
        and any(MEMO.fullmatch(line) for line in lines)
    )


def doubt_of_title(wanted: Wanted, sight: Sight, title: str, *, is_headed: bool = False) -> str:
    """Why a file that has the title sought, and calls itself ``title``, may be something else.
    ``is_headed``: the report's own page gives it as the report."""
    is_other = not is_headed and says_other_kind(wanted, sight)
    if is_other or is_called_else(wanted, sight):
        return f"filen kalder sig »{title}«"
    has_slogan = _is_below_slogan(wanted, sight, is_headed=is_headed)
    if not has_slogan and _is_only_cited(wanted, sight):
        return f"filen nævner titlen, men begynder »{title}«"
    if _is_students(wanted, sight):
        return "filen er en studerendes opgave"
    if _is_other_edition(wanted, sight):
        return "filen er en anden udgave"
    return f"filen er ikke fra {wanted.year}" if _is_of_other_year(wanted, sight) else ""


def is_shortened(wanted: Wanted, sight: Sight, *, is_headed: bool, is_told: bool) -> bool:
    """Whether the first page has the beginning of the title sought for its own, and the publisher
    and the year sought, on what the report's own page gives as the report; or no more than the
    first part, where that page gives no other file and has the whole title (``is_told``), or the
    rest says more than any two reports of one house and year are told apart by."""
    if not _has_parts(sight):
        return False
    said = (*sight.titles, *sight.top.splitlines())
    is_first = bool(wanted.main) and any(words(each) == words(wanted.main) for each in said)
    rest = words(wanted.rest)
    is_else = any(map(GUIDE.search, rest)) or _is_kind_of(sight.top, wanted)
    if is_first and sight.pages >= LENGTH and not is_else:
        is_long = weight([word for word in rest if not is_fact(word, wanted)]) >= LONG_REST
        is_all = is_long and _has_cover(sight) and not is_sister(wanted, sight)
        if is_told or (is_all and _is_signed(wanted, sight)):
            return True
    return (
        is_headed
        and _is_signed(wanted, sight)
        and any(_begins(words(each), words(title)) for each in said for title in wanted.titles)
    )


def _is_kind_of(said: str, wanted: Wanted) -> bool:
    """Whether it names a kind of text that the title sought doesn't."""
    sought = {stem(word) for title in wanted.titles for word in words(title)}
    return any(
        (COMMON.search(word) or GUIDE.search(word)) and not any(has_word(word, s) for s in sought)
        for word in words(said)
    )


def _is_below_slogan(wanted: Wanted, sight: Sight, *, is_headed: bool) -> bool:
    """Whether the cover has all of the title sought in lines of its own, though in smaller type
    than something else, and the publisher and the year sought. A work of another kind is no
    slogan."""
    return (
        sight.pages >= LENGTH
        and (is_headed or _is_slogan_only(wanted, sight))
        and _is_signed(wanted, sight)
        and any(
            coverage(title, sight.top) == 1.0 and _stands_alone(title, sight.top, wanted)
            for title in wanted.titles[:1]
        )
    )


def _has_cover(sight: Sight) -> bool:
    """Whether a long text has a first page with nothing but its titles, without contents, and of
    no magazine, and has the parts of a report after it."""
    is_cover = len(sight.top) < COVER and not any(map(CONTENTS.match, sight.top.splitlines()))
    is_one = is_cover and sight.pages >= BRIEF and not NUMBERED.search(sight.top)
    return is_one and _has_parts(sight)


def _has_parts(sight: Sight) -> bool:
    """Whether lines of the first pages are named as a report's parts are."""
    return say_report([*map(str.strip, sight.opening.splitlines())])


def _is_slogan_only(wanted: Wanted, sight: Sight) -> bool:
    """Whether the cover has the title sought right below what is in larger type, which names no
    kind of text, and nothing else but lines of who and when: no other headline, and no word of
    what else this is. A single word may be a magazine's name, or a kind of text itself."""
    before, _, after = found_in(wanted.titles[0], sight.top)
    larger = words(sight.cover)
    below = sight.top.splitlines()[-after.count("\n") or len(sight.top) :]
    rest = re.sub(r"\n(?=[a-zæøå])", " ", "\n".join(below)).splitlines()
    return (
        _has_cover(sight)
        and len(larger) > 1
        and not _is_kind_of(sight.cover, wanted)
        and all(word in larger or is_fact(word, wanted) for word in words(before))
        and all(_says_who_or_when(line, wanted) for line in rest)
    )


def _says_who_or_when(line: str, wanted: Wanted) -> bool:
    said = words(line)
    is_date = len(said) <= MOST_DATE and str(wanted.year) in said
    is_house = any(coverage(name, line) == 1.0 for name in wanted.publishers)
    return is_date or is_house or all(is_fact(word, wanted) for word in said)


def _is_signed(wanted: Wanted, sight: Sight) -> bool:
    """Whether the first page has the year sought, and the first ones the publisher."""
    houses = any(coverage(name, sight.opening) == 1.0 for name in wanted.publishers)
    return houses and str(wanted.year) in YEAR.findall(sight.top)


def _begins(said: list[str], title: list[str]) -> bool:
    return weight(said) >= LEAST_TITLE and said == title[: len(said)]


def _other_municipality(wanted: Wanted, sight: Sight) -> str:
    """The municipality on the cover when the report is one's own, and that is named nowhere: many
    have a report of the same title."""
    ours = [name for name in wanted.publishers if MUNICIPALITY.fullmatch(name)]
    if not ours or any(coverage(name, sight.opening) == 1.0 for name in wanted.publishers):
        return ""
    found = MUNICIPALITY.search("\n".join(sight.tops[:2]))
    return found[0] if found else ""


def _is_students(wanted: Wanted, sight: Sight) -> bool:
    """Whether the cover says so of another's work than the author's who is sought."""
    lines = map(str.strip, sight.top.splitlines())
    is_sought = any(map(THESIS.search, (*wanted.titles, wanted.kind)))
    is_one = not is_sought and (any(map(THESIS.match, lines)) or STUDENTS.search(sight.top))
    return bool(is_one) and named(wanted, sight) == 0


def _is_only_cited(wanted: Wanted, sight: Sight) -> bool:
    """Whether the title sought is on the first pages, but is no title there: the cover has another
    one, or it stands within sentences."""
    if any(_bears(mine, title) for mine in _titles(wanted) for title in sight.titles):
        return False
    is_all = any(_is_all_but_names(sight.cover, mine, wanted) for mine in wanted.titles)
    if is_all or (named(wanted, sight) == 1.0 and _has_field(wanted, sight)):
        return False
    if wanted.kind == "artikel" and sight.pages >= ISSUE:  # a whole issue
        return True
    if any(LISTING.match(title) for title in sight.titles):
        return True
    if SECTION.match(sight.cover):  # no title, but the first heading of a memo without one
        sight = replace(sight, cover="")
    sought = {stem(word) for word in words(wanted.titles[0] if wanted.titles else "")}
    cover = [w for w in words(sight.cover) if not any(has_word(w, each) for each in sought)]
    if weight([word for word in cover if not is_fact(word, wanted)]) >= LEAST_TITLE:
        return True
    return not any(
        _stands_alone(title, top, wanted) for title in _titles(wanted) for top in sight.tops
    )


def _bears(mine: str, theirs: str) -> bool:
    is_section = SECTION.match(theirs) and not SECTION.match(mine)
    return not is_section and coverage(mine, theirs) >= OTHER


def _is_all_but_names(cover: str, mine: str, wanted: Wanted) -> bool:
    """Whether the cover has nothing but the title sought, and all of it but for who publishes:
    »Evaluering af ordningen« of a municipality's own that the list calls »… ordningen i X«."""
    stems = {stem(word) for word in words(cover)}
    rest = [w for w in words(mine) if not any(has_word(w, each) for each in stems)]
    is_part = len(stems) > 1 and coverage(cover, mine) == 1.0
    return is_part and all(is_fact(word, wanted) and not COMMON.search(word) for word in rest)


def _has_field(wanted: Wanted, sight: Sight) -> bool:
    """Whether a form in front has the title sought in its field for the title."""
    fields = [line for line in map(str.strip, sight.top.splitlines()) if FIELD.match(line)]
    return any(has_title(line, wanted.titles) for line in fields)


def _titles(wanted: Wanted) -> tuple[str, ...]:
    return (*wanted.titles, wanted.main) if wanted.main else wanted.titles


def _stands_alone(title: str, top: str, wanted: Wanted) -> bool:
    """Whether lines of the text begin with the title, but for kind, year and names before it."""
    lines = [line for line in top.splitlines() if line.strip()]
    first = {stem(word) for word in words(title)}
    for n, line in enumerate(lines):
        goes_on = n > 0 and len(lines[n - 1]) >= FULL_LINE and lines[n - 1][-1] not in ".:!?"
        told = [w for w in words(LABEL.sub("", line.strip())) if not is_fact(w, wanted)]
        if goes_on or not told or not any(has_word(told[0], each) for each in first):
            continue
        said = " ".join(lines[n : n + MOST_LINES])
        if coverage(title, said) >= SAME and not GOES_ON.match(found_in(title, said)[2]):
            return True
    return False


def _is_of_other_year(wanted: Wanted, sight: Sight) -> bool:
    """Whether the years on the cover and behind it, and that of the file, are others than the one
    sought. A year beside it is its own, where no author is known; where one is named, they may
    tell of anything."""
    of_title = set(YEAR.findall(" ".join(wanted.titles)))
    cover, front = (untimed("\n".join(sight.tops[:n])) for n in (1, 2))
    if _is_other_volume(wanted, cover, "\n".join((front, *sight.titles))):
        return True
    if not wanted.year or named(wanted, sight) > 0 or of_title & {*YEAR.findall(cover)}:
        return False
    near = 0 if wanted.surnames else 1
    years = {*YEAR.findall(f"{front} {sight.published} {sight.made}")} - of_title
    is_dated = bool({*YEAR.findall(cover)} - of_title)
    return is_dated and all(abs(int(year) - wanted.year) > near for year in years)


def _is_other_edition(wanted: Wanted, sight: Sight) -> bool:
    """Whether the title sought names an edition, and the first pages another only."""
    sought = set(EDITION.findall(" ".join(wanted.titles)))
    said = set(EDITION.findall("\n".join(sight.tops[:2])))
    return bool(sought and said) and not sought & said


def _is_other_volume(wanted: Wanted, cover: str, front: str) -> bool:
    """Whether each way to say the title has a year, which the first pages don't, but the cover
    another."""
    years = [set(YEAR.findall(title)) for title in wanted.titles]
    sought = set.intersection(*years) if years else set[str]()
    return bool(sought and YEAR.search(cover)) and not sought & {*YEAR.findall(front)}
