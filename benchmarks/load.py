"""The service under load, alone and with slow readers beside while its index is rebuilt.

    python -m benchmarks.load [--short] [--clients 8 --clients 32 --clients 128] [--answers N]
        [--json]

Clients ask distinct questions one after the other, over HTTP, so many at once. First alone, then
with ``--slow`` readers beside, which take 8 kB a second of an original of 20 MB, while a process
writes all pages into the index again and again. Then the first so many clients go on, until all
have had ``--answers``. What tells on any machine are the errors, the
slowest percentile beside as a multiple of the median alone (``starved``), what readers and
rebuilding do to the median and to ``/healthz``, and the memory of all processes (PSS, in MB) after
so many answers; beside it how much of that is anonymous, the processes' own and no mapped file's,
which the system can take back.
"""

import json
import multiprocessing
import os
import random
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote, urlsplit

import click
import numpy as np

from benchmarks.pages import make_pages
from benchmarks.readers import Tally
from benchmarks.speed import Product, build, serving
from search import IndexStore
from search.library.catalogue import Material
from search.library.mediatypes import MediaType
from search.library.originals import Original
from search.library.record import SUMMARY_PAGE, MaterialRecord, PageRecord

LARGE = b"0" * 20_000_000
"""The original that slow readers ask for: it costs nothing to make."""
TAKEN = 8192
"""Bytes that a slow reader takes each second: 40 minutes for all."""
DIGEST = sha256(LARGE).hexdigest()
MOST_STARVED = 5.0
"""Medians alone that the slowest percentile beside may take."""
FILLED = 10_000
"""Answers after which all that is remembered of questions, each up to a bound, is full."""
MOST_GROWN = 1.15
"""Times the memory after these that it may be later."""
SPAWN = multiprocessing.get_context("spawn")


def ask(address: str, path: str) -> float:
    """Ask once; the milliseconds until all of the answer is there. Raises OSError,
    HTTPException, and ValueError for an answer that is none."""
    start = time.perf_counter()
    connection = HTTPConnection(urlsplit(address).netloc, timeout=300)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise ValueError(answer.status)
    finally:
        connection.close()
    return 1000 * (time.perf_counter() - start)


def load(address: str, paths: Iterator[str], clients: int, seconds: float) -> tuple[Tally, Tally]:
    """What the clients meet, and who asks how the service is meanwhile."""
    asked, health, until = Tally(), Tally(), time.monotonic() + seconds
    lock = threading.Lock()

    def client(tally: Tally, every: float) -> None:
        while time.monotonic() < until:
            with lock:
                path = "/healthz" if tally is health else next(paths)
            try:
                tally.times.append(ask(address, path))
            except (OSError, HTTPException, ValueError) as error:
                tally.errors.append(f"{error!r:.200}")
            time.sleep(every)

    work = [(asked, 0.0)] * clients + [(health, 0.2)]
    threads = [threading.Thread(target=client, args=each) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return asked, health


@contextmanager
def reading_slowly(address: str, count: int) -> Iterator[None]:
    """Readers that take little of a large answer, and ask again when they are left."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    stop, begun = threading.Event(), threading.Semaphore(0)

    def read() -> None:
        while not stop.is_set():
            with suppress(OSError), socket.socket() as slow:
                slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                slow.settimeout(300)
                slow.connect((host, port))
                slow.sendall(f"GET /original/{DIGEST} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                slow.recv(TAKEN)
                begun.release()
                while slow.recv(TAKEN) and not stop.wait(1):
                    pass

    threads = [threading.Thread(target=read) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        for _ in threads:
            begun.acquire()
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def name_original(index: Path) -> None:
    """Have the index name the large original."""
    original = Original(
        sha256=DIGEST, size=len(LARGE), media_type=MediaType.PDF, final_url="", status=200,
        fetched="2026-01-01T00:00:00+00:00", headers={},
    )  # fmt: skip
    material = Material(id="large", title="Stor rapport", kind="rapport")
    with IndexStore(index).writing() as writer:
        record = MaterialRecord(material=material, original=original, pages=0)
        writer.put(record, [PageRecord(SUMMARY_PAGE, "", "")], "")


def rebuild(pages: int, index: Path) -> None:
    """Write all pages again, until ended; nicely, as deploy/mentorsoeg-update.service does."""
    os.nice(10)
    while True:
        Product().build(make_pages(pages), index)


def memory(first: int, what: str = "Pss") -> float:
    """MB that the processes of the service take, what they share counted once; ``what`` of
    ``/proc/PID/smaps_rollup``."""
    children = Path("/proc").glob(f"{first}/task/*/children")
    every = [first, *(int(pid) for file in children for pid in file.read_text().split())]
    total = 0
    for pid in every:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:"))
    return round(total / 1024, 1)


def questions(pages: int) -> Iterator[str]:
    """Paths of the results page, no two alike."""
    chance = random.Random(5)  # noqa: S311 - the same questions each time
    texts = [page.text.split() for page in islice(make_pages(pages), 1000)]
    words = sorted({word.strip(".,").lower() for text in texts for word in text})
    words = [word for word in words if word.isalpha() and len(word) > 3]
    while True:
        yield "/soeg?q=" + quote(" ".join(chance.sample(words, chance.choice((1, 2, 2, 3)))))


def figures(asked: Tally, health: Tally) -> dict[str, Any]:
    """A part in figures; times are milliseconds."""
    cuts = np.percentile(asked.times, (50, 99)) if asked.times else (0.0, 0.0)
    return {
        "answers": len(asked.times),
        "errors": len(asked.errors) + len(health.errors),
        "first_error": next(iter(asked.errors + health.errors), None),
        "median_ms": round(float(cuts[0]), 1),
        "p99_ms": round(float(cuts[1]), 1),
        "health_ms": round(median(health.times), 1) if health.times else None,
        "health_longest_ms": round(max(health.times), 1) if health.times else None,
    }


def measure(  # noqa: PLR0913, PLR0917 - what the command is told
    index: Path, pages: int, clients: Sequence[int], seconds: float, slow: int, least: int
) -> dict[str, Any]:
    """All figures."""
    found: dict[str, Any] = {"pages": pages, "seconds": seconds, "loads": []}
    name_original(index)
    with serving(index) as (address, first, corpus):
        (corpus / "originals").mkdir()
        (corpus / "originals" / DIGEST).write_bytes(LARGE)
        paths = questions(pages)
        load(address, paths, clients[0], min(seconds, 5))
        found["memory_mb"], found["anonymous_mb"], answers = {}, {}, 0

        def weigh() -> None:
            found["memory_mb"][answers] = memory(first)
            found["anonymous_mb"][answers] = memory(first, "Pss_Anon")

        weigh()
        for count in clients:
            part: dict[str, Any] = {"clients": count}
            part["alone"] = figures(*load(address, paths, count, seconds))
            rebuilding = SPAWN.Process(target=rebuild, args=(pages, index))
            with reading_slowly(address, slow):
                rebuilding.start()
                part["beside"] = figures(*load(address, paths, count, seconds))
                end(rebuilding)
            alone, beside = part["alone"], part["beside"]
            part["starved"] = round(beside["p99_ms"] / max(alone["median_ms"], 1e-9), 2)
            part["starved_alone"] = round(alone["p99_ms"] / max(alone["median_ms"], 1e-9), 2)
            part["verdict"] = verdict(part)
            found["loads"].append(part)
            answers += alone["answers"] + beside["answers"]
            weigh()
        while answers < least:
            asked, _ = load(address, paths, clients[0], seconds)
            answers += len(asked.times)
            weigh()
            if not asked.times:
                break
    found["memory_level"] = is_level(found["memory_mb"])
    return found


def end(rebuilding: Any) -> None:
    """Kill it with the processes that it started."""
    children = Path("/proc").glob(f"{rebuilding.pid}/task/*/children")
    started = [int(pid) for file in children for pid in file.read_text().split()]
    rebuilding.kill()
    rebuilding.join()
    for pid in started:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def verdict(part: dict[str, Any]) -> str:
    """``held``, or what did not."""
    wrong = [
        f"{part[name]['errors']} errors {name}: {part[name]['first_error']}"
        for name in ("alone", "beside")
        if part[name]["errors"]
    ]
    if part["starved"] > MOST_STARVED:
        wrong.append(f"the slowest percentile took {part['starved']} medians")
    return "; ".join(wrong) or "held"


def is_level(memory_mb: dict[int, float]) -> bool | None:
    """Whether memory stays, until twice as many, where ``FILLED`` answers brought it; None when
    there were fewer."""
    later = [taken for answers, taken in memory_mb.items() if answers >= FILLED]
    if max(memory_mb) < 2 * FILLED or len(later) < 2:
        return None
    return max(later) <= MOST_GROWN * later[0]


def tell(found: dict[str, Any]) -> Iterator[str]:
    """The figures as a table."""
    yield "| clients | | answers | errors | median ms | p99 ms | health ms | its longest |"
    yield "|---|---|---|---|---|---|---|---|"
    for part in found["loads"]:
        for name in ("alone", "beside"):
            one = part[name]
            yield (
                f"| {part['clients']} | {name} | {one['answers']} | {one['errors']} "
                f"| {one['median_ms']} | {one['p99_ms']} | {one['health_ms']} "
                f"| {one['health_longest_ms']} |"
            )
    for part in found["loads"]:
        told = f"starved {part['starved']} (alone {part['starved_alone']}): {part['verdict']}"
        yield f"{part['clients']} clients: {told}"
    told = {True: "level", False: "GROWS", None: "too few to tell"}[found["memory_level"]]
    yield f"memory in MB after so many answers: {found['memory_mb']}: {told}"
    yield f"of it anonymous: {found['anonymous_mb']}"


@click.command()
@click.option("--pages", default=10_000, show_default=True, help="How many pages.")
@click.option("--clients", multiple=True, default=(8, 32, 128), show_default=True,
              help="How many ask at once; can be repeated.")  # fmt: skip
@click.option("--seconds", default=60.0, show_default=True, help="How long each part lasts.")
@click.option("--slow", default=100, show_default=True, help="How many readers are slow.")
@click.option("--answers", default=2 * FILLED, show_default=True,
              help="Go on until there were so many, to see what memory does.")  # fmt: skip
@click.option("--short", is_flag=True, help="2,000 pages, 8 seconds, no going on.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the index in this folder.")
def main(  # noqa: PLR0913, PLR0917 - its options
    pages: int, clients: tuple[int, ...], seconds: float, slow: int, answers: int, short: bool,
    json_: bool, keep: Path | None,
) -> None:  # fmt: skip
    """Measure the service under load."""
    if short:
        pages, seconds, answers = 2000, 8.0, 0
    with tempfile.TemporaryDirectory() as temporary:
        index = (keep or Path(temporary)) / str(pages) / "index"
        if not index.exists():
            build("product", pages, index)
        found = measure(index, pages, clients, seconds, slow, answers)
    click.echo(json.dumps(found, indent=1) if json_ else "\n".join(tell(found)))
    held = found["memory_level"] is not False and all(
        part["verdict"] == "held" for part in found["loads"]
    )
    sys.exit(not held)


if __name__ == "__main__":
    main()
