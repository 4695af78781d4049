"""Our tokens as a text that the cluster's analyser takes apart again, place by place."""

from collections.abc import Iterator

from search.analysis.tokens import tokenise

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
    places: list[str] = []
    for token in sorted(tokenise(text), key=lambda token: token.position):
        places += [EMPTY] * (token.position - len(places) + 1)
        had, term = places[token.position], safe(token.text)
        places[token.position] = term if had == EMPTY else had + BESIDE + term
    return " ".join(places)


def decode(encoded: str) -> Iterator[tuple[str, int]]:
    """The tokens of such a text and their positions."""
    for position, place in enumerate(encoded.split(" ") if encoded else ()):
        if place == EMPTY:
            continue
        if BESIDE not in place:
            yield place, position
        else:
            yield from ((term, position) for term in place.split(BESIDE))


def safe(term: str) -> str:
    """A token as the cluster has it: without white space."""
    return SPACE.join(term.split()) if not term.isalnum() else term
