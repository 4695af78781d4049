"""The query language: from what a person types to a tree of what is asked.

Words, "phrases", ``"near words"~5``, ``OG ELLER IKKE`` (``AND OR NOT + -``), ``felt:værdi``,
``år:2014..2018``, ``*`` and ``?``, parentheses. Whatever is typed gives a tree: what makes no sense
as an operator is read as words, and a Danish hint says so.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from search.analysis.tokens import tokenise, words

T = TypeVar("T")

LONGEST_QUERY = 1000
MOST_WORDS = 32
DEEPEST = 8
WIDEST_GAP = 50
FIRST_YEAR, LAST_YEAR = 1000, 9999
MOST_PAGES = 10**6


class Occur(Enum):
    """How a clause takes part in its group."""

    SHOULD = "should"
    MUST = "must"
    NOT = "not"


@dataclass(frozen=True)
class Word:
    """One word, in any inflection. ``aside`` when it is another form of the word before it (the
    whole of a word with hyphens, a number with its unit), which alone is looked for by its parts
    and letters too. ``whole`` is what this word is only a piece of (``§85`` for ``85``)."""

    text: str
    aside: bool = False
    whole: str = ""


@dataclass(frozen=True)
class Phrase:
    """Words in this order, or (``gap`` given) in any order with at most so many others between."""

    words: tuple[str, ...]
    gap: int | None = None


@dataclass(frozen=True)
class Wildcard:
    """Words of this shape: ``*`` is any letters, ``?`` one."""

    pattern: str


@dataclass(frozen=True)
class Fielded:
    """Something asked of one field: ``field`` is an English name of ``FIELDS``."""

    field: str
    node: "Node"


@dataclass(frozen=True)
class Between:
    """A number of a field (``year`` or ``page``) from ``first`` to ``last``, both included."""

    field: str
    first: int
    last: int


@dataclass(frozen=True)
class Group:
    """Clauses together; those that merely SHOULD are ranked by, and one of them must be met when
    there is no MUST. ``explicit`` when operators made it."""

    clauses: tuple[tuple[Occur, "Node"], ...]


Node = Word | Phrase | Wildcard | Fielded | Between | Group

FIELDS = {
    "titel": "title", "title": "title",
    "udgiver": "publisher", "publisher": "publisher",
    "forfatter": "author", "author": "author",
    "år": "year", "aar": "year", "year": "year",
    "type": "kind", "kind": "kind",
    "emne": "subject", "subject": "subject",
    "side": "page", "page": "page",
}  # fmt: skip
"""The names that fields have in a query."""

NUMERIC = {"year": (FIRST_YEAR, LAST_YEAR), "page": (0, MOST_PAGES)}
AND, OR, NOT = ("OG", "AND"), ("ELLER", "OR"), ("IKKE", "NOT")

UNCLOSED = "Anførselstegnet blev ikke lukket, så vi søgte på ordene hver for sig."
LONE_OPERATOR = "{} stod uden noget på begge sider, så vi så bort fra det."
LONE_STAR = "En stjerne skal stå ved mindst to bogstaver, fx mentor*."
TOO_LONG = "Søgningen var for lang, så vi brugte kun begyndelsen."
NO_RANGE = "»{}:« skal have et tal eller et interval, fx {}:{}."
NO_VALUE = "»{}:« mangler en værdi, så vi søgte på ordet i stedet."
PARENTHESES = "Parenteserne passede ikke sammen, så vi så bort fra dem."


@dataclass(frozen=True)
class Query:
    """A parsed query: its tree (None when it has nothing to search for) and the hints on it."""

    text: str
    node: Node | None
    hints: tuple[str, ...] = ()


_LEXEME = re.compile(
    r"""\s*(?:
      (?P<phrase> "(?P<inside>[^"]*)"(?:~(?P<gap>\d{1,3}))? )
    | (?P<unclosed> " )
    | (?P<open> \( ) | (?P<close> \) )
    | (?P<sign> (?:(?<=[\s(])|^)[+-](?=[^\s+-]) )
    | (?P<field> (?:titel|title|udgiver|publisher|forfatter|author|år|aar|year|type|kind|emne
                   |subject|side|page):(?=\S) )
    | (?P<word> [^\s"()]+ )
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_QUOTES = re.compile("[“”„«»]")
_RANGE = re.compile(r"(\d{1,7})?(?:\.\.|-|–)(\d{1,7})?|(\d{1,7})")


def parse(text: str) -> Query:
    """Parse what a person typed; never raises."""
    clean = _QUOTES.sub('"', _CONTROL.sub(" ", html.unescape(text)))
    parser = _Parser(clean[:LONGEST_QUERY].strip())
    if len(clean) > LONGEST_QUERY:
        parser.hint(TOO_LONG)
    node = parser.query()
    return Query(text, node, tuple(parser.hints))


@dataclass
class _Lexeme:
    kind: str
    text: str
    gap: int | None = None


@dataclass
class _Parser:
    text: str
    hints: list[str] = field(default_factory=list)
    budget: int = MOST_WORDS
    at: int = 0
    depth: int = 0
    lexemes: list[_Lexeme] = field(default_factory=list)

    def hint(self, sentence: str) -> None:
        """Tell the searcher something, once."""
        if sentence not in self.hints:
            self.hints.append(sentence)

    def query(self) -> Node | None:
        """The tree of the whole text."""
        self.lexemes = self._lexemes()
        if not self._balanced():
            self.hint(PARENTHESES)
            self.lexemes = [
                lexeme for lexeme in self.lexemes if lexeme.kind not in ("open", "close")
            ]
        return self._either()

    def _lexemes(self) -> list[_Lexeme]:
        found = []
        text, at = self.text, 0
        while at < len(text) and (match := _LEXEME.match(text, at)):
            kind = match.lastgroup or ""
            at = match.end()
            if kind == "unclosed":
                self.hint(UNCLOSED)
            elif match["phrase"] is not None:
                gap = min(int(match["gap"]), WIDEST_GAP) if match["gap"] else None
                found.append(_Lexeme("phrase", match["inside"], gap))
            else:
                found.append(_Lexeme(kind, match[kind]))
        return found

    def _balanced(self) -> bool:
        depth = 0
        for lexeme in self.lexemes:
            depth += (lexeme.kind == "open") - (lexeme.kind == "close")
            if not 0 <= depth <= DEEPEST:
                return False
        return depth == 0

    def _either(self) -> Node | None:
        """``a ELLER b``: one of them."""
        nodes = self._joined(OR, self._both)
        return _group([(Occur.SHOULD, node) for node in nodes])

    def _both(self) -> Node | None:
        """``a OG b``: all of them."""
        nodes = self._joined(AND, self._row)
        return _group([(Occur.MUST, node) for node in nodes])

    def _joined(self, operator: tuple[str, str], part: Callable[[], Node | None]) -> list[Node]:
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
            node = self._clause()
            if node is None:
                continue
            clauses += self._clauses(occur, node)
        return _group(clauses)

    def _clauses(self, occur: Occur, node: Node) -> list[tuple[Occur, Node]]:
        """A quoted phrase, a shape and a field must be met: who types one means it."""
        if occur is Occur.SHOULD and isinstance(node, Phrase | Wildcard | Fielded | Between):
            return [(Occur.MUST, node)]
        if occur is Occur.SHOULD and isinstance(node, Group) and _loose(node):
            return list(node.clauses)
        return [(occur, node)]

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
        if occur is Occur.NOT and self._ends():
            self.hint(LONE_OPERATOR.format("IKKE"))
        return occur

    def _clause(self) -> Node | None:
        lexeme = self._next()
        if lexeme is None:
            return None
        if lexeme.kind == "open":
            node = self._either()
            self._next()
            return node
        if lexeme.kind == "field":
            return self._field(lexeme.text[:-1])
        if lexeme.kind == "phrase":
            return self._phrase(lexeme)
        return self._words(lexeme.text)

    def _phrase(self, lexeme: _Lexeme) -> Node | None:
        found = self._spend(words(lexeme.text))
        if len(found) > 1:
            return Phrase(tuple(found), lexeme.gap)
        return Word(found[0]) if found else None

    def _words(self, text: str) -> Node | None:
        if "*" in text or "?" in text.rstrip("?!.,;:"):
            return self._wildcard(text)
        return self._loose_words(text)

    def _loose_words(self, text: str) -> Node | None:
        found: list[Node] = []
        before = -1
        for token in self._spend(list(tokenise(text))):
            found.append(Word(token.text, aside=token.position <= before))
            before = max(before, token.position)
        return _group([(Occur.SHOULD, word) for word in found])

    def _wildcard(self, text: str) -> Node | None:
        pattern = re.sub(r"\*+", "*", re.sub(r"[^\w*?]", "", text)).lower()
        if len(re.sub(r"[*?_]", "", pattern)) < 2:
            self.hint(LONE_STAR)
            return self._loose_words(text)
        self._spend([pattern])
        return Wildcard(pattern[:100])

    def _field(self, name: str) -> Node | None:
        english = FIELDS[name.lower()]
        lexeme = self._peek()
        if lexeme is None or lexeme.kind not in ("word", "phrase", "open"):
            self.hint(NO_VALUE.format(name))
            return self._words(name)
        if english in NUMERIC:
            return self._between(name, english, self._next())
        node = self._clause()
        return Fielded(english, node) if node is not None else None

    def _between(self, name: str, english: str, lexeme: _Lexeme | None) -> Node | None:
        text = lexeme.text if lexeme else ""
        match = _RANGE.fullmatch(text)
        if match is None or text in ("..", "-", "–"):
            self.hint(NO_RANGE.format(name, name, "2014..2018" if english == "year" else "12"))
            return self._words(text)
        low, high = NUMERIC[english]
        if match[3]:
            return Between(english, int(match[3]), int(match[3]))
        first, last = int(match[1] or low), int(match[2] or high)
        return Between(english, min(first, last), max(first, last))

    def _spend(self, found: list[T]) -> list[T]:
        """As many of these as the query's budget of words still allows."""
        kept = found[: self.budget]
        if len(kept) < len(found):
            self.hint(TOO_LONG)
        self.budget -= len(kept)
        return kept

    def _peek(self) -> _Lexeme | None:
        return self.lexemes[self.at] if self.at < len(self.lexemes) else None

    def _next(self) -> _Lexeme | None:
        lexeme = self._peek()
        self.at += lexeme is not None
        return lexeme

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


def _loose(group: Group) -> bool:
    return all(occur is Occur.SHOULD and isinstance(node, Word) for occur, node in group.clauses)


def _group(clauses: list[tuple[Occur, Node]]) -> Node | None:
    if not clauses:
        return None
    if len(clauses) == 1 and clauses[0][0] is not Occur.NOT:
        return clauses[0][1]
    return Group(tuple(clauses))
