"""Signs, measured on a page's text, that its reader did badly."""

import re

WORD = re.compile(r"\S+")
LETTERS = re.compile(r"[^\W\d_]+")
STRANGE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
GLUED = 30
"""Letters: Danish compounds are long, but a longer word is nearly always several glued."""
MARGIN = 0.1


def faults(text: str) -> float:
    """From 0 (none) to 1 (nothing readable): of the characters that no font explains, of letters in
    glued words, and of words of one letter beyond what a text has, the share that is largest."""
    solid = sum(len(word) for word in WORD.findall(text))
    if not solid:
        return 1.0
    words = LETTERS.findall(text)
    glued = sum(len(word) for word in words if len(word) > GLUED)
    single = sum(len(word) == 1 for word in words)
    spaced = max(0.0, single / len(words) - 0.3) / 0.7 if len(words) > 20 else 0.0
    return max(len(STRANGE.findall(text)) / solid, glued / solid, spaced)


def is_doubtful(text: str) -> bool:
    """Whether a second opinion is worth its time."""
    return faults(text) > 0.02


def is_better(other: str, text: str) -> bool:
    """Whether ``other`` should stand in place of ``text`` for a page."""
    return bool(other.strip()) and faults(other) < faults(text) - MARGIN
