"""Whether a sentence that is pasted out of a report finds the page that has it.

    python -m benchmarks.quotes DIR [--count N] [--seed N] [--json]

DIR holds reports, which are added to a fresh collection. Of their pages, by lot with a seed, come N
runs of words within a paragraph for each of ``LENGTHS``, that stand on three pages or fewer; each
is asked as it stands (``pasted``), with two letters of one word swapped (``slip``), and its words
alone, in lower case and without punctuation (``words``). Told are the shares whose page, or one of
them, is first, whose report is, and whose words all stand in the first snippet; and for how many
plain BM25 over the pages has the page first.
"""

import json
import random
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import bm25s
import click

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.facts import collected
from search import Engine
from search.library.record import FIRST_PAGE
from search.showing.snippets import plain

LENGTHS = ((7, 9), (10, 16), (17, 40))
MOST_PAGES = 3
LEAST_SWAPPED = 4
"""Letters of a word in which two are swapped."""
Page = tuple[str, int]
Figures = dict[str, float]
_WORD = re.compile(r"\w+(?:[-.,/]\w+)*")
_LEFT_OUT = re.compile(r"…|\.\s*\.\s*\.")


@dataclass(frozen=True)
class Quote:
    """Words in a row, and the pages on which they stand."""

    text: str
    pages: frozenset[Page]


def words_of(text: str) -> str:
    """A text's words alone."""
    return " ".join(_WORD.findall(text.lower()))


def texts_of(engine: Engine) -> dict[Page, str]:
    """The text of every page but summaries."""
    return {
        (record.material.id, number): engine.page_text(record.material.id, number) or ""
        for record in engine.materials()
        for number in range(FIRST_PAGE, record.pages + 1)
    }


def quotes(
    texts: Mapping[Page, str], length: tuple[int, int], lot: random.Random
) -> Iterator[Quote]:
    """Quotes of so many words, at least and at most, without end."""
    flat = {page: f" {words_of(text)} " for page, text in texts.items()}
    paragraphs = [part for text in texts.values() for part in text.split("\n")]
    long = [part for part in paragraphs if len(_WORD.findall(part)) > length[1] + 1]
    while long:
        part = lot.choice(long)
        words, count = list(_WORD.finditer(part)), lot.randint(*length)
        first = lot.randrange(len(words) - count)
        text = part[words[first].start() : words[first + count - 1].end()]
        pages = frozenset(page for page, had in flat.items() if f" {words_of(text)} " in had)
        if 0 < len(pages) <= MOST_PAGES and not _LEFT_OUT.search(text):
            yield Quote(text, pages)


def with_slip(text: str, lot: random.Random) -> str:
    """The text with two letters of one word swapped, where it has one long enough."""
    if not (long := [m for m in _WORD.finditer(text) if len(m[0]) >= LEAST_SWAPPED]):
        return text
    word = lot.choice(long)
    at = lot.randrange(word.start(), word.end() - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


class Plain:
    """BM25 over the pages' words."""

    def __init__(self, texts: Mapping[Page, str]) -> None:
        self._pages = list(texts)
        self._ranker = bm25s.BM25()
        self._ranker.index([words_of(text).split() for text in texts.values()], show_progress=False)

    def first(self, text: str) -> Page | None:
        """The best page, None when no page has any of the words."""
        known = [word for word in words_of(text).split() if word in self._ranker.vocab_dict]
        if not known:
            return None
        found, _ = self._ranker.retrieve([known], k=1, show_progress=False)
        return self._pages[int(found[0][0])]


def judge(engine: Engine, beside: Plain, quote: Quote, typed: str) -> Figures:
    """What of one quote is found by what was typed for it."""
    materials = engine.search(typed, limit=1, facets=False).materials
    first = materials[0] if materials else None
    page = (first.record.material.id, first.pages[0].number) if first and first.pages else None
    shown = words_of(plain(first.pages[0].snippet)).split() if first and page else []
    return {
        "page_first": float(page in quote.pages),
        "report_first": float(page is not None and page[0] in {name for name, _ in quote.pages}),
        "in_snippet": float(page in quote.pages and set(words_of(quote.text).split()) <= {*shown}),
        "plain_page_first": float(beside.first(typed) in quote.pages),
    }


def measure(engine: Engine, count: int, seed: int) -> dict[str, dict[str, Figures]]:
    """By length and by what was done with the quotes, the shares that are found."""
    texts, told = texts_of(engine), {}
    beside = Plain(texts)
    for length in LENGTHS:
        lot = random.Random(seed)  # noqa: S311 - no secret
        some = [one for one, _ in zip(quotes(texts, length, lot), range(count), strict=False)]
        typed = {
            "pasted": [one.text for one in some],
            "slip": [with_slip(one.text, lot) for one in some],
            "words": [words_of(one.text) for one in some],
        }
        told[f"{length[0]}-{length[1]}"] = {
            kind: mean([judge(engine, beside, *one) for one in zip(some, every, strict=True)])
            for kind, every in typed.items()
        }
    return told


def mean(every: list[Figures]) -> Figures:
    """The mean of each figure."""
    names = every[0] if every else {}
    return {name: round(sum(one[name] for one in every) / len(every), 3) for name in names}


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--count", default=300, help="Quotes of each length.")
@click.option("--seed", default=1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(folder: Path, count: int, seed: int, as_json: bool) -> None:
    """Ask for sentences out of FOLDER's reports."""
    with collected(folder) as (engine, _):
        told = measure(engine, count, seed)
    if as_json:
        click.echo(json.dumps(told, indent=1))
        return
    for length, kinds in told.items():
        for kind, figures in kinds.items():
            shares = ", ".join(f"{name} {share:.3f}" for name, share in figures.items())
            click.echo(f"{length} words, {kind}: {shares}")


if __name__ == "__main__":
    main()
