"""Which kinds of file list materials, as far as their first bytes tell."""

import re

from search.library.mediatypes import MediaType

HEAD = 2000
"""Bytes in which the root element of such a file begins."""
FEED = re.compile(rb"<(rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
SITEMAP = re.compile(rb"<(urlset|sitemapindex)[\s>]", re.IGNORECASE)


def is_feed(content: bytes) -> bool:
    """Whether the bytes are RSS or Atom."""
    return FEED.search(content[:HEAD]) is not None


def is_sitemap(content: bytes) -> bool:
    """Whether the bytes are a sitemap (sitemaps.org)."""
    return SITEMAP.search(content[:HEAD]) is not None


def is_list(content: bytes, kind: MediaType | None) -> bool:
    """Whether the bytes, which a sandbox took for that kind of file, are a list of another kind
    than a web page."""
    return kind is MediaType.DOCX or is_feed(content) or is_sitemap(content)
