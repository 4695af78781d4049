"""The telling terms of a page, to find others like it."""

from collections import Counter

from search.analysis.stems import STOPWORDS
from search.analysis.tokens import words
from search.ranking.frequencies import idf
from search.ranking.lexicon import Lexicon

TERMS = 12
SHORTEST = 4
LEAST_PAGES = 2
MOST_LETTERS = 50_000
"""Letters of a text that are looked at: ten ordinary pages."""


def telling_terms(lexicon: Lexicon, text: str) -> tuple[str, ...]:
    """The terms of a text that tell most of it: often here, seldom elsewhere (tf · idf)."""
    counts = Counter(
        word for word in words(text[:MOST_LETTERS])
        if len(word) >= SHORTEST and word.isalpha() and word not in STOPWORDS
    )  # fmt: skip
    worth = {
        word: count * idf(pages, lexicon.total)
        for word, count in counts.items()
        if (pages := lexicon.count_word(word)) >= LEAST_PAGES
    }
    return tuple(sorted(worth, key=lambda word: (-worth[word], word))[:TERMS])
