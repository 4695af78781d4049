"""Whether findings are found however one asks: the project's own questions in plain Danish.

    python -m benchmarks.paraphrases DIR [--half dev] [--questions FILE] [--losses] [--json]

DIR holds the reports that ``paraphrases.tsv``, or another such table, tells of; all its files are
added to a fresh collection, as ``benchmarks.facts`` does. Asked are the product as ``mentorsoeg
search`` does; tantivy over the same pages, each with its best snippet of the product's width; and
tantivy over their sentences, the best of which is all that is shown. Of all questions, the shares
whose answer is in the first snippet of the first report, and in any of its snippets; whose report
is first; whose page is first; and whose page is among the first three shown, each report by its
best page.
"""

import csv
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import click
import tantivy

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.facts import collected, holds, plain
from benchmarks.judged import Document
from benchmarks.rankers import index_tantivy, tantivy_index
from search import Engine
from search.showing.snippets import WIDTH
from search.showing.snippets import plain as unmarked

QUESTIONS = Path(__file__).with_suffix(".tsv")
HALVES = ("dev", "kept")
SHOWN = 3
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÆØÅ0-9])|\n\s*\n")

Place = tuple[str, int]
"""A page: its file's name and its number."""


@dataclass(frozen=True)
class Question:
    """One way to ask for a finding: ``answers`` are wordings that count, ``places`` where it
    stands, the first in the finding's own report."""

    finding: int
    text: str
    answers: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Shown:
    """A report that is shown: its best page, and the snippets below it, the best page's first."""

    place: Place
    snippets: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of one question; ``place`` and ``snippet`` are what was shown first."""

    question: str
    wanted: str
    in_first_snippet: bool
    in_snippets: bool
    report_first: bool
    page_first: bool
    page_in_three: bool
    place: Place | None
    snippet: str


Ask = Callable[[str], list[Shown]]

SHARES = {
    "in_first_snippet": "answer in the first snippet",
    "in_snippets": "answer in a snippet of the first",
    "report_first": "right report first",
    "page_first": "right page first",
    "page_in_three": "right page in the first three",
}


def questions(half: str, file: Path = QUESTIONS) -> list[Question]:
    """The questions of one half, in the table's order. Raises OSError, and KeyError when a column
    is missing."""
    with file.open(encoding="utf-8", newline="") as table:
        lines = (line for line in table if not line.startswith("#"))
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_question(row) for row in rows if row["half"] == half]


def _question(row: dict[str, str]) -> Question:
    elsewhere = (place.rsplit(":", 1) for place in row["elsewhere"].split())
    places = ((row["file"], int(row["page"])), *((file, int(page)) for file, page in elsewhere))
    return Question(int(row["finding"]), row["question"], tuple(row["answer"].split(" | ")), places)


def judge(question: Question, shown: list[Shown]) -> Outcome:
    """What came of a question to which these reports were shown."""
    first = shown[0] if shown else None
    right = first is not None and first.place[0] in {file for file, _ in question.places}
    snippets = first.snippets if first and right else ()
    answered = [any(holds(text, answer) for answer in question.answers) for text in snippets]
    return Outcome(
        question.text,
        wanted=f"{question.answers[0]} ({question.places[0][0]} p. {question.places[0][1]})",
        in_first_snippet=answered[:1] == [True],
        in_snippets=any(answered),
        report_first=right,
        page_first=first is not None and first.place in question.places,
        page_in_three=any(one.place in question.places for one in shown[:SHOWN]),
        place=first.place if first else None,
        snippet=first.snippets[0] if first and first.snippets else "",
    )


def product(engine: Engine, ids: dict[str, str]) -> Ask:
    """The product's default search."""
    files = {name: file for file, name in ids.items()}

    def ask(query: str) -> list[Shown]:
        return [
            Shown(
                (files[hit.record.material.id], hit.pages[0].number if hit.pages else 0),
                tuple(unmarked(page.snippet) for page in hit.pages),
            )
            for hit in engine.search(query, limit=SHOWN, facets=False).materials
        ]

    return ask


def by_tantivy(documents: list[Document], folder: Path) -> Ask:
    """tantivy over documents whose ids are ``file:page:part``, with its own snippets."""
    folder.mkdir()
    index_tantivy(documents, folder)
    index = tantivy_index(folder)
    searcher = index.searcher()

    def ask(query: str) -> list[Shown]:
        words = " ".join(re.findall(r"\w+", query)).lower()
        parsed = index.parse_query(words, ["title", "text"])
        excerpts = tantivy.SnippetGenerator.create(searcher, parsed, index.schema, "text")
        excerpts.set_max_num_chars(WIDTH)
        found: dict[str, Shown] = {}
        for _, address in searcher.search(parsed, 100).hits:
            document = searcher.doc(address)
            file, page, _ = document["id"][0].rsplit(":", 2)
            snippet = excerpts.snippet_from_doc(document).fragment()
            before = found.setdefault(file, Shown((file, int(page)), ()))
            if len(before.snippets) < SHOWN:
                found[file] = Shown(before.place, (*before.snippets, snippet))
        return list(islice(found.values(), SHOWN))

    return ask


def pages_of(engine: Engine, ids: dict[str, str]) -> Iterator[tuple[str, int, str]]:
    """File, number and text of every page."""
    for file, name in ids.items():
        record = engine.material(name)
        for number in range(1, (record.pages if record else 0) + 1):
            yield file, number, engine.page_text(name, number) or ""


def measure(folder: Path, asked: list[Question]) -> dict[str, list[Outcome]]:
    """What came of every question, by engine."""
    with collected(folder) as (engine, ids), tempfile.TemporaryDirectory() as home:
        pages = [
            Document(f"{file}:{number}:0", Path(file).stem, text, file)
            for file, number, text in pages_of(engine, ids)
        ]
        sentences = [
            Document(f"{page.id[:-2]}:{part}", page.title, sentence, page.material)
            for page in pages
            for part, sentence in enumerate(SENTENCE_END.split(page.text))
        ]
        engines = {
            "product": product(engine, ids),
            "tantivy's pages": by_tantivy(pages, Path(home) / "pages"),
            "tantivy's sentences": by_tantivy(sentences, Path(home) / "sentences"),
        }
        return {name: [judge(one, ask(one.text)) for one in asked] for name, ask in engines.items()}


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--half", type=click.Choice(HALVES), default="dev", show_default=True)
@click.option(
    "--questions", "table", default=QUESTIONS, show_default=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
@click.option("--losses", is_flag=True, help="Tell what the product doesn't answer first.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(folder: Path, half: str, table: Path, losses: bool, as_json: bool) -> None:
    """Ask the questions of a half about the reports in FOLDER."""
    measured = measure(folder, questions(half, table))
    shares = {
        name: {share: sum(getattr(one, share) for one in found) / len(found) for share in SHARES}
        for name, found in measured.items()
    }
    lost = [one for one in measured["product"] if not one.in_first_snippet]
    if as_json:
        told = {"shares": shares} | ({"losses": [asdict(one) for one in lost]} if losses else {})
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
        return
    for one in lost if losses else ():
        missed = ", ".join(told for share, told in SHARES.items() if not getattr(one, share))
        shown = f"{one.place[0]} p. {one.place[1]}" if one.place else "nothing"
        click.echo(f"{one.question} -> {one.wanted}\n    not {missed}; {shown}:")
        click.echo(f"    {plain(one.snippet)}")
    click.echo(f"{len(measured['product'])} questions{'':20}{''.join(f'{n:>21}' for n in shares)}")
    for share, told in SHARES.items():
        click.echo(f"{told:34}{''.join(f'{by[share]:21.3f}' for by in shares.values())}")


if __name__ == "__main__":
    main()
