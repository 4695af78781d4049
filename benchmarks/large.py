"""Half a million pages, or as many as are wanted: questions that nobody asked before.

    python -m benchmarks.large [--pages 500000] [--keep DIR] [--json]

The product, tantivy and FTS5 index the same made pages (``benchmarks.pages``), each in a process of
its own, and are asked the questions of ``benchmarks.speed`` in turn, each once, after sixty others
that warm up. Of the product every second is asked for what ``mentorsoeg search`` shows, and the
others for a page of results. Then ``mentorsoeg serve`` is started, and eight clients at once ask it
for pages of results, each another: ``http_first`` are the answers to sixty from the moment at which
it is ready on, ``http`` those after. Milliseconds, and beside them ``cpu`` those in which the core
was ours, for a machine with much else at work. ``--keep`` keeps the indexes, to ask again, or to go
on after a run that was ended, without making them. What is being done is told on standard error.
"""

import json
import resource
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import click
import numpy as np

from benchmarks.load import ask, memory
from benchmarks.pages import make_pages
from benchmarks.peers import Engine
from benchmarks.questions import SAMPLE, Question, make_questions
from benchmarks.speed import CLIENTS, ENGINES, Product, apart, serving

NAMES = ("product", "tantivy", "fts5")
WARMING = 60
EACH = 30
"""Questions of every kind, of which some come again and are left out."""
HTTP_EACH = 90


def questions(each: int, seed: int) -> list[Question]:
    """Questions of every kind, no two alike."""
    made = make_questions(islice(make_pages(SAMPLE), SAMPLE), each, seed)
    return list({question.typed: question for question in made}.values())


def build(name: str, count: int, folder: Path) -> dict[str, Any]:
    """Index so many pages, and tell what it took beside making them."""
    pages = list(make_pages(count))
    shutil.rmtree(folder, ignore_errors=True)  # of a run that was ended
    folder.mkdir(parents=True)
    start, before = time.perf_counter(), _cpu()
    ENGINES[name]().build(pages, folder)
    seconds, cpu = time.perf_counter() - start, _cpu() - before
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    text = sum(len(page.text.encode()) for page in pages)
    return {
        "index_s": round(seconds, 1), "index_cpu_s": round(cpu, 1), "index_bytes": size,
        "of_text": round(size / text, 2), "peak_mb": round(_peak()),
    }  # fmt: skip


def _peak() -> float:
    """The most memory of this process, its pages among it, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _cpu() -> float:
    """CPU seconds of this process, and of those that it waited for."""
    own = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in own)


def opening(name: str, folder: Path) -> dict[str, float]:
    """What opening an index takes in a process that has opened none, and its first question."""
    engine, [first, *_] = ENGINES[name](), questions(1, 4)
    start, cpu = time.perf_counter(), _cpu()
    engine.open(folder)
    opened, opened_cpu = time.perf_counter() - start, _cpu() - cpu
    engine.ask(first)
    return {
        "open_s": round(opened, 2),
        "open_cpu_s": round(opened_cpu, 2),
        "open_and_first_s": round(time.perf_counter() - start, 2),
    }


def asked(folder: Path) -> dict[str, Any]:
    """Ask the engines in turn, each question once."""
    engines: dict[str, Engine] = {name: ENGINES[name]() for name in NAMES}
    for name, engine in engines.items():
        engine.open(folder / name)
    every = questions(EACH, 2)
    took = {name: defaultdict[str, list[tuple[float, float]]](list) for name in (*NAMES, "page")}
    for number, question in enumerate(every):
        for name, engine in engines.items():
            of = "page" if name == "product" and number % 2 else name
            start, cpu = time.perf_counter(), time.process_time()
            if of == "page" and isinstance(engine, Product):
                engine.full(question)
            elif engine.ask(question) is None:
                continue
            spent = 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - cpu)
            if number >= WARMING:
                took[of][question.kind].append(spent)
    return {name: _by_kind(kinds) for name, kinds in took.items()}


def _by_kind(took: dict[str, list[tuple[float, float]]]) -> dict[str, Any]:
    every = [one for some in took.values() for one in some]
    return {kind: _figures(some) for kind, some in (took | {"all": every}).items()}


def _figures(took: Sequence[tuple[float, float]]) -> dict[str, float]:
    waited, cpu = np.array(took).T
    return {
        "questions": len(took),
        **{f"p{p}": round(float(np.percentile(waited, p)), 2) for p in (50, 95, 99)},
        **{f"cpu_p{p}": round(float(np.percentile(cpu, p)), 2) for p in (50, 95, 99)},
    }


def http(index: Path) -> dict[str, Any]:
    """Pages of results over HTTP, asked by several clients, no question twice."""
    every = questions(HTTP_EACH, 3)
    paths = [f"/soeg?q={quote_plus(question.typed)}" for question in every]
    start = time.perf_counter()
    with serving(index) as (address, process, _), ThreadPoolExecutor(CLIENTS) as clients:
        ready = time.perf_counter() - start
        some = {"http_first": paths[:WARMING], "http": paths[WARMING:]}
        times = {name: list(clients.map(partial(ask, address), own)) for name, own in some.items()}
        mapped, anonymous = memory(process), memory(process, "Pss_Anon")
    found: dict[str, Any] = {
        name: {"answers": len(took)}
        | {f"p{p}": round(float(np.percentile(took, p)), 1) for p in (50, 95, 99)}
        for name, took in times.items()
    }
    memory_mb = {"own": anonymous, "mapped": round(mapped - anonymous, 1)}
    return found | {"ready_s": round(ready, 2), "memory_mb": memory_mb}


def tell(what: str) -> None:
    """Say what is being done, and when."""
    click.echo(f"{time.strftime('%H:%M:%S')} {what}", err=True)


def measure(count: int, folder: Path) -> dict[str, Any]:
    """All figures."""
    figures: dict[str, Any] = {}
    for name in NAMES:
        note = folder / f"{name}.json"
        if not note.exists():
            tell(f"{name}: {count} pages are indexed")
            [made] = apart(build, name, count, folder / name)
            note.write_text(json.dumps(made))
        figures[name] = json.loads(note.read_text())
        tell(f"{name}: {note.read_text()}")
        figures[name] |= apart(opening, name, folder / name)[0]
    tell("the engines are asked")
    [times] = apart(asked, folder)
    for name in NAMES:
        figures[name]["ask"] = times[name]
    figures["product"]["page"] = times["page"]
    tell("the server is asked")
    return {"pages": count, "engines": figures} | http(folder / "product")


def show(figures: dict[str, Any]) -> None:
    """Print the figures."""
    for name, row in figures["engines"].items():
        told = (f"{key} {value:g}" for key, value in row.items() if not isinstance(value, dict))
        click.echo(f"{name:8} " + "  ".join(told))
        for of in ("ask", "page"):
            for kind, took in row.get(of, {}).items():
                click.echo(f"  {of:5}{kind:8}" + "  ".join(f"{k} {v:g}" for k, v in took.items()))
    for key in ("http_first", "http", "memory_mb"):
        click.echo(f"{key:11}" + "  ".join(f"{k} {v:g}" for k, v in figures[key].items()))
    click.echo(f"ready after {figures['ready_s']} s")


@click.command()
@click.option("--pages", default=500_000, show_default=True, help="How many pages.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the indexes in this folder.")
def main(pages: int, json_: bool, keep: Path | None) -> None:
    """Measure many pages beside the peers."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = (keep or Path(temporary)) / str(pages)
        folder.mkdir(parents=True, exist_ok=True)
        figures = measure(pages, folder)
    if json_:
        click.echo(json.dumps(figures, indent=1))
    else:
        show(figures)


if __name__ == "__main__":
    main()
