"""Tables as a workbook of Excel's."""

from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Any

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import ALL_TEMP_FILES

from search.library.visible import visible
from webapp.exports.tables import Table, Value

MOST_CHARACTERS = 32_767
"""Excel's limit on a cell's text."""
LONGEST_LINK = 2079
"""Excel's limit on the address of a link."""
WIDTHS = {
    "nr": 6, "titel": 40, "udgiver": 24, "år": 7, "side": 8, "side i filen": 8, "sider med træf": 8,
    "ocr": 16, "uddrag": 70, "citat": 70, "note": 40, "bedste side": 10, "adresse": 40, "kilde": 40,
    "reference": 60, "venstre": 60, "højre": 60, "hvad": 80,
}  # fmt: skip
"""Of columns by name, in letters; any other has ``WIDTH``."""
WIDTH = 20
LINKED = ("adresse", "kilde", "hvad")
"""Columns whose addresses are links."""


def write_workbook(file: IO[bytes], tables: Sequence[Table]) -> None:
    """Write a sheet per table, as ``as_xlsx`` has it; they wait in files of openpyxl's own. Raises
    OSError when there is no room for these."""
    book = Workbook(write_only=True)
    try:
        for table in tables:
            _write_sheet(book.create_sheet(table.name[:31]), table)
        book.save(file)
    except SerialisationError as error:
        raise OSError(0, f"{error}") from error
    finally:
        _clear(book)


def _clear(book: Workbook) -> None:
    """Remove the files of sheets that were not saved, which openpyxl would keep until the process
    ends."""
    for sheet in book.worksheets:
        writer = sheet._writer
        if writer and writer.out in ALL_TEMP_FILES:
            with suppress(OSError, SerialisationError):
                writer.close()
            with suppress(OSError):
                writer.cleanup()


def _write_sheet(sheet: Any, table: Table) -> None:
    """Columns as wide as what they hold, the head in sight and with a filter."""
    sheet.freeze_panes = "A2"
    letters = [get_column_letter(n) for n in range(1, len(table.columns) + 1)]
    for letter, column in zip(letters, table.columns, strict=True):
        sheet.column_dimensions[letter].width = WIDTHS.get(column, WIDTH)
    wrapped = Alignment(wrap_text=True, vertical="top")
    head = _look(sheet, alignment=wrapped, font=Font(bold=True))
    body = _look(sheet, alignment=wrapped)
    link = _look(sheet, alignment=wrapped, font=Font(color="0563C1", underline="single"))
    sheet.append([_cell(sheet, column, head) for column in table.columns])
    linked = [column in LINKED for column in table.columns]
    count = 1
    for row in table.rows:
        sheet.append([
            _link(sheet, value, link) if may_link and _is_address(value)
            else _cell(sheet, value, body)
            for value, may_link in zip(row, linked, strict=True)
        ])  # fmt: skip
        count += 1
    sheet.auto_filter.ref = f"A1:{letters[-1]}{count}"


def _look(sheet: Any, **looks: object) -> Any:
    """A style made once: openpyxl looks each up anew for every cell that is given its parts."""
    cell = WriteOnlyCell(sheet)
    for name, value in looks.items():
        setattr(cell, name, value)
    return cell._style


def _is_address(value: Value) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://"))


def _link(sheet: Any, address: Value, look: Any) -> Any:
    cell = _cell(sheet, address, look)
    if len(cell.value) <= LONGEST_LINK:
        cell.hyperlink = cell.value
    return cell


def _cell(sheet: Any, value: Value, look: Any) -> Any:
    if isinstance(value, str):
        value = visible(value)[:MOST_CHARACTERS]
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    cell._style = look
    return cell
