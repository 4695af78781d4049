"""Whether what bears the title sought is called something else for all that.

»Høringssvar til Evaluering af X« is about that report, »Notat om aflønning af lodser« beside
»Notat om uddannelse af lodser«: both have nearly all of its words.
"""

import re
from collections.abc import Sequence, Set

from rapidfuzz import fuzz

from indexer.extraction.sight import Sight
from indexer.fetching.likeness import (
    GUIDE,
    OTHER,
    SAME,
    Wanted,
    coverage,
    found_in,
    has_word,
    stem,
    words,
)
from indexer.fetching.sisters import is_longer, is_sister

PREPOSITIONS = frozenset(
    "af om til for fra på over ved vedr vedrørende angående med of on about to".split()  # noqa: SIM905
)
KINDS = (
    r"rapport|notat|evaluering|publikation|undersoegelse|haefte|guide|kortlaegning|analyse|report"
    r"|vejledning|haandbog|artikel|bog|studie|pjece|manual|oversigt|skrift|udgivelse|inspiration"
)
BARE_KIND = re.compile(rf"({KINDS})(en|et|er|erne|s)?")
KIND = re.compile(rf"\w{{0,30}}?{BARE_KIND.pattern}")
"""What a report may call itself before its title, alone or as the last part of a word."""
TOOL = re.compile(r"microsoft|word|layout|pdf|docx?|powerpoint|untitled")
"""What programs put before the titles of files."""
SPELT_ALIKE = 70.0
"""Likeness in percent (rapidfuzz's ratio) of two spellings of a word."""


ANNEX = re.compile(r"^\s*bilag:? ?(\d{1,3}(?:\.\d{1,2})?[a-z]?)\b[\s:.–-]*", re.I)


def unnumbered(said: str, titles: Sequence[str]) -> str:
    """What a link or a file's name says, without its number among the annexes of an agenda or a
    letter where it goes on with one of the titles: »Bilag 2 – X« is X, and »Bilag 2 til X« not."""
    rest = ANNEX.sub("", said)
    is_it = any(
        coverage(title, rest) >= OTHER and not re.search(r"\w", found_in(title, rest)[0])
        for title in titles
    )
    return rest if is_it else said


def without_number(text: str, says: str, titles: Sequence[str]) -> str:
    """The text without the number that a link with the title sought says to be the annex's."""
    told = ANNEX.match(says)
    if told is None or unnumbered(says, titles) == says:
        return text
    return re.sub(rf"\bbilag ?0{{0,2}}{re.escape(told[1])}\b", " ", text, count=1, flags=re.I)


def is_called_else(wanted: Wanted, sight: Sight) -> bool:
    """Whether the title that a file gives itself, of those that have the one sought, says that it
    is about that, or has other words in the place of its own or beyond them."""
    bearing = [
        (mine, theirs)
        for theirs in sight.titles
        for mine in wanted.titles
        if coverage(mine, theirs) >= SAME
    ]
    if bearing:
        first = bearing[0][1]  # the cover's goes first, what a program wrote after
        is_else = all(
            _is_about(mine, theirs, wanted, sight)
            or _is_beside(mine, theirs)
            or is_longer(mine, theirs, wanted, sight)
            for mine, theirs in bearing
            if theirs == first
        )
    else:
        is_else = is_worded_else(wanted, sight.top)
    return is_else or is_sister(wanted, sight)


def is_worded_else(wanted: Wanted, top: str) -> bool:
    """Whether the title stands in a text, but with another word in the place of one of its own."""
    in_text = [mine for mine in wanted.titles if coverage(mine, top) >= SAME]
    return bool(in_text) and all(_is_beside(mine, _with_line(mine, top)) for mine in in_text)


def _with_line(title: str, top: str) -> str:
    """The title as it stands there, with what ends its line."""
    _, found, after = found_in(title, top)
    return found + after.partition("\n")[0]


def _is_about(mine: str, theirs: str, wanted: Wanted, sight: Sight) -> bool:
    """Whether ``theirs`` names something before the title that is about it: joined to it by a
    preposition, a colon or a word such as »rapporten«."""
    before = found_in(mine, theirs)[0].rstrip(" \"'»„“«(")
    last = re.findall(r"\w+", before)[-1:]
    is_joined = before.endswith(":") or (
        last and (last[0].lower() in PREPOSITIONS or KIND.fullmatch(*words(last[0]) or ("",)))
    )
    named = {
        w for name in (*wanted.publishers, *wanted.surnames, sight.author) for w in words(name)
    }
    kind = BARE_KIND if last[:1] == ["til"] else KIND  # a »læsevejledning til« is no report
    if any(map(GUIDE.match, words(mine)[:1])) and not before.endswith(":"):
        kind = TOOL  # an »Evaluering af Håndbog …« is none
    return bool(is_joined) and any(
        not (w in named or w.isdecimal() or kind.fullmatch(w) or TOOL.fullmatch(w))
        for w in words(before)
    )


def _is_beside(mine: str, theirs: str) -> bool:
    """Whether a word of the title is another one in ``theirs``, between the same others."""
    ours, said = words(mine), words(theirs)
    stems = {stem(word) for word in ours}
    places = [next((n for n, w in enumerate(said) if has_word(w, stem(o))), None) for o in ours]
    for n, place in enumerate(places):
        if place is not None or ours[n].isdecimal():
            continue
        before = next((p for p in reversed(places[:n]) if p is not None), -1)
        after = next((p for p in places[n + 1 :] if p is not None), len(said))
        gap = [w for w in said[before + 1 : after] if not _is_ours(w, stems)]
        if gap and _is_another(ours[n], gap):
            return True
    return False


def _is_ours(word: str, stems: Set[str]) -> bool:
    return word.isdecimal() or any(has_word(word, each) for each in stems)


def _is_another(word: str, gap: Sequence[str]) -> bool:
    """Whether none of the words in its place is a spelling of it, or as mere a kind."""
    joined = (*gap, "".join(gap))
    if any(fuzz.ratio(word, other) >= SPELT_ALIKE or other.endswith(word) for other in joined):
        return False
    kinds = [BARE_KIND.fullmatch(each) for each in (word, *gap)]
    return not (kinds[0] and any(kinds[1:]))
