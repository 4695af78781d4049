"""The mixed questions of the speed benchmark, drawn from the pages with a fixed seed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.pages import BenchmarkPage

KINDS = ("rare", "common", "three", "phrase", "and", "prefix", "facets", "number", "typo")
SAMPLE = 2000
"""Pages that frequencies are counted on."""


@dataclass(frozen=True)
class Question:
    """One question: of which kind, and its words."""

    kind: str
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words as a person types them."""
        return " ".join(self.words)

    @property
    def typed(self) -> str:
        """The question in the product's query language."""
        match self.kind:
            case "phrase":
                return f'"{self.text}"'
            case "and":
                return " OG ".join(self.words)
            case "prefix":
                return f"{self.text}*"
            case _:
                return self.text


def make_questions(pages: Iterable[BenchmarkPage], each: int, seed: int = 2) -> list[Question]:
    """``each`` questions of every kind.

    Rare words stand on less than one page in 500, common ones on one in 50 to one in 3; a typo is a
    common word without one of its letters.
    """
    random = Random(seed)  # noqa: S311 - the same questions each time
    sample = [page.text.lower().split() for _, page in zip(range(SAMPLE), pages, strict=False)]
    frequency = Counter(word for text in sample for word in {w.strip(".,") for w in text})
    words = [word for word in sorted(frequency) if word.isalpha() and len(word) > 3]
    rare = [w for w in words if frequency[w] * 500 < len(sample)]
    common = [w for w in words if len(sample) < frequency[w] * 50 < len(sample) * 17]
    asked = []
    for _ in range(each):
        asked += [Question(kind, _words(kind, random, rare, common, sample)) for kind in KINDS]
    return asked


def _words(
    kind: str, random: Random, rare: Sequence[str], common: Sequence[str], sample: list[list[str]]
) -> tuple[str, ...]:
    makers: dict[str, Callable[[], tuple[str, ...]]] = {
        "rare": lambda: (random.choice(rare),),
        "three": lambda: tuple(random.sample(common, 3)),
        "and": lambda: tuple(random.sample(common, 2)),
        "phrase": lambda: _phrase(random, sample),
        "prefix": lambda: (random.choice(common)[:5],),
        "number": lambda: (str(random.randrange(2, 1000, 2)),),
        "typo": lambda: (_mistype(random, random.choice([w for w in common if len(w) > 6])),),
    }
    return makers.get(kind, lambda: (random.choice(common),))()


def _mistype(random: Random, word: str) -> str:
    at = random.randrange(2, len(word) - 2)
    return word[:at] + word[at + 1 :]


def _phrase(random: Random, sample: list[list[str]]) -> tuple[str, ...]:
    while True:
        text = random.choice(sample)
        at = random.randrange(len(text) - 2)
        words = tuple(text[at : at + 2])
        if all(word.isalpha() for word in words):
            return words
