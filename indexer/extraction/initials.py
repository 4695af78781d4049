"""Initials over several lines, as magazines begin their texts, put to the word that they begin."""

from collections.abc import Iterable, Sequence

from indexer.extraction.runs import Line, Run
from search.library.dictionary import is_known

LARGE = 1.8
"""Of the size of the text beside it: an initial is larger."""
NEAR = 1.2
"""In sizes of the text: the gap between an initial and the text beside it is narrower."""
OVER = 0.6
"""Of an initial's height: so far from its top the first line beside it ends at most."""
LEAST_LINES = 2
"""So many lines stand beside an initial."""
LONG = 3
"""Characters: an initial is shorter, with a quotation mark before it."""
WORDS = "IÅØ"
"""Letters that are words as well."""


def with_initials(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines, each initial put to the first line that stands beside it."""
    made = list(lines)
    for number, line in enumerate(made):
        if len(line[0].text) < LONG and _may_be_initial(line):
            at = _first_beside(line[0], made)
            if at is not None:
                first, *others = made[at]
                made[at] = (first._replace(text=_begun(line[0].text, first.text)), *others)
                made[number] = ()
    return tuple(line for line in made if line)


def _may_be_initial(line: Line) -> bool:
    text = line[0].text
    return len(line) == 1 and text[-1:].isupper() and not text[:-1].isalnum()


def _first_beside(initial: Run, lines: Sequence[Line]) -> int | None:
    """The number of the first of the lines that stand right of the initial, all from one edge;
    None where there are too few, or one goes on from what stands left of it."""
    beside = [
        (number, line[0])
        for number, line in enumerate(lines)
        if line
        and initial.em > LARGE * line[0].em
        and -NEAR * line[0].em / 2 < line[0].left - initial.right < NEAR * line[0].em
        and initial.bottom - line[0].em / 2 < line[0].bottom < initial.top
    ]
    if len(beside) < LEAST_LINES:
        return None
    number, first = max(beside, key=lambda found: found[1].top)
    high = initial.top - initial.bottom
    is_top = initial.top - first.top < OVER * high and first.text[:1].isalnum()
    edges = [run.left for _, run in beside]
    return number if is_top and max(edges) - min(edges) < first.em else None


def _begun(initial: str, text: str) -> str:
    """The text with the initial before it: part of its first word, or a word of its own."""
    word = text.split(None, 1)[0].strip(".,:;!?»«”“")
    if initial[-1] in WORDS and not is_known(f"{initial[-1]}{word}".lower(), "da"):
        return f"{initial} {text}"
    return f"{initial}{text}"
