"""Weighted frequencies: the first half of BM25F, fields added up.

Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (CIKM 2004): the
frequencies of all fields are weighted, divided by the field's length, and added up before the
saturation; so two hits in different fields count as two hits. With one field of weight 1 it is
Whoosh's BM25F.
"""

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import FieldPostings, Floats, SegmentArrays, Terms
from search.index.segments.lengths import LENGTH_OF_BYTE
from search.ranking.weights import Weights

NO_LENGTHS: Floats = np.zeros(0, np.float32)


class Frequencies:
    """Weighted frequencies of terms on the pages of all segments; those not ``alive`` are left out.

    ``bases`` are the first ``doc_id`` of each segment, and the number of pages.
    """

    def __init__(
        self, segments: Sequence[SegmentArrays], bases: NDArray[np.int64],
        alive: NDArray[np.bool_], weights: Weights,
    ) -> None:  # fmt: skip
        self._segments = segments
        self._bases = bases
        self._scale = [
            (name, _scales(name, segments, bases, alive, weights))
            for name in weights.fields
            if weights.fields[name] > 0
        ]

    def of(self, terms: Sequence[Terms], shares: Floats | None = None) -> Floats:
        """The weighted frequency of terms together on every page, float32.

        ``terms`` are ascending, by segment and numbered as there; ``shares`` are what each of them
        counts, one after the other.
        """
        found = np.zeros(int(self._bases[-1]), np.float32)
        at = 0
        for s, (segment, local) in enumerate(zip(self._segments, terms, strict=True)):
            if len(local):
                share = None if shares is None else shares[at : at + len(local)]
                into = found[self._bases[s] : self._bases[s + 1]]
                for name, scale in self._scale:
                    _add(into, segment.fields[name], local, share, scale[s])
            at += len(local)
        return found


def _add(
    into: Floats, field: FieldPostings, terms: Terms, share: Floats | None, scale: Floats
) -> None:
    """Add the frequencies of a field's terms to those of the pages."""
    which, place = had(field, terms)
    if not len(place):
        return
    if len(place) == 1:
        row = slice(int(field.indptr[place[0]]), int(field.indptr[place[0] + 1]))
        doc_id = field.doc_id[row]
        value = field.tf[row] * scale[doc_id]
        into[doc_id] += value if share is None else value * share[which[0]]
        return
    first = field.indptr[place].astype(np.int64)
    counts = field.indptr[place + 1] - first
    posting = gather(first, counts)
    doc_id = field.doc_id[posting]
    value = field.tf[posting] * scale[doc_id]
    if share is not None:
        value *= np.repeat(share[which], counts)
    into += np.bincount(doc_id, value, minlength=len(into)).astype(np.float32)


def had(field: FieldPostings, terms: Terms) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which of these terms a field has, and where in it they are."""
    if not len(field.terms):
        nowhere = np.zeros(0, np.int64)
        return nowhere, nowhere
    # of another type than the field's, all of the field's would be converted
    place = field.terms.searchsorted(terms.astype(field.terms.dtype))
    which = np.flatnonzero(field.terms[np.minimum(place, len(field.terms) - 1)] == terms)
    return which, place[which]


def gather(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The indices of slices ``[start, start + count)``, one after the other."""
    before = np.cumsum(counts) - counts
    place: NDArray[np.int64] = np.arange(counts.sum()) + np.repeat(starts - before, counts)
    return place


def _scales(
    name: str, segments: Sequence[SegmentArrays], bases: NDArray[np.int64],
    alive: NDArray[np.bool_], weights: Weights,
) -> list[Floats]:  # fmt: skip
    """By segment and page what one occurrence in a field counts: the field's weight divided by its
    length normalisation, which is 1 at the mean length of pages that have the field."""
    lengths = [LENGTH_OF_BYTE[segment.fields[name].length] for segment in segments]
    every = np.concatenate([NO_LENGTHS, *lengths])
    left = every[alive & (every > 0)]
    tokens = sum(int(segment.fields[name].tokens[0]) for segment in segments)
    # lengths are rounded, their sum isn't; of the tokens of deleted pages only the share is known
    mean = tokens * (left.sum() / every.sum()) / len(left) if len(left) else 1.0
    b, weight = weights.b[name], weights.fields[name]
    scales = []
    for s, length in enumerate(lengths):
        scale = weight / np.maximum(1 - b + b * length / mean, 1e-6)
        scales.append((scale * alive[bases[s] : bases[s + 1]]).astype(np.float32))
    return scales


def idf(having: float, total: int) -> float:
    """Inverse page frequency, as Lucene smooths it: never negative, near 0 for what most pages have
    (Whoosh's own stays at 1 there: -0.6 % nDCG@10)."""
    return log(1 + (max(total - having, 0) + 0.5) / (having + 0.5))
