"""Whether facts read off the page images are found: text, paragraph, report, page, snippet.

    python -m benchmarks.facts DIR [--json]

DIR holds reports and ``FACTS.tsv``: after a heading, ``file``, ``page`` (from 1), ``query`` and
``expected`` with tabs between. All its files are added to a fresh collection, each titled by its
name, and indexed; each query is asked once. Of all facts, the shares whose expected text stands on
its page, and within one paragraph of it; whose report comes first, and with it that page; and whose
text is in the first snippet. Texts are compared whole words as they stand, but for case, kinds of
space, soft hyphens and what parts cells.
"""

import csv
import json
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from indexer.adding import add_material
from indexer.extraction.formats import media_type_of
from indexer.indexing import build_index
from search import Engine, LiveSearcher, search_answer
from search.library.settings import Settings

FACTS = "FACTS.tsv"


@dataclass(frozen=True)
class Fact:
    """What somebody asks, and what a page of a report says of it."""

    file: str
    page: int
    query: str
    expected: str


@dataclass(frozen=True)
class Found:
    """What of one fact is found."""

    fact: Fact
    on_page: bool
    in_paragraph: bool
    report_first: bool
    page_first: bool
    in_snippet: bool
    snippet: str


SHARES = {
    "on_page": "text on its page",
    "in_paragraph": "within one paragraph",
    "report_first": "right report first",
    "page_first": "right page first",
    "in_snippet": "in the first snippet",
}


def facts_of(folder: Path) -> list[Fact]:
    """The facts in the folder's table. Raises OSError, and KeyError when a column is missing."""
    with (folder / FACTS).open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Fact(row["file"], int(row["page"]), row["query"], row["expected"]) for row in rows]


def plain(text: str) -> str:
    """``text`` as it is compared."""
    composed = unicodedata.normalize("NFC", text.replace("\u00ad", "")).casefold()
    return " ".join(re.sub(r"[\t|·]", " ", composed).split())


def holds(text: str, expected: str) -> bool:
    """Whether ``expected`` stands in ``text`` as whole words."""
    return re.search(rf"(?<!\w){re.escape(plain(expected))}(?!\w)", plain(text)) is not None


def ask(engine: Engine, ids: dict[str, str], fact: Fact) -> Found:
    """What the collection has of ``fact``; ``ids`` are the reports' ids by their files' names."""
    text = engine.page_text(ids[fact.file], fact.page) or ""
    answer = search_answer(engine.search(fact.query, limit=1)).results
    first = answer[0] if answer and answer[0].material == ids[fact.file] else None
    return Found(
        fact,
        on_page=holds(text, fact.expected),
        in_paragraph=any(holds(part, fact.expected) for part in text.split("\n\n")),
        report_first=first is not None,
        page_first=first is not None and first.page == fact.page,
        in_snippet=first is not None and holds(first.snippet, fact.expected),
        snippet=answer[0].snippet if answer else "",
    )


def measure(folder: Path) -> Iterator[Found]:
    """What is found of each fact of ``folder``, in their order."""
    facts = facts_of(folder)
    with collected(folder) as (engine, ids):
        for fact in facts:
            yield ask(engine, ids, fact)


@contextmanager
def collected(folder: Path) -> Iterator[tuple[Engine, dict[str, str]]]:
    """A fresh collection of all reports of ``folder``, and their ids by their files' names."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(corpus=Path(home) / "corpus", index=Path(home) / "index")
        reports = [file for file in sorted(folder.iterdir()) if _is_report(file)]
        ids = {file.name: add_material(settings, str(file), title=file.stem).id for file in reports}
        build_index(settings)
        yield LiveSearcher(settings.index).get(), ids


def _is_report(file: Path) -> bool:
    no_report = not file.is_file() or file.suffix == ".tsv"
    return not no_report and media_type_of(file.read_bytes()) is not None


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(folder: Path, as_json: bool) -> None:
    """Ask for the facts in FOLDER's FACTS.tsv, and list those that are missed."""
    found = list(measure(folder))
    counts = {name: sum(getattr(one, name) for one in found) for name in SHARES}
    if as_json:
        shares = {name: count / len(found) for name, count in counts.items()}
        facts = [asdict(one) for one in found]
        click.echo(json.dumps({"shares": shares, "facts": facts}, indent=1, ensure_ascii=False))
        return
    for one in found:
        if missed := [told for name, told in SHARES.items() if not getattr(one, name)]:
            fact = one.fact
            click.echo(f"{fact.file} p. {fact.page}: {fact.query} -> {fact.expected}")
            click.echo(f"    not {', '.join(missed)}\n    {plain(one.snippet)}")
    for name, told in SHARES.items():
        click.echo(f"{told:22}{counts[name]:4} of {len(found)}{counts[name] / len(found):8.3f}")


if __name__ == "__main__":
    main()
