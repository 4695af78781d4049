"""From a link to the file it leads to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indexer.extraction import media_type_of
from indexer.fetching.client import Answer
from indexer.fetching.deadlinks import Dead
from indexer.fetching.judging import STUB, check_page, check_text, count_pages
from indexer.fetching.landing import candidates
from indexer.fetching.webpage import WebPage, read_web_page
from search.library.mediatypes import NAMES, MediaType
from search.library.originals import FULL_TEXT

HOPS = 2
"""Landing pages passed on the way to a file: a list's page, then the publisher's."""

Get = Callable[[str, Mapping[str, Mapping[str, str]]], Answer]


@dataclass(frozen=True)
class Wanted:
    """What a link is followed for: the material's title, whether it is itself a web page, and the
    headers, by address, of copies that we have."""

    title: str = ""
    is_page: bool = False
    known: Mapping[str, Mapping[str, str]] | None = None


@dataclass(frozen=True)
class LocatedFile:
    """The file that a link led to; ``media_type`` None: unchanged since we got it (304).
    ``characters`` of running text are counted for HTML."""

    answer: Answer
    media_type: MediaType | None
    characters: int = 0


def locate(url: str, wanted: Wanted, get: Get, hops: int = HOPS) -> LocatedFile:
    """Follow ``url`` to a file, over landing pages, else take the page itself. Raises Dead."""
    answer = get(url, wanted.known or {})
    if answer.status == 304:
        return LocatedFile(answer, None)
    media_type = media_type_of(answer.content)
    if media_type is None:
        raise Dead(f"svarede med noget, der hverken er {NAMES}")
    if media_type is MediaType.PDF:
        count_pages(answer.content)
    if media_type is MediaType.PLAIN:
        check_text(answer.content)
    if not media_type.is_web_page:
        return LocatedFile(answer, media_type)
    return _pass_page(url, answer, wanted, get, hops)


def _pass_page(url: str, answer: Answer, wanted: Wanted, get: Get, hops: int) -> LocatedFile:
    place = url if answer.archived else answer.url
    page = read_web_page(answer.content, place)
    check_page(page, url, place)
    if hops and not wanted.is_page and (file := _follow(page, wanted, get, hops - 1)):
        return file
    if len(page.text) < (1 if wanted.is_page else STUB):
        raise Dead("siden har hverken teksten eller en fil, der kan hentes")
    return LocatedFile(answer, MediaType.HTML, len(page.text))


def _follow(page: WebPage, wanted: Wanted, get: Get, hops: int) -> LocatedFile | None:
    """The first file that the page's likely links lead to; None when none does."""
    only_alike = len(page.text) >= FULL_TEXT
    for url in candidates(page, wanted.title, only_alike=only_alike):
        try:
            found = locate(url, wanted, get, hops)
        except Dead:
            continue
        if found.media_type and not found.media_type.is_web_page:
            return found
    return None
