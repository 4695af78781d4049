"""Titles that the catalogue knows, where they stand in a page: whatever the page is built of, each
is where a material begins, and what is set apart in the same way as these is a title too."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import Citation
from indexer.harvesting.entries import entries_of_sections, sections_of
from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.matching import match, plain
from indexer.harvesting.otherboxes import boxes_of_others
from indexer.harvesting.sections import Section
from indexer.harvesting.settling import settle_below
from indexer.harvesting.titlecutting import cut_at
from indexer.harvesting.titleplaces import (
    TitlePlace,
    Titles,
    apart,
    is_apart,
    is_in_sentence,
    is_short,
    may_be_title,
    way_of,
)
from search.library.catalogue import Material

LEAST, MOST_OF = 3, 0.5
"""Known titles that are set apart alike, and their share, before others like them are titles."""


def with_known(
    entries: Sequence[Entry], blocks: Sequence[Block], known: Sequence[str]
) -> list[Entry]:
    """The entries of a page; where ``known`` titles stand in its blocks of which there is no entry,
    or most have no link or no text, with what is told where such titles stand, and those like
    them."""
    found = _titles(blocks, known)
    stand = {place.sought for places in found.values() for place in places}
    told = [_like(Citation(title), entries) for title in known if title in stand]
    lacking = _lacking([entry for entry in told if entry])
    if None not in told and not lacking:
        return [*entries]
    pairs = [(_like(entry.citation, entries), entry) for entry in _entries_below(blocks, found)]
    if told.count(None) > max(LEAST - 1, MOST_OF * len(told)):  # it is hardly to be trusted
        entries = [_doubted(entry) for entry in entries if entry.links]
        pairs = [(None, entry) for _, entry in pairs]
    return _joined(entries, [(a, b) for a, b in pairs if a or None in told], lacking)


def _doubted(entry: Entry) -> Entry:
    """The entry, as doubtful if it tells nobody who made it."""
    is_told = entry.citation.publishers or entry.citation.authors
    return entry if is_told else replace(entry, trust=min(entry.trust, Trust.DOUBTFUL))


def _lacking(entries: Sequence[Entry]) -> set[str]:
    """What most of the entries have nothing of: ``links``, ``text``."""
    fields = ("links", "text")
    return {x for x in fields if sum(not getattr(e, x) for e in entries) > MOST_OF * len(entries)}


def _joined(
    entries: Sequence[Entry], pairs: Sequence[tuple[Entry | None, Entry]], lacking: Collection[str]
) -> list[Entry]:
    """The entries, of each that was read again the reading that is right: the second where there is
    no other, where it has what most lack, or where the first has swallowed another's text."""
    found = [again for before, again in pairs if before is None]
    lost = [entry.text for entry in found if entry.text]

    def right(before: Entry | None, again: Entry) -> Entry:
        if before is None:
            return again
        has_more = any(getattr(again, x) and not getattr(before, x) for x in lacking)
        has_more &= bool(again.links or not before.links)
        return again if has_more or any(text in before.text for text in lost) else before

    others = [e for e in entries if not any(e is before for before, _ in pairs)]
    return [*(right(*pair) for pair in pairs), *_apart_from(others, found)]


def _apart_from(entries: Iterable[Entry], found: Sequence[Entry]) -> Iterator[Entry]:
    """The entries that are none of those ``found``, nor made of their links, makers or texts, nor
    a part of the page with several of them."""
    taken = {link for entry in found for link in entry.links}
    firsts = {entry.links[0] for entry in found if entry.links}
    cited = (entry.citation for entry in found)
    makers = {plain(name) for each in cited for name in (*each.publishers, *each.authors)}
    texts = " ".join(plain(entry.text) for entry in found)
    for entry in entries:
        title = plain(entry.citation.title)
        is_made = title in makers or title in texts
        is_made |= bool(entry.links) and taken.issuperset(entry.links)
        is_made |= len(firsts & {*entry.links}) > 1
        if not is_made and not _like(entry.citation, found):
            yield entry


def _like(citation: Citation, entries: Iterable[Entry]) -> Entry | None:
    """The first entry of that title."""
    material = Material(id="x", title=citation.title)
    return next((entry for entry in entries if match(entry.citation, (), [material])), None)


def _entries_below(
    blocks: Sequence[Block], found: Mapping[int, Sequence[TitlePlace]]
) -> list[Entry]:
    """The materials that begin where the known titles stand, and those like them."""
    titles = {**found, **_alike(blocks, found)}
    others = boxes_of_others(blocks, titles)
    left = ((n, block) for n, block in enumerate(blocks) if n not in others)
    raised = [part for n, block in left for part in cut_at(block, titles.get(n, ()))]
    names = {plain(p.of(blocks[n])) for n, places in titles.items() for p in places}
    settled = settle_below(raised)
    chosen = [replace(s, deeper=()) for s in sections_of(settled) if plain(s.heading.text) in names]
    return entries_of_sections(_with_end(chosen), settled)


def _titles(blocks: Sequence[Block], known: Sequence[str]) -> dict[int, list[TitlePlace]]:
    """By the block's number, where known titles stand: as titles, or within sentences where most
    that are found do so in one way."""
    sought, often = Titles(known), Counter(known)
    stand = [(n, place) for n, block in enumerate(blocks) for place in sought.in_block(block)]
    spoken = {pair for pair in stand if is_in_sentence(blocks[pair[0]], pair[1])}
    meant = _meant(blocks, [pair for pair in stand if pair not in spoken], often)
    told = {place.sought for _, place in meant}
    others = [(n, p) for n, p in spoken if p.sought not in told and is_apart(blocks[n], p)]
    ways = Counter(way_of(blocks[n], place) for n, place in others)
    least = max(LEAST, MOST_OF * len({place.sought for _, place in stand}))
    others = [(n, p) for n, p in sorted(others) if ways[way_of(blocks[n], p)] >= least]
    kept: defaultdict[int, list[TitlePlace]] = defaultdict(list)
    for n, place in sorted((*meant, *_meant(blocks, others, often))):
        kept[n].append(place)
    return dict(kept)


def _meant(
    blocks: Sequence[Block], stand: Sequence[tuple[int, TitlePlace]], often: Mapping[str, int]
) -> list[tuple[int, TitlePlace]]:
    """Of each title the places, as many as materials have it, where most of the others stand with
    something below; of a short one only where a longer one stands too."""
    starts = {n for n, _ in stand}
    slots: defaultdict[str, set[str]] = defaultdict(set)
    told: defaultdict[str, set[str]] = defaultdict(set)
    for n, place in stand:
        slots[blocks[n].slot].add(place.sought)
        if n + 1 not in starts or len(place.of(blocks[n])) < len(blocks[n].text):
            told[blocks[n].slot].add(place.sought)
    left = Counter(often)
    meant = []
    for n, place in sorted(stand, key=lambda pair: -len(told[blocks[pair[0]].slot])):
        is_sure = not is_short(place.sought) or not all(map(is_short, slots[blocks[n].slot]))
        if is_sure and left[place.sought]:
            left[place.sought] -= 1
            meant.append((n, place))
    return meant


def _alike(
    blocks: Sequence[Block], found: Mapping[int, Sequence[TitlePlace]]
) -> dict[int, list[TitlePlace]]:
    """Where titles stand that the catalogue doesn't know: set apart as most of the others are."""
    seen = Counter(way_of(blocks[n], place) for n, places in found.items() for place in places)
    way, count = seen.most_common(1)[0] if seen else ("", 0)
    if count < max(LEAST, MOST_OF * seen.total()):
        return {}
    others = ((n, block, apart(block)) for n, block in enumerate(blocks) if n not in found)
    return {
        n: [place]
        for n, block, place in others
        if place and way_of(block, place) == way and may_be_title(place.of(block))
    }


def _with_end(found: Sequence[Section]) -> list[Section]:
    """The sections, the last only as far as there is what others have in such places: what goes on
    below it is the page's."""
    if len(found) < LEAST:
        return [*found]
    *others, last = found
    seen = {block.slot for section in others for block in section.body}
    body = tuple(takewhile(lambda block: block.slot in seen, last.body))
    return [*others, last if body in ((), last.body) else replace(last, body=body, deeper=())]
