"""Pages whose text stands along the side, as landscape tables on upright pages do: PDFium gives it
column by column."""

from collections import Counter
from collections.abc import Iterator, Sequence

from indexer.extraction.characters import Characters
from indexer.extraction.words import WORD, Words, spans_of, words_of

SAMPLE = 16
"""So many letters, spread over the page, tell how most of it stands."""
LEVEL = 0.5
"""Of the smaller height: how much words of one line have in common."""


def slant_of(characters: Characters) -> int:
    """By how many degrees the page must be turned clockwise for most of its text to stand upright:
    0, 90, 180 or 270."""
    text = characters.text
    tried = range(0, len(text), max(1, len(text) // SAMPLE))
    slants = Counter(characters.slant(at) for at in tried if text[at].isalnum())
    slant, count = slants.most_common(1)[0] if slants else (0, 0)
    return slant if 2 * count > slants.total() else 0


def in_lines(characters: Characters) -> Characters:
    """The characters of a turned page line by line, from the top and from the left; then words that
    stand otherwise, as the page's number may, in their own order."""
    words = words_of(characters.text, characters.boxes)
    spans = list(spans_of(WORD, words.text))
    upright = [at for at, (start, _) in enumerate(spans) if not characters.slant(start)]
    others = sorted({*range(len(spans))} - {*upright})
    parts, order = list[str](), list[int]()
    for line in (*_lines(words, upright), *_as_they_come(words.text, spans, others)):
        for word in line:
            start, end = spans[word]
            between = " " if word != line[-1] else "\r\n"
            parts += words.text[start:end], between
            order += [*range(start, end), *[end - 1] * len(between)]
    return characters.reordered("".join(parts), order)


def _lines(words: Words, upright: Sequence[int]) -> Iterator[list[int]]:
    """The words by number, line by line."""
    line: list[int] = []
    for word in sorted(upright, key=lambda word: -words.bottoms[2 * word] - words.tops[2 * word]):
        if line and not _is_level(words, line[-1], word):
            yield sorted(line, key=lambda word: words.lefts[2 * word])
            line = []
        line.append(word)
    yield sorted(line, key=lambda word: words.lefts[2 * word])


def _is_level(words: Words, one: int, other: int) -> bool:
    bottoms, tops, heights = words.bottoms, words.tops, words.heights
    shared = min(tops[2 * one], tops[2 * other]) - max(bottoms[2 * one], bottoms[2 * other])
    return shared > LEVEL * min(heights[2 * one], heights[2 * other])


def _as_they_come(
    text: str, spans: Sequence[tuple[int, int]], others: Sequence[int]
) -> Iterator[list[int]]:
    """Words by number, parted where their line ends in the text."""
    line: list[int] = []
    for word in others:
        if line and (word > line[-1] + 1 or "\n" in text[spans[line[-1]][1] : spans[word][0]]):
            yield line
            line = []
        line.append(word)
    yield line
