"""From blocks to the materials that a page lists."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from urllib.parse import urlsplit

from indexer.fetching.landing import LEAST, score
from indexer.harvesting.abovetitles import with_lines_below
from indexer.harvesting.agreeing import agreed, are_lacking, without_strangers
from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import SURE, UNSURE, Citation, are_authors, cite, is_publisher_line
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.elements import words_only
from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.fileinfo import ACTION
from indexer.harvesting.habits import (
    citing_lines,
    with_leads_apart,
    with_makers_named,
    with_publishers,
)
from indexer.harvesting.linecolumns import with_columns
from indexer.harvesting.linking import TEASER, folders_of_lists, ways_to
from indexer.harvesting.linklists import linked_entries
from indexer.harvesting.references import split_references
from indexer.harvesting.saying import texts_of
from indexer.harvesting.sections import SERVICE, Section, sections
from indexer.harvesting.settling import settle
from indexer.harvesting.titlewords import names_something

LEAST_TEXT = 40
"""Characters of text that a material without a publisher line must have."""
LEAST_COMMON = 3
"""Materials beside which the same words stand before they say nothing of any."""
MOST_OF = 0.67
"""Share of the materials in one part of a page above which that part is the list."""

NOTE_NUMBER = re.compile(r" ?\[\d{1,3}\]")
"""The mark of a note in running text that leads nowhere."""


def find_entries(blocks: Sequence[Block]) -> list[Entry]:
    """The materials that the blocks list, in their order.

    A section with a publisher line or a dated heading is a material. One without is taken for a
    material when it has a text and a link, and its heading is of a rank that materials have here.
    Deeper headings below a material belong to it. A page without such sections may be about the
    material of its title, or a bare list of files. References stand for themselves.
    """
    blocks, cited = split_references(settle(blocks))
    found = [s for s in sections_of(blocks) if names_something(s.heading.text)]
    titles = {words_only(c.title) for c, _, _ in cited}
    told = {words_only(s.heading.text): s for s in found if words_only(s.heading.text) in titles}
    referred = [
        Entry(c, text or _below(told, c), ways_to(c.title, told_in, (), _names(c)))
        for c, told_in, text in cited
    ]
    referred = without_strangers(referred)
    found = [s for s in found if words_only(s.heading.text) not in told]
    tops = [s for s in found if s.heading.rank == 1]
    if len(tops) == 1:  # the page's own title
        found = [s for s in found if s.heading.rank != 1]
    chosen = _choose(found) or [s for s in tops if s.is_certain]
    listed = entries_of_sections(chosen, blocks)
    if len(referred) > len(listed) or (referred and not any(s.is_certain for s in chosen)):
        listed = [replace(entry, trust=Trust.DOUBTFUL) for entry in listed]
    elif len(listed) > len(referred):
        referred = [e if e.text else replace(e, trust=Trust.DOUBTFUL) for e in referred]
    entries = agreed([*listed, *referred])
    linked = [] if _tell_more(entries) else linked_entries(blocks)
    return linked if len(linked) > len(entries) and not _is_said(entries, linked) else entries


def _tell_more(entries: Sequence[Entry]) -> bool:
    """Whether more is told of materials than their titles, dates and links; a text by several."""
    is_cited = any(e.citation.publishers or e.citation.authors for e in entries)
    return is_cited or (len(entries) >= LEAST_COMMON and any(e.text for e in entries))


def _is_said(entries: Sequence[Entry], linked: Sequence[Entry]) -> bool:
    """Whether a text is that of an entry: of one with several ``linked`` it is the page's."""
    ways = {entry.links[0] for entry in linked}
    return any(entry.text and len(ways.intersection(entry.links)) < 2 for entry in entries)


def entries_of_sections(chosen: Sequence[Section], blocks: Sequence[Block]) -> list[Entry]:
    """The materials of these sections of all ``blocks``, one each."""
    place, taken = _shared_path(chosen), {id(s.heading) for s in chosen}
    within = [_within(s, place, taken) for s in chosen]
    return _entries(with_publishers(_in_own_boxes(within, taken), blocks))


def sections_of(blocks: Sequence[Block]) -> list[Section]:
    """The sections of a page, with the lines that cite as others do being such."""
    blocks = with_leads_apart(with_columns(with_lines_below(blocks)))
    blocks = with_makers_named(blocks, sections(blocks))
    found = sections(blocks)
    citing = citing_lines(found)
    if not citing:
        return found
    return sections([replace(b, is_meta=True) if id(b) in citing else b for b in blocks])


def _below(told: Mapping[str, Section], cited: Citation) -> str:
    """What stands below a heading that a reference further down cites."""
    section = told.get(words_only(cited.title))
    return "\n\n".join(NOTE_NUMBER.sub("", b.text).strip() for b in section.body) if section else ""


def _choose(found: list[Section]) -> list[Section]:
    """The sections that are materials."""
    found = [s for s in found if not _is_byline(s)]
    certain = [s for s in found if s.is_certain]
    place = _shared_path(certain)
    ranks = {s.heading.rank for s in certain}
    if not certain:
        linked = Counter(s.heading.rank for s in found if _is_linked(s, ()))
        seen = Counter(s.heading.rank for s in found)  # of several alike one alone is none
        ranks = {x for x, n in linked.most_common(1) if n > 1 or seen[x] < LEAST_COMMON}
    apart = [s for s in found if s.heading.rank in ranks and _has_file(s.heading)]
    apart = [s for s in apart if not _stands_in(s.heading, place)]
    more = {id(s) for s in apart} if len(apart) >= LEAST_COMMON else set()
    more |= {id(s) for s in _alike(found, certain, place)}
    return [
        s
        for s in found
        if s.is_certain
        or id(s) in more
        or (s.heading.rank in ranks and _stands_in(s.heading, place) and _is_linked(s, ranks))
    ]


def _alike(
    found: Sequence[Section], certain: Sequence[Section], place: tuple[int, ...]
) -> Iterator[Section]:
    """The sections that stand in ``place`` as several materials do and are told of but little: who
    made it, and between these also when, or what it is about."""
    slots = Counter((s.heading.slot, s.heading.rank) for s in certain)
    ids = [id(s) for s in found]
    first, last = (ids.index(id(s)) for s in (certain[0], certain[-1])) if certain else (0, 0)
    for n, section in enumerate(found):
        heading = section.heading
        is_like = slots[heading.slot, heading.rank] >= LEAST_COMMON and _stands_in(heading, place)
        if not is_like or _says_else(heading.text):
            continue
        text = sum(len(block.text) for block in section.body)
        is_told = section.is_cited or text >= LEAST_TEXT or _has_file(heading)
        if is_told if first < n < last else _names_who(section):
            yield section


def _names_who(section: Section) -> bool:
    """Whether a section tells who made a publication, and when where a line tells it."""
    cited = cite("", section.line)
    return bool(section.publisher or section.authors or (cited.publishers and cited.published))


def _says_else(heading: str) -> bool:
    return bool(SERVICE.match(heading) or label_of(heading) or ACTION.match(heading))


def _has_file(heading: Block) -> bool:
    """Whether a title leads to a file, so that it may stand in a list apart, and without a text."""
    return any(score(x) >= LEAST for x in heading.links) and not ACTION.match(heading.text)


def _is_byline(section: Section) -> bool:
    """Whether a heading is but who wrote the page, with no more than a line below."""
    is_bare = len(section.body) <= 1 and not cite("", section.line).publishers
    return is_bare and are_authors(section.heading.text)


def _is_linked(section: Section, ranks: Collection[int]) -> bool:
    """Whether it has some text and a link that is no mere teaser, and is none of the boxes that
    stand on every page."""
    blocks = section.without(ranks).blocks
    links = [link for block in (section.heading, *blocks) for link in block.links]
    real = [link for link in links if not TEASER.fullmatch(link.text) and score(link) >= 0]
    long_enough = sum(len(block.text) for block in blocks) >= LEAST_TEXT
    heading = section.heading.text
    return bool(real) and long_enough and not SERVICE.match(heading)


def _shared_path(found: Sequence[Section]) -> tuple[int, ...]:
    """The blocks of the page that are around all of these headings; none around a single one."""
    if len(found) < 2:
        return ()
    columns = zip(*(s.heading.path for s in found), strict=False)
    depth = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
    return found[0].heading.path[:depth]


def _stands_in(block: Block, place: tuple[int, ...]) -> bool:
    return block.path[: len(place)] == place


def _within(section: Section, place: tuple[int, ...], taken: set[int]) -> Section:
    """What a section says within ``place``, its deeper ones up to the next of the ``taken``."""
    below = takewhile(lambda s: id(s.heading) not in taken, section.deeper)
    return replace(
        section,
        body=tuple(b for b in section.body if _stands_in(b, place)),
        deeper=tuple(
            replace(s, body=tuple(b for b in s.body if _stands_in(b, place)))
            for s in below
            if _stands_in(s.heading, place)
        ),
    )


def _in_own_boxes(found: list[Section], taken: set[int]) -> list[Section]:
    """The sections within their own boxes, where most say all that they say in these: each is the
    largest part of the page with no other's heading in it, or the paragraph that it begins; else
    within what is right around their headings."""
    held = Counter(s.heading.path[:n] for s in found for n in range(1, len(s.heading.path) + 1))

    def box(path: tuple[int, ...]) -> tuple[int, ...]:
        return next((path[:n] for n in range(1, len(path) + 1) if held[path[:n]] == 1), ())

    for places in ([box(s.heading.path) for s in found], [s.heading.path[:-1] for s in found]):
        cut = [_within(s, at, taken) for s, at in zip(found, places, strict=True)]
        whole = sum(bool(at) and len(c.blocks) == len(s.blocks) > 0
                    for s, at, c in zip(found, places, cut, strict=True))  # fmt: skip
        if whole >= max(LEAST_COMMON, MOST_OF * len(found)):
            return [c if c.blocks else s for s, c in zip(found, cut, strict=True)]
    return found


def _entries(found: Sequence[Section]) -> list[Entry]:
    lists = folders_of_lists((s.heading, *s.blocks) for s in found)
    texts = texts_of(found)
    place, some_cited = _main_place(found), any(s.is_cited for s in found)
    entries = [_entry(*pair, lists) for pair in zip(found, texts, strict=True)]
    if sum(bool(entry.citation.publishers) for entry in entries) >= MOST_OF * len(found):
        entries = [
            entry if entry.citation.publishers else _entry(section, entry.text, lists, UNSURE)
            for section, entry in zip(found, entries, strict=True)
        ]
    lacking = are_lacking(entries, [_beside(section) for section in found])
    tell_more = not all(map(_tells_day_only, entries))
    made = []
    for section, entry, is_lacking in zip(found, entries, lacking, strict=True):
        has_file = any(
            score(x) >= LEAST for b in (section.heading, *section.blocks) for x in b.links
        )
        is_full = bool(entry.citation.publishers or entry.citation.kind) and section.is_cited
        beside = not _stands_in(section.heading, place) and not (is_full and has_file)
        is_bare = some_cited and not section.is_cited and not has_file
        is_news = tell_more and _tells_day_only(entry) and not has_file
        is_file = _has_file(section.heading) and not entry.text
        is_doubtful = beside or is_bare or (is_lacking and not is_file) or is_news
        made.append(replace(entry, trust=Trust.DOUBTFUL) if is_doubtful else entry)
    return _with_outer_first(made, found)


def _tells_day_only(entry: Entry) -> bool:
    """Whether a day is all that an entry tells of who and when, as of news and meetings."""
    cited = entry.citation
    is_day = len(cited.published or "") == len("2015-10-01")
    return is_day and not (cited.publishers or cited.authors or cited.kind)


def _with_outer_first(entries: list[Entry], found: Sequence[Section]) -> list[Entry]:
    """The entries with the link out of the site before that on the title, where titles lead to
    pages of the list's own site, and most have another link, each to where it was put out."""
    hosts = Counter(
        urlsplit(x.url).netloc for s in found for x in s.heading.links if x.text in s.heading.text
    )
    own, count = hosts.most_common(1)[0] if hosts else ("", 0)
    outer = [{x.url for b in s.blocks for x in b.links if _is_outer(x.url, own)} for s in found]
    both = sum(len(out) == 1 for out in outer)
    places = {urlsplit(url).netloc for out in outer for url in out}
    if min(count, both) < max(LEAST_COMMON, MOST_OF * len(entries)) or len(places) < LEAST_COMMON:
        return entries
    files = {
        x.url for s in found for b in (s.heading, *s.blocks) for x in b.links if score(x) >= LEAST
    }
    return [
        replace(e, links=(*out, *(u for u in e.links if u not in out)))
        if len(out) == 1 and not files.intersection(e.links[:1])
        else e
        for e, out in zip(entries, outer, strict=True)
    ]


def _is_outer(url: str, own: str) -> bool:
    """Whether an address is a page of another site, not its front page."""
    parts = urlsplit(url)
    return parts.netloc != own and bool(parts.path.strip("/") or parts.query)


def _beside(section: Section) -> set[str]:
    """What there is of a section beside what it tells, of that which a list may have of all."""
    names = {"names"} if section.labelled_blocks else set()
    dated = {"date"} if is_publisher_line(section.line) else set()
    return {f"rank {section.heading.rank}", *names, *dated}


def _main_place(found: Sequence[Section]) -> tuple[int, ...]:
    """The smallest part of the page in which most of the headings stand, several at least; the
    whole page without."""
    around = Counter(
        s.heading.path[:depth] for s in found for depth in range(1, len(s.heading.path))
    )
    most = max(LEAST_COMMON, len(found) * MOST_OF)
    return max((path for path, count in around.items() if count >= most), key=len, default=())


def _entry(section: Section, text: str, lists: Collection[str], sure: float = SURE) -> Entry:
    """The entry with its ``text``."""
    cited = cite(section.heading.text, section.line, section.authors, section.publisher, sure)
    linked = [
        replace(b, links=tuple(x for x in b.links if score(x) > 0))
        if b in section.publisher_blocks
        else b
        for b in section.blocks
    ]
    told = ((section.heading, *said) for said in (linked, section.blocks))  # else in what cites
    ways = (ways_to(cited.title, blocks, lists, _names(cited)) for blocks in told)
    return Entry(cited, text, next(filter(None, ways), ()))


def _names(cited: Citation) -> tuple[str, ...]:
    return (*cited.publishers, *cited.authors)
