"""Kill the service's processes at random moments, and see that it is back, with the same answers.

    python -m benchmarks.killserve --kills 100 [--pages 300] [--json]

Clients ask without pause while a process that answers, or all of them at once, is killed with
SIGKILL; in every other round while the index is written anew, and that is killed too. Told are the
seconds until a new connection is answered rightly, which a busy machine lengthens, the wrong
answers ever seen, and the generations that could not be opened.
"""

import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from http.client import HTTPException
from itertools import count
from pathlib import Path
from urllib.request import urlopen

import click

from benchmarks.killing import Round
from benchmarks.load import rebuild
from benchmarks.speed import build, serving
from search import LiveSearcher
from search.library.errors import IndexUnavailable

QUERIES = ("en", "ikke", "det er", "be*", '"for at"')
CLIENTS = 4
BACK_SECONDS = 5.0
"""By then the service must answer again."""
WRONG = ("late", "wrong_answers", "indexes_not_opened")
"""What should be 0."""
SPAWN = multiprocessing.get_context("spawn")


class Killed:
    """A service at ``address`` over ``index`` whose first process is ``first``."""

    def __init__(self, address: str, first: int, index: Path, pages: int, seed: int) -> None:
        self._address, self._first, self._index, self._pages = address, first, index, pages
        self._random = random.Random(seed)  # noqa: S311 - a repeatable benchmark
        self._right = {query: self._ask(query) for query in QUERIES}
        self._stop = threading.Event()
        self.tally = Counter[str](dict.fromkeys(("rounds", "killed", "dropped", *WRONG), 0))
        self.rounds: list[Round] = []
        self.longest = 0.0

    def run(self, kills: int) -> None:
        """Kill so many processes, with clients beside."""
        clients = [threading.Thread(target=self._ask_on, args=[n]) for n in range(CLIENTS)]
        for client in clients:
            client.start()
        try:
            while self.tally["killed"] < kills:
                self._round()
        finally:
            self._stop.set()
            for client in clients:
                client.join()

    def _round(self) -> None:
        writer = None
        if self.tally["rounds"] % 2:
            writer = SPAWN.Process(target=rebuild, args=(self._pages, self._index))
            writer.start()
        time.sleep(self._random.uniform(0, 8 if writer else 0.5))
        workers = self._workers()
        chosen = self._random.choice((workers, workers[:1]))
        beside = "serve and index, both" if writer else "serve"
        self.rounds.append(Round(f"{beside}: {len(chosen)} of {len(workers)} processes"))
        before = self.tally.copy()
        for pid in chosen:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                self.tally["killed"] += 1
                self.rounds[-1].killed = True
        if writer:
            writer.kill()
            writer.join()
        self._wait()
        try:
            LiveSearcher(self._index).get()
        except IndexUnavailable:
            self.tally["indexes_not_opened"] += 1
        self.tally["rounds"] += 1
        for name in WRONG:
            if more := self.tally[name] - before[name]:
                self.rounds[-1].wrong.append(f"{name}: {more} in round {self.tally['rounds']}")

    def _workers(self) -> list[int]:
        """The processes that answer, in an order of chance."""
        threads = Path(f"/proc/{self._first}/task").glob("*/children")
        found = [int(pid) for thread in threads for pid in thread.read_text().split()]
        return self._random.sample(found, len(found))

    def _wait(self) -> None:
        start = time.monotonic()
        while not self._is_answered(QUERIES[0]):
            time.sleep(0.02)
        took = time.monotonic() - start
        self.longest = max(self.longest, took)
        self.tally["late"] += took > BACK_SECONDS

    def _ask_on(self, number: int) -> None:
        for turn in count(number):
            if self._stop.is_set():
                return
            self.tally["dropped"] += not self._is_answered(QUERIES[turn % len(QUERIES)])

    def _is_answered(self, query: str) -> bool:
        try:
            answer = self._ask(query)
        except (OSError, HTTPException, ValueError):  # its process was killed
            return False
        self.tally["wrong_answers"] += answer != self._right[query]
        return True

    def _ask(self, query: str) -> list[tuple[str, int | None]]:
        url = f"{self._address}/api/search?limit=50&q={query.replace(' ', '+')}"
        with urlopen(url, timeout=60) as answer:  # noqa: S310 - our own server
            found = json.load(answer)["results"]
        return [(hit["material"], hit["page"]) for hit in found]


def kill_service(kills: int, seed: int, pages: int = 300) -> Killed:
    """A service killed so many times."""
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        build("product", pages, index)
        with serving(index) as (address, first, _):
            killed = Killed(address, first, index, pages, seed)
            killed.run(kills)
    return killed


@click.command()
@click.option("--kills", default=100, show_default=True)
@click.option("--pages", default=300, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "json_", is_flag=True)
def main(kills: int, pages: int, seed: int, json_: bool) -> None:
    """Kill the service's processes, and tell how it came back."""
    killed = kill_service(kills, seed, pages)
    figures = dict(killed.tally) | {"longest_s": round(killed.longest, 2)}
    click.echo(
        json.dumps(figures) if json_ else "\n".join(f"{k:24}{v}" for k, v in figures.items())
    )
    sys.exit(any(killed.tally[name] for name in WRONG))


if __name__ == "__main__":
    main()
