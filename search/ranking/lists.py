"""The pages that keys and terms have, over all segments."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from search.index.fields import FIELD_WEIGHTS, LEADS
from search.index.segments.arrays import Floats, SegmentArrays, Terms
from search.index.segments.postings import starts
from search.index.segments.readylists import EIGHTHS, QUARTERS, weighted
from search.ranking.frequencies import gather, had
from search.ranking.lexicon import Meaning
from search.ranking.pagelist import NOWHERE, PageList, added, cut, joined
from search.ranking.vocabularies import by_segment

KeyNumbers = Callable[[str], Sequence[tuple[int, int]]]
QUARTER, EIGHTH = np.float32(1 / QUARTERS), np.float32(1 / EIGHTHS)


class Lists:
    """The page lists of all segments; ``scale`` float32 by page is what one occurrence on it counts
    (1 over its length normalisation), 0 on pages that are deleted; ``numbers`` tells the segments
    that have a key, and its number in each."""

    def __init__(
        self, segments: Sequence[SegmentArrays], bases: NDArray[np.int64], scale: Floats,
        is_summary: NDArray[np.bool_], numbers: KeyNumbers,
    ) -> None:  # fmt: skip
        self._segments = segments
        self._numbers = numbers
        self._is_summary = is_summary
        self._bases = bases.astype(np.int32)
        self._scale = scale
        whole = [bool(part.all()) for part in np.split(scale > 0, bases[1:-1])]
        self._gaps = not all(whole)
        self._opening = lru_cache(maxsize=None)(self._weigh_opening)

    def of_keys(self, names: Sequence[str]) -> list[PageList]:
        """The pages of each of these keys of stems, lemmas or parts: read all at once, since a
        call of numpy costs more than most lists."""
        rows, leads, bases, begins, ends = [], [], [], [], []
        at, lists = 0, [segment.lists for segment in self._segments]
        for name in names:
            for s, key in self._numbers(name):
                rows.append(lists[s].of(key))
                leads.append(lists[s].leads(key))
                bases.append(s)
                begins.append(at)
                at += len(rows[-1][0])
            ends.append(at)
        if not at:
            return [NOWHERE] * len(names)
        local, quarters = map(np.concatenate, zip(*rows, strict=True))
        leading, eighths = map(np.concatenate, zip(*leads, strict=True))
        doc_id = np.repeat(self._bases[bases], [len(row[0]) for row in rows])
        doc_id += local.astype(np.int32)
        scale = self._scale.take(doc_id)
        weight = quarters * QUARTER
        weight *= scale
        leading = leading + np.repeat(begins, [len(row[0]) for row in leads])
        weight[leading] += eighths * EIGHTH
        if self._gaps:
            kept = np.flatnonzero(scale)
            doc_id, weight, ends = doc_id[kept], weight[kept], np.searchsorted(kept, ends).tolist()
        return cut(doc_id, weight, ends, self._is_summary)

    def count(self, keys: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
        """How many pages have each of some keys, which are told by segment and number, and how many
        summary pages; deleted ones too."""
        pages, titles = np.zeros((2, len(keys)), np.int64)
        for s, row, key in by_segment(keys):
            lists = self._segments[s].lists
            k = key - lists.first
            pages[row] += lists.indptr[k + 1].astype(np.int64) - lists.indptr[k]
            titles[row] += lists.titles[k]
        return list(zip(pages.tolist(), titles.tolist(), strict=True))

    def of_terms(self, terms: Sequence[Terms], shares: Floats | None = None) -> PageList:
        """The pages of any of these terms, ascending by segment and numbered as there; ``shares``
        are what each of them counts, one after the other."""
        found, at = [], 0
        for s, local in enumerate(terms):
            if len(local):
                share = None if shares is None else shares[at : at + len(local)]
                found.append(self._in_segment(s, local, share))
            at += len(local)
        return self._alive(joined(found))

    def _in_segment(self, s: int, terms: Terms, shares: Floats | None) -> PageList:
        segment, base = self._segments[s], self._bases[s]
        rows = []
        for name in FIELD_WEIGHTS:
            field = segment.fields[name]
            which, place = had(field, terms)
            if not len(place):
                continue
            first = field.indptr[place].astype(np.int64)
            counts = field.indptr[place + 1] - first
            posting = gather(first, counts)
            local = field.doc_id[posting]
            share = None if shares is None else np.repeat(shares[which], counts)
            if name == "opening":
                value = self._opening(s)[posting]
            else:
                value = weighted(name, field, posting, segment.lists.opens)
            if share is not None:
                value *= share
            order = np.argsort(local, kind="stable") if len(place) > 1 else slice(None)
            doc_id = local[order].astype(np.int32) + base
            value = value[order] if name in LEADS else value[order] * self._scale.take(doc_id)
            rows.append(_once(PageList(doc_id, value)))
        return added(rows)

    def _weigh_opening(self, s: int) -> Floats:
        segment = self._segments[s]
        return weighted("opening", segment.fields["opening"], slice(None), segment.lists.opens)

    def _alive(self, found: PageList) -> PageList:
        return found.only(self._scale.take(found.doc_id) > 0) if self._gaps else found


class ReadLists(dict[str, PageList]):
    """The lists of keys by name, each read once for a query."""

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self._lists = lists

    def read(self, names: Iterable[str]) -> None:
        """Read these at once."""
        new = list(dict.fromkeys(name for name in names if name not in self))
        self.update(zip(new, self._lists.of_keys(new), strict=True))

    def __missing__(self, name: str) -> PageList:
        self.read((name,))
        return self[name]


def _once(rows: PageList) -> PageList:
    """Rows in order, those of the same page added up."""
    first = starts(rows.doc_id)
    if len(first) == len(rows):
        return rows
    return PageList(rows.doc_id[first], np.add.reduceat(rows.weight, first))


def stems_together(meaning: Meaning, read: ReadLists) -> PageList:
    """The pages of a word from those of its stem, its lemma's terms and, where that is another, its
    lemma's stem: the second are mostly among the first."""
    own, *other = (read[key] for key in meaning.stems)
    of_lemma = [read[key] for key in meaning.lemmas]
    return added([added([own, *of_lemma], np.maximum), *other])
