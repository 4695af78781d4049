"""What odd and hostile files come to, with the sandbox and without, and what the sandbox costs.

    python -m benchmarks.odd DIR [--json]

Every file of the folder is read twice, in turn: by the product, in its sandbox, and by the same
readers in a plain process of ours, which reads one file after the other and hands nothing over. In
both a file comes to ``text``, ``no text`` or ``refused`` (in a sentence); without the sandbox it
may also end its process (``died``) or have no end (``stopped``), which the sandbox must make a
sentence of. CPU seconds are those of the processes and of those they start; without OCR, whose
program costs the same in both. ``held`` when what both read comes to the same, nothing raises, and
the sandbox costs at most ``MOST`` times the CPU over the files that both read to the end.
"""

import gc
import json
import logging
import multiprocessing
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import click

from benchmarks.extraction import cpu
from indexer.document import ExtractedDocument, Unreadable
from indexer.extraction.allowance import Allowance
from indexer.extraction.contentspages import with_contents
from indexer.extraction.formats import FILE_FORMATS, media_type_of
from indexer.extraction.limits import PATIENT
from indexer.extraction.reader import Reader
from indexer.extraction.sandboxed import OBJECTS

MOST = 1.10
"""Times the CPU seconds that reading may take for the sandbox."""
LIMITS = replace(PATIENT, reading=60.0, total=90.0, silence=30.0, ocr=0.0)
SPAWN = multiprocessing.get_context("spawn")
TEXT, NO_TEXT, REFUSED, DIED, STOPPED = "text", "no text", "refused", "died", "stopped"
READ = (TEXT, NO_TEXT, REFUSED)


def kind(document: ExtractedDocument) -> str:
    """What a file that was read came to."""
    return TEXT if any(page.text for page in document.pages) else NO_TEXT


def read_plainly(asked: Connection) -> None:
    """Read each file that is asked for, with no guard but against taking all of the memory."""
    gc.set_threshold(OBJECTS)  # as the workers have it
    resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory, LIMITS.memory))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    while path := asked.recv():
        try:
            content = path.read_bytes()
            media_type = media_type_of(content)
            if media_type is None:
                raise Unreadable
            now = time.monotonic()
            allowance = Allowance(now + LIMITS.reading, now + LIMITS.total)
            outcome = kind(with_contents(FILE_FORMATS[media_type].read(content, allowance)))
        except Exception:
            outcome = REFUSED
        asked.send(outcome)


class Plain:
    """A process that reads plainly, started again when a file has ended it."""

    def __init__(self) -> None:
        self._process: Any = None

    def read(self, path: Path) -> str:
        if self._process is None:
            self._ours, theirs = SPAWN.Pipe()
            self._process = SPAWN.Process(target=read_plainly, args=[theirs])
            self._process.start()
            theirs.close()
        try:
            self._ours.send(path)
            if self._ours.poll(LIMITS.total):
                return str(self._ours.recv())
            outcome = STOPPED
        except (EOFError, OSError):
            outcome = DIED
        self.close()
        return outcome

    def close(self) -> None:
        self._process.kill()
        self._process.join()
        self._process = None


class Sandboxed:
    """The product's own reader."""

    def __init__(self) -> None:
        self._reader = Reader(LIMITS)
        self.close = self._reader.close

    def read(self, path: Path) -> str:
        try:
            return kind(self._reader.read(path, None))
        except Unreadable:
            return REFUSED


def used(pids: Callable[[], list[int]]) -> float:
    """CPU seconds of this process, of children that ended, and of those that run."""
    running = 0
    for pid in pids():
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        running += sum(map(int, fields[11:15]))
    return cpu() + running / os.sysconf("SC_CLK_TCK")


def children() -> list[int]:
    """The processes that this one started and that run."""
    files = Path("/proc/self/task").glob("*/children")
    return [int(pid) for file in files for pid in file.read_text().split()]


def measure(paths: list[Path]) -> dict[str, Any]:
    """All figures."""
    readers: dict[str, Sandboxed | Plain] = {"sandboxed": Sandboxed(), "plain": Plain()}
    rows: list[dict[str, Any]] = []
    for number, path in enumerate(paths):
        row: dict[str, Any] = {"file": path.name}
        for name in sorted(readers, reverse=number % 2 == 0):
            before = used(children)
            row[name] = readers[name].read(path)
            row[f"{name}_s"] = round(used(children) - before, 3)
        rows.append(row)
    for reader in readers.values():
        reader.close()
    both = [row for row in rows if row["plain"] in READ]
    spent = {name: sum(row[f"{name}_s"] for row in both) for name in readers}
    return {
        "files": len(rows),
        "kinds": {name: Counter(row[name] for row in rows) for name in readers},
        "cpu_s": {name: round(total, 2) for name, total in spent.items()},
        "times": round(spent["sandboxed"] / spent["plain"], 3),
        "others": [row for row in both if row["plain"] != row["sandboxed"]],
        "not_survived": [row for row in rows if row["plain"] not in READ],
    }


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
def main(folder: Path, json_: bool) -> None:
    """Read every file of FOLDER with the sandbox and without."""
    logging.getLogger("indexer").setLevel(logging.ERROR)
    os.environ["PATH"] = ""  # no program for OCR is found
    found = measure(sorted(path for path in folder.iterdir() if path.is_file()))
    if json_:
        click.echo(json.dumps(found, indent=1))
    else:
        for name, outcomes in found["kinds"].items():
            click.echo(f"{name:10} {found['cpu_s'][name]:8.1f} CPU s  {dict(outcomes)}")
        for row in (*found["others"], *found["not_survived"]):
            click.echo(
                f"{row['file']}: {row['plain']} without, {row['sandboxed']} with the sandbox"
            )
        click.echo(f"the sandbox costs {found['times']} times the CPU (at most {MOST})")
    sys.exit(bool(found["others"]) or found["times"] > MOST)


if __name__ == "__main__":
    main()
