"""The tokens of what was typed, in a row: what a phrase is of, and which is whole."""

from search.analysis.token import Token
from search.analysis.tokens import tokenise


def in_a_row(text: str) -> list[str]:
    """The words of a phrase, one for each position: where there are several forms, the last, which
    says the most (``27,2%``)."""
    tokens = list(tokenise(text))
    starts = {token.position: token.start for token in reversed(tokens)}
    row: dict[int, str] = {}
    for token in tokens:
        if token.end <= starts.get(token.position + 1, len(text)):
            row[token.position] = token.text
    return list(row.values())


def whole_over(token: Token, tokens: list[Token]) -> str:
    """The last other token that covers this one, "" when there is none. A share is no piece of its
    percentage: a table has the sign in its heading."""
    covering = (t for t in tokens if t.start <= token.start and token.end <= t.end)
    *_, last = covering
    return "" if last.text in (token.text, f"{token.text}%") else last.text


def row_of_words(token: Token, tokens: list[Token]) -> tuple[str, ...]:
    """The words in a row that a whole with hyphens is as well (``it-mentor``), () when it is no
    whole of words alone: ``37-timers`` is no row."""
    within = (t for t in reversed(tokens) if token.start <= t.start and t.end <= token.end)
    row = {t.position: t.text for t in within}
    words = tuple(row[position] for position in sorted(row))
    return words if len(words) > 1 and "".join(words) == token.text and token.text.isalpha() else ()
