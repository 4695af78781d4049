"""Parts of a page that only rules or rows of a table show, made elements.

Pages written by hand part what they list by ``<hr>``, or by a row for the title and another for the
rest. Each part becomes an element of its own, as content systems write it, before
anything else is looked for.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from lxml import html

from indexer.harvesting.elements import text_of
from indexer.harvesting.headings import BLOCKS

LEAST, LONGEST_PERIOD = 3, 3
"""Parts that show a list, and rows of an entry."""
HOLDERS = ("article", "div", "li", "section", "td")
"""What may hold text beside blocks."""
GRIDS = ".//div[@role='grid' or @role='table' or @role='treegrid']"
CELLS = {"columnheader": "th", "rowheader": "td", "cell": "td", "gridcell": "td"}
"""Tables that are built of other elements, and their cells (WAI-ARIA 1.2)."""
_Run = list[html.HtmlElement]


def part(root: html.HtmlElement) -> None:
    """Put elements around the parts of the page."""
    for grid in root.xpath(GRIDS):
        _make_table(grid)
    for around in [*root.iter(*HOLDERS)]:
        _wrap_loose(around)
    for link in root.iter("a"):
        _join_subtitle(link)
    for table in [*root.iter("table", "tbody")]:
        _part_rows(table)
    for parent in dict.fromkeys(rule.getparent() for rule in [*root.iter("hr")]):
        if parent is not None and parent is not root:
            _wrap(parent, _runs(parent, [e for e in parent if e.tag == "hr"]), "section")


def _make_table(grid: html.HtmlElement) -> None:
    """Make a table of one that only its roles tell. Cells without words before those of the head's
    columns choose rows."""
    rows = grid.xpath(".//div[@role='row']")
    cells = [[e for e in row.iterdescendants("*") if e.get("role") in CELLS] for row in rows]
    width = len(cells[0]) if cells else 0
    if len(rows) < LEAST or not width:
        return
    grid.tag = "table"
    for row, own in zip(rows, cells, strict=True):
        row.tag = "tr"
        spare = len([*takewhile(lambda e: not text_of(e), own)]) if len(own) > width else 0
        for cell in [*row]:
            row.remove(cell)
        for cell in own[spare:]:
            cell.tag = CELLS[cell.get("role")]
            cell.tail = None
            row.append(cell)


def _join_subtitle(link: html.HtmlElement) -> None:
    """Put into the title what stands behind it and a colon in the link (»Titel : emne«)."""
    parts = [*link]
    if [e.tag for e in parts] != ["span", "span"]:
        return
    title, more = parts
    is_alone = not _says(link.text) and not _says(more.tail)
    if is_alone and (title.tail or "").strip() == ":" and text_of(title) and text_of(more):
        title.text, title.tail = f"{text_of(title)} : {text_of(more)}", None
        for part in [*title, more]:
            part.getparent().remove(part)


def _wrap_loose(around: html.HtmlElement) -> None:
    """Put elements around the text that stands beside blocks, as a browser draws it."""
    apart = [child for child in around if is_apart(child)]
    if not apart:
        return
    start: html.HtmlElement | None = None  # the block that the text stands below
    for end in [*apart, None]:
        first = around[0] if start is None else start.getnext()
        run = [*_until(first, end)]
        text = around.text if start is None else start.tail
        if _says(text) or any(_says(child.tail) for child in run):
            line = html.Element("div")
            if start is None:
                around.insert(0, line)
                line.text, around.text = text, None
            else:
                start.tail = None
                start.addnext(line)
                line.text = text
            for child in run:
                line.append(child)
        start = end


def _until(
    first: html.HtmlElement | None, end: html.HtmlElement | None
) -> Iterator[html.HtmlElement]:
    while first is not None and first is not end:
        yield first
        first = first.getnext()


def is_apart(child: html.HtmlElement) -> bool:
    """Whether a browser draws an element below the text before it; a break has nothing in it."""
    holds = any(e.tag != "br" for e in child.iterdescendants(*BLOCKS))
    return child.tag in BLOCKS - {"br"} or holds


def _runs(parent: html.HtmlElement, ends: _Run) -> list[_Run]:
    """The children between these, as far as there is text in them; each begins with an element."""
    runs: list[_Run] = [[]]
    last = {*ends}
    for child in parent:
        runs[-1].append(child)
        if child in last:
            runs.append([])
    return [run for run in runs if any(text_of(e) or _says(e.tail) for e in run)]


def _wrap(parent: html.HtmlElement, runs: Sequence[_Run], tag: str) -> None:
    if len(runs) < 2:
        return
    for run in runs:
        around = html.Element(tag)
        run[0].addprevious(around)
        for child in run:
            around.append(child)


def _part_rows(table: html.HtmlElement) -> None:
    """Put the rows of each entry in one, where rows without words part them, or as many cells come
    again in the same turn."""
    rows = [row for row in table if row.tag == "tr"]
    runs = _runs(table, [row for row in rows if not text_of(row)])
    sizes = [len([*row.iterchildren("td", "th")]) for row in rows]
    if not (len(runs) >= LEAST and any(len([r for r in run if text_of(r)]) > 1 for run in runs)):
        period = next((n for n in range(2, LONGEST_PERIOD + 1) if _comes_again(sizes, n)), 0)
        runs = [rows[n : n + period] for n in range(0, len(rows), period)] if period else []
    _wrap(table, runs, "section")


def _comes_again(sizes: Sequence[int], period: int) -> bool:
    is_turn = all(a == b for a, b in zip(sizes, islice(sizes, period, None), strict=False))
    return (
        is_turn and len({*sizes}) > 1 and len(sizes) >= LEAST * period and not len(sizes) % period
    )


def _says(text: str | None) -> bool:
    return bool(text and text.strip(" \t\r\n\xa0"))
