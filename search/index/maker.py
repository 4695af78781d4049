"""Making segments of many pages, spread over the cores."""

import gc
import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from search.index.segments.counts import VocabularyCounts
from search.index.whoosh.segment import Segment, arrays_of, make_segment
from search.library.processes import end_with_parent

SEGMENT_CHARACTERS = 32_000_000
"""Text of a segment, some 16,000 pages: it is made in less than 1 GB of memory. A question asks
each segment, so few large ones answer sooner."""
WORKERS = min(os.cpu_count() or 1, 8)
"""Processes; more would want more memory than many machines have."""
LEAST_SPLIT = 2_500
"""Pages that each part must have to be split for a core's sake; a process takes a second to start,
and a query asks every segment."""
Documents = list[dict[str, Any]]


class _Held(NamedTuple):
    """A material that waits for its segment; ``characters`` of text in all."""

    documents: Documents
    characters: int


class SegmentMaker:
    """Takes in the pages of materials, and makes segments of them in ``folder``.

    Pages are held until there is text for two segments a core; then half of it goes to processes.
    What is left at the end is spread evenly, so that the cores end together. ``known`` are the
    segments that are there, whose words tell too what is a compound.
    """

    def __init__(self, folder: Path, known: Sequence[Segment]) -> None:
        self._folder = folder
        self._known = list(known)
        self._held: dict[str, _Held] = {}
        self._characters = 0
        self._pool: ProcessPoolExecutor | None = None
        self._futures: list[Future[Segment]] = []

    def put(self, material: str, documents: Documents, characters: int) -> None:
        """Take in a material's pages, as ``search.index.fields.document`` gives them."""
        self._held[material] = _Held(documents, characters)
        self._characters += characters
        if self._characters >= 2 * WORKERS * SEGMENT_CHARACTERS:
            self._submit(self._spread(2 * WORKERS)[:WORKERS])

    def take_out(self, material: str) -> list[Segment]:
        """Let go of a material that is still held. The segments made meanwhile are returned when
        they are done, for it may be in one of them."""
        if held := self._held.pop(material, None):
            self._characters -= held.characters
        return self._made()

    def finish(self) -> list[Segment]:
        """The segments of all that was put since."""
        parts = self._spread(self._parts())
        if self._futures or len(parts) > 1:
            self._submit(parts)
            return self._made()
        return [_make(self._folder, self._pop(part), self._known) for part in parts]

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _parts(self) -> int:
        """Into how many segments the rest is spread: as many for each core, if not too small."""
        needed = ceil(self._characters / SEGMENT_CHARACTERS)
        even = ceil(needed / WORKERS) * WORKERS
        pages = sum(len(held.documents) for held in self._held.values())
        return max(needed, min(even, pages // LEAST_SPLIT), 1)

    def _spread(self, count: int) -> list[list[str]]:
        """The materials held, in order, in at most so many parts with about as much text."""
        parts: list[list[str]] = [[] for _ in range(count)]
        before = 0
        for material, held in self._held.items():
            middle = (before + held.characters / 2) / max(self._characters, 1)
            parts[min(int(middle * count), count - 1)].append(material)
            before += held.characters
        return [part for part in parts if part]

    def _pop(self, part: Sequence[str]) -> Documents:
        """The pages of materials, which are then no longer held."""
        popped = [self._held.pop(material) for material in part]
        self._characters -= sum(held.characters for held in popped)
        return [document for held in popped for document in held.documents]

    def _submit(self, parts: Sequence[Sequence[str]]) -> None:
        """Give parts to processes, when most of what they were given before is done."""
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(WORKERS, context, initializer=_start)
        for part in parts:
            while sum(not future.done() for future in self._futures) >= 2 * WORKERS:
                next(future for future in self._futures if not future.done()).result()
            job = self._pool.submit(_make_apart, self._folder, self._pop(part), self._known)
            self._futures.append(job)

    def _made(self) -> list[Segment]:
        segments = [future.result() for future in self._futures]
        self._futures = []
        return segments


def _start() -> None:
    end_with_parent()
    gc.disable()


def _make(folder: Path, documents: Documents, known: Sequence[Segment]) -> Segment:
    arrays = [arrays_of(folder, segment) for segment in known]
    return make_segment(folder, documents, VocabularyCounts(arrays) if arrays else None)


def _make_apart(folder: Path, documents: Documents, known: Sequence[Segment]) -> Segment:
    """The same in a process of its own, where cycles are looked for when the segment is made and
    not all along, which would take a twentieth of the time."""
    segment = _make(folder, documents, known)
    gc.collect()
    return segment
