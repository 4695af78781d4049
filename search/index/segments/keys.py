"""Keys: under what a term is found beside its very spelling.

Worked out once per term of the vocabulary, not per token. A key is a letter for its kind and a
text:

    =aarhus    the term's spelling, å/aa and accents made alike, where it differs from the term
    s…         its stem
    l…         its lemma, where the lemma has another stem (bøger: bog)
    p…         the stem of a part of it, or of several in a row, when it is a compound
    g…         a character 4-gram
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple, Protocol

import numpy as np

from search.analysis.compounds import Part, Splitter
from search.analysis.grams import grams
from search.analysis.normalise import canonical
from search.analysis.stems import lemma, stem
from search.index.segments.arrays import Compounds, Ints, Keys, smallest
from search.index.segments.vocabulary import Vocabulary
from search.library.processes import ALONE, Workers

SPELLING, STEM, LEMMA, PART, GRAM = "=slpg"


class Counts(Protocol):
    """In how many pages words and stems are."""

    def count_word(self, word: str) -> int:
        """The pages with that very word."""

    def count_stem(self, key: str) -> int:
        """The pages with words of that stem, those with several of them counted again."""


class TermKeys(NamedTuple):
    """The keys of some terms, how many terms each has, and these one after the other; and the parts
    of those that are compounds."""

    names: list[str]
    counts: list[int]
    terms: "array[int]"
    compounds: dict[int, tuple[Part, ...]]


def make_keys(texts: Sequence[str], having: Ints, known: Counts | None) -> tuple[Keys, Compounds]:
    """The keys of sorted terms, and which of them are compounds; ``having`` int32 are the pages
    with each in this segment, ``known`` counts those of other segments."""
    return collect_keys(begin_keys(texts, having, known))


def begin_keys(
    texts: Sequence[str], having: Ints, known: Counts | None, workers: Workers = ALONE
) -> Iterator[TermKeys]:
    """The same of some terms after the others, which ``workers`` begin to look for."""
    parts = workers.parts(len(texts))
    stemmed = list(chain.from_iterable(workers.each(_stems, [texts[part] for part in parts])))
    return workers.each(partial(_find, texts, stemmed, having, known), parts)


def collect_keys(every: Iterable[TermKeys]) -> tuple[Keys, Compounds]:
    """All keys of what was begun, and which terms are compounds."""
    found: dict[str, array[int]] = defaultdict(lambda: array("i"))
    compounds: dict[int, tuple[Part, ...]] = {}
    for some in every:
        compounds |= some.compounds
        at = 0
        for name, count in zip(some.names, some.counts, strict=True):
            found[name] += some.terms[at : at + count]
            at += count
    names = sorted(found)
    indptr = np.zeros(len(names) + 1, np.int64)
    np.cumsum([len(found[name]) for name in names], out=indptr[1:])
    joined = b"".join(found[name].tobytes() for name in names)
    terms = smallest(np.frombuffer(joined, np.int32))
    return Keys(Vocabulary.of(names), smallest(indptr), terms), Compounds.of(compounds)


def _stems(texts: Sequence[str]) -> list[str]:
    return list(map(stem, texts))


def _find(
    texts: Sequence[str], stemmed: Sequence[str], having: Ints, known: Counts | None, some: slice
) -> TermKeys:
    splitter = _splitter(texts, stemmed, having, known)
    found: dict[str, array[int]] = defaultdict(lambda: array("i"))
    compounds: dict[int, tuple[Part, ...]] = {}
    for t, text in enumerate(texts[some], some.start):
        parts = splitter.split(text) if text.isalpha() else ()
        if parts:
            compounds[t] = parts
        for key in _keys(text, stemmed[t], parts):
            found[key].append(t)
    terms = array("i", b"".join(own.tobytes() for own in found.values()))
    return TermKeys(list(found), list(map(len, found.values())), terms, compounds)


def _keys(text: str, stemmed: str, parts: Sequence[Part]) -> Iterator[str]:
    yield STEM + stemmed
    spelling = canonical(text)
    if spelling != text:
        yield SPELLING + spelling
    for gram in grams(spelling):
        yield GRAM + gram
    if not text.isalpha():
        return
    base = lemma(text)
    if base != spelling and stem(base) != stemmed:
        yield LEMMA + base
    places = [(part.start, part.end) for part in parts]
    yield from {PART + key for _, _, key in runs(text, places)}


def runs(text: str, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The parts of a compound, and several in a row, but for all of them: from where to where, and
    their stem."""
    for first, (start, _) in enumerate(parts):
        for last, (_, end) in enumerate(parts[first:], first):
            if last - first + 1 < len(parts):
                yield start, end, stem(text[start:end])


def _splitter(
    texts: Sequence[str], stemmed: Sequence[str], having: Ints, known: Counts | None
) -> Splitter:
    pages = having.tolist()
    words = dict(zip(texts, pages, strict=True))
    of_stem = Counter[str]()
    for key, count in zip(stemmed, pages, strict=True):
        of_stem[key] += count
    if known is None:
        return Splitter(lambda word: words.get(word, 0), lambda key: of_stem.get(key, 0))
    return Splitter(
        lambda word: words.get(word, 0) + known.count_word(word),
        lambda key: of_stem.get(key, 0) + known.count_stem(key),
    )
