"""Tables to take along: CSV, XLSX and JSON of the same rows, written one by one."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import TextIOWrapper
from typing import IO

from flask import Response

from search.library.visible import visible
from webapp.context import budget
from webapp.exports.attachment import CUT, download

Value = str | int | float | None


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


def as_csv(file: IO[bytes], tables: Sequence[Table]) -> None:
    """The first table, in UTF-8 with a mark and semicolons, as Danish spreadsheets expect."""
    text = TextIOWrapper(file, "utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(tables[0].columns)
    writer.writerows([harmless(value) for value in row] for row in tables[0].rows)
    text.detach()


def as_xlsx(file: IO[bytes], tables: Sequence[Table]) -> None:
    """A workbook with a sheet per table; texts are texts, never formulas, and addresses links."""
    from webapp.exports.workbook import write_workbook  # noqa: PLC0415 - few ask for one

    write_workbook(file, tables)


def as_json_rows(file: IO[bytes], tables: Sequence[Table]) -> None:
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
    write: Callable[[IO[bytes], Sequence[Table]], None]


TABLE_FORMATS = {
    "csv": TableFormat("CSV", "text/csv; charset=utf-8", as_csv),
    "xlsx": TableFormat(
        "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx
    ),
    "json": TableFormat("JSON", "application/json", as_json_rows),
}
"""By file ending."""


def table_file(name: str, ending: str, tables: Sequence[Table]) -> Response:
    """The tables as a file of the kind that ``ending`` names in ``TABLE_FORMATS``; the first of
    them says when it isn't all."""
    kind = TABLE_FORMATS[ending]
    told = [replace(tables[0], rows=_told(tables[0])), *tables[1:]]
    return download(lambda file: kind.write(file, told), kind.media_type, name, ending)


def _told(table: Table) -> Iterator[Sequence[Value]]:
    """The rows, and one more that says so when there was no budget for all of them."""
    yield from table.rows
    if budget().cut:
        yield [CUT, *(None for _ in table.columns[1:])]


def page_number(label: str, number: int) -> Value:
    """The page as printed, as a number where it is one; None for a summary."""
    if not number:
        return None
    return int(label) if label.isdecimal() and len(label) < 10 else label or number
