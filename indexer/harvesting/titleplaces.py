"""Where titles stand in the blocks of a page, and how they are set apart there."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from indexer.harvesting.blocks import Block
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.fileinfo import ACTION, ADDRESS, is_file_info
from indexer.harvesting.headings import BODY, HEADING_LENGTH
from indexer.harvesting.matching import MAIN_LENGTH, NUMBER, mains, plain, words_of

AROUND = " .,:;–—-|·•*»«“”„\"'()"
"""What stands around a title and is no part of it, nor of what it is cited by."""
BEFORE, AFTER = ("", *".:;–—|•»“”„("), ("", *".:;–—|«“”)(")
"""Signs between which a short title is one, and no word of a text."""
QUOTES = " »«“”„\"'"
GOES_ON = re.compile(r"(?!(?:af|fra|ved|by|udgivet|skrevet|udarbejdet)\b)[a-zæøå]+")
"""A word with which a sentence goes on from a title, and none that leads to who made it."""
LONGEST, AHEAD = 20_000, 100
"""Characters of a line in which titles are looked for, and those that are read beyond one."""
KEPT = 5000
"""Lines whose words are remembered: they are asked for again and again."""


@dataclass(frozen=True, order=True)
class TitlePlace:
    """Where a title stands in a block, in characters; ``sought``: as it was looked for, '' for one
    that was not."""

    start: int
    end: int
    sought: str = ""

    def of(self, block: Block) -> str:
        """The title as it stands there."""
        return block.text[self.start : self.end]


class Titles:
    """Titles with letters that are looked for, by the first words of what each is looked for by:
    all of it, or a main title."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._forms: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for title in dict.fromkeys(titles):
            for form in dict.fromkeys((plain(title), *mains(title))):
                if any(map(str.isalpha, form)):
                    self._forms[" ".join(form.split()[:2])].append((form, title))

    def in_block(self, block: Block) -> list[TitlePlace]:
        """Where they stand in a block, in order; of those that overlap the longest. A short one has
        to be set apart."""
        words = _words(block.text).split() if len(block.text) <= LONGEST else []
        starts = {*words, *map(" ".join, pairwise(words))} & self._forms.keys()
        places = [
            TitlePlace(found[0], _whole(block, *found), title)
            for start in starts
            for form, title in self._forms[start]
            if (found := found_in(block, form)) and _is_title(block, form, title, *found)
        ]
        kept: list[TitlePlace] = []
        for place in sorted(places, key=lambda place: (place.start, -place.end, place.sought)):
            if not kept or place.start >= kept[-1].end:
                kept.append(place)
        return kept


def is_short(title: str) -> bool:
    """Whether a title may be a word or two of any text."""
    return len(plain(title)) < MAIN_LENGTH


@lru_cache(KEPT)
def _words(text: str) -> str:
    """The words of a text as titles are compared, one for each that it has, between spaces."""
    return f" {' '.join(plain(word[0]) for word in words_of(text))} "


def _is_title(block: Block, form: str, title: str, start: int, end: int) -> bool:
    """Whether words in a block are that title: a short one has to be set apart, a main title
    without another number after it than the title has there."""
    apart = (block.text, *block.set_apart)
    if len(form) < MAIN_LENGTH and not (
        form in map(plain, apart) or _is_between(block, start, end)
    ):
        return False
    ours = {*NUMBER.findall(title)}
    theirs = {*NUMBER.findall(block.text[start : start + len(title) + 1])}
    return form == plain(title) or not ours or theirs <= ours


def is_in_sentence(block: Block, place: TitlePlace) -> bool:
    """Whether words lead to a title in its line or go on from it: it is spoken of, or is a part of
    another title."""
    before = block.text[: place.start].rstrip(QUOTES)[-1:]
    after = block.text[place.end : place.end + AHEAD].lstrip(QUOTES)
    is_led, goes_on = before.isalpha() or before == ",", GOES_ON.match(after)
    if is_led or not goes_on:
        return is_led
    is_way = any(seen and after.startswith(seen) for seen in map(block.seen, block.links))
    return not (is_way or ACTION.match(after) or is_file_info(goes_on[0]))


def found_in(block: Block, form: str) -> tuple[int, int] | None:
    """Where these words, as titles are compared, stand in a block; None where they don't, or it
    is longer than any line of a list."""
    line = _words(block.text) if len(block.text) <= LONGEST else ""
    at = line.find(f" {form} ")
    if at < 0:
        return None
    words, first = words_of(block.text), line.count(" ", 0, at)
    return words[first].start(), words[first + form.count(" ")].end()


def _is_between(block: Block, start: int, end: int) -> bool:
    """Whether a part of a block has a capital and stands between signs (»Holm: Havet. Om …«)."""
    before, after = block.text[:start].rstrip()[-1:], block.text[end:].lstrip()[:1]
    return block.text[start].isupper() and before in BEFORE and after in AFTER


def _whole(block: Block, start: int, end: int) -> int:
    """Where what is set apart ends of which a title is the start: a subtitle belongs to it."""
    end += block.text[end : end + 1] in ("?", "!")
    if is_in_sentence(block, TitlePlace(start, end)):
        return end
    for said in block.set_apart:
        at = block.text.find(said) if said else -1
        if 0 <= at <= start < at + len(said) and not block.text[at:start].strip(AROUND):
            end = max(end, at + len(said))
    return end


def apart_within(block: Block) -> TitlePlace | None:
    """The first link or emphasis in a block, of no great length, that may be a title; it may be
    all of the block."""
    if len(block.text) > LONGEST:
        return None
    said = {x for x in block.set_apart if x and not is_fact(x)}
    places = sorted((block.text.find(x), -len(x)) for x in said if x in block.text)
    return TitlePlace(places[0][0], places[0][0] - places[0][1]) if places else None


def is_apart(block: Block, place: TitlePlace) -> bool:
    """Whether a title is all that is seen of a link or set apart."""
    return place.of(block) in block.set_apart


def way_of(block: Block, place: TitlePlace) -> str:
    """How a title is set apart: where it stands, what leads to it and goes on from it."""
    said = place.of(block)
    is_linked = any(block.seen(link).startswith(said) for link in block.links)
    is_bold = any(text.startswith(said) for text in block.emphasis)
    is_first = not block.text[: place.start].strip(AROUND)
    is_last = not block.text[place.end :].strip(AROUND)
    return f"{block.slot}|{block.rank}|{is_linked}|{is_bold}|{is_first}|{is_last}"


def is_fact(text: str) -> bool:
    """Whether a text is a button or an address, or begins with the name of a field."""
    return bool(label_of(text) or ACTION.match(text) or ADDRESS.fullmatch(text))


def apart(block: Block) -> TitlePlace | None:
    """What is set apart in a block: all of it, or the first link or emphasis in it."""
    if block.rank != BODY or block.linked == 1:
        return TitlePlace(0, len(block.text))
    return apart_within(block)


def may_be_title(text: str) -> bool:
    """Whether a text is as titles are: some words, no button, no field."""
    return len(text) <= HEADING_LENGTH and len(text.split()) > 1 and not is_fact(text)
