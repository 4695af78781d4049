"""The arrays of one segment: its vocabulary, its postings, its pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.index.fields import TEXT_FIELDS
from search.index.making import ARRAYS
from search.index.segments import arrayfile
from search.index.segments.vocabulary import Vocabulary
from search.library.provenance import source_digest

SUFFIX = ".arrays"

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Terms = NDArray[np.int64]


@dataclass(frozen=True)
class FieldPostings:
    """The postings of one field, by term.

    ``terms`` are the numbers of the terms that the field has, ascending. The postings of
    ``terms[i]`` are ``[indptr[i], indptr[i + 1])`` of ``doc_id``, ascending, and ``tf``; their
    positions, in the order of postings, ``[place[i], place[i + 1])`` of ``positions``. Unsigned
    integers of as few bytes as they fit in.
    ``length`` uint8 by ``doc_id`` is the field's length in tokens as Whoosh rounds it, 0 where a
    page lacks the field; ``tokens`` int64 of one element how many there are in all.
    """

    terms: NDArray[Any]
    indptr: NDArray[Any]
    doc_id: NDArray[Any]
    tf: NDArray[Any]
    place: NDArray[Any]
    positions: NDArray[Any]
    length: NDArray[np.uint8]
    tokens: NDArray[np.int64]


@dataclass(frozen=True)
class PageTable:
    """The pages of a segment by ``doc_id``: their ``number`` int32, and their ``material`` int32
    as an index into the ids ``materials``."""

    number: Ints
    material: Ints
    materials: tuple[str, ...]


@dataclass(frozen=True)
class Keys:
    """Under which keys terms are looked for: those of key ``k`` are ``terms``
    ``[indptr[k], indptr[k + 1])``. See ``search.index.segments.keys`` for what is a key."""

    names: Vocabulary
    indptr: NDArray[Any]
    terms: NDArray[Any]

    def of(self, name: str) -> NDArray[Any]:
        """The terms of a key, none when there is no such key."""
        k = self.names.number(name)
        return self.terms[:0] if k is None else self.terms[self.indptr[k] : self.indptr[k + 1]]


@dataclass(frozen=True)
class SegmentArrays:
    """All of a segment. ``pages_with`` by term: the pages that have it in any field."""

    vocabulary: Vocabulary
    pages_with: NDArray[Any]
    keys: Keys
    fields: Mapping[str, FieldPostings]
    pages: PageTable

    def save(self, path: Path) -> None:
        """Write them to a file. Raises OSError."""
        arrays: dict[str, NDArray[Any]] = {
            "letters": self.vocabulary.letters,
            "lengths": counts(self.vocabulary.offsets),
            "pages_with": self.pages_with,
            "key_letters": self.keys.names.letters,
            "key_lengths": counts(self.keys.names.offsets),
            "key_counts": counts(self.keys.indptr),
            "key_terms": self.keys.terms,
            "number": self.pages.number,
            "material": self.pages.material,
            "materials": np.frombuffer("\n".join(self.pages.materials).encode(), np.uint8),
        }
        for name, field in self.fields.items():
            arrays |= {f"{name}.{part}": array for part, array in vars(field).items()}
        arrayfile.save(path, arrays, source_digest(*ARRAYS))

    @classmethod
    def load(cls, path: Path) -> "SegmentArrays":
        """Map a file. Raises arrayfile.DamagedArrays, also for one that is laid out otherwise, and
        OSError when there is none."""
        found = arrayfile.load(path, source_digest(*ARRAYS))
        try:
            return cls._of(found)
        except KeyError as error:
            raise arrayfile.DamagedArrays(f"{path}: {error} is missing") from error

    @classmethod
    def _of(cls, found: Mapping[str, NDArray[Any]]) -> "SegmentArrays":
        ids = found["materials"].tobytes().decode()
        parts = FieldPostings.__dataclass_fields__
        return cls(
            Vocabulary(found["letters"], bounds(found["lengths"])),
            found["pages_with"],
            Keys(
                Vocabulary(found["key_letters"], bounds(found["key_lengths"])),
                bounds(found["key_counts"]),
                found["key_terms"],
            ),
            {
                name: FieldPostings(**{part: found[f"{name}.{part}"] for part in parts})
                for name in TEXT_FIELDS
            },
            PageTable(found["number"], found["material"], tuple(ids.split("\n")) if ids else ()),
        )


def smallest(values: NDArray[Any]) -> NDArray[Any]:
    """The values, none below 0, in as few bytes as they fit in."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))))


def counts(bounds: NDArray[Any]) -> NDArray[Any]:
    """The sizes of slices that lie one after the other: fewer bytes than their bounds."""
    return smallest(np.diff(bounds))


def bounds(counts: NDArray[Any]) -> NDArray[np.uint32]:
    """Where slices of these sizes begin and end."""
    found = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=found[1:])
    return found
