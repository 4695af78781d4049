"""How well the ranking holds on a collection on which its weights were not chosen.

    python -m benchmarks.leaveout COLLECTION_DIR … --half dev [--sample N] [--json]

Each collection is left out in turn. Each weight of ``TRIED`` is chosen among half of what it is,
itself and twice as much, by the mean gain in nDCG@10 over tantivy on the other collections; what is
told of the one left out is the gain with the weights so chosen, all of them at once, beside that of
the product. ``sample`` takes so many queries of each collection, drawn by lot.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.judged import Judged, load
from benchmarks.rankers import index_product, index_tantivy, open_product, open_tantivy
from benchmarks.relevance import COLLECTIONS, HALF, ask
from search.ranking.weights import WEIGHTS, Weights

TRIED = ("exact", "compound", "halves", "gram", "near", "coverage", "title", "feedback", "synonym")
SHARES = (0.5, 1.0, 2.0)
"""Of what a weight is."""
Shares = Mapping[str, float]
"""The share of each weight that isn't as it is."""
Gain = Callable[[Shares], float]


def weighted(shares: Shares) -> Weights:
    """The product's weights, each its share of what it is."""
    changed: dict[str, Any] = {name: getattr(WEIGHTS, name) * by for name, by in shares.items()}
    return replace(WEIGHTS, **changed)


def gain_over_tantivy(judged: Judged, folder: Path) -> Gain:
    """What tells the gain of the product with other weights over tantivy, indexed in a folder."""
    for name, make in (("product", index_product), ("tantivy", index_tantivy)):
        (folder / name).mkdir()
        make(judged.documents, folder / name)
    peer = ask(open_tantivy(folder / "tantivy"), judged).figures["ndcg@10"]

    def gain(shares: Shares) -> float:
        run = open_product(folder / "product", judged.documents, weighted(shares))
        return ask(run, judged).figures["ndcg@10"] / peer - 1

    return gain


def chosen_without(left_out: str, gains: Mapping[str, Mapping[tuple[str, float], float]]) -> Shares:
    """The shares with the best mean gain on the collections other than the one left out, weight by
    weight; the product's where none is better."""
    others = [of for name, of in gains.items() if name != left_out]

    def mean(weight: str, share: float) -> float:
        return sum(of[weight, share] for of in others) / len(others)

    best = {weight: max(SHARES, key=lambda s, w=weight: (mean(w, s), s == 1.0)) for weight in TRIED}
    return {weight: share for weight, share in best.items() if share != 1.0}


def measure(folders: Sequence[Path], half: str, sample: int) -> dict[str, Any]:
    """By collection the gain over tantivy of the product's weights and of those chosen on the
    others, and which these are; and the mean of both."""
    with ExitStack() as stack:
        asked: dict[str, Gain] = {}
        gains: dict[str, dict[tuple[str, float], float]] = {}
        for folder in folders:
            made = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            asked[folder.name] = gain = gain_over_tantivy(load(folder, half).sampled(sample), made)
            product = gain({})
            gains[folder.name] = {
                (weight, share): product if share == 1.0 else gain({weight: share})
                for weight in TRIED for share in SHARES
            }  # fmt: skip
            click.echo(f"{folder.name}: {product:+.1%}", err=True)
        found = {}
        for name, gain in asked.items():
            shares = chosen_without(name, gains)
            product = gains[name][TRIED[0], 1.0]
            found[name] = {
                "product": round(product, 4), "left_out": round(gain(shares), 4), "shares": shares,
            }  # fmt: skip
    means = {
        which: round(sum(one[which] for one in found.values()) / len(found), 4)
        for which in ("product", "left_out")
    }
    return {"collections": found, "mean": means}


@click.command()
@COLLECTIONS
@HALF
@click.option("--sample", default=0, help="So many queries of each; all of them for 0.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
def main(collections: tuple[Path, ...], half: str, sample: int, json_: bool) -> None:
    """Choose weights on some collections, and measure them on another."""
    if len(collections) < 2:
        raise click.UsageError("It takes two collections: one is left out.")
    found = measure(collections, half, sample)
    if json_:
        click.echo(json.dumps(found, indent=1))
        return
    for name, one in found["collections"].items():
        shares = ", ".join(f"{weight} × {share:g}" for weight, share in one["shares"].items())
        click.echo(f"{name:24}{one['product']:+8.1%}{one['left_out']:+8.1%}  {shares}")
    click.echo(f"{'mean':24}{found['mean']['product']:+8.1%}{found['mean']['left_out']:+8.1%}")


if __name__ == "__main__":
    main()
