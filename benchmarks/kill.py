"""Kill the commands at random moments, and count what is lost.

A site on loopback has a new version of every report in each round, and the catalogue another
publisher. A command (fetch, index, update, add, backup, restore) is started and killed with
SIGKILL: one half at a random time from the end of its imports to the end of its work, the other
half up to a tenth of a second after it began to write a file or a generation. Then the index must
open and hold the state before or after, every original ever got must be there byte for byte, and
the next run must finish the work.
"""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import click
from reportlab.pdfgen.canvas import Canvas

from search import LiveSearcher
from search.library.errors import IndexUnavailable, UserError
from search.library.originals import Originals

OWN, BACKUP, NEXT = "egen", "kopi.tar.gz", "ny.tar.gz"
"""The report that is added, the backup that is restored, and the one that is written."""
COMMANDS = (
    ["fetch"], ["index"], ["index", "--rebuild"], ["update"],
    ["add", f"{{folder}}/{OWN}.pdf", "--title", OWN],
    ["backup", f"{{folder}}/{NEXT}"], ["restore", f"{{folder}}/{BACKUP}"],
)  # fmt: skip
PIECE = 4096
WRONG = (
    "indexes_not_opened",
    "indexes_neither_old_nor_new",
    "records_not_readable",
    "originals_lost",
    "materials_lost",
    "pages_lost",
    "next_runs_failed",
    "backups_broken",
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


class Site:
    """The reports, served in slow pieces so that a kill meets files half got."""

    def __init__(self, materials: int, pages: int) -> None:
        self._names = [f"rapport-{number}" for number in range(materials)]
        self._pages = pages
        self.files: dict[str, bytes] = {}
        self.port = 0

    def publish(self, version: int) -> None:
        """Put a version of every report in place of the one before."""
        self.files = {n: make_pdf(n, version, self._pages) for n in self._names}

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve on loopback."""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                content = site.files.get(self.path.strip("/").removesuffix(".pdf"), b"")
                self.send_response(200 if content else 404)
                self.send_header("Content-Type", "application/pdf")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                for start in range(0, len(content), PIECE):
                    self.wfile.write(content[start : start + PIECE])
                    time.sleep(0.02)

            def log_message(self, *_: object) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients die here
            self.port = server.server_address[1]
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            yield
            server.shutdown()
            thread.join()


class Rounds:
    """A collection below ``folder`` that every round changes."""

    def __init__(
        self, folder: Path, site: Site, seed: int, commands: Sequence[list[str]] = COMMANDS
    ) -> None:
        self._corpus, self._index = folder / "corpus", folder / "index"
        self._folder, self._site = folder, site
        self._commands = [[word.format(folder=folder) for word in words] for words in commands]
        self._random = random.Random(seed)  # noqa: S311 - a repeatable benchmark
        self._times: dict[str, float] = {}
        self._kept: set[str] = set()
        self.tally = Counter[str](dict.fromkeys(("rounds", "killed", *WRONG), 0))

    def fill(self) -> None:
        """Fetch and index the first version, and learn how long each command takes."""
        self._corpus.mkdir()
        start = time.perf_counter()
        self._run(["--version"])
        self._start = time.perf_counter() - start
        (self._folder / f"{OWN}.pdf").write_bytes(make_pdf(OWN, 0, 3))
        self._publish(0)
        self._run(["update"])
        if len(self._commands) > 1:
            self._run(["add", str(self._folder / f"{OWN}.pdf"), "--title", OWN])
            self._run(["backup", str(self._folder / BACKUP)])
        for version, command in enumerate(self._commands, 1):
            self._publish(version)
            self._run(command)
        self._run(["index"])

    def round(self) -> None:
        """Publish, start, kill, check, run again, check."""
        command = self._random.choice(self._commands)
        before = self._state()
        self._publish(self.tally["rounds"] + 100)
        self._kill(command)
        self._check_records()
        self._check_backup()
        killed = self._state_or_none()
        self._finish(command, before, killed)
        self.tally["rounds"] += 1

    def _publish(self, version: int) -> None:
        self._site.publish(version)
        entries = [
            f'[[materials]]\nid = "{name}"\ntitle = "{name}"\npublishers = ["Udgiver {version}"]\n'
            f'links = ["http://127.0.0.1:{self._site.port}/{name}.pdf"]\n'
            for name in self._site.files
        ]
        part = self._corpus / "materials.part"
        part.write_text("\n".join(entries), encoding="utf-8")
        part.replace(self._corpus / "materials.toml")

    def _popen(self, command: list[str]) -> subprocess.Popen[bytes]:
        environment = {
            "MENTORSOEG_CORPUS": str(self._corpus),
            "MENTORSOEG_INDEX": str(self._index),
            "MENTORSOEG_HOST_PAUSE": "0",
            "MENTORSOEG_ARCHIVE_URL": "",
            "MENTORSOEG_ALLOWED_HOSTS": '["127.0.0.1"]',
        }
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "mentorsoeg", *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | environment,
        )

    def _run(self, command: list[str]) -> bool:
        start = time.perf_counter()
        worked = self._popen(command).wait() == 0
        self._times[" ".join(command)] = time.perf_counter() - start
        return worked

    def _kill(self, command: list[str]) -> None:
        written = self._half_made()
        worker = self._popen(command)
        if self._random.random() < 0.5:
            latest = self._times[" ".join(command)]
            time.sleep(self._random.uniform(min(self._start, latest) * 0.9, latest * 1.02))
        else:
            while worker.poll() is None and self._half_made() == written:
                time.sleep(0.004)
            time.sleep(self._random.uniform(0, 0.1))
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
            self.tally["killed"] += 1
            self.tally[f"killed {' '.join(command)}"] += 1
        worker.wait()
        left = self._half_made()
        self.tally["killed_amid_a_file"] += any(not path.is_dir() for path in left)
        self.tally["killed_amid_a_generation"] += sum(path.is_dir() for path in left) > 2
        for path in left:
            if not path.is_dir():
                path.unlink()

    def _half_made(self) -> set[Path]:
        """The files half written, and the generations."""
        files = (*self._corpus.rglob(".?*.????????"), *self._index.glob(".?*.????????"))
        return {*files, *self._index.glob("generation-*")}

    def _state(self) -> State:
        records = LiveSearcher(self._index).get().materials()
        return {
            r.material.id: (r.material.publisher, r.original.sha256 if r.original else "", r.pages)
            for r in records
        }

    def _state_or_none(self) -> State | None:
        try:
            return self._state()
        except IndexUnavailable:
            self.tally["indexes_not_opened"] += 1
            return None

    def _check_records(self) -> None:
        """Every original that was ever recorded is there, and every link still has one."""
        originals = Originals(self._corpus)
        try:
            links = originals.links().links
        except UserError:
            self.tally["records_not_readable"] += 1
            return
        self._kept |= {state.original.sha256 for state in links.values() if state.original}
        self.tally["originals_lost"] += sum(not originals.is_whole(sha) for sha in self._kept)
        self.tally["originals_lost"] += sum(state.original is None for state in links.values())

    def _check_backup(self) -> None:
        """A backup is whole or not there."""
        with suppress(FileNotFoundError):
            try:
                with tarfile.open(self._folder / NEXT) as archive:
                    archive.getmembers()
            except (tarfile.TarError, EOFError, zlib.error):
                self.tally["backups_broken"] += 1

    def _finish(self, command: list[str], before: State, killed: State | None) -> None:
        worked = self._run(command)
        after = self._state()
        self.tally["indexes_neither_old_nor_new"] += killed not in (None, before, after)
        worked &= command == ["update"] or self._run(["update"])
        last = self._state()
        self.tally["materials_lost"] += len(before.keys() - last.keys())
        self.tally["pages_lost"] += sum(
            max(0, before[i][2] - last[i][2]) for i in before.keys() & last.keys()
        )
        self._check_records()
        last.pop(OWN, None)
        wanted = {n: hashlib.sha256(c).hexdigest() for n, c in self._site.files.items()}
        worked &= {name: state[1] for name, state in last.items()} == wanted
        worked &= {state[0] for state in last.values()} == {f"Udgiver {self.tally['rounds'] + 100}"}
        self.tally["next_runs_failed"] += not worked


@click.command()
@click.option("--kills", default=200, show_default=True)
@click.option("--materials", default=6, show_default=True)
@click.option("--pages", default=20, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "json_", is_flag=True)
def main(kills: int, materials: int, pages: int, seed: int, json_: bool) -> None:
    """Kill commands at random moments and count what is lost."""
    site = Site(materials, pages)
    with tempfile.TemporaryDirectory() as folder, site.serving():
        run = Rounds(Path(folder), site, seed)
        run.fill()
        while run.tally["killed"] < kills:
            run.round()
    tally = run.tally
    click.echo(json.dumps(tally) if json_ else "\n".join(f"{k:32}{v:6}" for k, v in tally.items()))
    sys.exit(any(tally[name] for name in WRONG))


if __name__ == "__main__":
    main()
