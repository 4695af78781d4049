"""The index's fields."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from whoosh.analysis import Analyzer
from whoosh.analysis import Token as WhooshToken
from whoosh.fields import ID, STORED, TEXT, Schema

from search.analysis.tokens import tokenise
from search.index.whoosh.formats import TokenPositions

TEXT_FIELDS = ("title", "creators", "keywords", "summary", "heading", "opening", "body")
"""The searched fields; a page's own are the last three, the others stand on the summary page."""

OPENING = 30
"""Tokens of a first page that are also its opening. 30 of 10, 20, 30, 50: the best mean nDCG@10
over the three dev collections (benchmarks/relevance.py)."""


class TokenAnalyzer(Analyzer):
    """Gives ``search.analysis.tokens`` to Whoosh. Positions are kept, characters are not."""

    def __call__(self, value: str, **_: Any) -> Iterator[WhooshToken]:
        """Whoosh reads each token before it asks for the next, so one object serves them all."""
        shared = WhooshToken(positions=True, boosts=True)
        shared.boost = 1.0
        for token in tokenise(value):
            shared.text = token.text
            shared.pos = token.position
            yield shared


def schema() -> Schema:
    """The Whoosh schema; a document is a page (see ``search.library.record.fields``)."""
    text, shown = TEXT(TokenAnalyzer()), TEXT(TokenAnalyzer(), stored=True)
    text.format = shown.format = TokenPositions()
    return Schema(
        material=ID(stored=True),
        number=STORED,
        label=STORED,
        language=STORED,
        record=STORED,
        title=text,
        creators=text,
        keywords=text,
        summary=shown,
        heading=text,
        opening=text,
        body=shown,
    )


def opening(text: str) -> str:
    """The first words of a text, which say what it is about."""
    end = 0
    for token in islice(tokenise(text), OPENING):
        end = token.end
    return text[:end]
