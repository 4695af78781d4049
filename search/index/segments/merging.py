"""Merging the postings of segments into those of one."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.fields import TEXT_FIELDS
from search.index.segments.arrays import FieldPostings, Ints, PageTable, SegmentArrays
from search.index.segments.postings import FieldTokens, SegmentPostings

Mask = NDArray[np.bool_]


def merge_postings(segments: Sequence[SegmentArrays], kept: Sequence[Mask]) -> SegmentPostings:
    """The postings of what is ``kept`` of these segments (a mask of their pages), one after the
    other; terms that no page has any more are left out."""
    had = [_terms_on(segment, mask) for segment, mask in zip(segments, kept, strict=True)]
    texts = sorted(set().union(*(terms.values() for terms in had)))
    number = {text: t for t, text in enumerate(texts)}
    rank = [{local: number[text] for local, text in terms.items()} for terms in had]
    new_terms = [
        _table(len(segment.vocabulary), names)
        for segment, names in zip(segments, rank, strict=True)
    ]
    new_pages = _renumbered(kept)
    table = _pages(segments, kept)
    fields = {}
    for name in TEXT_FIELDS:
        parts = [
            _tokens(segment.fields[name], terms, pages)
            for segment, terms, pages in zip(segments, new_terms, new_pages, strict=True)
        ]
        columns = ([part[c] for part in parts] for c in range(3))
        fields[name] = FieldTokens(*map(np.concatenate, columns)).sort(len(table.number))
    return SegmentPostings(texts, fields, table)


def _terms_on(segment: SegmentArrays, kept: Mask) -> dict[int, str]:
    """The terms that any kept page has."""
    found = np.zeros(len(segment.vocabulary), np.bool_)
    for field in segment.fields.values():
        term = np.repeat(field.terms, np.diff(field.indptr))
        found[term[kept[field.doc_id]]] = True
    return {t: segment.vocabulary[t] for t in np.flatnonzero(found).tolist()}


def _table(size: int, rank: dict[int, int]) -> Ints:
    table = np.zeros(size, np.int32)
    table[list(rank)] = list(rank.values())
    return table


def _renumbered(kept: Sequence[Mask]) -> list[Ints]:
    """The new ``doc_id`` of each page, -1 for those left out."""
    found, base = [], 0
    for mask in kept:
        found.append(np.where(mask, np.cumsum(mask) - 1 + base, -1).astype(np.int32))
        base += int(mask.sum())
    return found


def _tokens(field: FieldPostings, terms: Ints, pages: Ints) -> tuple[Ints, Ints, Ints]:
    """The tokens of a field, by term and page: their new terms, pages and positions."""
    tf = field.tf.astype(np.int64)
    term = np.repeat(terms[np.repeat(field.terms, np.diff(field.indptr))], tf)
    page = np.repeat(pages[field.doc_id], tf)
    kept = page >= 0
    return term[kept], page[kept], field.positions[kept].astype(np.int32)


def _pages(segments: Sequence[SegmentArrays], kept: Sequence[Mask]) -> PageTable:
    ids: dict[str, int] = {}
    material = []
    for segment, mask in zip(segments, kept, strict=True):
        local = segment.pages.material[mask]
        of = [segment.pages.materials[m] for m in local.tolist()]
        material += [ids.setdefault(name, len(ids)) for name in of]
    number = [segment.pages.number[mask] for segment, mask in zip(segments, kept, strict=True)]
    contents = [segment.pages.contents[mask] for segment, mask in zip(segments, kept, strict=True)]
    return PageTable(
        np.concatenate(number), np.array(material, np.int32), tuple(ids), np.concatenate(contents)
    )
