"""Kill the indexer at random moments, and count what is lost.

Each round changes the catalogue, starts ``mentorsoeg index``, kills it with SIGKILL after a random
time, checks that the index opens and holds the state before or after, and lets the next run finish.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from reportlab.pdfgen.canvas import Canvas

from search.errors import IndexUnavailable
from search.live import LiveSearcher


@dataclass
class Tally:
    """What the rounds came to; all but ``rounds``, ``killed`` and ``finished`` should be 0."""

    rounds: int = 0
    killed: int = 0
    finished: int = 0
    not_opened: int = 0
    neither_old_nor_new: int = 0
    next_run_failed: int = 0
    materials_lost: int = 0
    pages_lost: int = 0


def _pdf(path: Path, pages: int) -> None:
    canvas = Canvas(str(path))
    for number in range(1, pages + 1):
        canvas.drawString(72, 720, f"Side {number} i {path.stem} handler om makkerordninger.")
        canvas.showPage()
    canvas.save()


def _state(index: Path) -> dict[str, int]:
    return {r.material.id: r.pages for r in LiveSearcher(index).get().materials()}


class Rounds:
    """A collection below ``folder`` that every round changes."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._corpus, self._index = folder / "corpus", folder / "index"
        self._random = random.Random(seed)  # noqa: S311 - a repeatable benchmark
        self.tally = Tally()
        self._run_time = 1.0

    def _command(self, *arguments: str) -> list[str]:
        folders = ["--corpus", str(self._corpus), "--index", str(self._index)]
        return [sys.executable, "-m", "mentorsoeg", *arguments, *folders]

    def fill(self, materials: int, pages: int) -> None:
        """Add the first materials."""
        for number in range(materials):
            file = self._corpus.parent / f"rapport-{number}.pdf"
            _pdf(file, pages)
            add = self._command("add", str(file), "--title", f"Rapport {number}")
            subprocess.run(add, check=True, capture_output=True)  # noqa: S603
        start = time.perf_counter()
        subprocess.run(self._command("index", "--rebuild"), check=True, capture_output=True)  # noqa: S603
        self._run_time = time.perf_counter() - start

    def round(self) -> None:
        """Change, start, kill, check, run again, check."""
        before = _state(self._index)
        arguments = self._change()
        worker = subprocess.Popen(  # noqa: S603
            self._command(*arguments),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(self._random.uniform(0, self._run_time * 1.1))
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
            self.tally.killed += 1
        else:
            self.tally.finished += 1
        worker.wait()
        self.tally.rounds += 1
        self._check_whole(before)
        self._run_again(before)

    def _change(self) -> list[str]:
        """Give every material a new publisher, half of the rounds through a whole rebuild."""
        overlay = self._corpus / "overlay.json"
        raw = json.loads(overlay.read_text())
        for material in raw["added"]:
            material["publishers"] = [f"Udgiver {self.tally.rounds}"]
        part = overlay.with_suffix(".part")
        part.write_text(json.dumps(raw))
        part.replace(overlay)
        return ["index", "--rebuild"] if self._random.random() < 0.5 else ["index"]

    def _check_whole(self, before: dict[str, int]) -> None:
        try:
            if _state(self._index) != before:
                self.tally.neither_old_nor_new += 1
        except IndexUnavailable:
            self.tally.not_opened += 1

    def _run_again(self, before: dict[str, int]) -> None:
        again = subprocess.run(self._command("index"), capture_output=True, check=False)  # noqa: S603
        after = _state(self._index)
        self.tally.next_run_failed += again.returncode != 0
        self.tally.materials_lost += len(before.keys() - after.keys())
        self.tally.pages_lost += sum(before.values()) - sum(after.values())
        publisher = f"Udgiver {self.tally.rounds - 1}"
        records = LiveSearcher(self._index).get().materials()
        self.tally.next_run_failed += any(r.material.publisher != publisher for r in records)


@click.command()
@click.option("--rounds", default=200, show_default=True)
@click.option("--materials", default=5, show_default=True)
@click.option("--pages", default=30, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "json_", is_flag=True)
def main(rounds: int, materials: int, pages: int, seed: int, json_: bool) -> None:
    """Kill ``mentorsoeg index`` at random moments and count what is lost."""
    with tempfile.TemporaryDirectory() as folder:
        run = Rounds(Path(folder), seed)
        run.fill(materials, pages)
        for _ in range(rounds):
            run.round()
    tally = asdict(run.tally)
    click.echo(json.dumps(tally) if json_ else "\n".join(f"{k:22}{v:6}" for k, v in tally.items()))


if __name__ == "__main__":
    main()
