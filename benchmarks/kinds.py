"""How often each kind of fault stands in the text of a folder's PDFs.

    python -m benchmarks.kinds DIR [--extracted FOLDER] [--json]

pdfplumber's characters tell what stands on each page: what is raised, what is set large, which
numbers stand alone at the edge, which words are apart. ``--extracted`` takes the text out of what
another version of this program gave instead of reading it now: ``NAME.json`` for each ``NAME.pdf``,
made by ``mentorsoeg extract NAME.pdf --json``. Files without such a text, and pages without
characters, are left out. Each kind is a count of faults, and of the places that were looked at:

- marks: raised figures behind a word; faults are glued to it
- accents: letters with an accent; faults stand apart
- breaks: paragraphs; faults begin in lower case after one that ends without a sign
- words: words of five letters; faults are nowhere in the document's text, as a body line that was
  taken for a running one
- numbers: numbers that stand alone at the edge of pages and count; faults are not the page's label
- glued: words; faults no dictionary knows, whose two halves it knows and pdfplumber has apart
- headings: headings; faults begin in lower case or hold the end of a sentence
- titles: lines set larger than the body; faults are in one paragraph with what is not
- heads: labels of columns in ``benchmarks/tables/truth.tsv``; faults are no table's
"""

import csv
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pdfplumber
from simplemma import is_known

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.tables.__main__ import ANY, TRUTH, plain
from indexer.document import ExtractedDocument
from indexer.extraction import extract_many
from search.library.mediatypes import MediaType

KINDS = ("marks", "accents", "breaks", "words", "numbers", "glued", "headings", "titles", "heads")
RAISED, LARGE, NEAR = 0.8, 1.15, 0.25
"""Of the size of the word before, or of the body; and of its size, the gap before a mark."""
LONGEST_TITLE = 14
WORD = re.compile(r"[^\W\d_]+")
MARK = re.compile(r"\d{1,2}")
ACCENTED = re.compile(r"[áàâäåéèêëíóöôüúçñÁÀÄÅÉÈÖÜÇ]")
APART = re.compile(r"([´`¨˚ˆ])\s?([^\W\d_])")
MARKS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "˚": "\u030a", "ˆ": "\u0302"}
ITEM = re.compile(r"(?:o|\(?[a-zæøå]{1,4}[.)])\s")
"""How a point of a list may begin."""
NUMBER = re.compile(r"\W*(?:side\s*)?(\d{1,4})(?:\s*(?:af|/)\s*\d+)?\W*", re.I)
SENTENCE = re.compile(r"[^\W\d_]{4,}\. [^\W\d_]")
GOES_ON = re.compile(r"[^\W\d_][,-]?$")


@dataclass(frozen=True)
class Word:
    """A word on a page: points from the left and from the top, and the size of its font."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


Found = Counter[tuple[str, str]]
"""By kind, ``places`` and ``faults``."""


def words_on(page: Any) -> list[Word]:
    """The words of a page of pdfplumber's, those of another size apart."""
    words = page.extract_words(extra_attrs=["size"], use_text_flow=False)
    return [
        Word(
            unicodedata.normalize("NFC", w["text"]), w["x0"], w["x1"], w["top"], w["bottom"],
            w["size"],
        )
        for w in words
    ]  # fmt: skip


def squeezed(text: str) -> str:
    """The letters and figures of a text alone, in small letters."""
    return "".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower()))


def marks(words: Sequence[Word], text: str) -> Iterator[bool]:
    """Of each raised figure behind a word, whether it is glued to it."""
    for before, mark in pairwise(words):
        name = re.search(r"([^\W\d_]{3,})[.,:;)]?$", before.text)
        if (
            name
            and MARK.fullmatch(mark.text)
            and mark.size < RAISED * before.size
            and -NEAR < (mark.left - before.right) / before.size < NEAR
            and before.top - before.size < mark.top
            and mark.bottom < before.bottom - 0.1 * before.size
        ):
            yield before.text + mark.text in text


def apart(text: str) -> Iterator[str]:
    """The accents that stand beside the letter that they belong to."""
    for mark, letter in APART.findall(text):
        if len(unicodedata.normalize("NFC", letter + MARKS[mark])) == 1:
            yield mark + letter


def breaks(text: str) -> Iterator[bool]:
    """Of each paragraph but the first, whether it goes on with the one before."""
    parts = [part for part in text.split("\n\n") if part.strip()]
    for before, part in pairwise(parts):
        long = min(len(before), len(part)) > 25
        prose = long and "\t" not in before + part and not ITEM.match(part)
        yield prose and part[0].islower() and GOES_ON.search(before) is not None


def glued(words: Sequence[Word], text: str) -> Iterator[bool]:
    """Of each word, whether it is two words together."""
    there = [word.lower() for each in words for word in WORD.findall(each.text)]
    single, pairs = set(there), set(pairwise(there))
    for word in map(str.lower, WORD.findall(text)):
        cuts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
        parted = word not in single and any(cut in pairs for cut in cuts)
        yield (
            parted
            and not known(word)
            and any(cut in pairs and known(cut[0]) and known(cut[1]) for cut in cuts)
        )


@cache
def known(word: str) -> bool:
    """Whether Danish or English has the word."""
    return is_known(word, ("da", "en"), low_memory=True)


def titles(words: Sequence[Word], text: str, body: float) -> Iterator[bool]:
    """Of each line set large, whether it is in one paragraph with what is not."""
    large = [word for word in words if word.size > LARGE * body]
    every = squeezed(" ".join(word.text for word in large))
    parts = [squeezed(part) for part in re.split(r"[\n\t]+", text)]  # cells are apart
    lines: list[list[Word]] = []
    for word in large:
        same = (
            lines and abs(lines[-1][-1].bottom - word.bottom) < 1 and word.left > lines[-1][-1].left
        )
        if same:
            lines[-1].append(word)
        else:
            lines.append([word])
    for line in lines:
        title = squeezed(" ".join(word.text for word in line))
        if len(title) > 5 and len(line) <= LONGEST_TITLE:
            homes = [part for part in parts if title in part]
            yield bool(homes) and all(home not in every for home in homes)


def numbers(pages: Sequence[Sequence[Word]], labels: Sequence[str]) -> Iterator[bool]:
    """Of each number alone at a page's edge that counts with the pages, whether the label is
    another."""
    found: dict[int, int] = {}
    for at, words in enumerate(pages):
        for edge in (max, min):
            line = edge((word.bottom for word in words), default=0.0)
            alone = NUMBER.fullmatch(" ".join(w.text for w in words if abs(w.bottom - line) < 2))
            if alone:
                found.setdefault(at, int(alone[1]))
    shifts = Counter(number - at for at, number in found.items())
    for at, number in found.items():
        if 2 * shifts[number - at] > len(found):
            yield labels[at] != str(number)


def heads(name: str, pages: Sequence[dict[str, Any]]) -> Iterator[bool]:
    """Of each label of a column in the truth of tables, whether it is no table's on its page."""
    with TRUTH.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        true = {(int(r["page"]), r["column"].strip("()")) for r in rows if r["file"] == name}
    for number, label in sorted(true):
        page = pages[number - 1]
        tables = (page.get("layout") or {}).get("tables", ())
        given = [
            page["text"][cell["start"] : cell["end"]]
            for table in tables
            for cell in table["cells"]
            if cell.get("header") == "col"
        ]
        given += [label for table in tables for label in table.get("carried", ())]
        if label not in ("", ANY):
            ends = plain(label)
            yield not any(
                ends.endswith(plain(one)) or plain(one).endswith(ends) for one in given if one
            )


def faults(pdf: Path, pages: Sequence[dict[str, Any]]) -> Found:
    """The faults in the ``pages`` of a file, as JSON has them."""
    found: Found = Counter()
    with pdfplumber.open(pdf) as opened:
        words = [words_on(page) for page in opened.pages]
    sizes: Counter[float] = Counter()
    for word in (word for page in words for word in page):
        sizes[round(word.size, 1)] += len(word.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    whole = squeezed(" ".join(page["text"] for page in pages))
    read = [(own, page) for own, page in zip(words, pages, strict=False) if own]
    for own, page in read:
        text = page["text"]
        letters = [w.text for w in own if len(w.text) > 4 and WORD.fullmatch(w.text)]
        _add(found, "marks", marks(own, text))
        _add(
            found,
            "accents",
            [False] * len(ACCENTED.findall(text)) + [True] * len(list(apart(text))),
        )
        _add(found, "breaks", breaks(text))
        _add(found, "words", (squeezed(word) not in whole for word in letters))
        _add(found, "glued", glued(own, text))
        _add(
            found,
            "headings",
            (h[0].islower() or SENTENCE.search(h) is not None for h in page["headings"] if h),
        )
        _add(found, "titles", titles(own, text, body))
    _add(found, "numbers", numbers([own for own, _ in read], [page["label"] for _, page in read]))
    _add(found, "heads", heads(pdf.name, pages))
    return found


def _add(found: Found, kind: str, are_faults: Any) -> None:
    for is_fault in are_faults:
        found[kind, "places"] += 1
        found[kind, "faults"] += bool(is_fault)


def extracted(folder: Path, made: Path | None) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """Each PDF of ``folder`` with its pages, read now or out of the folder ``made``."""
    pdfs = sorted(folder.glob("*.pdf"))
    if made:
        for pdf in pdfs:
            text = made / f"{pdf.stem}.json"
            if text.exists():
                yield pdf, json.loads(text.read_text(encoding="utf-8"))["pages"]
        return
    for pdf, document in extract_many((pdf, MediaType.PDF) for pdf in pdfs):
        if isinstance(document, ExtractedDocument):
            yield pdf, json.loads(json.dumps([asdict(page) for page in document.pages]))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--extracted", "made", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="The folder of what another version extracted.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(folder: Path, made: Path | None, as_json: bool) -> None:
    """Count the faults in the text of the PDFs in FOLDER, by kind."""
    total: Found = Counter()
    for pdf, pages in extracted(folder, made):
        total += faults(pdf, pages)
    counts = {kind: {what: total[kind, what] for what in ("faults", "places")} for kind in KINDS}
    if as_json:
        click.echo(json.dumps(counts, indent=1))
        return
    for kind, count in counts.items():
        click.echo(f"{kind:10}{count['faults']:6} of {count['places']:7}")


if __name__ == "__main__":
    main()
