"""Rows of a table that are no material: its head, and headings of the rows below them."""

from itertools import chain

from lxml import html

from indexer.harvesting.columns import column_names
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.elements import text_of
from indexer.harvesting.headings import is_bold

THEME = "6"
"""The rank of a row that is a heading: above those of titles in cells."""


def heads(root: html.HtmlElement) -> set[html.HtmlElement]:
    """The cells of heads with names that the cells below carry."""
    tables = (t for t in root.iter("table") if any(map(label_of, column_names(t))))
    return {*chain.from_iterable(next(table.iter("tr")) for table in tables)}


def write_themes(root: html.HtmlElement) -> None:
    """Make headings of cells that are a row of their own, all bold, in a table with a head."""
    for table in root.iter("table"):
        is_headed = len(column_names(table)) > 1
        for (cell,) in (row for row in table.iter("tr") if is_headed and len(row) == 1):
            if _is_theme(cell):
                cell.set("role", "heading")
                cell.set("aria-level", THEME)


def _is_theme(cell: html.HtmlElement) -> bool:
    text = text_of(cell)
    is_set_apart = any(text_of(e) == text for e in cell.iter() if e.tag == "th" or is_bold(e))
    return bool(text) and is_set_apart and not cell.xpath(".//a[@href]")
