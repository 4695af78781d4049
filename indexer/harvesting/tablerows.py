"""Rows of a table that are no material: its head, and headings of the rows below them."""

from itertools import chain

from lxml import html

from indexer.harvesting.columns import column_names, head_cells
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.elements import text_of
from indexer.harvesting.headings import is_bold

MOST_WORDS = 8
"""Words of a row that is a heading."""
THEME = "6"
"""The rank of a row that is a heading: above those of titles in cells."""


def heads(root: html.HtmlElement) -> set[html.HtmlElement]:
    """The cells of heads with names that the cells below carry."""
    tables = (t for t in root.iter("table") if any(map(label_of, column_names(t))))
    return {*chain.from_iterable(map(head_cells, tables))}


def write_themes(root: html.HtmlElement) -> None:
    """Make headings of cells that are a row of their own, all bold or a few words over all columns,
    in a table with a head."""
    for table in root.iter("table"):
        columns = len(column_names(table))
        for (cell,) in (row for row in table.iter("tr") if columns > 1 and len(row) == 1):
            if _is_theme(cell, columns):
                cell.set("role", "heading")
                cell.set("aria-level", THEME)


def _is_theme(cell: html.HtmlElement, columns: int) -> bool:
    text = text_of(cell)
    is_bare = len(text.split()) <= MOST_WORDS and text[-1:] not in (".", "!", "?", ":")
    is_over_all = is_bare and cell.get("colspan", "") == str(columns)
    is_set_apart = any(text_of(e) == text for e in cell.iter() if e.tag == "th" or is_bold(e))
    return bool(text) and (is_over_all or is_set_apart) and not cell.xpath(".//a[@href]")
