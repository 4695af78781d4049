"""Help while typing and after: completions, and "did you mean"."""

import re
from collections.abc import Iterable

from search.analysis.normalise import canonical, normalise
from search.analysis.stems import STOPWORDS
from search.index.fields import LONGEST_PREFIX
from search.library.budget import FINDING, SHOWING, UNBOUNDED, Budget
from search.ranking.lexicon import Lexicon, Meaning

MOST_COMPLETIONS = 8
SHORTEST_PREFIX = 2


def complete(
    lexicon: Lexicon, titles: Iterable[str], typed: str, budget: Budget = UNBOUNDED
) -> tuple[str, ...]:
    """What the typed text may become: its last word made whole by the collection's words, those of
    most pages first, after titles that begin with the text; as far as the budget goes."""
    typed = typed[:LONGEST_PREFIX].lstrip()
    before, _, last = typed.rpartition(" ")
    last = last.lower()
    if len(last) < SHORTEST_PREFIX or not last.isalpha():
        return ()
    alike = canonical(normalise(typed))
    titles = budget.within(titles, FINDING)
    whole = [title for title in titles if canonical(normalise(title)).startswith(alike)]
    words = () if budget.spent(SHOWING) else lexicon.completions(last, 3 * MOST_COMPLETIONS)
    lead = f"{before} " if before else ""
    found = [lead + word for word in words if word.isalpha() and word not in STOPWORDS]
    return tuple(dict.fromkeys((*whole[:2], *found)))[:MOST_COMPLETIONS]


def suggestion(lexicon: Lexicon, query: str, meanings: Iterable[Meaning]) -> str | None:
    """The query with each word that the collection doesn't have, in any inflection or as a
    compound, put right by the likeliest of its words; None when nothing is to be put right."""
    better = query
    for meaning in meanings:
        if meaning.known or not len(meaning.slip) or meaning.halves:
            continue
        right = lexicon.text(int(meaning.slip[0]))
        better = re.sub(rf"\b{re.escape(meaning.word)}\b", right, better, flags=re.IGNORECASE)
    return better if better != query else None
