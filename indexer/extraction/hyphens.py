"""Words cut at the end of a line, made whole again.

What stands unbroken elsewhere in the document decides first: it knows its own names and terms.
Danish cuts compounds without mark, so the rest is joined, unless the hyphen is of the word itself:
printed beside a soft one, in a chain of words (``face-to-face``, ``ret-og-pligt``), in an address,
after an abbreviation, a number or a single letter (``AMU-kurser``, ``pdf-fil``, ``ph.d.-forløb``,
``e-mail``), or before a capital.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from search.library.dictionary import is_known

WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
END = re.compile(r"(?<![\w.])([\w.]*\w\.?)([-‐‑\u00ad]+)$")
START = re.compile(r"\w+(?:[-‐‑]\w+)*")
HYPHEN = re.compile("[-‐‑]")
CONNECTIVES = frozenset(["og", "eller", "samt", "til", "and", "or", "und", "bzw"])
LINKS = frozenset(["and", "de", "eller", "en", "et", "for", "i", "in", "of", "og", "on", "or", "på",
                   "the", "til", "to", "ved"])  # fmt: skip
"""Words that link the words of a chain."""
SYLLABLES = frozenset(["for", "i", "in", "on", "på", "til", "ved"])
"""Those that a word may begin with, too."""
CHAIN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-‐‑]([^\W\d_]+)[-‐‑]$")
"""A word with a hyphen, and what may link it to the next."""
VOWELS = frozenset("aeiouyæøåäöüéèêáàóòíúë")
ABBREVIATIONS = frozenset(["edb", "id", "ip", "it", "url", "usb"])
"""Those written in small letters that could be a syllable."""
NOT = "ikke"
"""What Danish sets before a word with a hyphen (``ikke-vestlige``), but for a few that the
dictionary has as one (``ikkeryger``)."""
ADDRESS = re.compile(r"://|\bwww\.|\w@\w")
OPEN_ADDRESS = ("_", "=", "&", "?", "%", *"-‐‑")
"""What only an address that is cut at a line's end ends in."""
PART_OF_ADDRESS = re.compile(r"\w+[/._%=&?-]+\w")
"""How an address goes on that is cut behind a stroke."""

SOFT = "\u00ad"
HYPHENS = ("-", "‐", "‑", SOFT)

Joiner = Callable[[str, str], str]


def words_of(text: str) -> list[str]:
    """The words that stand unbroken in the lines of ``text``, in lower case."""
    return WORD.findall(text.lower().replace(SOFT, ""))


def with_chains(words: Iterable[str]) -> Counter[str]:
    """The words counted, and of words with hyphens also the neighbours in them, so that ``face-to-
    face-møde`` tells of ``to-face``; and what stands before their first hyphen, with it."""
    counts = Counter(words)
    for word, count in list(counts.items()):
        parts = HYPHEN.split(word)
        if len(parts) > 1:
            counts[f"{parts[0]}-"] += count
        if len(parts) > 2:
            counts.update({"-".join(pair): count for pair in pairwise(parts)})
    return counts


def joiner(words: Counter[str], language: str | None) -> Joiner:
    """A function that puts two lines of a page in ``language`` together, judging hyphens by
    ``words``."""

    def join(line: str, following: str) -> str:
        if _is_cut_address(line, following):
            return line + following
        cut = line.endswith(HYPHENS)  # asked first, as the search is slow on long text
        end, start = END.search(line) if cut else None, START.match(following)
        if end is None or start is None:
            return f"{line} {following}" if line else following
        first, second = end.group(1), start.group()
        whole = line[: end.end(1)]
        if _is_own(end.group(2)):
            return f"{whole}- {following}" if second in CONNECTIVES else f"{whole}-{following}"
        if line.endswith(SOFT) and not second[0].isupper():
            return whole + following
        before, last = line[: end.start(1)].lower(), first.lower()
        is_chained = _links(last, second) or _ends_chain(before, last, language)
        if HYPHEN.match(before[-1:]) and is_chained and (last + second).lower() not in words:
            return f"{whole}-{following}"
        if line.isupper() and second.isupper():  # in capitals, they tell nothing of names
            first, second = first.lower(), second.lower()
        return whole + _between(first, second, words, language) + following

    return join


def _is_cut_address(line: str, following: str) -> bool:
    """Whether the line ends within an address of the web or a mailbox."""
    if not line.endswith((*OPEN_ADDRESS, "/")) or not following[:1].isalnum():
        return False
    if ADDRESS.search(line.rsplit(None, 1)[-1]) is None:
        return False
    return not line.endswith("/") or PART_OF_ADDRESS.match(following) is not None


def _links(last: str, second: str) -> bool:
    """Whether ``last``, the last part of a word with hyphens, links it to ``second``."""
    return last in LINKS and (last not in SYLLABLES or HYPHEN.search(second) is not None)


def _ends_chain(before: str, last: str, language: str | None) -> bool:
    """Whether ``last`` is a whole word that a link ties to the one before it, so that a hyphen
    parts them from what follows (``for-og-efter-målinger``)."""
    chain = CHAIN.search(before)
    if chain is None or chain[2] not in LINKS:
        return False
    return last == chain[1] or is_known(last, language or "da")


def _is_own(hyphens: str) -> bool:
    """Whether a hyphen is of the word: a soft one was put behind it."""
    return hyphens[0] != SOFT and SOFT in hyphens


def _between(first: str, second: str, words: Counter[str], language: str | None) -> str:
    """What stands between the parts ``first`` and ``second`` of a cut word: nothing, a hyphen, or
    for ``børne- og`` a hyphen and a space."""
    if second.lower() in CONNECTIVES:
        return "- "
    tail = HYPHEN.split(second)[0]
    joined = max(words[(first + part).lower()] for part in (second, tail))
    kept = max(words[f"{first}-{part}".lower()] for part in (second, tail))
    if joined != kept:
        return "" if joined > kept else "-"
    if tail != second and tail.lower() in LINKS:
        return "-"
    if not second[0].islower() or _is_short_form(first, words):
        return "-"
    if first.lower() == NOT and language != "en":
        return "" if is_known(f"{NOT}{tail.lower()}") else "-"
    return "-" if language == "en" and _two_english_words(first.lower(), tail.lower()) else ""


def _is_short_form(first: str, words: Counter[str]) -> bool:
    """Whether ``first`` is an abbreviation, a number or a letter, and no syllables."""
    if not first.isalpha() or len(first) == 1 or first[1:].isupper():
        return True
    small = first.lower()
    short = len(small) < 4 and words[f"{small}-"] > 0
    return short or small in ABBREVIATIONS or VOWELS.isdisjoint(small)


def _two_english_words(first: str, second: str) -> bool:
    """Whether the parts are English words and the whole is none, as in ``evidence-based``."""
    return is_known(first, "en") and is_known(second, "en") and not is_known(first + second, "en")
