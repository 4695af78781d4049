"""Writing a generation of the index: materials in and out, segments made and merged."""

import multiprocessing
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from search.lexicon import Lexicon
from search.manifest import Manifest
from search.processes import end_with_parent
from search.record import MaterialRecord, PageRecord, fields
from search.schema import schema
from search.segments.arrays import SegmentArrays
from search.segments.segment import (
    alive_pages,
    arrays_of,
    arrays_path,
    make_segment,
    merge_segments,
)
from search.segments.writing import INDEX_NAME
from search.weights import WEIGHTS

SEGMENT_CHARACTERS = 24_000_000
"""Text of a segment, some 12,000 pages: it is made in a few hundred MB of memory."""
WORKERS = os.cpu_count() or 1
MERGED = 2
"""Segments are merged when the next larger one is at most so many times the smaller ones together,
so that a page is written again a logarithmic number of times."""


class GenerationWriter:
    """Puts materials into the generation being made in ``folder``, which has ``segments`` already.

    ``damage`` is the Danish sentence on what was wrong with the one before, when therefore
    everything is made anew. Long work is spread over the cores: each full batch of pages becomes a
    segment in a process of its own.
    """

    def __init__(
        self, folder: Path, segments: Sequence[W3Segment], manifest: Manifest, damage: str = ""
    ) -> None:
        self.manifest = manifest
        self.damage = damage
        self.changed = False
        self._folder = folder
        self._old = list(segments)
        self._new: list[W3Segment] = []
        self._batch: list[dict[str, Any]] = []
        self._characters = 0
        self._pool: ProcessPoolExecutor | None = None
        self._futures: list[Future[W3Segment]] = []

    def put(self, record: MaterialRecord, pages: Iterable[PageRecord], fingerprint: str) -> None:
        """Put a material with all its pages in place of what there was of it."""
        if record.material.id in self.manifest.fingerprints:
            self._delete(record.material.id)
        for page in pages:
            self._batch.append(fields(record, page))
            self._characters += len(page.text)
        self.manifest.fingerprints[record.material.id] = fingerprint
        self.changed = True
        if self._characters >= SEGMENT_CHARACTERS:
            self._submit()

    def remove(self, material_id: str) -> None:
        """Take a material out."""
        self._delete(material_id)
        del self.manifest.fingerprints[material_id]
        self.changed = True

    def finish(self) -> None:
        """Write what is left, merge what is small, and the index's table of contents."""
        if self._futures:
            self._submit()
            self._collect()
        elif self._batch:
            self._new.append(make_segment(self._folder, self._batch, self._known()))
        segments = self._merge([s for s in (*self._old, *self._new) if alive_pages(s).any()])
        TOC(schema(), segments, 1).write(FileStorage(str(self._folder)), INDEX_NAME)
        self._clear(segments)

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _submit(self) -> None:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(WORKERS, context, initializer=end_with_parent)
        while sum(not future.done() for future in self._futures) >= 2 * WORKERS:
            next(future for future in self._futures if not future.done()).result()
        known = [arrays_path(self._folder, segment) for segment in self._old]
        self._futures.append(self._pool.submit(_make, self._folder, self._batch, known))
        self._batch, self._characters = [], 0

    def _collect(self) -> None:
        self._new += [future.result() for future in self._futures]
        self._futures = []

    def _delete(self, material_id: str) -> None:
        self._batch = [page for page in self._batch if page["material"] != material_id]
        self._collect()
        for segment in (*self._old, *self._new):
            pages = self._arrays(segment).pages
            if material_id in pages.materials:
                material = pages.materials.index(material_id)
                for doc_id in np.flatnonzero(pages.material == material).tolist():
                    segment.delete_document(doc_id)

    def _merge(self, segments: list[W3Segment]) -> list[W3Segment]:
        """Merge the smaller segments as long as they are much of the next larger one."""
        kept = sorted(segments, key=_size, reverse=True)
        size, first = 0, len(kept)
        while first and (first == len(kept) or _size(kept[first - 1]) <= MERGED * size):
            if size + _size(kept[first - 1]) > MOST_MERGED:
                break
            first -= 1
            size += _size(kept[first])
        if len(kept) - first < 2:
            return kept
        return [*kept[:first], merge_segments(self._folder, kept[first:])]

    def _known(self) -> Lexicon | None:
        return _lexicon([self._arrays(segment) for segment in self._old])

    def _arrays(self, segment: W3Segment) -> SegmentArrays:
        return arrays_of(self._folder, segment)

    def _clear(self, segments: Sequence[W3Segment]) -> None:
        """Remove the files of segments that were merged, and what Whoosh left."""
        kept = tuple(f"{segment.segment_id()}." for segment in segments)
        for file in self._folder.glob(f"{INDEX_NAME}_*"):
            if not file.name.startswith(kept):
                file.unlink()
        temporary = self._folder / f"{INDEX_NAME}.tmp"
        if temporary.exists():
            temporary.rmdir()


MOST_MERGED = 12_000
"""Pages of the largest segment that merging makes."""


def _size(segment: W3Segment) -> int:
    return int(segment.doc_count_all() - segment.deleted_count())


def _make(folder: Path, documents: Sequence[dict[str, Any]], known: Sequence[Path]) -> W3Segment:
    return make_segment(folder, documents, _lexicon([SegmentArrays.load(path) for path in known]))


def _lexicon(segments: Sequence[SegmentArrays]) -> Lexicon | None:
    return Lexicon(segments, 1, WEIGHTS) if segments else None
