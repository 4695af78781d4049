"""An HTML page: its title, its running text, its links. Nothing in it is run or fetched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urldefrag, urljoin

import trafilatura
from lxml import etree, html

from search.library.encoding import decode

MENU_ROLES = frozenset({"navigation", "banner", "contentinfo", "search"})
FURNITURE = frozenset({"nav", "footer", "header", "aside"})
ROLES = MENU_ROLES | {"complementary"}
DEPTH = 200
"""Levels of nesting looked at; no page that people read has more."""


@dataclass(frozen=True)
class Link:
    """A link: the address, its text with that of its title attribute, and whether it stands in a
    menu, or the page's header or footer. A box beside the text may well hold the download."""

    url: str
    text: str
    in_menu: bool = False


@dataclass(frozen=True)
class WebPage:
    """``title`` is the first heading with the page's title; ``text`` the running text;
    ``asks_password`` whether there is a field for one."""

    title: str
    text: str
    links: tuple[Link, ...]
    asks_password: bool


def parse_html(content: bytes) -> html.HtmlElement | None:
    """The tree of an HTML body, without comments; None when there is nothing in it."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return html.document_fromstring(decode(content).encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def read_web_page(content: bytes, url: str) -> WebPage:
    """Read the HTML body that ``url`` gave."""
    tree = parse_html(content)
    if tree is None:
        return WebPage("", "", (), False)
    titles = [" ".join(e.itertext()) for tag in ("h1", "title") for e in tree.iter(tag)][:4]
    return WebPage(
        title=squeeze(" ".join(titles)),
        text=_running_text(content),
        links=tuple(links(tree, base_of(tree, url))),
        asks_password=bool(tree.xpath("//input[translate(@type,'PASWORD','pasword')='password']")),
    )


def squeeze(text: str) -> str:
    """``text`` with each run of white space as one space."""
    return " ".join(text.split())


def base_of(tree: html.HtmlElement, url: str) -> str:
    """What the page's relative links start from."""
    return absolute(url, next(iter(tree.xpath("//head/base/@href")), "")) or url


def absolute(base: str, href: str) -> str | None:
    """``href`` as a whole http or https address without its fragment; None for any other."""
    try:
        url = urldefrag(urljoin(base, href.strip()))[0]
    except ValueError:
        return None
    url = re.sub(r"[\x00-\x20\x7f\s]", lambda m: quote(m[0]), url)
    return url if re.match(r"https?://[^/?]", url, re.IGNORECASE) else None


def links(tree: html.HtmlElement, base: str) -> Iterator[Link]:
    """The links of a tree or a part of it, in their order, those to the page itself left out."""
    for element in tree.iter("a", "area", "meta", "iframe", "embed", "object"):
        url = absolute(base, _reference(element))
        if url and url != urldefrag(base)[0]:
            yield Link(url, _label(element), _in_menu(element))


def _in_menu(element: html.HtmlElement) -> bool:
    """Whether the element is, or stands in, a menu, or the header or footer of the page."""
    in_header = False  # that of the page, unless an article turns up around it
    for depth, around in enumerate((element, *element.iterancestors())):
        if around.tag in ("main", "article"):
            return False
        in_header |= around.tag == "header"
        if around.tag in ("nav", "footer") or around.get("role", "").lower() in MENU_ROLES:
            return True
        if depth > DEPTH:
            return True
    return in_header


def _reference(element: html.HtmlElement) -> str:
    if element.tag == "meta":  # where universities' pages name the full text, for Google Scholar
        named = element.get("name", "").lower() == "citation_pdf_url"
        return element.get("content", "") if named else "mailto:"
    name = {"a": "href", "area": "href", "object": "data"}.get(element.tag, "src")
    return str(element.get(name, "mailto:"))


def _label(element: html.HtmlElement) -> str:
    if element.tag == "meta":
        return "pdf download"
    said = (" ".join(element.itertext()), element.get("title", ""), element.get("aria-label", ""))
    download = "download" if "download" in element.attrib else ""
    return squeeze(" ".join((*said, download)))


def _running_text(content: bytes) -> str:
    try:
        text = decode(content).encode()
        return trafilatura.extract(text, include_comments=False, favor_recall=True) or ""
    except Exception:  # a parser of others' over anybody's page: no text, whatever went wrong
        return ""
