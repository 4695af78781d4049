"""Text along the side of the page: landscape tables on upright pages, which PDFium gives column by
column, and labels of columns, which it breaks between letters."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from indexer.extraction.characters import Characters
from indexer.extraction.words import WORD, Words, spans_of, words_of
from search.library.pagelayout import Span

SAMPLE = 16
"""So many letters, spread over the page, tell how most of it stands."""
MOST = 0.8
LEVEL = 0.5
"""Of the smaller height: how much words of one line have in common."""
TIGHT = 0.12
"""In heights of the line: a gap that is narrower, at which PDFium breaks a line, is none."""
# Three lines in a row that are hardly longer than a letter.
BROKEN = re.compile(r"\n(\S{1,3}\r\n\S{1,3}\r\n\S)")


def slant_of(characters: Characters) -> int:
    """By how many degrees the page must be turned clockwise for most of its text to stand upright:
    0, 90, 180 or 270. Labels along the side may be more than the rows of a small table."""
    text = characters.text
    tried = range(0, len(text), max(1, len(text) // SAMPLE))
    slants = Counter(characters.slants([at for at in tried if text[at].isalnum()]))
    slant, count = slants.most_common(1)[0] if slants else (0, 0)
    return slant if count > MOST * slants.total() else 0


def in_lines(characters: Characters, slant: int) -> Characters:
    """The characters on the page turned clockwise by ``slant`` degrees, where most stand upright.
    Those that PDFium has not read line by line, or has broken, come line by line."""
    upright = characters.turned(slant)
    text = upright.text
    broken = [found.start(1) for found in BROKEN.finditer(text)]
    if not slant and not any(characters.slants(broken)):
        return upright
    spans = list(spans_of(WORD, text))
    ways = groupby(range(len(spans)), upright.slants([start for start, _ in spans]).__getitem__)
    groups = [(way, list(words)) for way, words in ways]
    if slant:  # one body, then what stands otherwise, as the page's number may
        body = [word for way, words in groups if not way for word in words]
        groups = [(0, body), *((way, words) for way, words in groups if way)]
    words_by = cache(lambda way: _words(upright.turned(way)))
    parts, order = list[str](), list[int]()
    for way, group in groups:
        if way or slant:
            for part, places in _written(words_by(way), group):
                parts.append(part)
                order += places
        elif group:
            start = spans[group[0]][0]
            end = spans[group[-1] + 1][0] if group[-1] + 1 < len(spans) else len(text)
            parts.append(text[start:end])
            order += range(start, end)
    return upright.reordered("".join(parts), order)


def _words(characters: Characters) -> Words:
    return words_of(characters.text, characters.boxes)


def _written(words: Words, group: Sequence[int]) -> Iterator[tuple[str, Iterable[int]]]:
    """The words of these numbers line by line as they stand on the page, each with what follows it
    and the places of these characters in the text."""
    for line in _lines(words, group):
        ends = ["" if _is_cut(words, *pair) else " " for pair in pairwise(line)]
        for word, between in zip(line, [*ends, "\r\n"], strict=False):
            start, end = _span(words, word)
            yield words.text[start:end] + between, [*range(start, end), *[end - 1] * len(between)]


def _lines(words: Words, group: Sequence[int]) -> Iterator[list[int]]:
    """The words by number, line by line."""
    line: list[int] = []
    for word in sorted(group, key=lambda word: -words.bottoms[2 * word] - words.tops[2 * word]):
        if line and not _is_level(words, line[-1], word):
            yield sorted(line, key=lambda word: words.lefts[2 * word])
            line = []
        line.append(word)
    yield sorted(line, key=lambda word: words.lefts[2 * word])


def _span(words: Words, word: int) -> Span:
    return words.letters[2 * word], words.letters[2 * word + 1] + 1


def _is_cut(words: Words, word: int, after: int) -> bool:
    """Whether PDFium broke the line between the two, and no space is meant there."""
    (_, end), (start, _) = _span(words, word), _span(words, after)
    gap = words.lefts[2 * after] - words.rights[2 * word + 1]
    return gap < TIGHT * words.heights[2 * word] and " " not in words.text[end:start]


def _is_level(words: Words, one: int, other: int) -> bool:
    bottoms, tops, heights = words.bottoms, words.tops, words.heights
    shared = min(tops[2 * one], tops[2 * other]) - max(bottoms[2 * one], bottoms[2 * other])
    return shared > LEVEL * min(heights[2 * one], heights[2 * other])
