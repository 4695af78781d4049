"""One generation of the index in memory: its pages, materials, postings, lexicon and scorer."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from search.frequencies import combine
from search.lexicon import Lexicon
from search.postings import Postings, read_postings
from search.record import SUMMARY_PAGE, MaterialRecord
from search.scoring import Family, Scorer
from search.weights import Weights


@dataclass(frozen=True)
class Pages:
    """The pages by ``doc_id``: which are ``alive`` (not deleted), their ``number``, their
    ``material`` as an index into ``materials``; ``by_material`` lists the living ones material by
    material, ascending, those of material ``m`` from ``starts[m]`` on."""

    alive: NDArray[np.bool_]
    number: NDArray[np.int32]
    material: NDArray[np.int32]
    materials: tuple[str, ...]
    by_material: NDArray[np.int64]
    starts: NDArray[np.int64]

    def of(self, material: int) -> NDArray[np.int64]:
        """The pages of a material, ascending by number."""
        last = material + 1 == len(self.starts)
        end = len(self.by_material) if last else int(self.starts[material + 1])
        return self.by_material[int(self.starts[material]) : end]

    def best(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """The largest value among each material's pages."""
        return np.maximum.reduceat(values[self.by_material], self.starts)


class Collection:
    """What the search needs of one generation. Read only; safe to share between threads."""

    def __init__(self, index: FileIndex, weights: Weights) -> None:
        self._reader: IndexReader = index.reader()
        self._lock = threading.Lock()
        self.pages, self._summaries = read_pages(self._reader)
        self.postings: Postings = read_postings(self._reader)
        frequencies = combine(self.postings, weights, self.pages.alive)
        self.total = _with_text(self.postings, self.pages.alive)
        self.lexicon = Lexicon(self.postings.terms, frequencies, self.total)
        self.family = Family(self.pages.material, self._summaries)
        self.scorer = Scorer(frequencies, self.family, self.total, weights)
        self.record = lru_cache(maxsize=None)(self._record)
        self.number = {name: m for m, name in enumerate(self.pages.materials)}

    def __bool__(self) -> bool:
        return bool(self.pages.materials)

    def stored(self, doc_id: int) -> Mapping[str, Any]:
        """The stored fields of a page."""
        with self._lock:  # Whoosh seeks in a file that all threads share
            found: Mapping[str, Any] = self._reader.stored_fields(doc_id)
        return found

    def text(self, doc_id: int) -> str:
        """The text of a page."""
        stored = self.stored(doc_id)
        return str(stored.get("body") or stored.get("summary") or "")

    def page(self, material: int, number: int) -> int | None:
        """The ``doc_id`` of a material's page, None when it has no such page."""
        found = np.flatnonzero(
            (self.pages.material == material) & (self.pages.number == number) & self.pages.alive
        )
        return int(found[-1]) if len(found) else None

    def _record(self, material: int) -> MaterialRecord:
        stored = self.stored(int(self._summaries[material]))
        return MaterialRecord.model_validate_json(stored["record"])


def read_pages(reader: IndexReader) -> tuple[Pages, NDArray[np.int32]]:
    """The pages of an index, and the ``doc_id`` of each material's summary page.

    Materials without a summary page are left out: they have no record to show.
    """
    total = reader.doc_count_all()
    alive = np.ones(total, np.bool_)
    number = np.zeros(total, np.int32)
    names = [""] * total
    for leaf, offset in reader.leaf_readers():
        dead = [offset + doc for doc in range(leaf.doc_count_all()) if leaf.is_deleted(doc)]
        alive[dead] = False
    for doc in range(total):
        stored = reader.stored_fields(doc)
        number[doc], names[doc] = stored["number"], stored["material"]
    with_summary = {
        names[doc]: int(doc) for doc in np.flatnonzero(alive & (number == SUMMARY_PAGE))
    }
    materials = tuple(with_summary)
    index = {name: m for m, name in enumerate(materials)}
    material = np.array([index.get(name, -1) for name in names], np.int32)
    alive &= material >= 0
    living = np.flatnonzero(alive)
    by_material = living[np.lexsort((number[living], material[living]))]
    starts = np.searchsorted(material[by_material], np.arange(len(materials)))
    pages = Pages(alive, number, material, materials, by_material, starts)
    return pages, np.array([with_summary[name] for name in materials], np.int32)


def _with_text(postings: Postings, alive: NDArray[np.bool_]) -> int:
    """How many pages have a text of their own: what page frequencies are held against."""
    has = (postings.fields["body"].lengths > 0) | (postings.fields["summary"].lengths > 0)
    return max(1, int((has & alive).sum()))
