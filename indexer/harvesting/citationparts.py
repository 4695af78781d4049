"""The parts of a line that cites, put right by what stands between them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from indexer.harvesting.citationline import CitationLine
from indexer.harvesting.labelling import (
    AUTHOR,
    KEPT,
    PUBLISHER,
    SERIES,
    TEXT,
    TITLE,
    CitationPart,
    parts_of,
)
from indexer.harvesting.names import is_person, names
from indexer.harvesting.tokenfeatures import CLASSES
from search.library.dictionary import is_known

BROUGHT = re.compile(
    r"^(?:(?:udgivet|publiceret|udarbejdet|skrevet) +)?(?:af|av|for|fra|ved) +", re.I
)
"""What stands before a name."""
BYLINE = re.compile(r"[.·|;] (?:Af|Av|By) $")
ORDERED = re.compile(r",? for ", re.IGNORECASE)
OF = re.compile(r" (?:for|of)(?: the)? ", re.IGNORECASE)
OWNER = re.compile(r"['’]s? ")
"""What stands between a house that is spelt in capitals and a part of it: »KL's Konsulenter«."""
PUT_OUT = re.compile(
    r"[.,;:|·–—-]? {1,3}(?:udgivet|publiceret|utgitt|utgiven|published)(?: (?:af|av|by))? "
    r"|[.,;:|·–—-]? {1,3}udgiver:? ",
    re.IGNORECASE,
)
"""What stands between who made something and who put it out."""
CLIENT = re.compile(
    r"(?P<maker>.{3,}?),? for (?P<client>\w+(?:ministeriet|styrelsen|direktoratet|kommunen|regionen"
    r"|fonden|forbundet)|[A-ZÆØÅ]\w+(?:-\w+)? Kommune|Region [A-ZÆØÅ]\w+)"
)
"""A house that made something for another: »Evalueringshuset for Familieministeriet«."""
SAYS_WHAT = re.compile(
    r"(?:center|centret|rådet?|udvalget?|gruppen?|nævnet?|kontoret?|instituttet|forum|netværket?"
    r"|sekretariatet|samarbejdet|institute|centre|council|agency|office|association|society"
    r"|foundation|network)$",
    re.IGNORECASE,
)
"""The end of a name that goes on with what the house is for."""
PLACE = re.compile(r"[A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ])?")
LINKED = re.compile(r"[.,;:]?\s{0,3}\bhttps?://\S{0,500}$")
YEAR_BEHIND = re.compile(r"[;,] ?(?:(?:19|20)\d\d|u\. ?å\.)")
LAST = re.compile(
    r",? (?:og|&|and) ([A-ZÆØÅ][\w.'’-]+(?: [A-ZÆØÅ][\w.'’-]*){0,3} [A-ZÆØÅ][\w'’-]+)(?=[,.:;(]|$)"
)
STOP = re.compile(r"(?<=[^\W\d_]{3})\. (?=[A-ZÆØÅ])")
"""A full stop behind a word that is no initial."""
NUMBERED = re.compile(r"[\w .-]{0,60}(?:rapport|notat|paper|report|skrift|nr\.) ?\d{1,4}", re.I)
"""A number in a series."""
JOURNAL = re.compile(r"(?P<name>[A-ZÆØÅ][^\d(]{5,}?)(?:,? (?:\d|\(\d|årg|nr|vol).*)?$")
"""A journal, without its volume."""
HOUSE_SURE = 0.5
"""Probability of a house that was taken for a series: the words in its name tell what it is."""
LEAST_ROWS, AGAIN = 3, 0.5
"""Lines of names that show which are houses, and the share of the last that come again."""
_BODY = re.compile(
    rf"(?:{CLASSES['body'].pattern}|\w*(?:bureau(?:et)?|firmaet|sammenslutningen?|panel(?:et)?"
    r"|centralen?|forbund|lab|fællesskabet?|hospital(?:et)?|klinik(?:ken)?|centrene|huset"
    r"|seminari(?:um|et)|tegnestuen?|research|consulting|insight)|cent(?:re|er)s?|a/s|i/s)"
)


@lru_cache(KEPT)
def settled_parts(run: CitationLine) -> tuple[CitationPart, ...]:
    """The fields of a line in its order: names that are cut are whole, persons before a house are
    authors, and a house before the one that put it out is."""
    line = run.text
    found = [
        replace(part, field=SERIES)
        if part.field == PUBLISHER and NUMBERED.fullmatch(part.text)
        else part
        for part in parts_of(run)
    ]
    bare = filter(None, map(_without_address, found))
    read = _with_last_person(line, [*_without_abbreviations(line, [*bare])])
    parts = [part for whole in _with_whole_title(run, read) for part in _persons_apart(whole)]
    parts = _without_client(line, _with_byline(line, _with_whole_names(line, parts)))
    return tuple(_with_journal(_with_authoring_houses(line, _with_units(line, parts))))


def _without_address(part: CitationPart) -> CitationPart | None:
    """The part, of a name without the address behind it; None where it is nothing else."""
    found = LINKED.search(part.text) if part.field in (AUTHOR, PUBLISHER) else None
    if not found:
        return part
    text = part.text[: found.start()]
    return replace(part, text=text, end=part.start + len(text)) if text else None


def _without_abbreviations(line: str, parts: Sequence[CitationPart]) -> Iterator[CitationPart]:
    """The parts, the start of a text that was cut in its first word (»Ph.d.-studiet«) with it."""
    start: int | None = None
    for part in parts:
        if part.field in (AUTHOR, PUBLISHER) and re.match(r"\.\w", line[part.end : part.end + 2]):
            start = part.start
        elif start is not None and part.field == TEXT:
            yield replace(part, text=line[start : part.end], start=start)
            start = None
        else:
            yield part
            start = None


def _with_whole_title(run: CitationLine, parts: Sequence[CitationPart]) -> list[CitationPart]:
    """The parts, of a title that is a piece of what is set apart all of that, and what stands
    before it up to there."""
    titles = [part for part in parts if part.field == TITLE]
    whole = next((x for x in run.emphasis if titles and titles[0].text in x), "")
    start = run.text.find(whole)
    end = start + len(whole)
    others = [p for p in parts if p.field != TITLE and p.end > start and p.start < end]
    if not whole or len(titles) != 1 or any(p.start >= start or p.end > end for p in others):
        return [*parts]
    title = replace(titles[0], text=whole, start=start, end=end)
    cut = [replace(p, text=run.text[p.start : start].rstrip(" ,:;"), end=start) for p in others]
    changed = {id(p): new for p, new in zip([*titles, *others], [title, *cut], strict=True)}
    return [changed.get(id(part), part) for part in parts]


def _persons_apart(part: CitationPart) -> Iterator[CitationPart]:
    """The part; of persons and a house behind a comma (»Bo Holm, Institut for Havne«) or a stop
    both."""
    persons, between, house = part.text.rpartition(", ")
    if stop := STOP.search(part.text):
        persons, between, house = part.text[: stop.start()], stop[0], part.text[stop.end() :]
    is_both = part.field in (AUTHOR, PUBLISHER, SERIES) and persons and (stop or is_house(house))
    if not (is_both and all(map(is_writer, names(persons)))):
        yield part
        return
    middle = part.start + len(persons)
    yield replace(part, field=AUTHOR, text=persons, end=middle)
    yield replace(part, field=PUBLISHER, text=house, start=middle + len(between))


def is_house(name: str) -> bool:
    """Whether a word in a name is one that persons' don't have: *institut*, *-styrelsen*."""
    return any(_BODY.fullmatch(word.strip(".,()").lower()) for word in name.split())


def are_several_persons(text: str) -> bool:
    """Whether a text is nothing but names that are spelt as those of persons."""
    found = names(text)
    return len(found) > 1 and all(map(is_writer, found))


def is_writer(name: str) -> bool:
    """Whether a name is spelt as those of persons and has no word of a house."""
    return is_person(name) and not is_house(name)


def are_houses_last(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the last of the fields in each row are houses: they come again, or stand alone, and
    those before them name persons, none of whom is one."""
    lasts = Counter(row[-1] for row in rows if row)
    before = {name for row in rows for field in row[:-1] for name in names(field)}
    again = sum(n for n in lasts.values() if n > 1)
    is_told = len(rows) >= LEAST_ROWS and again >= AGAIN * len(rows) and before.isdisjoint(lasts)
    return is_told and bool(before) and all(map(is_writer, before))


def _with_whole_names(line: str, parts: Sequence[CitationPart]) -> list[CitationPart]:
    """The parts, a word of the language and what it is for being one house: »Styrelsen for Havne«,
    but not »COWI for Kommunen«; and »KL's Konsulenter« too."""
    found: list[CitationPart] = []
    for part in parts:
        last = found[-1] if found else None
        if last and _goes_on(line, last, part):
            text, sure = line[last.start : part.end], min(last.sureness, part.sureness)
            both = {last.field, part.field}
            field = PUBLISHER if PUBLISHER in both else last.field
            found[-1] = replace(part, field=field, text=text, start=last.start, sureness=sure)
        else:
            found.append(part)
    return found


def _goes_on(line: str, last: CitationPart, part: CitationPart) -> bool:
    """Whether a part says what the house before it is for, or is a part of that."""
    between, word = line[last.end : part.start], last.text.rpartition(" ")[2].lower()
    if {last.field, part.field} == {PUBLISHER} and between.lower() == " for ":
        return _is_word(last.text.lower()) or SAYS_WHAT.search(word) is not None
    is_name = {last.field, part.field} <= {AUTHOR, PUBLISHER}
    if is_name and OWNER.fullmatch(between):
        return True
    return is_name and OF.fullmatch(between) is not None and _BODY.fullmatch(word) is not None


def _is_word(text: str) -> bool:
    return text.isalpha() and (is_known(text) or is_known(text, "en"))


def _without_client(line: str, parts: Sequence[CitationPart]) -> list[CitationPart]:
    """The parts without publishers that another made it for: »Firmaet for Kommunen«."""
    houses = [part for part in parts if part.field == PUBLISHER]
    clients = [b for a, b in pairwise(houses) if ORDERED.fullmatch(_between(line, a, b))]
    return [_alone(part) for part in parts if part not in clients]


def _alone(part: CitationPart) -> CitationPart:
    made = CLIENT.fullmatch(part.text) if part.field == PUBLISHER else None
    if not made or SAYS_WHAT.search(made["maker"]):
        return part
    return replace(part, text=made["maker"], end=part.start + len(made["maker"]))


def _between(line: str, one: CitationPart, other: CitationPart) -> str:
    return line[one.end : _name_start(other)]


def _name_start(part: CitationPart) -> int:
    """Where a name begins, behind what brings it (»af«)."""
    return part.start + len(part.text) - len(BROUGHT.sub("", part.text))


def _with_byline(line: str, parts: Sequence[CitationPart]) -> list[CitationPart]:
    """The parts, a name that ». Af« leads to being the author where another put it out."""
    houses = [part for part in parts if part.field == PUBLISHER]
    led = [p for p in houses if _is_led(line, p)]
    by = led if len(led) < len(houses) else []
    return [replace(part, field=AUTHOR) if part in by else part for part in parts]


def _is_led(line: str, part: CitationPart) -> bool:
    before = f". {line[: _name_start(part)]}"
    return BYLINE.search(before) is not None and is_writer(BROUGHT.sub("", part.text))


def _with_last_person(line: str, parts: Sequence[CitationPart]) -> list[CitationPart]:
    """The parts, authors with the last of them, whom »og« leads to."""
    found: list[CitationPart] = []
    for part in parts:
        if not found or part.start >= found[-1].end:  # else a piece of the last author's name
            found.append(_with_last(line, part) if part.field == AUTHOR else part)
    return found


def _with_last(line: str, part: CitationPart) -> CitationPart:
    last = LAST.match(line, part.end)
    if not last or is_house(last[1]):
        return part
    return replace(part, text=line[part.start : last.end()], end=last.end())


def _with_units(line: str, parts: Sequence[CitationPart]) -> list[CitationPart]:
    """The parts, a house and what it is a part of being one: »Center for X, Y Universitet«."""
    houses = [part for part in parts if part.field == PUBLISHER]
    if len(houses) != 2 or line[houses[0].end : houses[1].start] != ", ":
        return [*parts]
    unit, whole = houses
    if not (is_house(unit.text) and is_house(whole.text)):
        return [*parts]
    one = replace(unit, text=line[unit.start : whole.end], end=whole.end)
    return [one if part is unit else part for part in parts if part is not whole]


def _with_authoring_houses(line: str, parts: Sequence[CitationPart]) -> list[CitationPart]:
    """The parts, a house that stands where authors do, before the title or before what says that
    another put it out, being the author; of a town in place of the other the house is left."""
    houses = [part for part in parts if part.field == PUBLISHER]
    if len(houses) != 2 or any(part.field == AUTHOR for part in parts):
        return [*parts]
    first, last = houses
    titles = [p for p in parts if p.field == TITLE and first.end <= p.start < last.start]
    if titles and PLACE.fullmatch(last.text) and YEAR_BEHIND.match(line, last.end):
        return [part for part in parts if part is not last]
    is_led = PUT_OUT.fullmatch(line[first.end : last.start])
    is_same = first.text.lower() == last.text.lower()
    if is_same or not (titles or is_led):
        return [*parts]
    return [replace(part, field=AUTHOR) if part is first else part for part in parts]


def _with_journal(parts: list[CitationPart]) -> list[CitationPart]:
    """The parts, a series that is a house, or a journal that an article stands in, being who put it
    out, where nobody else is."""
    if any(part.field == PUBLISHER for part in parts):
        return parts
    has_title = any(part.field == TITLE for part in parts)
    return [
        replace(part, field=PUBLISHER, sureness=max(part.sureness, HOUSE_SURE))
        if part.field == SERIES and is_house(part.text)
        else replace(part, field=PUBLISHER, text=journal["name"])
        if part.field == SERIES and has_title and (journal := JOURNAL.match(part.text))
        else part
        for part in parts
    ]
