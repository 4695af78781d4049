"""The index's fields."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer
from whoosh.analysis import Token as WhooshToken
from whoosh.fields import ID, STORED, TEXT, Schema

from search.analysis.tokens import tokenise
from search.index.whoosh.postingformat import TokenPositions


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
    """The Whoosh schema; a document is a page (see ``search.index.fields``)."""
    text, shown = TEXT(TokenAnalyzer()), TEXT(TokenAnalyzer(), stored=True)
    text.format = shown.format = TokenPositions()
    return Schema(
        material=ID(stored=True),
        number=STORED,
        label=STORED,
        language=STORED,
        layout=STORED,
        confidence=STORED,
        contents=STORED,
        record=STORED,
        title=text,
        creators=text,
        keywords=text,
        summary=shown,
        heading=text,
        opening=text,
        body=shown,
    )
