"""Feeds and sitemaps: lists that are made for programs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from time import struct_time
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from indexer.extraction.webpage import absolute
from indexer.harvesting.blocks import read_blocks
from indexer.harvesting.citation import KINDS, Citation, cite
from indexer.harvesting.entry import Entry, Trust
from search.library.visible import one_line

LEAST_WORDS = 3
"""Words that the name of a page must have to be a title."""
LEAST_ITEMS, MOST_OF = 3, 0.67
"""Items, and the share of all, that say the same of nothing that any is about."""


def read_feed(content: bytes, place: str) -> Iterator[Entry]:
    """The items of a feed. Their dates are those on which they were put up."""
    import feedparser  # noqa: PLC0415 - a tenth of a second, for few lists

    headers = {"content-location": place, "content-type": "application/xml"}
    with suppress(UnicodeDecodeError):
        content.decode()
        headers["content-type"] += "; charset=utf-8"
    items = feedparser.parse(BytesIO(content), response_headers=headers).entries
    for item, said in zip(items, _summaries(items, place), strict=True):
        title = one_line(str(item.get("title", "")))
        if not re.search(r"[^\W\d_]{2}", _text(title)):
            continue
        terms = [str(tag.get("term", "")).lower() for tag in item.get("tags", ())]
        made_by = _made_by(item)
        by = tuple(name for author in made_by for name in cite("", f"Af {author}").authors)
        house = one_line(str(item.get("publisher", "")))
        cited = Citation(
            title=_text(title),
            kind=next((KINDS[term] for term in terms if term in KINDS), None),
            publishers=tuple(filter(None, [house])) or (() if by else made_by[:1]),
            published=_month(item.get("published_parsed") or item.get("updated_parsed")),
            authors=by,
        )
        yield Entry(cited, said, _links(item, place), Trust.POSTED)


def read_sitemap(content: bytes) -> Iterator[Entry]:
    """The pages of a sitemap, with what their addresses say for a title: good for those that the
    catalogue knows, and no others."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    tree = etree.fromstring(content, parser)
    for element in tree.iter("{*}loc") if tree is not None else ():
        url = absolute("", element.text or "")
        name = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]) if url else ""
        title = one_line(re.sub(r"[-_+]|\.\w{2,5}$", " ", name))
        if url and len(title.split()) >= LEAST_WORDS:
            yield Entry(Citation(title), "", (url,), Trust.IF_KNOWN)


def _made_by(item: Any) -> tuple[str, ...]:
    """Whom an item names as its authors: persons, or a body that put it out."""
    told = [str(author.get("name", "")) for author in item.get("authors", ())]
    return tuple(filter(None, map(one_line, told or [str(item.get("author", ""))])))


def _month(when: struct_time | None) -> str | None:
    return f"{when.tm_year}-{when.tm_mon:02}" if when and 1900 < when.tm_year < 2100 else None


def _text(markup: str) -> str:
    if "<" not in markup and "&" not in markup:
        return markup
    return one_line(" ".join(html.fromstring(f"<p>{markup}</p>").itertext()))


def _summaries(items: Sequence[Any], place: str) -> Iterator[str]:
    """What each item says, without what all say that name another title in it (»Indlægget X blev
    først udgivet på Y«)."""
    said = [_paragraphs(item, place) for item in items]
    titles = [_text(one_line(str(item.get("title", "")))) for item in items]
    blind = [
        [text.replace(title, "") if title else text for text in texts]
        for texts, title in zip(said, titles, strict=True)
    ]
    seen = Counter(text for texts in blind for text in {*texts})
    most = max(LEAST_ITEMS, MOST_OF * len(items))
    for texts, plain in zip(said, blind, strict=True):
        yield "\n\n".join(x for x, y in zip(texts, plain, strict=True) if seen[y] < most)


def _paragraphs(item: Any, place: str) -> list[str]:
    contents = [str(part.get("value", "")) for part in item.get("content", ())]
    markup = max([*contents, str(item.get("summary", ""))], key=len)
    return [block.text for block in read_blocks(f"<p>{markup}".encode(), place)[1]]


def _links(item: Any, place: str) -> tuple[str, ...]:
    """The files first, then the page."""
    links = sorted(item.get("links", ()), key=lambda link: link.get("rel") != "enclosure")
    told = (absolute(place, str(x.get("href", ""))) for x in links if x.get("rel") != "self")
    return tuple(dict.fromkeys(url for url in told if url))
