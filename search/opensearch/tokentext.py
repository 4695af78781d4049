"""Our tokens as a text that the cluster's analyser takes apart again, place by place."""

from collections.abc import Sequence

from search.analysis.tokens import indexed

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


def joined(words: Sequence[str], positions: Sequence[int]) -> str:
    """Tokens, each at its place, as one text."""
    if list(positions) == list(range(len(words))):
        return " ".join(words)
    places: dict[int, str] = {}
    for word, position in zip(words, positions, strict=True):
        had = places.get(position)
        places[position] = word if had is None else had + BESIDE + word
    return " ".join([places.get(n, EMPTY) for n in range(max(places) + 1)])


def safe(term: str) -> str:
    """A token as the cluster has it: without white space."""
    return SPACE.join(term.split()) if not term.isalnum() else term
