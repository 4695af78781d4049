"""The quiet line: what was done with the words of a query, each thing with its own switch."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from search import Results
from webapp.parameters import READINGS
from webapp.state import SearchState

SHOWN = 8
"""Words told of each thing."""
NAMES_SHOWN = 3
"""Other names told of each word."""


@dataclass(frozen=True)
class Done:
    """One thing that was done, or not: its name, the words, and the switch: what it does and the
    address."""

    name: str
    words: str
    switch: str
    url: str


def quiet_line(state: SearchState, found: Results) -> list[Done]:
    """What was done with the words, and what is switched off."""
    told = found.told
    words = {
        "boejninger": list(told.inflections),
        "sammensaetninger": [
            *told.compounds, *(f"{typed} → {' + '.join(parts)}" for typed, parts in told.parts)
        ],
        "sammenskrivning": [f"{typed} → {other}" for typed, other in told.joined],
        "synonymer": _by_word(told.synonyms),
        "rettelser": [f"{typed} → {right}" for typed, right in told.slips],
    }  # fmt: skip
    made = []
    for name, label in READINGS.items():
        on = state.takes(name)
        if words[name] or not on:
            said = ", ".join(words[name][:SHOWN]) + (" …" if len(words[name]) > SHOWN else "")
            url = state.taking(name, not on).url()
            made.append(Done(label, said, "søg uden" if on else "søg med", url))
    return made


def _by_word(names: Iterable[tuple[str, str]]) -> list[str]:
    """Each word typed with its other names, a word once."""
    told = []
    for typed, pairs in groupby(names, itemgetter(0)):
        every = [name for _, name in pairs]
        more = " m.fl." if len(every) > NAMES_SHOWN else ""
        told.append(f"{typed} → {'/'.join(every[:NAMES_SHOWN])}{more}")
    return told
