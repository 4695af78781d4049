"""Postings: the whole of an index's text fields as arrays, read from Whoosh's files.

Whoosh reads a posting at a time (2 µs each); here a block of 128 is unpickled at once, and every
term of a field is read in one pass over the term file. All postings of a generation fit in memory:
12 bytes a posting and 4 a position.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader
from whoosh.util.numeric import byte_to_length

from search.schema import TEXT_FIELDS

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

LENGTH_OF_BYTE = np.array([byte_to_length(byte) for byte in range(256)], np.float32)
"""Whoosh keeps a field's length as a byte; so do we, to weigh as it does."""


@dataclass(frozen=True)
class FieldPostings:
    """The postings of one field, by term: those of term ``t`` are ``[indptr[t], indptr[t + 1])``.

    ``doc_id`` int32 and ascending within a term, ``tf`` float32; ``positions`` int32 of all
    postings in order, those of posting ``p`` are ``[starts[p], starts[p + 1])``. ``lengths``
    float32, tokens of the field by ``doc_id``, as Whoosh rounds them.
    """

    indptr: NDArray[np.int64]
    doc_id: Ints
    tf: Floats
    starts: NDArray[np.int64]
    positions: Ints
    lengths: Floats


@dataclass(frozen=True)
class Postings:
    """All text fields over one sorted vocabulary: ``terms[t]`` is the text of term ``t``."""

    terms: list[str]
    fields: dict[str, FieldPostings]
    pages: int


@dataclass
class _Raw:
    """Postings of one field while they are read, term by term."""

    terms: list[str]
    counts: list[int]
    doc_ids: list[Ints]
    frequencies: list[Floats]
    positions: list[NDArray[np.uint32]]


def read_postings(reader: IndexReader) -> Postings:
    """Read every text field of ``reader``, all segments; deleted pages are left in."""
    raw = {name: _read_field(reader, name) for name in TEXT_FIELDS}
    terms = sorted(set(chain.from_iterable(field.terms for field in raw.values())))
    number = {term: t for t, term in enumerate(terms)}
    pages = reader.doc_count_all()
    fields = {name: _arrays(field, number, _lengths(reader, name)) for name, field in raw.items()}
    return Postings(terms, fields, pages)


def _read_field(reader: IndexReader, field: str) -> _Raw:
    raw = _Raw([], [], [], [], [])
    for leaf, offset in reader.leaf_readers():
        for btext in leaf.lexicon(field) if field in leaf.indexed_field_names() else ():
            matcher = leaf.postings(field, btext)
            while hasattr(matcher, "child"):  # wrapped to leave deleted pages out; the caller does
                matcher = matcher.child
            raw.terms.append(btext.decode("utf-8"))
            count = 0
            for ids, weights, values in _blocks(matcher):
                raw.doc_ids.append(np.array(ids, np.int32) + np.int32(offset))
                raw.frequencies.append(np.array(weights, np.float32))
                raw.positions.append(np.frombuffer(b"".join(values), np.uint32))
                count += len(ids)
            raw.counts.append(count)
    return raw


def _blocks(matcher: Any) -> Iterator[tuple[Any, Any, Any]]:
    """The postings of one term as (ids, weights, values), a block at a time."""
    if not hasattr(matcher, "_next_block"):  # a term of one page has its posting beside the term
        yield matcher._ids, matcher._weights or [1.0] * len(matcher._ids), matcher._values
        return
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_weights()
        matcher._read_values()
        yield matcher._ids, matcher._weights, matcher._values
        matcher._next_block()


def _arrays(raw: _Raw, number: dict[str, int], lengths: Floats) -> FieldPostings:
    """Bring the postings of all segments into the order of the vocabulary."""
    counts = np.array(raw.counts, np.int64)
    term = np.repeat(np.array([number[t] for t in raw.terms], np.int64), counts)
    doc_id = np.concatenate(raw.doc_ids) if raw.doc_ids else np.zeros(0, np.int32)
    tf = np.concatenate(raw.frequencies) if raw.frequencies else np.zeros(0, np.float32)
    positions = np.concatenate(raw.positions) if raw.positions else np.zeros(0, np.uint32)
    # a stable order: segments come one after the other, with ascending pages
    order = np.argsort(term, kind="stable")
    indptr = np.zeros(len(number) + 1, np.int64)
    np.cumsum(np.bincount(term, minlength=len(number)), out=indptr[1:])
    ends = np.cumsum(tf, dtype=np.int64)
    starts = np.zeros(len(order) + 1, np.int64)
    np.cumsum(tf[order], out=starts[1:])
    shift = np.repeat((ends - tf.astype(np.int64))[order] - starts[:-1], tf[order].astype(np.int64))
    ordered = positions[np.arange(len(positions)) + shift].astype(np.int32)
    return FieldPostings(indptr, doc_id[order], tf[order], starts, ordered, lengths)


def _lengths(reader: IndexReader, field: str) -> Floats:
    found = np.zeros(reader.doc_count_all(), np.float32)
    for leaf, offset in reader.leaf_readers():
        for doc in range(leaf.doc_count_all()):
            found[offset + doc] = leaf.doc_field_length(doc, field, 0) or 0
    return found
