"""Raised marks of notes: what is one, and how it goes with the text until a page is whole.

A mark stands within a run's text as characters for private use, so that joining lines moves it with
the words beside it, and is taken out, with its place, when the page's text is made.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence

from search.library.pagelayout import NoteMark

CODED = re.compile("[\U00100000-\U0010fffd]+")
"""Supplementary private use area B, which ``runs.tidy`` keeps free of a file's own."""
LEAD = b"\xf4"
"""With which each of them begins in UTF-8: to look for it takes a thirtieth of the time."""
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
SMALL = re.compile(r"(?:^|[^\w.,])\d{1,2}$")
"""Before a raised number: a number that is raised to a power (``2¹²``), unless the page has a note
of that number."""
LETTERED = re.compile(r"[^\W\d_]{4}[.,;:!?»”\"]?$")
"""Before a raised letter: a word too long for a quantity, or to be short for another (``Mme``)."""
POWERS = frozenset(["2", "3"])
LETTERS = frozenset("abcdefgh")
"""Those by which notes are counted though none is seen on the page."""
EXPONENT = re.compile(r"[-−–+]?\d{1,3}", re.ASCII)
RAISED = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
NUMBERED = re.compile(r"(\d{1,3}|[*†‡]{1,3})[.)]?\s")
BELOW = 2
"""How many lines, such as the page's number, may stand below the notes."""
MARKED = re.compile(r"[\w.,;:!?)\]\"'”’»%*]$")
"""What a mark stands behind; behind a sign of arithmetic stands the numerator of a fraction."""


def is_mark(raised: str, before: str, notes: Collection[str]) -> bool:
    """Whether what is ``raised`` after the text ``before`` points to a note, on a page on which
    ``notes`` begin."""
    if MARK.fullmatch(raised) is None or (before and not MARKED.search(before)):
        return False
    if not before or raised in notes:
        return POWER.search(before) is None
    if POWER.search(before):
        return False
    if any(character.isalpha() for character in raised):
        return raised in LETTERS and LETTERED.search(before) is not None
    if SMALL.search(before) and EXPONENT.fullmatch(raised):
        return False
    return raised not in POWERS or SHORT.search(before) is None


def is_power(raised: str, before: str) -> bool:
    """Whether what is ``raised`` after the text ``before`` would make another number of it."""
    return EXPONENT.fullmatch(raised) is not None and before[-1:].isdecimal()


def as_power(raised: str) -> str:
    """A power of a number, in raised figures."""
    return raised.translate(RAISED)


def coded(mark: str) -> str:
    """The mark as it goes with the text."""
    return "".join(chr(FIRST + ord(character)) for character in mark)


def bare(text: str) -> str:
    """The text without its marks."""
    return CODED.sub("", text) if LEAD in text.encode("utf-8", "surrogatepass") else text


def page_text(
    text: str, starts: Sequence[int]
) -> tuple[str, tuple[NoteMark, ...], Callable[[int], int]]:
    """The text of a page, whose paragraphs begin at all ``starts`` but the last, without marks; the
    marks, each with where its note begins; and a function from offsets in ``text`` to those in the
    text made.

    A mark that begins a paragraph is a note's own, and stays in the text; so does the number before
    a note at the foot of the page that is not raised.
    """
    found = list(CODED.finditer(text))
    if not found:
        return text, (), lambda offset: offset
    notes: dict[str, int] = {}
    marks = list[tuple[int, str]]()
    parts, ends, offsets, made, end = list[str](), [0], [0], 0, 0
    for match in found:
        mark = decoded(match.group())
        parts.append(text[end : match.start()])
        made += len(parts[-1])
        end = match.end()
        if match.start() in starts:
            notes.setdefault(mark, made)
            parts.append(mark if text[end : end + 1].isspace() else f"{mark} ")
            made += len(parts[-1])
        else:
            marks.append((made, mark))
        ends.append(end)
        offsets.append(made)
    whole = "".join((*parts, text[end:]))

    def place(offset: int) -> int:
        after = bisect_right(ends, offset) - 1
        return offsets[after] + offset - ends[after]

    begun, below = False, 0
    for start in map(place, reversed(starts[:-1])):
        if plain := NUMBERED.match(whole, start):
            begun = True
            notes.setdefault(plain[1], start)
        elif begun or below == BELOW:
            break
        else:
            below += 1
    return whole, tuple(NoteMark(at, mark, notes.get(mark)) for at, mark in marks), place


def decoded(mark: str) -> str:
    """The mark as it was printed."""
    return "".join(chr(ord(character) - FIRST) for character in mark)
