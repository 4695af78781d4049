"""Compounds: words made of words, as the collection's own vocabulary shows them."""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache, partial
from math import inf, log
from weakref import proxy

from search.analysis.heads import ENDINGS, LINKS, SHORTEST_HEAD, SHORTEST_PART
from search.analysis.stems import STOPWORDS, compares, lemma, stem
from search.analysis.units import SHORTENED
from search.library.dictionary import is_known

SHORTEST = 7
MOST_PARTS = 6
LINK_COST = 0.5
LETTER_GAIN = 0.3
KNOWN_FIRST, KNOWN_NOUN = 4, 4
"""Letters of a part that need not stand in the collection when a dictionary of Danish has it; a
last part of so many must be a noun, for many endings are words (samt|alen)."""
SHORTEST_LAST = 3
DEFINITE = ("en", "et", "ene")
"""The definite article at the end of a noun."""
TAKES_S = re.compile(r".{2,}(?:else|ering|hed|ion|itet|ling|ning|skab)")
"""Derived nouns after which an s before the next part is a link: of the compounds with one that the
dictionary has, 95 to 100 % have it. So ``organisations|enhed`` has no ``senhed``."""
RARE = 2
"""A part must be in at least so many pages, as a word or (the last one) as its stem."""
REMEMBERED = 1 << 16

PARTICLES = STOPWORDS | {"bort", "frem", "gen", "hen", "sam", "samt"}
"""Words before a verb or its noun (indstilling, genindlæse) that tell nothing alone: what begins
with one is no compound, or ``indstilling`` would find ``indhold``. No change of nDCG@10."""


@dataclass(frozen=True)
class Part:
    """A part of a compound: its ``stem`` and the letters ``[start, end)`` of the word."""

    stem: str
    start: int
    end: int


class Splitter:
    """Splits compounds by a vocabulary: ``words`` and ``stems`` give the pages that have one.

    What parts are worth is remembered, for most words are made of the same ones.
    """

    def __init__(self, words: Callable[[str], int], stems: Callable[[str], int]) -> None:
        self._words = words
        self._stems = stems
        own = proxy(self)  # in a cycle, what it splits by would stay till somebody looks for cycles
        self._first = lru_cache(maxsize=REMEMBERED)(partial(Splitter._worth_first, own))
        self._last = lru_cache(maxsize=REMEMBERED)(partial(Splitter._worth_last, own))
        self._cut = lru_cache(maxsize=REMEMBERED)(partial(Splitter._best_cut, own))

    def split(self, word: str) -> tuple[Part, ...]:
        """The parts of ``word`` in order, () when it is no compound that the vocabulary shows.

        A word that a dictionary knows is taken apart as the form that the dictionary has it under:
        ``borgerens`` is a form of ``borger``, not of ``rense``.
        """
        may_be = len(word) >= SHORTEST and word.isalpha() and word not in SHORTENED
        pieces = self._split(word, 0) if may_be else []
        if not 1 < len(pieces) <= MOST_PARTS:
            return ()
        return tuple(Part(stem(word[a:b]), a, b) for a, b in pieces)

    def _split(self, word: str, offset: int) -> list[tuple[int, int]]:
        """The places of the parts; [] when the word has none."""
        base = _dictionary_form(word) or word
        cut = self._cut(base) if len(base) >= SHORTEST else None
        if cut is None:
            return []
        end, start = cut
        if base != word and (
            base[:start] != word[:start] or not _is_form(word[start:], base[start:])
        ):
            return []
        first = self._deeper(word[:end], offset)
        return first + self._deeper(word[start:], offset + start)

    def _deeper(self, part: str, offset: int) -> list[tuple[int, int]]:
        deeper = self._split(part, offset) if len(part) > SHORTEST else []
        return deeper or [(offset, offset + len(part))]

    def _best_cut(self, word: str) -> tuple[int, int] | None:
        """The best way to cut in two: where the first part ends, where the second starts.

        The best is that with the highest log page counts of both, less for a link, more for long
        parts, so that ``virksomheds|mentor`` wins over ``virk|somhedsmentor``.
        """
        best, cut = -inf, None
        known = is_known(word)
        for first, end, start in self._firsts(word):
            if known and not self._are_parts(word, end, start):
                continue
            if len(word) - start < SHORTEST_HEAD and not self._holds(word, end, start):
                continue
            gain = LETTER_GAIN * min(end, len(word) - start) - LINK_COST * (start - end)
            worth = first + self._last(word[start:]) + gain
            if worth > -inf and worth >= best:
                best, cut = worth, (end, start)
        return cut

    def _firsts(self, word: str) -> Iterator[tuple[float, int, int]]:
        """First parts that are words: what they are worth, where one ends, where the next part
        starts."""
        most = len(word) - SHORTEST_LAST
        for end in range(SHORTEST_PART, most + 1):
            first = self._first(word[:end])
            if first > -inf:
                if word[end] != "s" or not TAKES_S.fullmatch(word[:end]):
                    yield first, end, end
                if end < most and word[end] in LINKS:
                    yield first, end, end + 1

    def _holds(self, word: str, end: int, start: int) -> bool:
        """Whether a cut before a last part of three letters is likely one: the last is a noun, and
        a whole that the dictionary has is inflected as that is (``lovene``, ``servicelovene``) and
        has no particle before a word (for|mand); of any other both parts are in the collection."""
        last = word[start:]
        definite = _definite(last)
        if not is_known(word):
            return bool(definite) and min(self._words(word[:end]), self._words(last)) >= RARE
        if any(word[:n] in PARTICLES and is_known(word[n:]) for n in range(2, start)):
            return False
        return any(is_known(word[:start] + form) for form in definite)

    def _are_parts(self, word: str, end: int, start: int) -> bool:
        """Whether a word that Danish has may be made of these parts: it has both (``anv|endelse``:
        no), the first maybe without its e (``maskin``), and what is too short to tell stands in the
        collection, lest ``transport`` be ``tran|sport`` and ``standard`` ``stand|ard``. Adjectives
        with their e (``syge|fravær``) tell, and what follows a sure link (``åbning|s|tid``)."""
        first, last = word[:end], word[start:]
        if not (is_known(last) and (is_known(first) or is_known(first + "e"))):
            return False
        tells = len(first) > KNOWN_FIRST or (first.endswith("e") and compares(first[:-1]))
        if not (tells or self._words(first) or self._stems(stem(first))):
            return False
        linked = start > end and TAKES_S.fullmatch(first)
        return bool(len(last) >= SHORTEST_HEAD or linked or self._stems(stem(last)))

    def _worth_first(self, part: str) -> float:
        """The log of the pages with a first part; -inf when it can't be one."""
        if part in PARTICLES:
            return -inf
        return _log(self._words(part), part, len(part) >= KNOWN_FIRST)

    def _worth_last(self, part: str) -> float:
        """The log of the pages with a last part; -inf when it can't be one."""
        if part in ENDINGS:
            return -inf
        long = len(part) > KNOWN_NOUN or bool(_definite(part))
        return _log(self._stems(stem(part)), part, long)


def _is_form(last: str, base: str) -> bool:
    """Whether the last part of a word may be a form of the last part of its dictionary form."""
    return last.startswith(base.removesuffix("e")) or lemma(last.removesuffix("s")) == base


def _definite(noun: str) -> list[str]:
    """The forms with the definite article of what may be a noun, that a dictionary has."""
    roots = (noun, noun.removesuffix("e"), noun + noun[-1])
    return [form for root in roots for more in DEFINITE if is_known(form := root + more)]


def _dictionary_form(word: str) -> str | None:
    """The form under which a dictionary has the word, or what it is the genitive of; None when it
    has not."""
    for form in (word, word.removesuffix("s")):
        if is_known(form):
            return lemma(form)
    return None


def _log(pages: int, part: str, long: bool) -> float:
    """The log of the pages, as if there were ``RARE`` of a ``long`` word that Danish has anyhow;
    but of no genitive, whose s is a link."""
    if pages >= RARE:
        return log(pages)
    if not long or not is_known(part) or (part.endswith("s") and is_known(part[:-1])):
        return -inf
    return log(RARE)


def run(parts: Sequence[Part], stems: Sequence[Set[str]]) -> tuple[int, int] | None:
    """The letters ``[start, end)`` of the first parts in a row that have these stems (any of those
    given for each place); None when there are none."""
    for first in range(len(parts) - len(stems) + 1):
        row = parts[first : first + len(stems)]
        if all(part.stem in wanted for part, wanted in zip(row, stems, strict=True)):
            return row[0].start, row[-1].end
    return None
