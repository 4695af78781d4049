"""Evaluating a query's tree over a collection: which pages meet it, and how well each word fits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from search.analysis.stems import STOPWORDS
from search.asking.query import Between, Fielded, Group, Node, Occur, Phrase, Wildcard, Word
from search.asking.synonyms import Synonyms
from search.asking.wildcards import fits, literal, prefix
from search.index.segments.arrays import Floats, Terms
from search.ranking.collection import Collection
from search.ranking.lexicon import NONE, Forms
from search.ranking.scoring import ALIKE, OWN, STRONG, WEAK, Marks, Scores

MOST_WILD = 5000
"""Terms that a wildcard stands for, those of most pages first."""

Mask = NDArray[np.bool_]
Leaf = Word | Phrase | Wildcard
Name = tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """What a part of a query found: by page whether it meets it (``STRONG``), or merely resembles
    it (``WEAK``), other marks meaning nothing; and the scores of its words."""

    marks: Marks
    scores: tuple[Scores, ...] = ()

    @property
    def match(self) -> Mask:
        """The pages that meet it."""
        return (self.marks & STRONG).view(np.bool_)


@dataclass
class Evaluation:
    """Evaluates one query, and remembers what it used: the forms of its words in their order, the
    synonyms taken. ``whole`` counts a word, in any inflection, only where it stands whole, if need
    be within a compound."""

    collection: Collection
    synonyms: Synonyms | None
    exact: bool = False
    whole: bool = False
    forms: list[Forms] = field(default_factory=list)
    used: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _words: list[Scores] = field(default_factory=list)

    def evaluate(self, node: Node) -> Evidence:
        """The evidence for ``node``."""
        match node:
            case Word() | Phrase() | Wildcard():
                return self.evidence(self.scores(node))
            case Between(name, first, last):
                return self._between(name, first, last)
            case Fielded(name, inner):
                return self._fielded(name, inner)
            case Group(clauses, explicit):
                found = self._group(clauses)
                return Evidence(_firm(found.match), found.scores) if explicit else found

    def scores(self, node: Leaf) -> Scores:
        """The scores of a word, a phrase or a wildcard: the very same as long as remembered."""
        match node:
            case Word():
                return self._word(node)
            case Phrase(text, gap):
                return self._phrase(text, gap)
            case Wildcard(pattern):
                return self._wildcard(pattern)

    def evidence(self, scores: Scores) -> Evidence:
        """The evidence of these scores alone."""
        return Evidence(self._marks(scores), (scores,))

    def _word(self, node: Word) -> Scores:
        scorer, lexicon = self.collection.scorer, self.collection.lexicon
        forms = lexicon.whole(node.text) if self.whole else lexicon.forms(node.text)
        if self.whole and node.whole:
            return scorer.remember("nothing", lambda: scorer.terms(NONE))
        if node.aside and not self.whole:
            return scorer.remember(("stem", forms.word), lambda: scorer.terms(forms.stem))
        self.forms.append(forms)
        if self.exact:
            key: tuple[object, ...] = ("exact", forms.word)
            found = scorer.remember(key, lambda: scorer.terms(forms.exact))
        else:
            names = self._names(forms.word, self._called([forms.word]))
            key = ("whole" if self.whole else "word", forms.word, names)
            found = scorer.remember(key, lambda: self._with_names(scorer.word(forms), names, 1))
        self._words.append(found)
        return found

    def seen(self) -> Marks:
        """By page whether any word of the query stands there itself (``OWN``), not only in the
        material's title, or any term like one by its letters (``ALIKE``). All pages have both when
        the query has no words."""
        if not self._words:
            return self.collection.pages.alive * np.uint8(OWN | ALIKE)
        marks = self._nowhere()
        for scores in self._words:
            marks |= self._marks(scores)
        return marks

    def neighbours(self) -> Iterable[Scores]:
        """The scores of neighbours in the query that are neighbours on the page too."""
        scorer = self.collection.scorer
        if not scorer.weights.pair:
            return
        for first, second in pairwise(self.forms):
            if first.known and second.known:
                key = ("pair", first.word, second.word)
                yield scorer.remember(key, partial(self._neighbours, first, second))

    def _neighbours(self, first: Forms, second: Forms) -> Scores:
        a, b = self._local((first.stem, second.stem))
        return self.collection.scorer.pair(self.collection.positions.neighbours(a, b))

    def _called(self, typed: Sequence[str]) -> tuple[Name, ...]:
        """What else the words typed are called together."""
        found = self.synonyms.find(typed) if self.synonyms else ()
        return tuple(name for n in found if n.last - n.first == len(typed) for name in n.others)

    def _names(self, typed: str, names: Iterable[Name]) -> tuple[Name, ...]:
        """Those of the names that the collection has; they are told as used."""
        had = tuple(name for name in names if self._name(name))
        if had:
            self.used[typed] = (*self.used.get(typed, ()), *map(" ".join, had))
        return had

    def _name(self, name: Name) -> Scores:
        """The scores of another name, of one word or several."""
        lexicon, scorer = self.collection.lexicon, self.collection.scorer
        if len(name) > 1:
            return self._row(name, None, [lexicon.inflected(word) for word in name])
        return scorer.remember(("name", name), lambda: scorer.terms(lexicon.inflected(name[0])))

    def _with_names(self, scores: Scores, names: Iterable[Name], worth: float) -> Scores:
        """The scores of a word with those of its other names, each as much as ``worth`` words."""
        weight = self.collection.scorer.weights.synonym * worth
        named = [(self._name(name), weight) for name in names]
        return self.collection.scorer.added([(scores, 1.0), *named]) if named else scores

    def _together(self, clauses: Iterable[tuple[Occur, Node]]) -> Iterator[Evidence]:
        """The evidence of what else several words side by side are called."""
        side = [n for o, n in clauses if o is Occur.SHOULD and isinstance(n, Word) and not n.aside]
        typed = [word.text for word in side]
        for named in self.synonyms.find(typed) if self.synonyms else ():
            row = typed[named.first : named.last]
            if len(row) > 1 and (names := self._names(" ".join(row), named.others)):
                telling = sum(word not in STOPWORDS for word in row)
                nothing = self.collection.scorer.terms(NONE)
                found = self._with_names(nothing, names, telling)
                self._words.append(found)
                yield self.evidence(found)

    def _phrase(self, text: tuple[str, ...], gap: int | None) -> Scores:
        forms = [self.collection.lexicon.forms(word) for word in text]
        self.forms += forms
        terms = [form.exact if self.exact else form.stem for form in forms]
        found = self._row(text, gap, terms)
        self._words.append(found)
        return found

    def _row(self, text: Name, gap: int | None, terms: Sequence[Terms]) -> Scores:
        """The scores of words in a row, or near each other."""
        scorer = self.collection.scorer
        key = ("row", self.exact, gap, text)
        return scorer.remember(key, lambda: scorer.occurrences(self._hits(terms, gap)))

    def _hits(self, terms: Sequence[Terms], gap: int | None) -> Floats:
        return self.collection.positions.phrase(self._local(terms), gap)

    def _local(self, terms: Iterable[Terms]) -> list[list[Terms]]:
        return [self.collection.lexicon.local(found) for found in terms]

    def _wildcard(self, pattern: str) -> Scores:
        scorer = self.collection.scorer
        found = scorer.remember(("wild", pattern), lambda: scorer.terms(self._of_shape(pattern)))
        self._words.append(found)
        return found

    def _of_shape(self, pattern: str) -> Terms:
        """The terms that a wildcard stands for."""
        lexicon, start = self.collection.lexicon, prefix(pattern)
        if start is not None:
            terms = lexicon.starting(start)
        else:
            terms = lexicon.matching(lambda term: fits(term, pattern), literal(pattern))
        if len(terms) > MOST_WILD:
            most = np.argsort(-lexicon.pages_with(terms), kind="stable")[:MOST_WILD]
            terms = np.sort(terms[most])
        return terms

    def _between(self, name: str, first: int, last: int) -> Evidence:
        if name == "page":
            number = self.collection.pages.number
            return self._plain((number >= first) & (number <= last))
        accepted = self.collection.facets.in_years(first, last)
        return self._plain(accepted[self.collection.pages.material])

    def _fielded(self, name: str, node: Node) -> Evidence:
        inner = self.evaluate(node) if name == "title" else None
        values = self.collection.named(name)
        match node:
            case Wildcard(pattern):
                found = values.of_shape(pattern)
            case Phrase(text, gap):
                found = values.row([self._meant(word) for word in text], gap)
            case Word(text, _, whole):
                found = values.any_of(() if whole else self._meant(text, within=True))
            case _:
                raise AssertionError(f"the parser gives a field no {node}")
        marks = self._plain(found[self.collection.pages.material]).marks
        return Evidence(marks, inner.scores if inner else ())

    def _meant(self, word: str, *, within: bool = False) -> frozenset[str]:
        """The texts that are that word, and with ``within`` the compounds that hold it."""
        lexicon = self.collection.lexicon
        forms = lexicon.whole(word)
        found = [forms.exact] if self.exact else [forms.exact, forms.stem, forms.typo]
        if within and not self.exact:
            found += forms.parts
        return frozenset(map(lexicon.text, np.concatenate(found).tolist()))

    def _group(self, clauses: tuple[tuple[Occur, Node], ...]) -> Evidence:
        found = [(Occur.SHOULD, evidence) for evidence in self._together(clauses)]
        clauses = _without_stopwords(clauses)
        found += [(occur, self.evaluate(node)) for occur, node in clauses if occur is not Occur.NOT]
        must = [evidence.marks for occur, evidence in found if occur is Occur.MUST]
        if must:
            marks = _firm((np.bitwise_and.reduce(must) & STRONG).view(np.bool_))
        elif found:
            marks = np.bitwise_or.reduce([evidence.marks for _, evidence in found])
        else:
            marks = _firm(self.collection.pages.alive)
        for occur, node in clauses:
            if occur is Occur.NOT:
                marks = marks * ~self._having(node)
        return Evidence(marks, tuple(score for _, evidence in found for score in evidence.scores))

    def _having(self, node: Node) -> Mask:
        """The pages that have what must not be there; what only holds it as a part may stay."""
        if isinstance(node, Word):
            forms = self.collection.lexicon.forms(node.text)
            scores = self.collection.scorer.terms(forms.stem)
            return (self._marks(scores) & OWN).astype(np.bool_)
        other = Evaluation(self.collection, None, self.exact)
        return other.evaluate(node).match

    def _plain(self, match: Mask) -> Evidence:
        return Evidence(_firm(match & self.collection.pages.alive))

    def _marks(self, scores: Scores) -> Marks:
        return scores.marks_of_all(len(self.collection.pages.alive))

    def _nowhere(self) -> Marks:
        return np.zeros(len(self.collection.pages.alive), np.uint8)


def _firm(match: Mask) -> Marks:
    """The marks of pages that are met or nothing."""
    return match * np.uint8(STRONG | WEAK)


def _without_stopwords(clauses: tuple[tuple[Occur, Node], ...]) -> tuple[tuple[Occur, Node], ...]:
    """Leave function words out, unless there is nothing else."""
    kept = tuple(
        (occur, node)
        for occur, node in clauses
        if not (occur is Occur.SHOULD and isinstance(node, Word) and node.text in STOPWORDS)
    )
    return kept or clauses
