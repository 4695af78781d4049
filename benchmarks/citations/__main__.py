"""Train the labeller of citations, or measure it on styles and names it never saw.

``--train`` writes ``references.crfsuite``, ``lines.crfsuite`` and ``mentions.crfsuite`` in
``indexer/harvesting``, or the one that is named.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from multiprocessing import Pool
from pathlib import Path

import click
import pycrfsuite

from benchmarks.citations.made import Labelled, Maker
from benchmarks.citations.styles import (
    HELD_LINES,
    HELD_MENTIONS,
    HELD_REFERENCES,
    LINES,
    MENTIONS,
    REFERENCES,
)
from indexer.harvesting.labelling import MODELS
from indexer.harvesting.tokenfeatures import features

PAGES, COUNT = 6, 6
"""Pages made of a style, and lines of a page."""
DROPPED = 0.5
"""Share of the tokens whose word is kept from the learner, that it may not only learn words."""
WORDS = ("w=", "w-1=", "w1=", "w-2=", "w2=", "x3=", "x4=", "p4=")


def made(
    references: Sequence[str],
    lines: Sequence[str],
    mentions: Sequence[str],
    *,
    held: bool,
    pages: int = PAGES,
) -> list[Labelled]:
    found = []
    for is_titled, styles in ((False, references), (True, lines), (False, lines)):
        for n, style in enumerate(styles):
            for k in range(pages):
                found += Maker(n * 1000 + k, held=held).page(style, COUNT, is_titled=is_titled)
    for n, style in enumerate(mentions):
        for k in range(pages):
            page = Maker(n * 1000 + k, held=held).page(style, COUNT, is_titled=False)
            found += [replace(line, run=replace(line.run, is_running=True)) for line in page]
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
    taggers = {name: pycrfsuite.Tagger() for name in MODELS}
    for name, tagger in taggers.items():
        tagger.open(str(MODELS[name]))
    told: dict[str, Counter[str]] = {"right": Counter(), "got": Counter(), "wanted": Counter()}
    for line in lines:
        got, wanted = spans(taggers[line.run.model].tag(features(line.run))), spans(line.labels)
        for key, some in (("right", got & wanted), ("got", got), ("wanted", wanted)):
            told[key].update(label for label, *_ in some)
    return {k: (told["right"][k], told["got"][k], told["wanted"][k]) for k in told["wanted"]}


@click.command()
@click.option("--train", "is_training", is_flag=True)
@click.option("--only", type=click.Choice([*MODELS]), help="The model that is trained.")
def main(*, is_training: bool, only: str | None) -> None:
    """Print precision, recall and F1 of each field, by spans that are right to the token."""
    if is_training:
        lines = made(REFERENCES, LINES, MENTIONS, held=False)
        chosen = {k: file for k, file in MODELS.items() if only in (k, None)}
        jobs = [([x for x in lines if x.run.model == k], file) for k, file in chosen.items()]
        with Pool(len(jobs)) as pool:
            pool.starmap(train, jobs)
    for name, lines in (
        ("seen styles, held names", made(REFERENCES, LINES, MENTIONS, held=True, pages=1)),
        (
            "held styles, held names",
            made(HELD_REFERENCES, HELD_LINES, HELD_MENTIONS, held=True, pages=4),
        ),
    ):
        click.echo(name)
        for field, (right, got, wanted) in sorted(scores(lines).items()):
            click.echo(
                f"  {field}: {right}/{got} precise, {right}/{wanted} found, F1 {2 * right / (got + wanted):.1%}"
            )


if __name__ == "__main__":
    main()
