"""Which links of a report's contents page lead to its chapters, where it is published page by page.

Only what lies in the folder of the contents page, or below the page, can be a chapter, and only
what counts up: in the addresses (``kap01.htm``, ``kap02.htm``), in what the links say
(»1. Indledning«), or by each page's link to the next; or, below the page's own address, what is
named as a report's parts are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import urldefrag, urlsplit

from indexer.extraction.sight import FRAME, Link, Sight
from indexer.extraction.webaddresses import FILE
from indexer.fetching.likeness import LEAST_TITLE, has_title, weight, words
from indexer.fetching.turning import folder_of, is_above, is_page, is_within, plain

FEWEST, MOST = 3, 80
"""Chapters that a report in pages has at least, and that are asked for at most."""
MOST_FRAMES = 4
NAMES = 2
"""Names of a report's parts that pages without numbers have at least."""
FIRST = 2
"""The number that the first of them may have: what comes before it may have no number."""
NUMBER = re.compile(r"\d+")
COUNTED = re.compile(
    r"(?:kap(?:itel|\.)?|chapter|afsnit)?\s{0,3}(\d{1,2})(?!\d|[.:]?\s?(?:udgave|kvartal))"
    r"(?:\.\d{1,2})*[.:)]?\s{1,3}[^\W\d]|(?:kapitel|chapter|afsnit)\s{1,3}(\d{1,2})$",
    re.I,
)
"""What the link to a chapter says."""
CHAPTER = re.compile(r"[/?=](kap(itel)?|ch(ap(ter)?)?|afsnit)[-_.]?\d", re.I)
"""How the address of one names it."""
OF_ANY = (
    r"forord|kolofon|indledning|resum[eé]|sammenfatning|sammendrag|konklusion|efterskrift"
    r"|litteratur|referencer|preface|summary|references"
)
MATTER = re.compile(
    rf"({OF_ANY}|forside|titelblad|introduktion|noter|bilag|appendi|ordliste)\b", re.I
)
"""What comes before and after the chapters that are counted."""
OF_REPORT = re.compile(
    rf"({OF_ANY}|kap(itel|\.)|chapter|afsnit|(metode|datagrundlag|diskussion)\b)", re.I
)
"""What parts of a report are called, and not those of a guide, a course or a campaign."""
OWN_WORK = re.compile(
    r"rapport(er)?\b|\b(notat|bind|årgang|hæfte|nummer|nr|nyhed|pressemeddelelse|udgave|vol)\b"
    r"|\b(19|20)\d\d\b",
    re.I,
)
"""What the link to a work of its own says: a volume, a report of a series, a piece of news."""
NEWS = r"nyhed(er|sbrev(e|er)?)|nyt|artikler|arrangementer|kurser|indlæg|cases|pressemeddelelser"
OF_NEWS, OF_OTHERS = (
    re.compile(rf"\b({names})( \w{{1,20}}){{0,2}}\W{{0,3}}$", re.I)
    for names in (NEWS, rf"{NEWS}|udgivelser|publikationer|rapporter")
)
"""What a list is headed by that is none of chapters: a house's reports may be one report's."""
OF_LIST = re.compile(
    r"indhold|kapit|rapport|afsnit|oversigt|udgave|online|publikation|contents|chapter"
    r"|\b(læs|hent|download|pdf|filer?|bogen|del)\b",
    re.I,
)
"""What the heading of a report's own list says."""
OF_PART = re.compile(r"\b(del|part)\b", re.I)
"""What heads a list that goes on with the same report, though its numbers begin anew."""
OF_COURSE = re.compile(r"\b(modul|lektion|kursusgang)\b", re.I)
"""What the links to the parts of a course say."""
BEFORE_NAME = re.compile(r"^(?:[^\W\d_]{1,10}\s)?[\d.:)\s]+")
"""The number of a chapter before its name."""
CONTENTS = re.compile(r"(til |tilbage til )?(indhold|table of contents|contents)", re.I)


@dataclass(frozen=True)
class Listing:
    """The links to a report's chapters in their order: whether the chapters are numbered, and
    whether what they are listed under doesn't say that they are of one report, so that each must
    have its title."""

    links: Sequence[Link] = ()
    is_counted: bool = True
    is_apart: bool = False


NONE = Listing()


@dataclass(frozen=True)
class _Listed:
    """A link that may lead to a chapter, and where it leads within the report's folder."""

    link: Link
    rest: str

    @property
    def shape(self) -> str:
        """The address with its numbers left out."""
        return NUMBER.sub("#", self.rest)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the address."""
        return tuple(int(number[:9]) for number in NUMBER.findall(self.rest))


def chapters(page: Sight, place: str) -> Listing:
    """The chapters of which ``page``, at ``place``, is the contents; none when it is no such
    page."""
    rows, is_apart = _of_one(_once(page, place), page.titles)
    near = [each for row in rows for each in row]
    found, is_counted = _counted(rows), True
    if not found:
        is_counted, found = False, _by_name(near) if is_above(place) else []
    if 2 * sum(bool(OWN_WORK.search(each.link.text)) for each in found) > len(found):
        return NONE
    links = [each.link for each in _with_matter(near, found)]
    return Listing(links, is_counted, is_apart) if links else NONE


def part_files(page: Sight) -> Listing:
    """The files, one a chapter, of which ``page`` has the contents; none when they don't count up,
    or don't say chapters."""
    near = {
        urldefrag(link.url)[0]: _Listed(replace(link, url=urldefrag(link.url)[0]), plain(link.url))
        for link in reversed(page.links)
        if (link.is_file or FILE.search(urlsplit(link.url).path))
        and not (link.in_menu or link.is_aside or OWN_WORK.search(link.text))
    }
    rows, is_apart = _of_one([*reversed(near.values())], page.titles)
    row = [each for row in rows for each in row]
    found = [each.link for each in _with_matter(row, _counted(rows))]
    if not found and 2 * sum(bool(MATTER.match(each.link.text)) for each in row) <= len(row):
        found = [each.link for each in _by_name(row)]
    if say_report([link.text for link in found]) and say_chapters(found):
        return Listing(found, is_apart=is_apart)
    return NONE


def say_report(said: Sequence[str], least: int = 1) -> bool:
    """Whether titles, or what links say, are such as a report's parts have, ``least`` of them."""
    found = (OF_REPORT.match(bare_name(each)) or OF_REPORT.match(each) for each in said)
    return len({match[1].lower() for match in found if match}) >= least


def bare_name(said: str) -> str:
    """The name of a chapter without the number before it."""
    return BEFORE_NAME.sub("", said.strip())


def is_under_other(link: Link, titles: Sequence[str]) -> bool:
    """Whether a link stands under a heading that names something, which none of the titles is."""
    told = weight(words(link.under)) >= LEAST_TITLE and not OF_LIST.search(link.under)
    return told and not has_title(link.under, titles)


def frames(page: Sight, place: str) -> list[Link]:
    """The links of a page to its frames in its own folder."""
    return [each.link for each in _once(page, place) if each.link.text == FRAME][:MOST_FRAMES]


def nearby(page: Sight, place: str) -> list[Link]:
    """The links of a page to others of its folder, in their order, where most of its links are."""
    near = [each.link for each in _once(page, place)]
    others = {link.url for link in page.links if not (link.in_menu or link.is_aside)}
    return near if len(near) >= max(FEWEST, len(others) / 2) else []


def say_chapters(links: Sequence[Link]) -> bool:
    """Whether most links say themselves, or by their address, that they lead to chapters, or are
    named as a report's parts are; numbers alone are what a site gives any page of it."""
    told = sum(bool(_told(link) or CHAPTER.search(link.url)) for link in links)
    return 2 * told > len(links) or _are_named(links)


def contents_of(page: Sight, place: str) -> str:
    """Where a chapter's contents page is, as the chapter says; '' when it doesn't."""
    links = (each.link for each in _near(page, place))
    return next((link.url for link in links if CONTENTS.match(link.text)), "")


def number_before(one: str, other: str) -> int | None:
    """The number of the first of two addresses that are the same but for it, which the second has
    one more of; None when they aren't."""
    first, second = _Listed(Link(one, ""), one), _Listed(Link(other, ""), other)
    changed = [
        pair for pair in zip(first.numbers, second.numbers, strict=False) if len({*pair}) > 1
    ]
    is_next = first.shape == second.shape and [b - a for a, b in changed] == [1]
    return changed[0][0] if is_next else None


def _near(page: Sight, place: str) -> Iterator[_Listed]:
    """The links to other pages of the report's folder."""
    folder, below = folder_of(place), is_above(place)
    for link in page.links:
        url = urldefrag(link.url)[0]
        is_beside = (link.is_aside or link.in_menu) and not below
        rest = plain(url).removeprefix(plain(folder))
        is_else = not is_within(url, folder) or not rest or plain(url) == plain(place)
        if is_page(link) and not (is_else or is_beside):
            yield _Listed(replace(link, url=url), rest)


def _once(page: Sight, place: str) -> list[_Listed]:
    """The same, each page as it is linked first."""
    once: dict[str, _Listed] = {}
    for each in _near(page, place):
        once.setdefault(each.link.url, each)
    return list(once.values())


def _of_one(near: Sequence[_Listed], titles: Sequence[str]) -> tuple[list[list[_Listed]], bool]:
    """Those of one report, in lists that begin anew: under the heading with a title of the page,
    else the first and what is headed as a part; none where they are a course, or headed as
    something else. And whether that is to be told by the pages: where lists begin anew under
    headings that don't say of what, or are headed as a house's reports only."""
    every = _begun_anew(near)
    lists, works = _without(OF_OTHERS, every), _without(OF_NEWS, every)
    ours = [row for row in lists if has_title(row[0].link.under, titles)][:1]
    parts = [row for row in lists if row is lists[0] or OF_PART.search(row[0].link.under)]
    others = (row[0].link for row in lists if row not in parts)
    is_told = ours or not any(_told(link) and not MATTER.match(link.under) for link in others)
    found = (ours or parts) if is_told else lists
    if any(OF_COURSE.search(each.link.text) for row in found for each in row):
        return [], False
    return found or works, not (found and is_told)


def _begun_anew(near: Sequence[_Listed]) -> list[list[_Listed]]:
    lists, said = list[list[_Listed]]([[]]), set[str]()
    for each in near:
        number, named = _told(each.link), MATTER.match(bare_name(each.link.text))
        name = str(number) if number else (named[1].lower() if named else "")
        if name in said and _place(each.link) != _place(lists[-1][-1].link):
            lists.append([])
            said.clear()
        said |= {name} - {""}
        lists[-1].append(each)
    return lists


def _place(link: Link) -> tuple[str, str]:
    return link.under, link.lead


def _without(heads: re.Pattern[str], lists: Sequence[Sequence[_Listed]]) -> list[list[_Listed]]:
    """The lists without what is headed by that: what stands above all headings is the site's
    name."""
    rows = (
        [each for each in row if not any(map(heads.search, _headed(each.link)))] for row in lists
    )
    return [row for row in rows if row]


def _headed(link: Link) -> tuple[str, ...]:
    return _place(link) if link.under else ()


def _counted(rows: Sequence[Sequence[_Listed]]) -> list[_Listed]:
    """Those that count up in each of the lists, in their addresses or in what they say."""
    parts = [_by_address(row) or _by_text(row) for row in rows]
    return [each for row in parts for each in row] if all(parts) else []


def _by_name(near: Sequence[_Listed]) -> list[_Listed]:
    """All of them, where they are named as a report's parts are."""
    return list(near) if len(near) > FEWEST and _are_named([each.link for each in near]) else []


def _are_named(links: Sequence[Link]) -> bool:
    """Whether the first of these links, or several, are named as a report's parts are."""
    said = [link.text for link in links]
    return say_report(said[:1]) or say_report(said, NAMES)


def _by_address(near: Sequence[_Listed]) -> list[_Listed]:
    """Those whose addresses count up, of several such rows the first, with what begins within it:
    a second one is of another report."""
    at = {each: place for place, each in enumerate(near)}
    found = list[_Listed]()
    for row in _counting(near):
        if not found or at[row[0]] < at[found[-1]]:
            found = sorted((*found, *row), key=at.__getitem__)
    return found


def _counting(near: Sequence[_Listed]) -> list[list[_Listed]]:
    """Those of one shape each, where they count up, in the order that they begin in."""
    groups: dict[str, list[_Listed]] = {}
    for each in near:
        groups.setdefault(each.shape, []).append(each)
    return [group for group in groups.values() if _counts([each.numbers for each in group])]


def _by_text(near: Sequence[_Listed]) -> list[_Listed]:
    """Those whose texts count up."""
    numbered = [(each, number) for each in near if (number := _told(each.link))]
    return [each for each, _ in numbered] if _counts([(n,) for _, n in numbered]) else []


def _told(link: Link) -> int:
    """The number of the chapter that a link says to be; 0 when it says none."""
    found = COUNTED.match(link.text) or COUNTED.match(link.around)
    return int(found[1] or found[2]) if found else 0


def _counts(numbers: Sequence[tuple[int, ...]]) -> bool:
    """Whether numbers count up from the first, in the order that they stand in."""
    changing = [column for column in zip(*numbers, strict=True) if len({*column}) > 1]
    if not changing or len({*changing[0]}) < FEWEST:
        return False
    steps = (after - before for before, after in pairwise(changing[0]))
    rows = list(zip(*changing, strict=True))
    steady = changing[0][0] <= FIRST and all(0 <= step <= 1 for step in steps)
    return steady and rows == sorted(rows)


def _with_matter(near: Sequence[_Listed], found: Sequence[_Listed]) -> list[_Listed]:
    """With what stands between the chapters, and what comes before and after them in any report,
    but for the chapters of another, which count up too."""
    if not found:
        return []
    taken = set(found)
    others = {each.shape for row in _counting(near) for each in row if each not in taken}
    first, last = near.index(found[0]), near.index(found[-1])
    return [
        each
        for place, each in enumerate(near)
        if first <= place <= last or (MATTER.match(each.link.text) and each.shape not in others)
    ]
