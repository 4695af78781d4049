"""Commands that fetch, index and keep, killed: rounds of ``benchmarks.kill``.

A site on loopback has a new version of every report in each round, and the catalogue another
publisher. After a command was killed the index must open and hold the state before or after, every
original ever got must be there byte for byte, and the next run must finish the work.
"""

import hashlib
import tarfile
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.killing import State, Trial, make_pdf

OWN, BACKUP, NEXT = "egen", "kopi.tar.gz", "ny.tar.gz"
"""The report that is added, the backup that is restored, and the one that is written."""
COMMANDS = (
    ["fetch"], ["index"], ["index", "--rebuild"], ["update"],
    ["add", f"{{folder}}/{OWN}.pdf", "--title", OWN],
    ["backup", f"{{folder}}/{NEXT}"], ["restore", f"{{folder}}/{BACKUP}"],
)  # fmt: skip
PIECE = 4096


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


class Rounds(Trial):
    """A collection that every round changes."""

    def __init__(
        self, folder: Path, site: Site, seed: int, commands: Sequence[list[str]] = COMMANDS
    ) -> None:
        super().__init__(folder, seed)
        self._site = site
        self._commands = [[word.format(folder=folder) for word in words] for words in commands]

    def fill(self) -> None:
        """Fetch and index the first version, and learn how long each command takes."""
        self.prepare()
        (self.folder / f"{OWN}.pdf").write_bytes(make_pdf(OWN, 0, 3))
        self._publish(0)
        self.run(["update"])
        if len(self._commands) > 1:
            self.run(["add", str(self.folder / f"{OWN}.pdf"), "--title", OWN])
            self.run(["backup", str(self.folder / BACKUP)])
        for version, command in enumerate(self._commands, 1):
            self._publish(version)
            self.run(command)
        self.run(["index"])

    def round(self) -> None:
        """Publish, start, kill, check, run again, check: the next command in turn."""
        number = len(self.rounds)
        command = self._commands[number % len(self._commands)]
        self.begin(" ".join(word for word in command if "/" not in word and word != OWN))
        before = self.state()
        self._publish(number + 100)
        self.kill(command)
        self.check_records()
        self._check_backup()
        self._finish(command, before, self.state_or_none(), f"Udgiver {number + 100}")

    def _publish(self, version: int) -> None:
        self._site.publish(version)
        entries = [
            f'[[materials]]\nid = "{name}"\ntitle = "{name}"\npublishers = ["Udgiver {version}"]\n'
            f'links = ["http://127.0.0.1:{self._site.port}/{name}.pdf"]\n'
            for name in self._site.files
        ]
        part = self.corpus / "materials.part"
        part.write_text("\n".join(entries), encoding="utf-8")
        part.replace(self.corpus / "materials.toml")

    def _check_backup(self) -> None:
        """A backup is whole or not there."""
        with suppress(FileNotFoundError):
            try:
                with tarfile.open(self.folder / NEXT) as archive:
                    archive.getmembers()
            except (tarfile.TarError, EOFError, zlib.error) as error:
                self.wrong("backups_broken", error)

    def _finish(
        self, command: list[str], before: State, killed: State | None, publisher: str
    ) -> None:
        failed = self.run(command)
        after = self.state()
        if killed not in (None, before, after):
            self.wrong("indexes_neither_old_nor_new", killed)
        if not failed and command != ["update"]:
            failed = self.run(["update"])
        if failed:
            self.wrong("next_runs_failed", failed)
        self._check_last(before, publisher)

    def _check_last(self, before: State, publisher: str) -> None:
        """The index has all that it had, as this publisher's last versions."""
        last = self.state()
        for name in before.keys() - last.keys():
            self.wrong("materials_lost", name)
        for name in before.keys() & last.keys():
            if last[name][2] < before[name][2]:
                self.wrong("pages_lost", f"{name} has {last[name][2]} of {before[name][2]}")
        self.check_records()
        last.pop(OWN, None)
        wanted = {
            name: (publisher, hashlib.sha256(content).hexdigest())
            for name, content in self._site.files.items()
        }
        for name, (*given, _) in last.items():
            if tuple(given) != wanted.get(name):
                self.wrong("next_runs_failed", f"{name} is {given} and not {wanted.get(name)}")
