"""Where titles stand in the blocks of a page, and how they are set apart there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.harvesting.blocks import Block
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.fileinfo import ACTION, ADDRESS
from indexer.harvesting.headings import BODY, HEADING_LENGTH
from indexer.harvesting.matching import MAIN_LENGTH, mains, plain, words_of

AROUND = " .,:;–—-|·•*»«“”„\"'()"
"""What stands around a title and is no part of it, nor of what it is cited by."""
BEFORE, AFTER = ("", *".:;–—|•»“”„("), ("", *".:;–—|«“”)(")
"""Signs between which a short title is one, and no word of a text."""


KEPT = 5000
"""Lines whose words are remembered: they are asked for again and again."""


@dataclass(frozen=True)
class TitleSought:
    """A title, and the words by which it is looked for: all, or a main title's."""

    title: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class TitlePlace:
    """Where a title stands in a block, in characters; ``sought``: as it was looked for, '' for one
    that was not."""

    start: int
    end: int
    sought: str = ""

    def of(self, block: Block) -> str:
        """The title as it stands there."""
        return block.text[self.start : self.end]


def standing(blocks: Sequence[Block], titles: Iterable[str]) -> list[TitleSought]:
    """The titles with letters whose words stand in the blocks, one after another."""
    page = "".join(_words(block.text) for block in blocks)
    lettered = (title for title in titles if any(map(str.isalpha, title)))
    sought = (TitleSought(title, (*mains(title), plain(title))) for title in lettered)
    return [each for each in sought if any(f" {form} " in page for form in each.forms)]


@lru_cache(KEPT)
def _words(text: str) -> str:
    """The words of a text as titles are compared, one for each that it has, between spaces."""
    return f" {' '.join(plain(word[0]) for word in words_of(text))} "


def places_of(block: Block, sought: Sequence[TitleSought]) -> list[TitlePlace]:
    """Where known titles stand in a block, in order; of those that overlap the longest. A short one
    has to be set apart."""
    apart = [*map(plain, (block.text, *block.emphasis, *map(block.seen, block.links)))]
    places = []
    for each in sought:
        for form in each.forms:
            found = found_in(block, form)
            if found and (len(form) >= MAIN_LENGTH or form in apart or _is_between(block, *found)):
                places.append(TitlePlace(found[0], _whole(block, *found), each.title))
                break
    kept: list[TitlePlace] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def found_in(block: Block, form: str) -> tuple[int, int] | None:
    """Where these words, as titles are compared, stand in a block."""
    line = _words(block.text)
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
    for said in (*map(block.seen, block.links), *block.emphasis):
        at = block.text.find(said) if said else -1
        if 0 <= at <= start < at + len(said) and not block.text[at:start].strip(AROUND):
            end = max(end, at + len(said))
    return end


def apart(block: Block) -> TitlePlace | None:
    """What is set apart in a block: all of it, or the first link or emphasis in it."""
    if block.rank != BODY or block.linked == 1:
        return TitlePlace(0, len(block.text))
    return apart_within(block)


def apart_within(block: Block) -> TitlePlace | None:
    """The first link or emphasis in a block that may be a title; it may be all of the block."""
    said = {x for x in (*map(block.seen, block.links), *block.emphasis) if x and not is_fact(x)}
    places = sorted((block.text.find(x), -len(x)) for x in said if x in block.text)
    return TitlePlace(places[0][0], places[0][0] - places[0][1]) if places else None


def way_of(block: Block, place: TitlePlace) -> str:
    """How a title is set apart: where it stands, what leads to it and goes on from it."""
    said = block.text[place.start : place.end]
    is_linked = any(block.seen(link).startswith(said) for link in block.links)
    is_bold = any(text.startswith(said) for text in block.emphasis)
    is_first = not block.text[: place.start].strip(AROUND)
    is_last = not block.text[place.end :].strip(AROUND)
    return f"{block.slot}|{block.rank}|{is_linked}|{is_bold}|{is_first}|{is_last}"


def may_be_title(text: str) -> bool:
    """Whether a text is as titles are: some words, no button, no field."""
    return len(text) <= HEADING_LENGTH and len(text.split()) > 1 and not is_fact(text)


def is_fact(text: str) -> bool:
    """Whether a text is a button or an address, or begins with the name of a field."""
    return bool(label_of(text) or ACTION.match(text) or ADDRESS.fullmatch(text))
