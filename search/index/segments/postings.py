"""From tokens to postings, sorted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import FieldPostings, Ints, PageTable, smallest
from search.index.segments.lengths import rounded
from search.index.segments.vocabulary import Vocabulary


@dataclass(frozen=True)
class FieldTokens:
    """The tokens of one field over all pages, in the order of the text: each has its ``term``,
    ``doc_id`` and ``position``, all int32."""

    term: Ints
    doc_id: Ints
    position: Ints

    def sort(self, pages: int) -> FieldPostings:
        """The postings of these tokens; ``pages`` is how many pages the segment has."""
        order = np.argsort(self.term, kind="stable")
        term, doc_id = self.term[order], self.doc_id[order]
        first = starts(term, doc_id)
        tf = np.diff(np.append(first, len(term)))
        of_term = term[first]
        begin = starts(of_term)
        indptr = np.append(begin, len(first)).astype(np.int64)
        return FieldPostings(
            terms=smallest(of_term[begin]),
            indptr=smallest(indptr),
            doc_id=smallest(doc_id[first]),
            tf=smallest(tf),
            place=smallest(np.append(first, len(term))[indptr]),
            positions=smallest(self.position[order]),
            length=rounded(np.bincount(self.doc_id, minlength=pages)),
            tokens=np.array([len(term)], np.int64),
        )


@dataclass(frozen=True)
class SegmentPostings:
    """What the rest of a segment is made of: the sorted ``texts`` of its terms, the postings of its
    ``fields``, and its ``pages``."""

    texts: list[str]
    fields: Mapping[str, FieldPostings]
    pages: PageTable

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The texts as they are kept."""
        return Vocabulary.of(self.texts)

    def pages_with(self) -> NDArray[Any]:
        """How many pages have each term, in any field."""
        pages = len(self.pages.number)
        had = [
            np.repeat(field.terms.astype(np.int64), np.diff(field.indptr)) * pages + field.doc_id
            for field in self.fields.values()
            if len(field.doc_id)
        ]
        if not had:
            return np.zeros(len(self.texts), np.uint8)
        every = np.sort(np.concatenate(had), kind="stable")  # runs that are sorted already
        every = every[np.diff(every, prepend=-1) > 0]
        return smallest(np.bincount(every // pages, minlength=len(self.texts)))


def starts(*columns: NDArray[Any]) -> NDArray[np.int64]:
    """Where rows begin that differ from the row before."""
    size = len(columns[0])
    change = np.zeros(size, np.bool_)
    change[:1] = True
    for column in columns:
        change[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(change)
