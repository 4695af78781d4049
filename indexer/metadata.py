"""Tables of metadata: a row a file, a column a field of the catalogue."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import JsonValue

from indexer.adding import checked
from search.library.catalogfields import FIELDS, CatalogueField, read_field
from search.library.catalogue import MaterialFields
from search.library.encoding import decode
from search.library.errors import UserError
from search.library.files import read_file, why

FILE_COLUMNS = ("fil", "file", "filnavn", "filename")
ID_COLUMNS = ("id", "materiale")
NEW = "ny"
"""Instead of an id: a new material, whatever its title is like."""
BETWEEN = ";"
"""Between several values of one cell."""
LARGEST = 10_000_000
COLUMNS = {
    name.casefold(): field for field in FIELDS for name in (field.danish, field.option, field.name)
}


@dataclass(frozen=True)
class MetadataRow:
    """What a table says of a file: ``to`` is the id of the material that it is the text of,
    ``NEW`` for a new one, '' when the table doesn't say."""

    file: str
    to: str = ""
    given: MaterialFields = field(default_factory=dict)


class MetadataRows:
    """The rows of tables, found by the name of a file or by an address."""

    def __init__(self, rows: Iterable[MetadataRow] = ()) -> None:
        self._rows: dict[str, MetadataRow] = {row.file.casefold(): row for row in rows}
        self._used: set[str] = set()

    def of(self, source: str, below: Path | None = None) -> MetadataRow | None:
        """The row of this file or address, by its path below folder ``below`` or by its name."""
        path = Path(source)
        names = [source, path.name]
        if below and path.is_relative_to(below):
            names.insert(0, str(path.relative_to(below)))
        found = next((name for name in map(str.casefold, names) if name in self._rows), None)
        if found is None:
            return None
        self._used.add(found)
        return self._rows[found]

    @property
    def unused(self) -> list[str]:
        """The files that no one asked about."""
        return [row.file for key, row in self._rows.items() if key not in self._used]


def read_metadata(*tables: Path) -> MetadataRows:
    """The rows of CSV files, in whichever of the usual encodings and with whichever of ``; , tab``
    between their cells. Raises UserError naming what is wrong, and where."""
    return MetadataRows(row for table in tables for row in _rows(table))


def is_table(file: Path) -> bool:
    """Whether a file is a table of metadata."""
    if file.suffix.lower() != ".csv" or not file.is_file():
        return False
    try:
        return _file_column(_columns(file, _reader(file))) is not None
    except UserError:
        return False


def _reader(table: Path) -> "csv.DictReader[str]":
    try:
        text = decode(read_file(table, LARGEST))
    except OSError as error:
        raise UserError(f"{table} kan ikke læses: {why(error)}.") from error
    head = text.split("\n", 1)[0]
    return csv.DictReader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=head.count))


def _columns(table: Path, reader: "csv.DictReader[str]") -> Iterable[str]:
    try:
        return reader.fieldnames or ()
    except csv.Error as error:
        raise UserError(f"{table}, linje 1: kan ikke læses.") from error


def _file_column(columns: object) -> str | None:
    return next((c for c in columns or () if _plain(c) in FILE_COLUMNS), None)  # type: ignore[attr-defined]


def _rows(table: Path) -> Iterator[MetadataRow]:
    reader = _reader(table)
    columns = [c for c in _columns(table, reader) if c and c.strip()]
    file_column = _file_column(columns)
    if file_column is None:
        raise UserError(f"{table} skal have en kolonne »fil« med filernes navne.")
    others = [c for c in columns if c != file_column]
    if unknown := [c for c in others if _plain(c) not in (*COLUMNS, *ID_COLUMNS)]:
        raise UserError(
            f"{table}: kolonnen »{unknown[0][:60]}« kendes ikke. Brug: fil, id, "
            f"{', '.join(field.danish for field in FIELDS)}."
        )
    try:
        for row in reader:
            if any((cell or "").strip() for cell in row.get(None, ())):
                raise UserError(
                    f"{table}, linje {reader.line_num}: flere celler end kolonner. Sæt "
                    'anførselstegn (") om en celle med flere værdier.'
                )
            if file := (row[file_column] or "").strip():
                yield _row(table, reader.line_num, file, {c: row[c] or "" for c in others})
    except csv.Error as error:
        raise UserError(f"{table}, linje {reader.line_num}: kan ikke læses.") from error


def _row(table: Path, line: int, file: str, cells: Mapping[str, str]) -> MetadataRow:
    ids = (text.strip() for column, text in cells.items() if _plain(column) in ID_COLUMNS)
    given: dict[str, JsonValue] = {}
    for column, text in cells.items():
        known = COLUMNS.get(_plain(column))
        if known and text.strip():
            try:
                given[known.name] = read_field(known, _values(known, text))
                checked({"id": "r", "title": "r", known.name: given[known.name]})
            except UserError as error:
                raise UserError(f"{table}, linje {line}: {error}") from error
    return MetadataRow(file, next(filter(None, ids), ""), given)


def _values(known: CatalogueField, text: str) -> str | list[str]:
    return [part for part in text.split(BETWEEN) if part.strip()] if known.many else text


def _plain(column: str | None) -> str:
    return (column or "").strip().casefold()
