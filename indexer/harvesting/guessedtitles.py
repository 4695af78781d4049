"""Titles that a page shows by itself, whatever it is built of: what is set apart in the same way in
line after line that tells who or when, and what the addresses of links spell out
(``/filer/kajens-tavse-timer.pdf``)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import are_authors, cite, is_citation, is_date, is_publisher_line
from indexer.harvesting.entry import Entry
from indexer.harvesting.knowntitles import with_known
from indexer.harvesting.matching import plain
from indexer.harvesting.titlecutting import cited_and_said
from indexer.harvesting.titleplaces import (
    AROUND,
    TitlePlace,
    apart_within,
    found_in,
    way_of,
)

LEAST, MOST_OF, NEARLY_ALL = 3, 0.5, 0.67
"""Titles that a page shows and no entry has, and their share, before it was read wrongly; lines in
which something is set apart, the share of several words, and of those that tell who or when."""
HARDLY_LESS = 0.75
"""Of what entries tell in the mean, what those of another reading do that is taken for it."""
WORDS, LENGTH = 2, 10
"""Words and characters of an address that spell a title out."""
REACH = 3
"""Blocks above a link in which its title may stand."""
ENDING = re.compile(r"\.\w{2,5}$")
PARTS = re.compile(r"[\W_]+|(?<=[a-zæøå])(?=[A-ZÆØÅ\d])")
SIGN = re.compile(r"[.:;–—|•()»«“”„\"]|\s[-/]\s")
"""What a title goes up to where nothing sets it apart."""


def with_guessed(entries: Sequence[Entry], blocks: Sequence[Block]) -> list[Entry]:
    """The entries of a page; where most of the titles that it shows are none of theirs, those that
    begin where these stand, if they tell more."""
    told = {plain(entry.citation.title) for entry in entries}
    apart, spelt = _set_apart(blocks), _in_addresses(blocks)
    missed = [title for title in apart if plain(title) not in told]
    absent = [title for title in spelt if not any(_overlap(plain(title), x) for x in told)]
    for titles, lost in ((apart, missed), (spelt, absent)):
        if len(lost) >= max(LEAST, MOST_OF * len(titles)):
            again = with_known(entries, blocks, titles)
            return again if _tell_more(again, entries) else [*entries]
    return [*entries]


def _overlap(one: str, other: str) -> bool:
    """Whether one of two titles has the other in it."""
    return one in other or other in one


def _tell_more(again: Sequence[Entry], before: Sequence[Entry]) -> bool:
    """Whether entries tell more than others do, all together, and hardly less in the mean."""
    told, had = sum(map(_told, again)), sum(map(_told, before))
    return told > had and told * len(before) >= HARDLY_LESS * had * len(again)


def _told(entry: Entry) -> int:
    """How many things an entry tells, of who, when, text and link."""
    cited = entry.citation
    things = (cited.publishers, cited.authors, cited.published, entry.text, entry.links)
    return sum(map(bool, things))


def _set_apart(blocks: Sequence[Block]) -> list[str]:
    """What is set apart in one way in lines that nearly all tell who or when beside it, and in
    others of their slot that do."""
    ways: defaultdict[str, list[tuple[Block, TitlePlace]]] = defaultdict(list)
    for block in blocks:
        place = apart_within(block)
        if place and len(place.of(block)) < len(block.text.strip(AROUND)):
            ways[way_of(block, place)].append((block, place))
    lists = {way for way, each in ways.items() if _are_titles(each)}
    slots = {ways[way][0][0].slot for way in lists}
    return [
        place.of(block)
        for way, each in ways.items()
        for block, place in each
        if way in lists or (block.slot in slots and _is_told(block, place))
    ]


def _are_titles(each: Sequence[tuple[Block, TitlePlace]]) -> bool:
    names = [place.of(block) for block, place in each]
    told = sum(_is_told(*pair) for pair in each)
    several = sum(len(name.split()) > 1 for name in names)
    is_list = len({*map(plain, names)}) == len(names) >= LEAST
    if not is_list or sum(map(_is_maker, names)) > MOST_OF * len(names):
        return False
    return told > NEARLY_ALL * len(names) and several > MOST_OF * len(names)


def _is_maker(name: str) -> bool:
    """Whether it is the name of persons or of a house."""
    return are_authors(name) or cite("", name).publishers == (name,)


def _is_told(block: Block, place: TitlePlace) -> bool:
    """Whether the words beside a title tell who made it or when."""
    lead, rest = block.text[: place.start].strip(AROUND), block.text[place.end :].strip(AROUND)
    told = cited_and_said(lead, rest)
    return any(is_citation(x) or is_publisher_line(x) or is_date(x) for x in told if x)


def _in_addresses(blocks: Sequence[Block]) -> list[str]:
    """The titles near links that spell them out."""
    found = dict.fromkeys(
        title
        for n, block in enumerate(blocks)
        for link in block.links
        for title in _titles(blocks[max(0, n - REACH) : n + 1], _spelt(link.url))
    )
    return [title for title in found if not _is_maker(title)]


def _spelt(url: str) -> str:
    """The words of the last part of an address, as titles are compared; '' for too few."""
    try:
        last = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    except ValueError:
        return ""
    words = [plain(x) for x in PARTS.split(ENDING.sub("", last)) if x and not x.isdigit()]
    spelt = " ".join(words)
    return spelt if len(words) >= WORDS and len(spelt) >= LENGTH else ""


def _titles(blocks: Sequence[Block], spelt: str) -> Iterator[str]:
    """The nearest place above a link where its words stand, as far as it is set apart."""
    for block in reversed(blocks) if spelt else ():
        if found := found_in(block, spelt):
            yield _whole(block, *found)
            return


def _whole(block: Block, start: int, end: int) -> str:
    """What is set apart around a part of a block: linked, in bold or italics, else by signs."""
    for said in block.set_apart:
        at = block.text.find(said) if said else -1
        if 0 <= at <= start and end <= at + len(said):
            return said.strip(" .:")
    before = max((sign.end() for sign in SIGN.finditer(block.text, 0, start)), default=0)
    after = SIGN.search(block.text, end)
    return block.text[before : after.start() if after else len(block.text)].strip()
