"""Where the pages of a report lie, and which of them a page turns to."""

import re
from urllib.parse import urldefrag, urlsplit

from indexer.extraction.sight import Link, Sight
from indexer.extraction.webaddresses import FILE
from indexer.fetching.landing import DOWNLOAD, SCRIPTS

PAGE = re.compile(r"\.\w{1,5}$")
"""How the address of a page ends that has a folder around it and none below."""
TURN = re.compile(r"(næste|forrige|next|previous) (kapitel|afsnit|chapter)\b", re.I)
NEXT = re.compile(r"(næste|next)\b|.{0,80}[›»→>]\s{0,3}$", re.I)
PREVIOUS = re.compile(r"(forrige|previous)\b|[‹«←<]\s{0,3}\S", re.I)


def folder_of(place: str) -> str:
    """What the addresses of the chapters begin with whose contents are at ``place``."""
    parts = urlsplit(place)
    before, _, name = parts.path.rpartition("/")
    path = f"{before}/" if not name or PAGE.search(name) else f"{parts.path}/"
    return f"{parts.scheme}://{parts.netloc}{path}"


def is_within(url: str, folder: str) -> bool:
    """Whether an address is in a folder, by whichever scheme, with ``www.`` or without."""
    return plain(url).startswith(plain(folder))


def plain(url: str) -> str:
    """An address without its scheme, ``www.`` and fragment."""
    return re.sub(r"^https?://(www\.)?", "", urldefrag(url)[0], flags=re.I)


def is_above(place: str) -> bool:
    """Whether the chapters are below the very address of their contents page."""
    return folder_of(place).rstrip("/") == place.partition("?")[0].rstrip("/")


def beside(place: str) -> str:
    """What the addresses of the pages begin with that lie in a row with the one at ``place``."""
    parts = urlsplit(place)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').rpartition('/')[0]}/"


def is_chapter(page: Sight, place: str) -> bool:
    """Whether the page at ``place`` says to be one of several chapters: it turns to another."""
    return bool(_turned(TURN, page, place, place))


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
        if said.match(link.text) and is_page(link) and is_within(link.url, beside(start))
    )
    return next((url for url in urls if plain(url) != plain(place)), "")


def is_page(link: Link) -> bool:
    """Whether a link may lead to a page, and not to a file."""
    path = urlsplit(link.url).path
    return not (
        link.is_file or SCRIPTS.search(path) or FILE.search(path) or DOWNLOAD.search(link.text)
    )
