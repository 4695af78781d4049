"""Writing a generation in the cluster."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from search.index.maker import SEGMENT_CHARACTERS
from search.index.segments.arrays import SegmentArrays
from search.index.segments.counts import VocabularyCounts
from search.library.record import MaterialRecord, PageRecord
from search.opensearch import lexicons
from search.opensearch.cluster import Cluster
from search.opensearch.clustermanifest import ClusterManifest, LexiconPart
from search.opensearch.pagebatch import PageBatch

MERGED = 2
"""Lexicons are made anew with the words of a run when they are at most so many times those after
them together."""


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
        self._batch = PageBatch(self.next)
        self._words = Counter[str]()
        self._sender = ThreadPoolExecutor(1, "send-pages")
        self._sending: Future[None] | None = None

    @property
    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of each material that the generation has, by its id."""
        return self.manifest.fingerprints

    def put(self, record: MaterialRecord, pages: Iterable[PageRecord], fingerprint: str) -> None:
        """Put a material with all its pages in place of what there was of it."""
        name, every = record.material.id, list(pages)
        if name in self.manifest.fingerprints:
            self.gone.add(self.manifest.orders.pop(name))
        size = sum(len(page.text) for page in every)
        if self._batch.characters and self._batch.characters + size > SEGMENT_CHARACTERS:
            self._send()
        self.manifest.put(record, fingerprint)
        self.manifest.orders[name] = self._batch.put(record, every)
        self.changed = True

    def remove(self, material_id: str) -> None:
        """Take a material out. Raises KeyError when the generation has none with that id."""
        self.manifest.remove(material_id)
        self.gone.add(self.manifest.orders.pop(material_id))
        self.changed = True

    def finish(self) -> None:
        """Write what is held, and make all of it ready to be searched."""
        self._send()
        self._sent()
        self._make_lexicon()
        self._cluster.refresh(self.index)

    def close(self) -> None:
        """Wait until nothing more is sent."""
        self._sender.shutdown(cancel_futures=True)

    def _send(self) -> None:
        """Send what was put, while what comes next is analysed."""
        batch, self._batch = self._batch, PageBatch(self._batch.last)
        if batch.first == batch.last:
            return
        words, pages = batch.made()
        self._words.update(words)
        self._sent()
        self._sending = self._sender.submit(self._cluster.write, map(self._action, pages))
        self.next = batch.last

    def _sent(self) -> None:
        """Wait until what was sent has come."""
        sending, self._sending = self._sending, None
        if sending:
            sending.result()

    def _action(self, page: dict[str, Any]) -> dict[str, Any]:
        key = f"{page['order']}/{page['number']}"
        return {"_index": self.index, "_id": key, "routing": str(page["order"]), **page}

    def _make_lexicon(self) -> None:
        """Make the lexicon of what was put, with the last ones that are not much larger."""
        if self.next == self.manifest.end:
            return
        first = self.manifest.end
        while self.lexicons and self.lexicons[-1][0].terms <= MERGED * len(self._words):
            part, lexicon = self.lexicons.pop()
            self._words.update(lexicons.words_of(lexicon))
            first = part.first
        known = VocabularyCounts([arrays for _, arrays in self.lexicons])
        made = lexicons.lexicon_of(self._words, known if self.lexicons else None)
        part = LexiconPart(first=first, last=self.next, terms=len(made.vocabulary))
        self.lexicons.append((part, made))
