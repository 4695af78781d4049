"""A segment's arrays, read again from Whoosh's own files.

Whoosh reads a posting at a time (2 µs each); here a block is unpickled at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from whoosh.matching import ListMatcher

from search.index.fields import TEXT_FIELDS
from search.index.segments.arrays import FieldPostings, PageTable, smallest
from search.index.segments.lengths import rounded


def read_pages(reader: Any) -> PageTable:
    """The pages of a segment, deleted ones too."""
    stored = [reader.stored_fields(doc_id) for doc_id in range(reader.doc_count_all())]
    materials = {name: m for m, name in enumerate(dict.fromkeys(s["material"] for s in stored))}
    return PageTable(
        np.array([s["number"] for s in stored], np.int32),
        np.array([materials[s["material"]] for s in stored], np.int32),
        tuple(materials),
        np.array([bool(s.get("contents")) for s in stored], np.bool_),
    )


def read_fields(reader: Any) -> tuple[list[str], dict[str, FieldPostings]]:
    """The sorted terms and the postings of every text field of a segment."""
    raw = {name: list(_terms(reader, name)) for name in TEXT_FIELDS}
    texts = sorted({text for found in raw.values() for text, *_ in found})
    number = {text: t for t, text in enumerate(texts)}
    return texts, {name: _field(reader, name, found, number) for name, found in raw.items()}


def _terms(reader: Any, name: str) -> Iterator[tuple[str, Any, Any, Any]]:
    """Each term of a field with its doc ids, its frequencies and its positions."""
    for text in reader.lexicon(name) if name in reader.indexed_field_names() else ():
        matcher = reader.postings(name, text)
        while hasattr(matcher, "child"):  # wrapped to leave deleted pages out; the caller does
            matcher = matcher.child
        ids, weights, values = _postings(matcher)
        yield text.decode(), ids, weights, np.frombuffer(b"".join(values), np.uint32)


def _postings(matcher: Any) -> tuple[Sequence[int], Sequence[float], Sequence[bytes]]:
    if isinstance(matcher, ListMatcher):  # the one page that has a term
        return matcher._ids, matcher._weights, matcher._values
    ids: list[int] = []
    weights: list[float] = []
    values: list[bytes] = []
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_weights()
        matcher._read_values()
        ids += matcher._ids
        weights += matcher._weights
        values += matcher._values
        matcher._next_block()
    return ids, weights, values


def _field(reader: Any, name: str, found: Any, number: Mapping[str, int]) -> FieldPostings:
    pages = reader.doc_count_all()
    ids = [np.array(ids, np.int32) for _, ids, _, _ in found]
    tf = [np.array(weights, np.int64) for _, _, weights, _ in found]
    positions = [places for _, _, _, places in found]
    length = [reader.doc_field_length(doc_id, name, 0) or 0 for doc_id in range(pages)]
    return FieldPostings(
        terms=smallest(np.array([number[text] for text, *_ in found], np.int32)),
        indptr=smallest(np.cumsum([0, *map(len, ids)], dtype=np.int64)),
        doc_id=smallest(np.concatenate([np.zeros(0, np.int32), *ids])),
        tf=smallest(np.concatenate([np.zeros(0, np.int64), *tf])),
        place=smallest(np.cumsum([0, *map(len, positions)], dtype=np.int64)),
        positions=smallest(np.concatenate([np.zeros(0, np.uint32), *positions])),
        length=rounded(np.array(length, np.int64)),
        tokens=np.array([reader.field_length(name)], np.int64),
    )
