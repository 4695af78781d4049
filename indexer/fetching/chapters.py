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
from indexer.fetching.landing import DOWNLOAD, SCRIPTS
from indexer.fetching.likeness import LEAST_TITLE, has_title, weight, words

FEWEST, MOST = 3, 80
"""Chapters that a report in pages has at least, and that are asked for at most."""
MOST_FRAMES = 4
NAMES = 2
"""Names of a report's parts that pages without numbers have at least."""
FIRST = 2
"""The number that the first of them may have: what comes before it may have no number."""
PAGE = re.compile(r"\.\w{1,5}$")
"""How the address of a page ends that has a folder around it and none below."""
NUMBER = re.compile(r"\d+")
COUNTED = re.compile(
    r"(?:kap(?:itel|\.)?|chapter|afsnit)?\s{0,3}(\d{1,2})(?!\d|[.:]?\s?(?:udgave|kvartal))"
    r"(?:\.\d{1,2})*[.:)]?\s{1,3}[^\W\d]|(?:kapitel|chapter|afsnit)\s{1,3}(\d{1,2})$",
    re.I,
)
"""What the link to a chapter says."""
CHAPTER = re.compile(r"[/?=](kap(itel)?|ch(ap(ter)?)?|afsnit)[-_.]?\d", re.I)
"""How the address of one names it."""
MATTER = re.compile(
    r"(forside|titelblad|kolofon|forord|indledning|introduktion|resum[eé]|sammenfatning"
    r"|sammendrag|konklusion|efterskrift|litteratur|referencer|noter|bilag|appendi|ordliste|preface|summary|references)\b",
    re.I,
)
"""What comes before and after the chapters that are counted."""
OF_REPORT = re.compile(
    r"(forord|kolofon|indledning|resum[eé]|sammenfatning|sammendrag|konklusion|efterskrift"
    r"|litteratur|referencer|preface|summary|references|kap(itel|\.)|chapter|afsnit"
    r"|(metode|datagrundlag|diskussion)\b)",
    re.I,
)
"""What parts of a report are called, and not those of a guide, a course or a campaign."""
OWN_WORK = re.compile(
    r"rapport(er)?\b|\b(notat|bind|årgang|hæfte|nummer|nr|nyhed|pressemeddelelse|udgave|vol)\b"
    r"|\b(19|20)\d\d\b",
    re.I,
)
"""What the link to a work of its own says: a volume, a report of a series, a piece of news."""
OF_OTHERS = re.compile(
    r"\b(nyhed(er|sbrev(e|er)?)|nyt|artikler|arrangementer|kurser|indlæg|cases|pressemeddelelser"
    r"|udgivelser|publikationer|rapporter)( \w{1,20}){0,2}\W{0,3}$",
    re.I,
)
"""What a list is headed by that is none of chapters."""
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
TURN = re.compile(r"(næste|forrige|next|previous) (kapitel|afsnit|chapter)\b", re.I)
NEXT = re.compile(r"(næste|next)\b|.{0,80}[›»→>]\s{0,3}$", re.I)
PREVIOUS = re.compile(r"(forrige|previous)\b|[‹«←<]\s{0,3}\S", re.I)
CONTENTS = re.compile(r"(til |tilbage til )?(indhold|table of contents|contents)", re.I)


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


def folder_of(place: str) -> str:
    """What the addresses of the chapters begin with whose contents are at ``place``."""
    parts = urlsplit(place)
    before, _, name = parts.path.rpartition("/")
    path = f"{before}/" if not name or PAGE.search(name) else f"{parts.path}/"
    return f"{parts.scheme}://{parts.netloc}{path}"


def chapters(page: Sight, place: str) -> list[Link]:
    """The links to the chapters of which ``page``, at ``place``, is the contents, in their order;
    none when it is no such page."""
    near = _of_one(_once(page, place), page.titles)
    found = _counted(near) or (_by_name(near) if is_above(place) else [])
    if 2 * sum(bool(OWN_WORK.search(each.link.text)) for each in found) > len(found):
        return []
    return [each.link for each in _with_matter(near, found)]


def part_files(page: Sight) -> list[Link]:
    """The links to the files, one a chapter, of which ``page`` has the contents, in their order;
    none when they don't count up, or don't say chapters."""
    near = {
        urldefrag(link.url)[0]: _Listed(replace(link, url=urldefrag(link.url)[0]), plain(link.url))
        for link in reversed(page.links)
        if (link.is_file or FILE.search(urlsplit(link.url).path))
        and not (link.in_menu or link.is_aside or OWN_WORK.search(link.text))
    }
    row = _of_one([*reversed(near.values())], page.titles)
    found = [each.link for each in _with_matter(row, _by_text(row) or _by_address(row))]
    if not found and 2 * sum(bool(MATTER.match(each.link.text)) for each in row) <= len(row):
        found = [each.link for each in _by_name(row)]
    told = [link.text for link in found]
    return found if say_report(told) and say_chapters(found) else []


def count_up(page: Sight, place: str) -> bool:
    """Whether the chapters of which a page is the contents are numbered."""
    return bool(_counted(_of_one(_once(page, place), page.titles)))


def is_within(url: str, folder: str) -> bool:
    """Whether an address is in a folder, by whichever scheme, with ``www.`` or without."""
    return plain(url).startswith(plain(folder))


def plain(url: str) -> str:
    """An address without its scheme, ``www.`` and fragment."""
    return re.sub(r"^https?://(www\.)?", "", urldefrag(url)[0], flags=re.I)


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


def is_chapter(page: Sight, place: str) -> bool:
    """Whether the page at ``place`` says to be one of several chapters: it turns to another."""
    return bool(_turned(TURN, page, place, place))


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


def next_of(page: Sight, place: str, start: str) -> str:
    """Where the page at ``place`` says that the report goes on whose first page is at ``start``; ''
    when it doesn't say."""
    return _turned(NEXT, page, place, start)


def before(page: Sight, place: str) -> str:
    """Where the page at ``place`` says that the report's page before it is; '' when it doesn't."""
    return _turned(PREVIOUS, page, place, place)


def _turned(said: re.Pattern[str], page: Sight, place: str, start: str) -> str:
    """Where such a link of a page leads, below the first page of the report or beside it."""
    urls = (
        urldefrag(link.url)[0]
        for link in page.links
        if said.match(link.text) and _is_page(link) and is_within(link.url, beside(start))
    )
    return next((url for url in urls if plain(url) != plain(place)), "")


def contents_of(page: Sight, place: str) -> str:
    """Where a chapter's contents page is, as the chapter says; '' when it doesn't."""
    links = (each.link for each in _near(page, place))
    return next((link.url for link in links if CONTENTS.match(link.text)), "")


def is_above(place: str) -> bool:
    """Whether the chapters are below the very address of their contents page."""
    return folder_of(place).rstrip("/") == place.partition("?")[0].rstrip("/")


def beside(place: str) -> str:
    """What the addresses of the pages begin with that lie in a row with the one at ``place``."""
    parts = urlsplit(place)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').rpartition('/')[0]}/"


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
        if _is_page(link) and not (is_else or is_beside):
            yield _Listed(replace(link, url=url), rest)


def _is_page(link: Link) -> bool:
    """Whether a link may lead to a page, and not to a file."""
    path = urlsplit(link.url).path
    return not (
        link.is_file or SCRIPTS.search(path) or FILE.search(path) or DOWNLOAD.search(link.text)
    )


def _once(page: Sight, place: str) -> list[_Listed]:
    """The same, each page as it is linked first."""
    once: dict[str, _Listed] = {}
    for each in _near(page, place):
        once.setdefault(each.link.url, each)
    return list(once.values())


def _of_one(near: Sequence[_Listed], titles: Sequence[str]) -> list[_Listed]:
    """Those of one report: under the heading with a title of the page where a list begins anew
    under another, else under the first, and what is headed as a part; none where they are headed
    as something else, or count anew under a heading that doesn't say of what, or are a course's."""
    lists, said = list[list[_Listed]]([[]]), set[str]()
    for each in near:
        number, named = _told(each.link), MATTER.match(bare_name(each.link.text))
        name = str(number) if number else (named[1].lower() if named else "")
        if name in said and _place(each.link) != _place(lists[-1][-1].link):
            lists.append([])
            said.clear()
        said |= {name} - {""}
        lists[-1].append(each)
    lists = [row for row in lists if row and not _is_of_others(row[0].link)]
    ours = [row for row in lists if has_title(row[0].link.under, titles)][:1]
    parts = [row for row in lists if row is lists[0] or OF_PART.search(row[0].link.under)]
    others = (row[0].link for row in lists if row not in parts)
    is_told = ours or not any(_told(link) and not MATTER.match(link.under) for link in others)
    found = [each for row in ours or parts for each in row if not _is_of_others(each.link)]
    return found if is_told and not any(OF_COURSE.search(each.link.text) for each in found) else []


def _place(link: Link) -> tuple[str, str]:
    return link.under, link.lead


def _is_of_others(link: Link) -> bool:
    """Whether a list is headed by that: what stands above all headings is the site's name."""
    return bool(link.under) and any(OF_OTHERS.search(said) for said in _place(link))


def _counted(near: Sequence[_Listed]) -> list[_Listed]:
    """Those that count up, in their addresses or in what they say."""
    return _by_address(near) or _by_text(near)


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
