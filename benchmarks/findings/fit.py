"""The weights of ``search.findings.features``, made anew, and what they give on reports held out.

    python -m benchmarks.findings.fit DIR … [--json]

Each DIR holds reports, as for ``benchmarks.findings``, and is a collection of its own. Asked of
each are the questions of ``dev``, ``work`` and ``train`` on its reports, the dev half of
``benchmarks.paraphrases``, the facts of its ``FACTS.tsv``, and, where it has any of these but
``train``, the questions of dev and work on other matters. Printed are, for each kind of questions,
those that ask for a figure and those that don't, the weights, what it is worth that none answers,
the score above which 4 in 100 questions on other matters are, and how many have the right one
first and within three: of all units judged and of those above that score. These shares are of
parts of the reports, of weights that were made of the other parts.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import click
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks import paraphrases
from benchmarks.facts import FACTS, collected, facts_of
from benchmarks.findings import answers, judged
from benchmarks.findings.judged import Question
from search import Engine
from search.answering.searcher import Searcher
from search.findings.features import Features
from search.findings.finder import NAMED

PRIOR = 3.0
"""One over the variance of the normal prior of weights on standardised features."""
PARTS = 8
FALSE = 0.04
"""The share of questions on other matters to which something may be shown."""
SETS = ("dev", "work", "train")
SHOWN = 3

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Case:
    """A question's units: their features as rows, which are right, and which name the matter; the
    group of reports that it is on, '' for one on other matters."""

    features: Floats
    right: Truths
    named: Truths
    group: str
    by_passage: bool


@dataclass(frozen=True)
class Weights:
    """What each feature counts, and what it is worth that none answers."""

    each: Floats
    none: float

    def scores(self, case: Case) -> Floats:
        """Of its units, how much likelier each is than that none answers (log-odds)."""
        return np.where(case.named, case.features @ self.each - self.none, -np.inf)


def cases(folder: Path) -> Iterator[Case]:
    """The questions on the reports of a folder."""
    with collected(folder) as (engine, ids):
        asked = [q for half in SETS for q in judged.questions(half) if _is_on(q, ids)]
        if (folder / FACTS).exists():
            asked += [
                Question(f.query, ((f.expected,),), frozenset([(f.file, f.page)]))
                for f in facts_of(folder)
            ]
            asked += [
                Question(q.text, tuple((one,) for one in q.answers), frozenset(q.places))
                for q in paraphrases.questions("dev")
            ]
            asked += [*judged.foreign("dev"), *judged.foreign("work")]
        for question in asked:
            yield from _case(engine, ids, question)


def _is_on(question: Question, ids: dict[str, str]) -> bool:
    return any(file in ids for file, _ in question.places)


def _case(engine: Engine, ids: dict[str, str], question: Question) -> Iterator[Case]:
    """The units of a question; none where it is never answered, or always with figures."""
    finder, candidates = cast(Searcher, engine).finder(question.text)
    units, right = [], []
    files = {name: file for file, name in ids.items()}
    for page, contender, stated in finder.judged(candidates):
        (found,) = finder.findings([(page, stated)])
        units.append((contender.named, stated.features))
        right.append(question.is_right(answers.shown_of(found, files)))
    asked = finder.asked
    if asked and not asked.is_word and not asked.is_about_nothing:
        file = min(file for file, _ in question.places) if question.places else ""
        rows = np.array([features for _, features in units], float)
        yield Case(
            rows.reshape(-1, len(Features._fields)), np.array(right, bool),
            np.array([named >= NAMED for named, _ in units], bool),
            file.partition("-")[0].partition(".")[0], asked.by_passage,
        )  # fmt: skip


def fitted(some: list[Case]) -> Weights:
    """The most likely weights of a conditional logit (McFadden 1974), the last of each question's
    alternatives being that none answers."""
    rows = np.vstack([case.features for case in some])
    spread = rows.std(0) if len(rows) else np.zeros(rows.shape[1])
    spread[spread < 1e-9] = np.inf
    rows, right = rows / spread, np.concatenate([case.right for case in some])
    of = np.repeat(np.arange(len(some)), [len(case.right) for case in some])
    answered = np.array([case.right.any() for case in some])

    def loss(weights: Floats) -> tuple[float, Floats]:
        each, none = weights[:-1], weights[-1]
        scores, most = rows @ each, np.full(len(some), none)
        np.maximum.at(most, of, scores)
        odds, nothing = np.exp(scores - most[of]), np.exp(none - most)
        total = np.bincount(of, odds, len(some)) + nothing
        good = np.bincount(of, odds * right, len(some))
        told = np.where(answered, good, nothing)
        pulls = odds * right / np.where(answered, good, 1.0)[of] - odds / total[of]
        slope = np.append(pulls @ rows - PRIOR * each, (~answered - nothing / total).sum())
        return PRIOR / 2 * float(each @ each) - float(np.log(told / total).sum()), -slope

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return Weights(found[:-1] / spread, float(found[-1]))


def held_out(some: list[Case]) -> dict[str, float]:
    """What weights made of the other parts give of each."""
    groups = sorted({case.group for case in some if case.group})
    part = [
        groups.index(case.group) % PARTS if case.group else n % PARTS for n, case in enumerate(some)
    ]
    best: list[tuple[Case, float, list[bool]]] = []
    for now in range(PARTS):
        weights = fitted([case for case, of in zip(some, part, strict=True) if of != now])
        for case in (case for case, of in zip(some, part, strict=True) if of == now):
            scores = weights.scores(case)
            order = [n for n in np.argsort(-scores)[:SHOWN] if np.isfinite(scores[n])]
            top = float(scores[order[0]]) if order else -np.inf
            best.append((case, top, [bool(case.right[n]) for n in order]))
    other = sorted((top for case, top, _ in best if not case.group), reverse=True)
    least = other[int(FALSE * len(other))] if other else -np.inf
    asked = [(top > least, right) for case, top, right in best if case.group]
    return {
        "asked": len(asked),
        "stated": least,
        "first": sum(right[:1] == [True] for _, right in asked) / len(asked),
        "in_three": sum(any(right) for _, right in asked) / len(asked),
        "first_stated": sum(sure and right[:1] == [True] for sure, right in asked) / len(asked),
        "in_three_stated": sum(sure and any(right) for sure, right in asked) / len(asked),
    }


@click.command()
@click.argument(
    "folders", nargs=-1, required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(folders: tuple[Path, ...], as_json: bool) -> None:
    """Make the weights of findings of the questions on the reports in FOLDERS."""
    every = [case for folder in folders for case in cases(folder)]
    told: dict[str, Any] = {}
    for name, by_passage in (("figure", False), ("passage", True)):
        some = [case for case in every if case.by_passage is by_passage]
        weights = fitted(some)
        each = dict(zip(Features._fields, weights.each.tolist(), strict=True))
        told[name] = {"weights": each, "none": weights.none, "held out": held_out(some)}
    if as_json:
        click.echo(json.dumps(told, indent=1))
        return
    for name, one in told.items():
        click.echo(f"{name}: none {one['none']:.1f}")
        click.echo("".join(f"  {key} {value:.1f}" for key, value in one["weights"].items()))
        click.echo("".join(f"  {key} {value:.3f}" for key, value in one["held out"].items()))


if __name__ == "__main__":
    main()
