"""Words set with space between their letters, put together by the widths of the gaps."""

import re
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from indexer.extraction.accents import FILLER
from indexer.extraction.words import Words

SPACED = re.compile(r"(?:(?<!\S)\S[ \t\xa0]+){4}\S(?!\S)")
"""Five characters that stand alone, one after the other."""
LEAST = 5
LETTERS = 0.6
"""Of the characters: fewer letters are the figures of a table."""
LIST = 8
"""So many letters of which none comes again are a list of letters."""
PARTED = 1.6
"""Of the usual gap in a stretch: a wider one is between words."""
WIDEST = 1.0
"""In heights of the line: a usual gap that is wider is between cells."""


def close_spaced(words: Words) -> Words:
    """The words with those whose letters stand apart made whole. Characters keep their indices."""
    letters, text = words.letters, list(words.text)
    inner = set()
    for first, after in _stretches(words):
        characters = [words.text[letters[2 * n]] for n in range(first, after)]
        if len(characters) < LEAST or not _is_text(characters):
            continue
        gaps = [words.lefts[2 * n] - words.rights[2 * n - 1] for n in range(first + 1, after)]
        usual = median(gaps)
        if not 0 < usual <= WIDEST * words.height(2 * first):
            continue
        for number, gap in zip(range(first + 1, after), gaps, strict=True):
            if gap < PARTED * usual:
                inner.add(number)
                start, end = letters[2 * number - 1] + 1, letters[2 * number]
                text[start:end] = FILLER * (end - start)
    kept = [
        at
        for at in range(len(letters))
        if at // 2 + at % 2 not in inner  # the first letter of what follows, the last before it
    ]
    return replace(
        words,
        text="".join(text),
        letters=[letters[at] for at in kept],
        lefts=[words.lefts[at] for at in kept],
        bottoms=[words.bottoms[at] for at in kept],
        rights=[words.rights[at] for at in kept],
        tops=[words.tops[at] for at in kept],
    )


def _stretches(words: Words) -> Iterator[tuple[int, int]]:
    """From which word to before which single characters stand in a row on one line."""
    first = after = 0
    for word in range(len(words.letters) // 2):
        start, end = words.letters[2 * word : 2 * word + 2]
        if start != end:
            continue
        if word > after or not words.is_level(2 * word - 1, 2 * word):
            yield first, after
            first = word
        after = word + 1
    yield first, after


def _is_text(characters: list[str]) -> bool:
    """Whether these are letters of words, and neither an alphabet nor the crosses of a table."""
    known = [character.lower() for character in characters if character.isalpha()]
    kinds = len(set(known))
    is_list = known == sorted(set(known)) or (kinds == len(known) >= LIST)
    return len(known) >= LETTERS * len(characters) and kinds > 2 and not is_list
