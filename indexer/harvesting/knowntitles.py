"""Titles that the catalogue knows, where they stand in a page: whatever the page is built of, each
is where a material begins, and what is set apart in the same way as these is a title too."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import Citation
from indexer.harvesting.citationline import CitationLine, sentence_ends
from indexer.harvesting.citationparts import settled_parts
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.entries import entries_of_sections, sections_of
from indexer.harvesting.entry import Entry
from indexer.harvesting.fileinfo import ACTION
from indexer.harvesting.headings import BODY, HEADING_LENGTH, PSEUDO
from indexer.harvesting.labelling import AUTHOR, DATE, PUBLISHER, TEXT
from indexer.harvesting.leading import led_by
from indexer.harvesting.matching import MAIN_LENGTH, mains, match, plain
from indexer.harvesting.sections import Section
from indexer.harvesting.settling import settle_below
from search.library.catalogue import Material

WORD = re.compile(r"\w+")
AROUND = " .,:;–—-|·•*»«“”„\"'()"
"""What stands around a title and is no part of it, nor of what it is cited by."""
BEFORE, AFTER = ("", *".:;–—|•»“”„("), ("", *".:;–—|«“”)(")
"""Signs between which a short title is one, and no word of a text."""
LEAST, MOST_OF = 3, 0.5
"""Known titles that are set apart alike, and their share, before others like them are titles."""


@dataclass(frozen=True)
class _Known:
    """A title of the catalogue, and the words by which it is looked for: all, or a main title's."""

    title: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class _Place:
    """Where a title stands in a block; ``known``: as the catalogue has it, '' where it hasn't."""

    start: int
    end: int
    known: str = ""


def with_known(
    entries: Sequence[Entry], blocks: Sequence[Block], known: Sequence[str]
) -> list[Entry]:
    """The entries of a page; where ``known`` titles stand in its blocks of which there is no entry,
    or most have no link or no text, with what is told where such titles stand, and those like
    them."""
    titles = _standing(blocks, known)
    stand = {place.known for block in blocks for place in _known_places(block, titles)}
    told = [_like(Citation(title), entries) for title in known if title in stand]
    lacking = _lacking([entry for entry in told if entry])
    if None not in told and not lacking:
        return [*entries]
    again = _entries_below(blocks, titles)
    if told.count(None) * 2 > len(told):
        return again
    pairs = [(_like(entry.citation, entries), entry) for entry in again]
    return _joined(entries, [(a, b) for a, b in pairs if a or None in told], lacking)


def _lacking(entries: Sequence[Entry]) -> set[str]:
    """What most of the entries have nothing of: ``links``, ``text``."""
    fields = ("links", "text")
    return {x for x in fields if sum(not getattr(e, x) for e in entries) > MOST_OF * len(entries)}


def _joined(
    entries: Sequence[Entry], pairs: Sequence[tuple[Entry | None, Entry]], lacking: Collection[str]
) -> list[Entry]:
    """The entries, of each that was read again the reading that is right: the second where there is
    no other, where it has what most lack, or where the first has swallowed another's text. What has
    but links of those found is left out."""
    found = [again for before, again in pairs if before is None]
    lost = [entry.text for entry in found if entry.text]
    taken = {link for entry in found for link in entry.links}

    def right(before: Entry | None, again: Entry) -> Entry:
        has_more = any(getattr(again, x) and not getattr(before, x, None) for x in lacking)
        if before is None or has_more or any(text in before.text for text in lost):
            return again
        return before

    left = (e for e in entries if not any(e is before for before, _ in pairs))
    return [
        *(right(*pair) for pair in pairs),
        *(e for e in left if not e.links or not taken.issuperset(e.links)),
    ]


def _like(citation: Citation, entries: Iterable[Entry]) -> Entry | None:
    """The first entry of that title."""
    material = Material(id="x", title=citation.title)
    return next((entry for entry in entries if match(entry.citation, (), [material])), None)


def _standing(blocks: Sequence[Block], known: Iterable[str]) -> list[_Known]:
    """Those of the titles whose words stand in the blocks, one after another."""
    page = f" {' '.join(_words(block) for block in blocks)} "
    titles = (_Known(title, (*mains(title), *filter(None, [plain(title)]))) for title in known)
    return [each for each in titles if any(f" {form} " in page for form in each.forms)]


def _words(block: Block) -> str:
    """The words of a block as titles are compared, one for each that it has."""
    return " ".join(plain(word[0]) for word in WORD.finditer(block.text))


def _entries_below(blocks: Sequence[Block], known: Sequence[_Known]) -> list[Entry]:
    """The materials that begin where the known titles stand, and those like them."""
    titles = _titles(blocks, known)
    lines = _slots_below(blocks, titles)
    raised = [
        part
        for n, block in enumerate(blocks)
        for part in _parted(_lowered(block, lines), titles.get(n, ()))
    ]
    names = {plain(blocks[n].text[p.start : p.end]) for n, places in titles.items() for p in places}
    settled = settle_below(raised)
    chosen = [_alone(s, lines) for s in sections_of(settled) if plain(s.heading.text) in names]
    return entries_of_sections(chosen, settled)


def _titles(blocks: Sequence[Block], known: Sequence[_Known]) -> dict[int, list[_Place]]:
    """By the block's number, where titles stand. A title that stands in several places is meant
    where most of the titles stand."""
    found = {n: places for n, b in enumerate(blocks) if (places := _known_places(b, known))}
    told: defaultdict[str, set[str]] = defaultdict(set)
    for n, places in found.items():
        told[blocks[n].slot].update(place.known for place in places)
    meant: dict[str, int] = {}
    for n in sorted(found, key=lambda n: -len(told[blocks[n].slot])):
        for place in found[n]:
            meant.setdefault(place.known, n)
    kept = {n: [p for p in places if meant[p.known] == n] for n, places in found.items()}
    kept = {n: places for n, places in kept.items() if places}
    return {**kept, **_alike(blocks, kept)}


def _known_places(block: Block, known: Sequence[_Known]) -> list[_Place]:
    """Where known titles stand in a block, in order; of those that overlap the longest. A short one
    has to be set apart."""
    words = [*WORD.finditer(block.text)]
    line = f" {_words(block)} "
    apart = [*map(plain, (block.text, *block.emphasis, *map(block.seen, block.links)))]
    places = []
    for each in known:
        for form in each.forms:
            at = line.find(f" {form} ")
            if at < 0:
                continue
            first = line.count(" ", 0, at)
            start, end = words[first].start(), words[first + form.count(" ")].end()
            if len(form) >= MAIN_LENGTH or form in apart or _is_between(block.text, start, end):
                places.append(_Place(start, _whole(block, start, end), each.title))
                break
    kept: list[_Place] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _is_between(text: str, start: int, end: int) -> bool:
    """Whether a part of a text has a capital and stands between signs (»Holm: Havet. Om …«)."""
    before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    return text[start].isupper() and before in BEFORE and after in AFTER


def _whole(block: Block, start: int, end: int) -> int:
    """Where what is set apart ends of which a title is the start: a subtitle belongs to it."""
    end += block.text[end : end + 1] in ("?", "!")
    for said in (*map(block.seen, block.links), *block.emphasis):
        at = block.text.find(said) if said else -1
        if 0 <= at <= start < at + len(said) and not block.text[at:start].strip(AROUND):
            end = max(end, at + len(said))
    return end


def _alike(
    blocks: Sequence[Block], found: Mapping[int, Sequence[_Place]]
) -> dict[int, list[_Place]]:
    """Where titles stand that the catalogue doesn't know: set apart as most of the others are."""
    seen = Counter(_way(blocks[n], place) for n, places in found.items() for place in places)
    way, count = seen.most_common(1)[0] if seen else ("", 0)
    if count < max(LEAST, MOST_OF * seen.total()):
        return {}
    others = ((n, block, _apart(block)) for n, block in enumerate(blocks) if n not in found)
    return {
        n: [place]
        for n, block, place in others
        if place
        and _way(block, place) == way
        and _may_be_title(block.text[place.start : place.end])
    }


def _apart(block: Block) -> _Place | None:
    """What is set apart in a block: all of it, or the first link or emphasis in it."""
    if block.rank != BODY or block.linked == 1:
        return _Place(0, len(block.text))
    said = next((said for said in (*map(block.seen, block.links), *block.emphasis) if said), "")
    at = block.text.find(said) if said else -1
    return _Place(at, at + len(said)) if at >= 0 else None


def _way(block: Block, place: _Place) -> str:
    """How a title is set apart: where it stands, what leads to it and goes on from it."""
    said = block.text[place.start : place.end]
    is_linked = any(block.seen(link).startswith(said) for link in block.links)
    is_bold = any(text.startswith(said) for text in block.emphasis)
    is_first = not block.text[: place.start].strip(AROUND)
    is_last = not block.text[place.end :].strip(AROUND)
    return f"{block.slot}|{block.rank}|{is_linked}|{is_bold}|{is_first}|{is_last}"


def _may_be_title(text: str) -> bool:
    is_fact = label_of(text) or ACTION.match(text)
    return len(text) <= HEADING_LENGTH and len(text.split()) > 1 and not is_fact


def _slots_below(blocks: Sequence[Block], titles: Collection[int]) -> set[str]:
    """The slots of headings that stand below most of the titles: they are of each."""
    below: defaultdict[str, set[int]] = defaultdict(set)
    last = -1
    for n, block in enumerate(blocks):
        last = n if n in titles else last
        if block.rank != BODY and n not in titles and last >= 0:
            below[block.slot].add(last)
    return {slot for slot, above in below.items() if len(above) >= MOST_OF * len(titles)}


def _alone(section: Section, own: Collection[str]) -> Section:
    """The section without the deeper ones that are not such as most have."""
    deeper = takewhile(lambda below: below.heading.slot in own, section.deeper)
    return replace(section, deeper=tuple(deeper))


def _lowered(block: Block, lines: Collection[str]) -> Block:
    return replace(block, rank=BODY) if block.rank == PSEUDO and block.slot in lines else block


def _parted(block: Block, places: Sequence[_Place]) -> Iterator[Block]:
    """The block, each title in it as a heading with the rest of its sentence and those after it
    below."""
    if not places:
        yield block
        return
    ends, starts = sentence_ends(block.text), [0]
    for before, place in pairwise(places):
        starts.append(max((e for e in ends if before.end <= e <= place.start), default=before.end))
    for place, (start, end) in zip(places, pairwise([*starts, len(block.text)]), strict=True):
        yield from _titled(block, start, place, end)


def _titled(block: Block, start: int, title: _Place, end: int) -> Iterator[Block]:
    """The title as a heading, below it what cites it, then what is said of it."""
    yield replace(block.part(title.start, title.end), rank=block.rank or PSEUDO)
    lead, rest = block.part(start, title.start), block.part(title.end, end)
    rest = replace(rest, text=rest.text.lstrip(AROUND))
    cited, said = _cited_and_said(lead.text.strip(AROUND.replace(")", "")), rest.text)
    if cited:
        links = (*lead.links, *(() if said else rest.links))
        yield replace(lead, text=cited, rank=BODY, is_meta=True, links=links)
    if said:
        yield replace(rest, text=said, rank=BODY)


def _cited_and_said(lead: str, rest: str) -> tuple[str, str]:
    """What leads to a title and goes on from it, as what cites it and what is said of it."""
    line = f"{lead} {rest}"
    parts = settled_parts(CitationLine(line, is_titled=True))
    if not any(part.field in (AUTHOR, PUBLISHER, DATE) and part.end <= len(lead) for part in parts):
        led = led_by(rest)
        said = led.rest if led else rest
        return rest.removesuffix(said).strip(), said
    texts = (part.start for part in parts if part.field == TEXT and part.start >= len(lead))
    start = next(texts, len(line))
    return line[:start].strip(), line[start:].strip()
