"""Elements of a page, asked for their text."""

from lxml import html

from search.library.visible import one_line


def text_of(element: html.HtmlElement) -> str:
    """All text in the element, on one line."""
    return one_line(" ".join(element.itertext()))
