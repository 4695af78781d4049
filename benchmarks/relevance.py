"""How well the product ranks, beside tantivy with its own Danish analysis and, where Java is, a
tuned Lucene.

    python -m benchmarks.relevance COLLECTION_DIR … --half dev
        [--group] [--losses N] [--rare] [--ablate] [--engine opensearch [--sample N]] [--json]

Each document is a material with one page, or with ``--group`` a page of the material that the
collection names, shown as the product shows pages. The product asks as ``mentorsoeg search`` does;
tantivy analyses with lower case, Danish stop words and Snowball, and searches title and text.
Plain Whoosh with the same analysis is the measure of index size and time. With ``--engine
opensearch`` the product is the one in the cluster that ``MENTORSOEG_OPENSEARCH_URL`` names, beside
the embedded one alone, and it is told for how many queries both count as many materials, and give
the same ten first; ``--sample`` asks so many of the queries, drawn by lot. Judged by ir_measures;
``p`` is a paired randomisation test on the nDCG@10 of each query.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import click
import ir_measures
from ir_measures import R, ScoredDoc, Success, nDCG

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.judged import Document, Judged, load
from benchmarks.losses import losses
from benchmarks.lucene.engine import LuceneUnavailable, ask_lucene
from benchmarks.rankers import (
    Hits,
    Run,
    grouped,
    index_into,
    index_product,
    index_tantivy,
    index_whoosh,
    open_product,
    open_tantivy,
    run_over,
)
from benchmarks.rarewords import rare_words, share_first
from benchmarks.significance import p_value
from search.library.settings import Settings
from search.live import LiveSearcher
from search.ranking.weights import WEIGHTS, Weights
from search.stores import LocalStore, store_of

NDCG = nDCG @ 10
COLLECTIONS = click.argument(
    "collections", nargs=-1, required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)  # fmt: skip
HALF = click.option("--half", default="dev", show_default=True, help="Which half of the queries.")
MEASURES = {
    "ndcg@10": NDCG, "recall@100": R @ 100, "success@1": Success @ 1, "success@3": Success @ 3,
}  # fmt: skip
Figures = dict[str, float]


@dataclass(frozen=True)
class Answers:
    """What an engine found: by query the hits and their nDCG@10; ``figures`` over all."""

    found: dict[str, Hits]
    ndcg: dict[str, float]
    figures: Figures


def judge(judged: Judged, found: dict[str, Hits], seconds: float) -> Answers:
    """Judge what was found for every query in so many seconds."""
    scored = [ScoredDoc(q, name, score) for q, hits in found.items() for name, score in hits]
    measured = ir_measures.calc_aggregate(MEASURES.values(), judged.qrels, scored)
    figures = {name: round(float(measured[measure]), 4) for name, measure in MEASURES.items()}
    each = {m.query_id: float(m.value) for m in ir_measures.iter_calc([NDCG], judged.qrels, scored)}
    return Answers(found, each, figures | {"queries_per_s": round(len(found) / seconds, 1)})


def ask(run: Run, judged: Judged) -> Answers:
    """Ask every query, and judge what was found."""
    start = time.perf_counter()
    found = {query_id: run(text) for query_id, text in judged.queries.items()}
    return judge(judged, found, time.perf_counter() - start)


def build(make: Callable[[list[Document], Path], None], judged: Judged, folder: Path) -> Figures:
    """Index, and the seconds and bytes that it took, after a first document elsewhere: what is
    loaded once (a dictionary) isn't counted."""
    with tempfile.TemporaryDirectory() as first:
        make(judged.documents[:1], Path(first))
    folder.mkdir()
    start = time.perf_counter()
    make(judged.documents, folder)
    seconds = time.perf_counter() - start
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return {"index_bytes": size, "index_s": round(seconds, 2)}


def ablations() -> Iterator[tuple[str, Weights]]:
    """The product without one part of its ranking at a time."""
    parts = ("exact", "stem", "compound", "halves", "gram", "near", "coverage", "title", "spread",
             "synonym", "feedback", "context")  # fmt: skip
    for name in parts:
        changed: dict[str, Any] = {name: 0.0}
        yield f"without {name}", replace(WEIGHTS, **changed)
    nothing = dict.fromkeys(parts, 0.0) | {"half": 0.0, "stem": 1.0}
    yield "stems alone", replace(WEIGHTS, **nothing)


@dataclass(frozen=True)
class Wanted:
    """What is to be measured beside the figures of product and tantivy."""

    ablate: bool
    lucene: bool
    rare: bool
    losses: int
    sample: int = 0


def measure(judged: Judged, wanted: Wanted) -> dict[str, Any]:
    """The figures of every engine by its name, with ``ablate`` of the product without each part;
    ``beside`` holds the product against each peer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        built = {
            engine: build(make, judged, folder / engine)
            for engine, make in (
                ("product", index_product), ("tantivy", index_tantivy), ("whoosh", index_whoosh),
            )
        }  # fmt: skip
        product = open_product(folder / "product", judged.documents)
        plain = open_tantivy(folder / "tantivy")
        tantivys = grouped(plain, judged.documents) if judged.grouped else plain
        ours, peers = ask(product, judged), {"tantivy": ask(tantivys, judged)}
        if judged.grouped:
            peers["tantivy's pages"] = ask(plain, judged)
        if wanted.lucene:
            peers |= _lucene(judged)
        found: dict[str, Any] = {"product": ours.figures | built["product"]}
        found |= {peer: answers.figures | built.get(peer, {}) for peer, answers in peers.items()}
        found["whoosh"] = built["whoosh"]
        if wanted.rare:
            words = rare_words(judged.documents)
            for engine, run in (("product", product), ("tantivy", plain)):
                found[engine]["rare_first"] = round(share_first(run, words), 4)
        for part, weights in ablations() if wanted.ablate else ():
            without = open_product(folder / "product", judged.documents, weights)
            found[part] = ask(without, judged).figures
    beside = {peer: _beside(judged, ours, answers, wanted) for peer, answers in peers.items()}
    return found | {"beside": beside}


def measure_cluster(judged: Judged, wanted: Wanted) -> dict[str, Any]:
    """The figures of the product in a cluster, beside the embedded, over a sample of queries."""
    judged = judged.sampled(wanted.sample)
    with tempfile.TemporaryDirectory() as name:
        index = f"relevance-{Path(name).name.lower()}"
        settings = Settings(engine="opensearch", opensearch_index=index, index=Path(name) / "words")
        stores = {"product": store_of(settings), "embedded": LocalStore(Path(name) / "embedded")}
        runs: dict[str, Run] = {}
        built: dict[str, Figures] = {}
        counted: dict[str, dict[str, int]] = {}
        for engine, store in stores.items():
            start = time.perf_counter()
            index_into(judged.documents, store)
            built[engine] = {"index_s": round(time.perf_counter() - start, 2)}
            searcher = LiveSearcher(store).get()
            counted[engine] = {}
            runs[engine] = run_over(searcher, judged.documents, counted[engine])
        ours, theirs = (ask(run, judged) for run in runs.values())
    first = [[[d for d, _ in a.found[q][:10]] for q in judged.queries] for a in (ours, theirs)]
    same = {
        "same_total": share_same(*(list(each.values()) for each in counted.values())),
        "same_first_ten": share_same(*first),
    }
    return {
        "product": ours.figures | built["product"] | same | {"queries": len(judged.queries)},
        "embedded": theirs.figures | built["embedded"],
        "beside": {"embedded": _beside(judged, ours, theirs, wanted)},
    }


def share_same(some: Sequence[object], others: Sequence[object]) -> float:
    """The share of places at which two rows have the same."""
    return round(sum(a == b for a, b in zip(some, others, strict=True)) / max(len(some), 1), 4)


def _lucene(judged: Judged) -> dict[str, Answers]:
    try:
        found, indexed, asked = ask_lucene(judged.documents, judged.queries)
    except LuceneUnavailable as error:
        click.echo(f"Lucene is left out: {error}", err=True)
        return {}
    if judged.grouped:
        for query, hits in found.items():
            found[query] = grouped(lambda _, hits=hits: hits, judged.documents)(query)
    answers = judge(judged, found, asked)
    figures = answers.figures | {"index_s": round(indexed, 2)}
    return {"lucene": replace(answers, figures=figures)}


def _beside(judged: Judged, ours: Answers, theirs: Answers, wanted: Wanted) -> dict[str, Any]:
    base = theirs.figures["ndcg@10"]
    both = [(ours.ndcg.get(q, 0.0), theirs.ndcg.get(q, 0.0)) for q in sorted(judged.queries)]
    found: dict[str, Any] = {
        "gain": round(ours.figures["ndcg@10"] / base - 1, 4) if base else None,
        "p": round(p_value(*zip(*both, strict=True)), 4),
    }
    if wanted.losses:
        ndcg = (ours.ndcg, theirs.ndcg)
        lost = losses(judged, ours.found, theirs.found, ndcg, wanted.losses)
        found["losses"] = [asdict(loss) for loss in lost]
    return found


def mean_gains(measured: Iterable[dict[str, Any]]) -> dict[str, float]:
    """The mean gain over each peer, of the collections that have it."""
    gains: dict[str, list[float]] = {}
    for found in measured:
        for peer, beside in found["beside"].items():
            if beside["gain"] is not None:
                gains.setdefault(peer, []).append(beside["gain"])
    return {peer: round(sum(each) / len(each), 4) for peer, each in gains.items()}


def _print(name: str, found: dict[str, Any]) -> None:
    click.echo(f"{name}:")
    beside = found["beside"]
    for engine, figures in found.items():
        if engine == "beside":
            continue
        row = "  ".join(f"{key} {value:g}" for key, value in figures.items())
        against = beside.get(engine)
        gain = f"  (product {against['gain']:+.1%}, p {against['p']:g})" if against else ""
        click.echo(f"  {engine:18}{row}{gain}")
    for peer, against in beside.items():
        for loss in against.get("losses", ()):
            ranks = f"{loss['rank'] or '–'} for {loss['peer_rank'] or '–'}"
            click.echo(f"  {peer:18}-{loss['lost']:.3f}  rank {ranks}: {loss['query']}")


@click.command()
@COLLECTIONS
@HALF
@click.option("--group", is_flag=True, help="Put the documents of a material together, as pages.")
@click.option("--losses", default=0, metavar="N", help="Tell the N worst losses to each peer.")
@click.option("--rare", is_flag=True, help="Also ask for words that stand on one page only.")
@click.option("--ablate", is_flag=True, help="Also measure the product without each part.")
@click.option("--lucene/--no-lucene", default=True, help="Ask Lucene too, where Java is.")
@click.option("--engine", default="whoosh", type=click.Choice(["whoosh", "opensearch"]))
@click.option("--sample", default=0, metavar="N", help="In the cluster, ask N of the queries.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
def main(  # noqa: PLR0913, PLR0917 - a parameter an option
    collections: tuple[Path, ...], half: str, group: bool, losses: int, rare: bool, ablate: bool,
    lucene: bool, engine: str, sample: int, json_: bool,
) -> None:  # fmt: skip
    """Measure ranking on collections in BEIR layout."""
    wanted = Wanted(ablate, lucene, rare, losses, sample)
    measured = {}
    for folder in collections:
        judged = load(folder, half, group)
        each = measure if engine == "whoosh" else measure_cluster
        measured[folder.name] = each(judged, wanted)
        if not json_:
            _print(folder.name, measured[folder.name])
    means = mean_gains(measured.values())
    if json_:
        several = {"collections": measured, "mean_gain": means}
        click.echo(json.dumps(several if len(measured) > 1 else measured.popitem()[1], indent=1))
    elif len(measured) > 1:
        click.echo("mean gain: " + ", ".join(f"over {p} {gain:+.1%}" for p, gain in means.items()))


if __name__ == "__main__":
    main()
