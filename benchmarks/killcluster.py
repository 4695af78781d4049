"""Whether a cluster of three nodes answers, and keeps what was written, while nodes are killed.

    python -m benchmarks.killcluster [--times 20] [--clients 32] [--json]

Starts three OpenSearch nodes on loopback, puts reports into them, and lets clients ask while report
after report is put. Again and again a node is killed with -9 and started again. Every answer must
be whole, and in the end every report that a finished run put must be there.
"""

import json
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from threading import Event, Lock, Thread

import click

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.opensearch.nodes import Nodes
from search.answering.door import Store
from search.library.catalogue import Material
from search.library.errors import UserError
from search.library.record import MaterialRecord, PageRecord
from search.library.settings import Settings
from search.live import LiveSearcher
from search.stores import store_of

FIRST = 30
PAGES = 5


def report(number: int) -> tuple[MaterialRecord, list[PageRecord]]:
    """A made report; each has a word of its own, and one that all have."""
    texts = ["", *(f"Mentor i rapport{number} på side {page}." for page in range(1, PAGES + 1))]
    pages = [PageRecord(n, str(n or ""), text) for n, text in enumerate(texts)]
    material = Material(id=f"rapport-{number}", title=f"Rapport {number}")
    return MaterialRecord(material=material, pages=PAGES), pages


@dataclass
class Tally:
    """What happened: the seconds that each answer took, answers that failed or lacked something,
    runs of writing that finished and that told they couldn't."""

    answers: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    written: int = 0
    refused: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)


def ask(live: LiveSearcher, stop: Event, tally: Tally) -> None:
    """Ask until it is time to stop."""
    while not stop.is_set():
        start = time.monotonic()
        try:
            results = live.get().search("mentor", limit=5)
            wrong = "" if results.total >= FIRST else f"{results.total} reports"
        except UserError as error:
            wrong = str(error)
        with tally.lock:
            tally.answers.append(time.monotonic() - start)
            if wrong:
                tally.failed.append(wrong)


def write(store: Store, stop: Event, tally: Tally) -> None:
    """Put report after report until it is time to stop; what a run couldn't, the next does."""
    number = FIRST
    while not stop.is_set():
        try:
            with store.writing() as writer:
                writer.put(*report(number), fingerprint="")
        except UserError as error:
            tally.refused.append(str(error))
            time.sleep(1)
            continue
        number += 1
        tally.written += 1


def run(nodes: Nodes, folder: Path, times: int, clients: int) -> dict[str, object]:
    """Kill a node so many times amid so many clients."""
    settings = Settings(
        engine="opensearch", opensearch_url=nodes.urls, index=folder / "words",
        opensearch_shards=2, opensearch_replicas=1, opensearch_index="kill",
    )  # fmt: skip
    with store_of(settings).writing() as writer:
        for number in range(FIRST):
            writer.put(*report(number), fingerprint="")
    live, stop, tally = LiveSearcher(store_of(settings)), Event(), Tally()
    threads = [Thread(target=ask, args=(live, stop, tally)) for _ in range(clients)]
    threads.append(Thread(target=write, args=(store_of(settings), stop, tally)))
    for thread in threads:
        thread.start()
    start = time.monotonic()
    for n in range(times):
        nodes.wait(status="green")
        time.sleep(2)
        nodes.kill(n % len(nodes.ports))
        time.sleep(5)
        nodes.start(n % len(nodes.ports))
    nodes.wait(status="green")
    stop.set()
    for thread in threads:
        thread.join()
    found = LiveSearcher(store_of(settings)).get().materials()
    return {
        "killed": times, "seconds": round(time.monotonic() - start), "answers": len(tally.answers),
        "p50_s": round(median(tally.answers), 1), "slowest_s": round(max(tally.answers), 1),
        "failed": len(tally.failed), "why": sorted(set(tally.failed))[:5],
        "put": tally.written, "refused": len(tally.refused),
        "why_refused": sorted(set(tally.refused))[:5],
        "lost": FIRST + tally.written - len(found),
    }  # fmt: skip


@click.command()
@click.option("--times", default=20)
@click.option("--clients", default=32)
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
def main(times: int, clients: int, json_: bool) -> None:
    """Kill nodes amid questions and writing."""
    with tempfile.TemporaryDirectory() as name:
        nodes = Nodes(Path(name), 3)
        try:
            nodes.wait()
            found = run(nodes, Path(name), times, clients)
        finally:
            nodes.close()
    click.echo(json.dumps(found, ensure_ascii=False) if json_ else found)
    sys.exit(bool(found["failed"] or found["lost"]))


if __name__ == "__main__":
    main()
