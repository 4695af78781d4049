"""From a landing page to the file that it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz, utils
from requests.utils import parse_header_links

from indexer.extraction.sight import Link, Sight
from indexer.extraction.webaddresses import absolute
from indexer.fetching.likeness import YEAR, coverage, has_title, weight, words
from indexer.fetching.naming import unnumbered

TRIED, GUESSED = 4, 4
"""Links of a landing page that are tried, best first: the likely, and those of the rest that may
well be files, of which no more than the first bytes are read when they aren't; where none is
likely, those that say nothing too."""
LEAST = 3.0
"""Score of a link that is sure to lead to a material: that of a PDF's address, or of a download
with a like title."""
LIKELY, POSSIBLE = 2.0, 0.5
"""Score from which a link is followed, even to another page, and from which it is tried."""
PART = -3.0
"""Score from which on a link to a part or lesser thing is tried where there is no other."""
OF_YEAR = 1.0
"""What the year sought adds where the title has none: of two editions, it goes first."""
MENU, ASIDE = 8.0, 8.0
"""Taken from the score of a link in a menu or footer (an annual report, a privacy policy), or among
what else there is to read. Only one that has much of the material's title is tried."""
SIGNPOST, SIGNS = 300, 2
"""Characters and links, menus apart, of a page that merely shows the way: both are followed,
whatever it is about."""
BARE = 12
"""Characters of a link's text that says nothing by itself (»her«): its sentence is read too."""
NAMED = 7.5
"""Weight of the words of a link, those of any download apart, from which on it names something."""
FOREIGN_TITLE = 20.0
"""Weight of the words of a link from which on they are a title, and another's if none is ours."""

DOWNLOAD = re.compile(
    r"\b(download|hent|last ned|ladda ner|hämta|pdf|fuld(e)? tekst|full text)", re.IGNORECASE
)
READ = re.compile(r"\b(læs|se|find|åbn|vis|gå til)\b", re.IGNORECASE)
WORK = re.compile(
    r"rapport|notat|evaluering|publikation|undersøgelse|hæfte|guide|kortlægning|analyse|report"
    r"|udgivelse|artikel|dokument",
    re.IGNORECASE,
)
DOI = re.compile(r"https?://(dx\.)?doi\.org/10\.")
WHOLE = re.compile(rf"\b(hele|samlede?|fulde) ({WORK.pattern})", re.IGNORECASE)
"""What is to be had in parts too."""
MOST_HEADER = 4000
"""Characters of a Link header that are read."""
ADDRESS = re.compile(r"(https?://|www\.)\S+$")
"""What a link says that says where it leads: nothing."""
SIZED = re.compile(r"\d[ \u00a0]?(kb|mb)\b", re.IGNORECASE)
"""The size of a file."""
FILE_ADDRESS = re.compile(
    r"/(download|hent|getmedia|getfile|media|medier|files?|filer|bitstreams?|retrieve|fileadmin"
    r"|sites/default/files|portalfiles|documents?|dokumenter|uploads?|-/media|viewfile|pdf)/"
    r"|/(download|getfile|hent|pdf)(\.\w+)?($|\?)|\.(ashx|axd|aspx|php|pl)\?|\bdownload\b"
    r"|[?&](id|fil|file|fileid|file_id|docid|doc|media|attachment|did|pid)=",
    re.IGNORECASE,
)
"""How content systems call what they serve files by."""
LESSER = re.compile(
    r"resum|sammenfatning|sammendrag|summary|bilag|appendi|pressemeddelelse|faktaark|fact ?sheet"
    r"|plakat|præsentation|slides|english|engelsk|\bkort(e|ere|fattet)? (udgave|version|fortalt)"
    r"|\budkast|\bdraft|midtvejs|\bdelrapport|(metode|baggrunds)(rapport|notat)"
    r"|\b(del|bind|kapitel) ?[1-9]"
    r"|kort(udgave|version)|\b(let|lette?re|nem) (at )?læs|\blet(te)?læs|læselet|\bpixi|\bfolder",
    re.IGNORECASE,
)
ONE_THING = re.compile(r"https?://[^/]++/\D*+\d")
OTHER = re.compile(
    r"privatliv|cookie|persondata|privacy|nyhedsbrev|vilkår|tilgængelighed|skabelon"
    r"|årsberetning|årsrapport|annual report"
    r"|abonn|log ?(ind|in|på)\b|kontakt|tilmeld|facebook|linkedin|twitter|del på|mailto"
    r"|print(?!et|\.pdf|[- ]?(udgave|version|venlig))",
    re.IGNORECASE,
)
SCRIPTS = re.compile(r"\.(css|js|png|jpe?g|gif|svg|webp|ico|mp[34]|xlsx?|ics|rss|xml)$", re.I)
"""Endings of what is no report."""


@dataclass(frozen=True)
class Candidate:
    """A link that may lead to the material: ``alike`` when it has much of the title,
    ``is_bare`` when its text names nothing."""

    link: Link
    score: float
    alike: bool
    is_bare: bool = False

    @property
    def says_report(self) -> bool:
        """Whether it says to be a file or report, and names nothing else."""
        said = DOWNLOAD.search(self.link.text) or WORK.search(self.link.text)
        return self.is_bare and bool(said) and self.is_likely

    @property
    def is_file(self) -> bool:
        """Whether it is one to a file, by its page or its address."""
        return _is_file(self.link)

    @property
    def is_likely(self) -> bool:
        """Whether it is followed to another page too."""
        return self.score >= LIKELY


def candidates(
    page: Sight, titles: Sequence[str], *, elsewhere: bool, year: int = 0
) -> list[Candidate]:
    """The links on ``page`` that may lead to the material of these ``titles``, and of this ``year``
    where that is known, best first.

    ``elsewhere``: the page is about something else, so only links with the title or that
    likely lead to some material are worth a try.
    """
    best: dict[str, Candidate] = {}
    is_signpost, doi = _is_signpost(page), "" if elsewhere else _own_doi(page)
    for link in page.links:
        path = urlsplit(link.url).path
        if SCRIPTS.search(path) or (path.lower().endswith(".zip") and not WORK.search(link.text)):
            continue
        found = _candidate(link, (*titles, *page.titles[:2]), titles, year)
        if elsewhere and not found.alike and found.is_bare and _is_led(link, titles):
            found = replace(found, score=found.score + LEAST)
        if link.url == doi:
            found = replace(found, score=max(found.score, LIKELY))
        before = best.get(link.url)
        sure = found.alike or found.score >= LIKELY or is_signpost
        if (sure or not elsewhere) and (before is None or before.score < found.score):
            best[link.url] = found
    ranked = sorted(best.values(), key=lambda c: -c.score)  # stable: the page's order among equals
    likely = [c for c in ranked if c.score >= LIKELY][:TRIED]
    if elsewhere and not likely and is_signpost:
        return [replace(c, score=LIKELY) for c in ranked if c.score >= 0.0][:SIGNS]
    if elsewhere:
        return likely
    possible = [c for c in ranked if LIKELY > c.score >= POSSIBLE]
    silent = [] if likely else [c for c in ranked if POSSIBLE > c.score >= 0.0]
    silent.sort(key=lambda c: not ONE_THING.match(c.link.url))  # the address of one thing, not many
    tried = likely + (possible + silent)[:GUESSED]
    return tried or [c for c in ranked if c.score >= PART and LESSER.search(c.link.text)][:GUESSED]


def sources(page: Sight, place: str, publishers: Sequence[str]) -> list[Candidate]:
    """The links in the text of a story at ``place`` that lead to a page of another house, and say
    no more than that it is a report or who publishes the one sought."""
    found: dict[str, Candidate] = {}
    for link in page.links:
        at, own = urlsplit(link.url), urlsplit(place)
        within = not (link.in_menu or link.is_aside) and bool(link.around or link.lead)
        if at.hostname == own.hostname or not (at.path.strip("/") and within):
            continue
        names = [name for name in publishers if coverage(name, link.text) == 1.0]
        rest = [w for w in words(link.text) if not any(w in words(name) for name in names)]
        if (names or WORK.search(link.text)) and weight(rest) < NAMED:
            found.setdefault(link.url, Candidate(link, LIKELY, alike=False, is_bare=True))
    return list(found.values())[:SIGNS]


def told_apart(header: str, place: str) -> Iterator[Link]:
    """The files that a Link header names for a page (RFC 8288, signposting.org)."""
    for told in parse_header_links(header[:MOST_HEADER]):
        is_it = {*told.get("rel", "").split()} & {"item", "alternate"}
        url = absolute(place, told.get("url", ""))
        if url and is_it and told.get("type", "") == "application/pdf":
            yield Link(url, "pdf download", is_file=True)


def is_only_file(it: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a link is the only one of these that may be to a file, and names nothing else."""
    files = [each for each in found if each.is_file or FILE_ADDRESS.search(each.link.url)]
    return files == [it] and (it.alike or it.is_bare)


def _is_signpost(page: Sight) -> bool:
    """Whether a page says little and has hardly a link: »Siden er flyttet hertil«."""
    others = {link.url for link in page.links if not (link.in_menu or link.is_aside)}
    return page.characters < SIGNPOST and len(others) <= SIGNS and not page.asks_password


def _own_doi(page: Sight) -> str:
    """The address of what a page is about where it has one DOI: several are those of what it
    cites."""
    found = {link.url for link in page.links if DOI.match(link.url) and not link.in_menu}
    return found.pop() if len(found) == 1 else ""


def _candidate(link: Link, near: Sequence[str], titles: Sequence[str], year: int) -> Candidate:
    link = replace(link, text=ADDRESS.sub("", link.text)) if _is_file(link) else link
    like = title_likeness(link, *near)
    theirs = words(DOWNLOAD.sub(" ", WORK.sub(" ", link.text)))
    foreign = weight(theirs) >= FOREIGN_TITLE and not any(
        coverage(" ".join(theirs), title) > 0 for title in near
    )
    mine = title_likeness(link, *titles) > 0
    dated = {*YEAR.findall(link.text)}
    is_volume = bool(dated & {*YEAR.findall(" ".join(titles))})
    named = replace(link, text=unnumbered(link.text, titles))
    of_year = LIKELY if is_volume else OF_YEAR * (str(year) in dated)
    worth = score(named, " ".join(titles)) + like + of_year - 2.0 * foreign
    return Candidate(link, worth, mine, weight(theirs) < NAMED)


def _is_led(link: Link, titles: Sequence[str]) -> bool:
    """Whether what stands before a link, in its row or card or under its heading, has the title."""
    return has_title(link.lead, titles)


def score(link: Link, title: str = "") -> float:
    """How much a link looks like the way to a report; what the ``title`` says of another kind of
    thing (»Kontaktpersoner«, »Engelsk i skolen«) speaks against none."""
    name = file_name(link.url)
    is_bare = len(link.text) <= BARE and not WORK.search(link.text) and not LESSER.search(link.text)
    told = f"{link.text} {link.around}" if is_bare else link.text
    said = f"{told} {name}"
    is_pdf = _is_file(link)
    return (
        3.0 * is_pdf
        + 2.0 * bool(DOWNLOAD.search(told) or "/download" in link.url.lower())
        + 1.5 * bool(not is_pdf and FILE_ADDRESS.search(link.url))
        + 1.0 * bool(WORK.search(said))
        + 1.0 * bool(WHOLE.search(told))
        + 1.0 * bool(READ.search(told) or SIZED.search(told))
        - 3.0 * _says_else(LESSER, said, title)
        - 6.0 * _says_else(OTHER, f"{link.text} {'' if WHOLE.search(told) else name}", title)
        - MENU * link.in_menu
        - ASIDE * link.is_aside
    )


def _is_file(link: Link) -> bool:
    return link.is_file or file_name(link.url).lower().endswith((".pdf", ".docx", ".doc"))


def _says_else(kind: re.Pattern[str], said: str, title: str) -> bool:
    """Whether ``said`` names such a thing, which the title doesn't."""
    sought = {m[0].lower() for m in kind.finditer(title)}
    return any(m[0].lower() not in sought for m in kind.finditer(said))


def title_likeness(link: Link, *titles: str) -> float:
    """0 to 3: how much the link's text or file name is the title."""
    said = (link.text, re.sub(r"[-_+.]|\bpdf\b", " ", file_name(link.url)))
    match = max(
        fuzz.token_set_ratio(s, title, processor=utils.default_process)
        if len(s.split()) > 1 and title
        else 0.0
        for s in said
        for title in (titles or ("",))
    )
    return 3.0 * max(0.0, match - 60) / 40


def file_name(url: str) -> str:
    """The last part of an address's path."""
    return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
