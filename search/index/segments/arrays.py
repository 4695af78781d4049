"""The arrays of one segment: its vocabulary, its postings, its pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from search.analysis.compounds import Part
from search.index.fields import TEXT_FIELDS
from search.index.making import ARRAYS
from search.index.segments import arrayfile
from search.index.segments.termvectors import TermVectors
from search.index.segments.vocabulary import Vocabulary
from search.library.files import write_atomically
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
    """The pages of a segment by ``doc_id``: their ``number`` int32, their ``material`` int32 as an
    index into the ids ``materials``, and whether they are pages of ``contents``."""

    number: Ints
    material: Ints
    materials: tuple[str, ...]
    contents: NDArray[np.bool_]


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
        return self.terms[:0] if k is None else self.of_number(k)

    def of_number(self, k: int) -> NDArray[Any]:
        """The terms of key number ``k``."""
        return self.terms[self.indptr[k] : self.indptr[k + 1]]


@dataclass(frozen=True)
class Compounds:
    """The parts of the terms that are compounds: those of ``terms[i]`` (ascending) are the letters
    ``[start, end)`` of ``[indptr[i], indptr[i + 1])``."""

    terms: NDArray[Any]
    indptr: NDArray[Any]
    start: NDArray[np.uint8]
    end: NDArray[np.uint8]

    @classmethod
    def of(cls, parts: Mapping[int, Sequence[Part]]) -> "Compounds":
        """The table of these terms, which ascend."""
        every = [part for of_term in parts.values() for part in of_term]
        return cls(
            smallest(np.array(list(parts), np.int64)),
            smallest(np.cumsum([0, *map(len, parts.values())], dtype=np.int64)),
            np.array([part.start for part in every], np.uint8),
            np.array([part.end for part in every], np.uint8),
        )

    def parts(self, term: int) -> list[tuple[int, int]]:
        """The places of a term's parts, none for one that is no compound."""
        if not len(self.terms) or term > self.terms[-1]:
            return []
        # by a number of another type than theirs all terms would be converted
        i = int(np.searchsorted(self.terms, self.terms.dtype.type(term)))
        if self.terms[i] != term:
            return []
        row = slice(int(self.indptr[i]), int(self.indptr[i + 1]))
        return list(zip(self.start[row].tolist(), self.end[row].tolist(), strict=True))


@dataclass(frozen=True)
class ReadyLists:
    """The pages of each key from ``first`` on (those of lemmas, parts and stems), ready to be
    scored: of key ``k`` the ``doc_id`` ``[indptr[k - first], indptr[k - first + 1])``, ascending;
    ``weight`` uint8 in quarters, the weighted frequency of the key's terms in what is measured by
    the page's length. Few pages have any in what is not (see
    ``search.index.segments.readylists``): of key ``k`` those at ``lead_at`` ``[lead_indptr[k -
    first], lead_indptr[k - first + 1])`` among its own; ``lead`` uint8 in eighths is how much. By
    key: ``titles``, how many of its pages are summary pages. By page: ``opens`` float32, what a
    word at the very beginning counts more; ``title_idf`` float32, the information of a summary
    page's title; ``norm`` float32, the length of the page's vector of stems."""

    first: int
    indptr: NDArray[Any]
    doc_id: NDArray[Any]
    weight: NDArray[np.uint8]
    lead_indptr: NDArray[Any]
    lead_at: NDArray[Any]
    lead: NDArray[np.uint8]
    titles: NDArray[Any]
    opens: Floats
    title_idf: Floats
    norm: Floats

    @classmethod
    def of_none(cls, opens: Floats, title_idf: Floats, norm: Floats) -> Self:
        """Those of no keys, with what is told of the pages."""
        begin, nothing = np.zeros(1, np.int32), np.zeros(0, np.uint8)
        return cls(
            0, begin, nothing, nothing, begin, nothing, nothing, nothing, opens, title_idf, norm
        )

    def of(self, key: int) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        """The pages and weights of a key."""
        k = key - self.first
        row = slice(int(self.indptr[k]), int(self.indptr[k + 1]))
        return self.doc_id[row], self.weight[row]

    def leads(self, key: int) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        """Which of a key's pages have leads, and these."""
        k = key - self.first
        row = slice(int(self.lead_indptr[k]), int(self.lead_indptr[k + 1]))
        return self.lead_at[row], self.lead[row]

    def count(self, key: int) -> tuple[int, int]:
        """How many pages a key has, and how many of them are summary pages."""
        k = key - self.first
        return int(self.indptr[k + 1]) - int(self.indptr[k]), int(self.titles[k])


@dataclass(frozen=True)
class SegmentArrays:
    """All of a segment. ``pages_with`` by term: the pages that have it in any field."""

    vocabulary: Vocabulary
    pages_with: NDArray[Any]
    keys: Keys
    compounds: Compounds
    lists: ReadyLists
    vectors: TermVectors
    fields: Mapping[str, FieldPostings]
    pages: PageTable

    def save(self, path: Path) -> None:
        """Write them to a file. Raises OSError."""
        write_atomically(path, self.packed())

    def packed(self) -> bytes:
        """The content of their file."""
        arrays: dict[str, NDArray[Any]] = {
            "letters": self.vocabulary.letters,
            "lengths": counts(self.vocabulary.offsets),
            "pages_with": self.pages_with,
            "key_letters": self.keys.names.letters,
            "key_lengths": counts(self.keys.names.offsets),
            "key_counts": counts(self.keys.indptr),
            "key_terms": self.keys.terms,
            "compound_terms": self.compounds.terms,
            "compound_counts": counts(self.compounds.indptr),
            "compound_start": self.compounds.start,
            "compound_end": self.compounds.end,
            "list_first": np.array([self.lists.first], np.int64),
            "list_counts": counts(self.lists.indptr),
            "list_doc_id": self.lists.doc_id,
            "list_weight": self.lists.weight,
            "list_lead_counts": counts(self.lists.lead_indptr),
            "list_lead_at": self.lists.lead_at,
            "list_lead": self.lists.lead,
            "list_titles": self.lists.titles,
            "opens": self.lists.opens,
            "title_idf": self.lists.title_idf,
            "norm": self.lists.norm,
            "vector_counts": counts(self.vectors.indptr),
            "vector_low": self.vectors.low,
            "vector_high": self.vectors.high,
            "vector_weight": self.vectors.weight,
            "vector_leading": self.vectors.leading,
            "vector_lead": self.vectors.lead,
            "stem": self.vectors.stem,
            "number": self.pages.number,
            "material": self.pages.material,
            "materials": np.frombuffer("\n".join(self.pages.materials).encode(), np.uint8),
            "contents": self.pages.contents,
        }
        for name, field in self.fields.items():
            arrays |= {f"{name}.{part}": array for part, array in vars(field).items()}
        return arrayfile.packed(arrays, source_digest(*ARRAYS))

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
            Compounds(
                found["compound_terms"],
                bounds(found["compound_counts"]),
                found["compound_start"],
                found["compound_end"],
            ),
            ReadyLists(
                int(found["list_first"][0]),
                bounds(found["list_counts"]),
                found["list_doc_id"],
                found["list_weight"],
                bounds(found["list_lead_counts"]),
                found["list_lead_at"],
                found["list_lead"],
                found["list_titles"],
                found["opens"],
                found["title_idf"],
                found["norm"],
            ),
            TermVectors(
                bounds(found["vector_counts"]),
                found["vector_low"],
                found["vector_high"],
                found["vector_weight"],
                found["vector_leading"],
                found["vector_lead"],
                found["stem"],
            ),
            {
                name: FieldPostings(**{part: found[f"{name}.{part}"] for part in parts})
                for name in TEXT_FIELDS
            },
            PageTable(
                found["number"],
                found["material"],
                tuple(ids.split("\n")) if ids else (),
                found["contents"],
            ),
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
