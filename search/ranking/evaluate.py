"""Evaluating a query's tree over a collection: which pages meet it, and what tells for them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from itertools import pairwise
from operator import and_
from typing import TypeVar

import numpy as np

from search.analysis.stems import STOPWORDS
from search.asking.fieldnames import CAPTION
from search.asking.query import (
    AS_USUAL,
    EXACT,
    Between,
    Fielded,
    Group,
    LeafNode,
    Node,
    Occur,
    Phrase,
    Reading,
    Wildcard,
    Word,
)
from search.asking.questionframes import is_empty, telling_beside
from search.asking.synonyms import Name, Synonyms
from search.asking.wildcards import prefix
from search.index.segments.arrays import Terms
from search.library.budget import FINDING, UNBOUNDED, Budget
from search.ranking.collection import Collection
from search.ranking.leaf import Leaf, Mask
from search.ranking.leafevidence import Evidence
from search.ranking.lexicon import Meaning
from search.ranking.lists import ReadLists, stems_together
from search.ranking.pagelist import PageList, added
from search.ranking.particleverbs import particle_verbs
from search.ranking.terms import any_of

FEW_WORDS = 6
"""Up to so many words, function words tell for a page too, though they make none a hit; their lists
are long."""
AnyNode = TypeVar("AnyNode", bound=Node)
READ_AT_ONCE = 32
"""Words whose lists are read at once."""
MOST_WILD = 5000
"""Terms that a wildcard stands for, those of most pages first."""


@dataclass
class Evaluation:
    """Evaluates one query, and remembers the leaves that told, in their order; ``typed`` is its
    text."""

    collection: Collection
    synonyms: Synonyms
    reading: Reading = AS_USUAL
    budget: Budget = UNBOUNDED
    typed: str = ""
    leaves: list[Leaf] = field(default_factory=list)
    repeated: Counter[str] = field(default_factory=Counter)
    """How often each word of the group at hand is typed."""

    @cached_property
    def _read(self) -> ReadLists:
        """The lists of the words' keys."""
        return ReadLists(self.collection.scorer.lists)

    def match(self, node: Node) -> Mask:
        """The pages that meet the node."""
        match node:
            case Word() | Phrase() | Wildcard():
                return self._having([self._leaf(node)])
            case Between(name, first, last):
                return self._between(name, first, last)
            case Fielded(name, inner):
                return self._fielded(name, inner)
            case Group(clauses):
                return self._group(clauses)

    def meanings(self) -> Iterator[Meaning]:
        """What each word means, those of phrases too."""
        for leaf in self.leaves:
            if isinstance(leaf.node, Phrase):
                yield from map(self.collection.lexicon.meaning, leaf.node.words)
            elif leaf.meaning:
                yield leaf.meaning

    def _within_budget(self, nodes: Sequence[AnyNode]) -> Iterator[AnyNode]:
        """These nodes as far as the budget goes, the lists of words read many at once."""
        for n, node in enumerate(self.budget.within(nodes, FINDING)):
            if n % READ_AT_ONCE == 0 and self.reading.inflections:
                some = (node for node in nodes[n : n + READ_AT_ONCE] if isinstance(node, Word))
                meanings = (
                    self.collection.lexicon.meaning(node.text, node.pieces) for node in some
                )
                self._read.read(key for meaning in meanings for key in meaning.keys)
            yield node

    def _leaf(self, node: LeafNode) -> Leaf:
        match node:
            case Word():
                made = self._word(node)
            case Phrase(text, gap):
                made = Leaf(node.typed or " ".join(text), node, (self._row(text, gap),))
            case Wildcard(pattern):
                evidence = self.collection.scorer.terms(self._of_shape(pattern))
                made = Leaf(pattern, node, (evidence,))
        self.leaves.append(made)
        return made

    def _word(self, node: Word) -> Leaf:
        scorer, lexicon, reading = self.collection.scorer, self.collection.lexicon, self.reading
        meaning = lexicon.meaning(node.text, node.pieces)
        share = scorer.weights.aside if node.aside else 1.0
        k3, times = scorer.weights.repeated, max(self.repeated[node.text], 1)
        share *= (k3 + 1) * times / (k3 + times)
        word = scorer.word(meaning, reading, share, self._read)
        evidence: tuple[Evidence, ...] = (word,)
        alone = not node.aside and not node.whole
        had, pages = self._named(self._called([meaning.word]) if alone else ())
        if had:
            evidence += (scorer.names(pages, word, scorer.weights.synonym),)
        apart = lexicon.apart(meaning.word) if alone and reading.joined else ()
        rows = {row: self._places_of(lexicon.row_apart(row), None) for row in apart}
        if rows := {row: found for row, found in rows.items() if found.spread}:
            evidence += (scorer.names(added(list(rows.values())), word, scorer.weights.apart),)
        text, counts = node.typed or node.text, not node.whole
        return Leaf(text, node, evidence, meaning, had, tuple(rows), counts)

    def _called(self, typed: Sequence[str]) -> tuple[Name, ...]:
        """What else the words typed are called together."""
        found = self.synonyms.find(typed) if self.reading.synonyms else ()
        return tuple(name for n in found if n.last - n.first == len(typed) for name in n.others)

    def _named(self, names: Sequence[Name]) -> tuple[tuple[Name, ...], PageList]:
        """Those of these names, of one word or several, that stand anywhere, and their pages."""
        forms = self.collection.lexicon.forms
        terms = {name: forms(name[0]) for name in names if len(name) == 1}
        words = {name: found for name, found in terms.items() if len(found)}
        rows = {n: self._places_of(list(map(forms, n)), None) for n in names if len(n) > 1}
        rows = {name: found for name, found in rows.items() if found.spread}
        lists = list(rows.values())
        if words:  # one list, which costs less than one of each
            lists.append(self.collection.scorer.terms_list(any_of(words.values())))
        return tuple(name for name in names if name in words or name in rows), added(lists)

    def _together(self, clauses: Iterable[tuple[Occur, Node]]) -> Iterator[Leaf]:
        """What several words side by side are called, and the compounds that they are."""
        kept = ((o, n) for o, n in clauses if not isinstance(n, Word) or not n.aside)
        side = [n if o is Occur.SHOULD and isinstance(n, Word) else None for o, n in kept]
        yield from self._joined(side)
        typed = [word.text for word in side if word]
        for named in self.synonyms.find(typed) if self.reading.synonyms else ():
            row = typed[named.first : named.last]
            if len(row) > 1:
                had, pages = self._named(named.others)
                if had:
                    telling = sum(word not in STOPWORDS for word in row)
                    scorer = self.collection.scorer
                    evidence = scorer.row(pages, scorer.weights.synonym * telling)
                    node = Phrase(tuple(row), beside=True)
                    yield Leaf(" ".join(row), node, (evidence,), names=had)

    def _joined(self, side: Sequence[Word | None]) -> Iterator[Leaf]:
        """The compounds of the collection that two words are with nothing between them, and the
        words that a verb and its particle are."""
        lexicon, scorer = self.collection.lexicon, self.collection.scorer
        both = ((a, b) for a, b in pairwise(side) if a and b and b.follows)
        every = [(lexicon.joined, *pair) for pair in both]
        every += [(lexicon.with_particle, *pair) for pair in particle_verbs(side)]
        pairs = {(n, a.text, b.text): (n, a, b) for n, a, b in every if not (a.whole or b.whole)}
        asked = list(pairs.values()) if self.reading.joined else []
        for as_one, *pair in self.budget.within(asked, FINDING):
            for whole in as_one(*(word.text for word in pair)):
                meaning = lexicon.meaning(whole)
                terms = meaning.inflected if self.reading.inflections else meaning.exact
                if (found := scorer.terms_list(terms)).spread:
                    meant = (lexicon.meaning(word.text) for word in pair)
                    alone = [stems_together(word, self._read) for word in meant]
                    evidence = scorer.compound(found, alone)
                    typed = tuple(word.typed or word.text for word in pair)
                    node = Phrase((whole,), beside=True)
                    yield Leaf(" ".join(typed), node, evidence, joins=typed)

    def _row(self, text: Name, gap: int | None) -> Evidence:
        """The evidence of words in a row, or near each other."""
        lexicon = self.collection.lexicon
        meanings = [lexicon.meaning(word) for word in text]
        terms = [m.inflected if self.reading.inflections else m.exact for m in meanings]
        return self.collection.scorer.row(self._places_of(terms, gap))

    def _places_of(self, terms: Sequence[Terms], gap: int | None) -> PageList:
        local = [self.collection.lexicon.local(found) for found in terms]
        return self.collection.positions.phrase(local, gap)

    def _of_shape(self, pattern: str) -> Terms:
        """The terms that a wildcard stands for."""
        lexicon, start = self.collection.lexicon, prefix(pattern)
        terms = lexicon.of_shape(pattern) if start is None else lexicon.starting(start)
        if len(terms) > MOST_WILD:
            most = np.argsort(-lexicon.pages_with(terms), kind="stable")[:MOST_WILD]
            terms = np.sort(terms[most])
        return terms

    def _between(self, name: str, first: int, last: int) -> Mask:
        if name == "page":
            return self.collection.numbered(first, last)
        return self.collection.in_years(first, last)

    def _fielded(self, name: str, node: Node) -> Mask:
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
        if name in ("title", CAPTION):
            self._leaf(node)
            self.leaves.append(replace(self.leaves.pop(), of_field=True))
        if name == CAPTION:
            return found & self.collection.every()
        return self.collection.of_materials(found)

    def _meant(self, word: str, *, within: bool = False) -> frozenset[str]:
        """The texts that are that word, which no page may have, and with ``within`` the compounds
        that hold it."""
        lexicon = self.collection.lexicon
        meaning = lexicon.meaning(word)
        found = [meaning.exact]
        if self.reading.inflections:
            found.append(meaning.inflected)
        if self.reading.slips:
            found.append(meaning.slip)
        if within and self.reading.compounds:
            found.append(meaning.within)
        return frozenset((word, *map(lexicon.text, np.concatenate(found).tolist())))

    def _group(self, clauses: tuple[tuple[Occur, Node], ...]) -> Mask:
        together = list(self._together(clauses))
        self.leaves += together
        few = len(clauses) <= FEW_WORDS
        every, clauses = clauses, without_stopwords(clauses)
        should = list(dict.fromkeys(node for occur, node in clauses if occur is Occur.SHOULD))
        self.repeated.update(
            node.text for occur, node in clauses if occur is Occur.SHOULD and isinstance(node, Word)
        )
        telling = [node for node in should if isinstance(node, LeafNode)]
        leaves = list(map(self._leaf, self._within_budget(telling)))
        others = [node for node in should if not isinstance(node, LeafNode)]
        any_of = self._having([*together, *leaves])
        for word in telling_beside(every) if few and should else ():
            if word not in should:
                self.leaves.append(replace(self._word(word), counts=False))
        for other in self.budget.within(others, FINDING):
            any_of = any_of | self.match(other)
        demanded = [node for occur, node in clauses if occur is Occur.MUST]
        must = [self.match(node) for node in self._within_budget(demanded)]
        any_of = any_of if should else self.collection.every()
        if not any(map(names_a_word, demanded)):  # who types a field and words wants these in it
            must.append(any_of)
        found = reduce(and_, must)
        unwanted = (node for occur, node in clauses if occur is Occur.NOT)
        for node in self.budget.within(unwanted, FINDING):
            found = found & ~self._without(node)
        return found

    def _without(self, node: Node) -> Mask:
        """The pages that have what must not be there; what only holds it as a part may stay."""
        reading = replace(EXACT, inflections=self.reading.inflections)
        return Evaluation(self.collection, self.synonyms, reading, self.budget).match(node)

    def _having(self, leaves: Iterable[Leaf]) -> Mask:
        """The pages that have any of these leaves."""
        return self.collection.having(pages for leaf in leaves for pages in leaf.hits)


def names_a_word(node: Node) -> bool:
    """Whether what meets a node has a word of it on the page: not only a value in a field."""
    if isinstance(node, Group):
        return any(names_a_word(inner) for occur, inner in node.clauses if occur is not Occur.NOT)
    return isinstance(node, LeafNode)


def without_stopwords(
    clauses: tuple[tuple[Occur, Node], ...],
) -> tuple[tuple[Occur, Node], ...]:
    """Leave function words out, unless there is nothing else that may be found."""
    kept = tuple(
        (occur, node) for occur, node in clauses if not (occur is Occur.SHOULD and is_empty(node))
    )
    return kept if any(occur is not Occur.NOT for occur, _ in kept) else clauses
