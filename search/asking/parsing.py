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

from search.asking.clauses import demands, group, is_loose
from search.asking.fieldnames import BY_TYPED, NamedField
from search.asking.lexeme import Lexeme, balanced, dash_as_text, lexemes_of, operators_as_words
from search.asking.query import (
    AND,
    NOT,
    OPERATORS,
    OR,
    Between,
    Fielded,
    Group,
    Node,
    Occur,
    Query,
    Word,
)  # fmt: skip
from search.asking.questionframes import framed, without_verbs
from search.asking.wordnodes import TOO_LONG, WordNodes

LONGEST_QUERY = 2000
"""Characters: a pasted question of 200 words."""
FEW_BESIDE = 3
"""With more words than these beside it, or in a question, what stands in quotation marks is quoted,
not demanded."""

NOTHING = "Der er ingen ord eller tal at søge efter i det, du skrev."
UNCLOSED = "Anførselstegnet blev ikke lukket, så vi søgte på ordene hver for sig."
LONE_OPERATOR = "{} stod uden noget på begge sider, så vi så bort fra det."
LONE_NOT = "IKKE stod uden noget efter sig, så vi så bort fra det."
ALL_CAPITALS = "Alt stod med store bogstaver, så OG, ELLER og IKKE er læst som ord."
NO_RANGE = "»{}:« skal have et tal eller et interval, fx {}:{}."
NO_VALUE = "»{}:« mangler en værdi, så vi søgte på ordet i stedet."
DASH = "Stregen foran »{0}« er læst som en tankestreg; skriv IKKE {0} for at udelade ordet."
PARENTHESES = "Parenteserne passede ikke sammen, så vi så bort fra dem."

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_QUOTES = re.compile("[“”„«»]")
_RANGE = re.compile(r"(\d{1,7})?(?:\.\.|-|–)(\d{1,7})?|(\d{1,7})")


def parse(text: str) -> Query:
    """Parse what a person typed; never raises."""
    clean = _QUOTES.sub('"', _CONTROL.sub(" ", unicodedata.normalize("NFC", text)))
    parser = _Parser(clean[:LONGEST_QUERY].strip())
    if len(clean) > LONGEST_QUERY:
        parser.made.hint(TOO_LONG)
    node = parser.query()
    if node is None and text.strip() and not parser.made.hints:
        parser.made.hint(NOTHING)
    return Query(text, node, tuple(parser.made.hints))


@dataclass
class _Parser:
    text: str
    made: WordNodes = default(default_factory=WordNodes)
    lexemes: list[Lexeme] = default(default_factory=list)
    typed: int = 0
    fielded: bool = False
    at: int = 0

    def query(self) -> Node | None:
        """The tree of the whole text."""
        self.lexemes, unclosed = lexemes_of(self.text)
        if unclosed:
            self.made.hint(UNCLOSED)
        if operators_as_words(self.lexemes):
            self.made.hint(ALL_CAPITALS)
        if dashed := dash_as_text(self.lexemes):
            self.made.hint(DASH.format(dashed))
        if not balanced(self.lexemes):
            self.made.hint(PARENTHESES)
            self.lexemes = [one for one in self.lexemes if one.kind not in ("open", "close")]
        words = (lexeme.text for lexeme in self.lexemes if lexeme.kind == "word")
        self.typed = sum(any(map(str.isalnum, text)) for text in words)
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
                self.made.hint(LONE_OPERATOR.format(found))

    def _row(self) -> Node | None:
        """Clauses side by side."""
        clauses: list[tuple[Occur, Node]] = []
        while not self._ends() and self._peek_operator(AND + OR) is None:
            occur = self._sign()
            follows = self._follows()
            node = self._clause(occur)
            if node is None:
                continue
            if follows and isinstance(node, Word):
                node = replace(node, follows=True)
            if occur is not Occur.SHOULD:
                clauses.append((occur, node))
            elif self.fielded or demands(node):
                clauses.append((Occur.MUST, node))  # who types one means it
            elif isinstance(node, Group) and is_loose(node):
                clauses += node.clauses
            else:
                clauses.append((occur, node))
        return group(framed(without_verbs(clauses, self.text)))

    def _follows(self) -> bool:
        """Whether what comes next is a word with nothing but space between it and a word before."""
        near = self.lexemes[max(self.at - 1, 0) : self.at + 1]
        words = [x.text for x in near if x.kind == "word" and x.text not in OPERATORS]
        return len(words) == 2 and words[0][-1].isalnum() and words[1][0].isalnum()

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
            self.made.hint(LONE_NOT)
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
        if lexeme.kind == "phrase" and self._is_soft(occur):
            return self.made.quoted(lexeme, soft=self._is_soft(occur, 1))
        if lexeme.kind == "phrase":
            return self.made.phrase(lexeme)
        return self._words(lexeme.text, occur)

    def _words(self, text: str, occur: Occur = Occur.SHOULD) -> Node | None:
        demanded = occur is not Occur.SHOULD
        return self.made.words(text, demanded=demanded, soft=self._is_soft(occur, 1))

    def _is_soft(self, occur: Occur, own: int = 0) -> bool:
        """Whether a quotation or an amount (``own`` words) is part of a longer text, and not
        demanded as one thing."""
        beside = self.typed - own
        longer = beside > FEW_BESIDE or (beside > 0 and self.text.endswith("?"))
        return occur is Occur.SHOULD and not self.fielded and longer

    def _field(self, name: str) -> Node | None:
        field = BY_TYPED[name.lower()]
        lexeme = self._peek()
        if lexeme is None or lexeme.kind not in ("word", "phrase", "open"):
            self.made.hint(NO_VALUE.format(name))
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
            self.made.hint(NO_RANGE.format(name, name, field.example))
            return self._words(text)
        if not self.made.spend([text]):
            return None
        low, high = field.numbers or (0, 0)
        if match[3]:
            return Between(field.name, int(match[3]), int(match[3]))
        first, last = int(match[1] or low), int(match[2] or high)
        return Between(field.name, min(first, last), max(first, last))

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
