"""Reports whose titles begin alike: those of a series, of other places and of other people, and
one with a longer title."""

import re

from indexer.extraction.sight import Sight
from indexer.fetching.likeness import (
    COMMON,
    COVER,
    GUIDE,
    LEAST_TITLE,
    OTHER,
    SAME,
    YEAR,
    Wanted,
    coverage,
    found_in,
    has_title,
    is_fact,
    is_mere_kind,
    letters,
    named,
    weight,
    words,
)

JOINTS = frozenset(
    "og samt eller i på for til fra med om blandt hos under af efter and in for of".split()  # noqa: SIM905
)
"""What a title goes on with where its letters don't tell."""
LABEL = re.compile(
    r"(?P<of>[a-z]{3,20}?)s? ?(?:rapport|notat|evaluering|undersoegelse|haefte|guide|vejledning|bog"
    r"|haandbog|maaling|studie|analyse)(?: \d{1,3})?"
)
"""A line that says which of a study's or a course's texts this is."""
ANY_STAGE = frozenset(("hoved", "forskning", "fag"))
"""What tells none."""
WEAK = 15.0
"""Weight of a title that may well be within others."""
LEAST_REST = LEAST_TITLE / 2
"""Weight from which on what follows a title, or its first part, tells it from others."""
BEHIND = re.compile(r"^\W{0,3}[:–—-]\s")
"""What parts a title from what is said more of it."""
PERSON = r"[A-ZÆØÅ][\w.-]*(?: [A-ZÆØÅ][\w.-]*){1,3}"
BY = r"(?:(?:[Rr]edigeret |[Ss]krevet |[Uu]darbejdet )?[Aa]f|[Rr]ed\.|[Vv]ed) "
NEXT = rf"(?:, | og | & |, og ){PERSON}"
PERSONS = re.compile(rf"\W*(?:{BY}{PERSON}|{PERSON}{NEXT})(?:{NEXT})*\W*")
"""The names of several, or of one who is said to have written it: a name alone may be a place's."""


def is_sister(wanted: Wanted, sight: Sight) -> bool:
    """Whether the cover has the first part of the title, which all of a series share, and goes on
    with other words than the rest of it, or a title does. Where the rest is no more than a kind
    (»slutrapport«), the authors say enough."""
    if not (wanted.main and words(wanted.rest)):
        return False
    if _is_other_stage(wanted.rest, sight) or _is_unsaid_guide(wanted.rest, sight):
        return True
    if is_mere_kind(wanted) and named(wanted, sight) == 1.0:
        return False
    if coverage(wanted.rest, "\n".join((sight.top, *sight.titles))) >= OTHER:
        return False
    is_unsaid = coverage(wanted.rest, sight.opening) < SAME
    return any(
        _tells(line, wanted, sight) or _is_other_kind(line, wanted)
        for text in (*sight.titles, *((sight.top,) if is_unsaid else ()))
        if coverage(wanted.main, text) >= SAME
        for line in [next_line(wanted.main, text)]
    )


def _is_other_stage(rest: str, sight: Sight) -> bool:
    """Whether lines of the cover say »Statusnotat« or »Elevhæfte« where »Slutevaluering« or
    »Lærervejledning« is sought, and nothing else is by the title's rest."""
    sought = {m["of"] for m in [LABEL.fullmatch(" ".join(words(rest)))] if m}
    lines = sight.top.splitlines() if len(sight.top) < COVER else []
    found = [LABEL.fullmatch(" ".join(words(line))) for line in lines]
    said = {m["of"] for m in found if m and not COMMON.search(m["of"])}
    return bool(sought and said - ANY_STAGE) and not (sought | ANY_STAGE) & said


def _is_unsaid_guide(rest: str, sight: Sight) -> bool:
    """Whether a text for use is sought, and a file nowhere says to be one."""
    is_guide = any(map(GUIDE.search, words(rest)))
    return is_guide and not any(map(GUIDE.search, words(f"{sight.opening} {sight.titles}")))


def _is_other_kind(line: str, wanted: Wanted) -> bool:
    """Whether a line names a text for use where a study is sought."""
    sought = " ".join(words(f"{wanted.rest} {wanted.kind}"))
    return bool(GUIDE.search(" ".join(words(line)))) and not GUIDE.search(sought)


def is_of_other_year(wanted: Wanted, said: str) -> bool:
    """Whether a title is the one sought, but for its year."""
    sought, years = {*YEAR.findall(" ".join(wanted.titles))}, {*YEAR.findall(said)}
    is_ours = has_title(said, wanted.titles)
    return bool(is_ours and sought and years) and not sought & years


def is_longer(mine: str, theirs: str, wanted: Wanted, sight: Sight) -> bool:
    """Whether ``theirs`` is the title sought and goes on in the same sentence with words of its own
    (»X og Y«), or has them before it where it is a weak one, unless all who are sought wrote it."""
    if named(wanted, sight) == 1.0 or letters(mine) == letters(theirs):
        return False
    before, _, after = found_in(mine, theirs)
    if weight(words(mine)) < WEAK and before[-1:].isspace() and before.rstrip()[-1:].isalpha():
        return _tells(before, wanted, sight) or _goes_on(theirs, after, wanted, sight)
    return _goes_on(theirs, after, wanted, sight)


def says_more(wanted: Wanted, sight: Sight) -> bool:
    """Whether the first title has the one sought and names a text for use after it (»X | Håndbog«),
    or, behind a dash or a colon, says more than who, when and what kind (»X: magasin om Y«)."""
    ends = [
        found_in(mine, theirs)[2]
        for theirs in sight.titles[:1]
        for mine in wanted.titles
        if coverage(mine, theirs) >= SAME
    ]
    behind = (BEHIND.sub("", end, count=1) for end in ends if BEHIND.match(end))
    is_other = any(_is_other_kind(end, wanted) for end in ends)
    return is_other or any(_tells(said, wanted, sight) for said in behind)


def _goes_on(theirs: str, after: str, wanted: Wanted, sight: Sight) -> bool:
    """Whether ``after``, which ends a title, is of the same sentence as what is before it."""
    said = theirs.split()[-len(after.split()) :] if after[:1].isspace() else []
    is_joined = said and (said[0][0].islower() or (theirs.isupper() and said[0].lower() in JOINTS))
    return bool(is_joined) and _tells(after, wanted, sight)


def next_line(title: str, text: str) -> str:
    """What comes after the title in its line, else the next that doesn't name persons."""
    spelt = (each.strip() for each in text.splitlines())
    persons = {each.lower() for each in spelt if PERSONS.fullmatch(each)}
    rest = map(str.strip, found_in(title, text)[2].splitlines())
    return next((each for each in rest if words(each) and each not in persons), "")


def _tells(said: str, wanted: Wanted, sight: Sight) -> bool:
    """Whether words say more than who, when and what kind."""
    known = (sight.author, wanted.main)
    return weight([w for w in words(said) if not is_fact(w, wanted, *known)]) >= LEAST_REST
