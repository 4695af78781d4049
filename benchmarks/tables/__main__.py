"""How many cells of tables come out with the labels of their row and column.

    python -m benchmarks.tables DIR [--half tuned|held] [--json] [--faults READER]

``truth.tsv`` beside this file holds sampled rows of tables, read off the page images: the file in
DIR, the page from 1, which tables of the page, and of each cell its row's label (or how it begins),
its column's, and its text. A label in brackets stands on the page before, ``*`` is any. ``half``
says whether the rules were made with that file in view. Recall is the share of these cells that
are found; precision, of the cells that a reader has in rows with these labels, the share that is
true. Spaces, hyphens, bullets and case count for nothing. The other readers don't say which
rows are the head: of all tables of each page, the number of rows that fits best is taken.
"""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.tables.readers import READERS, LabelledCell, Reading

TRUTH = Path(__file__).with_name("truth.tsv")
NOISE = re.compile(r"[\s\u00ad‐‑–—•·-]+")
ANY = "*"
Cells = Counter[tuple[str, str, str]]


@dataclass
class Found:
    """Of one reader: true cells, those found, and cells in the rows of these labels."""

    true: int = 0
    right: int = 0
    given: int = 0

    @property
    def recall(self) -> float:
        return self.right / max(1, self.true)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.given)


def plain(text: str) -> str:
    return NOISE.sub("", text.lower()).replace("²", "2").replace("μ", "µ")


def truth(half: str | None) -> dict[tuple[str, int], list[LabelledCell]]:
    """The true cells of each page."""
    pages: dict[tuple[str, int], list[LabelledCell]] = defaultdict(list)
    with TRUTH.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if half in (None, row["half"]):
                cell = LabelledCell(row["row"], row["column"], row["cell"])
                pages[row["file"], int(row["page"])].append(cell)
    return pages


def tables(half: str | None) -> int:
    """How many tables the truth has."""
    with TRUTH.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return len({
            (row["file"], row["page"], table)
            for row in rows if half in (None, row["half"])
            for table in row["tables"].split(",")
        })  # fmt: skip


def compare(true: list[LabelledCell], given: Iterable[LabelledCell]) -> tuple[Found, list[str]]:
    """How the cells given agree with the true ones of their page, and what doesn't."""
    cells = list(given)
    labels = {plain(cell.row) for cell in cells}
    left = list(true)
    wanted = {plain(cell.row) for cell in true}
    whole = wanted & labels
    found, faults = Found(true=len(true)), []
    for cell in cells:
        row = plain(cell.row)
        begins = [w for w in wanted - whole if row.startswith(w)]
        if row not in whole and not begins:
            continue
        found.given += 1
        match = next((t for t in left if _same(t, cell)), None)
        if match:
            left.remove(match)
            found.right += 1
        else:
            faults.append(f"  + {cell.row[:40]!r} {cell.column[:40]!r} {cell.text[:60]!r}")
    faults += [f"  - {cell.row[:40]!r} {cell.column[:40]!r} {cell.text[:60]!r}" for cell in left]
    return found, faults


def _same(true: LabelledCell, cell: LabelledCell) -> bool:
    if plain(true.text) != plain(cell.text) or not plain(cell.row).startswith(plain(true.row)):
        return False
    label, has = true.column, plain(cell.column)
    if label == ANY:
        return True
    if label.startswith("(") and label.endswith(")"):
        return has == "" or has.endswith(plain(label[1:-1]))
    return has.endswith(plain(label)) if label else has == ""


def measure(reader: str, folder: Path, half: str | None) -> tuple[Found, list[str]]:
    """One reader over all pages of the truth."""
    total, faults = Found(), []
    for (name, page), true in truth(half).items():
        read = READERS[reader](folder / name, page)
        best = max((compare(true, given) for given in _choices(read)), key=_merit)
        total.true += best[0].true
        total.right += best[0].right
        total.given += best[0].given
        if best[1]:
            faults += [f"{name} {page}", *best[1]]
    return total, faults


def _choices(read: list[list[Reading]]) -> Iterable[list[LabelledCell]]:
    """All cells of a page, for each number of rows of head."""
    for heads in range(max([1, *map(len, read)])):
        yield [cell for table in read for cell in table[min(heads, len(table) - 1)]]


def _merit(compared: tuple[Found, list[str]]) -> tuple[int, int]:
    return compared[0].right, -compared[0].given


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--half", type=click.Choice(["tuned", "held"]), help="Only these files.")
@click.option("--faults", metavar="READER", help="Print what that reader has wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(folder: Path, half: str | None, faults: str | None, as_json: bool) -> None:
    """Hold the tables in the reports of FOLDER against the truth."""
    if faults:
        click.echo("\n".join(measure(faults, folder, half)[1]))
        return
    found = {reader: measure(reader, folder, half)[0] for reader in READERS}
    shares = {
        reader: {"recall": round(one.recall, 4), "precision": round(one.precision, 4)} | asdict(one)
        for reader, one in found.items()
    }
    if as_json:
        click.echo(json.dumps({"tables": tables(half), "readers": shares}, indent=1))
        return
    click.echo(f"{tables(half)} tables")
    for reader, one in found.items():
        click.echo(f"{reader:18}{one.recall:8.3f} recall{one.precision:8.3f} precision")


if __name__ == "__main__":
    main()
