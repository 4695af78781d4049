"""Writing a generation of the index: materials in and out, segments made and merged."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from search.index.fields import document
from search.index.maker import SegmentMaker
from search.index.manifest import Manifest
from search.index.whoosh.contents import clear, write_contents
from search.index.whoosh.segment import Segment, alive_pages, arrays_of, merge_segments
from search.library.record import MaterialRecord, PageRecord

MERGED = 2
"""Segments are merged when the next larger one is at most so many times the smaller ones together,
so that a page is written again a logarithmic number of times."""


class GenerationWriter:
    """Puts materials into the generation being made in ``folder``, which has ``segments`` already.

    ``renewal`` is the Danish sentence on what was wrong with the one before, when therefore more
    than what is put must be made anew.
    """

    def __init__(
        self, folder: Path, segments: Sequence[Segment], manifest: Manifest, renewal: str = ""
    ) -> None:
        self.manifest = manifest
        self.renewal = renewal
        self.changed = bool(renewal)
        self._folder = folder
        self._old = list(segments)
        self._new: list[Segment] = []
        self._maker = SegmentMaker(folder, segments)

    @property
    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of each material that the generation has, by its id."""
        return self.manifest.fingerprints

    def put(self, record: MaterialRecord, pages: Iterable[PageRecord], fingerprint: str) -> None:
        """Put a material with all its pages in place of what there was of it."""
        name, every = record.material.id, list(pages)
        if name in self.manifest.fingerprints:
            self._delete(name)
        documents = [document(record, page) for page in every]
        self._maker.put(name, documents, sum(len(page.text) for page in every))
        self.manifest.put(record, fingerprint)
        self.changed = True

    def remove(self, material_id: str) -> None:
        """Take a material out. Raises KeyError when the generation has none with that id."""
        self.manifest.remove(material_id)
        self._delete(material_id)
        self.changed = True

    def finish(self) -> None:
        """Write what is left, merge what is small, and the index's table of contents."""
        self._new += self._maker.finish()
        segments = self._merge([s for s in (*self._old, *self._new) if alive_pages(s).any()])
        write_contents(self._folder, segments)
        clear(self._folder, segments)

    def close(self) -> None:
        """End the processes."""
        self._maker.close()

    def _delete(self, material_id: str) -> None:
        self._new += self._maker.take_out(material_id)
        for segment in (*self._old, *self._new):
            pages = arrays_of(self._folder, segment).pages
            if material_id in pages.materials:
                material = pages.materials.index(material_id)
                for doc_id in np.flatnonzero(pages.material == material).tolist():
                    segment.delete_document(doc_id)

    def _merge(self, segments: list[Segment]) -> list[Segment]:
        """Merge the smaller segments as long as they are much of the next larger one; not when
        several were just made of much text, which has taken long enough."""
        if len(self._new) > 1:
            return segments
        kept = sorted(segments, key=_size, reverse=True)
        size, first = 0, len(kept)
        while first and (first == len(kept) or _size(kept[first - 1]) <= MERGED * size):
            if size + _size(kept[first - 1]) > MOST_MERGED:
                break
            first -= 1
            size += _size(kept[first])
        if len(kept) - first < 2:
            return kept
        return [*kept[:first], merge_segments(self._folder, kept[first:], kept[:first])]


MOST_MERGED = 12_000
"""Pages of the largest segment that merging makes."""


def _size(segment: Segment) -> int:
    return int(segment.doc_count_all() - segment.deleted_count())
