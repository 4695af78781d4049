"""Evaluating a query's tree over a collection: which pages meet it, and how well each word fits."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from search.analysis.stems import STOPWORDS
from search.analysis.tokens import words
from search.catalogue import Material
from search.collection import Collection
from search.filters import in_years
from search.frequencies import Terms, idf
from search.highlighting import Highlighter
from search.lexicon import NONE, Forms
from search.postings import Floats
from search.proximity import phrase_pages
from search.query import Between, Fielded, Group, Node, Occur, Phrase, Wildcard, Word
from search.synonyms import Synonyms

MOST_WILD = 500
"""Terms that a wildcard stands for, those of most pages first."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Evidence:
    """What a part of a query found: the pages that meet it (``match``), those that it merely
    resembles (``weak``), and a score per word on every page."""

    match: Mask
    weak: Mask
    scores: tuple[Floats, ...] = ()


@dataclass
class Evaluation:
    """Evaluates one query, and remembers what it used: the forms of its words in their order, the
    terms that wildcards stood for, the synonyms taken. ``whole`` counts a word, in any inflection,
    only where it stands whole, if need be within a compound."""

    collection: Collection
    synonyms: Synonyms | None
    exact: bool = False
    whole: bool = False
    forms: list[Forms] = field(default_factory=list)
    wild: list[Terms] = field(default_factory=list)
    used: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _synonym_terms: list[Terms] = field(default_factory=list)
    _named: list[Mask] = field(default_factory=list)

    def evaluate(self, node: Node) -> Evidence:
        """The evidence for ``node``."""
        match node:
            case Word():
                return self._word(node)
            case Phrase(text, gap):
                return self._phrase(text, gap)
            case Wildcard(pattern):
                return self._wildcard(pattern)
            case Between(name, first, last):
                return self._between(name, first, last)
            case Fielded(name, inner):
                return self._fielded(name, inner)
            case Group(clauses, explicit):
                found = self._group(clauses)
                return Evidence(found.match, found.match, found.scores) if explicit else found

    def own(self) -> tuple[Mask, Mask]:
        """The pages on which any word of the query stands itself, not only in their material's
        title; and those that have any term like one by its letters. All pages when the query
        has no words."""
        strong = np.zeros(len(self.collection.pages.alive), np.bool_)
        alike = strong.copy()
        for form in self.forms:
            strong[self.collection.scorer.pages_with(form.strong())] = True
            alike[self.collection.scorer.pages_with(form.grams)] = True
        for terms in (*self.wild, *self._synonym_terms):
            strong[self.collection.scorer.pages_with(terms)] = True
        for pages in self._named:
            strong |= pages
        return (strong, alike) if self.forms or self.wild else (~strong, ~alike)

    def _word(self, word: Word) -> Evidence:
        lexicon = self.collection.lexicon
        forms = lexicon.whole(word.text) if self.whole else lexicon.forms(word.text)
        if self.whole and word.whole:
            return self._plain(np.zeros(len(self.collection.pages.alive), np.bool_))
        if word.aside and not self.whole:
            score = self.collection.scorer.virtual(forms.stem, 1.0)
            return Evidence(score > 0, score > 0, (score,))
        self.forms.append(forms)
        scorer = self.collection.scorer
        if self.exact:
            score, strong = scorer.exact(forms)
        else:
            names = self._other_names([forms.word])
            score, strong = scorer.word(forms, self._short_names(forms.word, names))
            for longer in self._long_names(forms.word, names):
                score, strong = score + longer.scores[0], strong | longer.match
        return Evidence(strong, score > 0, (score,))

    def _other_names(self, typed: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """What else the words typed are called together."""
        found = self.synonyms.find(typed) if self.synonyms else ()
        return tuple(name for n in found if n.last - n.first == len(typed) for name in n.others)

    def _short_names(self, typed: str, names: Iterable[tuple[str, ...]]) -> Terms:
        """The terms of the names of one word."""
        short = [name[0] for name in names if len(name) == 1]
        known = {name: self.collection.lexicon.inflected(name) for name in short}
        self._use(typed, (name for name, terms in known.items() if len(terms)))
        terms = np.unique(np.concatenate([NONE, *known.values()]))
        self._synonym_terms.append(terms)
        return terms

    def _long_names(
        self, typed: str, names: Iterable[tuple[str, ...]], worth: float = 1.0
    ) -> Iterator[Evidence]:
        """The evidence of the names of several words."""
        weight = np.float32(self.collection.scorer.weights.synonym * worth)
        for name in names:
            if len(name) > 1:
                found = Evaluation(self.collection, None).evaluate(Phrase(name))
                if found.match.any():
                    self._use(typed, [" ".join(name)])
                    self._named.append(found.match)
                    yield Evidence(found.match, found.match, (weight * found.scores[0],))

    def _together(self, clauses: Iterable[tuple[Occur, Node]]) -> Iterator[Evidence]:
        """The evidence of what else several words side by side are called."""
        side = [n for o, n in clauses if o is Occur.SHOULD and isinstance(n, Word) and not n.aside]
        typed = [word.text for word in side]
        for named in self.synonyms.find(typed) if self.synonyms else ():
            if named.last - named.first > 1:
                name = " ".join(typed[named.first : named.last])
                telling = [w for w in typed[named.first : named.last] if w not in STOPWORDS]
                terms = self._short_names(name, named.others)
                weight = self.collection.scorer.weights.synonym * len(telling)
                score = self.collection.scorer.virtual(terms, weight)
                yield Evidence(score > 0, score > 0, (score,))
                yield from self._long_names(name, named.others, len(telling))

    def _use(self, typed: str, names: Iterable[str]) -> None:
        if used := tuple(names):
            self.used[typed] = (*self.used.get(typed, ()), *used)

    def _phrase(self, text: tuple[str, ...], gap: int | None) -> Evidence:
        lexicon, scorer = self.collection.lexicon, self.collection.scorer
        forms = [lexicon.forms(word) for word in text]
        self.forms += forms
        terms = [form.exact if self.exact else form.stem for form in forms]
        pages = self.collection.pages.alive.copy()
        for found in terms:  # a phrase's rare words spare us the places of its common ones
            having = np.zeros_like(pages)
            having[scorer.pages_with(found)] = True
            pages &= having
        hits = phrase_pages(self.collection.postings, terms, pages, gap)
        match = hits > 0
        rare = idf(int(match.sum()), self.collection.total) if match.any() else 0.0
        score = np.float32(rare) * hits.astype(np.float32) / (hits + np.float32(scorer.weights.k1))
        single = [scorer.virtual(found, 1.0) * match for found in terms]
        return Evidence(match, match, (score, *single))

    def _wildcard(self, pattern: str) -> Evidence:
        lexicon = self.collection.lexicon
        found = [t for t, term in enumerate(lexicon.terms) if _fits(term, pattern)]
        terms = np.array(found, np.int64)
        if len(terms) > MOST_WILD:
            terms = terms[np.argsort(-lexicon.pages[terms], kind="stable")[:MOST_WILD]]
        self.wild.append(terms)
        score = self.collection.scorer.virtual(terms, 1.0)
        return Evidence(score > 0, score > 0, (score,))

    def _between(self, name: str, first: int, last: int) -> Evidence:
        if name == "page":
            number = self.collection.pages.number
            return self._plain((number >= first) & (number <= last))
        return self._materials(lambda material: in_years(material, first, last))

    def _fielded(self, name: str, node: Node) -> Evidence:
        had = _FIELDS[name]
        inner = self.evaluate(node) if name == "title" else None
        if isinstance(node, Wildcard):
            shape = node.pattern
            found = self._materials(lambda m: any(_fits(w, shape) for w in words(had(m))))
        else:
            marker = Highlighter(self.collection.lexicon, self.collection.total)
            marker.add_query(node, (), exact=self.exact)
            found = self._materials(lambda m: bool(marker.marks(had(m))))
        return Evidence(found.match, found.match, inner.scores if inner else ())

    def _group(self, clauses: tuple[tuple[Occur, Node], ...]) -> Evidence:
        found = [(Occur.SHOULD, evidence) for evidence in self._together(clauses)]
        clauses = _without_stopwords(clauses)
        found += [(occur, self.evaluate(node)) for occur, node in clauses if occur is not Occur.NOT]
        alive = self.collection.pages.alive
        must = [evidence for occur, evidence in found if occur is Occur.MUST]
        match = weak = alive
        for evidence in must:
            match, weak = match & evidence.match, weak & evidence.match
        if found and not must:
            match = np.logical_or.reduce([evidence.match for _, evidence in found])
            weak = np.logical_or.reduce([evidence.weak for _, evidence in found])
        for occur, node in clauses:
            if occur is Occur.NOT:
                unwanted = self._having(node)
                match, weak = match & ~unwanted, weak & ~unwanted
        scores = tuple(score for _, evidence in found for score in evidence.scores)
        return Evidence(match, weak, scores)

    def _having(self, node: Node) -> Mask:
        """The pages that have what must not be there; what only holds it as a part may stay."""
        if isinstance(node, Word):
            forms = self.collection.lexicon.forms(node.text)
            having = np.zeros(len(self.collection.pages.alive), np.bool_)
            having[self.collection.scorer.pages_with(forms.stem)] = True
            return having
        other = Evaluation(self.collection, None, self.exact)
        return other.evaluate(node).match

    def _materials(self, accepts: Callable[[Material], bool]) -> Evidence:
        collection = self.collection
        every = range(len(collection.pages.materials))
        accepted = np.array([accepts(collection.record(m).material) for m in every], np.bool_)
        return self._plain(accepted[collection.pages.material])

    def _plain(self, match: Mask) -> Evidence:
        match = match & self.collection.pages.alive
        return Evidence(match, match)


_FIELDS: dict[str, Callable[[Material], str]] = {
    "title": lambda m: " ".join(filter(None, (m.title, m.subtitle))),
    "publisher": lambda m: " ".join(m.publishers),
    "author": lambda m: " ".join(m.authors),
    "kind": lambda m: m.kind,
    "subject": lambda m: " ".join((*m.subjects, *m.target_groups)),
}


def _without_stopwords(clauses: tuple[tuple[Occur, Node], ...]) -> tuple[tuple[Occur, Node], ...]:
    """Leave function words out, unless there is nothing else."""
    kept = tuple(
        (occur, node)
        for occur, node in clauses
        if not (occur is Occur.SHOULD and isinstance(node, Word) and node.text in STOPWORDS)
    )
    return kept or clauses


def _fits(term: str, pattern: str) -> bool:
    """Whether a term has the shape, in time linear in the term: pieces between stars are looked for
    one after the other."""
    first, *rest = pattern.split("*")
    if not rest:
        return len(term) == len(first) and _at(term, first, 0)
    if not _at(term, first, 0):
        return False
    at = len(first)
    *middle, last = rest
    for piece in middle:
        found = next((i for i in range(at, len(term)) if _at(term, piece, i)), None)
        if found is None:
            return False
        at = found + len(piece)
    return len(term) - len(last) >= at and _at(term, last, len(term) - len(last))


def _at(term: str, piece: str, start: int) -> bool:
    part = term[start : start + len(piece)]
    return len(part) == len(piece) and all(p in ("?", c) for p, c in zip(piece, part, strict=True))
