"""What stands in large type on a cover and is no title: who publishes it, a series, a quotation."""

import re

from indexer.extraction.sight import Sight
from indexer.fetching.likeness import (
    LEAST_TITLE,
    SAME,
    Wanted,
    coverage,
    found_in,
    is_fact,
    letters,
    weight,
    words,
)

QUOTED = re.compile(r"\s*[»„“”\"].{3,}[«“”\"]\W*", re.DOTALL)
HOUSE = re.compile(
    r"(?:cent(?:er|ret|re)|institut(?:tet)?|styrelsen|ministeriet|universitet(?:et)?|fond(?:en)?"
    r"|forening(?:en)?|forbund(?:et)?|raad(?:et)?|selskab(?:et)?|hoejskolen?|akademi(?:et)?|region|kommune)$"
)
"""How words in the names of those who publish reports end."""
SERIES = re.compile(r"\W*(?:\w{2,30}s )?(\w{0,20}serien?\b|skriftrække\w{0,3})", re.I)
NUMBERED = re.compile(r"\W{0,4}(?:nr|no|nummer|vol|bind)\b\.? ?\d{1,4}(?=\W*(\n|$))", re.I)
"""How the name of a series of reports begins, and what says which of them this is."""
MADE_BY = re.compile(
    r"(?:©|\bcopyright|\budgiver|\b(?:udgivet|udarbejdet|udført|skrevet) af)[\s:,\d]{0,12}", re.I
)


def says_no_title(cover: str, wanted: Wanted, sight: Sight) -> bool:
    """Whether what stands in large type is no title: it quotes somebody, or names who publishes, in
    the catalogue's words or in full (»VIVE – Det Nationale Forsknings- og Analysecenter …«), or
    who made the file by its colophon, or is the name of a numbered series."""
    if QUOTED.fullmatch(cover) or _has_made(cover, sight.opening):
        return True
    if _is_series(cover, wanted, sight.top):
        return True
    said, named = words(cover), [words(name) for name in wanted.publishers]
    if said and all(any(word in name for name in named) for word in said):
        return True
    if any(letters(cover) == letters(name) for name in wanted.publishers):
        return True
    return any(
        name == said[: len(name)] and any(map(HOUSE.search, said[len(name) :]))
        for name in filter(None, named)
    )


def _is_series(cover: str, wanted: Wanted, top: str) -> bool:
    """Whether the cover names a series, a number of it comes next, and then, but for names, the
    title sought: what follows a series' name is the title of that number."""
    told = SERIES.match(cover)
    if not told or any(told[1].lower() in title.lower() for title in wanted.titles):
        return False
    if not (NUMBERED.search(cover) or NUMBERED.match(found_in(cover, top)[2])):
        return False
    befores = [found_in(title, top)[0] for title in wanted.titles if coverage(title, top) >= SAME]
    return any(
        weight([w for w in words(each) if not is_fact(w, wanted, cover)]) < LEAST_TITLE
        for each in befores
    )


def _has_made(cover: str, opening: str) -> bool:
    """Whether a colophon gives what the cover says as the name of who made it."""
    said = words(cover)
    ends = (found.end() for found in MADE_BY.finditer(opening))
    return bool(said) and any(
        words(opening[end : end + 2 * len(cover)])[: len(said)] == said for end in ends
    )
