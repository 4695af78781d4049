"""Words that stand on one page only: whoever types one wants that page."""

import random
import re
from collections import defaultdict

from benchmarks.judged import Document
from benchmarks.rankers import Run
from search.analysis.stems import stem

WORD = re.compile(r"[^\W\d_]{4,}")
MOST = 400
SEED = 1


def rare_words(documents: list[Document]) -> dict[str, str]:
    """Words of which no other document has an inflection, each with the id of the one that has
    it; at most ``MOST``, by lot."""
    having: dict[str, set[str]] = defaultdict(set)
    words: dict[str, str] = {}
    for document in documents:
        for word in set(WORD.findall(f"{document.title} {document.text}".lower())):
            key = stem(word)
            words.setdefault(key, word)
            having[key].add(document.id)
    alone = sorted(key for key, ids in having.items() if len(ids) == 1)
    picked = random.Random(SEED).sample(alone, min(MOST, len(alone)))  # noqa: S311 - a sample
    return {words[key]: next(iter(having[key])) for key in picked}


def share_first(run: Run, words: dict[str, str]) -> float:
    """The share of the words whose document is found first."""
    first = [hits[0][0] == wanted for word, wanted in words.items() if (hits := run(word))]
    return sum(first) / len(words) if words else 1.0
