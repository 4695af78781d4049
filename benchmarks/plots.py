"""The tables and plots of ``docs/performance.md``, from what ``benchmarks.speed --json`` printed.

    python -m benchmarks.plots docs/performance/*.json

Each file is a run of the same machine at another number of pages. Plots are written beside the
files, the tables into the document, between its marks.
"""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import matplotlib as mpl

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "mentorsoeg"  # the same file for the same figures

from matplotlib import pyplot as plt  # noqa: E402 - after the choice of what draws

DOCUMENT = Path(__file__).parent.parent / "docs" / "performance.md"
KINDS = {
    "rare": "rare word", "common": "common word", "three": "three words", "phrase": "phrase",
    "and": "all of two words", "prefix": "prefix", "facets": "with facet counts",
    "number": "number", "typo": "a slip of the pen", "all": "all",
}  # fmt: skip
MIB = 1 << 20
Run = dict[str, Any]


def line_plot(
    runs: Sequence[Run], path: Path, title: str, of: Callable[[Run], float | None]
) -> None:
    """Draw one line for each engine over the number of pages, both axes logarithmic."""
    figure, axes = plt.subplots(figsize=(7, 4.2), layout="constrained")
    for name in runs[-1]["engines"]:
        points = [(run["pages"], of(run["engines"][name])) for run in runs]
        axes.plot(*zip(*points, strict=True), marker="o", label=name)
    axes.set(title=title, xlabel="pages", xscale="log", yscale="log")
    axes.grid(alpha=0.3, which="both")
    axes.legend()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def number(value: float | None) -> str:
    """A figure with two digits that tell, – for none."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def kinds_table(run: Run, which: str) -> str:
    """Medians of every kind of question, in milliseconds."""
    engines = run["engines"]
    rows = [
        [told, *(number(e[which].get(kind, {}).get("p50")) for e in engines.values())]
        for kind, told in KINDS.items()
    ]
    return table(["p50, ms", *engines], rows)


def costs_table(run: Run) -> str:
    """What each engine takes beside time to answer."""
    rows: list[tuple[str, Callable[[Run], str]]] = [
        ("index, s", lambda e: number(e["index_s"])),
        ("index, MiB", lambda e: number(e["index_bytes"] / MIB)),
        ("open, ms", lambda e: number(e["open_ms"])),
        (f"peak memory, MiB ({min(e['imports_mb'] for e in run['engines'].values())} of it the "
         "benchmark's imports)", lambda e: number(e["peak_mb"])),
        ("questions a second, one core / two",
         lambda e: f"{e['queries_per_s']['1']:,} / {e['queries_per_s']['2']:,}"),
    ]  # fmt: skip
    engines = run["engines"]
    return table(["", *engines], [[told, *map(of, engines.values())] for told, of in rows])


def growth_table(runs: Sequence[Run]) -> str:
    """How the product's costs grow with the collection."""
    rows: list[tuple[str, Callable[[Run], str]]] = [
        ("median, ms", lambda p: number(p["query_ms"]["all"]["p50"])),
        ("first time, ms", lambda p: number(p["first_ms"]["all"]["p50"])),
        ("results page, p50 / p95, ms",
         lambda p: f"{number(p['full_ms']['p50'])} / {number(p['full_ms']['p95'])}"),
        ("index, s", lambda p: number(p["index_s"])),
        ("index, MiB", lambda p: number(p["index_bytes"] / MIB)),
        ("one more report of 100 pages, s", lambda p: number(p["add_s"])),
        ("open, ms", lambda p: number(p["open_ms"])),
        ("peak memory, MiB", lambda p: number(p["peak_mb"])),
    ]  # fmt: skip
    products = [run["engines"]["product"] for run in runs]
    head = ["pages", *(f"{run['pages']:,}" for run in runs)]
    return table(head, [[told, *map(of, products)] for told, of in rows])


def put(document: str, name: str, content: str) -> str:
    """The document with this content between the marks of that name."""
    mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    found, count = mark.subn(lambda m: f"{m[1]}{content}\n{m[2]}", document)
    if count != 1:
        raise click.ClickException(f"{DOCUMENT.name} has no place for {name}.")
    return found


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(files: tuple[Path, ...]) -> None:
    """Make the tables and plots of docs/performance.md from these runs."""
    runs = sorted((json.loads(file.read_text()) for file in files), key=lambda run: run["pages"])
    [told] = [run for run in runs if "http" in run]
    folder = files[0].parent
    line_plot(
        runs, folder / "query.svg", "a question, median, ms", lambda e: e["query_ms"]["all"]["p50"]
    )
    line_plot(runs, folder / "index.svg", "indexing, s", lambda e: e["index_s"])
    document = DOCUMENT.read_text(encoding="utf-8")
    for name, content in {
        "questions": kinds_table(told, "query_ms"),
        "first": kinds_table(told, "first_ms"),
        "costs": costs_table(told),
        "growth": growth_table(runs),
    }.items():
        document = put(document, name, content)
    DOCUMENT.write_text(document, encoding="utf-8")


if __name__ == "__main__":
    main()
