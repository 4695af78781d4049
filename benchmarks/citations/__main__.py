"""Train the labeller of citations, or measure it on styles and names it never saw.

``--train`` writes ``references.crfsuite`` and ``lines.crfsuite`` in ``indexer/harvesting``.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from multiprocessing import Pool
from pathlib import Path

import click
import pycrfsuite

from benchmarks.citations.made import Labelled, Maker
from benchmarks.citations.styles import HELD_LINES, HELD_REFERENCES, LINES, REFERENCES
from indexer.harvesting.labelling import MODELS, features

PAGES, COUNT = 6, 6
"""Pages made of a style, and lines of a page."""
DROPPED = 0.5
"""Share of the tokens whose word is kept from the learner, that it may not only learn words."""
WORDS = ("w=", "w-1=", "w1=", "w-2=", "w2=", "x3=", "x4=", "p4=")


def made(
    references: Sequence[str], lines: Sequence[str], *, held: bool, pages: int = PAGES
) -> list[Labelled]:
    found = []
    for is_titled, styles in ((False, references), (True, lines), (False, lines)):
        for n, style in enumerate(styles):
            for k in range(pages):
                found += Maker(n * 1000 + k, held=held).page(style, COUNT, is_titled=is_titled)
    return found


def train(lines: Iterable[Labelled], file: Path) -> None:
    chance = random.Random("dropped")
    trainer = pycrfsuite.Trainer(verbose=False)
    for line in lines:
        rows = features(line.run)
        for n, row in enumerate(rows):
            if chance.random() < DROPPED:
                rows[n] = [f for f in row if not f.startswith(WORDS)]
        trainer.append(rows, line.labels)
    trainer.set_params({"c1": 0.3, "c2": 0.02, "max_iterations": 120, "feature.minfreq": 4})
    trainer.train(str(file))


def spans(labels: Sequence[str]) -> set[tuple[str, int, int]]:
    found, start = set(), 0
    for n in range(1, len(labels) + 1):
        if n < len(labels) and labels[n].startswith("I-") and labels[start] != "O":
            continue
        if labels[start] != "O":
            found.add((labels[start][2:], start, n))
        start = n
    return found


def scores(lines: Sequence[Labelled]) -> dict[str, tuple[int, int, int]]:
    taggers = {is_titled: pycrfsuite.Tagger() for is_titled in MODELS}
    for is_titled, tagger in taggers.items():
        tagger.open(str(MODELS[is_titled]))
    told: dict[str, Counter[str]] = {"right": Counter(), "got": Counter(), "wanted": Counter()}
    for line in lines:
        got, wanted = spans(taggers[line.run.is_titled].tag(features(line.run))), spans(line.labels)
        for name, some in (("right", got & wanted), ("got", got), ("wanted", wanted)):
            told[name].update(label for label, *_ in some)
    return {k: (told["right"][k], told["got"][k], told["wanted"][k]) for k in told["wanted"]}


@click.command()
@click.option("--train", "is_training", is_flag=True)
def main(*, is_training: bool) -> None:
    """Print precision, recall and F1 of each field, by spans that are right to the token."""
    if is_training:
        lines = made(REFERENCES, LINES, held=False)
        jobs = [([x for x in lines if x.run.is_titled is k], file) for k, file in MODELS.items()]
        with Pool(len(jobs)) as pool:
            pool.starmap(train, jobs)
    for name, lines in (
        ("seen styles, held names", made(REFERENCES, LINES, held=True, pages=1)),
        ("held styles, held names", made(HELD_REFERENCES, HELD_LINES, held=True, pages=4)),
    ):
        click.echo(name)
        for field, (right, got, wanted) in sorted(scores(lines).items()):
            click.echo(
                f"  {field}: {right}/{got} precise, {right}/{wanted} found, F1 {2 * right / (got + wanted):.1%}"
            )


if __name__ == "__main__":
    main()
