"""Where a query stands in a text: the letters to mark."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from search.analysis.stems import STOPWORDS, stem
from search.analysis.tokens import Token, tokenise
from search.frequencies import Terms, idf
from search.lexicon import Forms, Lexicon
from search.query import Fielded, Group, Node, Occur, Phrase, Word

PART_WORTH = 0.6
"""What a compound that holds the word tells beside the word itself; by judgement."""


@dataclass(frozen=True)
class Mark:
    """Characters ``[start, end)`` of a text that word number ``word`` of the query matches;
    ``worth`` is how telling the match is (its idf, less for a part of a compound)."""

    start: int
    end: int
    word: int
    worth: float


@dataclass(frozen=True)
class _Target:
    """One word of the query: the terms that are it, the stems that are it as part of another."""

    terms: frozenset[int]
    stems: frozenset[str]
    worth: float


class Highlighter:
    """Marks what a query matched, in any text of the collection."""

    def __init__(self, lexicon: Lexicon, total: int) -> None:
        self._lexicon = lexicon
        self._total = total
        self._targets: list[_Target] = []
        self._phrases: list[tuple[list[_Target], int | None]] = []

    def add_query(self, node: Node | None, wild: Iterable[Terms], *, exact: bool) -> None:
        """Mark the words of the tree, but for what must not be there, and the terms that its
        wildcards stood for."""
        if node is not None:
            self._add(node, exact)
        self._targets += [_Target(frozenset(t.tolist()), frozenset(), 1.0) for t in wild]

    def add_terms(self, terms: Terms) -> None:
        """Mark these terms too (synonyms)."""
        self._targets.append(_Target(frozenset(terms.tolist()), frozenset(), self._worth(terms)))

    def marks(self, text: str) -> tuple[Mark, ...]:
        """The places to mark, ascending, none overlapping another."""
        tokens = list(tokenise(text))
        found = [mark for token in tokens for mark in self._token_marks(token, text)]
        for words, gap in self._phrases:
            found += self._phrase_marks(tokens, words, gap)
        return _apart(found)

    def _add(self, node: Node, exact: bool) -> None:
        match node:
            case Word(text, _):
                self._targets.append(self._target(text, exact))
            case Phrase(text, gap):
                words = [self._target(word, exact, parts=False) for word in text]
                self._phrases.append((words, gap))
            case Group(clauses):
                wanted = [inner for occur, inner in clauses if occur is not Occur.NOT]
                telling = [inner for inner in wanted if not _is_stopword(inner)]
                for inner in telling or wanted:
                    self._add(inner, exact)
            case Fielded("title", inner):
                self._add(inner, exact)
            case _:
                pass  # a wildcard's terms are given, the rest isn't in the text

    def _target(self, word: str, exact: bool, parts: bool = True) -> _Target:
        forms = self._lexicon.forms(word)
        worth = self._worth(forms.exact if exact else forms.stem)
        if exact:
            return _Target(frozenset(forms.exact.tolist()), frozenset(), worth)
        terms = frozenset(np.concatenate((forms.exact, forms.stem, forms.typo)).tolist())
        keys = self._part_stems(forms) if parts else frozenset()
        return _Target(terms, keys, worth)

    def _part_stems(self, forms: Forms) -> frozenset[str]:
        own = stem(forms.word)
        return frozenset((own, *(part.stem for part in self._lexicon.parts(forms.word))))

    def _worth(self, terms: Terms) -> float:
        having = int(self._lexicon.pages[terms].sum()) if len(terms) else 0
        return max(idf(min(having, self._total), self._total), 0.1)

    def _token_marks(self, token: Token, text: str) -> Iterator[Mark]:
        term = self._lexicon.number.get(token.text)
        for number, target in enumerate(self._targets):
            if term in target.terms:
                yield Mark(token.start, token.end, number, target.worth)
            elif target.stems:
                for start, end in self._inside(token, target.stems, text):
                    yield Mark(start, end, number, target.worth * PART_WORTH)

    def _inside(self, token: Token, stems: frozenset[str], text: str) -> Iterator[tuple[int, int]]:
        """The parts of a compound that are the word: exactly their letters."""
        if stem(token.text) in stems:
            yield token.start, token.end
            return
        plain = token.end - token.start == len(token.text)  # no soft hyphens, no ligatures
        for part in self._lexicon.parts(token.text):
            if part.stem in stems:
                whole = (token.start, token.end)
                yield (token.start + part.start, token.start + part.end) if plain else whole

    def _phrase_marks(
        self, tokens: Sequence[Token], words: list[_Target], gap: int | None
    ) -> Iterator[Mark]:
        base = len(self._targets)
        places = [self._places(tokens, word) for word in words]
        for position, first in places[0].items():
            if gap is None:
                following = [p.get(position + n) for n, p in enumerate(places)]
            else:
                following = [_nearest(p, position, gap + 1) for p in places]
            if any(token is None for token in following):
                continue
            matched = [token for token in following if token is not None]
            worth = sum(word.worth for word in words)
            if gap is None:
                yield Mark(first.start, matched[-1].end, base, worth)
            else:
                yield from (Mark(t.start, t.end, base, worth / len(words)) for t in matched)

    def _places(self, tokens: Sequence[Token], word: _Target) -> dict[int, Token]:
        number = self._lexicon.number
        return {t.position: t for t in tokens if number.get(t.text) in word.terms}


def _is_stopword(node: Node) -> bool:
    return isinstance(node, Word) and node.text in STOPWORDS


def _nearest(places: dict[int, Token], position: int, reach: int) -> Token | None:
    for distance in range(reach + 1):
        for at in (position + distance, position - distance):
            if at in places:
                return places[at]
    return None


def _apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in order, of those that overlap the longest."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if kept and mark.start < kept[-1].end:
            continue
        kept.append(mark)
    return tuple(kept)
