"""Verbs with a particle: what is *at rydde op*, a report calls *oprydning*."""

import re
from collections.abc import Iterator, Sequence

from search.analysis.stems import STOPWORDS, lemma, stem
from search.asking.query import Word

PARTICLES = frozenset(
    ("bort", "fast", "frem", "hjem", "ind", "ned", "op", "sammen", "tilbage", "ud")
)
"""Adverbs alone: what is a preposition as well (*med*, *til*) stands after any verb."""
OPAQUE = frozenset(
    (
        "fastsæt", "fremstil", "indtag", "opfyld", "ophold", "oplev", "oplys", "opnå", "opret",
        "opstå", "udarbejd", "udfør", "udgør", "udnyt", "udryd", "udtal",
    )
)  # fmt: skip
"""What means another thing as one word: who *lever op* to something doesn't *opleve* it."""
SHORTEST_ROOT = 3
MOST_BETWEEN = 3
"""Words between the two: *sende de unge helt hjem*."""
_ENDINGS = re.compile(
    r".?(?:e|er|es|ede|edes|et|te|tes|t|(?:n?ing|else|en)(?:en|er|erne|n|r|rne)?s?)?"
)


def particle_verbs(side: Sequence[Word | None]) -> Iterator[tuple[Word, Word]]:
    """The words that may be a verb and its particle, of words side by side."""
    for place, particle in enumerate(side):
        if not particle or particle.text not in PARTICLES:
            continue
        for before in range(place - 1, max(-1, place - 2 - MOST_BETWEEN), -1):
            verb, after = side[before], side[before + 1]
            if not (verb and after and after.follows):
                break
            if verb.text not in STOPWORDS:
                yield verb, particle


def start_of(verb: str, particle: str) -> str | None:
    """What the two begin with as one word; None where that is another word, or could be any."""
    root = stem(lemma(verb))
    known = len(root) >= SHORTEST_ROOT and root.isalpha() and particle + root not in OPAQUE
    return particle + root if known else None


def is_form_of(word: str, start: str) -> bool:
    """Whether a word is a form of a verb that begins so, or of what doing it is called."""
    return word.startswith(start) and _ENDINGS.fullmatch(word, len(start)) is not None
