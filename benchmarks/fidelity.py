"""How faithful and how fast extraction is, beside each library alone.

    python -m benchmarks.fidelity REPORT.pdf REPORT.html [--json]

The HTML edition is the truth. Words are runs of letters and digits, without case, counted as often
as they stand: recall is the share of the truth's words that are found, precision the share of the
found ones that are true, ``glued`` the words of more than 30 letters that the truth does not have.
Speed is pages a second in this run; ours includes starting the worker process.
"""

import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import pypdf
import pypdfium2
from lxml import html

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from indexer.extraction import extract

WORD = re.compile(r"[^\W_]+")
LONG = re.compile(r"[^\W\d_]{31,}")


@dataclass(frozen=True)
class Fidelity:
    """One reader's figures: shares from 0 to 1, a count of words, and pages a second."""

    reader: str
    recall: float
    precision: float
    glued: int
    pages_per_second: float


def by_us(pdf: Path) -> str:
    return "\n".join(page.text for page in extract(pdf).pages)


def by_pypdf(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def by_pdfium(pdf: Path) -> str:
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    return "\n".join(pages)


def by_pdftotext(pdf: Path) -> str:
    command = ["pdftotext", "-enc", "UTF-8", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()  # noqa: S603 - no shell


READERS: dict[str, Callable[[Path], str]] = {
    "mentorsoeg": by_us,
    "pypdf": by_pypdf,
    "pdfium": by_pdfium,
    "pdftotext": by_pdftotext,
}


def words(text: str) -> Counter[str]:
    """The words of ``text`` with how often they stand there; soft hyphens are no part of them."""
    return Counter(WORD.findall(text.replace("\u00ad", "").lower()))


def truth_of(page: Path) -> str:
    """The text of an HTML file's body."""
    tree = html.fromstring(page.read_bytes())
    for noise in tree.xpath("//script|//style|//head"):
        noise.drop_tree()
    return " ".join(tree.itertext())


def measure(reader: str, pdf: Path, truth: str) -> Fidelity:
    """What ``reader`` finds of ``truth`` in ``pdf``."""
    start = time.perf_counter()
    text = READERS[reader](pdf)
    seconds = time.perf_counter() - start
    found, true = words(text), words(truth)
    right = (found & true).total()
    long = [word.lower() for word in LONG.findall(text)]
    return Fidelity(
        reader,
        recall=right / max(1, true.total()),
        precision=right / max(1, found.total()),
        glued=sum(word not in true for word in long),
        pages_per_second=len(pypdfium2.PdfDocument(pdf)) / seconds,
    )


@click.command()
@click.argument("pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("truth", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(pdf: Path, truth: Path, as_json: bool) -> None:
    """Hold the text extracted from PDF against the HTML edition TRUTH."""
    text = truth_of(truth)
    found = [measure(reader, pdf, text) for reader in READERS]
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], indent=1))
        return
    click.echo(f"{'reader':12}{'recall':>9}{'precision':>11}{'glued':>7}{'pages/s':>9}")
    for one in found:
        click.echo(
            f"{one.reader:12}{one.recall:9.4f}{one.precision:11.4f}{one.glued:7}"
            f"{one.pages_per_second:9.0f}"
        )


if __name__ == "__main__":
    main()
