"""Workbooks of Excel."""

import datetime
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby, islice
from typing import Any

from indexer.document import ExtractedDocument, ExtractedPage, Unreadable
from indexer.extraction.allowance import Allowance
from indexer.extraction.composing import PageText, ReadCell
from indexer.extraction.formats.package import BROKEN, Package, PackageFormat

MOST_CELLS = 200_000
"""Of a workbook; what stands behind is left out, and that is told."""
DECIMALS = re.compile(r"\.(0+)")


class Xlsx(PackageFormat):
    """Office Open XML, ISO/IEC 29500, as openpyxl reads it; a sheet that is shown is a page, and
    rows without an empty one between are a table."""

    mark = b"spreadsheetml.sheet.main+xml"

    def read_package(
        self, package: Package, content: bytes, allowance: Allowance
    ) -> ExtractedDocument:
        from openpyxl import load_workbook  # noqa: PLC0415 - by this format only

        package.without_doctypes()
        try:
            book = load_workbook(BytesIO(content), data_only=True)
        except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
            raise Unreadable(BROKEN) from error
        pages, left = list[ExtractedPage](), MOST_CELLS
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible" or not allowance.may_read():
                continue
            # a sheet's own methods go through every cell up to the last, be there a billion
            used = sorted(islice(sheet._cells.items(), left))
            left -= len(used)
            text = _sheet(sheet, [(place, cell) for place, cell in used if cell.value is not None])
            pages.append(text.page(len(pages) + 1, "openpyxl", label=sheet.title))
        notes = () if left else (f"Kun de første {MOST_CELLS} celler er læst.",)
        return ExtractedDocument(package.metadata(), tuple(pages), notes=notes)


def _sheet(sheet: Any, used: list[tuple[tuple[int, int], Any]]) -> PageText:
    text = PageText()
    text.paragraph([sheet.title], heading=True)
    spans = {(r.min_row, r.min_col): r for r in sheet.merged_cells.ranges}
    for block in _blocks(used):
        alone = all(len(row) == 1 for row in block)
        cells = []
        for row in block:
            if alone:
                text.paragraph([shown(row[0][1])])
            for (line, column), cell in row:
                made = ReadCell(line - block[0][0][0][0], column - 1, [shown(cell)])
                if span := spans.get((line, column)):
                    made.rows, made.columns = span.size["rows"], span.size["columns"]
                cells.append(made)
        if not alone:
            text.table(cells)
    return text


Used = list[tuple[tuple[int, int], Any]]


def _blocks(used: Used) -> Iterator[list[Used]]:
    """The rows with no empty row between, but for rows of one cell above and below a table, which
    stand by themselves."""
    rows = [list(row) for _, row in groupby(used, key=lambda found: found[0][0])]
    numbered = enumerate(rows)
    for _, group in groupby(numbered, key=lambda found: found[1][0][0][0] - found[0]):
        block = [row for _, row in group]
        wide = [number for number, row in enumerate(block) if len(row) > 1]
        first, last = (wide[0], wide[-1] + 1) if wide else (len(block), len(block))
        yield from (part for part in (block[:first], block[first:last], block[last:]) if part)


def shown(cell: Any) -> str:
    """The value of a cell about as a Danish Excel shows it."""
    value, form = cell.value, cell.number_format.partition(";")[0]
    if isinstance(value, bool):
        return "SAND" if value else "FALSK"
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return value.strftime("%d-%m-%Y %H:%M")
    if isinstance(value, datetime.date):
        return value.strftime("%d-%m-%Y")
    if not isinstance(value, int | float):
        return str(value)
    decimals = DECIMALS.search(form)
    places = len(decimals.group(1)) if decimals else 0
    value, percent = (value * 100, " %") if "%" in form else (value, "")
    if not decimals and not percent and "0" not in form:
        return f"{value:.10g}".replace(".", ",")
    number = f"{value:{',' if ',' in form else ''}.{places}f}"
    return number.translate(str.maketrans(",.", ".,")) + percent
