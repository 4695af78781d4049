"""Elements of a page, asked for their text."""

import re

from lxml import html

from search.library.visible import one_line

ADDRESS = re.compile(r"https?://[^\s<>\"”]+[^\s<>\"”.,;:)\]]")
WORD = re.compile(r"\w+")
BEFORE_SIGN = re.compile(r"(?<=[\w.)]) (?=[,.;:)](?:\s|$))")
"""The space that comes between a sign and an element that ends before it."""


def text_of(element: html.HtmlElement) -> str:
    """All text in the element, on one line."""
    return BEFORE_SIGN.sub("", one_line(" ".join(element.itertext())))


def words_only(text: str) -> str:
    """The words of a text alone, in small letters, by which it is told from others."""
    return " ".join(WORD.findall(text.lower()))
