"""Lexemes: the pieces of what a person types, before it is told what they ask."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.analysis.stems import STOPWORDS
from search.analysis.tokens import spaced
from search.asking.fieldnames import BY_TYPED
from search.asking.query import OPERATORS
from search.asking.rows import AMOUNT

WIDEST_GAP = 50
DEEPEST = 8
LEAST_PASTED = 4
"""Words of a text in which a minus may be a dash."""
SURELY_PASTED = 8
"""Words of a text in which it is one, but where words are left out at its end."""
LONGEST_ACRONYM = 4
"""Letters; where all is in capitals, but no word longer than such, operators are meant."""

_NUMERIC = "|".join(typed for typed, field in BY_TYPED.items() if field.numbers)
_FUNCTION_WORDS = "|".join(sorted(STOPWORDS))
_NEGATED = rf"""["(§\d*]|\w+:|(?=\w{{3}})\w*[aeiouyæøå]|(?:{_FUNCTION_WORDS})\b"""
"""What a minus leaves out: no option of a command (``ls -la``, ``tar -xzf``)."""
_LEXEME = re.compile(
    rf"""\s*(?:
      (?P<phrase> "(?P<inside>[^"]*)"(?:~(?P<gap>\d{{1,9}}))? )
    | (?P<unclosed> " )
    | (?P<open> \( ) | (?P<close> \) )
    | (?P<sign> (?:(?<=[\s(])|^)(?: [+](?=[^\s+-]) | -(?={_NEGATED}) ) )
    | (?P<range> (?:{_NUMERIC}):\s?(?P<ends>\d{{1,7}}\s*(?:\.\.|-|–)\s*\d{{1,7}})(?![\w.]) )
    | (?P<field> (?:{"|".join(BY_TYPED)}): )
    | (?P<word> [^\s"()]+ )
    )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass
class Lexeme:
    """A piece: ``kind`` is the group of the pattern that it is, ``gap`` that of a phrase."""

    kind: str
    text: str
    gap: int | None = None


def lexemes_of(text: str) -> tuple[list[Lexeme], bool]:
    """The pieces of a text, and whether a quotation mark in it is not closed."""
    found = []
    at, unclosed = 0, False
    while at < len(text) and (match := _LEXEME.match(text, at)):
        kind = match.lastgroup or ""
        at = match.end()
        if kind == "unclosed":
            unclosed = True
        elif match["phrase"] is not None:
            gap = min(int(match["gap"]), WIDEST_GAP) if match["gap"] else None
            found.append(Lexeme("phrase", match["inside"], gap))
        elif match["ends"] is not None:
            name = match["range"].split(":")[0]
            found.append(Lexeme("field", f"{name}:"))
            found.append(Lexeme("word", re.sub(r"\s", "", match["ends"])))
        else:
            if kind == "word":
                begin = match.start("word")
                amount = AMOUNT.match(text, begin)
                at = max(at, spaced(text, begin), amount.end() if amount else 0)
            found.append(Lexeme(kind, text[match.start(kind) : at]))
    return found, unclosed


def operators_as_words(lexemes: Sequence[Lexeme]) -> bool:
    """Take operators for words where all is in capitals, and not because they are acronyms (``STU
    OG EGU``); give whether there were any."""
    words = [x.text for x in lexemes if x.kind in ("word", "phrase")]
    long = any(len(word) > LONGEST_ACRONYM for word in words if word not in OPERATORS)
    if not long or not "".join(lexeme.text for lexeme in lexemes).isupper():
        return False
    operators = [lexeme for lexeme in lexemes if lexeme.text in OPERATORS]
    for lexeme in operators:
        lexeme.text = lexeme.text.lower()
    return bool(operators)


def dash_as_text(lexemes: list[Lexeme]) -> str:
    """Take what stands before words of a pasted text for dashes where they are no minus; give the
    first of these words."""
    dashes = _dashes(lexemes)
    first = lexemes[dashes[0] + 1].text.rstrip(".,:;!?") if dashes else ""
    for at in reversed(dashes):
        del lexemes[at]
    return first


def _dashes(lexemes: Sequence[Lexeme]) -> list[int]:
    """Which are dashes: in a long text without other operators each before a word (``Filer i UTF -8
    læses ...``), but those of lower-case words at its end (``... -evaluering``); else the only one,
    when it stands between words, close to one with a capital (``Åben kildetekst -Open source``)."""
    signs = [n for n, lexeme in enumerate(lexemes) if lexeme.kind == "sign"]
    before_words = [n for n, (one, other) in enumerate(pairwise(lexemes)) if one.text == "-"
                    and (one.kind, other.kind) == ("sign", "word")]  # fmt: skip
    if signs != before_words:
        return []
    words = [x.text for x in lexemes if x.kind == "word" and any(map(str.isalnum, x.text))]
    if len(words) >= SURELY_PASTED and OPERATORS.isdisjoint(words):
        while signs and signs[-1] == len(lexemes) - 2 and lexemes[-1].text[0].islower():
            lexemes = lexemes[: signs.pop()]
        return [] if any(lexeme.kind == "field" for lexeme in lexemes) else signs
    if len(lexemes) <= LEAST_PASTED or len(signs) != 1:
        return []
    (at,) = signs
    around = [*lexemes[max(at - 1, 0) : at], *lexemes[at + 1 : at + 3]]
    near = [x.text for x in around if x.kind == "word" and x.text not in OPERATORS]
    between = len(near) == len(("before", "it", "after"))
    return signs if between and near[1][:1].isupper() else []


def balanced(lexemes: Sequence[Lexeme]) -> bool:
    """Whether each parenthesis has its other, and they don't stand too deep in each other."""
    depth = 0
    for lexeme in lexemes:
        depth += (lexeme.kind == "open") - (lexeme.kind == "close")
        if not 0 <= depth <= DEEPEST:
            return False
    return depth == 0
