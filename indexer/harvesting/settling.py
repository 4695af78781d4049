"""Which lines are headings after all, and which headings are but a publisher line."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice, pairwise

from indexer.extraction.webpage import Link
from indexer.fetching.landing import LEAST, score
from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import (
    are_authors,
    cite,
    has_details,
    is_date,
    is_kind,
    is_publisher_line,
)
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.fileinfo import ACTION, ADDRESS, is_file_info, is_path
from indexer.harvesting.headings import BODY, PSEUDO
from indexer.harvesting.linkedtitles import with_linked_titles
from indexer.harvesting.marking import BY
from indexer.harvesting.pointers import has_address
from indexer.harvesting.references import split_references
from indexer.harvesting.repeatednames import raise_named_titles, with_unknown_names
from indexer.harvesting.runins import with_linked_starts, with_run_ins
from indexer.harvesting.titlewords import is_short_line
from indexer.harvesting.writers import with_writers_apart

TITLE_LENGTH = 200
"""Characters of a plain line that may be a title."""
REPEATED = 3
"""Times that a heading stands on a page before it is no title, and titles that show where texts
stand."""
FEW_BUTTONS = 4
"""Words on the buttons beside a link."""
FIELD_SIGNS = re.compile(r" [|·•;] |; |\. (?=[A-ZÆØÅ][^\W\d_]{2,20}: )")
NUMBERED = re.compile(r"(\d{1,3})[.):] +(?=\S)")


def settle(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the ranks that their neighbours show."""
    raised = raise_named_titles(with_linked_starts(with_run_ins(blocks)))
    return with_linked_titles([*_raise_titles(settle_below(raised))])


def settle_below(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with what belongs to each heading below it, a line for each thing that it tells;
    and without what only looks like a heading."""
    told = [
        replace(block, rank=BODY) if is_file_info(block.text) else block
        for block in _joined(with_unknown_names(blocks))
        if block.links or not is_file_info(block.text)
    ]
    told = [part for block in told for part in _by_fields(block)]
    told = [part for block in told for part in with_writers_apart(block)]
    parted = [part for block in told for part in _parted(_without_buttons(block))]
    lowered = _lower_publisher_lines(_without_numbers(_without_repeated(parted)))
    return _lower_what_stands_above(lowered)


def _by_fields(block: Block) -> Iterator[Block]:
    """The block, and of a line of several fields (»Udgiver: … | År: …«) each for itself."""
    fields = FIELD_SIGNS.split(block.text)
    is_line = block.rank == BODY and len(fields) > 1 and all(map(label_of, fields))
    for n, text in enumerate(fields if is_line else [block.text]):
        yield replace(block, text=text, links=() if n else block.links)


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with the lines of a heading element in one, but for those that say who put it out,
    when, or what kind it is."""
    for _, group in groupby(blocks, key=lambda block: (block.rank, block.path)):
        first, *others = group
        if not others or not BODY < first.rank < PSEUDO or any(map(_is_fact, (first, *others))):
            yield from (first, *others)
            continue
        links = tuple(dict.fromkeys(link for b in (first, *others) for link in b.links))
        yield replace(first, text=" ".join(b.text for b in (first, *others)), links=links)


def _is_fact(block: Block) -> bool:
    text = block.text
    told = is_publisher_line(text) or is_kind(text) or is_file_info(text) or label_of(text)
    return bool(told or are_authors(text) or cite("", text).publishers)


def _without_buttons(block: Block) -> Block:
    """A line of a link and buttons for it (»Titel Download«) without what stands on these."""
    title = next((x for x in map(block.seen, block.links) if block.text.startswith(x)), "")
    rest = block.text.removeprefix(title).strip()
    if len(block.links) < 2 or not title or ACTION.match(title) or not ACTION.match(rest):
        return block
    return replace(block, text=title) if len(rest.split()) <= FEW_BUTTONS else block


def _parted(block: Block) -> Iterator[Block]:
    """A heading, and what it says of the publication beside the title, when the title alone is
    linked: ``<a>Titel</a> – Udgiver, 2015``."""
    title = next((x for x in map(block.seen, block.links) if block.text.startswith(x)), "")
    rest = block.text.removeprefix(title).strip(" —–-·|,()")
    if block.rank == BODY or not title or not rest or not is_publisher_line(rest):
        yield block
        return
    yield replace(block, text=title)
    yield replace(block, text=rest, rank=BODY, links=(), is_meta=True)


def _without_repeated(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without headings that come again under one title after another, such as »Hent«
    and »Om materialet«, and without the words right below these (»Emneord«); those with a link, or
    with a name for what follows, become text."""
    seen = Counter(block.text.lower() for block in blocks if block.rank > 1)
    kept: list[Block] = []
    is_below = False
    for block in blocks:
        if block.rank > 1 and seen[block.text.lower()] >= REPEATED:
            is_below = not block.links and not label_of(block.text)
            kept += () if is_below else (replace(block, rank=BODY),)
        else:
            is_below &= _is_word(block)
            kept += () if is_below else (block,)
    return kept


def _is_word(block: Block) -> bool:
    """Whether a line is a few words that tell nothing."""
    is_short = len(block.text.split()) <= FEW_BUTTONS and block.text[-1] not in ".!?"
    is_way = any(score(link) > 0 for link in block.links)
    return block.rank == BODY and is_short and not is_way and not _is_fact(block)


def _without_numbers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the headings of a list that is numbered (»1. Titel«) without its numbers."""
    found = [m if b.rank != BODY else None for b in blocks for m in [NUMBERED.match(b.text)]]
    numbers = [int(m[1]) for m in found if m]
    is_list = len(numbers) >= REPEATED and all(b - a == 1 for a, b in pairwise(numbers))
    pairs = zip(blocks, found, strict=True)
    return [replace(b, text=b.text[m.end() :]) if is_list and m else b for b, m in pairs]


def _lower_what_stands_above(blocks: list[Block]) -> list[Block]:
    """Put what stands above a title, within its own box, below it: kind, publisher and date, as one
    line, and texts where such stand above most titles of a slot."""
    heads = [n for n, block in enumerate(blocks) if block.rank != BODY]
    above = {n: _within_above(blocks, heads, i) for i, n in enumerate(heads)}
    texts = _texts_above(blocks, above)
    short = {n: [k for k in lines if k not in texts.get(n, ())] for n, lines in above.items()}
    short = {n: x for n, x in short.items() if x and all(is_short_line(blocks[k].text) for k in x)}
    seen = Counter(blocks[k].text for lines in short.values() for k in lines)
    moved = {k for lines in texts.values() for k in lines}
    starts = [*(next(iter(above[n]), n) for n in heads), len(blocks)]
    ends = {end: texts.get(n, []) for n, end in zip(heads, starts[1:], strict=True)}
    below: dict[int, Block] = {}
    titles = {n: blocks[n] for n in heads}
    for n, lines in short.items():
        meta = [b for b in (blocks[k] for k in lines) if _is_meta(b, seen, len(short))]
        if meta:
            text = ", ".join(b.text for b in meta)
            links = tuple(link for b in meta for link in b.links)
            below[n] = replace(meta[0], text=text, links=links, is_meta=True)
        if meta or len(short) > 1:
            moved.update(lines)
            titles[n] = _with_ways(blocks[n], [x for k in lines for x in blocks[k].links])
    settled: list[Block] = []
    for n in range(len(blocks) + 1):
        settled += [blocks[k] for k in ends.get(n, ())]
        if n < len(blocks) and n not in moved:
            settled += [titles.get(n, blocks[n]), *([below[n]] if n in below else [])]
    return settled


def _texts_above(blocks: list[Block], above: Mapping[int, range]) -> dict[int, list[int]]:
    """Which lines above each title are texts, where those of its slot have such above them."""
    said = {n: [k for k in x if not is_short_line(blocks[k].text)] for n, x in above.items()}
    seen = Counter(blocks[n].slot for n in above)
    firsts = {blocks[n].slot: n for n in reversed([*above])}
    slots = {blocks[n].slot for n, lines in said.items() if lines and n != firsts[blocks[n].slot]}
    slots = {slot for slot in slots if seen[slot] >= REPEATED}
    return {n: lines for n, lines in said.items() if lines and blocks[n].slot in slots}


def _with_ways(title: Block, links: Sequence[Link]) -> Block:
    """The title with the links to files that stood above it; with all when it has none itself."""
    ways = [link for link in links if score(link) >= LEAST or not title.links]
    return replace(title, links=(*title.links, *ways))


def _within_above(blocks: list[Block], heads: list[int], i: int) -> range:
    """The lines right above heading number ``i`` in a part of the page where no other heading of
    its rank or a higher one is."""
    n = heads[i]
    block = blocks[n]
    others = heads[i - 1 : i] if i else []
    after = (heads[k] for k in range(i + 1, len(heads)))
    others += islice((m for m in after if blocks[m].rank <= block.rank), 1)
    depth = max((block.shared(blocks[m]) for m in others), default=len(block.path))
    start, last = n, heads[i - 1] if i else -1
    while start - 1 > last and blocks[start - 1].shared(block) > depth:
        start -= 1
    return range(start, n)


def _is_meta(block: Block, seen: Counter[str], boxes: int) -> bool:
    """Whether a line above a title says something of it: no path to the page, nothing that stands
    above every title, unless it is a kind or has a date."""
    if is_kind(block.text) or is_publisher_line(block.text):
        return True
    is_other = is_path(block.text) or is_file_info(block.text)
    return not is_other and boxes > 1 and seen[block.text] < boxes


def _raise_titles(blocks: list[Block]) -> Iterator[Block]:
    """Make headings of plain short lines above a publisher line, and of those that begin a part of
    the page and are dated themselves; not of what is in a list of references."""
    left = {id(block) for block in split_references(blocks)[0]}
    places = [n for n, b in enumerate(blocks) if id(b) in left or not has_address(b)]
    raised = {n for n in places if _is_title(blocks, n)}
    firsts = {n for n in places if n and _is_dated_first(blocks, n)}
    are_titles = any(blocks[n - 1].rank == BODY or is_date(blocks[n - 1].text) for n in firsts)
    raised |= firsts if len(firsts) > 1 and are_titles else set()
    for n, block in enumerate(blocks):
        if n in raised:
            yield replace(block, rank=PSEUDO)
        elif n - 1 in raised and _below(blocks, n - 1) is not block:
            yield replace(block, text=f"Forfatter: {BY.sub('', block.text)}")
        else:
            yield block


def _is_title(blocks: list[Block], n: int) -> bool:
    block = blocks[n]
    if not _may_be_title(block):
        return False
    below = _below(blocks, n)
    is_tail = n > 0 and blocks[n - 1].path == block.path != below.path  # of its own paragraph
    apart = is_tail or below.scope[: len(block.scope)] != block.scope
    if apart or below.rank != BODY or below.links:
        return False
    above = n - 1 - (n > 1 and is_kind(blocks[n - 1].text))  # a kind may have a line of its own
    has_title = n > 0 and blocks[above].rank != BODY
    is_told = is_publisher_line(block.text) or are_authors(block.text)
    if is_told or (has_title and is_date(below.text)):
        return False
    return bool(below.text) and is_publisher_line(below.text)


def _below(blocks: list[Block], n: int) -> Block:
    """The block below one, or below its authors: they may have a line of their own."""
    below, after = (*blocks[n + 1 : n + 3], Block(""), Block(""))[:2]
    return after if below.text and are_authors(below.text) else below


def _is_dated_first(blocks: list[Block], n: int) -> bool:
    """Whether the first line of a part of the page, or of a paragraph of several lines, is a title
    that ends in publisher and date."""
    block, above, below = blocks[n], blocks[n - 1], next(iter(blocks[n + 1 : n + 2]), Block(""))
    starts_part = block.scope and above.scope != block.scope == below.scope
    starts_paragraph = above.path != block.path == below.path
    is_first = bool(starts_part or starts_paragraph) and below.rank == BODY
    return is_first and _may_be_title(block) and has_details(block.text)


def _may_be_title(block: Block) -> bool:
    plain = block.rank == BODY and not block.is_meta and 0 < len(block.text) <= TITLE_LENGTH
    says = ACTION.match(block.text) or label_of(block.text) or is_kind(block.text)
    said = bool(says or ADDRESS.fullmatch(block.text))
    return plain and block.text[-1] != "." and not said


def _lower_publisher_lines(blocks: Sequence[Block]) -> list[Block]:
    """Make text of headings that say who put out what the heading above them names: of those of a
    rank of their own when most are such, else of those that are every third heading."""
    heads = Counter(block.rank for block in blocks)
    pairs = [n for n in range(len(blocks) - 2) if _is_title_and_publisher(*blocks[n : n + 3])]
    seen = Counter((blocks[n].rank, blocks[n + 1].rank) for n in pairs)
    lowered = set()
    for n in pairs:
        above, below = blocks[n], blocks[n + 1]
        count = seen[above.rank, below.rank]
        most = max(heads[above.rank], heads[below.rank])
        is_habit = count * (3 if above.rank == below.rank else 2) >= most
        if is_habit and (count > 1 or _are_plain(above, below)):
            lowered.add(n + 1)
    return [replace(b, rank=BODY) if n in lowered else b for n, b in enumerate(blocks)]


def _is_title_and_publisher(above: Block, below: Block, after: Block) -> bool:
    ranked = BODY < above.rank <= below.rank or (above.rank == PSEUDO and below.rank != BODY)
    said = is_publisher_line(below.text, slanted=below.slanted)
    return ranked and said and after.rank == BODY


def _are_plain(above: Block, below: Block) -> bool:
    """Whether a single pair is plainly a title and who put it out, not a chapter and a title."""
    return above.rank > 1 and len(above.text.split()) > 2 and len(below.text.split()) <= 8
