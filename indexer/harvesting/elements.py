"""Elements of a page, asked for their text."""

import re

from lxml import html

from search.library.visible import one_line

BEFORE_SIGN = re.compile(r"(?<=[\w.)]) (?=[,.;:)](?:\s|$))")
"""The space that comes between a sign and an element that ends before it."""


def text_of(element: html.HtmlElement) -> str:
    """All text in the element, on one line."""
    return BEFORE_SIGN.sub("", one_line(" ".join(element.itertext())))
