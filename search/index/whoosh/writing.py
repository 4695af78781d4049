"""A segment's own files, as Whoosh writes them.

Whoosh's writer takes a posting at a time through a pool that sorts; here the postings are sorted
already, and a block of them is made at once. The files are those of Whoosh's own codec.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from operator import sub
from pathlib import Path
from pickle import dumps
from typing import Any, NamedTuple
from zlib import compress

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment, W3TermInfo
from whoosh.filedb.filestore import FileStorage
from whoosh.system import pack_int, pack_long, pack_ushort

from search.index.fields import TEXT_FIELDS
from search.index.segments.arrays import FieldPostings, PageTable
from search.index.segments.lengths import LENGTH_OF_BYTE
from search.index.segments.postings import SegmentPostings
from search.index.whoosh.postingformat import POSITION
from search.index.whoosh.schema import schema

INDEX_NAME = "MAIN"
BLOCK = 512
"""Postings of a block; Whoosh's own is 128, at which the files are a tenth larger."""
TERMS_AT_ONCE = 4096
"""Terms whose postings are Python's own objects at one time, of some ten times their size."""
COMPRESSION = 3
"""Of 9; 6 makes the files of postings 2 % smaller, in twice the time."""
LEAST_COMPRESSED = 80
"""Bytes from which compressing a block gains, as Whoosh has it."""
PICKLE, PICKLE_OF_FEW, FEW = 5, 3, 8
"""Whoosh writes protocol 2, in which a string of bytes takes 30 bytes more, and reads any; 3 takes
9 bytes less than 5, and one more for each posting."""
MOST_IN_BYTE = 255
MAGIC = b"W3Bl"
MATERIAL = "material"


def write_segment(
    folder: Path, documents: Sequence[Mapping[str, Any]], postings: SegmentPostings
) -> W3Segment:
    """Write the files of a segment: the stored fields of ``documents``, and their postings."""
    storage, codec = FileStorage(str(folder)), W3Codec(blocklimit=BLOCK)
    segment: Any = codec.new_segment(storage, INDEX_NAME)
    segment.set_doc_count(len(documents))
    _write_documents(codec.per_document_writer(storage, segment), documents, postings)
    for name in TEXT_FIELDS:  # Whoosh adds up the rounded lengths
        segment._fieldlengths[name] = int(postings.fields[name].tokens[0])
    terms = _TermWriter(codec, storage, segment)
    for name in sorted(TEXT_FIELDS):
        terms.add_field(name, postings.vocabulary.encoded, postings.fields[name])
    terms.add_materials(postings.pages)
    terms.close()
    made: W3Segment = segment
    return made


def _write_documents(
    writer: Any, documents: Iterable[Mapping[str, Any]], postings: SegmentPostings
) -> None:
    fields, own = dict(schema().items()), postings.fields
    length = {name: LENGTH_OF_BYTE[own[name].length].astype(int) for name in TEXT_FIELDS}
    for doc_id, document in enumerate(documents):
        writer.start_doc(doc_id)
        for name, field in fields.items():
            value = document.get(name) if field.stored else None
            writer.add_field(name, field, value, int(length[name][doc_id]) if name in length else 0)
        writer.finish_doc()
    writer.close()


class _TermWriter(W3FieldWriter):
    """Whoosh's writer of terms and postings, a term at a time."""

    def add_field(self, name: str, encoded: Callable[[int], bytes], field: FieldPostings) -> None:
        """Write all terms of a text field."""
        self.start_field(name, schema()[name])
        self._end = self._postfile.tell()
        for begin in range(0, len(field.terms), TERMS_AT_ONCE):
            self._add_terms(encoded, field, slice(begin, begin + TERMS_AT_ONCE))
        self.finish_field()

    def _add_terms(
        self, encoded: Callable[[int], bytes], field: FieldPostings, some: slice
    ) -> None:
        terms = field.terms[some].tolist()
        bounds = field.indptr[some.start : some.start + len(terms) + 1].astype(np.int64)
        places = field.place[[some.start, some.start + len(terms)]].tolist()
        own = slice(int(bounds[0]), int(bounds[-1]))
        doc_id, tf = field.doc_id[own], field.tf[own]
        ids, weights = doc_id.tolist(), tf.tolist()
        lengths = field.length[doc_id].tolist()
        values = _encoded(field.positions[slice(*places)], tf)
        for t, (first, last) in zip(terms, pairwise((bounds - own.start).tolist()), strict=True):
            row = slice(first, last)
            self._add_term(encoded(t), _Rows(ids[row], weights[row], lengths[row], values[row]))

    def add_materials(self, table: PageTable) -> None:
        """Write a term for each material, with the pages that are its."""
        self.start_field(MATERIAL, schema()[MATERIAL])
        self._end = self._postfile.tell()
        for text, m in sorted((text.encode(), m) for m, text in enumerate(table.materials)):
            ids = np.flatnonzero(table.material == m).tolist()
            self._add_term(text, _Rows(ids, [1] * len(ids), [0] * len(ids), None))
        self.finish_field()

    def _add_term(self, text: bytes, rows: "_Rows") -> None:
        size = len(rows.ids)
        alone = size == 1 and rows.values is not None
        packed = W3TermInfo._struct.pack(
            alone, sum(rows.weights), size, min(rows.lengths), max(rows.lengths),
            max(rows.weights), rows.ids[0], rows.ids[-1],
        )  # fmt: skip
        # half of all terms are alone: a block would take three times as much
        postings = _alone(rows) if alone else self._written(rows)
        self._tindex.add(pack_ushort(self._fieldid) + text, packed + postings)

    def _written(self, rows: "_Rows") -> bytes:
        """Write the postings of a term; where they lie."""
        size = len(rows.ids)
        blocks = (
            _block(rows.part(first, first + BLOCK), first + BLOCK >= size)
            for first in range(0, size, BLOCK)
        )
        written = b"".join((MAGIC, *blocks))
        self._postfile.write(written)
        extent: bytes = pack_long(self._end) + pack_int(len(written))
        self._end += len(written)
        return extent


class _Rows(NamedTuple):
    """Postings of one term: pages, weights, lengths as bytes, and encoded positions, if any."""

    ids: list[int]
    weights: list[int]
    lengths: list[int]
    values: list[bytes] | None

    def part(self, first: int, last: int) -> "_Rows":
        """Some of the postings."""
        if first == 0 and last >= len(self.ids):
            return self
        row = slice(first, last)
        values = None if self.values is None else self.values[row]
        return _Rows(self.ids[row], self.weights[row], self.lengths[row], values)


def _alone(rows: _Rows) -> bytes:
    """The only posting of a term as it stands among Whoosh's terms."""
    return dumps((tuple(rows.ids), tuple(rows.weights), tuple(rows.values or ())), PICKLE_OF_FEW)


def _block(rows: _Rows, last: bool) -> bytes:
    """A block of postings as it stands in Whoosh's file, the last of a term or not."""
    ids, heaviest = rows.ids, max(rows.weights)
    steps = (ids[0], *map(sub, ids[1:], ids))
    weights = None if heaviest == 1 else _small(rows.weights)
    values = None if rows.values is None else tuple(rows.values)
    data = dumps((steps, weights, values), PICKLE if len(ids) > FEW else PICKLE_OF_FEW)
    level = COMPRESSION if len(data) >= LEAST_COMPRESSED else 0
    if level:
        data = compress(data, level)
    ends = (min(rows.lengths), max(rows.lengths))
    info = dumps((len(ids), ids[-1], heaviest, level, *ends), PICKLE_OF_FEW)
    size = len(info) + len(data)
    return pack_int(-size if last else size) + info + data


def _small(numbers: list[int]) -> Sequence[int]:
    """The numbers as what pickles small."""
    return bytes(numbers) if max(numbers) <= MOST_IN_BYTE else tuple(numbers)


def _encoded(positions: NDArray[Any], tf: NDArray[Any]) -> list[bytes]:
    """The positions of postings that have so many each, as ``TokenPositions`` writes them."""
    width = array(POSITION).itemsize
    every = positions.astype(np.uint32).tobytes()
    ends = (np.cumsum(tf, dtype=np.int64) * width).tolist()
    return [every[start:end] for start, end in pairwise([0, *ends])]
