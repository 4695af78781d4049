"""Words as nodes of the tree: alone, in a row, quoted, an amount, with a star; as many as a query
may have."""

import re
from dataclasses import dataclass, field, replace
from typing import TypeVar

from search.analysis.token import Token
from search.analysis.tokens import tokenise
from search.asking.clauses import group
from search.asking.lexeme import Lexeme
from search.asking.query import Group, Node, Occur, Phrase, Wildcard, Word
from search.asking.rows import (
    in_a_row,
    is_address_of,
    row_of_words,
    rows_of_amount,
    whole_over,
)

T = TypeVar("T")

MOST_WORDS = 256
MOST_SHAPES = 8
"""Wildcards; each is held against every word of the collection."""

LONE_STAR = "En stjerne skal stå ved mindst to bogstaver, fx mentor*."
TOO_LONG = "Søgningen var for lang, så vi brugte kun begyndelsen."

_SHAPE = re.compile(r"(?=[^*?]*[*?])[\w*?-]+")
"""A word with stars or question marks in it; those of an address or of a pasted text are none."""
_BOLD = re.compile(r"\*\*.*\*\*\W*")


@dataclass
class WordNodes:
    """Makes nodes of words, and keeps the ``hints`` on what was typed; ``budget`` and ``shapes``
    are how many words and wildcards the query may still have."""

    hints: list[str] = field(default_factory=list)
    budget: int = MOST_WORDS
    shapes: int = MOST_SHAPES

    def hint(self, sentence: str) -> None:
        """Tell the searcher something, once."""
        if sentence not in self.hints:
            self.hints.append(sentence)

    def spend(self, found: list[T]) -> list[T]:
        """As many of these as the query's budget of words still allows."""
        kept = found[: self.budget]
        if len(kept) < len(found):
            self.hint(TOO_LONG)
        self.budget -= len(kept)
        return kept

    def words(self, text: str, *, demanded: bool, soft: bool) -> Node | None:
        """What was typed without a space. What is ``demanded`` must be there, or must not, as one
        thing; an amount that is ``soft``, part of a longer text, need not."""
        if _SHAPE.fullmatch(text.rstrip("?!.,;:")) and not _BOLD.fullmatch(text):
            return self._wildcard(text)
        return self._loose(text, demanded=demanded, soft=soft)

    def phrase(self, lexeme: Lexeme) -> Phrase | None:
        """The words of a quotation in a row, or near each other."""
        found = tuple(self.spend(in_a_row(lexeme.text)))
        return Phrase(found, lexeme.gap if len(found) > 1 else None) if found else None

    def quoted(self, lexeme: Lexeme, *, soft: bool) -> Node | None:
        """The words of a quotation, and that they stand in a row."""
        words, row = self._loose(lexeme.text, soft=soft), in_a_row(lexeme.text)
        if not isinstance(words, Group) or len(row) < 2:
            return words
        return Group((*words.clauses, (Occur.SHOULD, Phrase(tuple(row), beside=True))))

    def _loose(self, text: str, *, demanded: bool = False, soft: bool = True) -> Node | None:
        if not demanded and not soft and (rows := rows_of_amount(text)):
            return self._amount(text, rows)
        tokens = list(tokenise(text))
        if len(tokens) == 1 and self.budget:
            self.budget -= 1
            return Word(tokens[0].text, typed=text[tokens[0].start : tokens[0].end])
        if demanded and len(tokens) > 1:
            return self._in_one_piece(text, tokens)
        return self._each(text, tokens)

    def _each(self, text: str, tokens: list[Token]) -> Node | None:
        """Each word by itself, and what is a row of words as that too."""
        found: list[Node] = []
        before, end = -1, len(text)
        for token in self.spend(tokens):
            typed = text[token.start : token.end]
            if is_address_of(tokens[-1].text, token.text):
                typed = text[tokens[-1].start : tokens[-1].end]
            whole = whole_over(token, tokens)
            row = () if whole else row_of_words(token, tokens)
            word = Word(
                token.text, token.position <= before, whole, typed, row * token.text.isalpha(),
                follows=text[end : token.start].isspace(),
            )  # fmt: skip
            end = token.end
            either = ((Occur.SHOULD, Phrase(row, typed=typed)), (Occur.SHOULD, word))
            found.append(Group(either) if row else word)
            before = max(before, token.position)
        return group([(Occur.SHOULD, node) for node in found])

    def _amount(self, text: str, rows: list[tuple[str, ...]]) -> Node | None:
        """A number with its unit, in whichever way it is written; its words alone only rank."""
        either: list[Node] = [
            Phrase(row, typed=text) if len(row) > 1 else Word(row[0], typed=text) for row in rows
        ]
        either += [Word(word, whole=text, typed=text) for word in rows[0]]
        return group([(Occur.SHOULD, node) for node in self.spend(either)])

    def _in_one_piece(self, text: str, tokens: list[Token]) -> Node | None:
        """What must be there, or must not, and has several tokens: ``-ret-og-pligt`` means neither
        ``-ret`` nor ``-pligt``."""
        phrase = self.phrase(Lexeme("phrase", text))
        joined = tokens[-1].text
        if phrase is None or joined in phrase.words:
            return phrase
        either = replace(phrase, typed=text), Word(joined, typed=text)
        return Group(tuple((Occur.SHOULD, node) for node in either))

    def _wildcard(self, text: str) -> Node | None:
        pattern = re.sub(r"\*+", "*", re.sub(r"[^\w*?]", "", text)).lower()
        if len(re.sub(r"[*?_]", "", pattern)) < 2:
            self.hint(LONE_STAR)
            return self._loose(text)
        self.shapes -= 1
        if self.shapes < 0 or not self.spend([pattern]):
            self.hint(TOO_LONG)
            return None
        return Wildcard(pattern[:100])
