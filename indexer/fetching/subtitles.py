"""What a document under the title sought says that it is, where that is no report.

An idea catalogue and a report may have one title. The catalogue says what it is in the line under
that, or of itself (»Denne håndbog er til dig«). A line that tells of the subject has words that the
text has too; one that tells of the kind of document hasn't.
"""

import re
from collections.abc import Callable

from indexer.extraction.sight import Sight
from indexer.fetching.chapters import say_report
from indexer.fetching.imprints import HOUSE
from indexer.fetching.likeness import (
    COMMON,
    COVER,
    GUIDE,
    LEAST_TITLE,
    SAME,
    Wanted,
    coverage,
    found_in,
    has_word,
    is_fact,
    named,
    stem,
    weight,
    words,
)
from indexer.fetching.roles import CONTENTS
from indexer.fetching.sisters import LEAST_REST, next_line

HEAD = re.compile(
    r"\W*(?P<article>(?:et|en)\s)?(?P<head>[^.:!?]+?)"
    r"(?:\s(?P<joint>til|for|om|af|i|på|fra|med|over|blandt|hos|ved|mod|under|efter|og|der|som)\s.*)?",
    re.I | re.DOTALL,
)
"""What a subtitle begins with, and what joins the rest to it."""
FOR_USE = ("til", "for")
DEFINITE = re.compile(r"(et|en|ne)$")
"""How a word ends that names something known (»Udviklingsteamet«) or done (»Udarbejdet for«)."""
LEAST_COMPOUND = 9.0
"""Weight of a word alone from which on it is no name."""
PART = 6
"""Letters that the last part of a compound shares with the same word alone."""
ENDING = 4
"""Letters by which two inflections of it differ at most."""
SUBJECT = 4
"""How often the opening of a report says what it is about."""
ITSELF = re.compile(r"\b(?:denne|dette|nærværende) (\w+)", re.I)
"""What a text calls itself."""


def says_for_use(wanted: Wanted, sight: Sight) -> bool:
    """Whether a line beside the title, or the text of itself, says that it is a text for use where
    none is sought."""
    sought = words(" ".join((*wanted.titles, wanted.brief, wanted.kind)))
    if any(map(GUIDE.search, sought)):
        return False
    heads = [HEAD.fullmatch(line) for line in _beside_title(wanted, sight)]
    if any(_is_for_use(head, sight) for head in heads if head):
        return True
    told = [word for said in ITSELF.findall(sight.opening) for word in words(said)]
    return any(map(GUIDE.search, told)) and not any(
        COMMON.search(word) and not GUIDE.search(word) for word in told
    )


def _is_for_use(head: re.Match[str], sight: Sight) -> bool:
    """Whether what a line begins with is a text for use, and not the subject of a report on such
    (»Gældsvejledning i kommunerne«), of which its text goes on to speak: a booklet speaks of itself
    as one that is known (»idéhæftet«)."""
    said = words(head["head"])[-1:]
    text = words(sight.opening) if head["joint"] not in FOR_USE else []
    return any(GUIDE.search(word) and text.count(word) < SUBJECT for word in said)


def says_other_kind(wanted: Wanted, sight: Sight) -> bool:
    """Whether the line under the title is a word, or a phrase for whom it is, that the text says
    nowhere: what the document is called, and not what it is about."""
    if named(wanted, sight) == 1.0 or wanted.rest:
        return False
    below = _beside_title(wanted, sight)[-1:]
    return any(_is_unsaid_kind(line, wanted, sight) for line in below)


def _is_unsaid_kind(line: str, wanted: Wanted, sight: Sight) -> bool:
    found = HEAD.fullmatch(line)
    if found is None:
        return False
    head = [word for word in words(found["head"]) if not word.isdecimal()]
    is_name = len(head) == 1 and not found["joint"]
    is_kind = found["joint"] in FOR_USE or found["article"]
    if not (head and (is_name or is_kind)) or any(HOUSE.search(word) for word in head):
        return False
    if not found["article"] and DEFINITE.search(head[-1]):
        return False
    text = words(sight.opening)
    known = words(" ".join(wanted.titles))
    least = LEAST_REST if found["article"] else LEAST_TITLE if is_kind else LEAST_COMPOUND
    return weight(head) >= least and not any(
        is_fact(word, wanted)
        or any(map(_is_said_by(word), known))
        or sum(map(_is_said_by(word), text)) > 1
        for word in head
    )


def _is_said_by(word: str) -> Callable[[str], bool]:
    """What tells whether another word is an inflection of one, or of a compound's last part."""
    tails = [(word[at : at + PART], len(word) - at) for at in range(1, len(word) - PART + 1)]

    def is_said(other: str) -> bool:
        return (
            has_word(other, word)
            or has_word(other, stem(word))
            or any(
                other.startswith(begins) and abs(len(other) - length) <= ENDING
                for begins, length in tails
            )
        )

    return is_said


def _beside_title(wanted: Wanted, sight: Sight) -> list[str]:
    """The lines before and after the title on a cover."""
    titles = (*wanted.titles, *filter(None, (wanted.main, wanted.brief)))
    title = next((each for each in titles if coverage(each, sight.top) >= SAME), "")
    is_cover = sight.media_type.is_web_page or len(sight.top) < COVER
    if not (title and is_cover):
        return []
    before = [line for line in found_in(title, sight.top)[0].splitlines() if words(line)]
    below = next_line(title, sight.top)
    return [*before[-1:], "" if CONTENTS.match(below) or say_report([below]) else below]
