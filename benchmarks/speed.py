"""How fast the product is on one machine, beside its peers in the same run.

    python -m benchmarks.speed --pages 60000 [--json] [--http] [--keep DIR]

Every engine indexes the same pages of made Danish (``benchmarks.pages``), each in a process of its
own with its best ordinary setting, and is asked the same mixed questions (``benchmarks.questions``)
from the text of the query to the stored fields of the ten best. Questions are asked of all engines
in turn, so that all meet the same moments of a noisy machine. ``first_ms`` is the first time a
question is asked, ``query_ms`` the times after, as a running service meets them. ``full_ms`` is the
product's results page: snippets, facets and all; ``add_s`` what one more report of 100 pages takes
until it is found. ``--http`` asks that of the running service with
wrk. ``--keep`` keeps the indexes, to ask again without making them.
"""

import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus
from urllib.request import urlopen

import click
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.pages import BenchmarkPage, make_pages
from benchmarks.peers import Bm25s, Engine, Fts5, Row, Tantivy, Whoosh, year
from benchmarks.questions import Question, make_questions
from search import Filters, IndexStore, LiveSearcher, Writer
from search.library.catalogue import Material
from search.library.record import SUMMARY_PAGE, MaterialRecord, PageRecord

EACH = 20
"""Questions of every kind."""
ROUNDS = 7
CLIENTS = 8
HTTP_SECONDS = 20
LOAD_SECONDS = 5
ADDED = 100
"""Pages of the report that is added."""
ONLY_ADDED = Filters(material="added")
MIB = 1 << 20
Times = dict[str, list[float]]


class Product:
    """The product: its index, its query language, its ranking, all of its search path."""

    name = "product"

    def build(self, pages: Iterable[BenchmarkPage], folder: Path) -> None:
        with IndexStore(folder).writing() as writer:
            for report, found in groupby(pages, key=lambda page: page.report):
                put(writer, f"r{report}", list(found))

    def open(self, folder: Path) -> None:
        self._searcher = LiveSearcher(folder).get()

    def ask(self, question: Question) -> list[Row] | None:
        facets = question.kind == "facets"
        found = self._searcher.search(question.typed, pages=1, snippets=False, facets=facets)
        best = ((hit.record.material.id, hit.pages[0].number) for hit in found.materials)
        return [(n, self._searcher.page_text(material, n)) for material, n in best]

    def full(self, question: Question) -> None:
        """Ask for all that the results page shows."""
        self._searcher.search(question.typed)


def put(writer: Writer, name: str, pages: Sequence[BenchmarkPage]) -> None:
    """Write a report."""
    report = pages[0].report
    material = Material(
        id=name, title=f"Rapport {report}", published=str(year(pages[0])),
        publishers=(f"Udgiver {report % 7}",), kind="rapport",
    )  # fmt: skip
    records = [PageRecord(SUMMARY_PAGE, "", "")]
    records += [PageRecord(page.number, str(page.number), page.text) for page in pages]
    writer.put(MaterialRecord(material=material, pages=len(pages)), records, "")


def add_one(folder: Path) -> float:
    """Seconds until one more report is found: written, its generation opened, and asked for."""
    pages = [replace(page, number=n) for n, page in enumerate(make_pages(ADDED, seed=9), 1)]
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        copy = shutil.copytree(folder, Path(temporary) / "index")
        start = time.perf_counter()
        with IndexStore(copy).writing() as writer:
            put(writer, "added", pages)
        found = LiveSearcher(copy).get().search(pages[-1].text[:200], filters=ONLY_ADDED)
        seconds = time.perf_counter() - start
    if not found.total:
        raise click.ClickException("The report that was added isn't found.")
    return seconds


ENGINES: dict[str, Callable[[], Engine]] = {
    "product": Product, "whoosh": Whoosh, "fts5": Fts5, "tantivy": Tantivy, "bm25s": Bm25s,
}  # fmt: skip


def build(name: str, count: int, folder: Path) -> dict[str, Any]:
    """Index ``count`` pages into ``folder``; the seconds without those that made the pages."""
    pages = list(make_pages(count))
    folder.mkdir(parents=True)
    start = time.perf_counter()
    ENGINES[name]().build(pages, folder)
    seconds = time.perf_counter() - start
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return {"index_s": round(seconds, 1), "index_bytes": size}


def open_and_ask(name: str, folder: Path, questions: Sequence[Question]) -> dict[str, Any]:
    """Open an engine alone and ask it everything: the time to open, and its peak of memory."""
    engine = ENGINES[name]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    engine.open(folder)
    opened = time.perf_counter() - start
    for question in questions:
        engine.ask(question)
    if isinstance(engine, Product):
        for question in questions:
            engine.full(question)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "open_ms": round(1000 * opened, 1),
        "peak_mb": round(peak / MIB),
        "imports_mb": round(before * 1024 / MIB),
    }


def load_of(name: str, folder: Path, questions: Sequence[Question]) -> float:
    """Questions answered in a second by one process, after a first round."""
    engine = ENGINES[name]()
    engine.open(folder)
    asked = [question for question in questions if engine.ask(question) is not None]
    start, done = time.perf_counter(), 0
    while time.perf_counter() - start < LOAD_SECONDS:
        engine.ask(asked[done % len(asked)])
        done += 1
    return done / (time.perf_counter() - start)


def in_turn(names: Sequence[str], folder: Path, questions: Sequence[Question]) -> dict[str, Any]:
    """Ask the engines in turn, the order of questions drawn anew each round."""
    engines = {name: ENGINES[name]() for name in names}
    for name, engine in engines.items():
        engine.open(folder / name)
    shuffled = random.Random(3)  # noqa: S311 - the same order each time
    first = {name: defaultdict[str, list[float]](list) for name in names}
    later = {name: defaultdict[str, list[float]](list) for name in names}
    full: list[float] = []
    for number in range(ROUNDS + 1):
        for question in shuffled.sample(questions, len(questions)):
            for name, engine in engines.items():
                start = time.perf_counter()
                found = engine.ask(question)
                took = 1000 * (time.perf_counter() - start)
                if found is not None:
                    (later if number else first)[name][question.kind].append(took)
            if isinstance(product := engines.get("product"), Product):
                start = time.perf_counter()
                product.full(question)
                full.append(1000 * (time.perf_counter() - start))
    figures = {
        name: {"query_ms": _by_kind(later[name]), "first_ms": _by_kind(first[name])}
        for name in names
    }
    if full:
        figures["product"]["full_ms"] = _percentiles(full)
    return figures


def _by_kind(times: Times) -> dict[str, dict[str, float]]:
    figures = {kind: _percentiles(found) for kind, found in times.items()}
    return figures | {"all": _percentiles([t for found in times.values() for t in found])}


def _percentiles(times: Sequence[float]) -> dict[str, float]:
    return {f"p{p}": round(float(np.percentile(times, p)), 4) for p in (50, 95, 99)}


def apart(work: Callable[..., Any], *arguments: Any, processes: int = 1) -> list[Any]:
    """Do some work in processes of their own, all at once."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context) as pool:
        return [f.result() for f in [pool.submit(work, *arguments) for _ in range(processes)]]


def measure(names: Sequence[str], count: int, folder: Path) -> dict[str, Any]:
    """All figures of these engines."""
    figures: dict[str, Any] = {}
    for name in names:
        note = folder / f"{name}.json"
        if not note.exists():
            shutil.rmtree(folder / name, ignore_errors=True)
            [made] = apart(build, name, count, folder / name)
            note.write_text(json.dumps(made))
        figures[name] = json.loads(note.read_text())
    questions = make_questions(make_pages(count), EACH)
    for name in names:
        figures[name] |= apart(open_and_ask, name, folder / name, questions)[0]
    if "product" in figures:
        figures["product"]["add_s"] = round(apart(add_one, folder / "product")[0], 2)
    [asked] = apart(in_turn, names, folder, questions)
    for name in names:
        figures[name] |= asked[name]
        loads = {n: apart(load_of, name, folder / name, questions, processes=n) for n in (1, 2)}
        figures[name]["queries_per_s"] = {str(n): round(sum(f)) for n, f in loads.items()}
    return figures


def http(index: Path, questions: Sequence[Question]) -> dict[str, Any]:
    """The results page over HTTP: wrk with 8 clients against ``mentorsoeg serve``."""
    with serving(index) as (address, _, _), tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "questions.lua"
        script.write_text(_lua([f"/soeg?q={quote_plus(q.typed)}" for q in questions]))
        command = ["wrk", "-t2", f"-c{CLIENTS}", f"-d{HTTP_SECONDS}s", "-s", str(script), address]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - the first to warm up
        run = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    told = next(line for line in run.stdout.splitlines() if line.startswith("{"))
    found: dict[str, Any] = json.loads(told)
    return found


def _lua(paths: Sequence[str]) -> str:
    listed = ", ".join(json.dumps(path) for path in paths)
    return f"""
local paths = {{ {listed} }}
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.read + summary.errors.timeout
  print(string.format('{{"p50": %.2f, "p95": %.2f, "p99": %.2f, "per_s": %.1f, "errors": %d}}',
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    1e6 * summary.requests / summary.duration, bad))
end
"""


@contextmanager
def serving(index: Path) -> Iterator[tuple[str, int, Path]]:
    """Serve the index from as many processes as there are cores; the address, the first's process
    id, and the folder of the corpus, which is empty."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as corpus:
        (Path(corpus) / "materials.toml").write_text("")
        command = [sys.executable, "-m", "mentorsoeg", "serve", "--port", str(port)]
        folders = ["--corpus", corpus, "--index", str(index)]
        environment = os.environ | {"MENTORSOEG_RATE_LIMIT": "", "MENTORSOEG_LOG_LEVEL": "error"}
        process = subprocess.Popen(  # noqa: S603
            [*command, *folders], env=environment, stdout=subprocess.DEVNULL
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{address}/readyz")
            yield address, process.pid, Path(corpus)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def _wait_for(url: str) -> None:
    for _ in range(600):
        try:
            with urlopen(url):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


def show(figures: dict[str, Any]) -> None:
    """Print the figures as tables."""
    for name, row in figures["engines"].items():
        click.echo(
            f"{name:10}index {row['index_s']:7.1f} s {row['index_bytes'] / MIB:7.0f} MiB"
            f"   open {row['open_ms']:7.1f} ms   peak {row['peak_mb']:5} MiB"
            f"   {row['queries_per_s']['1']:>7}/s {row['queries_per_s']['2']:>7}/s on two cores"
        )
    kinds = list(figures["engines"]["product"]["query_ms"])
    for which in ("query_ms", "first_ms"):
        click.echo(
            f"\n{which + ', p50 / p95':22}" + "".join(f"{n:>19}" for n in figures["engines"])
        )
        for kind in kinds:
            cells = (row[which].get(kind) for row in figures["engines"].values())
            told = (f"{c['p50']:.3f} / {c['p95']:.3f}" if c else "-" for c in cells)
            click.echo(f"{kind:22}" + "".join(f"{cell:>19}" for cell in told))
    click.echo(
        f"\nresults page with snippets and facets, ms: {figures['engines']['product']['full_ms']}"
        f"\none more report of {ADDED} pages, s: {figures['engines']['product']['add_s']}"
    )
    if "http" in figures:
        click.echo(f"HTTP with {CLIENTS} clients, ms: {figures['http']}")


@click.command()
@click.option("--pages", default=10_000, show_default=True, help="How many pages.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@click.option("--http", "http_", is_flag=True, help="Ask over HTTP too, with wrk.")
@click.option(
    "--engine", "names", multiple=True, type=click.Choice(list(ENGINES)), help="Only these."
)
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the indexes in this folder.")
def main(pages: int, json_: bool, http_: bool, names: tuple[str, ...], keep: Path | None) -> None:
    """Measure speed and scale beside the peers."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = (keep or Path(temporary)) / str(pages)
        folder.mkdir(parents=True, exist_ok=True)
        figures = {"pages": pages, "engines": measure(names or tuple(ENGINES), pages, folder)}
        if http_:
            figures["http"] = http(folder / "product", make_questions(make_pages(pages), EACH))
    if json_:
        click.echo(json.dumps(figures, indent=1))
    else:
        show(figures)


if __name__ == "__main__":
    main()
