"""Publications that running text names: »Begynd med Titel fra Udgiver (2015). Den …«.

What tells them from citations is that a sentence leads to the title, or goes on from it; that a
title is meant is told by what is set apart: linked, in italics or bold, in quotes.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.harvesting.citation import KINDS, SURE, Citation, are_authors, told_by
from indexer.harvesting.citationline import CitationLine, sentence_ends
from indexer.harvesting.citationparts import is_writer, settled_parts
from indexer.harvesting.labelling import (
    AUTHOR,
    LINK,
    PUBLISHER,
    TEXT,
    TITLE,
    CitationPart,
)
from indexer.harvesting.tokenfeatures import is_bare_word

LONGEST = 5000
"""Characters of a paragraph that are read."""
QUOTED = re.compile(r"[»“„\"]([^»«“”„\"]{3,250})[«”“\"]")
GENITIVE = re.compile(r"(?:'s?|’s?|(?<=\w\w)s)$")
OWNED = re.compile(r" (?:[^\W\d_]{1,30} )?[\"“„»'‘]?")
"""What stands between who made a publication, in the genitive, and its title."""
ACTOR = re.compile(
    r"[«”\"]?(?: \([^()]{4,80}\))?,? [a-zæøå]{3,20} "
    r"(?P<name>[A-ZÆØÅ][\w'’-]+(?: [A-ZÆØÅ][\w'’.-]*){0,2} [A-ZÆØÅ][\w'’-]+)(?= [a-zæøå(]|[,.])"
)
"""Who acts in what goes on from a title, behind the verb: »I *Titel* (2022) skriver Bo Holm«."""
WORD = re.compile(r"[^\W\d_]{2,}")
QUOTES = ' "“”„»«'


def read_mention(run: CitationLine) -> tuple[Citation, str] | None:
    """What a sentence names, with who and when, and the sentences after it; None where it doesn't,
    or is no running text."""
    apart = [*run.linked, *run.emphasis, *QUOTED.findall(run.text[:LONGEST])]
    if not any(is_within(run.text, said) for said in apart):
        return None
    parts = settled_parts(replace(run, is_running=True))
    titles = [part for part in parts if part.field == TITLE]
    if len(titles) != 1 or titles[0].sureness < SURE:
        return None
    title = _set_apart(run.text, apart, titles[0])
    if title is None or title.text[0].islower() or not is_within(run.text, title.text):
        return None
    cited = _with_persons(told_by(_told(run.text, parts, title), title.text.strip(" .,:;")))
    cited = replace(cited, kind=cited.kind or KINDS.get(title.text.split(" ")[0].lower()))
    actor = ACTOR.match(run.text, title.end) if is_led(run.text, title.text) else None
    if actor and not cited.authors and is_writer(actor["name"]):
        cited = replace(cited, authors=(actor["name"],))
    is_told = cited.published and (cited.publishers or cited.authors)
    return (cited, _said_after(run.text, parts, title)) if is_told else None


def _with_persons(cited: Citation) -> Citation:
    """The citation, of several who stand in a sentence the persons having written it."""
    persons = tuple(name for name in cited.publishers if are_authors(name))
    if cited.authors or not 0 < len(persons) < len(cited.publishers):
        return cited
    houses = tuple(name for name in cited.publishers if name not in persons)
    return replace(cited, authors=persons, publishers=houses)


def is_led(line: str, said: str) -> bool:
    """Whether a sentence says first what it takes from a title: »I *Titel* …«."""
    return line.partition(said)[0].strip(QUOTES).casefold() == "i"


def is_within(line: str, said: str) -> bool:
    """Whether what is set apart stands in a sentence: words, and no sign, lead to it or go on from
    it, some of which no citation has."""
    at = line.find(said)
    lead, rest = line[:at].rstrip(QUOTES), line[at + len(said) :].lstrip(QUOTES)
    if at < 0 or not WORD.search(said) or (lead and not lead[-1].isalnum()):
        return False
    goes_on = WORD.match(rest)
    if is_led(line, said) or (goes_on and goes_on[0].islower() and is_bare_word(goes_on[0])):
        return True
    return any(map(is_bare_word, WORD.findall(lead)))


def _set_apart(line: str, apart: Sequence[str], title: CitationPart) -> CitationPart | None:
    """What is set apart and is the title, or has it in it, or ends as it does."""
    for said in sorted(apart, key=len, reverse=True):
        start = line.rfind(said, 0, title.end + len(said))
        end = start + len(said)
        overlaps = start < title.end and title.start < end
        if start >= 0 and overlaps and WORD.search(said) and end >= title.end - 1:
            return replace(title, text=said, start=start, end=end)
    return None


def _told(line: str, parts: Sequence[CitationPart], title: CitationPart) -> list[CitationPart]:
    """The parts that the sentence with the title tells of it: who and when, before it goes on with
    what the publication says; »Holms Titel« is one by »Holm«."""
    end = next((end for end in sentence_ends(line) if end > title.end), len(line))
    text = next((p.start for p in parts if p.field == TEXT and p.start >= title.end), end)
    within = [part for part in parts if part.start < end]
    sure = {part.field for part in within if part.start < text}
    kept = [p for p in within if p.start < text or p.field not in sure]
    return [
        _owner(part) if OWNED.fullmatch(line[part.end : title.start]) else part for part in kept
    ]


def _owner(part: CitationPart) -> CitationPart:
    if part.field not in (AUTHOR, PUBLISHER):
        return part
    name = GENITIVE.sub("", part.text)
    return replace(part, text=name, field=AUTHOR if are_authors(name) else part.field)


def _said_after(line: str, parts: Sequence[CitationPart], title: CitationPart) -> str:
    """The sentences after that with the title, but for a last one that leads to a link."""
    ends = [end for end in sentence_ends(line) if end > title.end]
    ways = [part.start for part in parts if part.field == LINK and part.start > title.end]
    last = max((end for end in ends if not any(end > way for way in ways)), default=0)
    return line[ends[0] : last].strip() if ends and last > ends[0] else ""
