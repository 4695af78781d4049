"""Lexicons: the words of the collection, which every front end keeps beside itself.

A lexicon is a segment's arrays without its postings: which words there are, on how many pages,
under which keys they are found, and what compounds are made of. So a word means the same here as in
the embedded index, and asking what it means takes no question to the cluster.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.index.fields import TEXT_FIELDS
from search.index.segments.arrays import (
    Compounds,
    FieldPostings,
    Keys,
    PageTable,
    ReadyLists,
    SegmentArrays,
    smallest,
)
from search.index.segments.keys import Counts, make_keys
from search.index.segments.readylists import stem_keys, stems_of
from search.index.segments.termvectors import TermVectors
from search.index.segments.vocabulary import Vocabulary
from search.library.files import write_atomically

FOLDER = "lexicons"
NO_INTS = np.zeros(0, np.int32)
NO_FLOATS = np.zeros(0, np.float32)


def words_of(lexicon: SegmentArrays) -> dict[str, int]:
    """On how many pages each word stands."""
    return dict(zip(lexicon.vocabulary, lexicon.pages_with.tolist(), strict=True))


def lexicon_of(words: Mapping[str, int], known: Counts | None) -> SegmentArrays:
    """The lexicon of words, by how many pages have each; ``known`` counts those of others."""
    texts = sorted(words)
    having = np.array([words[text] for text in texts], np.int32)
    keys, compounds = make_keys(texts, having, known)
    stem = stem_keys(keys, stems_of(keys, len(texts)))
    return _lexicon(Vocabulary.of(texts), smallest(having), keys, compounds, stem)


def save(folder: Path, lexicon: SegmentArrays) -> tuple[str, bytes]:
    """Write a lexicon where the cluster's are kept on this machine; its name, the digest of its
    content, and that content. Raises OSError."""
    content = lexicon.packed()
    name = hashlib.sha256(content).hexdigest()
    write_atomically(folder / FOLDER / name, content)
    return name, content


def kept(folder: Path, name: str) -> Path | None:
    """The file of a lexicon on this machine, None when it isn't there, whole."""
    path = folder / FOLDER / name
    try:
        whole = hashlib.sha256(path.read_bytes()).hexdigest() == name
    except OSError:
        return None
    return path if whole else None


def clear(folder: Path, names: Iterable[str]) -> None:
    """Remove the lexicons of this machine but for these."""
    wanted = set(names)
    for path in (folder / FOLDER).glob("*"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def _lexicon(
    vocabulary: Vocabulary, pages_with: NDArray[Any], keys: Keys, compounds: Compounds,
    stem: NDArray[Any],
) -> SegmentArrays:  # fmt: skip
    nothing = FieldPostings(
        NO_INTS, np.zeros(1, np.int32), NO_INTS, NO_INTS, np.zeros(1, np.int32), NO_INTS,
        np.zeros(0, np.uint8), np.zeros(1, np.int64),
    )  # fmt: skip
    lists = ReadyLists.of_none(NO_FLOATS, NO_FLOATS, NO_FLOATS)
    vectors = TermVectors.of_none(stem)
    return SegmentArrays(
        vocabulary, pages_with, keys, compounds, lists, vectors,
        dict.fromkeys(TEXT_FIELDS, nothing), PageTable(NO_INTS, NO_INTS, (), np.zeros(0, np.bool_)),
    )  # fmt: skip
