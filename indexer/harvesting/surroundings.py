"""What of a page is not its content: menus, headers, footers, boxes of every page, fields."""

import re

from lxml import html

from indexer.extraction.webpage import FURNITURE, ROLES, absolute
from indexer.harvesting.elements import text_of
from indexer.harvesting.headings import HEADINGS, LONGEST_CLASS

NO_TEXT = frozenset(["head", "script", "style", "noscript", "template", "svg", "iframe", "object"])
FIELDS = frozenset(["select", "textarea"])
NAMED_FURNITURE = re.compile(
    r"(^|[-_\s])(nav|navigation|menu|breadcrumbs?|sidebar|cookies?|share|social|related"
    r"|relateret|newsletter|nyhedsbrev|pagination|comments|kommentarer)([-_\s]|$)"
    r"|(^|\s)((site|page|main|global|sub)[-_]*)?footer([-_\s]|$)",  # no card's footer
    re.IGNORECASE,
)
FOOT = re.compile(r"footer", re.IGNORECASE)
MOST_FEET = 2
"""Footers that a page has of its own; of more, each is of a part of it."""


class Furniture:
    """Tells the furniture below ``root``."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._root = root
        self._whole = len(text_of(root)) or 1
        self._headers = sum(1 for header in root.iter("header") if _has_heading(header))
        self._feet = sum(1 for _ in filter(_is_foot, root.iter("div", "footer", "section")))

    def has(self, element: html.HtmlElement) -> bool:
        """Whether the element, with all that is in it, is furniture."""
        if element is self._root or element.tag in ("body", "main", "article", "html"):
            return False
        if element.tag in NO_TEXT | FIELDS or element.get("role", "").lower() in ROLES:
            return True
        if element.tag == "header":
            return not self._is_of_part(element)
        if _is_foot(element) and self._feet > MOST_FEET and _is_in_part(element):
            return False
        if element.tag in FURNITURE:
            return True
        named = (
            f"{element.get('class', '')[:LONGEST_CLASS]} {element.get('id', '')[:LONGEST_CLASS]}"
        )
        return bool(NAMED_FURNITURE.search(named)) and self._is_minor(element)

    def _is_of_part(self, header: html.HtmlElement) -> bool:
        """Whether a header is that of a part of the page, not the page's own: it stands within
        what is the page's content, or has a heading, as others have, and no menu."""
        if _is_in_part(header):
            return True
        has_menu = bool(header.xpath(".//nav|.//form|.//*[@role='navigation']"))
        return self._headers > 1 and _has_heading(header) and not has_menu

    def _is_minor(self, element: html.HtmlElement) -> bool:
        """Less than half of the text: a wrapper called ``with-sidebar`` is not a sidebar."""
        return len(text_of(element)) * 2 < self._whole


def leads_within(anchor: html.HtmlElement, base: str, url: str) -> bool:
    """Whether a link leads to a place in its own page, or is a button of a script."""
    href = anchor.get("href", "").strip()
    if href.startswith("#") or href.lower().startswith("javascript:"):
        return True
    return "#" in href and absolute(base, href) == absolute(url, "")


def _is_in_part(element: html.HtmlElement) -> bool:
    around = (e for e in element.iterancestors())
    return any(e.tag in ("article", "section", "li") or _is_main(e) for e in around)


def _is_foot(element: html.HtmlElement) -> bool:
    named = element.get("class", "")[:LONGEST_CLASS]
    return element.tag == "footer" or FOOT.search(named) is not None


def _is_main(element: html.HtmlElement) -> bool:
    return bool(element.tag == "main" or element.get("role", "").lower() == "main")


def _has_heading(element: html.HtmlElement) -> bool:
    return any(True for _ in element.iter(*HEADINGS))
