"""Readers ask while the index is rebuilt, over HTTP and in one process; every answer is checked.

Each rebuild gives all materials a new publisher, so an answer in which two differ would be of two
generations. Several server processes read the same index; after each rebuild it is measured how
long it takes until all of them serve it.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click
import requests

from search import IndexStore, LiveSearcher

MATERIALS = 40
QUERY = "makker"


@dataclass
class Tally:
    """What the readers of one kind met; ``times`` are milliseconds per answer."""

    errors: list[str] = field(default_factory=list)
    mixed: int = 0
    times: list[float] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    agreed: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, object]:
        """The tally in figures."""
        cuts = statistics.quantiles(self.times, n=1000)
        return {
            "answers": len(self.times),
            "errors": len(self.errors),
            "first_error": next(iter(self.errors), None),
            "answers_of_two_generations": self.mixed,
            "generations_seen": len(self.seen),
            "median_ms": round(statistics.median(self.times), 1),
            "p99_ms": round(cuts[989], 1),
            "longest_ms": round(max(self.times), 1),
            "slowest_agreement_s": round(max(self.agreed), 2) if self.agreed else None,
        }


class Collection:
    """A catalogue and an index below ``folder``, rebuilt by the command."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.index = folder, folder / "index"

    def command(self, *arguments: str) -> list[str]:
        """The command line for ``mentorsoeg`` over this collection."""
        folders = ["--corpus", str(self.folder / "corpus"), "--index", str(self.index)]
        return [sys.executable, "-m", "mentorsoeg", *arguments, *folders]

    def rebuild(self, publisher: str) -> None:
        """Give every material this publisher, and rebuild the index."""
        entries = [
            f'[[materials]]\nid = "rapport-{n}"\ntitle = "Rapport {n} om makkere"\n'
            f'publishers = ["{publisher}"]\nsummary = "Makkerordning nummer {n}."\n'
            for n in range(MATERIALS)
        ]
        file = self.folder / "corpus" / "materials.toml"
        file.parent.mkdir(exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text("\n".join(entries), encoding="utf-8")
        part.replace(file)
        subprocess.run(self.command("index", "--rebuild"), check=True, capture_output=True)  # noqa: S603 - our own command

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve in a process of its own, and give the address."""
        with subprocess.Popen(  # noqa: S603 - our own command
            self.command("serve", "--port", "0"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as server:
            line = server.stdout.readline() if server.stdout else ""
            found = re.search(r"http://[\d.]+:\d+", line)
            try:
                if not found:
                    raise click.ClickException(f"The server did not start: {line!r}")
                yield found[0]
            finally:
                server.terminate()


Ask = Callable[[], set[str]]
"""Asks once, and gives the publishers that the answer names."""


def over_http(url: str) -> Ask:
    """Asks one server over one connection."""
    session = requests.Session()

    def ask() -> set[str]:
        parameters: dict[str, str | int] = {"q": QUERY, "limit": MATERIALS}
        response = session.get(f"{url}/api/search", params=parameters, timeout=60)
        response.raise_for_status()
        return {result["publisher"] for result in response.json()["results"]}

    return ask


def in_process(live: LiveSearcher) -> Ask:
    """Asks a searcher that all threads share."""

    def ask() -> set[str]:
        found = live.get().search(QUERY, limit=MATERIALS)
        return {hit.record.material.publisher for hit in found.materials}

    return ask


def read(ask: Ask, stop: threading.Event, tally: Tally) -> None:
    """Ask until ``stop``."""
    while not stop.is_set():
        start = time.perf_counter()
        try:
            publishers = ask()
        except Exception as error:
            tally.errors.append(f"{error!r:.200}")
            continue
        tally.times.append((time.perf_counter() - start) * 1000)
        tally.mixed += len(publishers) != 1
        tally.seen |= publishers


def run(
    collection: Collection, asks: list[Ask], urls: list[str], seconds: float, rebuilds: int
) -> Tally:
    """Let every ask run in a thread of its own while the index is rebuilt so many times."""
    tally, stop = Tally(), threading.Event()
    for ask in asks:  # opening the first generation is no pause
        ask()
    threads = [threading.Thread(target=read, args=(ask, stop, tally)) for ask in asks]
    for thread in threads:
        thread.start()
    start = time.monotonic()
    for number in range(1, rebuilds + 1):
        time.sleep(max(0.0, start + seconds * number / (rebuilds + 1) - time.monotonic()))
        collection.rebuild(f"Udgiver {number}")
        tally.agreed += [wait_for_agreement(collection, urls)] if urls else []
    time.sleep(max(0.0, start + seconds - time.monotonic()))
    stop.set()
    for thread in threads:
        thread.join()
    return tally


def wait_for_agreement(collection: Collection, urls: list[str]) -> float:
    """Seconds until every server serves the current generation."""
    start, current = time.monotonic(), IndexStore(collection.index).generation()
    while {requests.get(f"{u}/readyz", timeout=60).json()["generation"] for u in urls} != {current}:
        time.sleep(0.02)
    return time.monotonic() - start


@click.command()
@click.option("--readers", default=16, show_default=True)
@click.option("--seconds", default=60.0, show_default=True)
@click.option("--rebuilds", default=10, show_default=True)
@click.option("--servers", default=3, show_default=True)
@click.option("--json", "json_", is_flag=True)
def main(readers: int, seconds: float, rebuilds: int, servers: int, json_: bool) -> None:
    """Read while the index is rebuilt, and count errors and answers of two generations."""
    figures: dict[str, dict[str, object]] = {}

    def tell(kind: str, tally: Tally) -> None:
        figures[kind] = tally.figures()
        if not json_:
            click.echo("\n".join([kind, *(f"  {k:28}{v}" for k, v in figures[kind].items())]))

    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        collection = Collection(Path(name))
        collection.rebuild("Udgiver 0")
        urls = [stack.enter_context(collection.serving()) for _ in range(servers)]
        asks = [over_http(urls[n % servers]) for n in range(readers)]
        tell("http", run(collection, asks, urls, seconds, rebuilds))
    with tempfile.TemporaryDirectory() as name:
        collection = Collection(Path(name))
        collection.rebuild("Udgiver 0")
        live = LiveSearcher(collection.index)
        tell("in process", run(collection, [in_process(live)] * readers, [], seconds, rebuilds))
    if json_:
        click.echo(json.dumps(figures))
    sys.exit(any(f["errors"] or f["answers_of_two_generations"] for f in figures.values()))


if __name__ == "__main__":
    main()
