"""What people change, killed: rounds of ``benchmarks.kill``.

Files are added (one, many, a folder, the inbox), fields edited, materials removed, changes undone,
and files uploaded and published in the browser's way, while the command or the service is killed.
Then the records must be readable, no original, material or change may be gone, the last change must
be made or not made, and the next run must finish it, once.
"""

import hashlib
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import requests
from werkzeug.security import generate_password_hash

from benchmarks.killing import Trial, make_pdf
from indexer.journal import Change, LocalEntry, load_journal
from indexer.metadata import NEW
from indexer.standing import INBOX
from indexer.uploads import Uploads
from search.library.catalogue import Material, load_catalogue, load_overlay
from search.library.errors import UserError
from search.library.settings import Settings

SECRET = "hemmeligt"  # noqa: S105 - of a service that lives for seconds
BACK_SECONDS = 5.0
"""By then the service must answer again."""
PAGES = 3
Before = tuple[list[Material], tuple[Change, ...]]
"""What there was."""


class Changes(Trial):
    """A collection that people change."""

    environment = {"MENTORSOEG_UPLOAD_SECRET": generate_password_hash(SECRET)}  # noqa: RUF012

    def fill(self) -> None:
        """Add some materials, and learn how long that takes."""
        self.prepare()
        self._made = 0
        self._server: subprocess.Popen[str] | None = None
        self._kinds: tuple[Callable[[], None], ...] = (
            self._add, self._add_folder, self._edit, self._undo, self._remove, self._inbox,
            self._two, self._upload,
        )  # fmt: skip
        for file in self._files(3):
            self.run(["add", str(file), "--title", file.stem])
        self.run(["update"])

    def round(self) -> None:
        """The next kind in turn."""
        self._kinds[len(self.rounds) % len(self._kinds)]()

    def close(self) -> None:
        """End the service."""
        if self._server:
            self._server.terminate()
            self._server.wait()

    def _files(self, count: int, folder: Path | None = None) -> list[Path]:
        """Reports that nobody has seen."""
        folder = folder or self.folder
        folder.mkdir(exist_ok=True, parents=True)
        made = []
        for _ in range(count):
            self._made += 1
            made.append(folder / f"rapport {self._made}.pdf")
            made[-1].write_bytes(make_pdf(f"rapport {self._made}", self._made, PAGES))
        return made

    def _add(self) -> None:
        files = self._files(1)
        command = ["add", str(files[0]), "--title", files[0].stem]
        self._killed("add one", command)
        self._finished(command)
        self._check_in(files)

    def _add_folder(self) -> None:
        self._made += 1
        files = self._files(3, self.folder / f"mappe-{self._made}")
        command = ["add", "--new", str(files[0].parent)]
        self._killed("add a folder", command)
        self._finished(command)
        self._check_in(files)

    def _edit(self) -> None:
        chosen = self.random.choice(self._materials())
        command = ["edit", chosen.id, "--subtitle", f"Udgave {len(self.rounds)}"]
        self._killed("edit", command)
        self._finished(command)
        now = next(m for m in self._materials() if m.id == chosen.id)
        if now.subtitle != command[-1]:
            self.wrong("next_runs_failed", f"{chosen.id} is called {now.subtitle}")

    def _undo(self) -> None:
        last = [c for c in load_journal(self.corpus).changes if c.undone is None][-1]
        self._killed("undo", ["undo"], gone=set(last.before))
        if any(c.when == last.when and c.undone is None for c in self._changes()):
            self._finished(["undo"])
        self._check_entries(last, last.before)

    def _remove(self) -> None:
        chosen = self.random.choice(self._materials())
        self._killed("remove", ["remove", chosen.id], gone={chosen.id})
        if any(m.id == chosen.id for m in self._materials()):
            self._finished(["remove", chosen.id])
        if any(m.id == chosen.id for m in self._materials()):
            self.wrong("next_runs_failed", f"{chosen.id} is there")
        self._finished(["index"])

    def _inbox(self) -> None:
        files = self._files(2)
        inbox = self.corpus / INBOX
        inbox.mkdir(exist_ok=True)
        for file in files:
            shutil.copy(file, inbox)
        rows = "".join(f"{file.name};{NEW};{file.stem}\n" for file in files)
        (inbox / "filer.csv").write_text(f"fil;id;titel\n{rows}", encoding="utf-8")
        self._killed("update with an inbox", ["update"])
        self._finished(["update"])
        self._check_in(files)

    def _two(self) -> None:
        files = self._files(1)
        command = ["add", str(files[0]), "--title", files[0].stem]
        self._killed("add and update at once", command, ["update"])
        self._finished(command)
        self._check_in(files)

    def _upload(self) -> None:
        """The service is killed while it takes a file in, and is started again."""
        files = self._files(1)
        self.begin("upload and publish")
        before = self._before()
        address = self._serve()
        sending = threading.Thread(target=self._send, args=(address, files[0], True))
        sending.start()
        time.sleep(self.random.uniform(0, 2.5))
        if self._server:
            self.end([self._server])
        sending.join()
        self._check_kept(before, set())
        address = self._serve()
        if took := self._send(address, files[0], False):
            self.wrong("next_runs_failed", took)
        self._finished(["index"])
        self._check_in(files)

    def _serve(self) -> str:
        """The address of the service, started when it doesn't run."""
        if self._server and self._server.poll() is None:
            return self._address
        start = time.monotonic()
        self._server = self.popen(["serve", "--port", "0"], stdout=subprocess.PIPE)
        line = self._server.stdout.readline() if self._server.stdout else ""
        found = re.search(r"http://[\d.]+:\d+", line)
        self._address = found[0] if found else ""
        with suppress(requests.RequestException):
            requests.get(f"{self._address}/api/search?q=makkerordninger", timeout=60)
        took = time.monotonic() - start
        if took > BACK_SECONDS:
            self.wrong("late", f"{took:.1f} s")
        return self._address

    def _send(self, address: str, file: Path, is_killed: bool) -> str:
        """Enter, upload and publish as a browser does, unless it was done; '' or what failed."""
        browser, home = requests.Session(), f"{address}/indlaes"
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        try:
            browser.post(f"{home}/ind", {"navn": "Bo", "hemmelighed": SECRET}, timeout=60)
            if not is_killed and self._links().count(f"urn:sha256:{digest}"):
                return ""
            token = {"token": _token(browser.get(home, timeout=60).text)}
            with file.open("rb") as stream:
                browser.post(home, token, files={"filer": stream}, timeout=60)
            written = {"title": file.stem, "hvad": "nyt", "gør": "udgiv"}
            answer = browser.post(f"{home}/fil/{digest}", token | written, timeout=60)
        except requests.RequestException as error:
            return f"{error!r:.200}"
        return "" if answer.status_code == 200 else f"{answer.status_code}: {answer.text[:200]}"

    def _killed(self, kind: str, *commands: list[str], gone: set[str] | None = None) -> None:
        """Kill them, and look at what is left; but for ``gone`` no material may be."""
        self.begin(kind)
        before = self._before()
        self.kill(*commands)
        self._check_kept(before, gone or set())

    def _finished(self, command: list[str]) -> None:
        if failed := self.run(command):
            self.wrong("next_runs_failed", failed)

    def _before(self) -> Before:
        return self._materials(), self._changes()

    def _check_kept(self, before: Before, gone: set[str]) -> None:
        self.check_records()
        self.state_or_none()
        try:
            now, changes = self._before()
            Uploads(Settings(corpus=self.corpus, index=self.index)).drafts()
        except UserError as error:
            self.wrong("records_not_readable", error)
            return
        for name in {m.id for m in before[0]} - {m.id for m in now} - gone:
            self.wrong("materials_lost", name)
        had = [c.what for c in before[1]]
        if [c.what for c in changes][: len(had)] != had:
            self.wrong("changes_lost", f"{len(had)} before, {len(changes)} now")
        if changes:
            self._check_entries(changes[-1], changes[-1].before, changes[-1].after)

    def _check_entries(self, change: Change, *allowed: Mapping[str, LocalEntry]) -> None:
        """What a change is of is as one of these had it, as a whole; of many files that came one
        after the other, each is."""
        overlay = load_overlay(self.corpus)
        now = {name: LocalEntry.of(overlay, name) for name in change.before}
        each = all(any(now[name] == had[name] for had in allowed) for name in now)
        if now not in allowed and not (change.more and each):
            self.wrong("changes_lost", f"{change.what} is half made: {now}")

    def _check_in(self, files: list[Path]) -> None:
        """Each file is the text of one material, and found."""
        self._finished(["index"])
        self.check_records()
        links, state = self._links(), self.state_or_none() or {}
        if (known := {m.id for m in self._materials()}) != state.keys():
            self.wrong("materials_lost", f"the index lacks or keeps {known ^ state.keys()}")
        for file in files:
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            if (count := links.count(f"urn:sha256:{digest}")) != 1:
                self.wrong("materials_lost", f"{file.name} is {count} materials")
            if [pages for _, sha, pages in state.values() if sha == digest] != [PAGES]:
                self.wrong("pages_lost", file.name)

    def _links(self) -> list[str]:
        return [link for m in self._materials() for link in m.links]

    def _materials(self) -> list[Material]:
        return list(load_catalogue(self.corpus).materials)

    def _changes(self) -> tuple[Change, ...]:
        return load_journal(self.corpus).changes


def _token(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    return found[1] if found else ""
