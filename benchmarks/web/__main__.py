"""Let the fetcher loose on a small web on loopback, and print what it took and what it refused.

Every case is a link on a host of its own: landing pages of six content systems with every link text
and address form, viewers of documents, and what answers 200 but isn't the report. Then the same
links once more as ``update`` goes, to count the requests.
"""

import hashlib
import json
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from itertools import chain
from pathlib import Path

import click

from benchmarks.web.cases import ADDRESSES, REPORTS, WORDS, Case, landing, transcripts
from benchmarks.web.frames import page
from benchmarks.web.impostors import impostors
from benchmarks.web.later import impostors_later, landing_later
from benchmarks.web.reports import TITLES
from benchmarks.web.unread import unread, unread_again
from indexer.fetching import fetch_all
from search.library.catalogue import Material, Overlay, save_overlay
from search.library.holdings import best_original, holding_of, is_whole
from search.library.originals import LinkBook, Originals
from search.library.settings import Settings
from tests.fetching.servers import PUBLIC, Answer, connected, running

HOSTS, PAUSED = 33, 80
"""Requests, robots.txt apart, whose time is taken with the pauses that are kept by default, and the
hosts that they go to."""


@dataclass(frozen=True)
class Row:
    """What came of a case. ``foreign``: something that isn't the report passes for it."""

    group: str
    name: str
    right: bool
    foreign: bool
    got: str


def _material(number: int, case: Case) -> Material:
    url, about = f"http://h{number}.test{case.link}", case.about
    return Material(
        id=f"nr-{number}", title=case.title, kind="rapport", links=(url,),
        publishers=(about["publisher"],) if about else (), published=about.get("year"),
        authors=tuple(filter(None, about.get("authors", "").split(" og "))),
        page_summary=about.get("summary", ""),
    )  # fmt: skip


def _serve(pages: dict[str, Answer], number: int, case: Case) -> None:
    for path, (code, headers, body) in case.pages.items():
        filled = body.replace(b"{host}", f"h{number}.test".encode())
        said = {**headers, "Content-Length": str(len(filled))}
        pages[f"h{number}.test{path}"] = _answer(code, said, filled)
        if case.everywhere:
            mark = hashlib.sha256(f"http://h{number}.test/side".encode()).hexdigest()[:10]
            pages[f"h{number}.test/findes-ikke-{mark}"] = _answer(code, said, filled)


def _answer(code: int, headers: dict[str, str], body: bytes) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        for name, value in {**headers, "Connection": "close"}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def _row(number: int, case: Case, book: LinkBook) -> Row:
    material = _material(number, case)
    state = book.links[material.links[0]]
    best = best_original(material, book)
    whole = best is not None and is_whole(material, best)
    got = best.role or best.doubt or str(holding_of(material, best)) if best else state.reason or ""
    if case.report is not None:
        sought = hashlib.sha256(
            case.report.replace(b"{host}", f"h{number}.test".encode())
        ).hexdigest()
        right = whole and best is not None and best.sha256 == sought
        return Row(case.group, case.name, right, whole and not right, got)
    right = not whole and (case.role is None or (best is not None and best.role == case.role))
    return Row(case.group, case.name, right, whole, got)


def _run(cases: list[Case]) -> tuple[list[Row], dict[str, float]]:
    materials = [_material(number, case) for number, case in enumerate(cases)]
    with tempfile.TemporaryDirectory() as folder, connected() as internet, running() as server:
        internet.routes[PUBLIC] = server.port
        internet.names = {f"h{n}.test": [[PUBLIC]] for n in range(len(cases))}
        for number, case in enumerate(cases):
            _serve(server.pages, number, case)
        os.environ.update(MENTORSOEG_ARCHIVE_URL="", MENTORSOEG_HOST_PAUSE="0")
        settings = Settings(corpus=Path(folder))
        save_overlay(settings.corpus, Overlay(added=tuple(materials)))
        start = time.perf_counter()
        fetch_all(settings, afresh=False)
        first = _asked(server.requests)
        seconds = time.perf_counter() - start
        before = Originals.of(settings).links()
        server.requests.clear()
        fetch_all(settings, afresh=False)
        second = _asked(server.requests)
        book = Originals.of(settings).links()
        same = [url for url in book.links if _kept(book, url) == _kept(before, url)]
        figures = {
            "links": len(cases), "requests": first.total(), "seconds": round(seconds, 1),
            "most_per_link": max(first.values()), "again": second.total(),
            "again_most_per_link": max(second.values()), "unchanged": len(same),
        }  # fmt: skip
        return [_row(number, case, book) for number, case in enumerate(cases)], figures


def _kept(book: LinkBook, url: str) -> object:
    original = book.links[url].original
    return original.model_dump(exclude={"headers"}) if original else None


def _asked(requests: list) -> Counter[str]:  # type: ignore[type-arg]
    places = (r.place for r in requests if not r.place.endswith("/robots.txt"))
    return Counter(place.partition("/")[0] for place in places)


def _paused() -> float:
    """Seconds of the network part for PAUSED requests at HOSTS hosts, with the default pauses."""
    landings = PAUSED - PAUSED // 2 - 7
    with tempfile.TemporaryDirectory() as folder, connected() as internet, running() as server:
        internet.routes[PUBLIC] = server.port
        internet.names = {f"h{n}.test": [[PUBLIC]] for n in range(HOSTS)}
        materials = []
        for number in range(PAUSED - landings):
            title, host = TITLES[number % len(TITLES)], f"h{number % HOSTS}.test"
            path = f"/{number}/side" if number < landings else f"/{number}/r.pdf"
            link = page(title, f'<p><a href="/{number}/r.pdf">Hent rapporten</a></p>').encode()
            server.pages[f"{host}/{number}/r.pdf"] = _answer(200, {}, REPORTS[title])
            if number < landings:
                server.pages[host + path] = _answer(200, {}, link)
            url = f"http://{host}{path}"
            materials.append(Material(id=f"nr-{number}", title=title, links=(url,)))
        os.environ.pop("MENTORSOEG_HOST_PAUSE", None)
        settings = Settings(corpus=Path(folder))
        save_overlay(settings.corpus, Overlay(added=tuple(materials)))
        start = time.perf_counter()
        fetch_all(settings, afresh=False)
        seconds = time.perf_counter() - start
        asked = _asked(server.requests).total()
        if asked != PAUSED:
            raise click.ClickException(f"{asked} requests, not {PAUSED}")
        return seconds


def _matrix(rows: list[Row]) -> str:
    """The landing pages as a Markdown table of link texts and address forms, then the others."""
    right = {row.name: "ok" if row.right else "FOREIGN" if row.foreign else "no" for row in rows}
    forms = [path.split("?")[0] + ("?…" if "?" in path else "") for path in ADDRESSES]
    lines = ["| link | " + " | ".join(f"`{form}`" for form in forms) + " |", "|---" * 12 + "|"]
    for words in WORDS:
        cells = [right[f"{words} × {path}"] for path in ADDRESSES]
        lines.append(f"| {words} | {' | '.join(cells)} |")
    lines += ["", "| group | case | right | what is told |", "|---|---|---|---|"]
    others = (row for row in rows if " × " not in row.name)
    lines += [f"| {r.group} | {r.name} | {right[r.name]} | {r.got} |" for r in others]
    return "\n".join(lines)


def _first() -> Iterator[Case]:
    return chain(landing(), transcripts(), impostors())


def _later() -> Iterator[Case]:
    return chain(landing_later(), impostors_later())


WEBS = {"first": _first, "later": _later, "unread": unread, "unread-again": unread_again}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--markdown", is_flag=True, help="The tables of docs/fetching.md.")
@click.option("--wrong", is_flag=True, help="Only the cases that went wrong.")
@click.option("--web", type=click.Choice([*WEBS]), default="first", help="Which of the webs.")
def main(as_json: bool, markdown: bool, wrong: bool, web: str) -> None:
    """Print what came of every case, and how many of each group are right."""
    cases = list(WEBS[web]())
    rows, figures = _run(cases)
    figures["paused_seconds"] = round(_paused(), 1)
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
    told = {
        name: {"cases": len(of), "right": sum(r.right for r in of),
               "foreign": sum(r.foreign for r in of)}
        for name, of in groups.items()
    }  # fmt: skip
    if as_json:
        every = [row.__dict__ for row in rows]
        click.echo(json.dumps({"groups": told, **figures, "rows": every}, ensure_ascii=False))
    elif markdown:
        click.echo(_matrix(rows))
    else:
        for row in rows:
            if not (wrong and row.right):
                mark = "ok " if row.right else "FREMMED" if row.foreign else "NO "
                click.echo(f"{mark} {row.group}: {row.name}: {row.got}")
        for name, count in told.items():
            click.echo(f"{name}: {count['right']} of {count['cases']}, {count['foreign']} foreign")
        click.echo(", ".join(f"{name} {value}" for name, value in figures.items()))
    sys.exit(any(row.foreign for row in rows))


if __name__ == "__main__":
    main()
