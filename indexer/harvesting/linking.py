"""Which of the links beside a material lead to it."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from urllib.parse import urlsplit

from rapidfuzz import fuzz, utils

from indexer.extraction.webpage import Link
from indexer.fetching.landing import LEAST, score
from indexer.harvesting.blocks import Block

MOST_LINKS = 12
ALIKE = 80.0
"""Likeness in percent (rapidfuzz's token_set_ratio) of a link's text to the title that it is."""
SHARING = re.compile(
    r"//([^/]+\.)?((facebook|twitter|linkedin|instagram|youtube)\.\w+|x\.com|(play|plus)\.google\.com"
    r"|apps\.apple\.com)(/|$)",
    re.IGNORECASE,
)
BASKET = re.compile(
    r"(læg|føj|put) (den )?(i|til) (indkøbs)?(kurv|vogn)|add to (cart|basket)", re.I
)
FEW_WORDS, OWN = 4, 1.5
"""Words of a link to a copy, and the score that a linked title has by itself: more than a word for
a text (»vores artikel«), less than a download."""
LESS_THAN_FILE = LEAST - 0.1
COPY = re.compile(r"\b(isbn|issn|orcid|worldcat|biblioteke?[trn]?)\b|^(lån|søg)\b", re.I)
"""Links to a book's number, its author's, and to what lends it."""
REGISTER = re.compile(r"//(dx\.)?doi\.org/|//hdl\.handle\.net/", re.IGNORECASE)
"""Where a register sends on from: the last way, where others are."""
TEASER = re.compile(r"(læs|se|vis|find) (mere|alle?|også|flere)( her)?\W*", re.IGNORECASE)


def folders_of_lists(materials: Iterable[Iterable[Block]]) -> frozenset[str]:
    """The folders of addresses that stand beside several materials: those of subjects, of persons,
    of publishers, which list what is theirs."""
    seen = Counter(
        url
        for blocks in materials
        for url in {link.url for block in blocks for link in block.links}
    )
    return frozenset(_folder(url) for url, count in seen.items() if count > 1)


def ways_to(
    title: str, blocks: Sequence[Block], lists: Collection[str], names: Collection[str] = ()
) -> tuple[str, ...]:
    """The addresses that lead to the material ``title``, the likeliest way to the file first: not
    those that share, nor lists of others (in folders ``lists``), nor what is but one of the
    ``names`` of who wrote it or put it out, nor what stands beside a download and says of itself
    nothing of a text."""
    rows = [
        (block, [x for x in block.links if _is_title(x, title) or not _is_no_way(x, names)])
        for block in blocks
    ]
    links = [link for _, row in rows for link in row]
    telling = {link for link in links if _tells(link, title)}
    if telling:
        kept = [
            x for _, row in rows if telling & {*row} for x in row if not _is_list(x, title, lists)
        ]
        links = [x for x in kept if x in telling or not _is_bare(x, rows)]
    else:
        links = [x for x in links if not _is_list(x, title, lists)] or links
    registers = {link for link in links if REGISTER.search(link.url)}
    is_last = bool(telling - registers)
    spoken = {x for block, row in rows for x in row if _rest(block) > FEW_WORDS}

    def order(link: Link) -> tuple[bool, float, bool]:
        worth = score(link, title)
        if _is_title(link, title):  # less than a file, though its page may be called like one
            worth = max(worth, min(worth + OWN, LESS_THAN_FILE))
        return is_last and link in registers, -worth, link in spoken

    ranked = sorted(links, key=order)  # stable: the page's order among equals
    return tuple(dict.fromkeys(link.url for link in ranked))[:MOST_LINKS]


def _is_no_way(link: Link, names: Collection[str]) -> bool:
    """Whether a link only shares the material, sells or lends it, or leads to who made it."""
    is_elsewhere = SHARING.search(link.url) or BASKET.match(link.text) or is_copy(link)
    return bool(is_elsewhere) or link.text.strip(" .,:") in names


def is_copy(link: Link) -> bool:
    """Whether a link leads to a book's number, or to what lends it."""
    return len(link.text.split()) <= FEW_WORDS and COPY.search(link.text) is not None


def _tells(link: Link, title: str) -> bool:
    """Whether a link says that it leads to a text, or is the title."""
    return score(link, title) > 0 or _is_title(link, title) or TEASER.match(link.text) is not None


def _is_title(link: Link, title: str) -> bool:
    is_long = len(link.text.split()) > 1
    return (is_long and _likeness(link.text, title) >= ALIKE) or link.text.strip() == title


def _likeness(text: str, title: str) -> float:
    return fuzz.token_set_ratio(text, title, processor=utils.default_process)


def _is_list(link: Link, title: str, lists: Collection[str]) -> bool:
    is_file = score(link, title) >= 2 or _is_title(link, title)
    return not is_file and _folder(link.url) in lists


def _is_bare(link: Link, rows: Sequence[tuple[Block, list[Link]]]) -> bool:
    """Whether a link stands in a row of links and nothing else."""
    return any(link in row and len(row) > 1 and _rest(block) <= len(row) for block, row in rows)


def _rest(block: Block) -> int:
    beside = block.text
    for link in block.links:
        beside = beside.replace(block.seen(link), "", 1)
    return len(beside.split())


def _folder(url: str) -> str:
    parts = urlsplit(url)
    folder, _, name = parts.path.rstrip("/").rpartition("/")
    return f"{parts.netloc}{folder}/?{'' if name else parts.query}"
