"""Tables of a page as several readers see them: cells with the labels of their row and column."""

import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber

from indexer.document import ExtractedDocument
from indexer.extraction import extract
from search.library.pagelayout import TextTable

GAP = re.compile(r" {2,}")
MOST_HEADS = 3
Grid = list[list[str | None]]
"""Rows of cells; None where a cell from above or from the left goes on."""


class LabelledCell(NamedTuple):
    """A cell with text, and the labels of its row and of its column."""

    row: str
    column: str
    text: str


Reading = list[LabelledCell]
"""The cells of one table."""


@cache
def _extracted(pdf: Path) -> ExtractedDocument:
    return extract(pdf)


def by_us(pdf: Path, number: int) -> list[list[Reading]]:
    """Each table with its one reading."""
    page = _extracted(pdf).pages[number - 1]
    return [[list(_labelled(table, page.text))] for table in page.layout.tables]


def _labelled(table: TextTable, text: str) -> Iterator[LabelledCell]:
    firsts = [cell for cell in table.cells if cell.column == 0]
    for cell in table.cells:
        if cell.header == "col" or cell.column == 0 or cell.start == cell.end:
            continue
        above = [text[head.start : head.end] for head in table.labels(cell)]
        before = [
            text[first.start : first.end]
            for first in firsts
            if first.row < cell.row + cell.rows and cell.row < first.row + first.rows
        ]
        if not above and cell.column < len(table.carried):
            above = [table.carried[cell.column]]
        yield LabelledCell(" ".join(before), " ".join(above), text[cell.start : cell.end])


@cache
def _plumbed(pdf: Path) -> pdfplumber.pdf.PDF:
    return pdfplumber.open(pdf)


def by_pdfplumber(pdf: Path, number: int) -> list[list[Reading]]:
    """Each table, read with none to three rows as its head, of which the best counts."""
    return list(map(_readings, _plumbed(pdf).pages[number - 1].extract_tables()))


@cache
def _opened(pdf: Path) -> Any:
    return import_module("pymupdf").open(pdf)  # which has no types


def by_pymupdf(pdf: Path, number: int) -> list[list[Reading]]:
    """Each table that PyMuPDF's ``find_tables`` finds by its rules, read as by pdfplumber."""
    return [_readings(table.extract()) for table in _opened(pdf)[number - 1].find_tables().tables]


def by_camelot(flavour: str, pdf: Path, number: int) -> list[list[Reading]]:
    """Each table that camelot finds by its rules (``lattice``) or by gaps (``stream``), with what
    merged cells hold in each of their places; read as by pdfplumber. None in a file whose author
    forbids copying, which camelot refuses."""
    camelot = import_module("camelot")  # brings OpenCV and pandas; asked where it is installed
    merged = {"copy_text": ["h", "v"]} if flavour == "lattice" else {}
    try:
        found = camelot.read_pdf(str(pdf), pages=str(number), flavor=flavour, **merged)
    except import_module("playa.exceptions").PDFTextExtractionNotAllowed:
        return []
    return [_readings(table.df.values.tolist()) for table in found]


def by_pdftotext(pdf: Path, number: int) -> list[list[Reading]]:
    """Each block of lines with gaps, cut where all of its lines leave two characters blank."""
    page = str(number)
    command = ["pdftotext", "-layout", "-f", page, "-l", page, "-enc", "UTF-8", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()  # noqa: S603 - no shell
    blocks: list[list[str]] = [[]]
    for line in text.replace("\f", "").split("\n"):
        if line.strip():
            blocks[-1].append(line)
        else:
            blocks.append([])
    joined: list[list[str]] = []
    for block in blocks:
        gapped = sum(bool(GAP.search(line.strip())) for line in block)
        if not block or gapped * 2 < len(block):
            joined.append([])
        elif joined and joined[-1]:
            joined[-1] += block
        else:
            joined.append(list(block))
    return [_readings(_cut(block)) for block in joined if len(block) > 1]


def _cut(block: list[str]) -> Grid:
    width = max(map(len, block))
    blank = [all(at >= len(line) or line[at] == " " for line in block) for at in range(width)]
    starts = [at for at in range(width) if not blank[at] and (at < 2 or all(blank[at - 2 : at]))]
    grid: Grid = []
    for line in block:
        ends = [*starts[1:], width]
        row = [line[a:b].strip() for a, b in zip(starts, ends, strict=True)]
        if grid and not row[0] and grid[-1][0]:
            grid[-1] = [f"{had} {more}" for had, more in zip(grid[-1], row, strict=True)]
        else:
            grid.append(list(row))
    return grid


def _readings(grid: Grid) -> list[Reading]:
    return [list(_of_grid(grid, heads)) for heads in range(min(MOST_HEADS + 1, len(grid)))]


def _of_grid(grid: Grid, heads: int) -> Iterator[LabelledCell]:
    labels = []
    for row in grid[:heads]:
        label = ""
        labels.append([label := cell if cell is not None else label for cell in row])
    first = ""
    for row in grid[heads:]:
        first = row[0] if row and row[0] is not None else first
        for at, cell in enumerate(row[1:], 1):
            if cell and cell.strip():
                above = " ".join(label[at] for label in labels if at < len(label))
                yield LabelledCell(first, above, cell)


READERS: dict[str, Callable[[Path, int], list[list[Reading]]]] = {
    "mentorsoeg": by_us,
    "pdfplumber": by_pdfplumber,
    "pymupdf": by_pymupdf,
    "pdftotext -layout": by_pdftotext,
}
if find_spec("camelot"):
    READERS |= {f"camelot {how}": partial(by_camelot, how) for how in ("lattice", "stream")}
