"""How fast a whole collection is extracted, beside pypdf alone on as many cores.

    python -m benchmarks.extraction REPORT.pdf … [--copies N] [--json]

All read the same files in the same run, each file by one process at a time. We and ``pypdf`` keep
all cores busy, ``pypdf on one core`` is what a plain loop makes; ``times_as_fast`` holds us against
the former. Ours includes starting its workers, judging words, paragraphs and running lines, and
handing the documents over. pypdf gives plain text to nobody.
"""

import json
import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import pypdf

from indexer.document import ExtractedDocument
from indexer.extraction import extract_many
from search.library.mediatypes import MediaType


@dataclass(frozen=True)
class Speed:
    """Pages read, seconds on the clock, and pages a second."""

    reader: str
    pages: int
    seconds: float
    pages_per_second: float


def by_pypdf(path: Path) -> int:
    """Read a file with pypdf; its number of pages."""
    pages = pypdf.PdfReader(path).pages
    return sum(1 for page in pages if page.extract_text() is not None)


def run_pypdf(paths: list[Path]) -> int:
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return sum(pool.map(by_pypdf, paths))


def run_pypdf_on_one_core(paths: list[Path]) -> int:
    return sum(map(by_pypdf, paths))


def run_ours(paths: list[Path]) -> int:
    pages = 0
    for path, outcome in extract_many((path, MediaType.PDF) for path in paths):
        if not isinstance(outcome, ExtractedDocument):
            raise click.ClickException(f"{path}: {outcome}")
        pages += len(outcome.pages)
    return pages


READERS: dict[str, Callable[[list[Path]], int]] = {
    "mentorsoeg": run_ours,
    "pypdf": run_pypdf,
    "pypdf on one core": run_pypdf_on_one_core,
}


def measure(reader: str, paths: list[Path]) -> Speed:
    """How fast ``reader`` reads all of ``paths``."""
    start = time.perf_counter()
    pages = READERS[reader](paths)
    seconds = time.perf_counter() - start
    return Speed(reader, pages, seconds, pages / seconds)


@click.command()
@click.argument("pdfs", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--copies", default=8, show_default=True, help="How often each file is read.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(pdfs: tuple[Path, ...], copies: int, as_json: bool) -> None:
    """Measure the extraction of a collection of PDFS."""
    paths = list(pdfs) * copies
    found = [measure(reader, paths) for reader in READERS]
    speed = {one.reader: one.pages_per_second for one in found}
    times = speed["mentorsoeg"] / speed["pypdf"]
    if as_json:
        data = {"readers": [asdict(one) for one in found], "times_as_fast": times}
        click.echo(json.dumps(data, indent=1))
        return
    for one in found:
        click.echo(f"{one.reader:18}{one.pages:7} pages{one.pages_per_second:9.0f} pages/s")
    click.echo(f"{times:.1f} times as fast as pypdf, both on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
