"""How fast a whole collection is extracted, beside other readers.

    python -m benchmarks.extraction REPORT.pdf … [--copies N] [--json]

All read the same files in the same run, each file by one process at a time, on all cores; ``pypdf
on one core`` is what a plain loop makes. Beside pages a second stands the time of cores, in
milliseconds a page, children and the start of workers included. Ours includes judging words,
paragraphs, tables and running lines, and handing the documents over; ``pdfium`` gives plain text to
nobody, as ``pypdf`` and ``pdftotext`` do. ``times_as_fast`` holds us against ``pypdf``,
``times_pdfium`` our time of cores against ``pdfium``'s.
"""

import json
import os
import resource
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import pypdf
import pypdfium2

from indexer.document import ExtractedDocument
from indexer.extraction import extract_many
from search.library.mediatypes import MediaType


@dataclass(frozen=True)
class Speed:
    """Pages read, seconds on the clock, pages a second, and milliseconds of a core a page."""

    reader: str
    pages: int
    seconds: float
    pages_per_second: float
    cpu_ms_per_page: float


def by_pypdf(path: Path) -> int:
    """Read a file with pypdf; its number of pages."""
    pages = pypdf.PdfReader(path).pages
    return sum(1 for page in pages if page.extract_text() is not None)


def by_pdfium(path: Path) -> int:
    """Read a file with PDFium; its number of pages."""
    with pypdfium2.PdfDocument(path) as pdf:
        return sum(1 for page in pdf if page.get_textpage().get_text_bounded() is not None)


def by_pdftotext(path: Path) -> int:
    """Read a file with pdftotext, which ends a page with a form feed; its number of pages."""
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)  # noqa: S603, S607 - no shell
    return done.stdout.count(b"\f")


def run_pool(read: Callable[[Path], int], paths: list[Path]) -> int:
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return sum(pool.map(read, paths))


def run_ours(paths: list[Path]) -> int:
    pages = 0
    for path, outcome in extract_many((path, MediaType.PDF) for path in paths):
        if not isinstance(outcome, ExtractedDocument):
            raise click.ClickException(f"{path}: {outcome}")
        pages += len(outcome.pages)
    return pages


READERS: dict[str, Callable[[list[Path]], int]] = {
    "mentorsoeg": run_ours,
    "pdfium": lambda paths: run_pool(by_pdfium, paths),
    "pdftotext": lambda paths: run_pool(by_pdftotext, paths),
    "pypdf": lambda paths: run_pool(by_pypdf, paths),
    "pypdf on one core": lambda paths: sum(map(by_pypdf, paths)),
}


def cpu() -> float:
    """Seconds of cores that this process and its children that ended have taken."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def measure(reader: str, paths: list[Path]) -> Speed:
    """How fast ``reader`` reads all of ``paths``."""
    start, before = time.perf_counter(), cpu()
    pages = READERS[reader](paths)
    seconds = time.perf_counter() - start
    return Speed(reader, pages, seconds, pages / seconds, 1000 * (cpu() - before) / pages)


@click.command()
@click.argument("pdfs", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--copies", default=8, show_default=True, help="How often each file is read.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(pdfs: tuple[Path, ...], copies: int, as_json: bool) -> None:
    """Measure the extraction of a collection of PDFS."""
    paths = list(pdfs) * copies
    found = {reader: measure(reader, paths) for reader in READERS}
    times = found["mentorsoeg"].pages_per_second / found["pypdf"].pages_per_second
    cores = found["mentorsoeg"].cpu_ms_per_page / found["pdfium"].cpu_ms_per_page
    if as_json:
        readers = [asdict(one) for one in found.values()]
        data = {"readers": readers, "times_as_fast": times, "times_pdfium": cores}
        click.echo(json.dumps(data, indent=1))
        return
    for one in found.values():
        click.echo(
            f"{one.reader:18}{one.pages:7} pages{one.pages_per_second:9.0f} pages/s"
            f"{one.cpu_ms_per_page:9.2f} ms of a core a page"
        )
    click.echo(f"{times:.1f} times as fast as pypdf, both on {os.cpu_count()} cores")
    click.echo(f"{cores:.1f} times the cores of PDFium alone")


if __name__ == "__main__":
    main()
