"""Whether findings answer, and whether figures and sentences are read as they stand.

    python -m benchmarks.findings DIR [--half HALF] [--losses] [--json]

DIR holds reports that the tables beside this file tell of; all its files are added to a fresh
collection, as ``benchmarks.facts`` does. Of each half that has questions on them: the questions
whose right finding is shown first, and within the first three; of all that the page of results
shows above them, within any, and how many it shows; beside the product's findings the best
sentences by plain BM25, and the first snippet of each that its search finds. Of the questions on
matters of which no report tells, those to which something is shown. Of the figures marked by hand,
precision and recall of their places and the share of kinds; of the marks of punctuation, precision
and recall of the sentences' ends, beside sentencex and pySBD. And, when DIR has ``FACTS.tsv``, its
facts whose text is in one of the first three.
"""

import json
import sys
from pathlib import Path
from typing import Any

import click

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.facts import FACTS, collected, facts_of
from benchmarks.findings import answers, judged, reading
from search import Engine

Told = dict[str, Any]
OURS = ("figures", "bounds by product")
"""What the product reads."""


def measure(folder: Path, halves: tuple[str, ...], with_losses: bool) -> Told:
    """All that is measured, of each half."""
    with collected(folder) as (engine, ids):
        askers = {
            "findings": answers.by_findings(engine, ids),
            "above results": answers.by_page(engine, ids),
            "sentences": answers.by_sentence(engine, ids),
            "snippets": answers.by_snippet(engine, ids),
        }
        some = [half for half in halves if _asked(half, ids)]
        told: Told = {half: _half(engine, ids, askers, half, with_losses) for half in some}
        if (folder / FACTS).exists():
            facts = facts_of(folder)
            told["facts"] = {
                name: answers.facts_found(facts, ask) for name, ask in askers.items()
            }  # fmt: skip
    return told


def _asked(half: str, ids: dict[str, str]) -> list[judged.Question]:
    """The questions on reports that the folder has."""
    return [q for q in judged.questions(half) if any(file in ids for file, _ in q.places)]


def _half(
    engine: Engine, ids: dict[str, str], askers: dict[str, answers.Ask], half: str, losses: bool
) -> Told:
    asked, other = _asked(half, ids), judged.foreign(half)
    figures, bounds = judged.figures(half), judged.bounds(half)
    pages = reading.pages_marked(engine, ids, [*figures, *bounds])
    read = (
        {}
        if not figures
        else {"figures": reading.figures_read(pages, figures)}
        | {
            f"bounds by {name}": reading.bounds_read(pages, bounds, split)
            for name, split in reading.SPLITTERS.items()
        }
    )
    told: Told = {
        "questions": {"asked": len(asked)}
        | {name: answers.shares(asked, ask) for name, ask in askers.items()},
        "foreign": {"asked": len(other), "shown": answers.shown_to(other, askers["findings"])},
        "read": {
            name: one.shares() | {"marked": one.marked} for name, one in read.items()
        },
    }  # fmt: skip
    if losses:
        told["losses"] = list(answers.losses(asked + other, askers["findings"]))
        told["faults"] = [fault for name in OURS if name in read for fault in read[name].faults]
    return told


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--half", "halves", multiple=True, type=click.Choice(judged.HALVES),
              default=judged.HALVES, show_default=True)  # fmt: skip
@click.option("--losses", is_flag=True, help="Tell what isn't answered or read right.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(folder: Path, halves: tuple[str, ...], losses: bool, as_json: bool) -> None:
    """Ask for findings in the reports in FOLDER."""
    told = measure(folder, halves, losses)
    if as_json:
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
        return
    facts = told.pop("facts", {})
    for half, one in told.items():
        _print(half, one)
    for name, share in facts.items():
        click.echo(f"facts in the first three, {name:12}{share:8.3f}")


def _print(half: str, told: Told) -> None:
    for one in [*told.get("losses", ()), *told.get("faults", ())]:
        click.echo(one)
    asked = dict(told["questions"])
    click.echo(f"{half}: {asked.pop('asked')} questions")
    for name, shares in asked.items():
        click.echo(f"  {name:24}{_row(shares)}")
    click.echo(
        f"  {told['foreign']['asked']} of other matters, shown{told['foreign']['shown']:8.3f}"
    )
    for name, shares in told["read"].items():
        click.echo(f"  {name:24}{_row(shares)}")


def _row(shares: dict[str, float]) -> str:
    return "".join(f"  {name} {share:.3f}" for name, share in shares.items() if name != "marked")


if __name__ == "__main__":
    main()
