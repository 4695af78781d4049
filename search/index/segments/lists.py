"""Ready lists: the pages of every stem, lemma and part, with weighted frequencies added up.

What a word means is known when a segment is made, so the pages of a query's word need not be put
together from those of all its forms and fields when it is asked. The frequencies of the fields are
weighted and added as in BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple
weighted fields", CIKM 2004); the length of the page, which counts for all its fields alike, is
divided by when it is asked, since its mean changes as pages come.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from search.index.fields import FIELD_WEIGHTS, TITLE_B, TITLE_LENGTH
from search.index.segments.arrays import FieldPostings, Floats, Keys, ReadyLists, smallest
from search.index.segments.lengths import LENGTH_OF_BYTE

QUARTERS = 4
"""A weight is kept in quarters, up to 63; above, BM25 is saturated."""
MOST = 255
FIRST_KIND = "l"
"""Keys of lemmas, parts and stems sort after those of grams and spellings."""

Rows = tuple[NDArray[np.int64], NDArray[np.int64], Floats]
"""Postings, by row: the row, ``doc_id``, weight."""


def make_lists(
    keys: Keys, fields: Mapping[str, FieldPostings], terms: int, pages: int
) -> ReadyLists:
    """The lists of a segment of so many ``terms`` and ``pages``."""
    first = keys.names.starting(FIRST_KIND)[0]
    term, doc_id, weight = _added(_by_term(fields), pages)
    begin = np.searchsorted(term, np.arange(terms + 1))
    bounds: NDArray[np.int64] = keys.indptr[first:].astype(np.int64)
    meant = keys.terms[bounds[0] :].astype(np.int64)
    key = np.repeat(np.arange(len(bounds) - 1), bounds[1:] - bounds[:-1])
    count: NDArray[np.int64] = begin[meant + 1] - begin[meant]
    posting = np.arange(count.sum()) + np.repeat(begin[meant] - np.cumsum(count) + count, count)
    rows = (np.repeat(key, count), doc_id[posting], weight[posting])
    key, doc_id, weight = _added(rows, pages)
    indptr = np.searchsorted(key, np.arange(len(bounds)))
    quarters = np.clip(np.rint(weight * QUARTERS), 1, MOST).astype(np.uint8)
    return ReadyLists(first, smallest(indptr), smallest(doc_id), quarters)


def _by_term(fields: Mapping[str, FieldPostings]) -> Rows:
    """The postings of all fields, weighted."""
    found = []
    for name, weight in FIELD_WEIGHTS.items():
        field = fields[name]
        value = field.tf.astype(np.float32) * np.float32(weight)
        if name == "title":
            length = LENGTH_OF_BYTE[field.length][field.doc_id]
            value /= 1 - TITLE_B + TITLE_B * length / TITLE_LENGTH
        term = np.repeat(field.terms.astype(np.int64), np.diff(field.indptr.astype(np.int64)))
        found.append((term, field.doc_id.astype(np.int64), value))
    term, doc_id, value = (np.concatenate(column) for column in zip(*found, strict=True))
    return term, doc_id, value


def _added(rows: Rows, pages: int) -> Rows:
    """Rows in order, those of the same row and page added up."""
    row, doc_id, weight = rows
    place = row * pages + doc_id
    order = np.argsort(place, kind="stable")  # runs that are sorted already are merged
    place = place[order]
    first = np.flatnonzero(np.diff(place, prepend=-1))
    if not len(first):
        return row, doc_id, weight
    place = place[first]
    return place // pages, place % pages, np.add.reduceat(weight[order], first)
