"""The query language: from what a person types to a tree of what is asked.

Words, "phrases", ``"near words"~5``, ``OG ELLER IKKE`` (``AND OR NOT + -``), ``felt:værdi``,
``år:2014..2018``, ``*`` and ``?``, parentheses. Whatever is typed gives a tree: what makes no sense
as an operator is read as words, and a Danish hint says so.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from dataclasses import field as default
from typing import TypeVar

from search.analysis.token import Token
from search.analysis.tokens import tokenise
from search.asking.clauses import demands, group, is_loose
from search.asking.fieldnames import BY_TYPED, NamedField
from search.asking.lexeme import Lexeme, balanced, lexemes_of, operators_as_words
from search.asking.query import (
    AND,
    NOT,
    OR,
    Between,
    Fielded,
    Group,
    Node,
    Occur,
    Phrase,
    Query,
    Wildcard,
    Word,
)  # fmt: skip
from search.asking.questionframes import framed
from search.asking.rows import (
    in_a_row,
    is_address_of,
    row_of_words,
    rows_of_amount,
    whole_over,
)

T = TypeVar("T")

LONGEST_QUERY = 2000
"""Characters: a pasted question of 200 words."""
MOST_WORDS = 256
FEW_BESIDE = 3
"""With more words than these beside it, or in a question, what stands in quotation marks is quoted,
not demanded."""
MOST_SHAPES = 8
"""Wildcards; each is held against every word of the collection."""

NOTHING = "Der er ingen ord eller tal at søge efter i det, du skrev."
UNCLOSED = "Anførselstegnet blev ikke lukket, så vi søgte på ordene hver for sig."
LONE_OPERATOR = "{} stod uden noget på begge sider, så vi så bort fra det."
LONE_NOT = "IKKE stod uden noget efter sig, så vi så bort fra det."
ALL_CAPITALS = "Alt stod med store bogstaver, så OG, ELLER og IKKE er læst som ord."
LONE_STAR = "En stjerne skal stå ved mindst to bogstaver, fx mentor*."
TOO_LONG = "Søgningen var for lang, så vi brugte kun begyndelsen."
NO_RANGE = "»{}:« skal have et tal eller et interval, fx {}:{}."
NO_VALUE = "»{}:« mangler en værdi, så vi søgte på ordet i stedet."
PARENTHESES = "Parenteserne passede ikke sammen, så vi så bort fra dem."

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_QUOTES = re.compile("[“”„«»]")
_SHAPE = re.compile(r"(?=[^*?]*[*?])[\w*?-]+")
"""A word with stars or question marks in it; those of an address or of a pasted text are none."""
_BOLD = re.compile(r"\*\*.*\*\*\W*")
_RANGE = re.compile(r"(\d{1,7})?(?:\.\.|-|–)(\d{1,7})?|(\d{1,7})")


def parse(text: str) -> Query:
    """Parse what a person typed; never raises."""
    clean = _QUOTES.sub('"', _CONTROL.sub(" ", unicodedata.normalize("NFC", text)))
    parser = _Parser(clean[:LONGEST_QUERY].strip())
    if len(clean) > LONGEST_QUERY:
        parser.hint(TOO_LONG)
    node = parser.query()
    if node is None and text.strip() and not parser.hints:
        parser.hint(NOTHING)
    return Query(text, node, tuple(parser.hints))


@dataclass
class _Parser:
    text: str
    hints: list[str] = default(default_factory=list)
    budget: int = MOST_WORDS
    shapes: int = MOST_SHAPES
    fielded: bool = False
    at: int = 0
    depth: int = 0
    lexemes: list[Lexeme] = default(default_factory=list)

    def hint(self, sentence: str) -> None:
        """Tell the searcher something, once."""
        if sentence not in self.hints:
            self.hints.append(sentence)

    def query(self) -> Node | None:
        """The tree of the whole text."""
        self.lexemes, unclosed = lexemes_of(self.text)
        if unclosed:
            self.hint(UNCLOSED)
        if operators_as_words(self.lexemes):
            self.hint(ALL_CAPITALS)
        if not balanced(self.lexemes):
            self.hint(PARENTHESES)
            self.lexemes = [one for one in self.lexemes if one.kind not in ("open", "close")]
        return self._either()

    def _either(self) -> Node | None:
        """``a ELLER b``: one of them."""
        return group([(Occur.SHOULD, node) for node in self._joined(OR, self._both)], explicit=True)

    def _both(self) -> Node | None:
        """``a OG b``: all of them."""
        nodes = self._joined(AND, self._row)
        return group([(Occur.MUST if len(nodes) > 1 else Occur.SHOULD, node) for node in nodes])

    def _joined(self, operator: tuple[str, ...], part: Callable[[], Node | None]) -> list[Node]:
        nodes: list[Node] = []
        while True:
            node = part()
            if node is not None:
                nodes.append(node)
            found = self._operator(operator)
            if found is None:
                return nodes
            if node is None or self._ends():
                self.hint(LONE_OPERATOR.format(found))

    def _row(self) -> Node | None:
        """Clauses side by side."""
        clauses: list[tuple[Occur, Node]] = []
        while not self._ends() and self._peek_operator(AND + OR) is None:
            occur = self._sign()
            node = self._clause(occur)
            if node is None:
                continue
            if occur is not Occur.SHOULD:
                clauses.append((occur, node))
            elif self.fielded or demands(node):
                clauses.append((Occur.MUST, node))  # who types one means it
            elif isinstance(node, Group) and is_loose(node):
                clauses += node.clauses
            else:
                clauses.append((occur, node))
        return group(framed(clauses))

    def _sign(self) -> Occur:
        occur = Occur.SHOULD
        while (lexeme := self._peek()) is not None:
            if lexeme.kind == "sign":
                occur = Occur.MUST if lexeme.text == "+" else Occur.NOT
            elif lexeme.kind == "word" and lexeme.text in NOT:
                occur = Occur.NOT
            else:
                break
            self.at += 1
        if occur is Occur.NOT and (self._ends() or self._peek_operator(AND + OR)):
            self.hint(LONE_NOT)
        return occur

    def _clause(self, occur: Occur = Occur.SHOULD) -> Node | None:
        if self._ends() or self._peek_operator(AND + OR):
            return None
        lexeme = self.lexemes[self.at]
        self.at += 1
        if lexeme.kind == "open":
            node = self._either()
            self.at += 1  # its other end: they are balanced
            return node
        if lexeme.kind == "field":
            return self._field(lexeme.text[:-1])
        if lexeme.kind == "phrase":
            return self._quoted(lexeme) if self._is_soft(occur) else self._phrase(lexeme)
        return self._words(lexeme.text, occur)

    def _is_soft(self, occur: Occur, own: int = 0) -> bool:
        """Whether a quotation or an amount (``own`` words) is part of a longer text, and not
        demanded as one thing."""
        words = (lexeme.text for lexeme in self.lexemes if lexeme.kind == "word")
        beside = sum(any(map(str.isalnum, text)) for text in words) - own
        longer = beside > FEW_BESIDE or (beside > 0 and self.text.endswith("?"))
        return occur is Occur.SHOULD and not self.fielded and longer

    def _quoted(self, lexeme: Lexeme) -> Node | None:
        """The words of a quotation, and that they stand in a row."""
        words, row = self._loose_words(lexeme.text), in_a_row(lexeme.text)
        if not isinstance(words, Group) or len(row) < 2:
            return words
        return Group((*words.clauses, (Occur.SHOULD, Phrase(tuple(row), beside=True))))

    def _phrase(self, lexeme: Lexeme) -> Node | None:
        found = tuple(self._spend(in_a_row(lexeme.text)))
        return Phrase(found, lexeme.gap if len(found) > 1 else None) if found else None

    def _words(self, text: str, occur: Occur = Occur.SHOULD) -> Node | None:
        if _SHAPE.fullmatch(text.rstrip("?!.,;:")) and not _BOLD.fullmatch(text):
            return self._wildcard(text)
        return self._loose_words(text, occur)

    def _loose_words(self, text: str, occur: Occur = Occur.SHOULD) -> Node | None:
        if occur is Occur.SHOULD and (rows := rows_of_amount(text)) and not self._is_soft(occur, 1):
            return self._amount(text, rows)
        found: list[Node] = []
        tokens = list(tokenise(text))
        if len(tokens) == 1 and self.budget:
            self.budget -= 1
            return Word(tokens[0].text, typed=text[tokens[0].start : tokens[0].end])
        if occur is not Occur.SHOULD and len(tokens) > 1:
            return self._in_one_piece(text, tokens)
        before = -1
        for token in self._spend(tokens):
            typed = text[token.start : token.end]
            if is_address_of(tokens[-1].text, token.text):
                typed = text[tokens[-1].start : tokens[-1].end]
            word = Word(token.text, token.position <= before, whole_over(token, tokens), typed)
            row = () if word.whole else row_of_words(token, tokens)
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
        return group([(Occur.SHOULD, node) for node in self._spend(either)])

    def _in_one_piece(self, text: str, tokens: list[Token]) -> Node | None:
        """What must be there, or must not, and has several tokens: ``-ret-og-pligt`` means neither
        ``-ret`` nor ``-pligt``."""
        phrase = self._phrase(Lexeme("phrase", text))
        joined = tokens[-1].text
        if not isinstance(phrase, Phrase) or joined in phrase.words:
            return phrase
        either = replace(phrase, typed=text), Word(joined, typed=text)
        return Group(tuple((Occur.SHOULD, node) for node in either))

    def _wildcard(self, text: str) -> Node | None:
        pattern = re.sub(r"\*+", "*", re.sub(r"[^\w*?]", "", text)).lower()
        if len(re.sub(r"[*?_]", "", pattern)) < 2:
            self.hint(LONE_STAR)
            return self._loose_words(text)
        self.shapes -= 1
        if self.shapes < 0 or not self._spend([pattern]):
            self.hint(TOO_LONG)
            return None
        return Wildcard(pattern[:100])

    def _field(self, name: str) -> Node | None:
        field = BY_TYPED[name.lower()]
        lexeme = self._peek()
        if lexeme is None or lexeme.kind not in ("word", "phrase", "open"):
            self.hint(NO_VALUE.format(name))
            return self._words(name)
        if field.numbers and lexeme.kind != "open":
            self.at += 1
            return self._between(name, field, lexeme.text)
        outer, self.fielded = self.fielded, True
        node = self._clause()
        self.fielded = outer
        return self._within(name, field, node) if node is not None else None

    def _within(self, name: str, field: NamedField, node: Node) -> Node:
        """What is asked of a field, clause by clause."""
        match node:
            case Group(clauses, explicit):
                inside = ((o, self._within(name, field, inner)) for o, inner in clauses)
                return Group(tuple(inside), explicit)
            case Word(text) if field.numbers:
                return self._between(name, field, text) or node
            case Fielded() | Between():
                return node
            case _:
                return Fielded(field.name, node)

    def _between(self, name: str, field: NamedField, text: str) -> Node | None:
        match = _RANGE.fullmatch(text)
        if match is None or text in ("..", "-", "–"):
            self.hint(NO_RANGE.format(name, name, field.example))
            return self._words(text)
        if not self._spend([text]):
            return None
        low, high = field.numbers or (0, 0)
        if match[3]:
            return Between(field.name, int(match[3]), int(match[3]))
        first, last = int(match[1] or low), int(match[2] or high)
        return Between(field.name, min(first, last), max(first, last))

    def _spend(self, found: list[T]) -> list[T]:
        """As many of these as the query's budget of words still allows."""
        kept = found[: self.budget]
        if len(kept) < len(found):
            self.hint(TOO_LONG)
        self.budget -= len(kept)
        return kept

    def _peek(self) -> Lexeme | None:
        return self.lexemes[self.at] if self.at < len(self.lexemes) else None

    def _ends(self) -> bool:
        lexeme = self._peek()
        return lexeme is None or lexeme.kind == "close"

    def _peek_operator(self, operators: tuple[str, ...]) -> str | None:
        lexeme = self._peek()
        found = lexeme is not None and lexeme.kind == "word" and lexeme.text in operators
        return lexeme.text if lexeme is not None and found else None

    def _operator(self, operators: tuple[str, ...]) -> str | None:
        found = self._peek_operator(operators)
        self.at += found is not None
        return found
