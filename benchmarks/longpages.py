"""What long pages cost: ``python -m benchmarks.longpages [--letters 1000000] [--json]``.

The same letters of made Danish as pages of 1,000, 10,000, 100,000 and 1,000,000 letters, each in
an index of its own: CPU seconds of a search that marks many words on them, of the concordance, and
of one page with its marks and what is like it. When costs are
linear in the text, a page of a hundred times the letters costs no more than a hundred pages.
"""

import json
import tempfile
from pathlib import Path
from time import process_time
from typing import Any

import click

from benchmarks.pages import Language
from search import Engine, IndexStore, LiveSearcher, store_of
from search.library.catalogue import Material
from search.library.pagelayout import PLAIN
from search.library.record import SUMMARY_PAGE, MaterialRecord, PageRecord
from search.settings import Settings
from webapp.pages.pagetext import blocks

QUERY = "og er det i en at på som han jeg mentor *er*"
LETTERS = 6
"""Of a word, about."""


def index_of(text: str, size: int, folder: Path) -> int:
    """Index the text as pages of so many letters; how many there are."""
    pages = [text[at : at + size] for at in range(0, len(text), size)]
    records = [PageRecord(SUMMARY_PAGE, "", "")]
    records += [PageRecord(number, str(number), page) for number, page in enumerate(pages, 1)]
    material = Material(id="long", title="Lang rapport", kind="rapport")
    with IndexStore(folder).writing() as writer:
        writer.put(MaterialRecord(material=material, pages=len(pages)), records, "")
    return len(pages)


def spent(searcher: Engine, pages: int) -> dict[str, float]:
    """CPU seconds by what is done with all pages, and with one."""
    start = process_time()
    searcher.search(QUERY, pages=pages)
    searched = process_time()
    searcher.search(QUERY)
    sum(1 for _ in searcher.occurrences(QUERY))
    listed = process_time()
    text = searcher.page_text("long", 1) or ""
    blocks(text, searcher.highlight(QUERY, text, material_id="long"), PLAIN)
    shown = process_time()
    searcher.similar("long", 1)
    return {
        "search_s": round(searched - start, 2),
        "concordance_s": round(listed - searched, 2),
        "page_s": round(shown - listed, 3),
        "similar_s": round(process_time() - shown, 3),
    }


def measure(letters: int) -> dict[str, Any]:
    """The figures by the letters of a page."""
    text, found = Language().text(letters // LETTERS)[:letters], {}
    size = 1000
    while size <= letters:
        with tempfile.TemporaryDirectory() as folder:
            pages = index_of(text, size, Path(folder))
            searcher = LiveSearcher(store_of(Settings(index=Path(folder)))).get()
            searcher.search("mentor")
            found[str(size)] = {"pages": pages, **spent(searcher, pages)}
        size *= 10
    return found


@click.command()
@click.option("--letters", default=1_000_000, show_default=True, help="Letters in all.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
def main(letters: int, json_: bool) -> None:
    """Measure long pages."""
    found = measure(letters)
    if json_:
        click.echo(json.dumps(found, indent=1))
        return
    for size, row in found.items():
        click.echo(f"{int(size):>9,} letters a page: {row}")


if __name__ == "__main__":
    main()
