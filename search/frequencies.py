"""Weighted frequencies: the first half of BM25F, fields added up.

Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (CIKM 2004): the
frequencies of all fields are weighted, divided by the field's length, and added up before the
saturation; so two hits in different fields count as two hits. With one field of weight 1 it is
Whoosh's BM25F.
"""

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from search.postings import FieldPostings, Floats, Ints, Postings
from search.weights import Weights

Terms = NDArray[np.int64]


@dataclass(frozen=True)
class Frequencies:
    """Weighted frequencies of all fields together: those of term ``t`` are
    ``[indptr[t], indptr[t + 1])`` of ``doc_id`` int32 and ``wtf`` float32."""

    indptr: NDArray[np.int64]
    doc_id: Ints
    wtf: Floats

    def of(self, terms: Terms, weights: Floats | None = None) -> tuple[Ints, Floats]:
        """The postings of these terms one after the other: pages, and frequencies times weight."""
        counts = self.indptr[terms + 1] - self.indptr[terms]
        place = gather(self.indptr[terms], counts)
        wtf = self.wtf[place]
        if weights is not None:
            wtf = wtf * np.repeat(weights, counts)
        return self.doc_id[place], wtf


def gather(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The indices of slices ``[start, start + count)``, one after the other."""
    before = np.cumsum(counts) - counts
    place: NDArray[np.int64] = np.arange(counts.sum()) + np.repeat(starts - before, counts)
    return place


def combine(postings: Postings, weights: Weights, alive: NDArray[np.bool_]) -> Frequencies:
    """Add up the fields of each term and page; pages not ``alive`` are left out."""
    terms, pages, values = [], [], []
    for name, field in postings.fields.items():
        if weights.fields[name] <= 0 or not len(field.doc_id):
            continue
        term = np.repeat(np.arange(len(postings.terms)), np.diff(field.indptr))
        kept = alive[field.doc_id]
        value = weights.fields[name] * field.tf / _norm(field, weights.b[name], alive)[field.doc_id]
        terms.append(term[kept])
        pages.append(field.doc_id[kept])
        values.append(value[kept])
    if not terms:
        nowhere = np.zeros(len(postings.terms) + 1, np.int64)
        return Frequencies(nowhere, np.zeros(0, np.int32), np.zeros(0, np.float32))
    key = np.concatenate(terms) * np.int64(postings.pages) + np.concatenate(pages)
    order = np.argsort(key, kind="stable")
    key, value = key[order], np.concatenate(values)[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    term, page = np.divmod(key[first], postings.pages)
    indptr = np.zeros(len(postings.terms) + 1, np.int64)
    np.cumsum(np.bincount(term, minlength=len(postings.terms)), out=indptr[1:])
    return Frequencies(
        indptr, page.astype(np.int32), np.add.reduceat(value, first).astype(np.float32)
    )


def _norm(field: FieldPostings, b: float, alive: NDArray[np.bool_]) -> Floats:
    """The length normalisation of every page, 1 at the mean length of pages that have the field."""
    has = field.lengths[alive & (field.lengths > 0)]
    mean = float(has.mean()) if len(has) else 1.0
    norm: Floats = np.maximum(1 - b + b * field.lengths / mean, 1e-6).astype(np.float32)
    return norm


def idf(having: int, total: int) -> float:
    """Inverse page frequency, as Lucene smooths it: never negative, near 0 for what most pages have
    (Whoosh's own stays at 1 there: -0.6 % nDCG@10)."""
    return log(1 + (max(total - having, 0) + 0.5) / (having + 0.5))
