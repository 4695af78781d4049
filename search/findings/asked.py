"""What a query asks of a sentence: its words with what they tell, and the figure it wants."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import exp, log

from search.analysis.stems import STOPWORDS, lemma
from search.analysis.tokens import words
from search.asking.definitionframes import FRAMING, asks_for_value, what_is_asked
from search.asking.figurekinds import (
    TIMED,
    WHEN,
    asks,
    is_told_by_none,
    is_unit,
    kinds_asked,
    measure_asked,
    merely_asks,
)
from search.asking.query import Phrase
from search.asking.questionframes import WHICH
from search.findings.features import EACH, ENOUGH
from search.library.pagelayout import Span
from search.quoting.figures import Figure
from search.ranking.leaf import Leaf
from search.showing.highlighting import Highlighter
from search.showing.marks import Mark

_COUNTED = re.compile(r"\b(?:hvor mange|antal(?:let)?|hvor meget|hvor stor en del af)\b", re.I)
DENIAL = re.compile(r"\b(?:ikke|ingen|intet|uden|aldrig|hverken|mangler|manglende)\b", re.I)
"""What says that something is not so."""
LIGHT_VERBS = frozenset(
    ("få", "give", "gå", "tage", "komme", "gøre", "bruge", "lave", "ligge", "stå", "sige", "se",
     "finde", "koste", "fylde", "vare", "køre", "kræve", "betyde", "anvende", "foregå", "ske")
)  # fmt: skip
"""Verbs with which anything is asked: what states it has others."""
LIGHT = 0.4
"""What these count beside other words."""
COMPOUND = 0.5
"""What a figure tells of a compound that asks for its kind."""
ALIKE = 0.6
"""What it tells of a word that no page has to be found within another, in parts or as a slip."""
AWAY = 300
"""Characters from a sentence at which a word counts for a third."""
COMMON = 1.1
"""The idf of a word that stands on every third page."""
MANY, FEW = 1 / 12, 15
"""Matters stand on many pages: on more than this share of them; on few: on no more than are
read."""
REACH = 32
"""Characters after a figure in which what it counts stands."""

_RELATIVE = re.compile(
    r"(?:\s[^\W\d_]{1,20}){0,2}?\s(?:før|inden|efter|forud|fra)\b", re.I
)  # fmt: skip
"""What after a span of time tells when: »14 dage før«."""
_WITHIN = re.compile(r"\b(?:inden|senest|tidligst|efter|før|om)\b[^.;]{0,20}\Z", re.I)
"""The same before it: »inden 14 dage«."""
_PARTING = re.compile(r"[\s\"'”“„»«’‘/-]{0,3}(?:(?:er|en|et)\s)?")
"""What may stand between the words of a term."""

Telling = dict[str, float]
"""What each word of a query tells (its idf), or what of it is told."""


@dataclass(frozen=True)
class Asked:
    """What is asked with ``query``: what each of its words tells, in their order, and the words
    that each number of ``Mark.word`` is; ``wants_figure`` when nothing but figures is sought;
    the collection has so many ``pages``."""

    query: str
    worths: Telling
    of_mark: tuple[tuple[str, ...], ...]
    wants_figure: bool = False
    pages: int = 1

    @classmethod
    def of(cls, query: str, marker: Highlighter, *, wants_figure: bool = False) -> "Asked":
        """What is asked with a query that is marked so."""
        worths: Telling = {}
        of_mark = []
        framing = FRAMING if what_is_asked(query) else frozenset[str]()
        for leaf, worth in zip(marker.leaves, marker.worths, strict=True):
            beside = isinstance(leaf.node, Phrase) and leaf.node.beside
            of_mark.append(_texts(leaf))
            if not (beside or leaf.text in framing or leaf.text.lower() in WHICH):
                told = worth * (LIGHT if lemma(leaf.text) in LIGHT_VERBS else 1.0)
                told /= ALIKE if _is_only_alike(leaf) else 1.0
                worths[leaf.text] = max(told, worths.get(leaf.text, 0.0))
        return cls(query, worths, tuple(of_mark), wants_figure, marker.total)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of figures asked for; () when none is."""
        return () if self.meaning else kinds_asked(self.query)

    @cached_property
    def meaning(self) -> str:
        """What is asked the meaning of; '' for none."""
        return what_is_asked(self.query)

    @property
    def wants_none(self) -> bool:
        """Whether no figure answers, whatever stands in what does."""
        return not self.wants_figure and bool(self.meaning or is_told_by_none(self.query))

    @property
    def by_passage(self) -> bool:
        """Whether a passage answers: when no figure is wanted."""
        return not (self.wants_figure or self.kinds or self.is_word)

    @cached_property
    def total(self) -> float:
        """What all words tell; never 0."""
        return max(sum(self.worths.values()), 1e-6)

    @cached_property
    def enough(self) -> float:
        """How much words tell together that are all the evidence there can be."""
        return min(ENOUGH, EACH * log(self.pages + 1))

    @cached_property
    def asking(self) -> Telling:
        """What a figure tells of the words that ask for its kind: all of those that do nothing
        else, half of compounds that end with these (»svarprocent«)."""
        asking = (text for text in self.worths if not TIMED.fullmatch(text) and kinds_asked(text))
        shares = ((text, 1.0 if merely_asks(text) else COMPOUND) for text in asking)
        return {text: self.worths[text] * share for text, share in shares} | self.measuring

    @cached_property
    def measuring(self) -> Telling:
        """What of the words that name a measure a figure in that measure tells: all of those in
        which it is told (»kvadratmeter«), half of others (»højde«)."""
        named = (text for text in self.worths if self.measure and measure_asked(text))
        return {t: self.worths[t] * (1.0 if is_unit(t) else COMPOUND) for t in named}

    @cached_property
    def matter(self) -> Telling:
        """The words that name what is asked about: those that are no light verb and do more than
        ask for a kind of figure; all of them where none does."""
        every = self.worths.items()
        said = self.meaning.lower()
        named = {t: worth for t, worth in every if t.lower() in said or not _asks_alone(t)}
        return named or dict(self.worths)

    @cached_property
    def term(self) -> frozenset[str]:
        """The words of what is asked what it is; none where that isn't asked."""
        said = self.meaning.lower()
        return frozenset(t for t in self.matter if said and t.lower() in said)

    @property
    def wants_meaning(self) -> bool:
        """Whether nothing answers but what something is."""
        if self.wants_figure or asks_for_value(self.meaning):
            return False
        return bool(self.term) and self.term == self.matter.keys()

    def terms(self, text: str, marks: Iterable[Mark]) -> Iterator[Span]:
        """Where all words of the term stand together in a text, of these marks in their order."""
        found: list[Mark] = []
        for mark in marks:
            if found and not _PARTING.fullmatch(text, found[-1].end, mark.start):
                found = []
            if not self.term.isdisjoint(self.of_mark[mark.word]):
                found = [*found, mark][-len(self.term) :]
                if self.term <= {word for one in found for word in self.of_mark[one.word]}:
                    yield found[0].start, found[-1].end
            else:
                found = []

    def named_by(self, marks: Iterable[Mark]) -> float:
        """What the most telling of these marks tells of the matter; 0 when none names it."""
        texts = (text for mark in marks for text in self.of_mark[mark.word])
        return max((self.matter.get(text, 0.0) for text in texts), default=0.0)

    @cached_property
    def counted(self) -> str:
        """The word of what is asked the number of (»hvor mange jobcentre«, »oprydning timer«); ''
        for none."""
        found = _COUNTED.search(self.query)
        after = words(self.query[found.end() :] if found else " ".join(TIMED.findall(self.query)))
        return next((text for text in after if text in self.worths), "")

    @cached_property
    def is_word(self) -> bool:
        """Whether it is a word and no question: which of all that is said of it is wanted, isn't
        told. What is typed in quotation marks or asks (»hvad er en mentor«) has more words."""
        return len(self.worths) == 1 and not self.kinds and len(words(self.query)) == 1

    @cached_property
    def is_about_nothing(self) -> bool:
        """Whether it has none but the smallest words (»og«), which tell nothing, or asks for no
        figure and names only words of many pages: of what is asked of one word, or of bare words
        all together, fewer are many."""
        if STOPWORDS.issuperset(self.worths):
            return True
        if not (self.is_word or self.by_passage):
            return False
        if max(self.matter.values()) < COMMON:
            return True
        share = exp(-sum(self.matter.values()))
        on_many, on_few = share > MANY, share * self.pages <= FEW
        if asks(self.query):
            return len(self.matter) == 1 and on_many and not on_few
        return self.by_passage and (on_many or not on_few)

    @cached_property
    def denies(self) -> bool:
        """Whether what is not so is asked for."""
        return DENIAL.search(self.query) is not None

    @cached_property
    def _order(self) -> dict[str, int]:
        return {word: at for at, word in enumerate(self.worths)}

    def told(self, marks: Iterable[Mark]) -> Telling:
        """What these marks tell of each word."""
        found: Telling = {}
        for mark in marks:
            for text in self.of_mark[mark.word]:
                worth = min(mark.worth, self.worths.get(text, 0.0))
                if worth > found.get(text, 0.0):
                    found[text] = worth
        return found

    def all_of(self, leaves: Iterable[Leaf]) -> Telling:
        """All that the words of these leaves tell."""
        texts = {text for leaf in leaves for text in _texts(leaf)}
        return {text: self.worths[text] for text in texts if text in self.worths}

    def row(self, marks: Iterable[Mark]) -> float:
        """How much of the query stands in a row, in its order, whatever stands between: the share
        of its words that follow the one before them."""
        order = self._order
        places = [
            order[word]
            for mark in sorted(marks)
            for word in self.of_mark[mark.word]
            if word in order
        ]
        longest = row = 0
        for first, second in pairwise(places):
            row = row + 1 if second == first + 1 else 0
            longest = max(longest, row)
        return longest / max(1, len(order) - 1)

    def near(self, span: Span, marks: Iterable[Mark]) -> float:
        """The share of what is asked that stands about a span: all in it, less the farther off."""
        found: Telling = {}
        for mark in marks:
            gap = max(span[0] - mark.end, mark.start - span[1], 0)
            here = exp(-gap / AWAY)
            for text in self.of_mark[mark.word]:
                told = min(mark.worth, self.worths.get(text, 0.0)) * here
                if told > found.get(text, 0.0):
                    found[text] = told
        return sum(found.values()) / self.total

    def fits(self, figure: Figure, text: str) -> bool:
        """Whether a figure of a text is of a kind that is asked for: to when, no span of time does
        that is from nothing (»i 14 dage«), and a date or a time of day to nothing else."""
        if figure.kind not in self.kinds:
            return False
        if figure.kind == "time" and not figure.values:  # a day, a week or a time of day
            return "year" in self.kinds
        if self.kinds != WHEN or figure.kind != "time" or not figure.unit:
            return True
        before = text[max(0, figure.start - REACH) : figure.end]
        return bool(_RELATIVE.match(text, figure.end) or _WITHIN.search(before))

    @cached_property
    def measure(self) -> "re.Pattern[str] | None":
        """What stands after a figure of the measure that is asked for; None for none."""
        return measure_asked(self.query)

    @property
    def counts_any(self) -> bool:
        """Whether some figures are the number, or in the measure, of what is asked for."""
        return bool(self.counted or self.measure)

    def measures(self, figure: Figure, text: str) -> bool:
        """Whether a figure of a text is in the measure asked for."""
        if not self.measure or figure.kind != "count":
            return False
        within = self.measure.search(text, figure.start, figure.end)
        return bool(within or self.measure.match(text, figure.end))

    def counts(self, figure: Figure, text: str, marks: Iterable[Mark]) -> bool:
        """Whether a figure of a text is the number of what is asked the number of, or in the
        measure asked for."""
        return self.measures(figure, text) or any(
            figure.start <= mark.start <= figure.end + REACH
            and self.counted in self.of_mark[mark.word]
            for mark in marks
        )


def _asks_alone(text: str) -> bool:
    """Whether a word only asks, whatever of."""
    if text in STOPWORDS or lemma(text) in LIGHT_VERBS:
        return True
    return merely_asks(text) or is_unit(text)


def _texts(leaf: Leaf) -> tuple[str, ...]:
    """The words that a leaf stands for."""
    beside = isinstance(leaf.node, Phrase) and leaf.node.beside
    return tuple(leaf.text.split()) if beside else (leaf.text,)


def _is_only_alike(leaf: Leaf) -> bool:
    """Whether a leaf is a word that no page has, which is taken for others."""
    meaning = leaf.meaning
    if meaning is None or leaf.names or leaf.apart or len(meaning.inflected):
        return False
    return bool(len(meaning.within) or len(meaning.slip) or meaning.in_parts)
