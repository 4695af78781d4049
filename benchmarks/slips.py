"""Whether slips of the keyboard are put right, and words that Danish has are let alone.

    python -m benchmarks.slips COLLECTION_DIR … [--half dev] [--seed N] [--json]

Of each collection, by lot with a seed: ``words`` of Danish that it has not, out of simplemma's list
of forms (``listed``), of its lists' commonest by wordfreq (``common``), and compounds of the other
collections' that no list has (``compounds``), each with the share that is taken for another word;
and ``slips`` made of words that it has, by kind, with the share for which the right word is told
first. A slip that is a word of Danish itself, or of the collection, is none.
"""

import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

import click
from simplemma.strategies import StreamDictionaryFactory
from wordfreq import top_n_list

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.judged import Document, load
from benchmarks.rankers import index_product
from search.analysis.compounds import Splitter
from search.analysis.stems import lemma, stem
from search.answering.door import Engine
from search.library.dictionary import is_known
from search.live import LiveSearcher

WORD = re.compile(r"[^\W\d_]{4,}")
MOST = 420
LETTERS = "abcdefghijklmnoprstuvyæøå"
COMMONEST = 50_000
OFTEN = 3
"""Documents that a compound must stand in, so that few are slips themselves."""
Slip = Callable[[str, random.Random], str]


def _at(word: str, lot: random.Random, last: int = 0) -> int:
    return lot.randrange(1, len(word) - last)


def _inserted(word: str, lot: random.Random) -> str:
    at = _at(word, lot)
    return word[:at] + lot.choice(LETTERS) + word[at:]


def _deleted(word: str, lot: random.Random) -> str:
    at = _at(word, lot)
    return word[:at] + word[at + 1 :]


def _swapped(word: str, lot: random.Random) -> str:
    at = _at(word, lot, 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _substituted(word: str, lot: random.Random) -> str:
    at = _at(word, lot)
    return word[:at] + lot.choice(LETTERS) + word[at + 1 :]


def _doubled(word: str, lot: random.Random) -> str:
    at = _at(word, lot)
    return word[:at] + word[at] + word[at:]


def _ascii(word: str, _: random.Random) -> str:
    return word.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")


def _plain(word: str, _: random.Random) -> str:
    return word.translate(str.maketrans("æøå", "aoa"))


KINDS: dict[str, Slip] = {
    "insert": _inserted, "delete": _deleted, "swap": _swapped, "substitute": _substituted,
    "double": _doubled, "ascii": _ascii, "plain": _plain,
}  # fmt: skip


def words_of(documents: Iterable[Document]) -> Counter[str]:
    """In how many documents each word is."""
    texts = (f"{document.title} {document.text}".lower() for document in documents)
    return Counter(chain.from_iterable(set(WORD.findall(text)) for text in texts))


def compounds_of(words: Counter[str]) -> list[str]:
    """The compounds of a collection that no list has."""
    stems = Counter[str]()
    for word, count in words.items():
        stems[stem(word)] += count
    splitter = Splitter(lambda word: words[word], lambda key: stems[key])
    often = (word for word, count in words.items() if count >= OFTEN and not is_known(word))
    return sorted(word for word in often if splitter.split(word))


def corrected(searcher: Engine, word: str) -> str | None:
    """What a word is taken for a slip of."""
    told = searcher.search(word, limit=1, snippets=False, facets=False, alike=False).told
    return told.slips[0][1] if told.slips else None


def has(searcher: Engine, word: str) -> bool:
    """Whether the collection has the word, in any form."""
    found = searcher.search(word, limit=1, snippets=False, facets=False, alike=False)
    return bool(found.total) and not found.told.slips and not found.told.parts


def is_right(searcher: Engine, slip: str, word: str) -> bool:
    """Whether a slip leads to the word, as a slip or because it is spelt alike."""
    found, meant = (
        searcher.search(text, limit=1, snippets=False, facets=False, alike=False)
        for text in (slip, word)
    )
    if not found.told.slips:
        return found.total_pages == meant.total_pages
    right = found.told.slips[0][1]
    return stem(word) == stem(right) or lemma(word) == lemma(right)


def let_alone(searcher: Engine, words: Iterable[str], lot: random.Random) -> dict[str, object]:
    """How many of some words, by lot, the collection has not, and which of these are corrected."""
    every = sorted(set(words))
    lot.shuffle(every)
    absent = []
    for word in every:
        if len(absent) < MOST and not has(searcher, word):
            absent.append(word)
    wrong = {word: right for word in absent if (right := corrected(searcher, word))}
    return {"words": len(absent), "corrected": len(wrong), "as": dict(list(wrong.items())[:15])}


def put_right(searcher: Engine, words: Counter[str], lot: random.Random) -> dict[str, object]:
    """The share of slips that lead to the word that they were made of, by kind."""
    had = sorted(w for w, count in words.items() if count > 1 and len(w) > 4)
    figures: dict[str, object] = {}
    every: list[bool] = []
    for kind, make in KINDS.items():
        right: list[bool] = []
        missed = []
        for word in lot.sample(had, len(had)):
            slip = make(word, lot)
            none = slip == word or is_known(slip) or words[slip]
            if len(right) == MOST // len(KINDS) + 1:
                break
            if not none and not (kind != "ascii" and has(searcher, slip)):
                right.append(is_right(searcher, slip, word))
                missed += [] if right[-1] else [f"{slip} ({word})"]
        every += right
        figures[kind] = [round(sum(right) / max(len(right), 1), 3), *missed[:12]]
    return {"slips": len(every), "right": round(sum(every) / len(every), 3)} | figures


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--half", default="dev", help="The half of the queries, of which none is asked.")
@click.option("--seed", default=1)
@click.option("--json", "as_json", is_flag=True)
def main(folders: tuple[Path, ...], half: str, seed: int, as_json: bool) -> None:
    """Index each collection and measure."""
    listed = [w for w in StreamDictionaryFactory().get_dictionary("da") if WORD.fullmatch(w)]
    common = [w for w in top_n_list("da", COMMONEST) if WORD.fullmatch(w) and is_known(w)]
    documents = {folder.name: load(folder, half).documents for folder in folders}
    words = {name: words_of(some) for name, some in documents.items()}
    found = {}
    for name, some in documents.items():
        lot = random.Random(seed)  # noqa: S311 - a sample
        others = chain.from_iterable(compounds_of(words[o]) for o in words if o != name)
        with tempfile.TemporaryDirectory() as folder:
            index_product(some, Path(folder))
            searcher = LiveSearcher(Path(folder)).get()
            found[name] = {
                "listed": let_alone(searcher, lot.sample(sorted(listed), 4 * MOST), lot),
                "common": let_alone(searcher, common, lot),
                "compounds": let_alone(searcher, others, lot),
                "slips": put_right(searcher, words[name], lot),
            }
    click.echo(json.dumps(found, ensure_ascii=False, indent=None if as_json else 1))


if __name__ == "__main__":
    main()
