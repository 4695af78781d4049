"""Tables to take along: CSV, XLSX and JSON of the same rows, written one by one."""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from typing import IO, Any

from flask import Response
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from search.library.budget import UNBOUNDED, Budget
from search.library.visible import visible
from webapp.context import budget
from webapp.exports.attachment import CUT, download

Value = str | int | float | None
MOST_CHARACTERS = 32_767
"""Excel's limit on a cell's text."""
LONGEST_LINK = 2079
"""Excel's limit on the address of a link."""
WIDTHS = {
    "nr": 6, "titel": 40, "udgiver": 24, "år": 7, "side": 8, "side i filen": 8, "sider med træf": 8,
    "uddrag": 70, "citat": 70, "note": 40, "bedste side": 10, "adresse": 40, "kilde": 40,
    "reference": 60, "venstre": 60, "højre": 60, "værdi": 80,
}  # fmt: skip
"""Of columns by name, in letters; any other has ``WIDTH``."""
WIDTH = 20
LINKED = ("adresse", "kilde", "værdi")
"""Columns whose addresses are links."""


@dataclass(frozen=True)
class Table:
    """Rows under named columns."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Value]]


def harmless(value: Value) -> Value:
    """``value`` without what can't be seen, and so that no spreadsheet runs it: text that begins
    like a formula gets an apostrophe before it (OWASP, 'CSV Injection')."""
    if not isinstance(value, str):
        return value
    value = visible(value)
    return "'" + value if value.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else value


def as_csv(file: IO[bytes], tables: Sequence[Table], budget: Budget = UNBOUNDED) -> None:
    """The first table, in UTF-8 with a mark and semicolons, as Danish spreadsheets expect; a last
    row says when there was no budget for all of it."""
    text = TextIOWrapper(file, "utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(tables[0].columns)
    writer.writerows([harmless(value) for value in row] for row in tables[0].rows)
    if budget.cut:
        writer.writerow([CUT, *("" for _ in tables[0].columns[1:])])
    text.detach()


def as_xlsx(file: IO[bytes], tables: Sequence[Table], _: Budget = UNBOUNDED) -> None:
    """A workbook with a sheet per table; texts are texts, never formulas, and addresses links. Its
    sheets wait in files of openpyxl's own."""
    book = Workbook(write_only=True)
    for table in tables:
        _write_sheet(book.create_sheet(table.name[:31]), table)
    book.save(file)


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


def as_json_rows(file: IO[bytes], tables: Sequence[Table], _: Budget = UNBOUNDED) -> None:
    """The first table as a list of objects."""
    seen = ([visible(v) if isinstance(v, str) else v for v in row] for row in tables[0].rows)
    write_list(file, (dict(zip(tables[0].columns, row, strict=True)) for row in seen))


def write_list(file: IO[bytes], items: Iterable[object]) -> None:
    """The items as a list in JSON, one at a time."""
    before = "[\n"
    for item in items:
        file.write(f"{before}{json.dumps(item, ensure_ascii=False, indent=1)}".encode())
        before = ",\n"
    file.write(b"[]" if before == "[\n" else b"\n]")


@dataclass(frozen=True)
class TableFormat:
    """A kind of file that tables can be had as."""

    name: str
    media_type: str
    write: Callable[[IO[bytes], Sequence[Table], Budget], None]


TABLE_FORMATS = {
    "csv": TableFormat("CSV", "text/csv; charset=utf-8", as_csv),
    "xlsx": TableFormat(
        "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx
    ),
    "json": TableFormat("JSON", "application/json", as_json_rows),
}
"""By file ending."""


def table_file(name: str, ending: str, tables: Sequence[Table]) -> Response:
    """The tables as a file of the kind that ``ending`` names in ``TABLE_FORMATS``."""
    kind = TABLE_FORMATS[ending]
    return download(lambda file: kind.write(file, tables, budget()), kind.media_type, name, ending)


def page_number(label: str, number: int) -> Value:
    """The page as printed, as a number where it is one; None for a summary."""
    if not number:
        return None
    return int(label) if label.isdecimal() and len(label) < 10 else label or number
