"""What every round of ``benchmarks.kill`` does: start a command, kill it, look at what is left."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from search import LiveSearcher
from search.library.errors import IndexUnavailable, UserError
from search.library.originals import Originals

WRONG = (
    "indexes_not_opened",
    "indexes_neither_old_nor_new",
    "records_not_readable",
    "originals_lost",
    "materials_lost",
    "pages_lost",
    "changes_lost",
    "next_runs_failed",
    "backups_broken",
    "wrong_answers",
    "late",
)
"""What should be 0."""

State = dict[str, tuple[str, str, int]]
"""By material: publisher, hash of the original, pages."""


def make_pdf(name: str, version: int, pages: int) -> bytes:
    """A report, of another content in each version."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for number in range(1, pages + 1):
        canvas.drawString(72, 720, f"Side {number} i {name}, udgave {version}: makkerordninger.")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@dataclass
class Round:
    """A kind of command killed once: whether it was, or had ended by itself, amid what, and what
    was wrong afterwards."""

    kind: str
    killed: bool = False
    amid: str = ""
    wrong: list[str] = field(default_factory=list)


class Trial:
    """A collection below ``folder``, whose commands are killed."""

    environment: dict[str, str] = {}  # noqa: RUF012 - a class has it or hasn't
    """Settings beside those of every trial."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.corpus, self.index = folder, folder / "corpus", folder / "index"
        self.random = random.Random(seed)  # noqa: S311 - a repeatable benchmark
        self.rounds: list[Round] = []
        self._times: dict[str, float] = {}
        self._kept: set[str] = set()
        self._start = 0.0

    @property
    def tally(self) -> Counter[str]:
        """All rounds in figures."""
        found = Counter(dict.fromkeys(("rounds", "killed", *WRONG), 0))
        for one in self.rounds:
            found.update(["rounds"], killed=one.killed)
            found.update(wrong.partition(":")[0] for wrong in one.wrong)
        return found

    def prepare(self) -> None:
        """Make the folder, and learn how long it takes to start."""
        self.corpus.mkdir(parents=True)
        (self.corpus / "materials.toml").touch()
        start = time.perf_counter()
        self.run(["--version"])
        self._start = time.perf_counter() - start

    def begin(self, kind: str) -> None:
        """Begin a round."""
        self.rounds.append(Round(kind))

    def wrong(self, what: str, why: object, count: int = 1) -> None:
        """Note something of ``WRONG``, so many times."""
        self.rounds[-1].wrong += [f"{what}: {why}"] * count

    def popen(self, command: list[str], **options: object) -> subprocess.Popen[str]:
        """Start a command in a group of its own."""
        environment = {
            "MENTORSOEG_CORPUS": str(self.corpus),
            "MENTORSOEG_INDEX": str(self.index),
            "MENTORSOEG_HOST_PAUSE": "0",
            "MENTORSOEG_ARCHIVE_URL": "",
            "MENTORSOEG_ALLOWED_HOSTS": '["127.0.0.1"]',
            **self.environment,
        }
        given = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options}
        return subprocess.Popen(  # type: ignore[call-overload,no-any-return]  # noqa: S603
            [sys.executable, "-m", "mentorsoeg", *command],
            start_new_session=True, text=True, env=os.environ | environment, **given,
        )  # fmt: skip

    def run(self, command: list[str]) -> str:
        """Run a command to its end: '' or what it said when it failed."""
        start = time.perf_counter()
        process = self.popen(command, stderr=subprocess.PIPE)
        _, said = process.communicate()
        self._times[" ".join(command)] = self._times[command[0]] = time.perf_counter() - start
        return "" if process.returncode == 0 else f"{' '.join(command)}: {said.strip()[-300:]}"

    def kill(self, *commands: list[str]) -> None:
        """Start commands, all at once, and kill them at a random moment: one half of the times from
        the end of their imports on, the other when they have begun to write."""
        written = self.half_made()
        workers = [self.popen(command) for command in commands]
        if self.random.random() < 0.5:
            longest = max(self._times.get(" ".join(c), self._times.get(c[0], 3)) for c in commands)
            time.sleep(self.random.uniform(min(self._start, longest) * 0.9, longest * 1.02))
        else:
            while any(w.poll() is None for w in workers) and self.half_made() == written:
                time.sleep(0.004)
            time.sleep(self.random.uniform(0, 0.1))
        self.end(workers)

    def end(self, workers: list[subprocess.Popen[str]]) -> None:
        """Kill those that haven't ended, with what they started."""
        alive = [worker for worker in workers if worker.poll() is None]
        for worker in alive:
            os.killpg(worker.pid, signal.SIGKILL)
        for worker in workers:
            worker.wait()
        left = self.half_made()
        generations = sum(path.is_dir() for path in left)
        amid = ["a file"] * (generations < len(left)) + ["a generation"] * (generations > 2)
        self.rounds[-1].killed, self.rounds[-1].amid = bool(alive), " and ".join(amid)
        for path in left:
            if not path.is_dir():
                path.unlink()

    def half_made(self) -> set[Path]:
        """The files half written, and the generations."""
        files = (*self.corpus.rglob(".?*.????????"), *self.index.glob(".?*.????????"))
        return {*files, *self.index.glob("generation-*")}

    def state(self) -> State:
        """What the index has. Raises IndexUnavailable."""
        records = LiveSearcher(self.index).get().materials()
        return {
            r.material.id: (r.material.publisher, r.original.sha256 if r.original else "", r.pages)
            for r in records
        }

    def state_or_none(self) -> State | None:
        """The same; None, and noted, when it can't be opened."""
        try:
            return self.state()
        except IndexUnavailable as error:
            self.wrong("indexes_not_opened", error)
            return None

    def check_records(self) -> None:
        """Every original that was ever recorded is there, and every link still has one."""
        originals = Originals(self.corpus)
        try:
            links = originals.links().links
        except UserError as error:
            self.wrong("records_not_readable", error)
            return
        self._kept |= {state.original.sha256 for state in links.values() if state.original}
        for sha256 in self._kept:
            if not originals.is_whole(sha256):
                self.wrong("originals_lost", sha256)
        for state in links.values():
            if state.original is None:
                self.wrong("originals_lost", f"{state.url} has none")


def kinds(rounds: list[Round]) -> dict[str, dict[str, object]]:
    """The rounds by kind: how many, how many killed amid what, and the verdict with its reasons."""
    found: dict[str, dict[str, object]] = {}
    for kind in dict.fromkeys(one.kind for one in rounds):
        ours = [one for one in rounds if one.kind == kind]
        wrong = [reason for one in ours for reason in one.wrong]
        killed = [one for one in ours if one.killed]
        found[kind] = {
            "rounds": len(ours),
            "killed": len(killed),
            "amid": dict(Counter(one.amid or "neither" for one in killed)),
            "verdict": "broke" if wrong else "held" if killed else "never killed: all had ended",
            "wrong": wrong,
        }
    return found


def told(found: dict[str, dict[str, object]]) -> str:
    """The same as a table."""
    lines = ["| kind | rounds | killed | amid | verdict |", "|---|---|---|---|---|"]
    for kind, one in found.items():
        amid = json.dumps(one["amid"]).strip("{}").replace('"', "")
        reasons = "; ".join(map(str, one["wrong"])) if isinstance(one["wrong"], list) else ""
        verdict = f"{one['verdict']} {reasons}".strip()
        lines.append(f"| {kind} | {one['rounds']} | {one['killed']} | {amid} | {verdict} |")
    return "\n".join(lines)
