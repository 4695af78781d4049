"""Questions that nobody asked before: each of a collection's once, the product beside tantivy."""

import gc
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any

import click

from benchmarks.judged import Document, load
from benchmarks.rankers import Run, index_product, index_tantivy, open_tantivy
from search import LiveSearcher

WARMING = 60
"""Questions asked before, by which code and dictionaries are loaded; none is asked again."""
TEN = 10


def copies(documents: list[Document], count: int) -> list[Document]:
    """The documents ``count`` times, each copy as other documents."""
    made = list(documents)
    for number in range(1, count):
        suffix = f"-{number}"
        made += [
            replace(d, id=d.id + suffix, material=d.material + suffix) for d in documents
        ]  # fmt: skip
    return made


def ask_product(folder: Path) -> Run:
    """As ``mentorsoeg search`` asks: the ten best with their records, without snippets."""
    searcher = LiveSearcher(folder).get()

    def run(query: str) -> list[tuple[str, float]]:
        found = searcher.search(query, limit=TEN, snippets=False, facets=False, alike=False)
        return [(hit.record.material.title, hit.score) for hit in found.materials]

    return run


ENGINES = (
    ("product", "product", index_product, ask_product),
    ("tantivy", "tantivy", index_tantivy, partial(open_tantivy, depth=TEN)),
    ("tantivy, with records", "tantivy", index_tantivy,
     partial(open_tantivy, depth=TEN, stored=("id", "title", "text"))),
)  # fmt: skip
"""Name, whose index it asks, how that is made, and how it is opened. The product's record is the
material with all that is known of it, and the number and label of its best pages. tantivy reads a
document whole for its id, title and text among the rest; its second row has these as Python's."""


def index(
    documents: list[Document], folder: Path, make: Callable[[list[Document], Path], None]
) -> dict[str, float]:
    """Index them, and tell how long it took and how large it is."""
    folder.mkdir()
    start = time.perf_counter()
    make(documents, folder)
    index_s = time.perf_counter() - start
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return {"index_s": round(index_s, 2), "index_bytes": size}


def times(run: Run, queries: list[str]) -> Iterator[tuple[float, float]]:
    """The milliseconds that each query takes, and those of them in which the core was ours."""
    gc.collect()
    for query in queries:
        start, own = time.perf_counter(), time.thread_time()
        run(query)
        yield (time.perf_counter() - start) * 1000, (time.thread_time() - own) * 1000


def measure(collection: Path, half: str, count: int) -> dict[str, Any]:
    """The figures of the engines over ``count`` copies of a collection."""
    judged = load(collection, half)
    documents = copies(judged.documents, count)
    asked = list(dict.fromkeys(judged.queries.values()))
    warming, measured = asked[:WARMING], asked[WARMING:]
    if len(measured) < WARMING:  # a small collection: half of it warms up
        warming, measured = asked[: len(asked) // 2], asked[len(asked) // 2 :]
    engines: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        for engine, of, make, opened in ENGINES:
            folder = Path(name) / of
            if made := engines.get(of):
                figures = {key: made[key] for key in ("index_s", "index_bytes")}
            else:
                figures = index(documents, folder, make)
            start = time.perf_counter()
            run = opened(folder)
            open_s = time.perf_counter() - start
            list(times(run, warming))
            waited, own = zip(*times(run, measured), strict=True)
            cuts, cpu = quantiles(waited, n=20), quantiles(own, n=20)
            engines[engine] = {
                "p50_ms": round(cuts[9], 3), "p95_ms": round(cuts[18], 3),
                "cpu_p50_ms": round(cpu[9], 3), "cpu_p95_ms": round(cpu[18], 3),
                "open_s": round(open_s, 3), **figures,
            }  # fmt: skip
    text = sum(len(document.text.encode()) for document in documents)
    return {"collection": collection.name, "copies": count, "pages": len(documents),
            "questions": len(measured), "text_bytes": text, "engines": engines}  # fmt: skip


@click.command()
@click.argument("collection", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--half", default="dev", show_default=True, help="Which half of the queries.")
@click.option("--copies", "count", default=1, show_default=True, help="Copies of the collection.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
def main(collection: Path, half: str, count: int, json_: bool) -> None:
    """Time distinct questions, each asked once."""
    found = measure(collection, half, count)
    if json_:
        click.echo(json.dumps(found, indent=1))
        return
    click.echo(f"{found['collection']} x {count}: {found['pages']} pages")
    for name, figures in found["engines"].items():
        click.echo(f"  {name:22}" + "  ".join(f"{key} {value:g}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
