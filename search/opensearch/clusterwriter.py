"""Writing a generation in the cluster."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from search.index.fields import document
from search.index.segments.arrays import SegmentArrays
from search.index.segments.building import SegmentBuilder, assemble
from search.index.segments.counts import VocabularyCounts
from search.library.record import MaterialRecord, PageRecord
from search.opensearch import lexicons
from search.opensearch.cluster import Cluster
from search.opensearch.clustermanifest import ClusterManifest, LexiconPart
from search.opensearch.pagedocuments import captions_on, of_material, of_page

PART_CHARACTERS = 24_000_000
"""Text of a part, as of a segment of the embedded index: held in memory until it is written."""
MERGED = 2
"""Lexicons are merged when the one before is at most so many times those after it together."""


class ClusterWriter:
    """Puts pages into an ``index`` of the cluster; nobody sees them before the generation is
    switched. Raises UserError when the cluster refuses them.

    Every put has a number of its own, by which its pages are found and the collection is ordered.
    """

    def __init__(
        self, cluster: Cluster, manifest: ClusterManifest,
        lexicons: Sequence[tuple[LexiconPart, SegmentArrays]], renewal: str = "",
    ) -> None:  # fmt: skip
        self.manifest = manifest
        self.index = manifest.index
        self.renewal = renewal
        self.changed = bool(renewal)
        self.gone: set[int] = set()
        self.next = manifest.end
        self.lexicons = list(lexicons)
        self._cluster = cluster
        self._held: list[tuple[MaterialRecord, list[PageRecord]]] = []
        self._characters = 0

    @property
    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of each material that the generation has, by its id."""
        return self.manifest.fingerprints

    def put(self, record: MaterialRecord, pages: Iterable[PageRecord], fingerprint: str) -> None:
        """Put a material with all its pages in place of what there was of it."""
        name, every = record.material.id, list(pages)
        if name in self.manifest.fingerprints:
            self.gone.add(self.manifest.orders.pop(name))
        self._held.append((record, every))
        self._characters += sum(len(page.text) for page in every)
        self.manifest.put(record, fingerprint)
        self.manifest.orders[name] = self.next + len(self._held) - 1
        self.changed = True
        if self._characters >= PART_CHARACTERS:
            self._flush()

    def remove(self, material_id: str) -> None:
        """Take a material out. Raises KeyError when the generation has none with that id."""
        self.manifest.remove(material_id)
        self.gone.add(self.manifest.orders.pop(material_id))
        self.changed = True

    def finish(self) -> None:
        """Write what is held, and make all of it ready to be searched."""
        self._flush()
        self._merge()
        self._cluster.patiently(
            lambda: self._cluster.ask(lambda client: client.indices.refresh(index=self.index))
        )

    def _flush(self) -> None:
        if not self._held:
            return
        builder, documents = SegmentBuilder(), []
        for number, (record, pages) in enumerate(self._held, self.next):
            common = of_material(record) | {"order": number, "count": len(pages)}
            for place, page in enumerate(sorted(pages, key=lambda page: page.number)):
                made = document(record, page)
                builder.add(made)
                own = captions_on(record, page.number)
                documents.append((made, common | own | {"place": place}))
        known = VocabularyCounts([arrays for _, arrays in self.lexicons])
        arrays = assemble(builder.postings(), known if self.lexicons else None)
        self._cluster.write(
            self._action(of_page(made, arrays, doc_id, common))
            for doc_id, (made, common) in enumerate(documents)
        )
        last = self.next + len(self._held)
        part = LexiconPart(first=self.next, last=last, terms=len(arrays.vocabulary))
        self.lexicons.append((part, lexicons.lexicon_of(arrays)))
        self.next = last
        self._held, self._characters = [], 0

    def _action(self, page: dict[str, Any]) -> dict[str, Any]:
        key = f"{page['order']}/{page['number']}"
        return {"_index": self.index, "_id": key, "routing": str(page["order"]), **page}

    def _merge(self) -> None:
        """Merge the last lexicons as long as they are much of the one before."""
        first = len(self.lexicons)
        size = 0
        while first and (size == 0 or self.lexicons[first - 1][0].terms <= MERGED * size):
            first -= 1
            size += self.lexicons[first][0].terms
        if len(self.lexicons) - first < 2:
            return
        rest, parts = self.lexicons[:first], self.lexicons[first:]
        known = VocabularyCounts([arrays for _, arrays in rest]) if rest else None
        one = lexicons.merged([arrays for _, arrays in parts], known)
        part = LexiconPart(
            first=parts[0][0].first, last=parts[-1][0].last, terms=len(one.vocabulary)
        )
        self.lexicons = [*rest, (part, one)]
