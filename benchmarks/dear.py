"""What the dearest requests cost.

    python -m benchmarks.dear --pages 10000 [--json] [--all] [--only PATH] [--keep DIR]

For every route the requests that cost it most, of those that we could think of, over made pages
(``benchmarks.pages``): CPU seconds of the whole answer, so that a busy machine
tells the same, compressed as browsers ask for it. Each is asked in a process of its own, forked
from one that has served for a while, and with no page drawn yet, so that none finds what another
left behind. What sandboxes cost that draw pages is counted with it; of a PDF of two pages, one of
much to draw and one that has no end. ``cut`` when the answer says that it is not all.
"""

import json
import multiprocessing
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import click
from brotli import decompress
from flask import Flask
from reportlab.pdfgen.canvas import Canvas

from benchmarks.extraction import cpu
from benchmarks.pages import make_pages
from benchmarks.speed import build
from indexer.pageimages import PageImages
from search import LONGEST_QUERY, IndexStore
from search.library.catalogue import Material
from search.library.mediatypes import MediaType
from search.library.originals import Original, Originals
from search.library.record import MaterialRecord, PageRecord
from search.settings import Settings
from webapp import create_app
from webapp.drawing.cards import prepare
from webapp.server import load_all

DRAWN = "tegninger"
"""The report whose pages are drawn."""
SAMPLE = 1000
"""Pages on which words are counted."""
MOST = 1.0
"""CPU seconds that an answer may cost."""
DEAREST = ("2000 characters of common words", "a wildcard at the end", "a wide wildcard")
"""Asked of what costs about the same as another route, for which all is asked."""
FORK = multiprocessing.get_context("fork")


class Dear(NamedTuple):
    """A request: what is dear in it, its path, and the body of a POST."""

    name: str
    path: str
    body: dict[str, str] | None = None


def questions(words: Sequence[str], rare: Sequence[str]) -> dict[str, str]:
    """Queries that are dear, by what is dear in them; ``words`` are the commonest, ``rare`` long
    ones that stand on few pages."""
    common, long = " ".join(words), " ".join(rare)
    slips = " ".join(word[:3] + word[4:] for word in rare)
    pairs = [f'"{first} {second}"' for first, second in pairwise(words)]
    shapes = ("*e?e*", "*n?e*", "*r?e*", "*e?n*", "*t?r*", "*e?t*", "*s?e*", "*l?e*")
    return {
        "the commonest word": words[0],
        "a wide wildcard": "*er*",
        "a wildcard in the middle": "*e?e*",
        "a wildcard of two letters": "*??e??n*",
        "a wildcard at the end": "be*",
        "eight wildcards": " ".join(shapes),
        "eight wildcards, all demanded": " OG ".join(shapes),
        "a wildcard of fifty pieces": "a*" * 50,
        "a wildcard of the title": "titel:*a*",
        "2000 characters of common words": common[:LONGEST_QUERY],
        "2000 characters of rare words": long[:LONGEST_QUERY],
        "2000 characters of misspelt words": slips[:LONGEST_QUERY],
        "common words, all demanded": " OG ".join(words)[:LONGEST_QUERY],
        "common words, none wanted": ("og " + " -".join(words))[:LONGEST_QUERY],
        "phrases of common words": " ".join(pairs)[:LONGEST_QUERY],
        "a long phrase of one word": '"' + f"{words[0]} " * 255 + '"',
        "near each other": " ".join(f"{pair}~50" for pair in pairs)[:LONGEST_QUERY],
        "nested groups": ("(" * 7 + common)[:LONGEST_QUERY],
        "one word of 2000 letters": "".join(rare)[:LONGEST_QUERY],
        "figures": " ".join(str(n) for n in range(1, 500))[:LONGEST_QUERY],
        "fields": " ".join(f"titel:{word}" for word in words)[:LONGEST_QUERY],
    }


def requests(
    asked: dict[str, str], words: Sequence[str], rare: Sequence[str], static: str
) -> Iterator[Dear]:
    """The requests, every route with all of the questions that it takes; static files are below
    the address ``static``."""
    material, page = "/materiale/r1", "/materiale/r1/side/7"
    takes = [
        "/soeg?sortering=titel", "/soeg.csv?", "/soeg.xlsx?", "/soeg.bib?", "/soeg.atom?",
        "/konkordans?orden=venstre", "/konkordans.csv?orden=hoejre", "/konkordans.xlsx?",
        f"{material}?", f"{page}?", f"{page}/citat?", "/api/search?limit=1000&offset=100",
        "/api/concordance?limit=1000", "/api/complete?", "/api/findings?limit=100",
        "/fund?bredt=1&orden=vaerdi", "/fund.csv?bredt=1", "/fund.xlsx?",
    ]  # fmt: skip
    takes += [f"/materiale/{DRAWN}/side/{page}?" for page in (1, 2)]
    alike = ["/soeg?side=1000", "/soeg.json?", "/soeg.ris?", "/konkordans?", "/konkordans.json?",
             "/api/search?limit=1000"]  # fmt: skip
    for path in [*takes, *alike]:
        for name in asked if path in takes else DEAREST:
            yield Dear(name, f"{path}&q={quote(asked[name])}")
    for path in ("/", "/samlingen", "/nyt.atom", "/opensearch.xml", "/robots.txt", "/hjaelp", "/om",
                 "/tilgaengelighed", "/kurv", "/gemte", "/abonnement", "/abonnement/bekraeft",
                 "/abonnement/afmeld", "/healthz", "/readyz", "/api", "/api/openapi.json",
                 "/api/materials", "/api/materials/r1", "/api/materials/r1/pages/7",
                 f"{material}/reference.bib", *_drawn(),
                 f"/original/{64 * '0'}",
                 f"{static}/none", "/soeg?", "/soeg.csv?", "/soeg.bib?", "/none"):  # fmt: skip
        yield Dear("nothing more", path)
    yield from _filtered(words[0])
    for letters in ("de", "be", "st"):
        yield Dear(f"the word's beginning {letters}", f"/api/complete?q={letters}")
    marked = [{"material": f"r{n}", "page": n % 9, "quote": words[0] * 200} for n in range(200)]
    for ending in ("", "docx", "xlsx", "ris"):
        yield Dear(f"200 pages as {ending or 'HTML'}", "/kurv",
                   {"kurv": json.dumps(marked), "format": ending})  # fmt: skip
    saved = [{"search": f"/soeg?q={quote(asked[name])}", "seen": ""} for name in list(asked)[:50]]
    yield Dear("every question", "/gemte", {"gemte": json.dumps(saved)})
    lines = {
        "200 common words": words[:200],
        "200 rare words": rare[:200],
        "200 wildcards": [f"*{word[:2]}?{word[3:4]}*" for word in rare[:200]],
        "200 lines of 2000 characters": [" ".join(words[n:])[:LONGEST_QUERY] for n in range(200)],
    }
    for path in ("/samling-af-soegninger", "/samling-af-soegninger?format=csv",
                 "/samling-af-soegninger?format=xlsx"):  # fmt: skip
        for name, terms in lines.items():
            yield Dear(name, path, {"ord": "\n".join(terms)})


def _drawn() -> Iterator[str]:
    """What is asked of the pages of ``DRAWN``."""
    for page in (1, 2):
        path = f"/materiale/{DRAWN}/side/{page}"
        yield from (f"{path}?q=makker", f"{path}/ord", f"{path}/billede?bredde=1600")


def put_drawn(corpus: Path, index: Path) -> None:
    """Put a PDF in whose pages are dear to draw."""
    file = BytesIO()
    canvas = Canvas(file)
    for row in range(70):
        canvas.drawString(20, 800 - 11 * row, 12 * "en makker og ")
    for n in range(20_000):
        canvas.line(n % 600, 0, n * 7 % 600, 800)
    canvas.showPage()
    canvas.beginForm("0")
    canvas.rect(0, 0, 10, 10)
    canvas.endForm()
    for row in range(12):
        canvas.beginForm(f"{row + 1}")
        for _ in range(10):
            canvas.doForm(f"{row}")
        canvas.endForm()
    canvas.doForm("12")
    canvas.save()
    original = Original(
        sha256=Originals(corpus).keep(file.getvalue()), size=file.tell(), status=200, final_url="",
        media_type=MediaType.PDF, fetched="2026-01-01T00:00:00+00:00", headers={},
    )  # fmt: skip
    material = Material(id=DRAWN, title="Tegninger", kind="rapport")
    texts = ["", 70 * (12 * "en makker og " + "\n"), "En makker."]
    with IndexStore(index).writing() as writer:
        pages = [PageRecord(number, str(number or ""), text) for number, text in enumerate(texts)]
        writer.put(MaterialRecord(material=material, original=original, pages=2), pages, "")


def _filtered(word: str) -> Iterator[Dear]:
    """The commonest word with as many filters as an address holds, and with those that keep all."""
    many = "".join(f"&udgiver=Udgiver {n}&type=rapport{n}&emne={n}" for n in range(300))
    every = "&fra=1900&til=2100" + "".join(f"&udgiver=Udgiver {n}" for n in range(7))
    for path in ("/soeg?", "/soeg.csv?", "/konkordans?", "/fund?", "/api/search?limit=1000"):
        for name, filters in (("900 filters", many), ("filters that keep all", every)):
            yield Dear(name, f"{path}&q={quote(word)}{quote(filters, safe='&=')}")


def spent(app: Flask, dear: Dear) -> dict[str, Any]:
    """Ask it, in a process of its own."""
    ours, theirs = FORK.Pipe(duplex=False)

    def ask() -> None:
        client, start = app.test_client(), cpu()
        method, headers = "POST" if dear.body else "GET", {"Accept-Encoding": "br"}
        told = client.open(dear.path, method=method, data=dear.body, headers=headers)
        content, took = told.get_data(), cpu() - start
        plain = decompress(content) if "Content-Encoding" in told.headers else content
        cut = "for bred" in plain.decode(errors="ignore") or "kun-de" in str(told.headers)
        theirs.send((told.status_code, len(content), cut, took))

    process = FORK.Process(target=ask)
    process.start()
    theirs.close()
    status, size, cut, took = ours.recv()
    process.join()
    route = f"{'POST ' if dear.body else ''}{dear.path.split('&q=')[0].rstrip('?')}"
    return {"route": route, "asked": dear.name, "status": status, "bytes": size, "cut": cut,
            "cpu_s": round(took, 3)}  # fmt: skip


def missed(app: Flask, asked: Iterable[Dear]) -> set[str]:
    """The routes that nothing is asked of, but for those that only operators get."""
    match: Callable[..., Any] = app.url_map.bind("localhost").match
    paths = {(dear.path.split("?")[0], "POST" if dear.body else "GET") for dear in asked}
    seen = {match(*path, return_rule=True)[0].rule for path in paths if path[0] != "/none"}
    every = {rule.rule for rule in app.url_map.iter_rules()}
    return {rule for rule in every if not rule.startswith(("/indlaes", "/metrics"))} - seen


@click.command()
@click.option("--pages", default=10_000, show_default=True, help="How many pages.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@click.option("--all", "all_", is_flag=True, help="Every request, not the dearest of each route.")
@click.option("--only", default="", help="Routes that begin so.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the index in this folder.")
def main(pages: int, json_: bool, all_: bool, only: str, keep: Path | None) -> None:
    """Measure the dearest requests."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = (keep or Path(temporary)) / str(pages)
        index, corpus = folder / "index", folder / "corpus"
        if not index.exists():
            build("product", pages, index)
            corpus.mkdir()
            (corpus / "materials.toml").touch()
            put_drawn(corpus, index)
        settings = Settings(corpus=corpus, index=index, rate_limit="")
        app = create_app(settings, PageImages(corpus))
        prepare(app)
        load_all(app)
        texts = [page.text.lower() for page in islice(make_pages(SAMPLE), SAMPLE)]
        counted = Counter(word.strip(".,") for text in texts for word in text.split())
        words = [word for word, _ in counted.most_common(500) if word.isalpha()]
        rare = [word for word in sorted(counted) if counted[word] == 2 and len(word) > 8][:400]
        static = app.static_url_path or ""
        every = list(requests(questions(words, rare), words, rare, static))
        if routes := missed(app, every):
            raise click.ClickException(f"Nothing is asked of {sorted(routes)}.")
        rows = []
        for dear in every:
            if dear.path.startswith(only):
                shutil.rmtree(corpus / "pageimages", ignore_errors=True)
                rows.append(spent(app, dear))
                click.echo(json.dumps(rows[-1], ensure_ascii=False), err=True)
    rows.sort(key=lambda row: -row["cpu_s"])
    if not all_:
        rows = list({row["route"]: row for row in reversed(rows)}.values())[::-1]
    if json_:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        click.echo("| route | asked | CPU s | bytes | cut |\n|---|---|---|---|---|")
        for row in rows:
            cut = "yes" if row["cut"] else ""
            click.echo(f"| `{row['route']}` | {row['asked']} | {row['cpu_s']:.2f} "
                       f"| {row['bytes']} | {cut} |")  # fmt: skip
    sys.exit(any(row["cpu_s"] > MOST or row["status"] >= 500 for row in rows))


if __name__ == "__main__":
    main()
