"""The house that a list is a page of: the publisher of what it keeps itself, where none is told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from indexer.extraction.webpage import base_of, parse_html
from indexer.harvesting.elements import text_of, words_only
from indexer.harvesting.entry import Entry
from search.library.visible import one_line

PARTED = re.compile(r" [-–—|·»:] ")
"""Between a page's own title and the name of the site."""
NAMED = "//meta[@property='og:site_name' or @name='application-name']/@content"
TITLES = "//head/title"
ELSEWHERE = (
    "//footer|//header|//*[@role='contentinfo' or @role='banner' or @id='footer' or @id='header']"
)
"""Where a site says who it is."""
LABELS = ".//@alt|.//@aria-label|.//@title"
HEADINGS = "//h1"
MOST_OTHERS = 0.25
"""Share of what a site keeps that others may have put out."""
MOST = 20
"""Elements of a kind that are looked at: a page may have any number, one in another."""


def with_own_house(entries: Sequence[Entry], content: bytes, place: str) -> list[Entry]:
    """The entries of the page from ``place``, the site being the publisher of those that are kept
    on it and have none. Nothing is done where several that are kept there have another publisher:
    what a site keeps may be everybody's."""
    tree = parse_html(content)
    site = _site(base_of(tree, place)) if tree is not None else ""
    own = [e for e in entries if site and e.links and _is_within(_site(e.links[0]), site)]
    bare = {id(entry) for entry in own if not entry.citation.publishers}
    if tree is None or not bare or not (house := site_name(tree)):
        return [*entries]
    others = [e for e in own if {*e.citation.publishers} - {house}]
    if len(others) > MOST_OTHERS * len(own):
        return [*entries]
    return [
        replace(e, citation=replace(e.citation, publishers=(house,))) if id(e) in bare else e
        for e in entries
    ]


def site_name(tree: HtmlElement) -> str:
    """What the site is called: as its page says for machines, or as its title ends or begins, where
    the site says so in its head or foot too; '' where neither does."""
    told = _told_elsewhere(tree)
    names = ((name, words_only(name)) for name in _names(tree))
    return next((name for name, plain in islice(names, MOST) if plain and f" {plain} " in told), "")


def _names(tree: HtmlElement) -> Iterator[str]:
    headings = {words_only(text_of(heading)) for heading in tree.xpath(HEADINGS)[:MOST]}
    yield from map(one_line, tree.xpath(NAMED))
    for title in tree.xpath(TITLES):
        parts = PARTED.split(one_line(title.text_content()))
        if len(parts) > 1:
            yield from (part for part in reversed(parts) if words_only(part) not in headings)


def _told_elsewhere(tree: HtmlElement) -> str:
    said = [
        text
        for element in tree.xpath(ELSEWHERE)[:MOST]
        for text in (text_of(element), *element.xpath(LABELS))
    ]
    return f" {' . '.join(map(words_only, said))} "


def _is_within(host: str, site: str) -> bool:
    return host == site or host.endswith(f".{site}")


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
