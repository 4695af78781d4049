"""Lucene in one well tuned configuration for Danish (``TunedLucene.java``), where Java and Maven
are. Its classes come from Maven Central the first time."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.judged import Document
from benchmarks.rankers import DEPTH, Hits

HERE = Path(__file__).parent
SOURCE = HERE / "TunedLucene.java"


class LuceneUnavailable(Exception):
    """Java, Maven or Lucene's classes are not to be had here."""


def ask_lucene(
    documents: list[Document], queries: dict[str, str]
) -> tuple[dict[str, Hits], float, float]:
    """What it finds for each query, and the seconds that indexing and asking took.

    Raises LuceneUnavailable.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / file for file in ("documents", "queries", "found")]
        _write(files[0], ((d.id, d.title, d.text) for d in documents))
        _write(files[1], queries.items())
        java = ["java", "-cp", _classpath(folder), SOURCE, *files, str(DEPTH)]
        printed = _run(java)
        found: dict[str, Hits] = {query: [] for query in queries}
        for line in files[2].read_text(encoding="utf-8").splitlines():
            query, document, score = line.split("\t")
            found[query].append((document, float(score)))
    indexed, asked = map(float, printed.split())
    return found, indexed, asked


def _write(file: Path, rows: Iterable[Iterable[str]]) -> None:
    lines = ("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _classpath(folder: Path) -> str:
    file = folder / "classpath"
    goal = ["dependency:build-classpath", f"-Dmdep.outputFile={file}"]
    _run(["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), *goal])
    return file.read_text(encoding="utf-8").strip()


def _run(command: list[str | Path]) -> str:
    if not shutil.which(str(command[0])):
        raise LuceneUnavailable(f"{command[0]} is not installed")
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    except subprocess.CalledProcessError as error:
        raise LuceneUnavailable(f"{command[0]}: {error.stdout}{error.stderr}".strip()) from error
    return done.stdout
