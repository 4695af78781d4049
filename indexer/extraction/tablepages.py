"""What belongs to a table without standing in it: its caption, and labels on the page before; and
the captions of charts."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from indexer.document import ExtractedPage
from indexer.extraction.paragraphs import Paragraph
from search.library.pagelayout import TableCell, TextChart, TextTable

CAPTION = re.compile(
    r"(?:tab(?:el|le)|figur|figure|skema|oversigt|boks|tabell)\s+(?:[A-Z]\.?)?[\dIVX]", re.I
)
LONGEST = 400
"""Characters: what is longer is text that begins with a mention of the table."""


def placed(
    found: Sequence[Paragraph], starts: Sequence[int]
) -> tuple[list[TextTable], list[TextChart]]:
    """The tables and the charts among the paragraphs of a page, which begin at ``starts`` in its
    text, each with the caption that is no other's: of a table the one over it or, when there is
    none, under it; of a chart, whose labels stand before it, the other way round."""
    taken: set[int] = set()
    tables: list[TextTable] = []
    charts: list[TextChart] = []
    for at, paragraph in enumerate(found):
        if not paragraph.table and not paragraph.chart:
            continue
        caption = None
        for beside in (at - 1, at + 1) if paragraph.table else (at + 1, at - 1):
            if beside not in taken and _is_caption(found, beside):
                taken.add(beside)
                caption = starts[beside], starts[beside] + len(found[beside].text)
                break
        if paragraph.table:
            tables.append(paragraph.table.moved(starts[at], caption))
        else:
            end = starts[at] + len(paragraph.text)
            charts.append(TextChart(starts[at], end, caption, paragraph.chart))
    return tables, charts


def _is_caption(found: Sequence[Paragraph], at: int) -> bool:
    if not 0 <= at < len(found) or found[at].table or found[at].chart:
        return False
    return CAPTION.match(found[at].text) is not None and len(found[at].text) <= LONGEST


def carried(
    pages: Sequence[ExtractedPage], running: Sequence[Collection[str]]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The pages, by their place, that begin with rows of the table at the end of the page before,
    with the labels that its columns have there. ``running`` are the running lines in each page's
    text, which part no table."""
    labels: tuple[str, ...] = ()
    for number, (before, page) in enumerate(pairwise(pages), 1):
        last, first = before.layout.tables[-1:], page.layout.tables[:1]
        if not last or not first or not _goes_on(
            last[0], _around(before, last[0], running[number - 1])[1],
            first[0], _around(page, first[0], running[number])[0],
        ):  # fmt: skip
            labels = ()
            continue
        labels = _labels(last[0], before.text) or labels
        if labels and not any(c.header == "col" and c.row == 0 for c in first[0].cells):
            yield number, labels


def _around(page: ExtractedPage, table: TextTable, running: Collection[str]) -> tuple[str, str]:
    """The text before a table and after it, without a running line."""
    start, end = table.span
    before, after = page.text[:start].strip(), page.text[end:].strip()
    return "" if before in running else before, "" if after in running else after


def _goes_on(last: TextTable, after: str, first: TextTable, before: str) -> bool:
    """Whether no text parts the tables, on one page and the next, and their columns agree."""
    if after or before:
        return False
    own, others = _columns(last), _columns(first)
    return own.keys() == others.keys() and all(
        own[at][0] < others[at][1] and others[at][0] < own[at][1] for at in own
    )


def _columns(table: TextTable) -> dict[int, tuple[float, float]]:
    """From where to where each column goes on the page."""
    found: dict[int, tuple[float, float]] = {}
    for cell in table.cells:
        if cell.columns == 1 and cell.box and cell.box[2] > cell.box[0]:
            left, right = found.get(cell.column, (cell.box[0], cell.box[2]))
            found[cell.column] = min(left, cell.box[0]), max(right, cell.box[2])
    return found


def _labels(table: TextTable, text: str) -> tuple[str, ...]:
    """The label of each column of a table as it ends; none when it has no labels."""
    last = max(cell.row for cell in table.cells) + 1
    width = max(cell.column + cell.columns for cell in table.cells)
    every = [table.labels(TableCell(0, 0, last, column)) for column in range(width)]
    made = tuple(" ".join(text[c.start : c.end] for c in own if c.start < c.end) for own in every)
    return made if any(made) else ()
