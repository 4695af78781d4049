"""The lexicon: which terms of the collection a word means."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, compress, pairwise
from math import exp, sqrt
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import cdist

from search.analysis.grams import grams
from search.analysis.heads import LINKS, is_compound
from search.analysis.normalise import canonical, danish_letters
from search.analysis.stems import STOPWORDS, has_article, is_form, lemma, stem
from search.index.segments.arrays import Floats, Ints, SegmentArrays, Terms
from search.index.segments.keys import GRAM, LEMMA, PART, SPELLING, STEM
from search.index.segments.postings import starts
from search.library.dictionary import is_danish
from search.ranking.frequencies import idf
from search.ranking.particleverbs import PARTICLES, is_form_of, start_of
from search.ranking.particleverbs import apart as verbs_apart
from search.ranking.terms import NONE, any_of, each_once, without
from search.ranking.vocabularies import REMEMBERED, Vocabularies
from search.ranking.within import SHORTEST_INSIDE, may_hold

SHORTEST_FIRST = 2
"""Letters of a word that compounds are looked for that begin with it."""
SHORTEST_TYPO = 4
LONG = 8
"""From so many letters two slips are forgiven, below one."""
LONGEST_SWAPPED = 10
"""Letters of a word that is looked for with its neighbours swapped."""
MOST_TYPOS = 5
ALIKE = 1000
"""Terms, those that share most grams, among which the word is looked for that was meant."""


@dataclass(frozen=True)
class Meaning:
    """What a query's word means in the collection.

    ``exact`` are the terms spelt so (å/aa and accents alike), ``inflected`` those of the same stem
    or lemma, ``within`` the compounds that hold it whole, and ``slip``, only when there are none of
    these, those that it may be a slip of. ``stems``, ``lemmas`` and ``holders`` are the keys whose
    ready lists have the pages of ``inflected`` and ``within``: the word's stem, where that is
    another, its lemma's, and the lemma where some of its terms are of another stem than the word.
    ``halves`` are the stems of the word's own parts.
    """

    word: str
    exact: Terms
    inflected: Terms
    within: Terms
    slip: Terms
    stems: tuple[str, ...]
    lemmas: tuple[str, ...]
    holders: tuple[str, ...]
    halves: tuple[str, ...]

    @property
    def keys_of_halves(self) -> list[tuple[str, str]]:
        """The keys of each of the word's own parts, as a word and within compounds."""
        return [(STEM + half, PART + half) for half in self.halves]

    @property
    def keys(self) -> Iterable[str]:
        """The keys whose lists tell where the word stands."""
        return chain(self.stems, self.lemmas, self.holders, *self.keys_of_halves)

    @property
    def in_parts(self) -> bool:
        """Whether the word, which the collection has not, is taken for its parts together, or for
        the only one that tells."""
        return not self.known and not len(self.slip) and len(self.halves) > 0

    @property
    def known(self) -> bool:
        """Whether the collection has the word, in any inflection or within a compound."""
        return len(self.inflected) > 0 or len(self.within) > 0


class WordKeys(NamedTuple):
    """The keys of a word's ``stems`` and ``lemmas``, as in Meaning, and the ``terms`` of these."""

    stems: tuple[str, ...]
    lemmas: tuple[str, ...]
    terms: Terms


@dataclass(frozen=True)
class Alike:
    """The terms that share grams with a word: the ``share`` of the word's grams that each of
    ``terms`` has (by idf, 0..1), and the information ``idf`` of the word's grams."""

    terms: Terms
    share: Floats
    idf: float


NO_ALIKE = Alike(NONE, np.zeros(0, np.float32), 0.0)


class Lexicon(Vocabularies):
    """The vocabularies of a generation, and what words mean in them."""

    def __init__(self, segments: Sequence[SegmentArrays], total: int) -> None:
        super().__init__(segments, total)
        self.keys = lru_cache(maxsize=REMEMBERED)(self._keys)
        self.inflected = lru_cache(maxsize=REMEMBERED)(self._inflected)
        self.forms = lru_cache(maxsize=REMEMBERED)(self._forms)
        # the texts of a word's forms, those of most pages first
        self.expansions = lru_cache(maxsize=REMEMBERED)(self._expansions)
        self.spelled = lru_cache(maxsize=REMEMBERED)(self._spelled)
        self.meaning = lru_cache(maxsize=REMEMBERED)(self._meaning)
        self.joined = lru_cache(maxsize=REMEMBERED)(self._joined)
        self.with_particle = lru_cache(maxsize=REMEMBERED)(self._with_particle)
        self.apart = lru_cache(maxsize=REMEMBERED)(self._apart)
        self.alike = lru_cache(maxsize=REMEMBERED)(self._alike)
        self._of_gram = lru_cache(maxsize=REMEMBERED)(self._gram)

    def _meaning(self, word: str, pieces: tuple[str, ...] = ()) -> Meaning:
        """What a word means, that was typed of these pieces with hyphens between: a whole that the
        collection has not is taken for them, where it has them all."""
        if pieces:
            whole, halves = self.meaning(word), _telling(pieces)
            stand = all(len(self.of_keys((STEM + half, PART + half))) for half in halves)
            return replace(whole, halves=halves, slip=NONE) if stand and not whole.known else whole
        word, inflected = self._spelling(word)
        base = lemma(word)
        if word in STOPWORDS:  # kolonihaver has no har
            keys = self.keys(word)[:2]
            return Meaning(word, self.spelled(word), inflected, NONE, NONE, *keys, (), ())
        holders = tuple(dict.fromkeys((PART + stem(word), PART + stem(base))))
        within = without(self.of_keys(holders), inflected)
        short = len(word) < SHORTEST_INSIDE
        if not len(within) and (short or not len(inflected)):
            holders, within = (), without(self._by_letters(word), inflected)
        slip = NONE if len(inflected) or len(within) else self._slips(word)
        return Meaning(
            word, self.spelled(word), inflected, within, slip, *self.keys(word)[:2], holders,
            self._halves(word),
        )  # fmt: skip

    def _spelling(self, word: str) -> tuple[str, Terms]:
        """The word, with Danish letters for ``ae``, ``oe`` when only so the collection knows it."""
        found = self.inflected(word)
        danish = danish_letters(word)
        if len(found) == 0 and danish != word:
            meant = self.inflected(danish)
            if len(meant) or len(self.of_keys((PART + stem(danish),))):
                return danish, meant
        return word, found

    def _inflected(self, word: str) -> Terms:
        """The terms with the word's stem or lemma, or its very spelling."""
        found, spelled = self.keys(word).terms, self.spelled(word)
        if set(spelled.tolist()) <= set(found.tolist()):
            return found
        return any_of((found, spelled))

    def _keys(self, word: str) -> "WordKeys":
        if word in STOPWORDS:
            return WordKeys((STEM + stem(word),), (), self.of_key(STEM + stem(word)))
        base = lemma(word)
        own, of_lemma, other = STEM + stem(word), LEMMA + base, STEM + stem(base)
        terms = {own: self.of_key(own)}
        found = self.of_key(of_lemma)
        lemmas = () if set(found.tolist()) <= set(terms[own].tolist()) else (of_lemma,)
        if other != own and len(has := self.of_key(other)):
            terms[other] = has
        return WordKeys(tuple(terms), lemmas, any_of((*terms.values(), found)))

    def _forms(self, base: str) -> Terms:
        """The terms that are inflections of a word in its dictionary form; fewer than have its
        stem, since nobody typed it."""
        found = self.inflected(base)
        kept = [is_form(self.text(term), base) for term in found.tolist()]
        return found[np.array(kept, np.bool_)]

    def _spelled(self, word: str) -> Terms:
        """The terms spelt so, å/aa and accents alike."""
        spelling = canonical(word)
        return any_of((self.terms(spelling), self.of_key(SPELLING + spelling)))

    def _by_letters(self, word: str) -> Terms:
        """The compounds that have the letters of a word that is a part of none: where nobody knows
        the other part (``kvantecomputerforskningen``)."""
        letters = canonical(word)
        if len(letters) < SHORTEST_FIRST or not letters.isalpha():
            return NONE
        if len(letters) < SHORTEST_INSIDE:
            first = self.starting(letters) if has_article(letters, genitive=True) else NONE
            texts = self.every_text(first)
            return first[np.array([may_hold(text, letters) for text in texts], np.bool_)]
        return self.holding(letters)

    def _halves(self, word: str) -> tuple[str, ...]:
        """The stems of the word's own parts, () when it is no compound."""
        return tuple(dict.fromkeys(stem(word[a:b]) for a, b in self.parts(word)))

    def _joined(self, first: str, last: str) -> tuple[str, ...]:
        """The words of the collection that two words side by side are as one: a compound of
        them, with or without a link between, or a word with its number (``covid 19``)."""
        if len(first) < SHORTEST_FIRST or not STOPWORDS.isdisjoint((first, last)):
            return ()
        if first.isalpha() and last.isdecimal():
            return (first + last,) if len(self.of_key(STEM + stem(first + last))) else ()
        made = ((first + link + last, len(first + link)) for link in LINKS)
        return tuple(whole for whole, cut in made if self._has_cut(whole, cut, len(first)))

    def _has_cut(self, whole: str, cut: int, end: int) -> bool:
        """Whether the collection has a compound of which a part begins at ``cut``, and one ends
        there, or at ``end`` or before, where its link is."""
        if not whole.isalpha() or not len(self.of_key(STEM + stem(whole))):
            return False
        return any(a[1] <= end and b[0] == cut for a, b in pairwise(self.parts(whole)))

    def _apart(self, word: str) -> tuple[tuple[str, str], ...]:
        """A compound as two words in a row, wherever it may be parted and both stand; a link stays
        with the first (``børne familier``); or a name and its number (``covid 19``); or, of what
        stands nowhere, a verb and its particle (``følge op``)."""
        cuts = [start for start, _ in self.parts(word)[1:]]
        if numbered := _NUMBERED.fullmatch(word):
            cuts = [numbered.end(1)]
        verbs = () if self.meaning(word).known else verbs_apart(word)
        rows = chain(((word[:cut], word[cut:]) for cut in cuts), verbs)
        return tuple(row for row in rows if all(map(len, self.row_apart(row))))

    def _with_particle(self, verb: str, particle: str) -> tuple[str, ...]:
        """The words of the collection, in dictionary form, that a verb and its particle are as one,
        or that doing it is called."""
        if (start := start_of(verb, particle)) is None:
            return ()
        made = (text for text in self.every_text(self.starting(start)) if is_form_of(text, start))
        return tuple(dict.fromkeys(map(lemma, made)))

    def row_apart(self, row: tuple[str, str]) -> tuple[Terms, Terms]:
        """The terms of such a row: the first as it is spelt, the last in any inflection; of a verb
        and its particle the other way about."""
        if row[1] in PARTICLES:
            return self.inflected(row[0]), self.spelled(row[1])
        return self.spelled(row[0]), self.inflected(row[1])

    def _slips(self, word: str) -> Terms:
        """The terms that the word may be a slip of, and the other inflections of the likeliest;
        none for a word that Danish has."""
        if any(map(is_danish, (word, danish_letters(word)))):
            return NONE
        near = self.near(word).tolist()
        if is_compound(word):
            near = [term for term in near if self._may_be(word, self.text(term))]
        more = self.inflected(self.text(near[0])).tolist() if near else []
        return np.array(list(dict.fromkeys([*near, *more])), np.int64)

    def _may_be(self, compound: str, other: str) -> bool:
        """Whether what looks like a compound may be a slip of another word all the same: by a
        single one, which makes no other letter of one where each of its parts is commoner in the
        collection than that word."""
        if _has_same_letters(compound, other):
            return True
        halves = self._halves(compound)
        rarest = min(map(self.count_stem, halves)) if len(halves) > 1 else 0
        single = DamerauLevenshtein.distance(compound, other) == 1
        return single and rarest <= self.count_stem(stem(other))

    def near(self, word: str) -> Terms:
        """The terms that the word may be a slip of, nearest first, then those of most pages; those
        of which it may be another inflection with a slip, when there are none."""
        if len(word) < SHORTEST_TYPO or not word.isalpha():
            return NONE
        most = 2 if len(word) >= LONG else 1
        alike = any_of((self.alike(word, 0.0, ALIKE).terms, self._slipped(word)))
        texts = self.every_text(alike)
        words = np.array([text.isalpha() for text in texts], np.bool_)
        found = self._nearest(alike[words], _slips((word,), compress(texts, words), most), most)
        if len(found) or len(word) < LONG:  # bred is no slip of brevet
            asked = word.translate(_PLAIN)  # ojne is øjne sooner than one
            others = [text.translate(_PLAIN) != asked for text in self.texts(found)]
            return found[np.argsort(others, kind="stable")][:MOST_TYPOS]
        stems, stem_of = self.stems(alike[words])
        made = _slips((word, stem(word)), stems, most).take(stem_of)
        return self._nearest(alike[words], made, most)[:MOST_TYPOS]

    def _slipped(self, word: str) -> Terms:
        """The terms that a short word is with two neighbours swapped, or one letter less, in any
        inflection: a slip in the middle leaves no gram as it was (``metnor``)."""
        if len(word) > LONGEST_SWAPPED:
            return NONE
        pairs = [(word[:n], word[n:]) for n in range(len(word))]
        swapped = [a + b[1] + b[0] + b[2:] for a, b in pairs if len(b) > 1]
        made = dict.fromkeys((*swapped, *(a + b[1:] for a, b in pairs)))
        return any_of(self.of_key(STEM + key) for key in dict.fromkeys(map(stem, made)))

    def _nearest(self, terms: Terms, made: Ints, most: int) -> Terms:
        """Those of the terms in which the fewest slips, at most ``most``, are ``made``, those of
        most pages first."""
        near = np.flatnonzero(made == min(made.min(initial=most), most))
        found = terms[near]
        return found[np.lexsort((found, -self.pages_with(found)))]

    def _expansions(self, word: str) -> tuple[str, ...]:
        meaning = self.meaning(word)
        return tuple(self.texts(each_once(np.concatenate((meaning.inflected, meaning.slip)))))

    def _alike(self, word: str, least: float, most: int) -> Alike:
        """The terms, at most ``most``, that have at least ``least`` of the word's grams."""
        own = grams(canonical(word))
        every_gram = [found for gram in own if len((found := self._of_gram(gram))[0])]
        if not every_gram:
            return NO_ALIKE
        having, worths = zip(*every_gram, strict=True)
        worth = np.array(worths)
        total, bits = float(worth.sum()), len(worth).bit_length()
        # numbers sort in a quarter of the time that telling their order takes
        size = np.int32 if int(self.bases[-1]) << bits < 1 << 31 else np.int64
        rows = np.concatenate([(terms.astype(size) << bits) + n for n, terms in enumerate(having)])
        rows.sort()
        every, gram = rows >> bits, rows & ((1 << bits) - 1)
        first = starts(every)
        share = np.add.reduceat((worth / total).take(gram), first).astype(np.float32)
        kept = np.flatnonzero(share >= least)
        if len(kept) > most:
            kept = np.sort(kept[np.argpartition(-share.take(kept), most)[:most]])
        terms = every.take(first.take(kept)).astype(np.int64)
        return Alike(terms, share.take(kept), total / sqrt(len(own)))

    def _gram(self, gram: str) -> tuple[Terms, float]:
        """The terms that have a 4-gram, and how much it tells."""
        numbers = self.numbers(GRAM + gram)
        # the pages that any of its terms is on if they are spread by chance: counting them would
        # cost more than all else
        of_key = ((self._segments[s], key) for s, key in numbers)
        had = [arrays.pages_with[arrays.keys.of_number(key)].sum() for arrays, key in of_key]
        expected = self.total * (1 - exp(-int(sum(had)) / self.total))
        return self.of_numbers(numbers), idf(expected, self.total)


def _telling(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """The stems of what was typed with hyphens between, without letters and function words: of
    ``eller-funktion`` one, of ``x-funktion`` none, since it is named by the letter."""
    words = [piece for piece in pieces if len(piece) > 1]
    telling = tuple(dict.fromkeys(stem(word) for word in words if word not in STOPWORDS))
    return telling if len(telling) > 1 or len(words) == len(pieces) else ()


_NUMBERED = re.compile(r"([^\W\d_]{2,})\d+")
_PLAIN = str.maketrans("æøå", "aoa")
"""What Danish letters become on other keyboards."""


def _has_same_letters(word: str, other: str) -> bool:
    """Whether words have the same letters, but for two that are swapped, a link between parts, a
    letter typed twice, and Danish letters on other keyboards."""
    if word.translate(_PLAIN) == other.translate(_PLAIN):
        return True
    short, long = sorted((word, other), key=len)
    if len(short) == len(long):
        return sorted(short) == sorted(long)
    left_out = (n for n in range(len(long)) if long[:n] + long[n + 1 :] == short)
    return any(long[n] in LINKS or long[n] == long[n - 1] for n in left_out)


def _slips(typed: Sequence[str], meant: Iterable[str], most: int) -> Ints:
    """How many slips of the keyboard (Damerau-Levenshtein) part each word that may be meant from
    the nearest of those typed; more than ``most`` are ``most`` and one."""
    made: Ints = cdist(
        typed, list(meant), scorer=DamerauLevenshtein.distance, score_cutoff=most, dtype=np.int32
    )
    least: Ints = made.min(axis=0)
    return least
