"""What words become, and what files say, is as it was: a change comes by intent or not at all.

Of the tables the first column is what goes in: to add an entry, put it there, and ``make golden``.
The PDFs were made by ``tests/extraction/producers.py`` and ``docs/example_report.py``, and stay as
they are, so that only what reads them counts.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

import numpy as np
import pytest

from indexer.document import ExtractedDocument
from indexer.extraction import extract
from search.analysis.grams import grams
from search.analysis.stems import lemma, stem
from search.analysis.tokens import tokenise
from search.index.segments.keys import GRAM, STEM, make_keys

HERE = Path(__file__).parent
FILES = sorted(path for path in (HERE / "files").iterdir() if path.suffix != ".txt")
RENEW = "MENTORSOEG_GOLDEN"
"""The variable that has the files written anew."""
SHOWN = 40


def hold(file: Path, made: Iterable[str]) -> None:
    """Compare lines with those kept in a file; write them there when asked to."""
    lines = list(made)
    if os.environ.get(RENEW):
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    kept = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    changes = [line for line in unified_diff(kept, lines, n=0, lineterm="") if line[:2] != "@@"][2:]
    count = max(sum(line.startswith(sign) for line in changes) for sign in "-+")
    more = f"\n… and {len(changes) - SHOWN} lines more" if len(changes) > SHOWN else ""
    assert not changes, (
        f"{count} of {len(kept)} entries of {file.relative_to(HERE.parent.parent)} changed:\n"
        + "\n".join(changes[:SHOWN])
        + f"{more}\nIf that is what you want, write them anew: make golden"
    )


def entries(file: Path) -> list[str]:
    """The first column of a table."""
    return [line.partition("\t")[0] for line in file.read_text(encoding="utf-8").splitlines()]


def keys_of(words: Iterable[str]) -> dict[str, list[str]]:
    """The keys of words that stand on two pages each, but stems and grams."""
    texts = sorted(set(words))
    made, _ = make_keys(texts, np.full(len(texts), 2, np.int32), None)
    found = defaultdict(list)
    for name in made.names:
        if name[0] not in (STEM, GRAM):
            for term in made.of(name).tolist():
                found[texts[term]].append(name)
    return found


def tokens_of(text: str) -> Iterator[str]:
    """Each position of a text with its tokens; positions count up from 0."""
    at, words = -1, list[str]()
    for token in tokenise(text):
        if token.position != at and words:
            yield "|".join(words)
            words = []
        at = token.position
        words.append(token.text)
    yield "|".join(words)


def row(word: str, keys: dict[str, list[str]]) -> str:
    return "\t".join((word, stem(word), lemma(word), " ".join(keys[word])))


def test_stems_lemmas_and_keys_of_words_are_as_they_were() -> None:
    file = HERE / "words.tsv"
    keys = keys_of(entries(file))
    hold(file, (row(word, keys) for word in entries(file)))


def test_grams_of_words_are_as_they_were() -> None:
    file = HERE / "grams.tsv"
    hold(file, (f"{word}\t{' '.join(grams(word))}" for word in entries(file)))


def test_tokens_of_phrases_are_as_they_were() -> None:
    file = HERE / "phrases.tsv"
    hold(file, (f"{phrase}\t{' '.join(tokens_of(phrase))}" for phrase in entries(file)))


def test_tokens_and_keys_of_a_page_are_as_they_were() -> None:
    text = (HERE / "page.txt").read_text(encoding="utf-8")
    tokens = list(tokenise(text))
    hold(
        HERE / "page.tokens.tsv",
        (f"{t.text}\t{' '.join(text[t.start : t.end].split())}" for t in tokens),
    )
    words = sorted({token.text for token in tokens})
    keys = keys_of(words)
    hold(HERE / "page.keys.tsv", (row(word, keys) for word in words))


def told(document: ExtractedDocument) -> Iterator[str]:
    """All of a document, line by line."""
    said = document.metadata
    yield f"{said.title} · {said.author} · {said.date} · {said.language}"
    for page in document.pages:
        yield f"--- {page.number} ({page.label}) {page.language} {page.extractor}"
        yield f"--- {' · '.join(page.headings)}"
        yield from page.text.splitlines()
    yield from (f"--- {number}: {title}" for title, number in document.outline)
    yield from document.notes


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.name))
def test_the_text_of_a_file_is_as_it_was(file: Path) -> None:
    hold(file.with_name(f"{file.name}.txt"), told(extract(file)))
