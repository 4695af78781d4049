"""Pages of realistic Danish, made from word frequencies with a fixed seed.

The words and their frequencies are those of ``wordfreq``'s Danish list (subtitles, news, web,
books); compounds are made of its long words, with the links Danish uses, and drawn by Zipf's law,
so that the vocabulary grows with the collection as it does in real reports.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from wordfreq import get_frequency_dict

WORDS_A_PAGE = 300
COMPOUND_SHARE = 0.10
NUMBER_SHARE = 0.02
COMPOUNDS = 400_000
PAGES_A_REPORT = 60


@dataclass(frozen=True)
class BenchmarkPage:
    """One made page: its report, its number in it from 1, a heading and a text."""

    report: int
    number: int
    heading: str
    text: str


class Language:
    """Draws words: ``words`` by their frequency, compounds by Zipf's law."""

    def __init__(self, seed: int = 1) -> None:
        self._random = np.random.default_rng(seed)
        frequencies = {w: f for w, f in get_frequency_dict("da").items() if w.isalpha()}
        self.words = np.array(sorted(frequencies, key=lambda w: (-frequencies[w], w)), dtype=object)
        weights = np.array([frequencies[w] for w in self.words])
        self._cumulative = np.cumsum(weights / weights.sum())
        self._compounds = self._make_compounds()

    def _make_compounds(self) -> NDArray[np.object_]:
        stems = np.array([w for w in self.words[200:12_000] if 4 <= len(w) <= 12], dtype=object)
        first, last = self._random.choice(stems, COMPOUNDS), self._random.choice(stems, COMPOUNDS)
        link = self._random.choice(
            np.array(["", "s", "e"], dtype=object), COMPOUNDS, p=[0.5, 0.4, 0.1]
        )
        made: NDArray[np.object_] = first + link + last
        return made

    def draw(self, count: int) -> list[str]:
        """``count`` words of running text."""
        rank = np.searchsorted(self._cumulative, self._random.random(count))
        words = self.words[np.minimum(rank, len(self.words) - 1)]
        kind = self._random.random(count)
        compound = kind < COMPOUND_SHARE
        # ranks of a Zipf distribution with exponent 1, by inverting its cumulative logarithm
        zipf = np.exp(self._random.random(int(compound.sum())) * np.log(COMPOUNDS)).astype(int) - 1
        words[compound] = self._compounds[zipf]
        number = kind > 1 - NUMBER_SHARE
        values = self._random.integers(1, 1000, int(number.sum()))
        words[number] = [
            f"{v / 10:.1f} pct.".replace(".", ",", 1) if v % 2 else str(v) for v in values
        ]
        drawn: list[str] = words.tolist()
        return drawn

    def text(self, words: int) -> str:
        """Sentences of 6 to 20 words, a paragraph every fifth."""
        drawn, sentences = self.draw(words), list[str]()
        while drawn:
            length = int(self._random.integers(6, 21))
            sentence, drawn = drawn[:length], drawn[length:]
            end = ".\n\n" if len(sentences) % 5 == 4 else ". "
            sentences.append(" ".join(sentence).capitalize() + end)
        return "".join(sentences)


def make_pages(count: int, seed: int = 1) -> Iterator[BenchmarkPage]:
    """``count`` pages in reports of 60, the same ones for the same seed."""
    language = Language(seed)
    for at in range(count):
        report, number = divmod(at, PAGES_A_REPORT)
        heading = " ".join(language.draw(5))
        yield BenchmarkPage(report, number + 1, heading, language.text(WORDS_A_PAGE))
