"""Compounds: words made of words, as the collection's own vocabulary shows them."""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from math import log

import simplemma

from search.analysis.stems import STOPWORDS, stem

LINKS = ("", "s", "e")
"""What may stand between two parts."""
SHORTEST_PART = 3
SHORTEST_HEAD = 4
SHORTEST = 7
MOST_PARTS = 6
LINK_COST = 0.5
LETTER_GAIN = 0.3
RARE = 2
"""A part must be in at least so many pages, as a word or (the last one) as its stem."""

ENDINGS = frozenset(
    {
        "ning", "ningen", "ninger", "eringen", "ering", "elsen", "else", "hederne", "heden",
        "hed", "lige", "ligt", "ende", "erne", "ernes", "eren", "erens", "iske", "bare",
        "somme", "inger", "ingerne", "ingen", "enes", "ens", "ede",
    }
)  # fmt: skip
"""Derivations and inflections that look like a last part and are none."""


PARTICLES = STOPWORDS | {"bort", "frem", "gen", "hen", "ned", "sam"}
"""Words before a verb or its noun (indstilling, genindlæse) that tell nothing alone: what begins
with one is no compound, or ``indstilling`` would find ``indhold``. No change of nDCG@10."""


@dataclass(frozen=True)
class Part:
    """A part of a compound: its ``stem`` and the letters ``[start, end)`` of the word."""

    stem: str
    start: int
    end: int


class Splitter:
    """Splits compounds by a vocabulary: ``words`` and ``stems`` give the pages that have one."""

    def __init__(self, words: Callable[[str], int], stems: Callable[[str], int]) -> None:
        self._words = words
        self._stems = stems

    def split(self, word: str) -> tuple[Part, ...]:
        """The parts of ``word`` in order, () when it is no compound that the vocabulary shows."""
        pieces = self._split(word, 0) if len(word) >= SHORTEST and word.isalpha() else []
        if not 1 < len(pieces) <= MOST_PARTS:
            return ()
        return tuple(Part(stem(word[a:b]), a, b) for a, b in pieces)

    def _split(self, word: str, offset: int) -> list[tuple[int, int]]:
        """The places of the parts; [] when the word has none."""
        best = max(self._cuts(word), default=None)
        if best is None:
            return []
        _, end, start = best
        first = self._deeper(word[:end], offset)
        return first + self._deeper(word[start:], offset + start)

    def _deeper(self, part: str, offset: int) -> list[tuple[int, int]]:
        deeper = self._split(part, offset) if len(part) > SHORTEST else []
        return deeper or [(offset, offset + len(part))]

    def _cuts(self, word: str) -> list[tuple[float, int, int]]:
        """Ways to cut in two: (how good, where the first part ends, where the second starts).

        How good: the log page counts of both, less for a link, more for long parts, so that
        ``virksomheds|mentor`` wins over ``virk|somhedsmentor``.
        """
        cuts = []
        for end, start, first in self._firsts(word):
            last = word[start:]
            if last in ENDINGS or (pages := self._stems(stem(last))) < RARE:
                continue
            gain = LETTER_GAIN * min(end, len(last)) - LINK_COST * (start - end)
            cuts.append((log(first) + log(pages) + gain, end, start))
        return cuts

    def _firsts(self, word: str) -> Iterator[tuple[int, int, int]]:
        """First parts that are words: where one ends, where the next part starts, its pages."""
        for end in range(SHORTEST_PART, len(word) - SHORTEST_HEAD + 1):
            first = 0 if word[:end] in PARTICLES else self._words(word[:end])
            if first < RARE:
                continue
            for link in LINKS:
                start = end + len(link)
                if start <= len(word) - SHORTEST_HEAD and word.startswith(link, end):
                    yield end, start, first


def run(parts: Sequence[Part], stems: Sequence[Set[str]]) -> tuple[int, int] | None:
    """The letters ``[start, end)`` of the first parts in a row that have these stems (any of those
    given for each place); None when there are none."""
    for first in range(len(parts) - len(stems) + 1):
        row = parts[first : first + len(stems)]
        if all(part.stem in wanted for part, wanted in zip(row, stems, strict=True)):
            return row[0].start, row[-1].end
    return None


def head(word: str) -> str | None:
    """The last part of a compound by a dictionary of Danish, None when it is no compound there.

    For a text's own short forms, which must be completed before there is a vocabulary:
    ``uddannelses- og beskæftigelsesindsats``.
    """
    for start in range(SHORTEST_PART, len(word) - SHORTEST_HEAD + 1):
        last = word[start:]
        if last in ENDINGS or not simplemma.is_known(last, lang="da"):
            continue
        for link in LINKS:
            first = word[:start].removesuffix(link) if word[:start].endswith(link) else ""
            if len(first) >= SHORTEST_PART and simplemma.is_known(first, lang="da"):
                return last
    return None
