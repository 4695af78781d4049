"""Flip bits on the disk one at a time, and see whether each is told or harmless.

A collection of PDFs, a text and a web page is added, indexed twice, so that there is a generation
before the current one, and its pages are drawn. Then one bit of one file below index or corpus is
flipped, what reads that file is asked, and the bit is put back; and so on. What is asked either
answers as before, or says in a sentence what is wrong. Another answer is wrong, and any exception
but those whose text people read is a traceback. ``materials.toml`` is left out: people write it,
and git keeps it.
"""

import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
from click.testing import CliRunner
from reportlab.pdfgen.canvas import Canvas

from indexer.pageimages import PageImages
from indexer.uploads import Uploads
from mentorsoeg import main as mentorsoeg
from search.library.errors import UserError
from search.library.settings import Settings
from webapp import create_app

QUERIES = ("makker", "lærling hos mester", '"fast makker"', "vejled*", "notatet")
REPORTS = 3
TOLD, HARMLESS, WRONG, TRACEBACK = "told", "harmless", "wrong", "tracebacks"


class Broken(Exception):
    """A traceback, where a sentence was due."""


class Damaged:
    """A collection below ``folder`` whose files are damaged one bit at a time."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.corpus, self.index = folder / "corpus", folder / "index"
        self._settings = Settings(corpus=self.corpus, index=self.index)
        self._random = random.Random(seed)  # noqa: S311 - a repeatable benchmark
        self._fill(folder)
        self._originals = {path.name: path.read_bytes() for path in self._folder("originals")}
        self._images = dict(self._drawn())
        self._right = self._answers()

    def flip(self) -> tuple[str, str]:
        """Flip a bit and put it back: the file's kind, and what came of it."""
        file = self._random.choice(list(self._files()))
        before = file.read_bytes()
        content = bytearray(before)
        content[self._random.randrange(len(content))] ^= 1 << self._random.randrange(8)
        with file.open("r+b") as stream:  # in place: generations share their files
            stream.write(content)
        try:
            outcome = self._outcome(file)
        except Broken as broken:
            click.echo(f"{file}: {broken}", err=True)
            outcome = TRACEBACK
        finally:
            self._put_back(file, before)
        return f"{file.parent.name.split('-')[0]}/{file.suffix or file.name[:9]}", outcome

    def _fill(self, folder: Path) -> None:
        self.corpus.mkdir()
        texts = [(f"rapport-{n}.pdf", report(n)) for n in range(REPORTS)]
        texts.append(("notat.txt", b"Notatet om makkere og mestre. " * 30))
        page = "<html><body><h1>Vejledning</h1><p>Vejledere og makkere.</p></body></html>"
        texts.append(("side.html", page.encode()))
        for name, content in texts:
            (folder / name).write_bytes(content)
            self._run("add", str(folder / name), "--title", name)
        Uploads(self._settings).receive("kladde.txt", b"En kladde om makkere. " * 30, "Bo")
        for _ in range(2):
            self._run("index", "--rebuild")

    def _files(self) -> Iterator[Path]:
        for folder in (self.index, self.corpus):
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.stat().st_size and path.name != "materials.toml":
                    yield path

    def _folder(self, name: str) -> list[Path]:
        return sorted((self.corpus / name).iterdir())

    def _run(self, *command: str) -> tuple[int, str, str]:
        folders = {"MENTORSOEG_CORPUS": str(self.corpus), "MENTORSOEG_INDEX": str(self.index)}
        done = CliRunner().invoke(mentorsoeg, command, env=folders)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise Broken(repr(done.exception))
        return done.exit_code, done.stdout, done.stderr

    def _answers(self) -> list[tuple[int, str, str]]:
        return [self._run("search", query, "--json") for query in QUERIES]

    def _drawn(self) -> Iterator[tuple[str, bytes]]:
        images = PageImages(self.corpus)
        for sha256, content in self._originals.items():
            if content.startswith(b"%PDF"):
                yield sha256, images.image(sha256, 1)
                images.marks(sha256, 1, "makker", [(0, 6)])

    def _outcome(self, file: Path) -> str:
        if self.index in file.parents:
            return self._of_answers()
        match file.parent.name:
            case "originals":
                return self._of_original(file.name)
            case "texts":
                code, _, _ = self._run("index", "--rebuild")
                return HARMLESS if code == 0 and self._answers() == self._right else WRONG
            case "pageimages":
                return HARMLESS if dict(self._drawn()) == self._images else WRONG
        code, _, said = self._run("status")
        told = code and said.startswith("Fejl: ")
        return TOLD if told or str(file) in self._run("doctor")[1].replace("\n", "") else WRONG

    def _of_answers(self) -> str:
        outcome = HARMLESS
        for (code, out, said), right in zip(self._answers(), self._right, strict=True):
            if said:
                outcome = TOLD
            elif (code, out, said) != right:
                return WRONG
        return outcome

    def _of_original(self, sha256: str) -> str:
        """It is neither drawn nor given, and ``doctor`` tells."""
        client = create_app(self._settings, PageImages(self.corpus)).test_client()
        if client.get(f"/original/{sha256}").status_code == 200:
            return WRONG
        cache = self.corpus / "pageimages"
        cache.rename(aside := cache.with_name("aside"))
        try:
            PageImages(self.corpus).image(sha256, 1)
            return WRONG
        except UserError:
            pass
        finally:
            shutil.rmtree(cache, ignore_errors=True)
            aside.rename(cache)
        return TOLD if sha256 in self._run("doctor")[1] else WRONG

    def _put_back(self, file: Path, content: bytes) -> None:
        if file.exists():  # else the generation is gone: a rebuild made the next ones
            with file.open("r+b") as stream:
                stream.truncate(len(content))
                stream.write(content)


def report(number: int) -> bytes:
    """A PDF of some pages."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for page in range(1, 4):
        for line in range(20):
            words = f"En lærling hos mester {number} har en fast makker {page} {line}."
            canvas.drawString(72, 760 - 20 * line, words)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@click.command()
@click.option("--count", default=1000, show_default=True, help="Bits to flip.")
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "json_", is_flag=True)
def main(count: int, seed: int, json_: bool) -> None:
    """Flip bits, and count what came of it, by kind of file."""
    by_kind: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        damaged = Damaged(Path(folder), seed)
        for _ in range(count):
            kind, outcome = damaged.flip()
            by_kind.setdefault(kind, Counter())[outcome] += 1
    total = sum(by_kind.values(), Counter[str]())
    figures = {"flips": count, **{name: total[name] for name in (TOLD, HARMLESS, WRONG, TRACEBACK)}}
    if json_:
        click.echo(json.dumps(figures | {"files": by_kind}, indent=1))
    else:
        for kind, outcomes in sorted(by_kind.items()):
            click.echo(f"{kind:30} {dict(outcomes)}")
        click.echo(figures)
    sys.exit(bool(total[WRONG] + total[TRACEBACK]))


if __name__ == "__main__":
    main()
