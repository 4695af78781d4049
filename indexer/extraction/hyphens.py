"""Words cut at the end of a line, made whole again.

What stands unbroken elsewhere in the document decides first: it knows its own names and terms.
Danish cuts compounds without mark, so the rest is joined, unless the hyphen is of the word itself:
after an abbreviation, a number or a single letter (``AMU-kurser``, ``ph.d.-forløb``, ``e-mail``),
or before a capital.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache, partial

WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
END = re.compile(r"(?<![\w.])([\w.]*\w\.?)[-‐‑\u00ad]+$")
START = re.compile(r"\w+(?:[-‐‑]\w+)*")
CONNECTIVES = frozenset(["og", "eller", "samt", "til", "and", "or", "und", "bzw"])

SOFT = "\u00ad"
HYPHENS = ("-", "‐", "‑", SOFT)

Joiner = Callable[[str, str], str]


def words_of(text: str) -> list[str]:
    """The words that stand unbroken in the lines of ``text``, in lower case."""
    return WORD.findall(text.lower().replace(SOFT, ""))


def joiner(words: Counter[str], language: str | None) -> Joiner:
    """A function that puts two lines of a page in ``language`` together, judging hyphens by
    ``words``."""

    def join(line: str, following: str) -> str:
        cut = line.endswith(HYPHENS)  # asked first, as the search is slow on long text
        end, start = END.search(line) if cut else None, START.match(following)
        if end is None or start is None:
            return f"{line} {following}" if line else following
        first, second = end.group(1), start.group()
        whole = line[: end.end(1)]
        if line.endswith(SOFT) and not second[0].isupper():
            return whole + following
        if line.isupper() and second.isupper():  # in capitals, they tell nothing of names
            first, second = first.lower(), second.lower()
        return whole + _between(first, second, words, language) + following

    return join


def _between(first: str, second: str, words: Counter[str], language: str | None) -> str:
    """What stands between the parts ``first`` and ``second`` of a cut word: nothing, a hyphen, or
    for ``børne- og`` a hyphen and a space."""
    if second.lower() in CONNECTIVES:
        return "- "
    tail = re.split("[-‐‑]", second)[0]
    joined = max(words[(first + part).lower()] for part in (second, tail))
    kept = max(words[f"{first}-{part}".lower()] for part in (second, tail))
    if joined != kept:
        return "" if joined > kept else "-"
    if not first.isalpha() or not second[0].islower() or len(first) == 1 or first[1:].isupper():
        return "-"
    return "-" if language == "en" and _two_english_words(first.lower(), tail.lower()) else ""


@lru_cache(maxsize=4096)
def _two_english_words(first: str, second: str) -> bool:
    """Whether the parts are English words and the whole is none, as in ``evidence-based``."""
    from simplemma import is_known  # noqa: PLC0415 - slow to load, and few pages are in English

    known = partial(is_known, lang="en", low_memory=True)  # ready sooner, for a few words
    return known(first) and known(second) and not known(first + second)
