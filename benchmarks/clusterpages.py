"""What many made pages cost on a cluster of three nodes, beside the folder.

    python -m benchmarks.clusterpages --pages 200000 [--memory 1g] [--replicas 1] [--json]

Starts three OpenSearch nodes on loopback and puts the same made pages (``benchmarks.pages``) into
them and into an embedded index. Both are then asked the questions of ``benchmarks.speed``, each
once, after others of the same kinds: pages of results, with snippets and facets.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from statistics import quantiles
from typing import Any

import click

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.opensearch.nodes import Nodes
from benchmarks.pages import make_pages
from benchmarks.questions import Question, make_questions
from benchmarks.speed import put
from search.answering.door import Engine, Store
from search.library.settings import Settings
from search.live import LiveSearcher
from search.stores import LocalStore, store_of

EACH, WARMING = 12, 3
"""Questions of every kind, and those asked before."""
TOLD = 10_000
"""Pages after which it is told how far the writing came."""
Figures = dict[str, Any]


def write(store: Store, count: int, costs: Callable[[], Figures]) -> Figures:
    """Put so many pages; the seconds that it took, and what ``costs`` tells before and after."""
    before, start, own = costs(), time.perf_counter(), cpu_seconds(["self"])
    with store.writing() as writer:
        done = 0
        for report, found in groupby(make_pages(count), key=lambda page: page.report):
            pages = list(found)
            put(writer, f"r{report}", pages)
            done += len(pages)
            if done % TOLD < len(pages):
                click.echo(f"{done} pages, {time.perf_counter() - start:.0f} s", err=True)
    after = costs()
    return {
        "index_s": round(time.perf_counter() - start),
        "writer_cpu_s": round(cpu_seconds(["self"]) - own),
        **{name: round(after[name] - before[name]) for name in after},
    }


def ask(engine: Engine, questions: Iterable[Question]) -> tuple[list[float], list[int]]:
    """Ask each for its page of results: milliseconds, and how many reports were found."""
    times, totals = [], []
    for question in questions:
        start = time.perf_counter()
        totals.append(engine.search(question.typed).total)
        times.append((time.perf_counter() - start) * 1000)
    return times, totals


def asked(store: Store, questions: Sequence[Question]) -> tuple[Figures, list[int]]:
    """How long distinct questions took, by kind and over all; and what they found."""
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
    """The size of all files."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def measure(nodes: Nodes, folder: Path, count: int, shards: int, replicas: int) -> Figures:
    """The figures of both engines."""
    settings = Settings(
        engine="opensearch", opensearch_url=nodes.urls, index=folder / "words",
        opensearch_shards=shards, opensearch_replicas=replicas, opensearch_index="pages",
        opensearch_seconds=60,
    )  # fmt: skip
    questions = make_questions(make_pages(count), EACH + WARMING)

    def nodes_cost() -> Figures:
        return {"nodes_cpu_s": cpu_seconds(p.pid for p in nodes.processes if p)}

    found: dict[str, Figures] = {}
    totals: dict[str, list[int]] = {}
    stores: dict[str, Store] = {
        "cluster": store_of(settings), "embedded": LocalStore(folder / "embedded"),
    }  # fmt: skip
    for name, store in stores.items():
        found[name] = write(store, count, nodes_cost if name == "cluster" else dict)
        nodes.wait(status="green")
        click.echo(f"{name}: {found[name]}", err=True)
        figures, totals[name] = asked(store, questions)
        found[name] |= figures
        click.echo(f"{name}: {figures}", err=True)
    found["cluster"]["bytes"] = sum(
        bytes_below(folder / f"node-{n}" / "data") for n in range(len(nodes.ports))
    )
    found["embedded"]["bytes"] = bytes_below(folder / "embedded")
    same = sum(map(int.__eq__, *totals.values()))
    return {"pages": count, "shards": shards, "replicas": replicas, **found, "same_totals": same}


@click.command()
@click.option("--pages", default=10_000, show_default=True, help="How many pages.")
@click.option("--memory", default="512m", show_default=True, help="Of a node's Java.")
@click.option("--shards", default=3, show_default=True)
@click.option("--replicas", default=1, show_default=True, help="Copies of each shard.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep all in this folder.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
def main(  # noqa: PLR0913, PLR0917 - a parameter an option
    pages: int, memory: str, shards: int, replicas: int, keep: Path | None, json_: bool
) -> None:
    """Measure what made pages cost on three nodes, and in a folder."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        nodes = Nodes(folder, 3, memory=memory)
        try:
            nodes.wait()
            found = measure(nodes, folder, pages, shards, replicas)
        finally:
            nodes.close()
    click.echo(json.dumps(found, indent=1) if json_ else found)


if __name__ == "__main__":
    main()
