"""What the columns of a table are called, for its cells."""

import re
from itertools import islice

from lxml import html

from indexer.harvesting.citation import label_of
from indexer.harvesting.elements import text_of
from search.library.visible import one_line

MOST_COLUMNS = 20
MOST_ROWS = 100
"""Rows that a cell may go over."""
MOST_PARTS, LONGEST = 10, 100
TITLES = re.compile(r"(titel|title|materiale|publikation|udgivelse|rapport)r?", re.IGNORECASE)
NAMES = re.compile(r"(fil)?navn|name", re.IGNORECASE)
"""What the column of titles is called, and that which serves where there is none."""


def labels(root: html.HtmlElement) -> dict[html.HtmlElement, str]:
    """Cells that stand under a name like »Udgiver« or »År« and have text, with that name."""
    found: dict[html.HtmlElement, str] = {}
    for table in root.iter("table"):
        names = column_names(table)
        for row in table.iter("tr") if any(map(label_of, names)) else ():
            for name, cell in zip(names, _cells(row), strict=False):
                if cell.tag == "td" and label_of(name) and text_of(cell):
                    found[cell] = label_of(name)
    return found


def part_merged(root: html.HtmlElement) -> None:
    """Give every row its own of the cells that go over several rows."""
    for cell in [*root.iter("td")]:
        rows, text = cell.get("rowspan", ""), text_of(cell)
        if not (rows.isdecimal() and len(rows) < 4 and 0 < len(text) <= LONGEST):
            continue
        column = sum(1 for _ in cell.itersiblings(preceding=True))
        below = cell.getparent().itersiblings("tr")
        for row in islice(below, min(int(rows), MOST_ROWS) - 1):
            own = html.Element("td")
            own.text = text
            row.insert(column, own)
        del cell.attrib["rowspan"]


def column_names(table: html.HtmlElement) -> list[str]:
    """The texts of the first row, when it is one of headings; none else."""
    row = next(table.iter("tr"), None)
    cells = _cells(row) if row is not None else []
    is_head = cells and all(cell.tag == "th" or _is_in_head(cell) for cell in cells)
    return [_name(cell) for cell in cells] if is_head and len(cells) <= MOST_COLUMNS else []


def title_column(table: html.HtmlElement) -> int | None:
    """Where the column of titles is, None when the table doesn't say."""
    names = column_names(table)
    found = (
        n for called in (TITLES, NAMES) for n, said in enumerate(names) if called.fullmatch(said)
    )
    return next(found, None)


def _cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    """The first cells, one more than a table of fields has."""
    return [*islice(row.iterchildren("td", "th"), MOST_COLUMNS + 1)]


def _name(cell: html.HtmlElement) -> str:
    """The start of its text: every cell below asks for it."""
    return one_line("".join(text[:LONGEST] for text in islice(cell.itertext(), MOST_PARTS)))[
        :LONGEST
    ]


def _is_in_head(cell: html.HtmlElement) -> bool:
    return any(around.tag == "thead" for around in cell.iterancestors())
