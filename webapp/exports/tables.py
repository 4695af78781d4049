"""Tables to take along: CSV, XLSX and JSON of the same rows."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from search.library.visible import visible
from webapp.context import budget

Value = str | int | float | None
MOST_CHARACTERS = 32_767
"""Excel's limit on a cell's text."""


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


def as_csv(*tables: Table) -> bytes:
    """The first table, in UTF-8 with a mark and semicolons, as Danish spreadsheets expect."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(tables[0].columns)
    writer.writerows([harmless(value) for value in row] for row in tables[0].rows)
    return buffer.getvalue().encode("utf-8-sig")


def as_xlsx(*tables: Table) -> bytes:
    """A workbook with a sheet per table; texts are texts, never formulas."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name[:31])
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, column, bold=True) for column in table.columns])
        for row in table.rows:
            sheet.append([_cell(sheet, value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_json_rows(*tables: Table) -> bytes:
    """The first table as a list of objects."""
    seen = ([visible(v) if isinstance(v, str) else v for v in row] for row in tables[0].rows)
    rows = [dict(zip(tables[0].columns, row, strict=True)) for row in seen]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


@dataclass(frozen=True)
class TableFormat:
    """A kind of file that tables can be had as."""

    name: str
    media_type: str
    write: Callable[..., bytes]


TABLE_FORMATS = {
    "csv": TableFormat("CSV", "text/csv; charset=utf-8", as_csv),
    "xlsx": TableFormat(
        "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx
    ),
    "json": TableFormat("JSON", "application/json", as_json_rows),
}
"""By file ending."""


def download(content: bytes | str, media_type: str, name: str) -> Response:
    """``content`` as a file to save under that name."""
    disposition = f'attachment; filename="{name}"'
    return Response(content, mimetype=None, content_type=media_type, headers={
        "Content-Disposition": disposition,
    })  # fmt: skip


def table_file(name: str, ending: str, tables: Iterable[Table]) -> Response:
    """The tables as a file of the kind that ``ending`` names in ``TABLE_FORMATS``; its name says
    when there was no budget for all of them."""
    kind = TABLE_FORMATS[ending]
    content = kind.write(*tables)
    told = f"{name}-kun-de-foerste" if budget().cut else name
    return download(content, kind.media_type, f"{told}.{ending}")


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> Any:
    if isinstance(value, str):
        value = visible(value)[:MOST_CHARACTERS]
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
