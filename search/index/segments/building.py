"""From pages to the arrays of a segment."""

from array import array
from collections import defaultdict
from collections.abc import Mapping
from itertools import count
from typing import Any

import numpy as np

from search.analysis.tokens import tokenise
from search.index.fields import TEXT_FIELDS
from search.index.segments.arrays import FieldPostings, Ints, PageTable, SegmentArrays
from search.index.segments.keys import Counts, make_keys
from search.index.segments.postings import FieldTokens, pages_with
from search.index.segments.readylists import make_lists
from search.index.segments.vocabulary import Vocabulary


class _Field:
    """The tokens of one field while pages come in."""

    def __init__(self) -> None:
        self.terms, self.positions = array("i"), array("i")
        self.doc_ids, self.counts = array("i"), array("i")

    def tokens(self, rank: Ints) -> FieldTokens:
        """What came in, with terms numbered by their rank."""
        term = rank[np.array(self.terms, np.int32)]
        doc_id = np.repeat(np.array(self.doc_ids, np.int32), np.array(self.counts, np.int32))
        return FieldTokens(term, doc_id, np.array(self.positions, np.int32))


class SegmentBuilder:
    """Takes in pages, and makes their arrays."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = defaultdict(count().__next__)
        self._fields = {name: _Field() for name in TEXT_FIELDS}
        self._number = array("i")
        self._material = array("i")
        self._materials: dict[str, int] = {}
        self._contents: list[bool] = []

    def add(self, document: Mapping[str, Any]) -> None:
        """Take in a page, as ``search.index.fields.document`` gives it."""
        doc_id = len(self._number)
        self._number.append(document["number"])
        name = document["material"]
        self._material.append(self._materials.setdefault(name, len(self._materials)))
        self._contents.append(bool(document.get("contents")))
        for field, into in self._fields.items():
            if text := document.get(field):
                self._add_text(into, doc_id, text)

    def _add_text(self, into: _Field, doc_id: int, text: str) -> None:
        before = len(into.terms)
        term, position = into.terms.append, into.positions.append
        number = self._terms
        for word, _, _, at in tokenise(text):
            term(number[word])
            position(at)
        into.doc_ids.append(doc_id)
        into.counts.append(len(into.terms) - before)

    def build(self, known: Counts | None) -> SegmentArrays:
        """The arrays of the pages taken in; ``known`` are the words of the other segments."""
        texts = sorted(self._terms)
        rank = np.zeros(len(texts), np.int32)
        rank[[self._terms[text] for text in texts]] = np.arange(len(texts), dtype=np.int32)
        pages = len(self._number)
        fields = {name: field.tokens(rank).sort(pages) for name, field in self._fields.items()}
        table = PageTable(
            np.array(self._number, np.int32),
            np.array(self._material, np.int32),
            tuple(self._materials),
            np.array(self._contents, np.bool_),
        )
        return assemble(texts, fields, table, known)


def assemble(
    texts: list[str], fields: dict[str, FieldPostings], table: PageTable, known: Counts | None
) -> SegmentArrays:
    """The arrays of a segment from its sorted terms, its postings and its pages."""
    having = pages_with(fields, len(texts), len(table.number))
    keys, compounds = make_keys(texts, having, known)
    vocabulary = Vocabulary.of(texts)
    lists, vectors = make_lists(keys, vocabulary, fields, table)
    return SegmentArrays(vocabulary, having, keys, compounds, lists, vectors, fields, table)
