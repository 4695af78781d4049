"""Features: what tells that a sentence or row states what is asked, and what each counts."""

from operator import mul
from typing import NamedTuple


class Features(NamedTuple):
    """Of a sentence or row, or what each counts towards its score.

    The first seven share out the words of the query, by idf, each to the nearest place where it
    stands: in the unit itself (``own``), the labels of its row and column (``heads``), its table's
    ``caption``, the sentence ``before`` it, the ``heading`` over it, the ``title`` of its report,
    elsewhere on its ``page``. Words that only ask for a kind of figure are in the unit when one
    stands there.
    """

    own: float
    heads: float
    caption: float
    before: float
    heading: float
    title: float
    page: float
    near: float
    """The share of neighbouring marks of different words that are near each other."""
    fits: float
    """Whether it has a figure of the kind that is asked for; a half when none is."""
    bound: float
    """Whether that figure counts what is asked the number of; a half when nothing is."""
    close: float
    """What of the words stands around that figure."""
    best: float
    """The score of its page as a share of the best page's."""
    is_heading: float
    is_row: float
    long: float
    """How many times longer than ``LONG`` it is, above one."""
    lacks_number: float
    """The share of the query's numbers that don't stand beside their neighbours of the query."""
    pairs: float
    """The share of words that stand beside their neighbours of the query."""
    lacks_key: float
    """Whether the word that tells most is nowhere but elsewhere on the page."""
    evidence: float
    """How much the words that are there tell together, 1 from ``ENOUGH`` idf on."""
    denies: float
    """Whether it says that something is not so: 1 when the query does too, else -1."""

    def score(self, weights: "Features") -> float:
        """The sum of what each counts."""
        return float(sum(map(mul, self, weights)))


LONG = 200
"""Characters of a long sentence."""
ENOUGH = 25.0

WEIGHTS = Features(
    own=1.0, heads=0.93, caption=0.4, before=0.72, heading=1.08, title=0.73, page=0.4,
    near=0.14, fits=0.4, bound=0.28, close=0.28, best=0.6, is_heading=-0.7, is_row=0.07, long=-0.3,
    lacks_number=-0.05, pairs=0.25, lacks_key=-0.12, evidence=0.67, denies=0.2,
)  # fmt: skip
"""Found by random steps on the dev half of the questions of ``benchmarks.findings`` and of
``benchmarks.paraphrases``, two runs' mean, rounded."""
MOST = 3.5
"""About the highest score: all words beside each other in a sentence of the best page, with the
figure that is asked for."""
STATED = 2.0
"""From which score on the best unit is an answer: above that of 98 of 100 questions on matters of
which no report tells."""
BESIDE_IT = 1.7
"""From which score on others are shown beside such an answer."""
