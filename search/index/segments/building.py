"""From pages to the arrays of a segment."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Self

import numpy as np

from search.analysis.tokens import indexed
from search.index.fields import TEXT_FIELDS
from search.index.segments.arrays import Ints, PageTable, SegmentArrays
from search.index.segments.keys import Counts, TermKeys, begin_keys, collect_keys
from search.index.segments.postings import FieldTokens, SegmentPostings
from search.index.segments.readylists import make_lists


class _Numbers(dict[str, int]):
    """Texts in the order in which they came, by number."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


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
        self._terms = _Numbers()
        self._fields = {name: _Field() for name in TEXT_FIELDS}
        self._number = array("i")
        self._material = array("i")
        self._materials = _Numbers()
        self._contents: list[bool] = []

    def add(self, document: Mapping[str, Any]) -> None:
        """Take in a page, as ``search.index.fields.document`` gives it."""
        doc_id = len(self._number)
        self._number.append(document["number"])
        self._material.append(self._materials[document["material"]])
        self._contents.append(bool(document.get("contents")))
        for field, into in self._fields.items():
            if text := document.get(field):
                self._add_text(into, doc_id, text)

    def _add_text(self, into: _Field, doc_id: int, text: str) -> None:
        before = len(into.terms)
        number = self._terms.__getitem__
        for words, positions in indexed(text):
            into.terms.extend(map(number, words))
            into.positions.extend(positions)
        into.doc_ids.append(doc_id)
        into.counts.append(len(into.terms) - before)

    def extend(self, other: Self) -> None:
        """Take in the pages of another after its own."""
        number = _numbers(self._terms, other._terms)
        base = len(self._number)
        for name, into in self._fields.items():
            field = other._fields[name]
            into.terms.frombytes(number[np.array(field.terms, np.int32)].tobytes())
            into.positions.extend(field.positions)
            into.doc_ids.frombytes((np.array(field.doc_ids, np.int32) + base).tobytes())
            into.counts.extend(field.counts)
        self._number.extend(other._number)
        material = _numbers(self._materials, other._materials)
        self._material.frombytes(material[np.array(other._material, np.int32)].tobytes())
        self._contents += other._contents

    def texts(
        self, name: str, spelt: Callable[[str], str]
    ) -> Iterator[tuple[int, list[str], Sequence[int]]]:
        """The tokens of a field, ``spelt`` so, and the place of each, by page that has it."""
        field, text = self._fields[name], list(map(spelt, self._terms))
        end = 0
        for doc_id, count in zip(field.doc_ids, field.counts, strict=True):
            start, end = end, end + count
            words = [text[term] for term in field.terms[start:end]]
            yield doc_id, words, field.positions[start:end]

    def postings(self) -> SegmentPostings:
        """The postings of the pages taken in."""
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
        return SegmentPostings(texts, fields, table)


def _numbers(into: _Numbers, others: _Numbers) -> Ints:
    """What the numbers of others are among these."""
    return np.array([into[text] for text in others], np.int32)


def assemble(postings: SegmentPostings, known: Counts | None) -> SegmentArrays:
    """The arrays of a segment; ``known`` counts the words of the others."""
    having = postings.pages_with()
    return assemble_with(postings, having, begin_keys(postings.texts, having, known))


def assemble_with(
    postings: SegmentPostings, having: Ints, keys: Iterable[TermKeys]
) -> SegmentArrays:
    """The same with the pages that have each term, and keys that were begun."""
    names, compounds = collect_keys(keys)
    vocabulary, fields, pages = postings.vocabulary, postings.fields, postings.pages
    lists, vectors = make_lists(names, vocabulary, fields, pages)
    return SegmentArrays(vocabulary, having, names, compounds, lists, vectors, fields, pages)
