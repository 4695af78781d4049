"""The pages of all segments of a generation, by ``doc_id``."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.index.segments.arrays import Ints, PageTable, SegmentArrays
from search.index.segments.postings import starts
from search.library.record import SUMMARY_PAGE

NO_NUMBERS: Ints = np.zeros(0, np.int32)


@dataclass(frozen=True)
class Pages:
    """Which pages are ``alive`` (not deleted), their ``number`` and their ``material`` as an index
    into ``materials``. Those of material ``m`` lie together, ``[starts[m], ends[m])``, ascending by
    number. ``summary`` int64 is each material's summary page. ``with_text`` counts the pages that
    have a text of their own: what page frequencies are held against. ``title_idf`` is by page what
    a summary page's title tells, ``norm`` the length of the page's vector of stems. ``contents``
    are pages of contents."""

    alive: NDArray[np.bool_]
    number: Ints
    material: Ints
    materials: tuple[str, ...]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    summary: NDArray[np.int64]
    with_text: int
    title_idf: NDArray[np.float32]
    norm: NDArray[np.float32]
    contents: NDArray[np.bool_]

    @cached_property
    def by_id(self) -> dict[str, int]:
        """The index of each material."""
        return {name: m for m, name in enumerate(self.materials)}

    @cached_property
    def is_summary(self) -> NDArray[np.bool_]:
        """Which pages are summary pages."""
        found: NDArray[np.bool_] = self.number == SUMMARY_PAGE
        return found


def read_pages(segments: Sequence[SegmentArrays], kept: Sequence[NDArray[np.bool_]]) -> Pages:
    """The pages of these segments; ``kept`` are masks of those of each that are not deleted.

    Materials without a summary page are left out: they have no record to show.
    """
    bases = np.cumsum([0, *(len(segment.pages.number) for segment in segments)], dtype=np.int64)
    alive, material = np.zeros(bases[-1], np.bool_), np.zeros(bases[-1], np.int32)
    number = np.concatenate([NO_NUMBERS, *(segment.pages.number for segment in segments)])
    runs = [
        run
        for segment, mask, base in zip(segments, kept, bases.tolist(), strict=False)
        for run in _runs(segment.pages, base)
        if mask[run[1] - base] and run[3] >= 0
    ]
    for m, (_, start, end, _) in enumerate(runs):
        material[start:end] = m
        alive[start:end] = True
    return Pages(
        alive, number, material, tuple(name for name, *_ in runs),
        starts=np.array([start for _, start, _, _ in runs], np.int64),
        ends=np.array([end for _, _, end, _ in runs], np.int64),
        summary=np.array([summary for _, _, _, summary in runs], np.int64),
        with_text=max(1, int(np.count_nonzero(_has_text(segments) & alive))),
        title_idf=np.concatenate(
            [np.zeros(0, np.float32), *(segment.lists.title_idf for segment in segments)]
        ),
        norm=np.concatenate([np.zeros(0, np.float32), *(s.lists.norm for s in segments)]),
        contents=np.concatenate([np.zeros(0, np.bool_), *(s.pages.contents for s in segments)]),
    )  # fmt: skip


def _runs(table: PageTable, base: int) -> list[tuple[str, int, int, int]]:
    """The materials of a segment: id, first page, end, and summary page, -1 when there is none."""
    first = starts(table.material)
    ends = np.append(first[1:], len(table.material))
    summaries = np.full(len(first), -1, np.int64)
    pages = np.flatnonzero(table.number == SUMMARY_PAGE)
    summaries[np.searchsorted(first, pages, "right") - 1] = pages + base
    names = [table.materials[m] for m in table.material[first].tolist()]
    return [
        (name, start + base, end + base, summary)
        for name, start, end, summary in zip(
            names, first.tolist(), ends.tolist(), summaries.tolist(), strict=True
        )
    ]


def _has_text(segments: Sequence[SegmentArrays]) -> NDArray[np.bool_]:
    had = [
        (segment.fields["body"].length > 0) | (segment.fields["summary"].length > 0)
        for segment in segments
    ]
    return np.concatenate([np.zeros(0, np.bool_), *had])
