"""Segments of a generation: opening and merging their arrays, making new ones."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader

from search.index.fields import TEXT_FIELDS
from search.index.segments.arrayfile import DamagedArrays
from search.index.segments.arrays import SUFFIX, SegmentArrays
from search.index.segments.building import SegmentBuilder, assemble, assemble_with
from search.index.segments.counts import VocabularyCounts
from search.index.segments.keys import Counts, begin_keys
from search.index.segments.merging import merge_postings
from search.index.segments.postings import SegmentPostings
from search.index.whoosh.reading import read_fields, read_pages
from search.index.whoosh.schema import schema
from search.index.whoosh.writing import write_segment
from search.library.processes import ALONE, Workers

Segment = W3Segment
"""What the rest of the index knows a segment by."""

log = logging.getLogger("mentorsoeg.index")
Document = Mapping[str, Any]


def open_segment(folder: Path, segment: Segment) -> SegmentReader:
    """Whoosh's reader of a segment."""
    return SegmentReader(FileStorage(str(folder)), schema(), segment)


def arrays_of(
    folder: Path, segment: Segment, known: Counts | None = None, *, maker: str = ""
) -> SegmentArrays:
    """The arrays of a segment from their file, or, where that is missing, damaged or laid out
    otherwise, from Whoosh's files; then written beside them if that can be done. ``maker`` is the
    program, where another made the generation: it has a file of its own for what it makes, which no
    other reads. ``known`` then counts the words of other segments."""
    paths = [arrays_path(folder, segment)]
    if maker:
        paths.append(folder / f"{maker}-{paths[0].name}")
    for path in paths:
        try:
            return SegmentArrays.load(path)
        except (DamagedArrays, OSError) as error:
            log.info("arrays are not read: %s", error)
    with closing(open_segment(folder, segment)) as reader:
        texts, fields = read_fields(reader)
        made = assemble(SegmentPostings(texts, fields, read_pages(reader)), known)
    try:
        made.save(paths[-1])
    except OSError as error:
        log.warning("arrays are kept in memory only: %s", error)
    return made


def arrays_of_all(
    folder: Path, segments: Sequence[Segment], *, maker: str = ""
) -> list[SegmentArrays]:
    """The arrays of all segments of an index, in their order. The largest is made first where they
    are missing, so that the words of many pages tell what is a compound in few."""
    made: dict[int, SegmentArrays] = {}
    for n in sorted(range(len(segments)), key=lambda n: -int(segments[n].doc_count_all())):
        known = VocabularyCounts(list(made.values())) if made else None
        made[n] = arrays_of(folder, segments[n], known, maker=maker)
    return [made[n] for n in range(len(segments))]


def arrays_path(folder: Path, segment: Segment) -> Path:
    """Where the arrays of a segment lie."""
    return folder / f"{segment.segment_id()}{SUFFIX}"


def make_segment(
    folder: Path, documents: Sequence[Document], known: Sequence[Segment], workers: Workers = ALONE
) -> Segment:
    """Write a segment of documents, as ``search.index.fields.document`` gives them; the words of
    ``known`` segments tell too what is a compound."""
    return _write(folder, documents, _postings(documents, workers), known, workers)


def merge_segments(folder: Path, segments: Sequence[Segment], known: Sequence[Segment]) -> Segment:
    """Write one segment with what is left of these; ``known`` as above."""
    arrays = [arrays_of(folder, segment) for segment in segments]
    documents: list[Document] = []
    kept: list[NDArray[np.bool_]] = []
    for segment in segments:
        with closing(open_segment(folder, segment)) as reader:
            documents += _stored(reader)
        kept.append(alive_pages(segment))
    return _write(folder, documents, merge_postings(arrays, kept), known)


def alive_pages(segment: Segment) -> NDArray[np.bool_]:
    """Which pages of a segment are not deleted."""
    alive = np.ones(segment.doc_count_all(), np.bool_)
    alive[list(segment.deleted_docs())] = False
    return alive


def _stored(reader: SegmentReader) -> Iterable[Document]:
    every = range(reader.doc_count_all())
    return (reader.stored_fields(doc_id) for doc_id in every if not reader.is_deleted(doc_id))


class _KnownCounts(VocabularyCounts):
    """The counts of segments in a folder, whose arrays another process opens anew."""

    def __init__(self, folder: Path, segments: Sequence[Segment]) -> None:
        super().__init__([arrays_of(folder, segment) for segment in segments])
        self._of = folder, segments

    def __reduce__(self) -> tuple[Any, ...]:
        return _KnownCounts, self._of


def _postings(documents: Sequence[Document], workers: Workers) -> SegmentPostings:
    searched = list(map(_searched, documents))
    parts = [searched[part] for part in workers.parts(len(searched))]
    builders = workers.each(_builder, parts)
    builder = next(builders)
    for other in builders:
        builder.extend(other)
    return builder.postings()


def _searched(document: Document) -> Document:
    """What of a document a builder takes in."""
    return {name: document.get(name) for name in ("material", "number", "contents", *TEXT_FIELDS)}


def _builder(documents: Iterable[Document]) -> SegmentBuilder:
    builder = SegmentBuilder()
    for document in documents:
        builder.add(document)
    return builder


def _write(
    folder: Path, documents: Sequence[Document], postings: SegmentPostings,
    known: Sequence[Segment], workers: Workers = ALONE,
) -> Segment:  # fmt: skip
    """Whoosh's files are written while other processes look for the keys."""
    having = postings.pages_with()
    counts = _KnownCounts(folder, known) if known else None
    keys = begin_keys(postings.texts, having, counts, workers)
    segment = write_segment(folder, documents, postings)
    assemble_with(postings, having, keys).save(arrays_path(folder, segment))
    return segment
