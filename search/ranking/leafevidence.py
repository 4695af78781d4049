"""What the leaves of a query found: lists of pages, and numbers that tell what they are worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, Protocol

from search.ranking.lexicon import Meaning
from search.ranking.pagelist import PageList


class Evidence(Protocol):
    """What a leaf of the query found."""

    @property
    def hits(self) -> Sequence[PageList]:
        """The pages on which it stands, in whichever form."""

    @property
    def worths(self) -> Sequence[tuple[PageList, float]]:
        """Lists whose saturated weights, times these numbers, are about what it is worth."""

    @property
    def lists(self) -> Sequence[PageList]:
        """The lists that tell what it is worth."""


@dataclass(frozen=True, eq=False)
class RowEvidence:
    """What stands so often on pages, and is worth the same whatever it is: a phrase, a wildcard."""

    found: PageList
    worth: float
    k1: float

    @property
    def hits(self) -> Sequence[PageList]:
        """The pages."""
        return (self.found,)

    @property
    def worths(self) -> Sequence[tuple[PageList, float]]:
        """The list itself."""
        return ((self.found, self.worth),)

    @property
    def lists(self) -> Sequence[PageList]:
        """The list itself."""
        return (self.found,)


class Found(NamedTuple):
    """The pages of a word: ``inflected``, and ``within`` the compounds that hold it; of a compound
    that the collection has not, those with all its parts."""

    inflected: PageList
    within: PageList
    in_parts: PageList


class Half(NamedTuple):
    """The pages of a part of a word: as a word, and within compounds; a page may be on both."""

    alone: PageList
    within: PageList
    idf: float


@dataclass(frozen=True, eq=False)
class WordEvidence:
    """What a word found. Its inflections are worth ``stem``, the same with the compounds that hold
    it ``compound``, both times its ``share``, which is less than 1 for one that is another's form
    aside, more for one that is typed again; ``told`` is its idf times that. ``halves`` are the
    its own parts; ``parts`` the lists of those of a word that is taken for its parts, with what
    each is worth. Only where ``loosely`` does what is merely like it tell."""

    meaning: Meaning
    found: Found
    share: float
    told: float
    stem: float
    compound: float
    halves: Sequence[Half]
    parts: Sequence[tuple[PageList, float]]
    loosely: bool

    @property
    def hits(self) -> Sequence[PageList]:
        """Both lists; of a word that is in neither, the pages that have all its parts."""
        return self.found

    @property
    def worths(self) -> Sequence[tuple[PageList, float]]:
        """Both lists, the first worth more."""
        both = self.stem + self.compound
        found = self.found
        return [(found.inflected, both), (found.within, self.compound), *self.parts]

    @property
    def lists(self) -> Sequence[PageList]:
        """Both lists, and those of its own parts."""
        halves = chain.from_iterable((half.alone, half.within) for half in self.halves)
        return [self.found.inflected, self.found.within, *halves]


@dataclass(frozen=True, eq=False)
class NamesEvidence(RowEvidence):
    """The other names of a ``word`` as if they were one, which tell on the pages that lack it:
    however rare they are, they tell no more than the word, and several no more than one."""

    word: WordEvidence
