"""Reports whose titles begin alike: those of a series, of other places and of other people, and
one with a longer title."""

import re

from indexer.extraction.sight import Sight
from indexer.fetching.likeness import (
    LEAST_TITLE,
    OTHER,
    SAME,
    Wanted,
    coverage,
    found_in,
    is_fact,
    named,
    weight,
    words,
)

LEAST_REST = LEAST_TITLE / 2
"""Weight from which on what follows a title, or its first part, tells it from others."""
PERSON = r"[A-ZÆØÅ][\w.-]*(?: [A-ZÆØÅ][\w.-]*){1,3}"
PERSONS = re.compile(rf"\W*(?:[Aa]f )?{PERSON}(?:(?:, | og | & |, og ){PERSON})+\W*")
"""The names of several: of one alone it can't be told from a place's."""


def is_sister(wanted: Wanted, sight: Sight) -> bool:
    """Whether the cover has the first part of the title, which all of a series share, and goes on
    with other words than the rest of it, or a title does."""
    if not wanted.main or weight(words(wanted.rest)) < LEAST_REST:
        return False
    if coverage(wanted.rest, "\n".join((sight.top, *sight.titles))) >= OTHER:
        return False
    is_unsaid = coverage(wanted.rest, sight.opening) < OTHER
    return any(
        _tells(_next_line(wanted.main, text), wanted, sight)
        for text in (*sight.titles, *((sight.top,) if is_unsaid else ()))
        if coverage(wanted.main, text) >= SAME
    )


def is_longer(mine: str, theirs: str, wanted: Wanted, sight: Sight) -> bool:
    """Whether ``theirs`` is the title sought and goes on in the same sentence with words of its own
    (»X og Y«), unless all who are sought wrote it."""
    after = found_in(mine, theirs)[2]
    said = theirs.split()[-len(after.split()) :] if after[:1].isspace() else []
    if not (said and said[0][0].islower()) or named(wanted, sight) == 1.0:
        return False
    return _tells(after, wanted, sight)


def _next_line(title: str, text: str) -> str:
    """What comes after the title in its line, else the next; '' when it names persons."""
    line = found_in(title, text)[2].strip().partition("\n")[0].strip()
    spelt = (each.strip() for each in text.splitlines())
    is_of_persons = any(each.lower() == line and PERSONS.fullmatch(each) for each in spelt)
    return "" if is_of_persons else line


def _tells(said: str, wanted: Wanted, sight: Sight) -> bool:
    """Whether words say more than who, when and what kind."""
    known = (sight.author, wanted.main)
    return weight([w for w in words(said) if not is_fact(w, wanted, *known)]) >= LEAST_REST
