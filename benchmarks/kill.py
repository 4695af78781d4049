"""Kill everything that runs at random moments, and count what is lost.

    python -m benchmarks.kill --kills 300 [--only commands|changes|serve] [--json]

Commands that fetch, index and keep (``benchmarks.killrounds``), what people change, by command and
in the browser (``benchmarks.killchanges``), and the processes of the service, alone and together
with one that writes the index (``benchmarks.killserve``), are killed with SIGKILL. Every kind is
told with how often it was killed and amid what, and its verdict: ``held``, or what broke. The first
two run side by side, each with a collection of its own; then the service, which must be back within
5 seconds.
"""

import json
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from benchmarks.killchanges import Changes
from benchmarks.killing import WRONG, Round, kinds, told
from benchmarks.killrounds import Rounds, Site
from benchmarks.killserve import kill_service

PARTS = {"commands": 0.4, "changes": 0.4, "serve": 0.2}
"""Shares of the kills."""


def commands(kills: int, materials: int, pages: int, seed: int) -> list[Round]:
    """Kill commands that fetch, index and keep."""
    site = Site(materials, pages)
    with tempfile.TemporaryDirectory() as folder, site.serving():
        run = Rounds(Path(folder), site, seed)
        run.fill()
        while run.tally["killed"] < kills:
            run.round()
        return run.rounds


def changes(kills: int, seed: int) -> list[Round]:
    """Kill what people do."""
    with tempfile.TemporaryDirectory() as folder:
        run = Changes(Path(folder), seed)
        run.fill()
        try:
            while run.tally["killed"] < kills:
                run.round()
        finally:
            run.close()
        return run.rounds


@click.command()
@click.option("--kills", default=300, show_default=True)
@click.option("--materials", default=6, show_default=True)
@click.option("--pages", default=20, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--only", type=click.Choice(list(PARTS)), multiple=True, help="Of the parts.")
@click.option("--json", "json_", is_flag=True)
def main(  # noqa: PLR0913, PLR0917 - its options
    kills: int, materials: int, pages: int, seed: int, only: tuple[str, ...], json_: bool
) -> None:
    """Kill processes at random moments and count what is lost."""
    parts = {name: PARTS[name] for name in only or PARTS}
    each = kills / sum(parts.values())
    shares = {name: max(1, round(each * share)) for name, share in parts.items()}
    rounds: list[Round] = []
    with ThreadPoolExecutor() as pool:
        running = []
        if "commands" in shares:
            running.append(pool.submit(commands, shares["commands"], materials, pages, seed))
        if "changes" in shares:
            running.append(pool.submit(changes, shares["changes"], seed))
        for one in running:
            rounds += one.result()
    if "serve" in shares:
        rounds += kill_service(shares["serve"], seed).rounds
    tally = Counter(dict.fromkeys(("rounds", "killed", *WRONG), 0))
    for one in rounds:
        tally.update(["rounds"], killed=one.killed)
        tally.update(wrong.partition(":")[0] for wrong in one.wrong)
    found = kinds(rounds)
    click.echo(json.dumps(tally | {"kinds": found}) if json_ else told(found))
    click.echo(f"{tally['killed']} killed in {tally['rounds']} rounds", err=True)
    sys.exit(any(tally[name] for name in WRONG))


if __name__ == "__main__":
    main()
