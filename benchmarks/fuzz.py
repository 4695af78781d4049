"""Ask the front end with query strings that nobody means, and count what breaks.

Queries are put together of the query language's own signs, words of the collection, odd Unicode,
markup and repeats; the other parameters of absurd numbers and the like; and some query strings are
bytes at random. Every kind of page, file and JSON answer that reads a query is asked. A status of
500 or above, an exception and a traceback in the log or the answer count as broken.
"""

import json
import logging
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_from_bytes, quote_plus

import click
from click.testing import CliRunner
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from docs.example_report import TITLE, example_report
from mentorsoeg import main as mentorsoeg
from search import LiveSearcher
from search.library.settings import Settings
from webapp import create_app

CATALOGUE = Path(__file__).parent.parent / "corpus" / "materials.toml"
PATHS = (
    *["/soeg"] * 6, *["/api/search"] * 6, *["/konkordans"] * 2, *["/api/concordance"] * 2,
    "/api/complete", "/samling-af-soegninger", "/soeg.csv", "/soeg.json", "/soeg.xlsx", "/soeg.bib",
    "/soeg.ris", "/soeg.atom", "/konkordans.csv", "/materiale/{id}", "/materiale/{id}/side/5",
    "/materiale/{id}/side/5/citat", "/api/materials/{id}", "/", "/om",
)  # fmt: skip
SIGNS = (
    '"', '"', "(", ")", "*", "?", "~", "~3", "+", "-", ":", "..", " OG ", " ELLER ", " IKKE ",
    " AND ", " OR ", " NOT ", "titel:", "udgiver:", "forfatter:", "år:", "aar:", "side:", "emne:",
    "type:", "år:2014..2018", "side:1..", "år:..", "~99", "\\", "/", "&", "&quot;", "&#0;",
    "&#x110000;", "%", "_", "^", "$", "{{7*7}}", "${7*7}", "<script>alert(1)</script>",
    "'><img src=x onerror=x>", "' OR 1=1 --", "../../etc/passwd", "=cmd|'/c calc'!A1",
    "\r\nX-Injected: 1", "»", "«", "–", ";",
)  # fmt: skip
ODD = (
    "\x00", "\x1b[31m", "\x7f", "\x85", "\u00ad", "\u200b", "\u200d", "\u202e", "\u2028", "\ufeff",
    "\ufffe", "\uffff", "e\u0301", "\u0345" * 5, "İ", "ß", "ﬁ", "Å", "ａｂ", "٣٤", "½", "Ⅷ", "我們",
    "नि", "👨‍👩‍👧", "\U0010ffff", "𝔐𝔢𝔫𝔱𝔬𝔯", "\U000e0041",
)  # fmt: skip
NUMBERS = (
    "", "0", "1", "-1", "2", "10", "1000", "2015", "2999", "9" * 19, "9" * 5000, "1e9", "1.5",
    "nan", "٣", "0x10", " 7 ", "+3", "1_0", "-0", "\x00", "ja", "nej",
)  # fmt: skip
PARAMETERS = (
    "side", "limit", "fra", "til", "sortering", "praecis", "udgiver", "type", "maalgruppe", "emne",
    "fuldtekst", "materiale", "orden", "tekst", "ord", "format", "bredde", "ukendt",
)  # fmt: skip
VALUES = (
    "nyeste",
    "titel",
    "venstre",
    "aar",
    "csv",
    "xlsx",
    "json",
    "evaluering",
    "Cabi",
    "x" * 3000,
)


class Fuzzer:
    """Makes query strings; ``words`` are some of the collection's."""

    def __init__(self, words: list[str], seed: int) -> None:
        self._words = words
        self._random = random.Random(seed)  # noqa: S311 - a repeatable benchmark

    def path(self, material_id: str) -> str:
        """Something that reads a query."""
        return self._random.choice(PATHS).replace("{id}", material_id)

    def query_string(self) -> str:
        """A query string as it comes over the wire, in Latin-1 as WSGI wants it."""
        if self._random.random() < 0.1:
            return self._noise()
        pairs = [("q", self._query())]
        for _ in range(self._random.choice((0, 0, 0, 1, 2, 5))):
            pairs.append((self._random.choice(PARAMETERS), self._value()))
        if self._random.random() < 0.05:
            pairs.append(("q", self._query()))
        self._random.shuffle(pairs)
        return "&".join(f"{name}={self._quoted(value)}" for name, value in pairs)

    def _query(self) -> str:
        makers: tuple[Callable[[], str], ...] = (
            self._word, self._word, self._word, lambda: self._random.choice(SIGNS),
            lambda: self._random.choice(SIGNS), lambda: self._random.choice(ODD), self._slip,
            self._letters,
        )  # fmt: skip
        count = self._random.choice((0, 1, 1, 2, 3, 4, 8, 20, 60))
        parts = [self._random.choice(makers)() for _ in range(count)]
        query = self._random.choice(("", " ")).join(parts)
        return query * self._random.choice((2, 50, 400)) if self._random.random() < 0.02 else query

    def _word(self) -> str:
        return self._random.choice(self._words)

    def _slip(self) -> str:
        """A word with a letter gone, doubled, or a star in its place."""
        word, at = self._word(), self._random.randrange(20)
        return (
            word[:at] + self._random.choice(("", word[at : at + 1] * 2, "*", "?")) + word[at + 1 :]
        )

    def _letters(self) -> str:
        """Characters from anywhere in Unicode, surrogates aside."""
        codes = (self._random.randrange(0x110000) for _ in range(self._random.randrange(1, 9)))
        return "".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000)

    def _value(self) -> str:
        chosen = self._random.random()
        if chosen < 0.5:
            return self._random.choice(NUMBERS)
        return self._random.choice(VALUES) if chosen < 0.8 else self._query()

    def _quoted(self, value: str) -> str:
        if self._random.random() < 0.9:
            return quote_plus(value)
        return value.encode("utf-8", "replace").decode("latin-1").replace("&", "")

    def _noise(self) -> str:
        raw = self._random.randbytes(self._random.randrange(40))
        if self._random.random() < 0.5:
            return f"q={quote_from_bytes(raw)}"
        return (
            "q="
            + raw.decode("latin-1")
            + self._random.choice(("%", "%f", "%zz", "%ed%a0%80", ";&=&"))
        )


class Failures(logging.Handler):
    """Counts what the application logs as a failure."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR:
            self.texts.append(self.format(record))


def make_app(folder: Path) -> tuple[Flask, str, list[str]]:
    """The front end over the catalogue and the example report; its id, and words to search for."""
    settings = Settings(corpus=folder / "corpus", index=folder / "index")
    settings.corpus.mkdir()
    (settings.corpus / CATALOGUE.name).write_bytes(CATALOGUE.read_bytes())
    file = folder / "rapport.pdf"
    file.write_bytes(example_report())
    folders = ["--corpus", str(settings.corpus), "--index", str(settings.index)]
    added = CliRunner().invoke(mentorsoeg, ["add", str(file), "--title", TITLE, *folders])
    if added.exit_code:
        raise click.ClickException(added.output)
    searcher = LiveSearcher(settings.index).get()
    records = searcher.materials()
    (material_id,) = (r.material.id for r in records if r.pages)
    texts = (searcher.page_text(material_id, number) or "" for number in range(11))
    words = sorted({word for text in texts for word in text.split()})
    return create_app(settings), material_id, words


def no_number(name: str) -> float:
    """What Python takes for JSON and nobody else does: NaN and Infinity."""
    raise ValueError(name)


def is_broken(path: str, status: int, body: bytes) -> bool:
    """Whether an answer is a failure, or no JSON where it should be."""
    if path.startswith("/api/") and status < 500:
        try:
            json.loads(body, parse_constant=no_number)
        except ValueError:
            return True
    return status >= 500 or b"Traceback (most recent" in body


def ask(app: Flask, path: str, query_string: str) -> tuple[int, bytes]:
    """The status and body of an answer; an exception is a status of 599."""
    environ = EnvironBuilder(path).get_environ() | {
        "QUERY_STRING": query_string,
        "REMOTE_ADDR": "127.0.0.1",
    }
    try:
        body, status, _ = run_wsgi_app(app, environ, buffered=True)
    except Exception as error:
        return 599, repr(error).encode()
    return int(status.split()[0]), b"".join(body)


@click.command()
@click.option("--count", default=100_000, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "json_", is_flag=True)
def main(count: int, seed: int, json_: bool) -> None:
    """Ask with fuzzed query strings, and count what breaks."""
    failures = Failures()
    logging.getLogger().addHandler(failures)
    tally, times, broken = Counter[str](), list[float](), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        app, material_id, words = make_app(Path(folder))
        fuzzer = Fuzzer(words, seed)
        slowest = (0.0, "")
        for _ in range(count):
            path, query_string = fuzzer.path(material_id), fuzzer.query_string()
            start = time.perf_counter()
            status, body = ask(app, path, query_string)
            times.append((time.perf_counter() - start) * 1000)
            slowest = max(slowest, (times[-1], f"{path}?{query_string[:300]}"))
            tally[f"status {status}"] += 1
            if is_broken(path, status, body) or failures.texts:
                broken.append(f"{path}?{query_string[:300]} {' '.join(failures.texts)[-500:]}")
                failures.texts.clear()
    figures = {
        "asked": count, "broken": len(broken), **tally,
        "median_ms": round(statistics.median(times), 1),
        "p99_ms": round(statistics.quantiles(times, n=100)[98], 1),
        "longest_ms": round(slowest[0], 1), "slowest": slowest[1], "first_broken": broken[:5],
    }  # fmt: skip
    told = "\n".join(f"{key:14}{value}" for key, value in figures.items())
    click.echo(json.dumps(figures) if json_ else told)
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
