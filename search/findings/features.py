"""Features: what tells that a sentence or row states what is asked, and what each counts."""

from operator import mul
from typing import NamedTuple


class Features(NamedTuple):
    """Of a sentence or row, or what each counts towards its score."""

    told: float
    """The share of the query's words, by idf, that stand in the unit, over it or on its page, but
    for those of ``title``; those that only ask for a kind of figure do when one stands in it."""
    title: float
    """The share of those that stand farther off than the title of its report."""
    fits: float
    """Whether it has a figure of the kind that is asked for; a half when none is."""
    bound: float
    """Whether that figure counts what is asked the number of; a half when nothing is."""
    close: float
    """What of the words stands around that figure."""
    row: float
    """The share of the query's words that stand in a row, in its order, in it or over it."""
    near: float
    """The share of the words, by idf, that stand about a sentence: less the farther off; 0 of rows,
    which have their labels."""
    evidence: float
    """How much the words in the unit, over it and in the title tell together, 1 from ``ENOUGH`` idf
    on."""
    denies: float
    """Whether it says that something is not so: 1 when the query does too, else -1."""
    first: float
    """Whether its report is the first that the search shows."""
    shown: float
    """The share of it that stands in the passage that the search shows of its page."""
    leads: float
    """The same, where that page leads those of its report."""
    figure: float
    """Whether it has any figure, years where no figure is asked for."""
    empty: float
    """Whether it is a heading, a question or a link, which state nothing."""

    def score(self, weights: "Features") -> float:
        """The sum of what each counts: log-odds, but for a constant."""
        return float(sum(map(mul, self, weights)))


ENOUGH = 25.0

WEIGHTS = Features(
    told=6.9, title=4.5, fits=2.5, bound=2.4, close=3.5, row=3.0, near=1.7, evidence=7.7,
    denies=1.2, first=1.6, shown=1.0, leads=0.6, figure=1.1, empty=-2.2,
)  # fmt: skip
"""A conditional logit (McFadden 1974) of the units of each question, one more of which is that none
answers: the most likely weights, with a normal prior of variance 1/3 on standardised features, on
the dev half of the questions of ``benchmarks.findings``, those on other matters, the dev half of
``benchmarks.paraphrases``, and the facts of ``benchmarks.facts``. Of 70 features those are left
that made answers likelier in reports that weights were not made of: reports were held out in turn
in eight parts, those of the same authors together, and counted evenly rather than by questions."""
NONE = 14.9
"""What it is worth that none answers."""
STATED = 15.3
"""From which score on the best unit is an answer: above that of 96 to 97 of 100 questions of the
dev half on matters of which no report tells, 80 of which no weight was made of."""
BESIDE_IT = 13.5
"""From which score on others are shown beside such an answer."""
