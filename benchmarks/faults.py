"""Let every fault of the tests' server happen to one link each, and print what came of it.

Each link first gives a good report, then its fault. ``limit`` is the time that a file may take in
all, and a second in which to judge what came.
"""

import json
import os
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from indexer.fetching import fetch_one
from search.library.catalogue import Material, Overlay, save_overlay
from search.library.holdings import best_original
from search.library.originals import Originals
from search.library.settings import Settings
from search.library.status import link_phrase
from tests.fetching.faults import (
    INNER,
    LIMITS,
    REBINDING,
    WHOLE,
    Fault,
    extra_pages,
    faults,
)
from tests.fetching.servers import PUBLIC, Internet, WebServer, body, connected, running


@dataclass(frozen=True)
class Row:
    """What came of a fault. ``served``: the earlier original is still the best there is."""

    fault: str
    seconds: float
    limit: float
    said: str
    right: bool
    served: bool


def _try(settings: Settings, name: str, fault: Fault, server: WebServer) -> Row:
    url = f"http://{name}.test/fil.pdf"
    material = Material(id=name, title=name, links=(url,))
    originals = Originals.of(settings)
    server.pages[f"{name}.test/fil.pdf"] = body(WHOLE)
    first = fetch_one(settings, url)
    originals.record(first)
    server.pages[f"{name}.test/fil.pdf"] = fault.answer
    start = time.perf_counter()
    state = fetch_one(settings, url)
    seconds = time.perf_counter() - start
    originals.record(state)
    best = best_original(material, originals.links())
    served = best is not None and originals.path(best.sha256).read_bytes() == WHOLE
    said = link_phrase(state)
    return Row(
        name, seconds, settings.file_seconds + 1, said, said.startswith(fault.reason), served
    )


def _names(internet: Internet, port: int) -> None:
    internet.routes[PUBLIC] = port
    internet.names = {f"{name}.test": [[PUBLIC]] for name in faults()}
    internet.names |= {INNER: [["127.0.0.1", "::1"]], REBINDING: [[PUBLIC], ["127.0.0.1"]]}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def main(as_json: bool) -> None:
    """Print each fault's outcome, and how many ended within the limit with the right one."""
    os.environ.update(LIMITS)
    with tempfile.TemporaryDirectory() as folder, connected() as internet, running() as server:
        settings = Settings(corpus=Path(folder))
        save_overlay(settings.corpus, Overlay())
        _names(internet, server.port)
        server.pages |= extra_pages()
        rows = [_try(settings, name, fault, server) for name, fault in faults().items()]
    good = [r for r in rows if r.right and r.served and r.seconds <= r.limit]
    if as_json:
        figures = {"faults": len(rows), "good": len(good), "slowest": max(r.seconds for r in rows)}
        click.echo(json.dumps(figures | {"rows": [asdict(r) for r in rows]}))
    else:
        for row in rows:
            mark = "ok " if row in good else "NO "
            click.echo(f"{mark} {row.seconds:5.2f}/{row.limit:g} s  {row.fault:22} {row.said}")
        click.echo(f"{len(good)} of {len(rows)} faults ended rightly within their limit")
    sys.exit(len(good) < len(rows))


if __name__ == "__main__":
    main()
