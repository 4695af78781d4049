"""Our tokens as a text that the cluster's analyser takes apart again, place by place."""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from search.analysis.tokens import indexed
from search.index.segments.arrays import Ints
from search.index.segments.postings import FieldTokens

BESIDE, EMPTY, SPACE = "\ue000", "\ue001", "\ue002"
"""Between tokens of one place, for a place without tokens, and for white space within a token:
letters for private use, which stand in no token."""

ANALYSIS = {
    "tokenizer": {"places": {"type": "whitespace", "max_token_length": 1 << 20}},
    "filter": {
        "beside": {
            "type": "pattern_capture",
            "patterns": [f"([^{BESIDE}]+)"],
            "preserve_original": False,
        },
        "empty": {"type": "stop", "stopwords": [EMPTY]},
    },
    "analyzer": {
        "tokens": {"type": "custom", "tokenizer": "places", "filter": ["beside", "empty"]}
    },
}
"""Takes such a text apart: each token at its place, as ``tokenise`` gives them."""


def encode(text: str) -> str:
    """The tokens of a text, a place after the other, as one text."""
    words, positions = list[str](), list[int]()
    for some, places in indexed(text):
        words += map(safe, some)
        positions += places
    return joined(words, positions)


def joined(words: list[str], positions: Sequence[int]) -> str:
    """Tokens, each at its place, as one text."""
    if list(positions) == list(range(len(words))):
        return " ".join(words)
    places: dict[int, str] = {}
    for word, position in zip(words, positions, strict=True):
        had = places.get(position)
        places[position] = word if had is None else had + BESIDE + word
    return " ".join([places.get(n, EMPTY) for n in range(max(places) + 1)])


def decode(encoded: Sequence[str], doc_ids: Ints, terms: dict[str, int]) -> FieldTokens:
    """The tokens of such texts, which ascending ``doc_ids`` have; ``terms`` numbers them, and gives
    a number to each that it has not."""
    places = [text.split(" ") if text else [] for text in encoded]
    sizes = np.array([*map(len, places), 0], np.int64)[:-1]
    every = list(chain.from_iterable(places))
    term = np.fromiter(map(terms.__getitem__, every), np.int32, len(every))
    doc_id = np.repeat(doc_ids, sizes)
    at = (np.arange(len(every)) - np.repeat(np.cumsum(sizes) - sizes, sizes)).astype(np.int32)
    apart = [n for text, n in terms.items() if BESIDE in text or text == EMPTY]
    several = np.isin(term, np.array(apart, np.int32)) if apart else np.zeros(len(term), np.bool_)
    if not several.any():
        return FieldTokens(term, doc_id, at)
    beside = [
        (terms[token], n) for n in np.flatnonzero(several).tolist()
        for token in every[n].split(BESIDE) if token != EMPTY
    ]  # fmt: skip
    more = np.array(beside, np.int64).reshape(-1, 2)
    row = np.concatenate([np.flatnonzero(~several), more[:, 1]])
    order = np.argsort(row, kind="stable")
    term = np.concatenate([term[~several], more[:, 0].astype(np.int32)])[order]
    return FieldTokens(term, doc_id[row[order]], at[row[order]])


def safe(term: str) -> str:
    """A token as the cluster has it: without white space."""
    return SPACE.join(term.split()) if not term.isalnum() else term
