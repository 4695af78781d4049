"""Raised marks of notes: what is one, and how it goes with the text until a page is whole.

A mark stands within a run's text as characters for private use, so that joining lines moves it with
the words beside it, and is taken out, with its place, when the page's text is made.
"""

import re
from collections.abc import Collection, Sequence

from search.library.pagelayout import NoteMark

CODED = re.compile("[\U00100000-\U0010fffd]+")
"""Supplementary private use area B, which ``runs.tidy`` keeps free of a file's own."""
FIRST = 0x100000
MARK = re.compile(
    r"[*†‡§¶#]{1,4}|[(\[]?(?:\d{1,3}|[a-z])(?:[,;–-] ?(?:\d{1,3}|[a-z])){0,9}[)\]]?,?"
)
POWER = re.compile(r"(?:^|[^\w.]|\d)(?:[^\W\d_]|[cdkmµ]m)$|[*×·x]\s?10$")
"""Before a raised number: a letter that stands for a quantity, a unit of length, or times ten. Then
it is a power (``m²``, ``R²``) and stays in the text."""
SHORT = re.compile(r"(?:^|[^\w.])\w{1,3}$|[)\]]$")
"""Before a raised 2 or 3: what may be a quantity to a power (``ax²``, ``(a + b)²``), unless the
page has a note of that number."""
POWERS = frozenset(["2", "3"])
NUMBERED = re.compile(r"(\d{1,3}|[*†‡]{1,3})[.)]?\s")
MARKED = re.compile(r"[\w.,;:!?)\]\"'”’»%*]$")
"""What a mark stands behind; behind a sign of arithmetic stands the numerator of a fraction."""


def is_mark(raised: str, before: str, notes: Collection[str]) -> bool:
    """Whether what is ``raised`` after the text ``before`` points to a note, on a page on which
    ``notes`` begin."""
    if MARK.fullmatch(raised) is None or (before and not MARKED.search(before)):
        return False
    if not before or raised in notes:
        return POWER.search(before) is None
    if any(character.isalpha() for character in raised) or POWER.search(before):
        return False
    return raised not in POWERS or SHORT.search(before) is None


def coded(mark: str) -> str:
    """The mark as it goes with the text."""
    return "".join(chr(FIRST + ord(character)) for character in mark)


def bare(text: str) -> str:
    """The text without its marks."""
    return CODED.sub("", text)


def page_text(paragraphs: Sequence[str]) -> tuple[str, tuple[NoteMark, ...]]:
    """The text of a page, a blank line between its paragraphs; and the marks in it, each with where
    its note begins. A mark that begins a paragraph is a note's own, and stays in the text; so does
    the number before a note at the foot of the page that is not raised."""
    made, marks = "", list[tuple[int, str]]()
    notes: dict[str, int] = {}
    starts = list[int]()
    for paragraph in paragraphs:
        made += "\n\n" if made else ""
        starts.append(len(made))
        rest = paragraph
        if own := CODED.match(paragraph):
            name = decoded(own.group())
            notes.setdefault(name, len(made))
            made += f"{name} "
            rest = paragraph[own.end() :].lstrip()
        end = 0
        for match in CODED.finditer(rest):
            made += rest[end : match.start()]
            marks.append((len(made), decoded(match.group())))
            end = match.end()
        made += rest[end:]
    for start in reversed(starts if marks else []):
        if (plain := NUMBERED.match(made, start)) is None:
            break
        notes.setdefault(plain[1], start)
    return made, tuple(NoteMark(at, text, notes.get(text)) for at, text in marks)


def decoded(mark: str) -> str:
    """The mark as it was printed."""
    return "".join(chr(ord(character) - FIRST) for character in mark)
