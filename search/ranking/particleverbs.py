"""Verbs with a particle: what is *at rydde op*, a report calls *oprydning*."""

import re
from collections.abc import Iterator, Sequence

from search.analysis.stems import STOPWORDS, lemma, stem
from search.asking.query import Word
from search.library.dictionary import entry

PARTICLES = frozenset(
    ("bort", "fast", "frem", "hjem", "ind", "ned", "op", "sammen", "tilbage", "ud")
)
"""Adverbs alone: what is a preposition as well (*med*, *til*) stands after any verb."""
OPAQUE = frozenset(
    (
        "fastsæt", "fremstil", "fremstå", "hjemsøg", "indbyd", "indgav", "indhold", "indret",
        "indsig", "indtag", "indtryk", "indvend", "opdag", "opfyld", "opfør", "opgav", "ophold",
        "oplev", "oplys", "opnå", "opret", "opstå", "optag", "optræd", "udarbejd", "udbyt",
        "uddan", "udfør", "udgav", "udgør", "udkast", "udkomm", "udmærk", "udnyt", "udret",
        "udryd", "udsig", "udskyd", "udstyk", "udstyr", "udstå", "udsæt", "udtal", "udtryk",
        "udvid", "udvikl",
    )
)  # fmt: skip
"""What means another thing as one word: who *lever op* to something doesn't *opleve* it, and who
hands *gaver ud* makes no *udgave*."""
SHORTEST_ROOT = 3
MOST_BETWEEN = 3
"""Words between the two: *sende de unge helt hjem*."""
_NOUNS = ("ning", "ing", "else", "en", "e")
"""How what doing it is called ends, and the verb."""
_VOWELS = "aeiouyæøå"
_ENDINGS = re.compile(
    r"(.)\1?(?:e|er|es|r|s|ede|edes|et|te|tes|t|(?:n?ing|else|en)(?:en|er|erne|n|r|rne)?s?)?"
)
"""From the last letter of the root, which may be double: *oprydde*, but not *indsigt* of *sige*."""


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
    """What the two begin with as one word; None where that is another word, could be any, or the
    first is no verb."""
    if (infinitive := _infinitive(verb, particle)) is None:
        return None
    root = stem(infinitive)
    if len(root) > SHORTEST_ROOT:
        root = root.removesuffix("e")
    known = len(root) >= SHORTEST_ROOT and root.isalpha() and particle + root not in OPAQUE
    return particle + root if known else None


def _infinitive(verb: str, particle: str) -> str | None:
    """The dictionary form of a verb, which ends in a vowel; of what the dictionary takes for a noun
    (*dele*, of *del*) the word itself, where it has the two as a verb (*uddele*)."""
    if (base := lemma(verb))[-1] in _VOWELS:
        return base
    return verb if verb[-1] == "e" and entry(joined := particle + verb) == joined else None


def apart(word: str) -> Iterator[tuple[str, str]]:
    """The verb in dictionary form and the particle that a word is as one: of *opfølgning*
    *følge op*."""
    for particle in filter(word.startswith, PARTICLES):
        rest = lemma(word).removeprefix(particle)
        roots = (rest.removesuffix(end) for end in _NOUNS if rest.endswith(end))
        verbs = (root + again + "e" for root in roots if root for again in ("", root[-1]))
        for verb in verbs:
            start = start_of(verb, particle) if entry(verb) == verb else None
            if start and is_form_of(word, start):
                yield verb, particle


def is_form_of(word: str, start: str) -> bool:
    """Whether a word is a form of a verb that begins so, or of what doing it is called."""
    return word.startswith(start) and _ENDINGS.fullmatch(word, len(start) - 1) is not None
