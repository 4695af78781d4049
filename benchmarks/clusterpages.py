"""What many made pages cost on a cluster of three nodes, beside the folder.

    python -m benchmarks.clusterpages --pages 200000 [--memory 1g] [--engine cluster] [--keep DIR]

Starts three OpenSearch nodes on loopback and puts the same made pages (``benchmarks.pages``) into
them and into an embedded index. Both are then asked the questions of ``benchmarks.speed``, each
once, after others of the same kinds: pages of results, with snippets and facets. With ``--keep``
the next call goes on with what isn't there yet, or asks only. What making the pages took is left
out.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from statistics import quantiles
from typing import Any

import click

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.opensearch.nodes import Nodes
from benchmarks.pages import PAGES_A_REPORT, BenchmarkPage, make_pages
from benchmarks.questions import Question, make_questions
from benchmarks.speed import put
from search.answering.door import Engine, Store
from search.library.settings import Settings
from search.live import LiveSearcher
from search.stores import LocalStore, store_of

EACH, WARMING = 12, 3
"""Questions of every kind, and those asked before."""
STARTING = 900
"""Seconds in which the nodes must be there, with all that they kept."""
ENGINES = ("cluster", "embedded")
Figures = dict[str, Any]


def reports(count: int) -> Iterator[tuple[str, list[BenchmarkPage]]]:
    """The made pages, by report."""
    for report, pages in groupby(make_pages(count), key=lambda page: page.report):
        yield f"r{report}", list(pages)


def write(store: Store, count: int, step: int, costs: Callable[[], Figures], note: Path) -> Figures:
    """Put so many pages, but those that are there already, ``step`` at a time; what all of that
    cost, and what ``costs`` tells before and after, which ``note`` keeps."""
    found: Figures = json.loads(note.read_text()) if note.exists() else {"pages": 0}
    left = reports(count) if found["pages"] < count else iter(())
    every = islice(left, found["pages"] // PAGES_A_REPORT, None)
    while some := list(islice(every, step // PAGES_A_REPORT)):
        before, start = {**costs(), "writer_cpu_s": cpu_seconds(["self"])}, time.perf_counter()
        with store.writing() as writer:
            for name, pages in some:
                put(writer, name, pages)
        after = {**costs(), "writer_cpu_s": cpu_seconds(["self"])}
        took = {name: after[name] - before[name] for name in after}
        took |= {"index_s": time.perf_counter() - start, "pages": sum(len(p) for _, p in some)}
        found = {name: round(found.get(name, 0) + took[name], 1) for name in took}
        note.write_text(json.dumps(found))
        click.echo(f"{note.stem}: {found}", err=True)
    return found


def ask(engine: Engine, questions: Iterable[Question]) -> tuple[list[float], list[int]]:
    """Ask each for its page of results: milliseconds, and how many reports were found."""
    times, totals = [], []
    for question in questions:
        start = time.perf_counter()
        totals.append(engine.search(question.typed).total)
        times.append((time.perf_counter() - start) * 1000)
    return times, totals


def asked(store: Store, count: int) -> tuple[Figures, list[int]]:
    """How long distinct questions took, by kind and over all; and what they found."""
    questions = make_questions(make_pages(count), EACH + WARMING)
    start = time.perf_counter()
    engine = LiveSearcher(store).get()
    opened = time.perf_counter() - start
    kinds = len({question.kind for question in questions})
    ask(engine, questions[: WARMING * kinds])
    measured = questions[WARMING * kinds :]
    times, totals = ask(engine, measured)
    by_kind = {
        kind: round(quantiles([t for t, q in zip(times, measured, strict=True) if q.kind == kind],
                              n=2)[0], 1)
        for kind in dict.fromkeys(question.kind for question in measured)
    }  # fmt: skip
    cuts = quantiles(times, n=20)
    figures = {"open_s": round(opened, 1), "questions": len(measured), "p50_ms": round(cuts[9], 1),
               "p95_ms": round(cuts[18], 1), "p50_by_kind_ms": by_kind}  # fmt: skip
    return figures, totals


def cpu_seconds(processes: Iterable[int | str]) -> float:
    """What processes have taken of the cores, with those they started and waited for."""
    ticks = 0
    for process in processes:
        told = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += sum(map(int, told[11:15]))
    return ticks / 100


def bytes_below(folder: Path) -> int:
    """The size of all files, those that have several names once."""
    found = (file.stat() for file in folder.rglob("*") if file.is_file())
    return sum({one.st_ino: one.st_size for one in found}.values())


def cluster(folder: Path, count: int, options: Figures) -> tuple[Figures, list[int]]:
    """The figures of a cluster of three nodes, and what was found."""
    nodes = Nodes(folder, 3, memory=options["memory"])
    settings = Settings(
        engine="opensearch", opensearch_url=nodes.urls, index=folder / "words",
        opensearch_shards=options["shards"], opensearch_replicas=options["replicas"],
        opensearch_index="pages", opensearch_seconds=60,
    )  # fmt: skip

    def cost() -> Figures:
        return {"nodes_cpu_s": cpu_seconds(p.pid for p in nodes.processes if p)}

    try:
        nodes.wait(STARTING, status="green" if (folder / "cluster.json").exists() else "yellow")
        figures = write(store_of(settings), count, options["step"], cost, folder / "cluster.json")
        nodes.wait(STARTING, status="green")
        figures["bytes"] = sum(bytes_below(folder / f"node-{n}" / "data") for n in range(3))
        times, totals = asked(store_of(settings), count)
    finally:
        nodes.close()
    return figures | times, totals


def embedded(folder: Path, count: int, options: Figures) -> tuple[Figures, list[int]]:
    """The figures of an index in a folder, and what was found."""
    store = LocalStore(folder / "embedded")
    figures = write(store, count, options["step"], dict, folder / "embedded.json")
    figures["bytes"] = bytes_below(folder / "embedded")
    times, totals = asked(store, count)
    return figures | times, totals


def measure(folder: Path, count: int, engines: Sequence[str], options: Figures) -> Figures:
    """The figures of these engines, one after the other."""
    found: Figures = {"pages": count, **options}
    totals = []
    for name in engines:
        measured = (cluster if name == "cluster" else embedded)(folder, count, options)
        found[name] = measured[0]
        totals.append(measured[1])
        click.echo(f"{name}: {measured[0]}", err=True)
    if len(totals) == len(ENGINES):
        found["same_totals"] = sum(map(int.__eq__, *totals))
    return found


@click.command()
@click.option("--pages", default=10_000, show_default=True, help="How many pages.")
@click.option("--memory", default="512m", show_default=True, help="Of a node's Java.")
@click.option("--shards", default=3, show_default=True)
@click.option("--replicas", default=1, show_default=True, help="Copies of each shard.")
@click.option("--step", default=120_000, show_default=True, help="Pages of a run of writing.")
@click.option("--engine", "engines", multiple=True, type=click.Choice(ENGINES), default=ENGINES)
@click.option("--keep", type=click.Path(path_type=Path), help="Keep all in this folder.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
def main(  # noqa: PLR0913, PLR0917 - a parameter an option
    pages: int, memory: str, shards: int, replicas: int, step: int, engines: Sequence[str],
    keep: Path | None, json_: bool,
) -> None:  # fmt: skip
    """Measure what made pages cost on three nodes, and in a folder."""
    options = {"memory": memory, "shards": shards, "replicas": replicas, "step": step}
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = measure(folder, pages, engines, options)
    click.echo(json.dumps(found, indent=1) if json_ else found)


if __name__ == "__main__":
    main()
