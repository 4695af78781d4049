"""Which pages have what was typed word for word: a sentence that was pasted, or most of one.

A question has a page's words in an order of its own; what is pasted has nearly all of them, the
function words too, as far from each other as on the page.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from math import ceil

import numpy as np
from numpy.typing import NDArray

from search.analysis.stems import STOPWORDS
from search.analysis.tokens import tokenise
from search.index.segments.arrays import Floats, Ints
from search.index.segments.postings import starts
from search.ranking.candidates import Candidates
from search.ranking.collection import Collection
from search.ranking.leafevidence import WordEvidence
from search.ranking.proximity import SHIFT, Places
from search.ranking.terms import any_of, each_once

LEAST = 5
"""Words that stand as they were typed: fewer do so by chance."""
SHARE = 0.8
"""Of the words typed, function words too: the others may be slips, or stand on the next page."""
ENOUGH = 12
"""Words as they were typed that are enough, whatever else is typed."""
HAVING = 0.6
"""What of the words that tell a page has that is looked at."""
LOOKED_AT = 16
"""Pages, those of most worth."""
MOST_WORDS = 40
"""Words of a text, the first, that are looked for."""
LOW = (1 << SHIFT) - 1
BEFORE = 1 << 20
"""More than there are words in a text, of which the first may stand on the page before."""

FINITE = frozenset(
    {
        "blev", "bliver", "burde", "bør", "er", "har", "havde", "kan", "kunne", "må", "måtte",
        "skal", "skulle", "var", "vil", "ville",
    }
)  # fmt: skip
"""Verbs that make a clause."""
RELATIVE = frozenset({"der", "som"})
"""What a clause begins with that a name may have too: ``personer, der er fordrevet``."""
OPENING = frozenset({"fordi", "han", "hun", "hvis", "jeg", "man", "når", "vi"})
"""Words that stand in clauses alone."""

Forms = dict[int, list[str]]
"""By position the words typed there: one, and what it is written as beside it."""
NO_PAGES: Ints = np.zeros(0, np.int32)
NO_PLACES: Places = np.zeros(0, np.int64)


@dataclass(frozen=True, eq=False)
class Verbatim:
    """The ``pages`` that have most of what was typed word for word, ascending, and where the first
    of its ``words`` stands on each; whether it ``leads`` them before pages of other reports."""

    pages: Ints = field(default_factory=lambda: NO_PAGES)
    begins: Places = field(default_factory=lambda: NO_PLACES)
    words: int = 0
    leads: bool = False

    @property
    def leading(self) -> Ints:
        """The pages when they go before all others, none when only within their reports."""
        return self.pages if self.leads else NO_PAGES

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        return self.pages.nbytes + self.begins.nbytes

    @cached_property
    def _begin(self) -> dict[int, int]:
        return dict(zip(self.pages.tolist(), self.begins.tolist(), strict=True))

    def on(self, pages: Ints) -> NDArray[np.bool_]:
        """Which of these pages have it."""
        return np.isin(pages, self.pages)

    def span(self, page: int, text: str) -> tuple[int, int] | None:
        """The characters of a page's text in which it stands, None where it doesn't."""
        if (begin := self._begin.get(page)) is None:
            return None
        within = [t for t in tokenise(text) if begin <= t.position < begin + self.words]
        return (within[0].start, max(token.end for token in within)) if within else None


NOWHERE = Verbatim()


def verbatim(
    collection: Collection, typed: str, words: Sequence[WordEvidence], candidates: Candidates,
    score: Floats,
) -> Verbatim:  # fmt: skip
    """The candidates, of those that score most, that have most of what was typed word for word;
    none when none has enough of it."""
    forms: Forms = defaultdict(list)
    for token in tokenise(typed):
        forms[token.position].append(token.text)
    if len(forms) < LEAST or not words or not len(score):
        return NOWHERE
    some = dict(list(forms.items())[:MOST_WORDS])
    least = max(LEAST, min(ENOUGH, ceil(SHARE * len(some))))
    lists = [word.found.inflected for word in words]
    having = (candidates.weights(lists) > 0).sum(axis=0)
    enough = having >= max(HAVING * len(words), len(words) - len(some) + least)
    best = np.flatnonzero(enough)
    best = best[np.argsort(-score[best], kind="stable")[:LOOKED_AT]]
    found = _standing(collection, some, candidates.doc_id[best], least)
    if not len(found.pages):
        return NOWHERE
    titled = bool(candidates.in_title(lists).all(axis=0).any())
    return replace(found, words=max(forms) + 1, leads=is_sentence(typed) and not titled)


def _standing(collection: Collection, forms: Forms, pages: Ints, least: int) -> Verbatim:
    """Those of the pages on which most of these words stand as far from each other as they were
    typed, and at least so many. Function words, of which most are read, are looked for on those
    pages alone on which the others do."""
    telling = {at: texts for at, texts in forms.items() if not STOPWORDS.issuperset(texts)}
    if (some := least - len(forms) + len(telling)) > 1:
        begin, count = _begins(collection, telling, pages)
        pages = _page_of(begin[count >= some])
    begin, count = _begins(collection, forms, pages)
    most = count.max(initial=0)
    if most < least:
        return NOWHERE
    begin = begin[count == most]
    begin = begin[starts(begin >> SHIFT)]
    return Verbatim(_page_of(begin), (begin & LOW) - BEFORE)


def _begins(
    collection: Collection, forms: Forms, pages: Ints
) -> tuple[Places, NDArray[np.int64]]:  # fmt: skip
    """Where on the pages the text would begin by one of its words, ascending, and by how many."""
    if not len(pages) or not forms:
        return NO_PLACES, NO_PLACES
    among = np.zeros(len(collection.pages.alive), np.bool_)
    among[pages] = True
    lexicon = collection.lexicon
    terms = [lexicon.local(any_of(map(lexicon.spelled, texts))) for texts in forms.values()]
    places = collection.positions.of_each("body", terms, among)
    begins = [found - at + BEFORE for found, at in zip(places, forms, strict=True)]
    every = np.sort(np.concatenate(begins))
    first = starts(every)
    return every[first], np.diff(first, append=len(every))


def _page_of(begin: Places) -> Ints:
    return each_once(begin >> SHIFT).astype(np.int32)


def is_sentence(typed: str) -> bool:
    """Whether what was typed has a clause of its own: it is no name, as of an act or a section,
    which others quote in full and oftener than what is called so has it."""
    words = [token.text for token in tokenise(typed)]
    finite = any(w in FINITE and before not in RELATIVE for before, w in pairwise(("", *words)))
    return finite or not OPENING.isdisjoint(words)
