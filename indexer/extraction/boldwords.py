"""Which words of a scan are set in bold, by the width of their strokes."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

import numpy as np

from indexer.extraction.skew import Image

BOLD = 1.25
"""Of the page's usual width of strokes: those of bold words are wider. Lines in bold have 1.38 to
2.1 on scans of eight documents, others up to 1.15."""
LEAST_LETTERS = 3
"""What is shorter is taken for what most of its line is."""
LEAST_WORDS = 8
"""So many words tell what is usual on a page."""
MOST = 0.8
"""Of a line's letters: where so many are bold, or are not, all of them are."""
SPARSE = 7
"""One pixel in so many, along each side, tells how dark ink and paper are."""

WordPlace = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels from the upper left corner."""


def bold_words(words: Sequence[tuple[object, str, WordPlace]], image: Image) -> list[bool]:
    """Whether each word, which has the key of its line and its place in the picture, is bold."""
    dark = darkness(image)
    widths = [_stroke(image, place, dark) if _tells(text) else 0.0 for _, text, place in words]
    known = [width for width in widths if width > 0]
    if len(known) < LEAST_WORDS:
        return [False] * len(words)
    least = BOLD * median(known)
    lines: dict[object, list[tuple[int, bool]]] = defaultdict(list)
    for (key, text, _), width in zip(words, widths, strict=True):
        if width > 0:
            lines[key].append((len(text), width > least))
    return [
        _is_bold(lines[key], width > least)
        for (key, _, _), width in zip(words, widths, strict=True)
    ]


def darkness(image: Image) -> float:
    """What is darker is ink."""
    sample = image[::SPARSE, ::SPARSE]
    return float(np.mean(np.percentile(sample, (0.5, 90)))) if sample.size else 0.0


def _tells(text: str) -> bool:
    return sum(map(str.isalnum, text)) >= LEAST_LETTERS


def _is_bold(line: Sequence[tuple[int, bool]], own: bool) -> bool:
    """Whether a word is bold whose line has these words, of so many letters, bold or not."""
    every = sum(letters for letters, _ in line)
    bold = sum(letters for letters, is_bold in line if is_bold)
    return bold >= MOST * every > 0 or (own and bold > (1 - MOST) * every)


def _stroke(image: Image, place: WordPlace, dark: float) -> float:
    """The mean width of a word's strokes, in pixels along its line; 0 where there is no ink."""
    left, top, right, bottom = place
    ink = image[top:bottom, left:right] < dark
    begins = np.count_nonzero(ink[:, 1:] & ~ink[:, :-1]) + np.count_nonzero(ink[:, :1])
    return float(np.count_nonzero(ink) / begins) if begins else 0.0
