"""Putting the pages of a report that is published page by page together as one text."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urldefrag, urlsplit

from indexer.extraction.sight import Link, Sight
from indexer.fetching.chapters import (
    FEWEST,
    FIRST,
    MOST,
    NAMES,
    NONE,
    Listing,
    bare_name,
    chapters,
    contents_of,
    frames,
    is_under_other,
    nearby,
    number_before,
    part_files,
    say_chapters,
    say_report,
)
from indexer.fetching.client import Answer
from indexer.fetching.deadlinks import Dead
from indexer.fetching.judging import LISTED
from indexer.fetching.landing import DOWNLOAD
from indexer.fetching.likeness import (
    LEAST_TITLE,
    SAME,
    Wanted,
    coverage,
    has_title,
    title_likeness,
    weight,
    words,
)
from indexer.fetching.roles import are_volumes, is_other_volume
from indexer.fetching.sewing import BETWEEN, sewn, unheaded, without
from indexer.fetching.sisters import is_of_other_year
from indexer.fetching.turning import (
    before,
    beside,
    folder_of,
    is_above,
    is_within,
    next_of,
    plain,
)
from search.library.holdings import WHOLE_PAGE

PDF = b"%PDF-"
MOST_BYTES = 16_000_000
"""Of all chapters that are pages, as they come."""
MOST_JOINED = 45_000_000
"""Of all that are files: joined they are to be had as an answer of at most 64 MB, in Base64."""
PATIENCE = 3
"""Chapters in a row that can't be had, after which no more are asked for."""
HEADS = 4
"""Lines at the start of a page among which its heading stands."""
BRIEF = 1000
"""Characters of a page that may be an answer in place of a chapter."""
LEAST = 100
"""Characters of a chapter: what has fewer is the heading of a part."""


@dataclass(frozen=True)
class WebPage:
    """A page of a report: where it is, what it shows, and what came."""

    place: str
    sight: Sight
    answer: Answer

    @cached_property
    def chapters(self) -> Listing:
        """Its chapters; none when it is no contents page."""
        return chapters(self.sight, self.place)

    @cached_property
    def files(self) -> Listing:
        """The files of a chapter each; none where its chapters are pages."""
        return NONE if self.chapters.links else part_files(self.sight)


@dataclass(frozen=True)
class Bound:
    """A report put together: ``answer`` has it as one HTML page with a section for each of
    ``pages``, or as one PDF of as many; ``missing`` chapters couldn't be had."""

    answer: Answer
    pages: int
    missing: int


@dataclass
class Binder:
    """Gets the chapters of the report that is ``wanted``; ``read`` gives the running text of a
    body, ``join`` one PDF of several, and how many of them gave their pages. All raise Dead."""

    wanted: Wanted
    get: Callable[[str], Answer]
    look: Callable[[Answer, str], Sight]
    read: Callable[[bytes], str]
    join: Callable[[Sequence[bytes]], tuple[bytes, int]]
    missing: int = field(default=0, init=False)
    left: int = field(default=0, init=False)
    counted: bool = field(default=True, init=False)
    contents: Listing = field(default=NONE, init=False)

    def bind(self, page: WebPage) -> Bound | None:
        """The report of which ``page`` is the contents or the first chapter; None when it is
        neither. Raises Dead when hardly a chapter can be had."""
        if page.files.links:
            return self._joined(page)
        first, links = self._begin(page)
        found = [*(self._listed(first, links) if links else self._chained(first))]
        if not (links or found):
            found = self._walked(page)
        if not (links or found):
            return None
        shown = {plain(page.place): page for page in found if page.sight.linked <= LISTED}
        told = [self.read(page.answer.content) for page in shown.values()]
        start = without(self.read(first.answer.content), [link.text for link in links])
        answers = {text for text, n in Counter(told).items() if n > 1 and 0 < len(text) < BRIEF}
        self.missing += sum(text in answers for text in told)
        sections = [t for t in dict.fromkeys((start, *told)) if t.strip() and t not in answers]
        many = sum(len(text) >= LEAST for text in sections[1:])
        if many < FEWEST - (not links) or many < self.missing or 2 * many < len(found):
            raise Dead("siden har kapitler, men de kan ikke hentes")
        self._check(first, found, links, sum(map(len, sections)))
        titles = [t for page in (first, *found[:2]) for t in unheaded(page.sight.titles)]
        title = max(titles, key=lambda title: title_likeness(self.wanted, title), default="")
        answer = replace(first.answer, content=sewn(title, sections), headers={})
        return Bound(answer, len(sections), self.missing + self.left)

    def _check(
        self, first: WebPage, found: Sequence[WebPage], links: Sequence[Link], length: int
    ) -> None:
        """Raise Dead where the pages aren't those of one report, and of the one sought."""
        if not self._is_one(page.sight for page in found):
            raise Dead("sidens kapitler er af flere rapporter")
        if not self._say_report([first, *found], links):
            raise Dead("sidens kapitler er ingen rapports")
        if self._is_of_other(first, found):
            raise Dead("sidens kapitler er af en anden rapport")
        is_told = self.counted or all(self._has_title(page.sight) for page in found)
        if not is_told and length < WHOLE_PAGE:
            raise Dead("sidens kapitler siger for lidt til en rapport")

    def _is_one(self, pages: Iterable[Sight]) -> bool:
        """Whether pages whose lists don't say so all bear one and the same line with the report's
        title: »X« and »X. Lærerhæfte« are two works."""
        if not self.contents.is_apart:
            return True
        lines = [(*page.titles, *page.top.splitlines()) for page in pages]
        parts = [{p.strip() for said in each for p in BETWEEN.split(said)} for each in lines]
        common = set.intersection(*parts) if parts else set[str]()
        return any(has_title(part, self.wanted.titles) for part in common)

    def _say_report(self, pages: Sequence[WebPage], links: Sequence[Link]) -> bool:
        """Whether pages, or the links to them, are named as a report's parts are: one of them, or,
        where they have no numbers, the first of a row or several."""
        said = [link.text for link in links], _heads(pages)
        if self.counted or any(say_report(each, NAMES) for each in said):
            return any(map(say_report, said))
        first, *rest = pages
        return say_report(_heads((first, *rest[:1]))) and _lead_on(rest)

    def _is_of_other(self, first: WebPage, chapters: Sequence[WebPage]) -> bool:
        """Whether the titles of chapters without the report's have a part in common that names
        neither their first page nor who publishes them."""
        if any(self._has_title(page.sight) for page in chapters):
            return False
        parts = ({p for t in page.sight.titles for p in BETWEEN.split(t)} for page in chapters)
        known = "\n".join((*first.sight.titles, *self.wanted.publishers))
        common = set.intersection(*parts) if chapters else set[str]()
        return any(weight(words(p)) >= LEAST_TITLE and coverage(p, known) < SAME for p in common)

    def _joined(self, page: WebPage) -> Bound:
        """The report of which a page has a file for each chapter. Raises Dead."""
        self.contents, links = page.files, page.files.links
        content, many = self.join(self._files(links[:MOST], page.sight))
        least = len(links[:MOST]) - self.left
        if many < max(FEWEST, least if self.contents.is_apart else least - many):
            raise Dead("siden har kapitler, men de kan ikke hentes")
        answer = replace(page.answer, content=content, headers={})
        return Bound(answer, many, len(links) - many)

    def _files(self, links: Sequence[Link], contents: Sight) -> list[bytes]:
        """The files of chapters that can be had, each with the name that its link says or the
        report's title, which all have where most do; none where they are works of their own."""
        found, size = dict[bytes, Sight](), 0
        for number, link in enumerate(links):
            with suppress(Dead):
                answer = self.get(link.url)
                sight = self._look(answer, link.url)  # a locked one is missing
                is_one = answer.content.startswith(PDF) and answer.content not in found
                is_ours = self._has_title(sight) or self._is_named(sight, link, contents)
                if not (is_one and is_ours):
                    continue
                if (size := size + len(answer.content)) > MOST_JOINED:
                    self.left = len(links) - number
                    break
                found[answer.content] = sight
        if are_volumes(sight.top for sight in found.values()) or not self._is_one(found.values()):
            return []
        titled = [content for content, sight in found.items() if self._has_title(sight)]
        return titled if 2 * len(titled) > len(found) else [*found]

    def _begin(self, page: WebPage) -> tuple[WebPage, Sequence[Link]]:
        """The contents page with the links to its chapters: the page itself, or the one that it
        says to be of the contents and that has it for a chapter, or one of its frames; else the
        page without links."""
        if page.chapters.links:
            return self._listing(page)
        if url := contents_of(page.sight, page.place):
            with suppress(Dead):
                contents = self._get(url)
                if plain(page.place) in [plain(link.url) for link in contents.chapters.links]:
                    return self._listing(contents)
        shown = frames(page.sight, page.place)
        for frame in shown:
            with suppress(Dead):
                contents = self._get(frame.url)
                if contents.chapters.links:
                    _, links = self._listing(contents)
                    return page, [*(other for other in shown if other is not frame), *links]
        return self._turned_back(page), []

    def _listing(self, page: WebPage) -> tuple[WebPage, Sequence[Link]]:
        self.contents, self.counted = page.chapters, page.chapters.is_counted
        return page, page.chapters.links

    def _turned_back(self, page: WebPage) -> WebPage:
        """The first of the pages that each lead to the one before, where each has the report's
        title."""
        seen = {page.place}
        while (url := before(page.sight, page.place)) and url not in seen and len(seen) < MOST:
            seen.add(url)
            earlier = self._had(url, beside(page.place))
            if earlier is None or next_of(earlier.sight, url, url) != page.place:
                break
            if not self._has_title(earlier.sight):
                break
            page = earlier
        return page

    def _listed(self, contents: WebPage, links: Sequence[Link]) -> Iterator[WebPage]:
        """The chapters that can be had of those that a contents page links."""
        own = {contents.place, folder_of(contents.place), *(link.url for link in links)}
        told, size, failed = say_chapters(links), 0, 0
        for number, link in enumerate(links):
            if failed == PATIENCE:
                self.missing += len(links) - number
                return
            if number == MOST or size > MOST_BYTES:
                self.left = len(links) - number
                return
            chapter = self._chapter(link, contents, own if told else set())
            if chapter:
                size, failed = size + len(chapter.answer.content), 0
                yield chapter
            else:
                failed, self.missing = failed + 1, self.missing + 1

    def _chapter(self, link: Link, contents: WebPage, own: set[str]) -> WebPage | None:
        """What a link of the contents leads to; None when it can't be had, or is no chapter: it
        neither has the report's title, nor leads to the report alone, nor, where the links say
        chapters, lies below the contents or leads to one of the report's ``own`` pages; or has
        another name than its link (»Siden findes ikke«, »Nyhed 2«)."""
        folder = folder_of(contents.place)
        page = self._had(link.url, folder)
        if page is None or self._has_title(page.sight):
            return page
        if not self._is_named(page.sight, link, contents.sight):
            return None
        near = bool(own) and (is_above(contents.place) or _is_linked(page, own))
        return page if near or _is_alone(page, folder) else None

    def _chained(self, first: WebPage) -> Iterator[WebPage]:
        """The pages that follow a first one, each linked by the one before: below its own address,
        or beside it, where each has the report's title, by a number one higher, from the first
        on, or without numbers."""
        at, seen, size = first, {first.place}, 0
        while url := next_of(at.sight, at.place, first.place):
            below = is_above(first.place) and is_within(url, folder_of(first.place))
            number = number_before(at.place, url)
            if url in seen or (number is not None and number > FIRST + len(seen) - 1):
                return
            page = self._had(url, beside(first.place))
            if page is None or len(seen) > MOST or size > MOST_BYTES:
                self.missing += 1
                return
            if not (below or self._has_title(page.sight)):
                return
            at = page
            self.counted &= below or number is not None
            seen.add(url)
            size += len(at.answer.content)
            yield at

    def _walked(self, contents: WebPage) -> list[WebPage]:
        """The pages that a page links one after the other, where each has the report's
        title and leads to the next."""
        found, self.missing, self.counted = list[WebPage](), 0, False
        for link in nearby(contents.sight, contents.place)[:MOST]:
            on = next_of(found[-1].sight, found[-1].place, contents.place) if found else link.url
            if on != link.url:
                self.missing += bool(on)
                break
            page = self._had(link.url, folder_of(contents.place))
            if page and not self._has_title(page.sight):
                return []
            self.missing += page is None
            found += [page] if page else []
        return found if len(found) >= FEWEST else []

    def _had(self, url: str, folder: str) -> WebPage | None:
        """A page below that ``folder``; None when there is none."""
        with suppress(Dead):
            return self._get(url, folder)
        return None

    def _get(self, url: str, folder: str = "") -> WebPage:
        """A page; it must be below that ``folder`` still. Raises Dead."""
        answer = self.get(url)
        place = url if answer.archived else urldefrag(answer.url)[0]
        if not is_within(place, folder):
            raise Dead("adressen fører et andet sted hen")
        sight = self._look(answer, place)
        if not sight.media_type.is_web_page or sight.asks_password or sight.scripted:
            raise Dead("er ingen side af en rapport")
        return WebPage(place, sight, answer)

    def _look(self, answer: Answer, place: str) -> Sight:
        """What an answer shows that is of no other year or volume. Raises Dead."""
        sight = self.look(answer, place)
        of_other_year = any(is_of_other_year(self.wanted, title) for title in sight.titles)
        if of_other_year or is_other_volume(self.wanted, sight.titles):
            raise Dead("siden er af et andet bind eller fra et andet år")
        return sight

    def _has_title(self, sight: Sight) -> bool:
        """Whether a page or file says of which report it is."""
        said = (*sight.titles, *sight.tops)
        return any(has_title(text, self.wanted.titles) for text in said)

    def _is_named(self, page: Sight, link: Link, contents: Sight) -> bool:
        """Whether a page or file has a word of what a link to it says behind a number, or to a file
        at all, where it says any, and no other title stands on its cover or over the link."""
        is_apart = is_under_other(link, (*self.wanted.titles, *contents.titles))
        if is_apart or is_other_volume(self.wanted, [link.under]):
            return False
        name = bare_name(link.text)
        is_told = name != link.text.strip() or (page.cover and not DOWNLOAD.search(name))
        named = {*words(name)} if is_told else set()
        is_else = weight(words(page.cover)) >= LEAST_TITLE and coverage(name, page.cover) == 0.0
        told = words("\n".join((*page.titles, page.top)))
        return not named or not (is_else or named.isdisjoint(told))


def _lead_on(pages: Sequence[WebPage]) -> bool:
    """Whether each of these pages says that the next one follows."""
    turned = (next_of(at.sight, at.place, at.place) for at in pages)
    return all(plain(url) == plain(to.place) for url, to in zip(turned, pages[1:], strict=False))


def _is_linked(page: WebPage, own: set[str]) -> bool:
    """Whether a page leads to its contents or to another chapter."""
    others = {plain(url) for url in own} - {plain(page.place)}
    return any(plain(link.url) in others for link in page.sight.links)


def _is_alone(page: WebPage, folder: str) -> bool:
    """Whether a page leads nowhere but to its own report, as one shown in a frame does."""
    is_apart = bool(urlsplit(folder).path.strip("/"))
    return is_apart and all(is_within(link.url, folder) for link in page.sight.links)


def _heads(pages: Sequence[WebPage]) -> list[str]:
    """What pages call themselves, beside the report's title too (»X - Indledning«), and the lines
    that their texts begin with."""
    lines = (line for page in pages for line in page.sight.top.strip().splitlines()[:HEADS])
    titles = (t for page in pages for t in (*page.sight.titles, *unheaded(page.sight.titles)))
    return [*titles, *map(str.strip, lines)]
